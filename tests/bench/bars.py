"""Holds the rules against the bars that the project set itself, group by group of languages, and prints where they stand.

    uv run python -m tests.bench.bars DATA [--group N] [--rule RULE...] [--language CODE...] [--misses] [--alarms] [--json FILE]

DATA holds labelled articles in `planted/`, clean articles in `news/` and clean sentences in `sentences/`. Where a group has fewer than
100 labels of a rule, more are planted into `news` (`tests/bench/plant.py`, a fixed seed). Everything runs at default settings. A bar
counts as missed where the 95% interval of what was reached lies wholly on its wrong side.
"""

import argparse
import json
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from qa import language as languages
from qa.check import Checker
from qa.config import Config
from qa.evaluate import (
    Alarm,
    Evaluation,
    LabelledArticle,
    Miss,
    Tally,
    context,
    evaluate,
    poisson_interval,
    read_exceptions,
    read_labelled,
    wilson,
)
from qa.lexicon import code_for
from qa.measured import table
from qa.rule import discover
from qa.standing import standing
from tests.bench.plant import PLANTERS, RULE_OF, plant, take_abroad

GROUPS = (
    ("en", "es", "es-MX", "fr", "fr-CA", "it", "pt", "pt-BR"),
    ("de", "nl", "sv", "da", "nb", "pl", "cs", "ru", "uk", "ro", "ca"),
    ("fi", "tr", "hu", "el", "hr", "bg", "sk", "sl", "et", "lv", "lt", "id"),
    (),
)
"""Languages with bars of their own; the last stands for all others of the data."""

QUOTES = ("unpaired-quote", "quote-style")
KNOWN_FAULTS = Path(__file__).with_name("known_faults.jsonl")

LABELS = 100
"""So many labels of a rule a group should have at least."""

EACH = {"name-edge": 100, "truncated-name": 100, "stray-function-word": 200}
"""Kinds planted so often into every language that has a bar for them."""

UNLABELLED = dict.fromkeys(
    (
        "unpaired-bracket",
        "inverted-mark",
        "number-format",
        "repeated-passage",
        "inconsistent-name",
        "mixed-script",
        "lowercase-noun",
    ),
    50,
)
"""Rules of which the data holds few labels or none and that have no bar: planted so often into every language that they claim."""

SURE = ("merged-words", "mojibake", "leftover-markup", "doubled-punctuation", "repeated-word")
"""Rules most of whose finds should be errors."""

ALARMS, ERROR_ALARMS, INFOS = (0.2, 0.2, 0.3, 0.5), (0.03, 0.03, 0.05, 0.1), (2.0, 2.0, 2.0, 2.0)
"""A thousand words, at most."""

AS_ERRORS = (0.70, 0.65, 0.60, None)
RIGHT_FIRST_FIX = (0.95, 0.93, 0.90, None)
STAND_OUT = 0.15
"""So far may a language's recall, of all rules together, be under its group's."""

_PLAIN, _MARKS = (0.95, 0.95, 0.95, 0.90), (0.93, 0.93, 0.90, 0.85)
RECALL: dict[str, tuple[float | None, ...]] = {
    "merged-words": (0.90, 0.80, 0.65, 0.50),
    "name-edge": (0.80, 0.75, 0.65, None),
    "truncated-name": (0.80, 0.75, 0.65, None),
    "names in merges": (0.80, 0.75, 0.65, None),
    "missing-space": _PLAIN,
    "extra-space": _PLAIN,
    "doubled-punctuation": _PLAIN,
    "repeated-word": _PLAIN,
    "mojibake": _PLAIN,
    "leftover-markup": _PLAIN,
    "unpaired-quote": _MARKS,
    "quote-style": _MARKS,
    "dash-spacing": _MARKS,
    "lowercase-sentence-start": _MARKS,
    "untranslated": (0.97, 0.97, 0.95, 0.90),
    "lowercase-name": (0.55, 0.55, 0.50, None),
    "stray-function-word": (0.90, 0.85, 0.80, None),
    "stray-capital": (0.40, 0.40, 0.30, None),
    "truncated": (0.80, 0.80, 0.75, 0.60),
}
"""What should be found of each rule or kind. Of `name-edge` and `truncated-name` the bar holds for the mean."""


