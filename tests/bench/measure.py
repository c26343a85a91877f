"""Measures every rule in every language and writes `qa/measured.json`: how grave a rule's findings may be there, or that it is off.

    uv run python -m tests.bench.measure DATA

DATA holds labelled articles in `planted/`, clean articles in `news/` and clean sentences in `sentences/`; the sentences count for
rules that rest on language data only, for they were cut from their pages and typed by many hands. Findings on known faults of the
clean text (`known_faults.jsonl`) are no false alarms. What follows: a rule raises errors in a language where its false errors stay
within `ERRORS` per 1,000 words, warnings where its false alarms stay within `WARNINGS` (two are always allowed), hints up to
`HINTS`, and is off beyond that. A variant counts with the language that its data is based on.

Fixes that a rule calls safe are held against the labels of `planted/` and of the project's own corpus; one on clean text is wrong.
They are safe where `qa.measured.RIGHT` of them are right over all languages and there are `CASES` or more; a language in which two or
more are wrong, and fewer than `RIGHT` right, stands aside. A rule short of cases gets more: `MORE` faults a language planted into
`news/`.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import structs

from qa import language as languages
from qa.check import Checker
from qa.config import Config
from qa.evaluate import Evaluation, LabelledArticle, Tally, evaluate, read_exceptions, read_labelled
from qa.lexicon import code_for
from qa.measured import CASES, PATH, RIGHT, Measured
from qa.rule import discover
from qa.standing import standing
from tests.bench.plant import PLANTERS, plant

ERRORS, WARNINGS, HINTS = 0.03, 0.3, 0.6
MORE = 50
QUOTES = ("unpaired-quote", "quote-style")
"""Judged on whole articles only: a sentence may stand inside a quotation."""
KNOWN_FAULTS = Path(__file__).with_name("known_faults.jsonl")
CORPUS = Path(__file__).parents[2] / "corpus"


def main(data: Path) -> None:
    rules = discover()
    exceptions = read_exceptions(str(KNOWN_FAULTS)) if KNOWN_FAULTS.exists() else None
    everything = Checker(rules, Config(), measured=False)
    without_quotes = Checker(rules, Config(ignore=QUOTES), measured=False)
    news = evaluate(read_labelled([str(data / "news")]), everything, exceptions)
    sentences = evaluate(read_labelled([str(data / "sentences")]), without_quotes, exceptions)
    planted = evaluate(read_labelled([str(data / "planted")]), everything)
    corpus = evaluate(read_labelled([str(CORPUS)]), everything)
    figures: dict[str, dict[str, Measured]] = {}
    for name, module in rules.items():
        codes = {
            code
            for code in {_code(tag) for tag in news.words}
            if standing(module.rule, languages.load(code), lexicon=code_for(code) is not None, measured=None).ceiling
            is not None
        }
        clean = [news, sentences] if module.rule.rests_on_language_data and name not in QUOTES else [news]
        by_language = {code: _measured(name, code, clean, planted, corpus, Evaluation()) for code in sorted(codes)}
        if 0 < sum(one.fixes for one in by_language.values()) < CASES and name in PLANTERS:
            more = evaluate(_planted(name, codes, data), everything)
            by_language = {code: _measured(name, code, clean, planted, corpus, more) for code in sorted(codes)}
        if by_language:
            safe = _safe(by_language)
            figures[name] = {code: structs.replace(one, safe=code in safe) for code, one in by_language.items()}
    Path(PATH).write_bytes(_one_line_each(figures))


def _measured(
    rule: str, code: str, clean: list[Evaluation], planted: Evaluation, corpus: Evaluation, more: Evaluation
) -> Measured:
    words = sum(number for result in clean for tag, number in result.words.items() if _code(tag) == code)
    alarms = _sum(clean, code, rule)
    labels = _sum([planted], code, rule)
    fixes = _sum([planted, corpus, more], code, rule)
    return Measured(
        _severity(words, alarms),
        words,
        alarms.alarms,
        labels.labels,
        labels.found,
        labels.findings,
        labels.findings - labels.alarms,
        fixes.safe + alarms.safe_alarms + _sum([corpus], code, rule).safe_alarms,
        fixes.safe_right,
    )


def _safe(by_language: dict[str, Measured]) -> set[str]:
    """The languages in which the fixes that a rule calls safe are."""
    on = {
        code: one
        for code, one in by_language.items()
        if one.severity in ("error", "warning") and (one.fixes - one.fixes_right < 2 or one.fixes_right >= RIGHT * one.fixes)
    }
    fixes, right = sum(one.fixes for one in on.values()), sum(one.fixes_right for one in on.values())
    return set(on) if fixes >= CASES and right >= RIGHT * fixes else set()


def _planted(rule: str, codes: Iterable[str], data: Path) -> Iterator[LabelledArticle]:
    """More labelled articles of a rule."""
    for code in sorted(codes):
        news = data / "news" / f"{code}.jsonl"
        if news.exists():
            yield from plant(list(read_labelled([str(news)])), rule, MORE)


def _severity(words: int, alarms: Tally) -> Literal["error", "warning", "info", "off"]:
    allowed = max(2, WARNINGS * words / 1000)
    if alarms.alarms > max(allowed, HINTS * words / 1000):
        return "off"
    if alarms.alarms > allowed:
        return "info"
    return "warning" if alarms.error_alarms > max(1, ERRORS * words / 1000) else "error"


def _sum(results: Iterable[Evaluation], code: str, rule: str) -> Tally:
    """A rule's counts in a language and its variants."""
    tallies = (
        tallies[rule] for result in results for tag, tallies in result.tallies.items() if _code(tag) == code and rule in tallies
    )
    return sum(tallies, Tally())


def _code(tag: str) -> str:
    language = languages.load(tag)
    return language.based_on or language.code


def _one_line_each(figures: dict[str, dict[str, Measured]]) -> bytes:
    """JSON with a line per rule and language, so that a change can be read."""
    parts = []
    for rule, by_language in figures.items():
        lines = ",\n".join(f'  "{code}": {msgspec.json.encode(one).decode()}' for code, one in by_language.items())
        parts.append(f' "{rule}": {{\n{lines}\n }}')
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
