"""How good the rules are on labelled articles: recall, right first fix, precision and false alarms, by rule and language."""

import os
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

import msgspec
from msgspec import Struct, field, structs

from qa.check import Checked, Checker
from qa.report import ReportedFinding

COMPANIONS = (
    {"merged-words", "missing-space", "stray-capital"},
    {"dash-spacing", "extra-space", "missing-space"},
    {"lowercase-name", "lowercase-noun", "lowercase-sentence-start"},
    {"unpaired-quote", "quote-style"},
    {"leftover-markup", "mojibake"},
    {"untranslated", "mixed-script"},
    {"fullwidth-punctuation", "extra-space"},
)
"""Rules of which one may answer for another's label."""

SLACK = 12
"""Code points that a finding may be longer than its label on either side."""

_UNGUESSABLE = frozenset({"truncated", "untranslated", "unpaired-quote"})


class Artefact(Struct, frozen=True):
    """A labelled fault: `text[start:end]`, the rule that should find it, and what should stand there (None: nobody can guess)."""

    start: int
    end: int
    rule: str
    fix: str | None = None
    variant: str = ""


class LabelledArticle(Struct, frozen=True):
    """An article with its known faults; without `artefacts` it is clean text. `source` is what it was translated from, "" if not at hand."""

    id: str
    language: str
    text: str
    artefacts: tuple[Artefact, ...] = ()
    source: str = ""
    source_language: str = ""


class Except(Struct, frozen=True):
    """A real fault of clean text, of the kind that a rule finds: a finding that overlaps it is no false alarm."""

    id: str
    language: str
    start: int
    end: int
    rule: str = field(default="", name="class")


class Tally(Struct):
    """Counts of one rule in one language.

    Of `safe` first fixes on labels `safe_right` give a label's fix; `safe_alarms` fix what is no fault.
    """

    labels: int = 0
    found: int = 0
    fixable: int = 0
    fixed: int = 0
    findings: int = 0
    alarms: int = 0
    errors: int = 0
    error_alarms: int = 0
    infos: int = 0
    safe: int = 0
    safe_right: int = 0
    safe_alarms: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__struct_fields__))

    def __iadd__(self, other: "Tally") -> "Tally":
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


class Miss(NamedTuple):
    """A label that nothing found, or whose first fix is wrong (`got`)."""

    article: LabelledArticle
    artefact: Artefact
    got: str | None


class Alarm(NamedTuple):
    """An error or a warning that overlaps no label, or a finding with a wrong fix that should be safe."""

    article: LabelledArticle
    finding: ReportedFinding


CONFIDENCES = (0.0, 0.7, 0.8, 0.9, 0.95, 0.98)
"""Where the bands of confidence start in which findings are held against what they claim; the last two are those of errors."""


class Band(Struct):
    """The findings of a band of confidence: how many, the sum of what they claim, how many are right."""

    findings: int = 0
    claimed: float = 0.0
    right: int = 0


class Evaluation(Struct):
    """All counts: `tallies[language][rule]`, `words[language]`, and the misses and alarms behind them.

    `bands` hold all findings, hints too, by the confidence from which `CONFIDENCES` counts them.
    """

    tallies: dict[str, dict[str, Tally]] = msgspec.field(default_factory=dict)
    words: dict[str, int] = msgspec.field(default_factory=dict)
    misses: list[Miss] = msgspec.field(default_factory=list)
    alarms: list[Alarm] = msgspec.field(default_factory=list)
    wrong_fixes: list[Alarm] = msgspec.field(default_factory=list)
    excepted: int = 0
    bands: dict[float, Band] = msgspec.field(default_factory=dict)
    crashes: list[str] = msgspec.field(default_factory=list)

    def tally(self, language: str, rule: str) -> Tally:
        return self.tallies.setdefault(language, {}).setdefault(rule, Tally())


