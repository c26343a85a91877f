"""The report: what a check says of articles, in the shape that users' machines read."""

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec
from msgspec import Struct

import qa
from qa.positions import Edit
from qa.rule import MQM_WEIGHTS, MqmSeverity, Severity
from qa.score import Score

UNUSED_SUPPRESSION = "unused-suppression"
"""What a suppression that silences nothing is reported as, and by which name users may ignore that."""

Verdict = Literal["pass", "fail", "error"]


class Suggestion(Struct, frozen=True):
    """`text` is what the reader would see in place of the finding's text; `edits` bring it about in the input."""

    text: str
    safe: bool
    edits: tuple[Edit, ...]


class ReportedFinding(Struct, frozen=True):
    """A fault, placed in the input as it stands: code points, end exclusive; lines and columns from 1.

    `segment` is the input's own name for the unit that it stands in (XLIFF, PO, TMX), None where it has none.
    """

    rule: str
    severity: Severity
    mqm: str
    mqm_severity: MqmSeverity
    message: str
    text: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    suggestions: tuple[Suggestion, ...]
    confidence: float
    evidence: str
    fingerprint: str
    segment: str | None = None


class SkippedRule(Struct, frozen=True):
    """A rule that did not run on an article, and why."""

    rule: str
    reason: str


class MendedFinding(Struct, frozen=True):
    """A finding of the baseline that is no longer there."""

    rule: str
    path: str
    text: str


class ArticleReport(Struct):
    """What was found in one article. `mqm_score` is None where it has no words.

    Of what the baseline has of it, `known` findings are still there and left out; `mended` are gone. Of a file with several
    articles the last one names them. None without a baseline. `scores` hold the article against its reference, where it has one.
    """

    id: str
    path: str
    language: str
    language_origin: Literal["given", "declared", "detected"]
    words: int
    mqm_score: float | None
    verdict: Verdict
    skipped_rules: tuple[SkippedRule, ...]
    findings: tuple[ReportedFinding, ...]
    known: int | None = None
    mended: tuple[MendedFinding, ...] | None = None
    scores: tuple[Score, ...] | None = None


class ReportedError(Struct, frozen=True):
    """Something that could not be checked."""

    path: str
    message: str


class FindingCounts(Struct):
    error: int = 0
    warning: int = 0
    info: int = 0


class Summary(Struct):
    """Totals over a run."""

    articles: int = 0
    words: int = 0
    findings: FindingCounts = msgspec.field(default_factory=FindingCounts)
    by_rule: dict[str, int] = msgspec.field(default_factory=dict)
    known: int | None = None
    mended: int | None = None

    def add(self, article: ArticleReport) -> None:
        """Count one more article."""
        self.articles += 1
        self.words += article.words
        if article.known is not None:
            self.known = (self.known or 0) + article.known
            self.mended = (self.mended or 0) + len(article.mended or ())
        for finding in article.findings:
            setattr(self.findings, finding.severity, getattr(self.findings, finding.severity) + 1)
            self.by_rule[finding.rule] = self.by_rule.get(finding.rule, 0) + 1


class Tool(Struct, frozen=True):
    name: str = "mtlint"
    version: str = qa.__version__


class Report(Struct, kw_only=True):
    """The whole of `--format json`."""

    version: Literal[1] = 1
    tool: Tool = Tool()
    signature: str
    articles: list[ArticleReport]
    errors: list[ReportedError]
    summary: Summary
    mended: list[MendedFinding] | None = None


def moved(report: ArticleReport, by: int) -> ArticleReport:
    """The report with all offsets `by` more."""
    from msgspec.structs import replace

    def finding(one: ReportedFinding) -> ReportedFinding:
        suggestions = tuple(
            replace(suggestion, edits=tuple(Edit(edit.start + by, edit.end + by, edit.text) for edit in suggestion.edits))
            for suggestion in one.suggestions
        )
        return replace(one, start=one.start + by, end=one.end + by, suggestions=suggestions)

    return replace(report, findings=tuple(finding(one) for one in report.findings))


def penalty(findings: Iterable[ReportedFinding], weights: Mapping[MqmSeverity, float] = MQM_WEIGHTS) -> float:
    """The points that the MQM scoring model takes off for findings, by the weights of their MQM severities."""
    return sum(weights[finding.mqm_severity] for finding in findings)


def mqm_score(points: float, words: int) -> float | None:
    """100 × (1 − penalty / words), never below 0; None without words."""
    return round(max(0.0, 100 * (1 - points / words)), 2) if words else None


def schema() -> bytes:
    """The JSON Schema of the report, indented. Every key is always there; older reports lack those that came later, which may be null."""
    described = msgspec.json.schema(Report)
    for definition in described["$defs"].values():
        properties = definition["properties"].items()
        definition["required"] = [name for name, field in properties if field.get("default", "") is not None]
        for field in definition["properties"].values():
            field.pop("default", None)
    return msgspec.json.format(
        msgspec.json.encode({"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "mtlint report", **described}),
        indent=2,
    )
