"""Measures every rule in every language and writes `qa/measured.json`: how grave a rule's findings may be there, or that it is off.

    uv run python -m tests.bench.measure DATA

DATA holds labelled articles in `planted/`, clean articles in `news/` and clean sentences in `sentences/`; the sentences count for
rules that rest on language data only, for they were cut from their pages and typed by many hands. Findings on known faults of the
clean text (`known_faults.jsonl`: what readers confirmed, and figures that plainly differ from the original's) are no false alarms.
What follows: a rule raises errors in a language where its false errors stay within `ERRORS` per 1,000 words, warnings where its false alarms stay within `WARNINGS` (two are always allowed), hints up to
`HINTS`, and is off beyond that. Where it may not warn of all that it finds, but of what it is surer of, the least of `CUTS` is
taken from which its false alarms stay within `CHOSEN` (one is allowed), and the same is sought for hints: the figures of that language
are then of the findings that remain. A variant counts with the language that its data is based on.

Fixes that a rule calls safe are held against the labels of `planted/` and of the project's own corpus; one on clean text is wrong.
They are safe where `qa.measured.RIGHT` of them are right over all languages and there are `CASES` or more; a language in which two or
more are wrong, and fewer than `RIGHT` right, stands aside.

Rules that need the original are measured on the same news, with the English articles of the same number (`de-12`, `en-12`) as
originals, and the English ones with the Spanish.

Rules with phrase packs are measured on passages of people who had not seen these (`passages/`) as well.

Of each kind of fault that `plant.py` can make, `EACH` more are planted into the `news/` of every language, so that every rule has
labels there.
"""

import sys
from collections.abc import Iterable, Mapping
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
CUTS, CHOSEN = (0.95, 0.96, 0.97, 0.98, 0.99), 0.15
"""`CHOSEN` is half of `WARNINGS`, for a confidence that was chosen by its alarms raises more elsewhere."""
EACH = 15
JOBS = 2
QUOTES = ("unpaired-quote", "quote-style")
"""Judged on whole articles only: a sentence may stand inside a quotation."""
KNOWN_FAULTS = Path(__file__).with_name("known_faults.jsonl")
CORPUS = Path(__file__).parents[2] / "corpus"
PASSAGES = [Path(__file__).with_name("passages") / rule for rule in ("boilerplate", "calque")]


Table = Mapping[str, Mapping[str, Measured]]


class Results(NamedTuple):
    """What was found in clean articles and sentences, in articles with planted faults, in the project's corpus, and in the clean articles
    by rules that hold them against their originals.
    """

    news: Evaluation
    sentences: Evaluation
    planted: Evaluation
    corpus: Evaluation
    translations: Evaluation


def main(data: Path) -> None:
    folders = [data / "news", data / "planted", data / "sentences", *PASSAGES]
    tags = sorted({path.stem for folder in folders for path in folder.glob("*.jsonl")})
    with ProcessPoolExecutor(JOBS) as pool:
        results = _all_together(pool.map(_results, [(data, tag, False) for tag in tags]))
        figures = _figures(results)
        cut = {
            rule: {code: _cut(rule, code, one, results) for code, one in by_code.items()} for rule, by_code in figures.items()
        }
        some = {code for by_code in cut.values() for code, one in by_code.items() if one.warns_from}
        remaining = _all_together(pool.map(_results, [(data, tag, cut) for tag in tags if _code(tag) in some]))
    for rule, by_code in figures.items():
        for code in by_code:
            sure = cut[rule][code]
            left = _measured(rule, code, remaining)
            if sure.warns_from and (left.found or not left.labels):
                by_code[code] = structs.replace(left, warns_from=sure.warns_from, hints_from=sure.hints_from)
        safe = _safe(by_code)
        figures[rule] = {code: structs.replace(one, safe=code in safe) for code, one in by_code.items()}
    Path(PATH).write_bytes(_one_line_each(figures))


def _figures(results: Results) -> dict[str, dict[str, Measured]]:
    """Of every rule and every language that has its data."""
    figures = {}
    for rule, module in discover().items():
        codes = {
            code
            for code in {_code(tag) for tag in results.news.words}
            if standing(module.rule, languages.load(code), lexicon=code_for(code) is not None, measured=None).ceiling
            is not None
        }
        if codes:
            figures[rule] = {code: _measured(rule, code, results) for code in sorted(codes)}
    return figures


