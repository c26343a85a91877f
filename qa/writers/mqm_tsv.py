"""MQM annotations as a TSV table, as raters' tools exchange them: a row an error, in its segment, marked `<v>so</v>`.

Columns are those of Google's MQM data (Freitag et al. 2021): system, doc, doc_id, seg_id, rater, source, target, category, severity.
A segment without an error has one row that says so, for a mean needs its denominator.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TextIO

from qa.article import Document
from qa.check import Checked
from qa.mqm import COLUMNS, NO_ERROR, marked
from qa.report import ReportedError, ReportedFinding


def write(results: Iterable[Checked | ReportedError], out: TextIO, signature: Callable[[], str]) -> None:
    """Write each article's rows as it is ready; what could not be checked has none."""
    out.write("\t".join(COLUMNS) + "\n")
    for number, result in enumerate(results, 1):
        if isinstance(result, Checked):
            for row in _rows(result, number):
                out.write("\t".join(" ".join(cell.split()) for cell in row) + "\n")


class _Segment(NamedTuple):
    """A segment of the table: its id, where it stands in the text, and what it translates."""

    id: str
    start: int
    end: int
    source: str = ""


def _rows(checked: Checked, number: int) -> Iterator[tuple[str, ...]]:
    document, report = checked.document, checked.report
    segments = _segments(document)
    placed = _by_segment(document, segments, report.findings)
    for at, (id, first, last, source) in enumerate(segments):
        head = ("mtlint", report.id, str(number), id, "mtlint", source)
        text = document.text[first:last]
        if not placed.get(at):
            yield (*head, text, NO_ERROR, NO_ERROR)
        for finding, start, end in placed.get(at, ()):
            shown = marked(text, max(0, start - first), max(0, end - first))
            yield (*head, shown, finding.mqm, finding.mqm_severity)


def _segments(document: Document) -> list[_Segment]:
    """What the input itself pairs, by its ids; else the blocks, by their numbers."""
    if not document.pairs or document.original is None:
        return [_Segment(str(number), block.start, block.end) for number, block in enumerate(document.blocks, 1)]
    theirs = document.original.text
    return [
        _Segment(pair.id or str(number), pair.start, pair.end, theirs[pair.source_start : pair.source_end])
        for number, pair in enumerate(document.pairs, 1)
    ]


def _by_segment(
    document: Document, segments: list[_Segment], findings: Iterable[ReportedFinding]
) -> dict[int, list[tuple[ReportedFinding, int, int]]]:
    """The findings of each segment, with their places in the text that a reader sees: those of the id that a finding names, which has
    to be where it stands, else those there.
    """
    found: dict[int, list[tuple[ReportedFinding, int, int]]] = {}
    for finding in findings:
        start, end = document.source.text_span(finding.start, finding.end)
        at = max(bisect_right(segments, start, key=lambda segment: segment.start) - 1, 0)
        while at and segments[at].id != finding.segment and segments[at - 1].end >= start:
            at -= 1
        found.setdefault(at, []).append((finding, start, end))
    return found
