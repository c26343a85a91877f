"""`mtlint score`: BLEU, chrF2++ and TER against references, and how surely a system differs from another."""

import argparse
import sys
from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from qa.analysis.scripts import scripts_of
from qa.cli import UsageError
from qa.commands.options import stored
from qa.language import canonical
from qa.readers.source import ReadError
from qa.references import ParallelArticle, read
from qa.report import Tool
from qa.score import METRICS, Difference, Metric, Score, differences, of_segment, scores, worse_by

_WORST = 5
"""Segments that a listing shows unless told otherwise."""

_SHORT = {metric.lower().rstrip("+"): metric for metric in METRICS} | {"chrf": METRICS[1]}
_DEFAULT: Metric = "chrF2++"
_UNSPACED = {"Kana": "ja", "Han": "zh", "Thai": "th"}
"""Languages for scripts that part no words."""


class ScoredArticle(Struct, frozen=True):
    """An article's scores."""

    id: str
    segments: int
    scores: list[Score]


class ScoredSegment(Struct, frozen=True):
    """A segment's chrF2++."""

    article: str
    number: int
    score: float
    hypothesis: str
    reference: str


class ScoreReport(Struct, frozen=True, kw_only=True):
    """The whole of `--format json`; also what `--baseline` takes as a stored result."""

    version: Literal[1] = 1
    tool: Tool = Tool()
    hypothesis: str
    segments: int
    scores: list[Score]
    differences: list[Difference]
    articles: list[ScoredArticle]
    worst: list[ScoredSegment]


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mtlint score",
        description="Score translations against references: BLEU, chrF2++ and TER (sacrebleu), with signatures.",
        epilog="Files hold a segment a line, JSONL records, or segments in a table or a translator's format, found by their ids where they have any. A threshold is a number of points, for chrF2++, or "
        "METRIC=N[,METRIC=N]. Exit status: 0 scored, 1 below a threshold, 2 an input could not be read.",
    )
    parser.add_argument("hypothesis", metavar="HYPOTHESIS", help="the translations to score")
    parser.add_argument("--reference", metavar="FILE", help="human translations (default: each JSONL record's own)")
    parser.add_argument(
        "--baseline",
        metavar="FILE",
        help="another system's translations, tested against for significance, or a stored JSON result",
    )
    parser.add_argument(
        "--language",
        metavar="CODE",
        default="",
        help="the translations' language, for the tokens that BLEU counts (default: as the file says, or by its script)",
    )
    parser.add_argument("--fail-under", metavar="N", help="exit 1 where a score is worse than that")
    parser.add_argument("--fail-drop", metavar="N", help="exit 1 where a score is worse than the baseline's by more than that")
    parser.add_argument(
        "--segments", type=int, default=_WORST, metavar="N", help=f"list so many of the worst segments (default: {_WORST})"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="the form of the scores (default: text)")
    parser.add_argument("--output", metavar="FILE", help="write the scores there instead of to standard output")
    return parser


def run(words: list[str]) -> int:
    arguments = parser().parse_args(words)
    if arguments.language and not canonical(arguments.language):
        raise UsageError(f"--language: expected a BCP 47 tag such as en or pt-BR, got {arguments.language!r}")
    under, drop = thresholds(arguments.fail_under, "--fail-under"), thresholds(arguments.fail_drop, "--fail-drop")
    if drop and not arguments.baseline:
        raise UsageError("--fail-drop: expected --baseline, to say what to compare with")
    before = None
    if (arguments.baseline or "").endswith(".json"):
        before = stored(arguments.baseline, ScoreReport, "result of `mtlint score --format json`")
    try:
        articles = read(arguments.hypothesis, arguments.reference, None if before else arguments.baseline)
    except ReadError as error:
        raise UsageError(f"{error.path}: {error.message}") from error
    if not any(article.hypotheses for article in articles):
        raise UsageError(f"{arguments.hypothesis}: there is nothing to score")
    report = _report(arguments.hypothesis, articles, arguments.language, arguments.segments, before)
    _print(report, arguments.format, arguments.output)
    failed = list(_too_bad(report, under, drop))
    for line in failed:
        print(f"mtlint score: {line}", file=sys.stderr)
    return int(bool(failed))


def thresholds(given: str | None, option: str) -> dict[Metric, float]:
    """What an option asks of each metric, in points."""
    found: dict[Metric, float] = {}
    for part in (given or "").split(",") if given is not None else ():
        name, equals, number = part.strip().rpartition("=")
        metric = _SHORT.get(name.lower().rstrip("+")) if equals else _DEFAULT
        try:
            value = float(number)
        except ValueError:
            value = -1.0
        if metric is None or value < 0:
            raise UsageError(f"{option}: expected points such as 50, or chrf=50,bleu=30,ter=60, got {part.strip()!r}")
        found[metric] = value
    return found


