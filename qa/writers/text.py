"""The report for people at a terminal: each finding with its line, the excerpt, the fix and the evidence, then a summary."""

from collections.abc import Callable, Iterable
from typing import TextIO

from qa.check import Checked
from qa.report import ArticleReport, MendedFinding, ReportedError, ReportedFinding, Summary
from qa.terminal import painter, width
from qa.writers.common import number, plain

_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36"}
_INDENT = 6
_EXCERPTS = ((40, 20), (30, 20), (20, 20), (10, 10), (4, 8))
"""What an excerpt shows, the first that fits: characters on either side of a span, and of a long span, beyond as many, so many."""
_REASONS_SHOWN, _RULES_NAMED = 3, 5
"""Of what was not run: reasons told one by one, and rules named, before the summary says it in a line."""
_MENDED_NAMED = 10


def write(results: Iterable[Checked | ReportedError], out: TextIO, signature: Callable[[], str]) -> None:
    """Print each article's findings as they are ready, then the summary."""
    paint, columns = painter(out), width(out)
    summary, skipped, unread, fixable = Summary(), _Skipped(), 0, 0
    mended: list[MendedFinding] = []
    for result in results:
        if isinstance(result, ReportedError):
            unread += 1
            continue
        unread += len(result.errors)
        summary.add(result.report)
        fixable += sum(bool(finding.suggestions) for finding in result.report.findings)
        skipped.add(result.report)
        mended += result.report.mended or ()
        if result.report.findings:
            out.write(_article(result, paint, columns))
            out.flush()
    out.write(_summary(summary, fixable, unread, skipped, mended, paint))


def _article(checked: Checked, paint: Callable[[str, str], str], columns: int | None) -> str:
    report = checked.report
    lines = [paint(_title(report), "1"), ""]
    for finding in report.findings:
        lines += _finding(finding, checked.document.source.raw, paint, columns)
    return "\n".join(lines) + "\n"


def _title(report: ArticleReport) -> str:
    name = report.path if report.id == report.path else f"{report.path} [{report.id}]"
    score = "" if report.mqm_score is None else f", MQM {report.mqm_score:.1f}"
    score += "".join(f", {one.metric} {one.value:.1f}" for one in report.scores or ())
    return f"{plain(name)} ({report.language}, {report.words:,} words{score})"


def _finding(finding: ReportedFinding, raw: str, paint: Callable[[str, str], str], columns: int | None) -> list[str]:
    colour = _COLOURS[finding.severity]
    named = f"[{finding.rule}]" if finding.segment is None else f"[{finding.rule}] in segment {plain(finding.segment)}"
    lines = [
        f"  {finding.line}:{finding.column} {paint(finding.severity, colour)} {plain(finding.message)} {paint(named, '2')}"
    ]
    excerpt, marks = _fitting(raw, finding.start, finding.end, columns)
    lines += [f"      {excerpt}", f"      {paint(marks, colour)}"]
    if finding.suggestions:
        fixes = " or ".join(f"“{plain(one.text)}”" if one.text else "delete it" for one in finding.suggestions[:3])
        lines.append(f"      fix: {paint(fixes, '32')}")
    if finding.evidence:
        lines.append(f"      why: {plain(finding.evidence)}")
    return [*lines, ""]


def _fitting(raw: str, start: int, end: int, columns: int | None) -> tuple[str, str]:
    """The excerpt around a span and the marks below it, with as much on either side as a terminal's width allows."""
    for context, more in _EXCERPTS:
        excerpt, marks = _excerpt(raw, start, end, context, more)
        if columns is None or _columns(excerpt) <= columns - _INDENT:
            break
    return excerpt, marks


def _excerpt(raw: str, start: int, end: int, context: int, more: int) -> tuple[str, str]:
    """The part of the input's line around the span, and a line of marks below the span."""
    first = max(raw.rfind("\n", 0, start) + 1, start - context)
    stop = raw.find("\n", end)
    last = min(len(raw) if stop < 0 else stop, max(end, start + 1) + context)
    if last - first > 2 * context + more and end - start > context:
        last = min(last, start + context + more)
    before = ("…" if first and raw[first - 1] != "\n" else "") + plain(raw[first:start])
    span = plain(raw[start : min(end, last)])
    after = plain(raw[end:last]) + ("…" if last < len(raw) and raw[last] != "\n" else "")
    return (before + span + after).rstrip(), " " * _columns(before) + "^" * max(1, _columns(span))


def _columns(text: str) -> int:
    """The columns that a terminal gives to a text."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(0 if category(char) in ("Mn", "Me", "Cf") else 2 if east_asian_width(char) in "WF" else 1 for char in text)


class _Skipped:
    """Which rules did not run, by reason; in how many languages that was."""

    def __init__(self) -> None:
        self._rules: dict[str, set[str]] = {}
        self._languages: set[str] = set()

    def add(self, report: ArticleReport) -> None:
        for one in report.skipped_rules:
            self._rules.setdefault(one.reason, set()).add(one.rule)
            self._languages.add(report.language)

    def lines(self) -> list[str]:
        """What to say of it: each reason with its rules, or a word on where to look where that would be many lines."""
        if len(self._rules) <= _REASONS_SHOWN:
            return [f"not run: {', '.join(sorted(rules))}: {reason}" for reason, rules in sorted(self._rules.items())]
        names, languages = sorted(set().union(*self._rules.values())), ", ".join(sorted(self._languages))
        rules = ", ".join(names) if len(names) <= _RULES_NAMED else number(len(names), "rule")
        return [f"not run in all of {languages}: {rules}; `mtlint languages CODE` says where and why"]


def _summary(
    summary: Summary,
    fixable: int,
    unread: int,
    skipped: _Skipped,
    mended: list[MendedFinding],
    paint: Callable[[str, str], str],
) -> str:
    counts = summary.findings
    total = counts.error + counts.warning + counts.info
    parts = [
        number(count, name)
        for count, name in ((counts.error, "error"), (counts.warning, "warning"), (counts.info, "info"))
        if count
    ]
    read = f"{number(summary.articles, 'article')}, {number(summary.words, 'word')}"
    if total:
        colour = _COLOURS["error" if counts.error else "warning" if counts.warning else "info"]
        lines = [f"{read}: {paint(number(total, 'finding'), colour)} ({', '.join(parts)}), {fixable:,} with a suggested fix"]
    else:
        lines = [f"{read}: {paint('nothing new found' if summary.known else 'nothing found', '32')}"]
    if summary.known:
        lines.append(f"left out: {number(summary.known, 'finding')} of the baseline")
    if mended:
        lines.append(f"mended: {number(len(mended), 'finding')} of the baseline; --prune-baseline takes such out")
        lines += (f"  {plain(one.path)}: “{plain(one.text)}” [{one.rule}]" for one in mended[:_MENDED_NAMED])
        if len(mended) > _MENDED_NAMED:
            lines.append(f"  and {len(mended) - _MENDED_NAMED:,} more")
    lines += skipped.lines()
    if unread:
        lines.append(paint(f"not checked: {number(unread, 'input')}, named on standard error", _COLOURS["error"]))
    return "\n".join(lines) + "\n"
