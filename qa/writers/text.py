"""The report for people at a terminal: each finding with its line, the excerpt, the fix and the evidence, then a summary."""

import os
from collections.abc import Callable, Iterable
from typing import TextIO

from qa.check import Checked
from qa.report import ArticleReport, ReportedError, ReportedFinding, Summary

_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36"}
_WIDTH = 100


def write(results: Iterable[Checked | ReportedError], out: TextIO, signature: Callable[[], str]) -> None:
    """Print each article's findings as they are ready, then the summary."""
    paint = _painter(out)
    summary, skipped, unread, known = Summary(), dict[str, set[str]](), 0, 0
    for result in results:
        if isinstance(result, ReportedError):
            unread += 1
            continue
        unread += len(result.errors)
        summary.add(result.report)
        known += sum(bool(finding.suggestions) for finding in result.report.findings)
        for rule in result.report.skipped_rules:
            skipped.setdefault(rule.reason, set()).add(rule.rule)
        if result.report.findings:
            out.write(_article(result, paint))
            out.flush()
    out.write(_summary(summary, known, unread, skipped, paint))


def _article(checked: Checked, paint: Callable[[str, str], str]) -> str:
    report = checked.report
    lines = [paint(_title(report), "1"), ""]
    for finding in report.findings:
        lines += _finding(finding, checked.document.source.raw, paint)
    return "\n".join(lines) + "\n"


def _title(report: ArticleReport) -> str:
    name = report.path if report.id == report.path else f"{report.path} [{report.id}]"
    score = "" if report.mqm_score is None else f", MQM {report.mqm_score:.1f}"
    return f"{name} ({report.language}, {report.words:,} words{score})"


def _finding(finding: ReportedFinding, raw: str, paint: Callable[[str, str], str]) -> list[str]:
    colour = _COLOURS[finding.severity]
    lines = [
        f"  {finding.line}:{finding.column} {paint(finding.severity, colour)} {finding.message} {paint(f'[{finding.rule}]', '2')}"
    ]
    excerpt, marks = _excerpt(raw, finding.start, finding.end)
    lines += [f"      {excerpt}", f"      {paint(marks, colour)}"]
    if finding.suggestions:
        fixes = " or ".join(f"“{one.text}”" if one.text else "delete it" for one in finding.suggestions[:3])
        lines.append(f"      fix: {paint(fixes, '32')}")
    if finding.evidence:
        lines.append(f"      why: {finding.evidence}")
    return [*lines, ""]


def _excerpt(raw: str, start: int, end: int) -> tuple[str, str]:
    """The part of the input's line around the span, and a line of marks below the span."""
    first = max(raw.rfind("\n", 0, start) + 1, start - 40)
    stop = raw.find("\n", end)
    last = min(len(raw) if stop < 0 else stop, max(end, start + 1) + 40)
    if last - first > _WIDTH and end - start > 40:
        last = min(last, start + 60)
    before = ("…" if first and raw[first - 1] != "\n" else "") + _plain(raw[first:start])
    span = _plain(raw[start : min(end, last)])
    after = _plain(raw[end:last]) + ("…" if last < len(raw) and raw[last] != "\n" else "")
    return (before + span + after), " " * _columns(before) + "^" * max(1, _columns(span))


def _plain(text: str) -> str:
    """Text that leaves the terminal and the line alone."""
    shown = text.removeprefix("\ufeff")
    return "".join(char if char.isprintable() else " " if char.isspace() else "\N{REPLACEMENT CHARACTER}" for char in shown)


def _columns(text: str) -> int:
    """The columns that a terminal gives to a text."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _summary(
    summary: Summary, fixable: int, unread: int, skipped: dict[str, set[str]], paint: Callable[[str, str], str]
) -> str:
    counts = summary.findings
    total = counts.error + counts.warning + counts.info
    parts = [
        _number(count, name)
        for count, name in ((counts.error, "error"), (counts.warning, "warning"), (counts.info, "info"))
        if count
    ]
    read = f"{_number(summary.articles, 'article')}, {_number(summary.words, 'word')}"
    if total:
        colour = _COLOURS["error" if counts.error else "warning" if counts.warning else "info"]
        lines = [f"{read}: {paint(_number(total, 'finding'), colour)} ({', '.join(parts)}), {fixable:,} with a suggested fix"]
    else:
        lines = [f"{read}: {paint('nothing found', '32')}"]
    lines += [f"not run: {', '.join(sorted(rules))}: {reason}" for reason, rules in sorted(skipped.items())]
    if unread:
        lines.append(paint(f"{_number(unread, 'input')} could not be checked; see the messages above", _COLOURS["error"]))
    return "\n".join(lines) + "\n"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _painter(out: TextIO) -> Callable[[str, str], str]:
    """Colours on a terminal only, and not where NO_COLOR asks for none."""
    if not out.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return lambda text, colour: text
    return lambda text, colour: f"\033[{colour}m{text}\033[0m"
