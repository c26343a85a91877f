"""The passages of an article that surely translate one of its original: what the rules go by that hold the two against each other."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa.article import Pair
from qa.rule import Finding

if TYPE_CHECKING:
    from qa.article import Article

SURE = 0.9
"""The confidence of an alignment from which what one side lacks is a fault."""

CERTAIN = 0.98
"""That from which the passages beside it need not be sure."""


def sure(article: "Article", least: float = SURE) -> Iterator[tuple[int, Pair]]:
    """The pairs, with their numbers among all, of which both sides say something and that belong together with that confidence."""
    for number, pair in enumerate(article.pairs):
        if pair.confidence >= least and pair.start < pair.end and pair.source_start < pair.source_end:
            yield number, pair


def is_settled(article: "Article", number: int) -> bool:
    """Whether a pair of that number, or those around it too, are so sure that nothing of it stands in another by mistake."""
    around = article.pairs[max(number - 1, 0) : number + 2]
    return article.pairs[number].confidence >= CERTAIN or all(pair.confidence >= SURE for pair in around)


def beside(article: "Article", number: int) -> list[Pair]:
    """The pairs before and after one: translators move things there."""
    pairs = article.pairs
    return [pairs[at] for at in (number - 1, number + 1) if 0 <= at < len(pairs)]


def sources(article: "Article", place: int) -> list[str]:
    """What the passage around a place of the article may translate: of aligned articles the passages beside it too; none without any."""
    if article.original is None or not article.pairs:
        return []
    number = max(bisect_right(article.pairs, place, key=lambda pair: pair.start) - 1, 0)
    around = [article.pairs[number]] if article.document.pairs else [article.pairs[number], *beside(article, number)]
    return [article.original.text[pair.source_start : pair.source_end] for pair in around]


def stands_in_original(article: "Article", start: int, end: int) -> bool:
    """Whether what stands at a place of the article stands in the passage that it translates too, letter by letter: then it is meant."""
    text = article.text[start:end]
    return any(text in source for source in sources(article, start))


def lacking(article: "Article", pair: Pair, message: str, confidence: float) -> Finding:
    """What a passage lacks, shown at its first word; at all of it if it has none."""
    word = next(iter(article.words.between(pair.start, pair.end)), None)
    start, end = (pair.start, pair.end) if word is None else (article.words.starts[word], article.words.end(word))
    return Finding(start, end, message, (), confidence, lacking=True)


def ratio(article: "Article", known: int = 0) -> float:
    """How long the passages of the article are that translate something, by the length of what they translate; 0.0 if none does.

    `known` are characters of a translation as long as its original that it is taken to have besides.
    """
    both = [pair for _, pair in sure(article)]
    ours, theirs = sum(pair.end - pair.start for pair in both), sum(pair.source_end - pair.source_start for pair in both)
    return (ours + known) / max(theirs + known, 1) if both else 0.0


def run_of(article: "Article", number: int) -> range:
    """The numbers of the pairs around one that all stand on the same side only, in a row."""
    pairs = article.pairs
    missing = pairs[number].start == pairs[number].end

    def alike(one: Pair) -> bool:
        return one.start == one.end if missing else one.source_start == one.source_end

    first, last = number, number + 1
    while first and alike(pairs[first - 1]):
        first -= 1
    while last < len(pairs) and alike(pairs[last]):
        last += 1
    return range(first, last)


def is_one_sided(article: "Article", number: int) -> bool:
    """Whether the passage of a pair surely stands on one side only.

    It is so where those around it, or around the few in a row that it is one of, are sure and no longer there than they should be.
    Those of its own paragraph are looked at more closely, for one sentence is often made of two, and short ones must be surer.
    """
    pairs, run = article.pairs, run_of(article, number)
    neighbours = [pairs[at] for at in (run.start - 1, run.stop) if 0 <= at < len(pairs)]
    if len(run) > _ROW or pairs[number].confidence < _FAIRLY:
        return False
    if not neighbours or any(one.confidence < _LIKELY for one in neighbours):
        return False
    rate = ratio(article)
    here = [one.end - one.start for one in neighbours]
    there = [(one.source_end - one.source_start) * rate for one in neighbours]
    if not sum(here) or not sum(there):
        return False  # much stands on one side only: another text, or another version of it
    alone = [pairs[at] for at in run]
    lacking = alone[0].start == alone[0].end
    length = sum((one.source_end - one.source_start) * rate if lacking else one.end - one.start for one in alone)
    if length < _BRIEF * min(rate, 1.0) and min(one.confidence for one in (pairs[number], *neighbours)) < _RATHER:
        return False
    longer = [ours - theirs if lacking else theirs - ours for ours, theirs in zip(here, there, strict=True)]
    if sum(longer) >= _ROOM * length:
        return False
    return all(
        more < _ROOM_WITHIN * length for more, one in zip(longer, neighbours, strict=True) if _share_block(article, alone, one)
    )


def _share_block(article: "Article", alone: list[Pair], neighbour: Pair) -> bool:
    """Whether passages that stand on one side only are there of the same paragraph as one beside them."""
    if alone[0].start < alone[0].end:
        first, last, other = (article.block_at(one.start) for one in (alone[0], alone[-1], neighbour))
    else:
        assert article.original is not None
        first, last, other = (article.original.block_at(one.source_start) for one in (alone[0], alone[-1], neighbour))
    return other in (first, last)


_FAIRLY, _LIKELY = 0.3, 0.2
"""The confidence that a passage on one side only needs, and its neighbours."""

_ROW = 3
"""Passages that may stand on one side only in a row: more are another version of the text."""

_ROOM, _ROOM_WITHIN = 0.5, 0.3
"""Of a passage's length, how much longer its neighbours may be on the other side, and one of its own paragraph: by more, and they may
hold it."""

_BRIEF, _RATHER = 60, 0.7
"""Letters of a passage that is short, and the confidence that it and its neighbours need then."""