def _report(
    path: str, articles: Sequence[ParallelArticle], language: str, listed: int, before: ScoreReport | None
) -> ScoreReport:
    ours = [segment for article in articles for segment in article.hypotheses]
    references = [segment for article in articles for segment in article.references]
    baseline = [segment for article in articles for segment in article.baseline or ()]
    language = language or _language(articles)
    total = scores(ours, references, language)
    if before is not None:
        differing = _from_stored(total, before)
    else:
        differing = differences(ours, baseline, references, language) if baseline else []
    segments = [
        ScoredSegment(article.id, number, of_segment(hypothesis, reference), hypothesis, reference)
        for article in articles
        for number, (hypothesis, reference) in enumerate(zip(article.hypotheses, article.references, strict=True), 1)
    ]
    each = [
        ScoredArticle(article.id, len(article.hypotheses), scores(article.hypotheses, article.references, language))
        for article in articles
        if article.id and article.hypotheses
    ]
    worst = sorted((segment for segment in segments if segment.score < 100), key=lambda segment: segment.score)[
        : max(0, listed)
    ]
    return ScoreReport(hypothesis=path, segments=len(ours), scores=total, differences=differing, articles=each, worst=worst)


def _language(articles: Sequence[ParallelArticle]) -> str:
    """The language that the input says all articles are in; else one that is written as the references are, if they part no words."""
    told = {article.language for article in articles}
    if len(told) == 1 and canonical(*told):
        return told.pop()
    found = scripts_of(" ".join(segment for article in articles for segment in article.references))
    return next((language for script, language in _UNSPACED.items() if script in found), "")


def _from_stored(total: list[Score], result: ScoreReport) -> list[Difference]:
    """The differences from a stored result; without its segments nothing can be tested. Raises UsageError for other signatures."""
    before = {score.metric: score for score in result.scores}
    found = []
    for score in total:
        old = before.get(score.metric)
        if old is None:
            continue
        if old.signature != score.signature:
            raise UsageError(f"--baseline: its {score.metric} was computed otherwise: {old.signature}, here {score.signature}")
        found.append(Difference(score.metric, round(score.value - old.value, 2), old.value, None, None))
    return found


def _too_bad(report: ScoreReport, under: dict[Metric, float], drop: dict[Metric, float]) -> "list[str]":
    found = []
    for score in report.scores:
        limit = under.get(score.metric)
        if limit is not None and worse_by(score.metric, score.value, limit) > 0:
            found.append(f"{score.metric} is {score.value}, worse than {limit:g}")
    for difference in report.differences:
        limit = drop.get(difference.metric)
        now = difference.baseline + difference.value
        if limit is not None and worse_by(difference.metric, now, difference.baseline) > limit:
            found.append(f"{difference.metric} is {now:.2f}, by more than {limit:g} worse than {difference.baseline}")
    return found


def _print(report: ScoreReport, form: str, path: str | None) -> None:
    shown = msgspec.json.format(msgspec.json.encode(report), indent=1).decode() if form == "json" else _text(report)
    if path is None:
        print(shown)
        return
    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write(shown + "\n")
    except OSError as error:
        raise UsageError(f"--output: {path}: {error.strerror}") from error


def _text(report: ScoreReport) -> str:
    segments = "1 segment" if report.segments == 1 else f"{report.segments:,} segments"
    lines = [f"{report.hypothesis}: {segments}", ""]
    differing = {difference.metric: difference for difference in report.differences}
    for score in report.scores:
        line = f"  {score.metric:8} {score.value:6.2f}"
        if difference := differing.get(score.metric):
            line += f"  {difference.value:+6.2f} from {difference.baseline:.2f}"
            if difference.bootstrap is not None:
                line += f"  p = {difference.bootstrap:.4f} (bootstrap), {difference.randomisation:.4f} (randomisation)"
        lines.append(line)
    if report.articles:
        width = max(len(article.id) for article in report.articles)
        lines += ["", "  articles" + " " * (max(0, width - 8)) + "".join(f"  {metric:>8}" for metric in METRICS)]
        for article in report.articles:
            lines.append(f"  {article.id:{max(width, 8)}}" + "".join(f"  {score.value:8.2f}" for score in article.scores))
    if report.worst:
        lines += ["", "  worst segments by chrF2++"]
        for segment in report.worst:
            where = f"{segment.article}:{segment.number}" if segment.article else f"line {segment.number}"
            lines += [f"  {segment.score:6.2f}  {where}", f"          {segment.hypothesis}", f"        → {segment.reference}"]
    lines += ["", *(f"  {score.signature}" for score in report.scores)]
    return "\n".join(lines)