class Measured(NamedTuple):
    """What one language reached: counts by rule or kind, and figures of its clean text."""

    language: str
    kinds: dict[str, Tally]
    news: Evaluation
    sentences: Evaluation
    misses: list[tuple[str, Miss]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--group", type=int, choices=(1, 2, 3, 4), help="only this group of languages")
    parser.add_argument("--language", nargs="*", default=(), metavar="CODE", help="only these languages")
    parser.add_argument("--rule", nargs="*", default=(), metavar="RULE", help="only the recall of these rules or kinds")
    parser.add_argument("--misses", action="store_true", help="list what was not found")
    parser.add_argument("--alarms", action="store_true", help="list the false alarms on clean text")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes to use (default: 2)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    arguments = parser.parse_args()
    rules = tuple(arguments.rule)
    chosen = set(arguments.language)
    groups = _groups(arguments.data)
    wanted = [_wanted(arguments.data, groups, number) for number in range(len(groups))]
    tasks = [
        (arguments.data, number, tag, rules, wanted[number])
        for number, group in enumerate(groups)
        if arguments.group in (None, number + 1)
        for tag in group
        if not chosen or tag in chosen
    ]
    with ProcessPoolExecutor(arguments.jobs) as pool:
        measured = list(pool.map(_measure, tasks))
    by_group: dict[int, list[Measured]] = {}
    for task, one in zip(tasks, measured, strict=True):
        by_group.setdefault(task[1], []).append(one)
    figures = {number: _report(number, found, bool(rules)) for number, found in by_group.items()}
    for found in by_group.values():
        for one in found:
            if arguments.misses:
                for kind, miss in one.misses:
                    got = "" if miss.got is None else f"  got {miss.got!r}, wanted {miss.artefact.fix!r}"
                    where = context(miss.article.text, miss.artefact.start, miss.artefact.end, 40)
                    print(f"miss\t{one.language}\t{kind}\t{miss.artefact.variant}\t{where}{got}")
            if arguments.alarms:
                for alarm in (*one.news.alarms, *one.sentences.alarms):
                    print(_alarm(one.language, alarm))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _alarm(language: str, alarm: Alarm) -> str:
    finding = alarm.finding
    where = context(alarm.article.text, finding.start, finding.end)
    return f"alarm\t{language}\t{finding.rule}\t{finding.severity}\t{where}\t{finding.message}"


def _groups(data: Path) -> list[list[str]]:
    tags = sorted({path.stem for folder in ("news", "planted") for path in (data / folder).glob("*.jsonl")})
    named = {tag for group in GROUPS for tag in group}
    return [[tag for tag in tags if (tag in group if group else tag not in named)] for group in GROUPS]


def _wanted(data: Path, groups: list[list[str]], number: int) -> dict[str, int]:
    """How many faults of each kind to plant into each language of a group, so that the group has enough of them."""
    held: dict[str, int] = {}
    for tag in groups[number]:
        for article in _read(data, "planted", tag):
            for label in article.artefacts:
                held[label.rule] = held.get(label.rule, 0) + 1
    wanted = {}
    for kind in PLANTERS:
        if kind in EACH or kind in UNLABELLED:
            wanted[kind] = UNLABELLED.get(kind) or (EACH[kind] if RECALL[kind][number] is not None else 0)
        elif (short := LABELS - held.get(kind, 0)) > 0:
            wanted[kind] = -(-short // len(groups[number])) + 1
    return wanted


def _read(data: Path, folder: str, tag: str) -> list[LabelledArticle]:
    path = data / folder / f"{tag}.jsonl"
    return list(read_labelled([str(path)])) if path.exists() else []


def _measure(task: tuple[Path, int, str, tuple[str, ...], dict[str, int]]) -> Measured:
    data, _, tag, rules, wanted = task
    checker, without_quotes = Checker(discover(), Config()), Checker(discover(), Config(ignore=QUOTES))
    news = _read(data, "news", tag)
    take_abroad(_read(data, "news", "es" if tag.startswith("en") else "en"))
    kinds: dict[str, Tally] = {}
    misses: list[tuple[str, Miss]] = []

    def count(articles: list[LabelledArticle], kind: str = "") -> None:
        result = evaluate(articles, checker)
        for rule, tally in result.tallies.get(tag, {}).items():
            name = kind or rule
            if tally.labels and _counts(rule, tag) and (not rules or name in rules) and rule == RULE_OF.get(name, name):
                kinds[name] = kinds.get(name, Tally()) + tally
        for miss in result.misses:
            name = kind or miss.artefact.rule
            if _counts(miss.artefact.rule, tag) and (not rules or name in rules):
                misses.append((name, miss))

    count(_read(data, "planted", tag))
    for kind, number in wanted.items():
        if number and (not rules or kind in rules) and _counts(RULE_OF.get(kind, kind), tag):
            count(plant(news, kind, number), kind)
    if rules:
        return Measured(tag, kinds, Evaluation(), Evaluation(), misses)
    exceptions = read_exceptions(str(KNOWN_FAULTS))
    clean = evaluate(news, checker, exceptions)
    return Measured(tag, kinds, clean, evaluate(_read(data, "sentences", tag), without_quotes, exceptions), misses)


def _counts(rule: str, tag: str) -> bool:
    """Whether a language has what a rule needs: words separated by spaces and a lexicon, capitals."""
    language = languages.load(tag)
    if rule == "merged-words":
        return language.spaces and code_for(language.code) is not None
    if rule in UNLABELLED:
        here = standing(discover()[rule].rule, language, lexicon=code_for(language.code) is not None, measured=table())
        return here.ceiling is not None
    if rule in ("lowercase-name", "stray-capital", "lowercase-sentence-start"):
        return language.case and language.spaces and not (rule == "stray-capital" and language.nouns_capitalised)
    return True


def _report(number: int, found: list[Measured], some: bool) -> dict[str, object]:
    """Prints a group's table; the figures as they go into a file."""
    print(f"\ngroup {number + 1}: {' '.join(one.language for one in found)}")
    figures: dict[str, object] = {}
    if not some:
        _report_clean(number, found, figures)
    kinds = {kind for one in found for kind in one.kinds}
    totals = {kind: _sum(one.kinds[kind] for one in found if kind in one.kinds) for kind in RECALL if kind in kinds}
    if "name-edge" in totals and "truncated-name" in totals:
        totals["names in merges"] = totals["name-edge"] + totals["truncated-name"]
    for kind, tally in totals.items():
        _line(figures, f"recall {kind}", tally.found, tally.labels, RECALL[kind][number])
    for kind in UNLABELLED:
        by_language = {one.language: one.kinds[kind] for one in found if kind in one.kinds}
        if by_language:
            total = _sum(by_language.values())
            _line(figures, f"recall {kind}", total.found, total.labels, None)
            poor = sorted((one.found / one.labels, tag) for tag, one in by_language.items() if one.found < 0.7 * one.labels)
            if poor:
                print("      " + " ".join(f"{tag} {share:.2f}" for share, tag in poor))
            few = [f"{tag} {one.labels}" for tag, one in by_language.items() if one.labels < UNLABELLED[kind]]
            if few:
                print("      places ran out: " + " ".join(few))
    sure = _sum(tally for kind, tally in totals.items() if RULE_OF.get(kind, kind) in SURE and kind in SURE)
    if sure.found:
        _line(figures, "found as errors", sure.errors, sure.found, AS_ERRORS[number])
    fixed = _sum(tally for kind, tally in totals.items() if kind not in RULE_OF and kind != "names in merges")
    if fixed.fixable:
        _line(figures, "right first fix", fixed.fixed, fixed.fixable, RIGHT_FIRST_FIX[number])
    mine = {
        one.language: _sum(tally for kind, tally in one.kinds.items() if kind not in EACH and kind not in UNLABELLED)
        for one in found
    }
    group = _sum(mine.values())
    for language, tally in mine.items():
        if tally.labels and group.found / group.labels - tally.found / tally.labels > STAND_OUT:
            print(
                f"  !! {language} stands out: {tally.found}/{tally.labels} of all rules found, the group {group.found}/{group.labels}"
            )
    return figures


def _report_clean(number: int, found: list[Measured], figures: dict[str, object]) -> None:
    words = sum(sum(one.news.words.values()) for one in found)
    all_words = words + sum(sum(one.sentences.words.values()) for one in found)
    alarms = [alarm for one in found for alarm in one.news.alarms]
    errors = [
        alarm
        for one in found
        for result in (one.news, one.sentences)
        for alarm in result.alarms
        if alarm.finding.severity == "error"
    ]
    infos = sum(tally.infos for one in found for by_rule in one.news.tallies.values() for tally in by_rule.values())
    excepted = sum(one.news.excepted for one in found)
    _rate(figures, "false alarms", len(alarms), words, ALARMS[number])
    _rate(figures, "without the list", len(alarms) + excepted, words, None)
    _rate(figures, "errors alone", len(errors), all_words, ERROR_ALARMS[number])
    _rate(figures, "infos", infos, words, INFOS[number])
    for one in found:
        own = sum(one.news.words.values())
        if len(one.news.alarms) > max(2, 3 * ALARMS[number] * own / 1000):
            print(f"  !! {one.language} stands out: {len(one.news.alarms)} false alarms in {own} words")


def _rate(figures: dict[str, object], name: str, count: int, words: int, bar: float | None) -> None:
    low, high = (1000 * bound / max(words, 1) for bound in poisson_interval(count))
    reached = 1000 * count / max(words, 1)
    missed = "" if bar is None or reached <= bar else "MISSED" if low > bar else "short"
    shown = "" if bar is None else f"<= {bar}"
    print(f"  {name:32} {reached:.3f} [{low:.3f}-{high:.3f}]  {count}  {shown:9} {missed}")
    figures[name] = {"count": count, "words": words, "bar": bar}


def _line(figures: dict[str, object], name: str, reached: int, of: int, bar: float | None) -> None:
    low, high = wilson(reached, of)
    share = reached / of
    missed = "" if bar is None or share >= bar else "MISSED" if high < bar else "short"
    shown = "" if bar is None else f">= {bar}"
    print(f"  {name:32} {share:.3f} [{low:.3f}-{high:.3f}]  {reached}/{of}  {shown:9} {missed}")
    figures[name] = {"reached": reached, "of": of, "bar": bar}


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


if __name__ == "__main__":
    main()
