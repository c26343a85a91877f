"""MQM annotations as a TSV table, as raters' tools exchange them: a row an error, in its segment, marked `<v>so</v>`.

Columns are those of Google's MQM data (Freitag et al. 2021): system, doc, doc_id, seg_id, rater, source, target, category, severity.
A segment without an error has one row that says so, for a mean needs its denominator.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

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


def _rows(checked: Checked, number: int) -> Iterator[tuple[str, ...]]:
    document, report = checked.document, checked.report
    placed = _by_block(document, report.findings)
    for at, block in enumerate(document.blocks):
        text = document.text[block.start : block.end]
        head = ("mtlint", report.id, str(number), str(at + 1), "mtlint", _source(document, block.start, block.end))
        if not placed.get(at):
            yield (*head, text, NO_ERROR, NO_ERROR)
        for finding, start, end in placed.get(at, ()):
            shown = marked(text, max(0, start - block.start), max(0, end - block.start))
            yield (*head, shown, finding.mqm, finding.mqm_severity)


def _by_block(document: Document, findings: Iterable[ReportedFinding]) -> dict[int, list[tuple[ReportedFinding, int, int]]]:
    """The findings of each block, with their places in the text that a reader sees."""
    found: dict[int, list[tuple[ReportedFinding, int, int]]] = {}
    for finding in findings:
        start, end = document.source.text_span(finding.start, finding.end)
        at = max(bisect_right(document.blocks, start, key=lambda block: block.start) - 1, 0)
        found.setdefault(at, []).append((finding, start, end))
    return found


def _source(document: Document, start: int, end: int) -> str:
    """What the input itself pairs with a block."""
    if document.original is None:
        return ""
    pairs = [pair for pair in document.pairs if pair.start < end and pair.end > start]
    return " ".join(document.original.text[pair.source_start : pair.source_end] for pair in pairs)
