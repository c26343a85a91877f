"""Measures every rule in every language and writes `qa/measured.json`: how grave a rule's findings may be there, or that it is off.

    uv run python -m tests.bench.measure DATA

DATA holds labelled articles in `planted/`, clean articles in `news/` and clean sentences in `sentences/`; the sentences count for
rules that rest on language data only, for they were cut from their pages and typed by many hands. Findings on known faults of the
clean text (`known_faults.jsonl`) are no false alarms. What follows: a rule raises errors in a language where its false errors stay
within `ERRORS` per 1,000 words, warnings where its false alarms stay within `WARNINGS` (two are always allowed), hints up to
`HINTS`, and is off beyond that. A variant counts with the language that its data is based on.

Fixes that a rule calls safe are held against the labels of `planted/` and of the project's own corpus; one on clean text is wrong.
They are safe where `qa.measured.RIGHT` of them are right over all languages and there are `CASES` or more; a language in which two or
more are wrong, and fewer than `RIGHT` right, stands aside.

Of each kind of fault that `plant.py` can make, `EACH` more are planted into the `news/` of every language, so that every rule has
labels there.
"""

import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Literal, NamedTuple

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
from tests.bench.plant import plant_all, take_abroad

ERRORS, WARNINGS, HINTS = 0.03, 0.3, 0.6
EACH = 15
JOBS = 2
QUOTES = ("unpaired-quote", "quote-style")
"""Judged on whole articles only: a sentence may stand inside a quotation."""
KNOWN_FAULTS = Path(__file__).with_name("known_faults.jsonl")
CORPUS = Path(__file__).parents[2] / "corpus"


class Results(NamedTuple):
    """What was found in clean articles and sentences, in articles with planted faults, in the project's corpus."""

    news: Evaluation
    sentences: Evaluation
    planted: Evaluation
    corpus: Evaluation


def main(data: Path) -> None:
    tags = sorted({path.stem for folder in ("news", "planted", "sentences") for path in (data / folder).glob("*.jsonl")})
    with ProcessPoolExecutor(JOBS) as pool:
        by_tag = list(pool.map(_results, [(data, tag) for tag in tags]))
    results = Results(*(_together(getattr(one, name) for one in by_tag) for name in Results._fields))
    figures: dict[str, dict[str, Measured]] = {}
    for name, module in discover().items():
        codes = {
            code
            for code in {_code(tag) for tag in results.news.words}
            if standing(module.rule, languages.load(code), lexicon=code_for(code) is not None, measured=None).ceiling
            is not None
        }
        sentences = module.rule.rests_on_language_data and name not in QUOTES
        by_language = {code: _measured(name, code, results, sentences) for code in sorted(codes)}
        if by_language:
            safe = _safe(by_language)
            figures[name] = {code: structs.replace(one, safe=code in safe) for code, one in by_language.items()}
    Path(PATH).write_bytes(_one_line_each(figures))


def _results(task: tuple[Path, str]) -> Results:
    data, tag = task
    exceptions = read_exceptions(str(KNOWN_FAULTS))
    everything = Checker(discover(), Config(), measured=False)
    without_quotes = Checker(discover(), Config(ignore=QUOTES), measured=False)
    news = _read(data / "news", tag)
    take_abroad(_read(data / "news", "es" if tag.startswith("en") else "en"))
    planted = [*_read(data / "planted", tag), *plant_all(news, EACH)]
    return Results(
        evaluate(news, everything, exceptions),
        evaluate(_read(data / "sentences", tag), without_quotes, exceptions),
        evaluate(planted, everything),
        evaluate(_read(CORPUS, tag), everything),
    )


def _read(folder: Path, tag: str) -> list[LabelledArticle]:
    path = folder / f"{tag}.jsonl"
    return list(read_labelled([str(path)])) if path.exists() else []


def _together(parts: Iterable[Evaluation]) -> Evaluation:
    """The counts of several languages."""
    whole = Evaluation()
    for part in parts:
        whole.tallies.update(part.tallies)
        whole.words.update(part.words)
    return whole


def _measured(rule: str, code: str, results: Results, sentences: bool) -> Measured:
    clean = [results.news, results.sentences] if sentences else [results.news]
    words = sum(number for result in clean for tag, number in result.words.items() if _code(tag) == code)
    alarms = _sum(clean, code, rule)
    labels = _sum([results.planted], code, rule)
    fixes = _sum([results.planted, results.corpus], code, rule)
    return Measured(
        _severity(words, alarms),
        words,
        alarms.alarms,
        labels.labels,
        labels.found,
        labels.findings,
        labels.findings - labels.alarms,
        fixes.safe + alarms.safe_alarms + _sum([results.corpus], code, rule).safe_alarms,
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
