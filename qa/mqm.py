"""People's MQM annotations: reading them, and how far what the rules find agrees with them.

The table is that of Google's MQM data (Freitag et al. 2021): a row an error, which is marked `<v>so</v>` in the target. Professional
raters agree with each other at a character F1 of .34 to .36, so no checker can do much better.
"""

import csv
import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from qa.check import Checker
from qa.evaluate import wilson

COLUMNS = ("system", "doc", "doc_id", "seg_id", "rater", "source", "target", "category", "severity")
NO_ERROR = "no-error"

_NEEDED = ("target", "category", "severity")
_MARK = re.compile(r"</?v>")
_NONE = frozenset({"no-error", "no_error", "noerror", "none", "neutral", ""})


class Span(Struct, frozen=True):
    """An error that a rater marked: `start:end` of its article's text."""

    start: int
    end: int
    category: str
    severity: str
    rater: str


class RatedArticle(Struct, frozen=True):
    """An article of one system as raters saw it, a segment a line, with all that they marked."""

    id: str
    text: str
    source: str
    raters: frozenset[str]
    spans: tuple[Span, ...]


class Agreement(Struct):
    """How far findings agree with what raters marked.

    `found` of `marked` errors overlap a finding; `right` of `findings` overlap an error. The characters are those that both, the
    rules and any rater mark.
    """

    marked: int = 0
    found: int = 0
    findings: int = 0
    right: int = 0
    characters_both: int = 0
    characters_rules: int = 0
    characters_raters: int = 0

    @property
    def f1(self) -> float:
        """The F1 of characters, 0 to 1."""
        total = self.characters_rules + self.characters_raters
        return 2 * self.characters_both / total if total else 0.0


class MQMEvaluation(Struct):
    """The agreement over all articles, and by a rater's category, by severity and by rule; `raters` is their own agreement."""

    articles: int = 0
    words: int = 0
    total: Agreement = msgspec.field(default_factory=Agreement)
    categories: dict[str, Agreement] = msgspec.field(default_factory=dict)
    severities: dict[str, Agreement] = msgspec.field(default_factory=dict)
    rules: dict[str, Agreement] = msgspec.field(default_factory=dict)
    raters: Agreement = msgspec.field(default_factory=Agreement)
    crashes: list[str] = msgspec.field(default_factory=list)


def marked(text: str, start: int, end: int) -> str:
    """The text with an error marked."""
    return f"{text[:start]}<v>{text[start:end]}</v>{text[end:]}"


