"""Annotated text: parts that are text and parts that are markup, as editors send them that know their format themselves.

Offsets point into text and markup together. A markup part may say what it reads as (a line break, a letter).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from msgspec.structs import replace

from qa.article import Document
from qa.positions import Run, SourceMap
from qa.readers import text

_CLOSING = ("</", "}", "]", ")")
_SYMMETRIC = frozenset("*_~`'\"$=+|")
"""What marks are made of that look the same at both ends (`**`)."""


_start, _end = itemgetter(0), itemgetter(1)


class Part(NamedTuple):
    """A stretch of the input and what a reader sees of it: itself, or, of markup, nothing or what stands for it."""

    raw: str
    shown: str


def document(id: str, path: str, parts: Sequence[Part]) -> Document:
    """The parts as a document: their blocks are those of plain text."""
    read = text.document(id, path, "".join(part.shown for part in parts))
    outer = SourceMap("".join(part.raw for part in parts), _runs(parts))
    runs = list(outer.runs or ())
    if read.source.runs is not None:
        runs = [run for inner in read.source.runs for run in _through(inner, outer)]
    return replace(read, source=SourceMap(outer.raw, runs))


def _runs(parts: Sequence[Part]) -> list[Run]:
    runs: list[Run] = []
    at = raw_at = gap = 0
    open_marks: set[str] = set()
    for raw, shown in parts:
        if shown:
            runs.append((at, at + len(shown), raw_at, raw_at + len(raw), gap))
        if shown or _closes(raw, open_marks):
            gap = raw_at + len(raw)
        at, raw_at = at + len(shown), raw_at + len(raw)
    return runs


def _closes(markup: str, open_marks: set[str]) -> bool:
    """Whether what is inserted beside this markup belongs after it. Symmetric marks open and close in turn."""
    if not _SYMMETRIC.issuperset(markup):
        return markup.startswith(_CLOSING)
    open_marks ^= {markup}
    return markup not in open_marks


def _through(inner: Run, outer: SourceMap) -> list[Run]:
    """A run of what the parts show together, led on to the input: one run for each part that it crosses.

    Where what it shows is not what stands there, such as a space for a line break and an indentation, the first shows all of it and
    the rest nothing: markup in between is no part of any.
    """
    start, end, shown_start, shown_end, _ = inner
    same = end - start == shown_end - shown_start
    runs: list[Run] = []
    crossed = outer.runs or ()
    for index in range(bisect_right(crossed, shown_start, key=_end), bisect_left(crossed, shown_end, key=_start)):
        a, b, raw_start, raw_end, own_gap = crossed[index]
        first, last = max(a, shown_start), min(b, shown_end)
        if b - a == raw_end - raw_start:
            raw_start, raw_end = raw_start + first - a, raw_start + last - a
        gap = own_gap if first == a else raw_start
        if same:
            runs.append((start + first - shown_start, start + last - shown_start, raw_start, raw_end, gap))
        else:
            runs.append((end if runs else start, end, raw_start, raw_end, gap))
    return runs
