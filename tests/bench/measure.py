"""Measures every rule in every language and writes `qa/measured.json`: how grave a rule's findings may be there, or that it is off.

    uv run python -m tests.bench.measure DATA

DATA holds labelled articles in `planted/`, clean articles in `news/` and clean sentences in `sentences/`; the sentences count for
rules that rest on language data only, for they were cut from their pages and typed by many hands. Findings on known faults of the
clean text (`known_faults.jsonl`) are no false alarms. What follows: a rule raises errors in a language where its false errors stay
within `ERRORS` per 1,000 words, warnings where its false alarms stay within `WARNINGS` (two are always allowed), hints up to
`HINTS`, and is off beyond that. A variant counts with the language that its data is based on.
"""

import sys
from pathlib import Path
from typing import Literal

import msgspec

from qa import language as languages
from qa.check import Checker
from qa.config import Config
from qa.evaluate import Evaluation, Tally, evaluate, read_exceptions, read_labelled
from qa.lexicon import code_for
from qa.measured import PATH, Measured
from qa.rule import discover
from qa.standing import standing

ERRORS, WARNINGS, HINTS = 0.03, 0.3, 0.6
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
    for name, module in rules.items():
        for code in sorted({_code(tag) for tag in news.words}):
            language = languages.load(code)
            if standing(module.rule, language, lexicon=code_for(code) is not None, measured=None).ceiling is not None:
                clean = [news, sentences] if module.rule.rests_on_language_data and name not in QUOTES else [news]
                figures.setdefault(name, {})[code] = _measured(name, code, clean, planted)
    Path(PATH).write_bytes(_one_line_each(figures))


def _measured(rule: str, code: str, clean: list[Evaluation], planted: Evaluation) -> Measured:
    words = sum(number for result in clean for tag, number in result.words.items() if _code(tag) == code)
    alarms = sum((_tally(result, code, rule) for result in clean), Tally())
    labels = _tally(planted, code, rule)
    right = labels.findings - labels.alarms
    return Measured(_severity(words, alarms), words, alarms.alarms, labels.labels, labels.found, labels.findings, right)


def _severity(words: int, alarms: Tally) -> Literal["error", "warning", "info", "off"]:
    allowed = max(2, WARNINGS * words / 1000)
    if alarms.alarms > max(allowed, HINTS * words / 1000):
        return "off"
    if alarms.alarms > allowed:
        return "info"
    return "warning" if alarms.error_alarms > max(1, ERRORS * words / 1000) else "error"


def _tally(result: Evaluation, code: str, rule: str) -> Tally:
    return sum((tallies[rule] for tag, tallies in result.tallies.items() if _code(tag) == code and rule in tallies), Tally())


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
