"""Files of the user's, replaced whole or not at all."""

import os
import stat
from contextlib import suppress


class NotWritten(Exception):
    """A file was left as it was; the message says why, in one line, without its name."""


def replace(path: str, data: bytes, expected: bytes | None) -> None:
    """Put `data` in the place of a file's content, at once: whoever reads it finds the old or the new.

    `expected` is what the file held when it was read, None where there was none. Raises NotWritten, and leaves the file alone,
    where it holds something else by now, may not be written, or is no ordinary file. Links are followed. Mode, owner and extended
    attributes stay, as far as the user may set them.
    """
    target = os.path.realpath(path)
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name[:100]}.{os.getpid()}.mtlint")
    try:
        before = _state(target)
        if before is not None and (not before.st_mode & 0o222 or not os.access(target, os.W_OK)):
            raise NotWritten("it is not writable")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            with open(descriptor, "wb") as file:
                file.write(data)
                if before is not None:
                    _dress(temporary, target, before)
                file.flush()
                os.fsync(file.fileno())
            if (content(target) if before is not None else _state(target)) != expected:
                raise NotWritten("it has changed since it was read")
            os.replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise NotWritten(f"it cannot be written: {error.strerror or error}") from error
    _keep(folder)


def _state(path: str) -> os.stat_result | None:
    """What the system says of an ordinary file, None where there is none."""
    try:
        state = os.stat(path)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(state.st_mode):
        raise NotWritten("it is no ordinary file")
    return state


def content(path: str) -> bytes | None:
    """What a file holds, None where there is none. Raises OSError where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _dress(path: str, like: str, state: os.stat_result) -> None:
    """Give a file the owner, the mode and the extended attributes of another, as far as the user may."""
    with suppress(OSError, AttributeError):
        os.chown(path, state.st_uid, state.st_gid)
    os.chmod(path, stat.S_IMODE(state.st_mode))  # after the owner, whose change may clear bits
    with suppress(OSError, AttributeError):
        for name in os.listxattr(like):
            with suppress(OSError):
                os.setxattr(path, name, os.getxattr(like, name))


def _keep(folder: str) -> None:
    """Have the folder's new entry written to the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
