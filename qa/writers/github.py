"""GitHub Actions: a workflow command a finding, the gravest first, and a summary of the run for its page.

GitHub shows ten annotations of a kind for each step, and drops the rest: hence the order, and the summary, which is appended to
the file that GITHUB_STEP_SUMMARY names.
"""

import os
import re
from collections.abc import Callable, Iterable
from typing import TextIO

from qa.article import Document
from qa.check import Checked
from qa.readers import is_url
from qa.report import ReportedError, ReportedFinding, Summary
from qa.rule import SEVERITIES, Severity
from qa.writers.common import Gravest, fix, in_project, message, number, place, plain

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_LISTED = 200
"""Findings in the summary, which may be 1 MiB long."""


def write(results: Iterable[Checked | ReportedError], out: TextIO, signature: Callable[[], str]) -> None:
    """Read all results, then print the commands: what could not be checked, then the findings by severity."""
    commands: dict[Severity, list[str]] = {severity: [] for severity in SEVERITIES}
    rows: Gravest[str] = Gravest(_LISTED)
    errors: list[ReportedError] = []
    summary = Summary()
    for result in results:
        if isinstance(result, ReportedError):
            errors.append(result)
            continue
        errors += result.errors
        summary.add(result.report)
        path = in_project(result.report.path)
        for finding in result.report.findings:
            commands[finding.severity].append(_annotation(path, result.document, finding))
            if rows.wants(finding.severity):
                rows.add(finding.severity, _row(path, result.document, finding))
    out.writelines(
        _command("error", in_project(error.path), plain(error.message), title="mtlint: not checked") for error in errors
    )
    for severity in SEVERITIES:
        out.writelines(commands[severity])
    if file_name := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(file_name, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(_summary(rows, errors, summary))


def _annotation(path: str, document: Document, finding: ReportedFinding) -> str:
    at = place(finding, document)
    span: dict[str, int | None] = {"line": at.line, "endLine": at.end_line}
    if at.line == at.end_line:  # GitHub refuses columns of several lines
        span |= {"col": at.column, "endColumn": at.end_column}
    told = message(finding, document)
    return _command(_COMMANDS[finding.severity], path, told, title=f"mtlint: {finding.rule}", **span)


def _command(name: str, path: str, told: str, **properties: str | int | None) -> str:
    """`::error file=…,line=…::message`; what is no file of the checkout is named in the message."""
    if is_url(path) or path == "-":
        told = f"{path}: {told}"
    else:
        properties = {"file": path, **properties}
    given = ",".join(f"{key}={_escaped(str(value), _PROPERTY)}" for key, value in properties.items() if value is not None)
    return f"::{name} {given}::{_escaped(told, _DATA)}\n"


_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def _escaped(text: str, escapes: dict[int, str]) -> str:
    return text.translate(escapes)


def _summary(rows: Gravest[str], errors: list[ReportedError], summary: Summary) -> str:
    """The run in Markdown: counts, what could not be checked, the gravest findings."""
    counts = summary.findings
    read = f"{number(summary.articles, 'article')}, {number(summary.words, 'word')}"
    kinds = ((counts.error, "error"), (counts.warning, "warning"), (counts.info, "info"))
    parts = ", ".join(number(count, name) for count, name in kinds if count)
    lines = ["### mtlint", "", f"{read}: {number(rows.met, 'finding')} ({parts})" if rows.met else f"{read}: nothing found", ""]
    if summary.known:
        lines += [f"Left out: {number(summary.known, 'finding')} of the baseline", ""]
    if errors:
        lines += [f"**Not checked: {number(len(errors), 'input')}**", ""]
        lines += [f"- {_cell(error.path)}: {_cell(error.message)}" for error in errors[:_LISTED]]
        lines += [f"- … and {len(errors) - _LISTED:,} more"] if len(errors) > _LISTED else []
        lines.append("")
    if rows.met:
        lines += ["| | where | what | fix | rule |", "|---|---|---|---|---|", *rows.all(), ""]
    if rows.met > _LISTED:
        lines += [f"The {_LISTED} gravest of {rows.met:,} findings are listed.", ""]
    return "\n".join(lines) + "\n"


def _row(path: str, document: Document, finding: ReportedFinding) -> str:
    record = "" if document.record_line is None else f" [{document.id}]"
    where = f"{path}{record}:{place(finding, document).line}"
    cells = (finding.severity, where, finding.message, fix(finding), finding.rule)
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


_MARKUP = re.compile(r"[\\`*_{}\[\]()<>#!|&~@:]")
_LENGTH = 500


def _cell(text: str) -> str:
    """Text that is no Markdown, and not longer than what a row should hold."""
    text = plain(text)
    text = text if len(text) <= _LENGTH else text[: _LENGTH - 1] + "…"
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", text)