def read_labelled(paths: Iterable[str]) -> Iterator[LabelledArticle]:
    """The labelled articles of files and folders. Raises ValueError, naming file and line, where a record is none."""
    for path in paths:
        if os.path.isdir(path):
            yield from read_labelled(sorted(os.path.join(path, name) for name in os.listdir(path) if name.endswith(".jsonl")))
        else:
            yield from _records(path, LabelledArticle)


def read_exceptions(path: str) -> dict[tuple[str, str], list[Except]]:
    """Known faults of clean text by (language, article id). Raises ValueError, naming file and line, where a record is none."""
    known: dict[tuple[str, str], list[Except]] = {}
    for entry in _records(path, Except):
        known.setdefault((entry.language, entry.id), []).append(entry)
    return known


T = TypeVar("T")


def _records(path: str, kind: type[T]) -> Iterator[T]:
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    yield msgspec.json.decode(line, type=kind)
                except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                    raise ValueError(f"{path}:{number}: {error}") from error


def evaluate(
    articles: Iterable[LabelledArticle], checker: Checker, exceptions: dict[tuple[str, str], list[Except]] | None = None
) -> Evaluation:
    """Check every article and hold what is found against its labels. Errors and warnings count, infos are only numbered."""
    from qa.readers.text import document

    result = Evaluation()
    for article in articles:
        read = document(article.id, article.id, article.text, given=article.language)
        if article.source:
            read.original = document(article.id, article.id, article.source, given=article.source_language or None)
        checked = checker.check(read)
        result.crashes.extend(f"{article.id}: {error.message}" for error in checked.errors)
        _judge(article, checked, (exceptions or {}).get((article.language, article.id), []), result)
    return result


def _judge(article: LabelledArticle, checked: Checked, exceptions: list[Except], result: Evaluation) -> None:
    language = article.language
    result.words[language] = result.words.get(language, 0) + checked.report.words
    labels = [label for label in article.artefacts if label.variant != "fr_space_deleted"]
    counted = [finding for finding in checked.report.findings if finding.severity != "info"]
    for finding in checked.report.findings:
        if finding.severity == "info":
            result.tally(language, finding.rule).infos += 1
        band = result.bands.setdefault(max(floor for floor in CONFIDENCES if floor <= finding.confidence), Band())
        band.findings += 1
        band.claimed += finding.confidence
        band.right += any(_overlap(finding, label) for label in article.artefacts) or any(
            _overlap(finding, entry) for entry in exceptions
        )
    _judge_safe(
        article, [one for one in checked.report.findings if one.suggestions and one.suggestions[0].safe], exceptions, result
    )
    for label in labels:
        tally = result.tally(language, label.rule)
        tally.labels += 1
        hits = [finding for finding in counted if _finds(finding, label)]
        tally.found += bool(hits)
        tally.errors += any(hit.severity == "error" for hit in hits)
        if not hits:
            result.misses.append(Miss(article, label, None))
        elif label.fix is not None and label.rule not in _UNGUESSABLE:
            tally.fixable += 1
            if any(_fix(article.text, label, hit) for hit in hits):
                tally.fixed += 1
            else:
                first = next((hit.suggestions[0].text for hit in hits if hit.suggestions), "(no suggestion)")
                result.misses.append(Miss(article, label, first))
    for finding in counted:
        tally = result.tally(language, finding.rule)
        tally.findings += 1
        if any(_overlap(finding, label) for label in article.artefacts):
            continue
        if any(_overlap(finding, entry) for entry in exceptions):
            result.excepted += 1
            continue
        tally.alarms += 1
        tally.error_alarms += finding.severity == "error"
        result.alarms.append(Alarm(article, finding))


