"""Trains the model of `missing-name` and writes rules/packs/missing-name.json:

    uv run --group train python -m qa.training.missing_name NEWS [--without LANGUAGE...] [--except FILE]

NEWS is a folder of `<language>.jsonl` files with the same articles in several languages, under ids that differ in the language only;
those in English are the originals. (The shipped model: NTREX-128's first 16 articles in 70 languages, without es de fr ru uk el ar pl
tr fi pt, by which `tests.bench.source_bars` measures it.) FILE lists known faults of the translations, as `mtlint eval --except` reads it.

What translators leave out or tell otherwise is told from names that were lost. Those are planted: another name is put in place of one
that the translation has, an empty place stays, nothing shows; now one in an article, now one in some of its passages, for the more
that are lost, the less does it show what the translator would have kept. It says something where no more than a few names that the
translators left out score as high. The same data, lexicons and library versions give the same file.
"""

import argparse
import math
import random
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import lightgbm
import msgspec
import numpy as np

from qa.analysis.missing import PACK, Model, Signs, Sought, missing
from qa.analysis.sounds import distance
from qa.article import Article, Pair
from qa.evaluate import Except, read_exceptions, read_labelled
from qa.language import Language, load
from qa.lexicon import open_lexicon
from qa.readers.text import document
from qa.rule import HINT, LIKELY
from qa.training.grown import nodes

RATES = {HINT: 0.7, LIKELY: 0.3, 0.95: 0.25, 0.96: 0.2, 0.97: 0.15, 0.98: 0.1, 0.99: 0.05}
"""How many findings of a confidence or a higher one there are per 1,000 words on names that translators left out."""

SHARES = (0.0, 0.1, 0.2) * 2
"""Of the passages with names, how many lose one, in each round; one at least."""

WAYS = ("replaced", "emptied", "left out")
UNLIKE, TRIES = 0.5, 20
"""How far the name that is put in the place of one is from it at least, and how many are tried."""

TREES = {
    "objective": "binary",
    "num_leaves": 8,
    "min_data_in_leaf": 60,
    "learning_rate": 0.1,
    "seed": 1,
    "deterministic": True,
    "num_threads": 1,
    "verbose": -1,
}
ROUNDS = 80

FOLDS = 4
"""Parts of the articles; each is scored by trees that were grown on the others."""

Known = dict[tuple[str, str], list[Except]]


