"""Trains the model of `missing-name` and writes rules/packs/missing-name.json:

    uv run --group train python -m qa.training.missing_name NEWS [--without LANGUAGE...]

NEWS is a folder of `<language>.jsonl` files with the same articles in several languages, under ids that differ in the language only;
those in English are the originals. (The shipped model: NTREX-128's first 16 articles in 70 languages, without es de fr ru uk el ar pl
tr fi pt, by which `tests.bench.source_bars` measures it.)

What the translators leave out or tell otherwise is told from names that were lost. Those are the names that the translations have,
each as if it were taken away in three ways: another name is put in its place, an empty place stays, nothing shows. Weights are
fitted by logistic regression; it says something where no more than a few names that its translators left out score as high. No
chance is in it: the same data, lexicons and library versions give the same file.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from qa import language as languages
from qa.analysis.missing import PACK, Model, Signs, missing
from qa.article import Article
from qa.evaluate import read_labelled
from qa.lexicon import open_lexicon
from qa.readers.text import document

RATE, HINTS = 0.25, 0.6
"""Warnings, and hints with them, on names that translators left out, per 1,000 words of all the articles, also those not judged."""

_RIDGE, _STEPS = 1.0, 30
_DIGITS = 3

Example = tuple[list[float], bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("news", type=Path)
    parser.add_argument("--without", nargs="*", default=(), metavar="LANGUAGE")
    arguments = parser.parse_args()
    lost: list[Signs] = []
    kept: list[list[Signs]] = []
    words = 0
    for article in _articles(arguments.news, set(arguments.without)):
        words += len(article.words)
        passages: dict[int, list[Signs]] = {}
        for one in missing(article, found_too=True):
            if one.lacks:
                passages.setdefault(one.pair.start, []).append(one.signs)
            else:
                lost += _taken(one.signs, article)
        kept += passages.values()
    start, weights = _fit([one.figures() for one in lost], [one.figures() for passage in kept for one in passage])

    def score(signs: Signs) -> float:
        return start + float(np.dot(weights, signs.figures()))

    told = [[(score(one), one.understood) for one in passage] for passage in kept]
    warns = _cut(
        [max((one for one, understood in passage if not understood), default=-np.inf) for passage in told], words, RATE
    )
    hints = _cut([max(one for one, _ in passage) for passage in told], words, HINTS)
    found = [np.mean([score(one) > warns and not one.understood for one in lost[way::3]]) for way in range(3)]
    print(f"{len(lost) // 3} names in {words} words, {len(kept)} passages lack some; found at {RATE} warnings per 1,000 words:")
    print(" ".join(f"{way} {share:.2f}" for way, share in zip(("replaced", "emptied", "left out"), found, strict=True)))
    figures = tuple(round(float(one), _DIGITS) for one in weights)
    model = Model(round(start, _DIGITS), figures, round(warns, _DIGITS), round(hints, _DIGITS))
    Path(PACK).write_bytes(msgspec.json.format(msgspec.json.encode(model), indent=1) + b"\n")


def _cut(scores: list[float], words: int, rate: float) -> float:
    """The score that no more than so many per 1,000 words exceed."""
    return sorted(scores, reverse=True)[int(words * rate / 1000)]


def _taken(signs: Signs, article: Article) -> tuple[Signs, Signs, Signs]:
    """The signs of a name that was replaced, emptied, left out."""
    sees = article.language.case or (article.lexicon is not None and article.lexicon.size == "large")
    return signs._replace(another=float(sees)), signs._replace(hole=1.0), signs


def _fit(lost: list[list[float]], kept: list[list[float]]) -> tuple[float, Any]:
    """Logistic regression with a ridge, by Newton's method; both sides weigh the same."""
    rows = np.array([[1.0, *figures] for figures in (*lost, *kept)], dtype=float)
    truth = np.array([1.0] * len(lost) + [0.0] * len(kept))
    weight = np.where(truth == 1.0, len(kept) / len(lost), 1.0)
    ridge = _RIDGE * np.eye(rows.shape[1])
    ridge[0, 0] = 0.0
    found = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weight * (likely - truth)) + ridge @ found
        bend = (rows * (weight * likely * (1 - likely))[:, None]).T @ rows + ridge
        found -= np.linalg.solve(bend, slope)
    return float(found[0]), found[1:]


def _articles(news: Path, without: set[str]) -> Iterator[Article]:
    """The translations, each with its original."""
    originals = {one.id.removeprefix("en-"): one.text for one in read_labelled([str(news / "en.jsonl")])}
    for path in sorted(news.glob("*.jsonl")):
        if path.stem not in without and path.stem != "en":
            for one in read_labelled([str(path)]):
                article = _article(one.text, path.stem)
                article.original = _article(originals[one.id.removeprefix(path.stem + "-")], "en")
                yield article


def _article(text: str, tag: str) -> Article:
    language = languages.load(tag)
    return Article(document("", "", text, given=tag), language, open_lexicon(language, quiet=True))


if __name__ == "__main__":
    main()
