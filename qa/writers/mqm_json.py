"""MQM annotations as JSON: every error with its type, severity and place, and the totals by article, rule, type and over all.

Scores follow the MQM scoring model: 100 × (1 − penalty / words), with the weights in force.
"""

from collections.abc import Callable, Iterable
from typing import TextIO

import msgspec
from msgspec import Struct

from qa.check import Checked
from qa.report import ReportedError, ReportedFinding, mqm_score
from qa.rule import MqmSeverity


class _Error(Struct, frozen=True):
    type: str
    severity: str
    rule: str
    text: str
    start: int
    end: int
    line: int
    column: int
    segment: str | None
    message: str


class _Totals(Struct):
    """`penalty` is in points; `score` None where there are no words."""

    words: int = 0
    penalty: float = 0
    score: float | None = None
    errors: dict[str, int] = msgspec.field(default_factory=dict)


class _Article(Struct, frozen=True):
    id: str
    language: str
    totals: _Totals
    errors: list[_Error]


class _Report(Struct, frozen=True, kw_only=True):
    metric: str = "MQM"
    version: int = 1
    weights: dict[MqmSeverity, float]
    signature: str
    totals: _Totals
    by_rule: dict[str, _Totals]
    by_type: dict[str, _Totals]
    articles: list[_Article]
    not_checked: list[ReportedError]


def write(results: Iterable[Checked | ReportedError], out: TextIO, signature: Callable[[], str]) -> None:
    """Read all results, then print the annotations."""
    total, by_rule, by_type = _Totals(), dict[str, _Totals](), dict[str, _Totals]()
    articles, unread = [], []
    weights: dict[MqmSeverity, float] = {}
    for result in results:
        if isinstance(result, ReportedError):
            unread.append(result)
            continue
        unread += result.errors
        report, weights = result.in_file, dict(result.weights)
        own = _Totals(report.words, score=report.mqm_score)
        total.words += report.words
        for finding in report.findings:
            for tally in (
                own,
                total,
                by_rule.setdefault(finding.rule, _Totals()),
                by_type.setdefault(finding.mqm, _Totals()),
            ):
                tally.penalty += weights[finding.mqm_severity]
                tally.errors[finding.mqm_severity] = tally.errors.get(finding.mqm_severity, 0) + 1
        articles.append(_Article(report.id, report.language, own, [_error(finding) for finding in report.findings]))
    for tally in (total, *by_rule.values(), *by_type.values()):
        tally.words = total.words
        tally.score = mqm_score(tally.penalty, total.words)
    whole = _Report(
        weights=weights,
        signature=signature(),
        totals=total,
        by_rule=by_rule,
        by_type=by_type,
        articles=articles,
        not_checked=unread,
    )
    out.write(msgspec.json.format(msgspec.json.encode(whole), indent=1).decode() + "\n")


def _error(finding: ReportedFinding) -> _Error:
    return _Error(
        finding.mqm, finding.mqm_severity, finding.rule, finding.text, finding.start, finding.end, finding.line, finding.column,
        finding.segment, finding.message,
    )  # fmt: skip
