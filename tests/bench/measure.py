"""Measures every rule in every language and writes `qa/measured.json`: how grave a rule's findings may be there, or that it is off.

    uv run python -m tests.bench.measure DATA

DATA holds labelled articles in `planted/`, clean articles in `news/` and clean sentences in `sentences/`. What follows from the
figures: a rule raises errors in a language where its errors on clean text stay within `ERRORS` per 1,000 words (one is always
allowed, for the texts are not spotless), warnings within `WARNINGS`, and is off beyond that.
"""

import sys
from pathlib import Path

import msgspec

from qa import language as languages
from qa.check import Checker
from qa.config import Config
from qa.evaluate import Evaluation, Tally, evaluate, read_exceptions, read_labelled
from qa.measured import PATH, Measured
from qa.rule import discover

ERRORS, WARNINGS = 0.03, 0.15
QUOTES = ("unpaired-quote", "quote-style")
"""Judged on whole articles only: a sentence may stand inside a quotation."""
KNOWN_FAULTS = Path(__file__).with_name("known_faults.jsonl")


def main(data: Path) -> None:
    rules = discover()
    exceptions = read_exceptions(str(KNOWN_FAULTS)) if KNOWN_FAULTS.exists() else None
    everything = Checker(rules, Config(), measured=False)
    without_quotes = Checker(rules, Config(ignore=QUOTES), measured=False)
    news = evaluate(read_labelled([str(data / "news")]), everything, exceptions)
    sentences = evaluate(read_labelled([str(data / "sentences")]), without_quotes, exceptions)
    planted = evaluate(read_labelled([str(data / "planted")]), everything)
    figures: dict[str, dict[str, Measured]] = {}
    for name in rules:
        for code in sorted({languages.load(tag).code for tag in news.words}):
            if (one := _measured(name, code, news, sentences, planted)) is not None:
                figures.setdefault(name, {})[code] = one
    Path(PATH).write_bytes(_one_line_each(figures))


def _measured(rule: str, code: str, news: Evaluation, sentences: Evaluation, planted: Evaluation) -> Measured | None:
    clean = [news] if rule in QUOTES else [news, sentences]
    words = sum(_words(result, code) for result in clean)
    if not words:
        return None
    alarms = sum((_tally(result, code, rule) for result in clean), Tally())
    labels = _tally(planted, code, rule)
    severity = "error"
    if alarms.error_alarms > max(1, ERRORS * words / 1000):
        severity = "warning"
    if alarms.alarms > max(2, WARNINGS * words / 1000):
        severity = "off"
    return Measured(severity, words, alarms.alarms, labels.labels, labels.found)  # type: ignore[arg-type]


def _words(result: Evaluation, code: str) -> int:
    return sum(words for tag, words in result.words.items() if languages.load(tag).code == code)


def _tally(result: Evaluation, code: str, rule: str) -> Tally:
    total = Tally()
    for tag, tallies in result.tallies.items():
        if languages.load(tag).code == code and rule in tallies:
            total += tallies[rule]
    return total


def _one_line_each(figures: dict[str, dict[str, Measured]]) -> bytes:
    """JSON with a line per rule and language, so that a change can be read."""
    parts = []
    for rule, by_language in figures.items():
        lines = ",\n".join(f'  "{code}": {msgspec.json.encode(one).decode()}' for code, one in by_language.items())
        parts.append(f' "{rule}": {{\n{lines}\n }}')
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