def read(paths: Iterable[str]) -> Iterator[RatedArticle]:
    """The rated articles of TSV files. Raises ValueError, naming file and line, where a row is none."""
    for path in paths:
        with open(path, encoding="utf-8-sig", newline="") as file:
            yield from _articles(path, csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _articles(path: str, rows: Iterable[list[str]]) -> Iterator[RatedArticle]:
    lines = iter(rows)
    names = [name.strip().lower() for name in next(lines, [])]
    lacking = [name for name in _NEEDED if name not in names]
    if lacking:
        raise ValueError(f"{path}:1: no column named {' or '.join(lacking)}; the first line names the columns")
    articles: dict[tuple[str, str], dict[str, list[dict[str, str]]]] = {}
    for number, row in enumerate(lines, 2):
        if not any(row):
            continue
        if len(row) < len(names):
            raise ValueError(f"{path}:{number}: {len(row)} columns where the first line names {len(names)}")
        cells = dict(zip(names, row, strict=False))
        segments = articles.setdefault((cells.get("system", ""), cells.get("doc", "") or path), {})
        segments.setdefault(cells.get("seg_id") or _MARK.sub("", cells["target"]), []).append(cells)
    for (system, name), segments in articles.items():
        yield _article(f"{system}:{name}" if system else name, segments)


def _article(id: str, segments: dict[str, list[dict[str, str]]]) -> RatedArticle:
    targets, sources, spans, raters = [], [], [], set()
    at = 0
    for rows in segments.values():
        target = _MARK.sub("", rows[0]["target"])
        for row in rows:
            rater = row.get("rater", "")
            raters.add(rater)
            if row["category"].strip().lower() not in _NONE and row["severity"].strip().lower() not in _NONE:
                start, end = _span(row["target"])
                spans.append(Span(at + start, at + end, row["category"].strip(), row["severity"].strip().lower(), rater))
        targets.append(target)
        sources.append(_MARK.sub("", rows[0].get("source", "")))
        at += len(target) + 2
    return RatedArticle(id, "\n\n".join(targets), "\n\n".join(sources), frozenset(raters), tuple(spans))


def _span(target: str) -> tuple[int, int]:
    """Where the marked error stands in the target without its marks; all of it where none is marked."""
    before, opened, rest = target.partition("<v>")
    if not opened:
        return 0, len(_MARK.sub("", target))
    inner = rest.partition("</v>")[0]
    return len(before), len(before) + len(inner)


def evaluate(articles: Iterable[RatedArticle], checker: Checker) -> MQMEvaluation:
    """Check every article and hold what is found, hints left out, against what its raters marked."""
    from qa.readers.text import document

    result = MQMEvaluation()
    for article in articles:
        read_as = document(article.id, article.id, article.text)
        if article.source.strip():
            read_as.original = document(article.id, article.id, article.source)
        checked = checker.check(read_as)
        result.crashes += (f"{article.id}: {error.message}" for error in checked.errors)
        result.articles += 1
        result.words += checked.report.words
        findings = [one for one in checked.report.findings if one.severity != "info"]
        ours = _characters((one.start, one.end) for one in findings)
        theirs = _characters((one.start, one.end) for one in article.spans)
        _add_characters(result.total, ours, theirs)
        for span in article.spans:
            hit = any(_overlap(one.start, one.end, span.start, span.end) for one in findings)
            for tally in (
                result.total,
                result.categories.setdefault(span.category, Agreement()),
                result.severities.setdefault(span.severity, Agreement()),
            ):
                tally.marked += 1
                tally.found += hit
        for one in findings:
            right = any(_overlap(one.start, one.end, span.start, span.end) for span in article.spans)
            for tally in (result.total, result.rules.setdefault(one.rule, Agreement())):
                tally.findings += 1
                tally.right += right
        _add_raters(result.raters, article)
    return result


def _add_raters(tally: Agreement, article: RatedArticle) -> None:
    """Each pair of raters of an article, one held against the other."""
    marks = {
        rater: _characters((one.start, one.end) for one in article.spans if one.rater == rater) for rater in article.raters
    }
    names = sorted(marks)
    for at, one in enumerate(names):
        for other in names[at + 1 :]:
            _add_characters(tally, marks[one], marks[other])


def _add_characters(tally: Agreement, ours: set[int], theirs: set[int]) -> None:
    tally.characters_both += len(ours & theirs)
    tally.characters_rules += len(ours)
    tally.characters_raters += len(theirs)


def _characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, max(end, start + 1))}


def _overlap(start: int, end: int, other: int, other_end: int) -> bool:
    return start < max(other_end, other + 1) and max(end, start + 1) > other


def table(result: MQMEvaluation) -> str:
    """The figures for people: shares with their 95% intervals."""
    total = result.total
    lines = [
        f"{result.articles:,} articles, {result.words:,} words, {total.marked:,} errors marked by raters",
        f"found         {_share(total.found, total.marked)}",
        f"right         {_share(total.right, total.findings)}",
        f"character F1  {total.f1:.2f}"
        + (f" (raters among themselves {result.raters.f1:.2f})" if result.raters.characters_raters else ""),
    ]
    for name, tallies in (("severity", result.severities), ("category", result.categories)):
        if tallies:
            width = max(map(len, (*tallies, name)))
            lines += ["", f"{name:{width}}  found"]
            lines += (
                f"{key:{width}}  {_share(one.found, one.marked)}"
                for key, one in sorted(tallies.items(), key=lambda item: -item[1].marked)
            )
    if result.rules:
        width = max(map(len, (*result.rules, "rule")))
        lines += ["", f"{'rule':{width}}  right"]
        lines += (
            f"{key:{width}}  {_share(one.right, one.findings)}"
            for key, one in sorted(result.rules.items(), key=lambda item: -item[1].findings)
        )
    return "\n".join(lines)


def _share(count: int, of: int) -> str:
    low, high = wilson(count, of)
    return f"{count / of:.2f} [{low:.2f}-{high:.2f}] {count}/{of}" if of else "none"