def _judge_safe(article: LabelledArticle, safe: list[ReportedFinding], exceptions: list[Except], result: Evaluation) -> None:
    """Fixes that would be made unseen. One is right where it alone, or with its rule's others there, gives the fix of a label of
    which it touches what is wrong; it is wrong where it touches such a label without that, or none at all.
    """
    faults = [(label, _what_is_wrong(article.text, label)) for label in article.artefacts]
    for finding in safe:
        tally = result.tally(article.language, finding.rule)
        touched = [label for label, wrong in faults if _overlap(finding, wrong)]
        if any(label.variant == "fr_space_deleted" for label in touched):
            continue
        right = any(
            _fix(article.text, label, finding)
            or _fix(article.text, label, *(one for one in safe if one.rule == finding.rule and _overlap(one, label)))
            for label in touched
        )
        if touched:
            tally.safe += 1
            tally.safe_right += right
        elif any(_overlap(finding, label) for label in article.artefacts) or any(_overlap(finding, one) for one in exceptions):
            continue
        else:
            tally.safe_alarms += 1
        if not right:
            result.wrong_fixes.append(Alarm(article, finding))


def _what_is_wrong(text: str, label: Artefact) -> Artefact:
    """The label without what its fix leaves as it is on either side."""
    if label.fix is None:
        return label
    old, start = text[label.start : label.end], 0
    while start < min(len(old), len(label.fix)) and old[start] == label.fix[start]:
        start += 1
    end, other = len(old), len(label.fix)
    while min(end, other) > start and old[end - 1] == label.fix[other - 1]:
        end, other = end - 1, other - 1
    return structs.replace(label, start=label.start + start, end=label.start + end)


def _finds(finding: ReportedFinding, label: Artefact) -> bool:
    same = finding.rule == label.rule or any({finding.rule, label.rule} <= pair for pair in COMPANIONS)
    return same and _overlap(finding, label) and finding.start >= label.start - SLACK and finding.end <= label.end + SLACK


def _overlap(finding: ReportedFinding, span: Artefact | Except) -> bool:
    return finding.start < max(span.end, span.start + 1) and max(finding.end, finding.start + 1) > span.start


