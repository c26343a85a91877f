"""Which way of parting a form is likely two words run together: the trained model of `merged-words`, and what its scores mean.

`qa.training.merged_words` writes the model.
"""

import os
from functools import lru_cache
from math import inf

import msgspec
from msgspec import Struct

from qa import packs
from qa.analysis.splits import Joins, Split, Splits
from qa.trees import Node, Trees

PACK = os.path.join(packs.FOLDER, "merged-words.json")


class Model(Struct, frozen=True):
    """What training leaves: trees, the confidence that their score means, and how the languages join their short words.

    `shifts` say how much higher, in thousandths, the real words of a lexicon, or of a kind of language, score than others.
    `confidence` holds scores in thousandths with the share of findings from that score on that are right, lowest first.
    """

    joins: dict[str, Joins]
    shifts: dict[str, int]
    confidence: list[tuple[int, float]]
    gates: list[tuple[int, int]]
    trees: list[Node]


def best(splits: Splits, form: str, index: int, ways: list[Split]) -> tuple[Split, float]:
    """The way of parting the word of that index that scores best, and its confidence: 0.0 where it is not worth a hint."""
    trees, joins, shift = _trees(), _joins(splits.lexicon.code), _shift(splits.lexicon.code, splits.kind)
    best, highest, place = ways[0], -inf, splits.place(index)
    for way, features in zip(ways, splits.features(form, place, ways, joins), strict=True):
        score = trees.score(features, -shift)
        if score is not None and score > highest:
            best, highest = way, score
    return best, _confidence(highest)


@lru_cache(maxsize=64)
def _shift(code: str, kind: str) -> int:
    """How much higher real words score in the lexicon of that code, or else in languages of that kind, or else in any."""
    shifts = _model().shifts
    return shifts.get(code, shifts.get(kind, max(shifts.values())))


def _confidence(score: float) -> float:
    """The share of findings of this score or more that are right; 0.0 where it is not worth a hint."""
    below = None
    for point in _model().confidence:
        if score < point[0]:
            if below is None:
                return 0.0
            return below[1] + (point[1] - below[1]) * (score - below[0]) / (point[0] - below[0])
        below = point
    return below[1] if below else 0.0


@lru_cache(maxsize=1)
def _model() -> Model:
    with open(PACK, "rb") as file:
        return msgspec.json.decode(file.read(), type=Model)


@lru_cache(maxsize=1)
def _trees() -> Trees:
    model = _model()
    return Trees(model.trees, model.gates)


@lru_cache(maxsize=64)
def _joins(code: str) -> dict[str, tuple[float, ...]]:
    joins = _model().joins.get(code)
    return joins.table() if joins else {}