def _cut(rule: str, code: str, reached: Measured, results: Results) -> Measured:
    """The confidences from which a rule may warn, and hint, where it may not warn of all; else nothing is cut."""
    alarms = [
        alarm.finding.confidence
        for result in _clean(rule, results)
        for alarm in result.alarms
        if alarm.finding.rule == rule and _code(alarm.article.language) == code
    ]

    def least(allowed: float) -> float:
        """0.0 where even the highest confidence is not enough."""
        return next((cut for cut in CUTS if sum(confidence >= cut for confidence in alarms) <= allowed), 0.0)

    if reached.severity in ("error", "warning") or not (warns := least(max(1, CHOSEN * reached.words / 1000))):
        return Measured("error")
    return Measured("error", warns, 0.0 if reached.severity == "info" else least(HINTS * reached.words / 1000))


def _results(task: tuple[Path, str, Literal[False] | Table]) -> Results:
    data, tag, measured = task
    exceptions = read_exceptions(str(KNOWN_FAULTS))
    everything = Checker(discover(), Config(), measured=measured)
    without_quotes = Checker(discover(), Config(ignore=QUOTES), measured=measured)
    news = _read(data / "news", tag)
    take_abroad(_read(data / "news", "es" if tag.startswith("en") else "en"))
    planted = [
        *_read(data / "planted", tag),
        *plant_all(news, EACH),
        *(one for folder in PASSAGES for one in _read(folder, tag)),
    ]
    return Results(
        evaluate(news, everything, exceptions),
        evaluate(_read(data / "sentences", tag), without_quotes, exceptions),
        evaluate(planted, everything),
        evaluate(_read(CORPUS, tag), everything),
        evaluate(
            _with_originals(news, data / "news"),
            Checker(discover(), Config(select=_ABOUT_ORIGINALS), measured=measured),
            exceptions,
        ),
    )


_ABOUT_ORIGINALS = tuple(name for name, module in discover().items() if "original" in module.rule.requires)


def _with_originals(articles: list[LabelledArticle], news: Path) -> list[LabelledArticle]:
    """The articles that stand in another language too, with that one as the original."""
    found = []
    for article in articles:
        language = "es" if article.language.startswith("en") else "en"
        number = article.id.removeprefix(f"{article.language}-")
        source = next((one.text for one in _read(news, language) if one.id == f"{language}-{number}"), "")
        if source:
            found.append(structs.replace(article, source=source, source_language=language))
    return found


def _read(folder: Path, tag: str) -> list[LabelledArticle]:
    path = folder / f"{tag}.jsonl"
    return list(read_labelled([str(path)])) if path.exists() else []


def _all_together(parts: Iterable[Results]) -> Results:
    by_tag = list(parts)
    return Results(*(_together(getattr(one, name) for one in by_tag) for name in Results._fields))


def _together(parts: Iterable[Evaluation]) -> Evaluation:
    """The counts of several languages."""
    whole = Evaluation()
    for part in parts:
        whole.tallies.update(part.tallies)
        whole.words.update(part.words)
        whole.alarms.extend(part.alarms)
    return whole


def _clean(rule: str, results: Results) -> list[Evaluation]:
    """The clean text that a rule is judged on."""
    if rule in _ABOUT_ORIGINALS:
        return [results.translations]
    sentences = discover()[rule].rule.rests_on_language_data and rule not in QUOTES
    return [results.news, results.sentences] if sentences else [results.news]


def _measured(rule: str, code: str, results: Results) -> Measured:
    clean = _clean(rule, results)
    words = sum(number for result in clean for tag, number in result.words.items() if _code(tag) == code)
    alarms = _sum(clean, code, rule)
    labels = _sum([results.planted], code, rule)
    fixes = _sum([results.planted, results.corpus], code, rule)
    return Measured(
        _severity(words, alarms),
        words=words,
        alarms=alarms.alarms,
        labels=labels.labels,
        found=labels.found,
        findings=labels.findings,
        right=labels.findings - labels.alarms,
        fixes=fixes.safe + alarms.safe_alarms + _sum([results.corpus], code, rule).safe_alarms,
        fixes_right=fixes.safe_right,
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
