"""Reviewdog's diagnostic format: one JSON document, positions in lines and UTF-8 bytes from 1, each suggestion a replacement."""

import os
from collections.abc import Callable, Iterable
from typing import TextIO

import msgspec
from msgspec import UNSET, Struct, UnsetType

from qa.article import Document
from qa.check import Checked
from qa.report import ReportedError, ReportedFinding
from qa.units import Columns, utf8
from qa.writers.common import as_one, in_project, message, place, plain


class _Position(Struct, omit_defaults=True):
    """A line without a column is the whole of it."""

    line: int
    column: int | UnsetType = UNSET


class _Range(Struct):
    start: _Position
    end: _Position


class _Location(Struct, omit_defaults=True):
    path: str
    range: _Range | UnsetType = UNSET


class _Code(Struct):
    value: str


class _Suggestion(Struct):
    range: _Range
    text: str


class _Diagnostic(Struct, omit_defaults=True):
    message: str
    location: _Location
    severity: str
    code: _Code
    suggestions: list[_Suggestion] = []


class _Source(Struct):
    name: str


class _Result(Struct):
    """The document, in the names of the format's message definitions."""

    source: _Source
    diagnostics: list[_Diagnostic]


def write(results: Iterable[Checked | ReportedError], out: TextIO, signature: Callable[[], str]) -> None:
    """Read all results, then print the report; reviewdog wants paths from the current folder."""
    diagnostics: list[_Diagnostic] = []
    for result in results:
        for error in (result,) if isinstance(result, ReportedError) else result.errors:
            location = _Location(in_project(error.path, os.curdir))
            diagnostics.append(_Diagnostic(plain(error.message), location, "ERROR", _Code("not-checked")))
        if isinstance(result, Checked) and result.report.findings:
            path = in_project(result.report.path, os.curdir)
            columns = Columns(result.document.source.raw, utf8, result.document.origin)
            diagnostics += (_diagnostic(finding, result.document, path, columns) for finding in result.report.findings)
    report = _Result(_Source("mtlint"), diagnostics)
    out.write(msgspec.json.format(msgspec.json.encode(report), indent=1).decode() + "\n")


def _diagnostic(finding: ReportedFinding, document: Document, path: str, columns: Columns) -> _Diagnostic:
    at = place(finding, document, columns)
    range = _Range(_Position(at.line, at.column or UNSET), _Position(at.end_line, at.end_column or UNSET))
    suggestions = []
    for suggestion in finding.suggestions if document.record_line is None else ():
        if edit := as_one(suggestion.edits, document.source.raw):
            place_of_edit = _Range(_Position(*columns(edit.start)), _Position(*columns(edit.end)))
            suggestions.append(_Suggestion(place_of_edit, edit.text))
    return _Diagnostic(
        message(finding, document), _Location(path, range), finding.severity.upper(), _Code(finding.rule), suggestions
    )
