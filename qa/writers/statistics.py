"""`--statistics`: how often each rule found something, how grave, how much of it can be mended; the same by language."""

from collections.abc import Callable, Iterable
from typing import TextIO

from msgspec import Struct

from qa.check import Checked
from qa.report import ReportedError, Summary
from qa.rule import SEVERITIES
from qa.terminal import wants_colour
from qa.writers.common import number


class _Counts(Struct):
    """Findings of a rule by severity, and those with a suggestion."""

    severities: list[int]
    fixable: int = 0

    @property
    def total(self) -> int:
        return sum(self.severities)


class _Language(Struct):
    """What was read in a language, and found in it."""

    articles: int = 0
    words: int = 0
    findings: int = 0


def write(results: Iterable[Checked | ReportedError], out: TextIO, signature: Callable[[], str]) -> None:
    """Read all results, then print a table of rules, the commonest first, and one of languages."""
    rules: dict[str, _Counts] = {}
    languages: dict[str, _Language] = {}
    summary, unread = Summary(), 0
    for result in results:
        if isinstance(result, ReportedError):
            unread += 1
            continue
        report = result.report
        unread += len(result.errors)
        summary.add(report)
        language = languages.setdefault(report.language, _Language())
        language.articles += 1
        language.words += report.words
        language.findings += len(report.findings)
        for finding in report.findings:
            counts = rules.setdefault(finding.rule, _Counts([0] * len(SEVERITIES)))
            counts.severities[SEVERITIES.index(finding.severity)] += 1
            counts.fixable += bool(finding.suggestions)
    bold = "\033[1m{}\033[0m" if wants_colour(out) else "{}"
    if rules:
        by_count = sorted(rules.items(), key=lambda one: (-one[1].total, one[0]))
        out.write(
            _table(("rule", "findings", *(f"{name}s" for name in SEVERITIES), "with a fix"), map(_rule, by_count), bold) + "\n"
        )
    if languages:
        by_words = sorted(languages.items(), key=lambda one: (-one[1].words, one[0]))
        head = ("language", "articles", "words", "findings", "per 1,000 words")
        out.write(_table(head, map(_language, by_words), bold) + "\n")
    out.write(f"{number(summary.articles, 'article')}, {number(summary.words, 'word')}: ")
    out.write(f"{number(sum(counts.total for counts in rules.values()), 'finding')}\n")
    if unread:
        out.write(f"not checked: {number(unread, 'input')}, named on standard error\n")


def _rule(item: tuple[str, _Counts]) -> tuple[str, ...]:
    name, counts = item
    return name, f"{counts.total:,}", *(f"{count:,}" for count in counts.severities), f"{counts.fixable / counts.total:.0%}"


def _language(item: tuple[str, _Language]) -> tuple[str, ...]:
    code, one = item
    rate = f"{one.findings * 1000 / one.words:,.2f}" if one.words else ""
    return code, f"{one.articles:,}", f"{one.words:,}", f"{one.findings:,}", rate


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], bold: str) -> str:
    """Columns under their heads, the first to the left, figures to the right."""
    rows = [head, *rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = [
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    return "\n".join([bold.format(lines[0]), *lines[1:]]) + "\n"
