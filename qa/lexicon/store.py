"""Files of the lexicon: tries and tables, written once, replaced whole, mapped into memory.

A file holds named sections one after another, each at a multiple of eight bytes, then a JSON header that says where each
stands, then the header's length, a CRC-32 of all before it and a closing mark. What was cut off or overwritten is noticed when
it is opened.
"""

import mmap
import os
import struct
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache
from typing import Any, Literal

import marisa_trie
import msgspec

FORMAT = 2
"""Raised whenever what the files hold changes shape."""

Kind = Literal["B", "H", "I"]
Entries = Callable[[], Iterable[tuple[str, int]]]

_TAIL = struct.Struct("<II8s")
_MARK = b"mtlint\x00\x01"


class StoreError(Exception):
    """A file of the lexicon is damaged; the message says which and how."""


class Store:
    """The sections of one file, or of the same bytes in memory."""

    def __init__(self, data: "mmap.mmap | bytes", name: str) -> None:
        view = memoryview(data)
        if len(view) < _TAIL.size:
            raise StoreError(f"{name}: cut off")
        length, checksum, mark = _TAIL.unpack(view[-_TAIL.size :])
        end = len(view) - _TAIL.size
        if mark != _MARK or length > end or zlib.crc32(view[:end]) != checksum:
            raise StoreError(f"{name}: damaged")
        header = msgspec.json.decode(view[end - length : end], type=dict[str, Any])
        self.meta: dict[str, Any] = header["meta"]
        self._sections: dict[str, list[int]] = header["sections"]
        self._data, self._view = data, view
        self.rest()  # the check has read every page; few are asked for again: 3 MB a language less

    def rest(self) -> None:
        """Lets the system take back the memory of what is mapped; it is read from the file again where it is asked for."""
        if isinstance(self._data, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            self._data.madvise(mmap.MADV_DONTNEED)

    def trie(self, name: str) -> marisa_trie.Trie:
        """A trie section. It reads the store's memory: keep the store as long as the trie."""
        trie = marisa_trie.Trie()
        start, length = self._sections[name]
        trie.map(self._view[start : start + length])
        return trie

    def finder(self, name: str) -> Callable[[str], int | None]:
        """What gives a key's number in a trie section, None for any other string."""
        get = self.trie(name).get

        def number(key: str) -> int | None:
            try:
                return get(key)  # type: ignore[no-any-return]
            except UnicodeEncodeError:  # half a surrogate pair
                return None

        return number

    def table(self, name: str, kind: Kind = "B") -> "memoryview[int]":
        """A section as an array of unsigned integers of one, two or four bytes."""
        start, length = self._sections[name]
        return self._view[start : start + length].cast(kind)


def pack(sections: dict[str, bytes], meta: dict[str, Any]) -> bytes:
    """The bytes of a file that holds these."""
    parts: list[bytes] = []
    places: dict[str, list[int]] = {}
    at = 0
    for name, content in sections.items():
        places[name] = [at, len(content)]
        padding = -len(content) % 8
        parts += content, bytes(padding)
        at += len(content) + padding
    header = msgspec.json.encode({"meta": meta, "sections": places})
    body = b"".join((*parts, header))
    return body + _TAIL.pack(len(header), zlib.crc32(body), _MARK)


def mapping(keys_name: str, values_name: str, kind: Kind, *entries: Entries) -> dict[str, bytes]:
    """Two sections for `pack`: the keys as a trie, and the values in the order of the trie's numbers.

    A key that comes twice gets the bits of both values. Each of `entries` is called twice, so that millions need not be held.
    """
    trie = _trie(key for part in entries for key, _ in part())
    table = array(kind, bytes(len(trie) * array(kind).itemsize))
    for part in entries:
        for key, value in part():
            table[trie.key_id(key)] |= value
    return {keys_name: trie.tobytes(), values_name: table.tobytes()}


def _trie(keys: Iterable[str]) -> marisa_trie.Trie:
    """A tenth larger than as the library sets it, and a fifth faster."""
    return marisa_trie.Trie(keys, num_tries=1, cache_size=marisa_trie.HUGE_CACHE)


def lists(name: str, entries: Mapping[str, list[int]]) -> dict[str, bytes]:
    """Three sections for `pack`: the keys as the trie `name`, the values (0-65535) of all in the order of its numbers as
    `name.values`, and in `name.places` where those of each number start; one more says where the last ones end.
    """
    trie = _trie(entries)
    values, places = array("H"), array("I", [0])
    for number in range(len(trie)):
        values.extend(entries[trie.restore_key(number)])
        places.append(len(values))
    return {name: trie.tobytes(), f"{name}.places": places.tobytes(), f"{name}.values": values.tobytes()}


def read(path: str) -> Store:
    """Maps a file. Raises FileNotFoundError, OSError, or StoreError where it is damaged."""
    with open(path, "rb") as file:
        if not os.fstat(file.fileno()).st_size:
            raise StoreError(f"{path}: empty")
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return Store(data, path)


def write(path: str, data: bytes) -> None:
    """Puts a whole file in place at once: a reader sees the old one or the new one. Raises OSError."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    temporary = f"{path}.{os.urandom(4).hex()}.part"
    try:
        with open(temporary, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


@contextmanager
def lock(directory: str) -> Iterator[None]:
    """Keeps other processes that ask for it waiting, so that one builds and the rest read.

    A convenience only: where the folder or its file system takes no locks all build, and the last file written stays.
    """
    with ExitStack() as stack:
        with suppress(OSError):
            os.makedirs(directory, exist_ok=True)
            file = stack.enter_context(open(os.path.join(directory, "lock"), "ab"))
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX)
        yield


def folder() -> str:
    """Where the files stand: `MTLINT_CACHE_DIR`, else `mtlint` in the user's folder for caches."""
    return os.environ.get("MTLINT_CACHE_DIR") or _usual_folder(os.environ.get("XDG_CACHE_HOME"))


@lru_cache(maxsize=2)
def _usual_folder(caches: str | None) -> str:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = caches or os.path.expanduser("~/.cache")
    return os.path.join(base, "mtlint")
