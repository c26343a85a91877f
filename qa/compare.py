"""What differs between two reports of the same articles: findings that appeared and findings that went."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from qa.report import ArticleReport, Report, ReportedFinding


class Change(Struct, frozen=True):
    """A finding that only one of the reports has."""

    article: str
    rule: str
    severity: str
    text: str
    line: int
    message: str


class RuleChange(Struct, frozen=True):
    """How many findings of a rule appeared, went and stayed."""

    rule: str
    appeared: int
    went: int
    stayed: int


class Comparison(Struct, frozen=True):
    """All that differs in the `compared` articles. `only_old`, `only_new`: those that the other report lacks; their findings count on no
    side.

    `not_checked` is what either report says could not be checked, and why. `signatures` are those of both reports where they differ:
    other settings or another mtlint find other things.
    """

    appeared: list[Change]
    went: list[Change]
    rules: list[RuleChange]
    compared: int
    only_old: list[str]
    only_new: list[str]
    not_checked: list[str]
    signatures: tuple[str, str] | None
    mqm: tuple[float | None, float | None]


def compare(old: Report, new: Report) -> Comparison:
    """The findings of both reports held against each other, article by article, by fingerprint."""
    before, after = _by_key(old.articles), _by_key(new.articles)
    appeared: list[Change] = []
    went: list[Change] = []
    stayed: Counter[str] = Counter()
    both = [key for key in after if key in before]
    for key in both:
        had, has = _by_fingerprint(before[key]), _by_fingerprint(after[key])
        went += (_change(before[key], finding) for mark, finding in had.items() if mark not in has)
        appeared += (_change(after[key], finding) for mark, finding in has.items() if mark not in had)
        stayed.update(finding.rule for mark, finding in has.items() if mark in had)
    gained, lost = Counter(change.rule for change in appeared), Counter(change.rule for change in went)
    return Comparison(
        appeared,
        went,
        [RuleChange(rule, gained[rule], lost[rule], stayed[rule]) for rule in sorted({*gained, *lost, *stayed})],
        len(both),
        [_name(before[key]) for key in before if key not in after],
        [_name(after[key]) for key in after if key not in before],
        [f"{error.path}: {error.message}" for error in new.errors]
        + [f"{error.path}: {error.message} (in the old report)" for error in old.errors],
        (old.signature, new.signature) if old.signature != new.signature else None,
        (_mean(before[key] for key in both), _mean(after[key] for key in both)),
    )


def _by_key(articles: Iterable[ArticleReport]) -> dict[tuple[str, str, int], ArticleReport]:
    """The articles by path and id; where several share both, by their order too."""
    found: dict[tuple[str, str, int], ArticleReport] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for article in articles:
        key = (article.path, article.id)
        found[(*key, seen[key])] = article
        seen[key] += 1
    return found


def _by_fingerprint(article: ArticleReport) -> dict[str, ReportedFinding]:
    return {finding.fingerprint: finding for finding in article.findings}


def _name(article: ArticleReport) -> str:
    """The file of an article, and its name there."""
    return article.path if article.id == article.path else f"{article.path} [{article.id}]"


def _change(article: ArticleReport, finding: ReportedFinding) -> Change:
    return Change(_name(article), finding.rule, finding.severity, finding.text, finding.line, finding.message)


def _mean(articles: Iterable[ArticleReport]) -> float | None:
    """The MQM score over all words of the articles; None where there are none."""
    scored = [(article.mqm_score, article.words) for article in articles if article.mqm_score is not None]
    words = sum(count for _, count in scored)
    return round(sum(score * count for score, count in scored) / words, 2) if words else None