def _fix(text: str, label: Artefact, *findings: ReportedFinding) -> bool:
    """Whether the first suggestions, all made, give what the label asks for."""
    if label.fix is None or not findings:
        return False
    wanted = text[: label.start] + label.fix + text[label.end :]
    got = text
    for finding in sorted(findings, key=lambda one: -one.start):
        if not finding.suggestions:
            return False
        got = got[: finding.start] + finding.suggestions[0].text + got[finding.end :]
    if label.rule == "merged-words":  # whether a comma or a stop stood between the parts, nobody can tell
        return re.sub("[,.]", "", wanted) == re.sub("[,.]", "", got)
    return wanted == got


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95% score interval of a proportion (Wilson 1927)."""
    if not trials:
        return 0.0, 1.0
    z, p = 1.96, successes / trials
    centre, spread = p + z * z / (2 * trials), z * ((p * (1 - p) + z * z / (4 * trials)) / trials) ** 0.5
    return max(0.0, (centre - spread) / (1 + z * z / trials)), min(1.0, (centre + spread) / (1 + z * z / trials))


def poisson_interval(count: int) -> tuple[float, float]:
    """An approximate 95% interval of a Poisson count (Byar's method; Breslow and Day 1987)."""
    low = count * (1 - 1 / (9 * count) - 1.96 / (3 * count**0.5)) ** 3 if count else 0.0
    high = (count + 1) * (1 - 1 / (9 * (count + 1)) + 1.96 / (3 * (count + 1) ** 0.5)) ** 3
    return low, high


class Row(Struct, frozen=True):
    """One line of the table. Rates are None where nothing was counted; intervals hold 95%."""

    language: str
    rule: str
    words: int
    labels: int
    found: int
    recall: float | None
    recall_interval: tuple[float, float] | None
    right_first_fix: float | None
    right_first_fix_interval: tuple[float, float] | None
    fixable: int
    findings: int
    precision: float | None
    precision_interval: tuple[float, float] | None
    false_alarms: int
    error_alarms: int
    infos: int
    false_alarms_per_1000_words: float | None
    false_alarms_interval: tuple[float, float] | None


def rows(result: Evaluation, *, by_language: bool = True) -> list[Row]:
    """A row per language and rule with a total per language and per rule ("all"), or only the totals per rule."""
    totals: dict[str, dict[str, Tally]] = {"all": {}}
    for language, tallies in result.tallies.items():
        for rule, tally in tallies.items():
            for group in ("all", language) if by_language else ("all",):
                for name in (rule, "all"):
                    mine = totals.setdefault(group, {})
                    mine[name] = mine.get(name, Tally())
                    mine[name] += tally
    words = {"all": sum(result.words.values()), **result.words}
    return [
        _row(language, rule, tally, words[language])
        for language, tallies in sorted(totals.items(), key=lambda item: (item[0] == "all", item[0]))
        for rule, tally in sorted(tallies.items(), key=lambda item: (item[0] == "all", item[0]))
    ]


def _row(language: str, rule: str, tally: Tally, words: int) -> Row:
    per = 1000 / words if words else 0.0
    low, high = poisson_interval(tally.alarms)
    right = tally.findings - tally.alarms
    return Row(
        language=language,
        rule=rule,
        words=words,
        labels=tally.labels,
        found=tally.found,
        recall=tally.found / tally.labels if tally.labels else None,
        recall_interval=wilson(tally.found, tally.labels) if tally.labels else None,
        right_first_fix=tally.fixed / tally.fixable if tally.fixable else None,
        right_first_fix_interval=wilson(tally.fixed, tally.fixable) if tally.fixable else None,
        fixable=tally.fixable,
        findings=tally.findings,
        precision=right / tally.findings if tally.findings else None,
        precision_interval=wilson(right, tally.findings) if tally.findings else None,
        false_alarms=tally.alarms,
        error_alarms=tally.error_alarms,
        infos=tally.infos,
        false_alarms_per_1000_words=tally.alarms * per if words else None,
        false_alarms_interval=(low * per, high * per) if words else None,
    )


class Calibration(Struct, frozen=True):
    """What the findings of a confidence from `floor` on claim, up to the next band, and what share of them is right."""

    floor: float
    findings: int
    claimed: float
    right: float
    interval: tuple[float, float]


def calibration(result: Evaluation) -> list[Calibration]:
    """The bands that hold findings, least sure first."""
    return [
        Calibration(
            floor, band.findings, band.claimed / band.findings, band.right / band.findings, wilson(band.right, band.findings)
        )
        for floor, band in sorted(result.bands.items())
    ]


def calibration_table(bands: list[Calibration]) -> str:
    """The same for people."""
    lines = ["confidence  findings  claimed  right (on a label or a known fault)"]
    lines += (
        f"from {band.floor:.2f}  {band.findings:9}  {band.claimed:7.2f}  {band.right:.2f} [{band.interval[0]:.2f}-{band.interval[1]:.2f}]"
        for band in bands
    )
    return "\n".join(lines)


def table(found: list[Row]) -> str:
    """The rows for people: rates in hundredths, 95% intervals in brackets, counts behind them."""
    heads = ("language", "rule", "recall", "right first fix", "precision", "false alarms per 1,000 words")
    lines = [heads, *(_cells(row) for row in found)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    def rate(value: float | None, interval: tuple[float, float] | None, count: str) -> str:
        return "" if value is None or interval is None else f"{value:.2f} [{interval[0]:.2f}-{interval[1]:.2f}] {count}"

    alarms = row.false_alarms_per_1000_words
    return (
        row.language,
        row.rule,
        rate(row.recall, row.recall_interval, f"{row.found}/{row.labels}"),
        rate(row.right_first_fix, row.right_first_fix_interval, f"of {row.fixable}"),
        rate(row.precision, row.precision_interval, f"of {row.findings}"),
        ""
        if alarms is None or row.false_alarms_interval is None
        else f"{alarms:.3f} [{row.false_alarms_interval[0]:.3f}-{row.false_alarms_interval[1]:.3f}] {row.false_alarms} ({row.error_alarms} errors)",
    )


def context(text: str, start: int, end: int, width: int = 50) -> str:
    """The span in its surroundings on one line, marked ⟦so⟧."""
    before, span, after = text[max(0, start - width) : start], text[start:end], text[end : end + width]
    return f"{before}⟦{span}⟧{after}".replace("\n", "⏎")