class Seen(NamedTuple):
    """What a translation of an article shows."""

    article: str
    words: int
    """0 where it is not judged."""
    lacking: list[list[Signs]]
    """The names that a passage lacks, as it is."""
    taken: list[tuple[str, Signs | None]]
    """The names that were taken away, with the way; None where nothing shows it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("news", type=Path)
    parser.add_argument("--without", nargs="*", default=(), metavar="LANGUAGE")
    parser.add_argument("--except", dest="known", metavar="FILE")
    arguments = parser.parse_args()
    known = read_exceptions(arguments.known) if arguments.known else {}
    tags = sorted(path.stem for path in arguments.news.glob("*.jsonl") if path.stem not in {*arguments.without, "en"})
    with ProcessPoolExecutor() as pool:
        seen = [one for part in pool.map(partial(_of_language, arguments.news, known), tags) for one in part]
    highest, taken = _scored(seen)
    words = sum(one.words for one in seen)
    print(f"{words} words, {len(highest)} passages lack names")
    confidence = []
    for share, rate in RATES.items():
        cut = _cut(highest, words, rate)
        confidence.append((round(1000 * cut), share))
        found = ", ".join(f"{way} {np.mean(np.array(scores) > cut):.2f} of {len(scores)}" for way, scores in taken.items())
        print(f"{share}: {rate} per 1,000 words; {found}")
    Path(PACK).write_bytes(msgspec.json.encode(Model(confidence, nodes(_grow(seen)))) + b"\n")


def _scored(seen: list[Seen]) -> tuple[list[float], dict[str, list[float]]]:
    """The highest score of each passage that lacks names, and by way those of the names that were taken away, all by trees that did
    not see the article in any language.
    """
    ids = sorted({one.article for one in seen})
    highest: list[float] = []
    taken: dict[str, list[float]] = {way: [] for way in WAYS}
    for fold in range(FOLDS):
        held = set(ids[fold::FOLDS])
        booster = _grow([one for one in seen if one.article not in held])
        for one in seen:
            if one.article in held:
                highest += [max(_scores(booster, passage)) for passage in one.lacking]
                for way, signs in one.taken:
                    taken[way] += _scores(booster, [signs]) if signs else [-math.inf]
    return highest, taken


def _grow(seen: list[Seen]) -> lightgbm.Booster:
    """Trees that tell what was taken away from what the translators left out; both weigh the same."""
    lost = [signs for one in seen for _, signs in one.taken if signs]
    lacking = [signs for one in seen for passage in one.lacking for signs in passage]
    weights = np.repeat([len(lacking) / len(lost), 1.0], [len(lost), len(lacking)])
    rows = np.array([*lost, *lacking], dtype=float)
    data = lightgbm.Dataset(rows, np.arange(len(rows)) < len(lost), weight=weights, feature_name=list(Signs._fields))
    return lightgbm.train(TREES, data, ROUNDS)


def _scores(booster: lightgbm.Booster, signs: list[Signs]) -> list[float]:
    scores: list[float] = np.asarray(booster.predict(np.array(signs, dtype=float), raw_score=True)).tolist()
    return scores


def _cut(scores: list[float], words: int, rate: float) -> float:
    """The score that no more than so many per 1,000 words exceed."""
    return sorted(scores, reverse=True)[int(words * rate / 1000)]


def _of_language(news: Path, known: Known, tag: str) -> list[Seen]:
    """Names that are put in the place of others are taken from the other articles of the language."""
    originals = {one.id.removeprefix("en-"): one.text for one in read_labelled([str(news / "en.jsonl")])}
    labelled = list(read_labelled([str(news / f"{tag}.jsonl")]))
    english, language = load("en"), load(tag)
    ids = [one.id.removeprefix(f"{tag}-") for one in labelled]
    articles = [_article(one.text, language, _article(originals[id], english)) for id, one in zip(ids, labelled, strict=True)]
    sought = [list(missing(article, found_too=True)) for article in articles]
    names = [
        [article.words.forms[one.words[0]] for one in here if one.signs.carried and len(one.words) == 1]
        for article, here in zip(articles, sought, strict=True)
    ]
    found = []
    for number, (one, article, here) in enumerate(zip(labelled, articles, sought, strict=True)):
        faults = known.get((tag, one.id), ())
        lacking: dict[Pair, list[Signs]] = {}
        for name in here:
            if name.lacks and not any(fault.start < name.pair.end and name.pair.start < fault.end for fault in faults):
                lacking.setdefault(name.pair, []).append(name.signs)
        seen = Seen(ids[number], len(article.words) if here else 0, list(lacking.values()), [])
        others = [name for at, some in enumerate(names) if at != number for name in some]
        for turn, share in enumerate(SHARES):
            _take(article, here, others, share, random.Random(f"{turn} {tag} {one.id}"), seen)
        found.append(seen)
    return found


def _take(article: Article, sought: list[Sought], others: list[str], share: float, chance: random.Random, seen: Seen) -> None:
    """Takes names away from some passages of an article, and notes what it shows then."""
    passages: dict[Pair, list[Sought]] = {}
    for one in sought:
        if one.words and not one.lacks and len(one.words) <= one.mentions:
            passages.setdefault(one.pair, []).append(one)
    if not passages or not others:
        return
    chosen = [names for names in passages.values() if chance.random() < share] or [chance.choice([*passages.values()])]
    text, at, made, places = article.text, 0, "", []
    for names in chosen:
        name, way = chance.choice(names), chance.choice(WAYS)
        word = chance.choice(name.words)
        start, end = article.words.starts[word], article.words.end(word)
        new = ""
        if way == "replaced":
            new = next((one for one in chance.choices(others, k=TRIES) if distance(name.name, one) > UNLIKE), "")
            if not new:
                continue
        elif way == "left out":
            start -= text[start - 1 : start] == " " and not text[end : end + 1].isalnum()
            end += start == 0 and text[end : end + 1] == " "
        made += text[at:start]
        places.append((len(made), name.name, way))
        made, at = made + new, end
    damaged = _article(made + text[at:], article.language, article.original)
    missed = list(missing(damaged))
    for place, gone, way in places:
        signs = next((one.signs for one in missed if one.name == gone and one.pair.start - 2 <= place <= one.pair.end), None)
        seen.taken.append((way, signs))


def _article(text: str, language: Language, original: Article | None = None) -> Article:
    article = Article(document("", "", text, given=language.code), language, open_lexicon(language, quiet=True))
    article.original = original
    return article


if __name__ == "__main__":
    main()
