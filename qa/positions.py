"""Where a text came from: the way from what a reader sees back to the input as it stands, offset by offset.

All offsets count code points; ends are exclusive.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct


class Edit(Struct, frozen=True):
    """Replace the input's `start:end` by `text`."""

    start: int
    end: int
    text: str


class Origin(Struct, frozen=True):
    """Where in its file an input begins that is a part of it: `offset` counts code points, `line` from 1. `columns` are those before
    it on that line, in code points, UTF-16 units and UTF-8 bytes.
    """

    offset: int = 0
    line: int = 1
    columns: tuple[int, int, int] = (0, 0, 0)

    def after(self, raw: str) -> "Origin":
        """Where what follows `raw` begins, which begins here."""
        starts = line_starts(raw)
        last = raw[starts[-1] :]
        sizes = (len(last), len(last.encode("utf-16-le", "surrogatepass")) // 2, len(last.encode("utf-8", "surrogatepass")))
        if len(starts) == 1:
            hidden = int(not self.offset and raw.startswith("\ufeff"))
            sizes = (self.columns[0] + sizes[0] - hidden, self.columns[1] + sizes[1] - hidden, self.columns[2] + sizes[2])
        return Origin(self.offset + len(raw), self.line + len(starts) - 1, sizes)


WHOLE_FILE = Origin()


class Piece(NamedTuple):
    """A run of visible text and the run of the input that shows it.

    Runs of equal length map offset by offset; where the lengths differ (an entity, a collapsed run of white space) the whole
    run stands for the whole. One of no text is white space that shows only once the space before it is gone. `gap` is where the
    input takes text inserted before this piece: after the tags that close there, before those that open.
    """

    text_start: int
    text_end: int
    raw_start: int
    raw_end: int
    gap: int


Run = tuple[int, int, int, int, int]
"""A Piece as readers write it: a bare tuple, for they make thousands that nobody ever looks at."""

Mark = tuple[int, int, int, int]
"""Text start and end, raw start and end of what cannot stand empty in the input (`**bold**`): it goes when all of its text goes."""


class SourceMap:
    """Maps offsets of an article's text to its input.

    The identity where `runs` is None, else through `runs`, which are in order and cover the text but for the breaks between
    blocks. `escape` writes visible text as the input's format needs it (HTML: `&amp;`).
    """

    def __init__(
        self,
        raw: str,
        runs: Sequence[Run] | None = None,
        escape: Callable[[str], str] | None = None,
        marks: Sequence[Mark] = (),
    ) -> None:
        self.raw = raw
        self.runs = runs
        self._escape = escape
        self._marks = sorted(marks)

    @cached_property
    def _starts(self) -> list[int]:
        return [piece[0] for piece in self.runs or ()]

    @cached_property
    def _raw_starts(self) -> list[int]:
        return [piece[2] for piece in self.runs or ()]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the input that shows `text[start:end]`, tags in between included."""
        if not self.runs:
            return (start, end) if self.runs is None else (0, 0)
        if start >= end:
            at = self._insertion(start)
            return at, at
        first, last = self._at(start), self._at(end - 1)
        raw_start = first.raw_start + (start - first.text_start if _linear(first) else 0)
        raw_end = last.raw_start + (end - last.text_start) if _linear(last) else last.raw_end
        if start >= first.text_end:  # in a break between blocks
            raw_start = first.raw_end
        if end > last.text_end:
            raw_end = max(raw_start, last.raw_end)
        return raw_start, raw_end

    def text_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text that the input's `start:end` shows: what `raw_span` was given. A run that maps as a whole counts
        whole, and what shows nothing (a comment) is where the text goes on after it.
        """
        if not self.runs:
            return (start, end) if self.runs is None else (0, 0)
        first = bisect_right(self._raw_starts, start) - 1
        piece = Piece(*self.runs[max(first, 0)])
        if first < 0:
            text_start = piece.text_start
        elif start < piece.raw_end:
            text_start = piece.text_start + (start - piece.raw_start if _linear(piece) else 0)
        elif start > piece.raw_end and first + 1 < len(self.runs):
            text_start = self.runs[first + 1][0]
        else:
            text_start = piece.text_end
        if start >= end:
            return text_start, text_start
        piece = Piece(*self.runs[max(bisect_left(self._raw_starts, end) - 1, 0)])
        text_end = piece.text_start + end - piece.raw_start if end < piece.raw_end and _linear(piece) else piece.text_end
        return text_start, max(text_start, text_end)

    def edits(self, text: str, start: int, end: int, replacement: str) -> tuple[Edit, ...]:
        """The changes to the input that make its `text[start:end]` read `replacement`, tags left alone and entities kept whole."""
        if self.runs is None:
            return (Edit(start, end, replacement),)
        old = text[start:end]
        head = _common_prefix(old, replacement)
        tail = _common_prefix(old[head:][::-1], replacement[head:][::-1])
        start, end, replacement = start + head, end - tail, replacement[head : len(replacement) - tail]
        if not replacement:
            return self._replace(text, *self._in_one_run(text, start, end), "")
        if len(self._runs(start, end)) <= 1:
            return self._replace(text, start, end, replacement)
        from difflib import SequenceMatcher

        edits: list[Edit] = []
        for operation, a, b, c, d in SequenceMatcher(None, text[start:end], replacement, autojunk=False).get_opcodes():
            if operation != "equal":
                edits.extend(self._replace(text, start + a, start + b, replacement[c:d]))
        return tuple(edits)

    def _replace(self, text: str, start: int, end: int, replacement: str) -> tuple[Edit, ...]:
        if not self.runs:
            return ()
        first = self._at(start)
        if first.text_start < start < first.text_end and not _linear(first):
            start, replacement = first.text_start, text[first.text_start : start] + replacement
        last = self._at(max(start, end - 1))
        if start < end < last.text_end and not _linear(last):
            end, replacement = last.text_end, replacement + text[end : last.text_end]
        runs = self._runs(start, end)
        if not runs:
            at = self._insertion(start)
            return (Edit(at, at, self.written(replacement, at)),) if replacement else ()
        for text_start, text_end, raw_start, raw_end in self._marks[bisect_left(self._marks, (start,)) :]:
            if text_start >= end:
                break
            if text_end <= end and (not replacement or raw_start > runs[0][0]):
                runs.append((raw_start, raw_end))
        runs = _merged(runs)
        return (Edit(*runs[0], self.written(replacement, runs[0][0])), *(Edit(a, b, "") for a, b in runs[1:]))

    def written(self, text: str, at: int) -> str:
        """Visible text as the input has it that stands at a place of it."""
        return self._escape(text) if self._escape else text

    def _in_one_run(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The stretch to delete in place of `text[start:end]`: in `the <b>the house</b>` the second `the ` rather than ` the`."""
        if len(self._runs(start, end)) <= 1:
            return start, end
        for step in (1, -1):
            a, b = start, end
            for _ in range(min(end - start, _SLID)):
                if not (a > 0 and b < len(text)) or (text[a] != text[b] if step > 0 else text[a - 1] != text[b - 1]):
                    break
                a, b = a + step, b + step
                if len(self._runs(a, b)) == 1:
                    return a, b
        return start, end

    def _runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """The input's runs that show `start:end`, neighbours joined, what lies between (tags) left out."""
        runs: list[tuple[int, int]] = []
        assert self.runs is not None
        index = max(bisect_right(self._starts, start) - 1, 0)
        while start < end and index < len(self.runs) and self.runs[index][0] <= end:
            piece = Piece(*self.runs[index])
            index += 1
            a, b = max(start, piece.text_start), min(end, piece.text_end)
            if a > b or (a == b and piece.text_start < piece.text_end):
                continue
            if _linear(piece):
                a, b = piece.raw_start + a - piece.text_start, piece.raw_start + b - piece.text_start
            else:
                a, b = piece.raw_start, piece.raw_end
            if runs and runs[-1][1] == a:
                runs[-1] = (runs[-1][0], b)
            else:
                runs.append((a, b))
        return runs

    def _at(self, offset: int) -> Piece:
        assert self.runs is not None
        return Piece(*self.runs[max(bisect_right(self._starts, offset) - 1, 0)])

    def _insertion(self, offset: int) -> int:
        if not self.runs:
            return offset if self.runs is None else 0
        piece = self._at(offset)
        if offset == piece.text_start:
            return piece.gap
        return piece.raw_start + offset - piece.text_start if _linear(piece) and offset < piece.text_end else piece.raw_end


class LineIndex:
    """Lines and columns of a text, 1-based, in code points; a byte order mark takes no column.

    Lines end in a line feed, a carriage return or both. `origin` says where the text begins in its file, whose lines are meant.
    """

    def __init__(self, raw: str, origin: Origin = WHOLE_FILE) -> None:
        self._bom = raw.startswith("\ufeff")
        self._starts = line_starts(raw)
        self._origin = origin

    def __call__(self, offset: int) -> tuple[int, int]:
        """(line, column) of a code point."""
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1 - (self._bom and line == 1 and offset > 0)
        return line + self._origin.line - 1, column + (self._origin.columns[0] if line == 1 else 0)


def line_starts(raw: str) -> list[int]:
    """The offset at which each line starts; a line feed, a carriage return or both end one."""
    if raw.count("\r") > raw.count("\r\n"):
        return [0, *(match.end() for match in re.finditer("\r\n?|\n", raw))]
    starts, at = [0], raw.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = raw.find("\n", at + 1)
    return starts


_SLID = 40
"""By how many characters a deletion is shifted at most; repeated words are shorter."""


def _linear(piece: Piece) -> bool:
    return piece.text_end - piece.text_start == piece.raw_end - piece.raw_start


def _merged(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs in order, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _common_prefix(a: str, b: str) -> int:
    length = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        length += 1
    return length
