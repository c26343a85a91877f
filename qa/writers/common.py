"""What several report formats share: where a finding stands, what is said of it, and text that harms no reader."""

import os
from collections.abc import Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from qa.article import Document
from qa.check import digest
from qa.positions import Edit
from qa.readers import is_url
from qa.report import ReportedFinding
from qa.rule import SEVERITIES, Severity
from qa.units import Columns

_FIXES_TOLD = 3
_JOINERS = "\u200c\u200d"
"""Within words of Persian, Hindi and others; without them the word reads otherwise."""


T = TypeVar("T")


class Place(Struct, frozen=True):
    """A stretch of a file, lines and columns from 1, the end exclusive; of a record in a JSONL file only the line is known."""

    line: int
    end_line: int
    column: int | None = None
    end_column: int | None = None


def place(finding: ReportedFinding, document: Document, columns: Columns | None = None) -> Place:
    """Where a finding stands in its file, with columns as `columns` counts them (None: code points)."""
    if document.record_line is not None:
        return Place(document.record_line, document.record_line)
    if columns is None:
        return Place(finding.line, finding.end_line, finding.column, finding.end_column)
    (line, column), (end_line, end_column) = columns(finding.start), columns(finding.end)
    return Place(line, end_line, column, end_column)


def in_project(path: str, root: str | None = None) -> str:
    """A path as services find the file: from the project's root, with slashes; pages, standard input and other places as given.

    The root is that of the checkout where a CI service names it, else the current folder.
    """
    if is_url(path) or path == "-":
        return path
    here = os.getcwd()
    root = os.path.realpath(root or os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or here)
    if _below(here, root) is None:
        root = here
    return (_below(os.path.join(here, path), root) or path).replace(os.sep, "/")


def _below(path: str, root: str) -> str | None:
    """The path from a folder on, None where it does not lie below it."""
    try:
        relative = os.path.relpath(path, root)
    except ValueError:  # on another drive
        return None
    return None if relative.split(os.sep)[0] == os.pardir else relative


def message(finding: ReportedFinding, document: Document) -> str:
    """All that is said of a finding, in one line: what is wrong, in which record or segment, how to mend it, and why."""
    told = finding.message if document.record_line is None else f"record {document.id}: {finding.message}"
    if finding.segment is not None:
        told = f"segment {finding.segment}: {told}"
    if fixes := fix(finding):
        told += f"; fix: {fixes}"
    if finding.evidence:
        told += f" ({finding.evidence})"
    return plain(told)


def fingerprint(finding: ReportedFinding, document: Document) -> str:
    """The finding's fingerprint within its file: that of one of several articles is told from those of its neighbours."""
    if document.record_line is None and document.id == document.path:
        return finding.fingerprint
    return digest(f"{document.id}\x1f{finding.fingerprint}".encode("utf-8", "surrogatepass"))


def fix(finding: ReportedFinding) -> str:
    """The first suggestions in words, "" where there are none."""
    return " or ".join(f"“{one.text}”" if one.text else "delete it" for one in finding.suggestions[:_FIXES_TOLD])


def as_one(edits: Iterable[Edit], raw: str) -> Edit | None:
    """The edits as a single one, with what stands between them in the input; None where there are none."""
    ordered = sorted(edits, key=lambda edit: edit.start)
    if not ordered:
        return None
    parts: list[str] = []
    at = ordered[0].start
    for edit in ordered:
        parts += raw[at : edit.start], edit.text
        at = edit.end
    return Edit(ordered[0].start, at, "".join(parts))


def plain(text: str) -> str:
    """Text that leaves the terminal and the line alone."""
    shown = text.removeprefix("\ufeff")
    if shown.isprintable():
        return shown
    return "".join(
        char if char.isprintable() or char in _JOINERS else " " if char.isspace() else "\N{REPLACEMENT CHARACTER}"
        for char in shown
    )


def number(count: int, noun: str) -> str:
    """`1 word`, `1,000 words`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


class Gravest(Generic[T]):
    """Keeps the first `limit` items of each severity, and counts all."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: dict[Severity, list[T]] = {severity: [] for severity in SEVERITIES}
        self.met = 0

    def wants(self, severity: Severity) -> bool:
        """Count one more, and say whether there is still room for it."""
        self.met += 1
        return len(self._kept[severity]) < self._limit

    def add(self, severity: Severity, item: T) -> None:
        self._kept[severity].append(item)

    def all(self) -> list[T]:
        """The gravest `limit` items, the gravest first, each severity in the order met."""
        return [item for severity in SEVERITIES for item in self._kept[severity]][: self._limit]
