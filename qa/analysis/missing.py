"""Names of the original that a translation lacks, and what tells whether they were lost or told otherwise."""

import os
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from math import log
from typing import NamedTuple

import msgspec

from qa.analysis.counterparts import Counterparts
from qa.analysis.passages import ratio, sure
from qa.analysis.source_names import SourceNames
from qa.article import Article, Pair
from qa.lexicon.places import open_places
from qa.packs import FOLDER
from qa.patterns import late
from qa.trees import Node, Trees

PACK = os.path.join(FOLDER, "missing-name.json")

_LIKELY = 0.5
"""The confidence of passages that are looked at."""

_SCRIPTS = frozenset(("Latin", "Cyrillic", "Greek", "Arabic"))
"""Those whose transliterations were looked at closely enough."""

_HALF = 0.5
"""Added to what is counted, so that one passage says less than many (Krichevsky and Trofimov 1981)."""

_MARKS = frozenset(",.;:!?)")
_EMPTY = late(
    r"(?<=\S)  +(?=\S)|(?<=\w) [,.;](?=\s|$)|(?<=\s)['’-](?=[^\W\d_])|(?<=[^\W\d_])- (?=\w)|\( | \)|[“«„\"] [”»\"]|^ "
)


class Signs(NamedTuple):
    """What tells whether a name that nothing in a passage stands for was lost, or told otherwise."""

    unlike: float
    """How far from it a name of the passage is that the original has not there; 0.0 where there is none."""
    hole: float
    """Whether a place in the passage is empty."""
    hangs: float
    """Whether a word stands before a mark that nothing can end with."""
    short: float
    """How much shorter the passage is than others of the article by that of the original, as a logarithm."""
    again: float
    """Whether the passage has the name, but not as often as that of the original."""
    carried: float
    """Whether it is a name to be known again."""
    country: float
    before: float
    """Whether it stands before another name that the passage has, as first names do, which are left out."""
    odds: float
    """How many of the other passages that are to have it do have it, for each that has not, as a logarithm."""
    faithful: float
    """The share of all other names to be known again that the translation has."""
    doubt: float
    """How likely the passage does not translate that of the original."""


class Model(msgspec.Struct, frozen=True, dict=True):
    """Trees that score `Signs`, and scores in thousandths with the confidence that they mean, lowest first.

    `qa.training.missing_name` trains it.
    """

    confidence: list[tuple[int, float]]
    trees: list[Node]

    def score(self, signs: Signs) -> int:
        """How likely a name was lost: log-odds in thousandths, for as many names that were lost as that were not."""
        return self._grown.score(signs) or 0

    def confidence_of(self, score: int) -> float:
        """0.0 where it is not worth a hint."""
        at = bisect_left(self.confidence, score, key=lambda one: one[0]) - 1
        return self.confidence[at][1] if at >= 0 else 0.0

    @cached_property
    def _grown(self) -> Trees:
        return Trees(self.trees, [])


class Sought(NamedTuple):
    """A name of the original in a passage, with its signs.

    `mentions` says how often the passage has it; `lacks` where nothing in the translation stands for it, or not as often; `words` are
    those that do, by number.
    """

    pair: Pair
    name: str
    lacks: bool
    signs: Signs
    mentions: int
    words: list[int]


@lru_cache(maxsize=1)
def model() -> Model:
    """The trained one."""
    with open(PACK, "rb") as file:
        return msgspec.json.decode(file.read(), type=Model)


def missing(article: Article, found_too: bool = False) -> Iterator[Sought]:
    """The names that passages surely lack, in the order of the passages; `found_too`: also those that they have, with the signs that
    they would have without it.

    Nothing where the original has no capitals, or the translation no spaces or a script of which too little is known.
    """
    original = article.original
    assert original is not None
    if not original.language.case or not article.language.spaces or article.scripts.isdisjoint(_SCRIPTS):
        return
    source = SourceNames(article, original)
    passages = [_passage(article, source, pair) for _, pair in sure(article, _LIKELY)]
    total = Counter(name for one in passages for name in one.mentions)
    lost = Counter(name for one in passages for name in one.lacking)
    doubtful = {name for name in lost if lost[name] == total[name] and not source.is_shown(name)}
    carried = {name for name in total if source.is_carried(name)}
    known_again, unfaithful = (sum(count for name, count in counts.items() if name in carried) for counts in (total, lost))
    rate = ratio(article) or 1.0  # none is sure enough to tell
    for pair, mentions, lacking, fewer in passages:
        sought = sorted((mentions.keys() if found_too else fewer) - doubtful)
        if not sought:
            continue
        here = Counterparts(article, pair, source.within(pair))
        kept, hole, hangs = mentions.keys() - lacking, _has_hole(article, pair), _hangs(article, pair)
        for name in sought:
            lacks = name in lacking
            lost_there = lost[name] - lacks
            signs = Signs(
                unlike=here.unlike(name),
                hole=hole,
                hangs=hangs,
                short=log((pair.source_end - pair.source_start) * rate / (pair.end - pair.start)),
                again=not lacks,
                carried=name in carried,
                country=open_places().may_be_country(name),
                before=source.stands_before(pair, name, kept - {name}),
                odds=log((total[name] - 1 - lost_there + _HALF) / (lost_there + _HALF)),
                faithful=1.0 - (unfaithful - (lacks and name in carried)) / max(known_again - 1, 1),
                doubt=1.0 - pair.confidence,
            )
            yield Sought(pair, name, name in fewer, signs, mentions[name], here.words(name))


class _Passage(NamedTuple):
    """How often the original of a pair has each name, which of them the translation lacks, and which it has fewer times, or never."""

    pair: Pair
    mentions: dict[str, int]
    lacking: frozenset[str]
    fewer: frozenset[str]


def _passage(article: Article, source: SourceNames, pair: Pair) -> _Passage:
    names = source.within(pair)
    here = Counterparts(article, pair, names)
    mentions = {name: len(source.mentions(pair, name)) for name in names}
    return _Passage(pair, mentions, here.lacking, frozenset(name for name in names if here.count(name) < mentions[name]))


def _has_hole(article: Article, pair: Pair) -> bool:
    """Whether a passage has an empty place where a word was: two spaces, one before a stop, an ending that hangs on nothing."""
    return _EMPTY.search(article.text, pair.start, pair.end) is not None


def _hangs(article: Article, pair: Pair) -> bool:
    """Whether a word stands before a mark that nothing ends with."""
    words, never_last = article.words, article.language.never_last
    return any(
        words.forms[index] in never_last and words.gap(index + 1)[:1] in _MARKS for index in words.between(pair.start, pair.end)
    )
