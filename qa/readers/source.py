"""What all readers share: the error that names what could not be read, decoding, and text made from raw by small substitutions."""

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from msgspec import Struct

from qa.patterns import late
from qa.positions import Run
from qa.report import ReportedError

__all__ = ["OBJECT", "SOFT_HYPHEN", "Options", "ReadError", "ReportedError", "decode", "joins_wide", "substitute"]

OBJECT = "\ufffc"
"""Stands in `text` for what a reader sees as a thing, not as words: inline code, a formula, a picture amid a line."""

SOFT_HYPHEN = "\u00ad"
"""Left out of `text`: nothing shows where the word does not break there."""


class ReadError(Exception):
    """What could not be read (`path`, as the user named it) and why, in one line (`message`)."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


class Options(Struct, frozen=True):
    """What a user may ask of reading. `allow_private`: pages at addresses of the local network too. `quiet`: no remarks on stderr.
    `source`: the originals of articles, as `qa.readers.originals` has it; `all_translated`: one beside a folder's that no article
    translates is an error, and no remark on stderr.
    """

    allow_private: bool = False
    quiet: bool = False
    source: str | None = None
    all_translated: bool = False


def decode(data: bytes, path: str, encoding: str = "utf-8") -> str:
    """The text of `data`; a byte order mark stays in it as U+FEFF, so that offsets count it. Raises ReadError."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise ReadError(path, "not UTF-8 but UTF-16: save it as UTF-8") from error
        name = "UTF-8" if encoding == "utf-8" else f"{encoding}, which it declares,"
        raise ReadError(path, f"not {name} at byte {error.start}") from error


def decoded(data: Iterable[bytes], encoding: str, path: str) -> Iterator[str]:
    """The text of a file that comes in pieces. Raises ReadError."""
    decoder = codecs.getincrementaldecoder(encoding)()
    read = 0
    for piece in chain(data, (b"",)):
        read += len(piece)
        try:
            yield decoder.decode(piece, not piece)
        except UnicodeDecodeError as error:
            name = "UTF-8" if encoding == "utf-8" else f"{encoding}, as it declares or begins,"
            if read == len(piece) and piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise ReadError(path, "not UTF-8 but UTF-16: save it as UTF-8") from error
            raise ReadError(path, f"not {name} at byte {read - len(error.object) + error.start}") from error


_PIECE, _LINE = 1 << 16, 1 << 26
"""Bytes read at once, and bytes of a line at most."""


def lines(file: BinaryIO, encoding: str, path: str) -> Iterator[str]:
    """The lines of a file with their ends, which are line feeds. Raises ReadError, also where one has no end."""
    held: list[str] = []
    number = 1
    for piece in decoded(iter(lambda: file.read(_PIECE), b""), encoding, path):
        *whole, rest = piece.split("\n")
        if whole:
            yield "".join((*held, whole[0], "\n"))
            yield from (line + "\n" for line in whole[1:])
            held = []
            number += len(whole)
        held.append(rest)
        if len(held) * _PIECE > _LINE:
            raise ReadError(path, f"line {number} has more than {_LINE:,} bytes, which is refused")
    if last := "".join(held):
        yield last


def substitute(raw: str, substitutions: Iterable[tuple[int, int, str]]) -> tuple[str, list[Run] | None]:
    """`raw` with each `start:end` shown as its text, and the runs that lead back (None: offset by offset the same).

    `substitutions` are in order and do not overlap. One that shows nothing leaves no run.
    """
    parts: list[str] = []
    runs: list[Run] = []
    at = length = 0  # in raw, in text
    moved = False
    for start, end, shown in substitutions:
        if len(shown) == end - start:
            parts += raw[at:start], shown
            if at < end:
                runs.append((length, length + end - at, at, end, at))
        else:
            moved = True
            parts += raw[at:start], shown
            if at < start:
                runs.append((length, length + start - at, at, start, at))
            if shown:
                runs.append((length + start - at, length + start - at + len(shown), start, end, start))
        length += start - at + len(shown)
        at = end
    parts.append(raw[at:])
    if at < len(raw):
        runs.append((length, length + len(raw) - at, at, len(raw), at))
    return "".join(parts), runs if moved else None


_WIDE = (
    ("\u2e80", "\u312f"),
    ("\u31a0", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\ufe30", "\ufe4f"),
    ("\uff01", "\uff60"),
    ("\U00020000", "\U0003134f"),
)
"""Characters of Chinese and Japanese, first and last of each range; Korean puts spaces between words."""
_REFERENCE, _ENDS_REFERENCE = late(r"\A&#?\w+;"), late(r"&#?\w+;\Z")
_EITHER = "“”‘’—…·"
"""Marks that both these and other scripts use."""


def joins_wide(raw: str, start: int, end: int) -> bool:
    """Whether the white space `raw[start:end]` is a line break amid Chinese or Japanese: it hides no space."""
    if not (0 < start < end < len(raw)) or raw.isascii():
        return False
    if raw.find("\n", start, end) < 0 and raw.find("\r", start, end) < 0:
        return False
    left, right = raw[start - 1], raw[end]
    if left == ";" or right == "&":
        left, right = (
            _referred(_ENDS_REFERENCE, raw[max(0, start - 12) : start], left),
            _referred(_REFERENCE, raw[end : end + 12], right),
        )
    before, after = _is_wide(left), _is_wide(right)
    return (before or after) and (before or left in _EITHER) and (after or right in _EITHER)


def _referred(pattern: "re.Pattern[str]", text: str, character: str) -> str:
    """The character that a reference there stands for, else the one that stands there itself."""
    if not (match := pattern.search(text)):
        return character
    from html import unescape

    return unescape(match[0])


def _is_wide(character: str) -> bool:
    return any(first <= character <= last for first, last in _WIDE)
