"""Annotated text: parts that are text and parts that are markup, as editors send them that know their format themselves.

Offsets point into text and markup together. A markup part may say what it reads as (a line break, a letter).
"""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from qa.article import Document
from qa.positions import Run, SourceMap
from qa.readers import text

_CLOSING = ("</", "}", "]", ")")
_SYMMETRIC = frozenset("*_~`'\"$=+|")
"""What marks are made of that look the same at both ends (`**`)."""


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
    """A run of what the parts show together, led on to the input; where it crosses parts, one run for each."""
    start, end, shown_start, shown_end, shown_gap = inner
    gap = outer.raw_span(shown_gap, shown_gap)[0]
    if end - start != shown_end - shown_start:
        return [(start, end, *outer.raw_span(shown_start, shown_end), gap)]
    runs: list[Run] = []
    for a, b, raw_start, raw_end, own_gap in outer.runs or ():
        first, last = max(a, shown_start), min(b, shown_end)
        if first >= last:
            continue
        if b - a == raw_end - raw_start:
            raw_start, raw_end = raw_start + first - a, raw_start + last - a
        by = start - shown_start
        runs.append((first + by, last + by, raw_start, raw_end, own_gap if first == a else raw_start))
    return runs
