"""The passages of an article that surely translate one of its original: what the rules go by that hold the two against each other."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa.article import Pair

if TYPE_CHECKING:
    from qa.article import Article

SURE = 0.9
"""The confidence of an alignment from which what one side lacks is a fault."""


def sure(article: "Article") -> Iterator[tuple[int, Pair]]:
    """The pairs, with their numbers among all, of which both sides say something and that surely belong together."""
    for number, pair in enumerate(article.pairs):
        if pair.confidence >= SURE and pair.start < pair.end and pair.source_start < pair.source_end:
            yield number, pair


def is_settled(article: "Article", number: int) -> bool:
    """Whether the pairs around one of that number are sure as well, so that nothing of it stands in another by mistake."""
    around = article.pairs[max(number - 1, 0) : number + 2]
    return all(pair.confidence >= SURE for pair in around)


def whole(article: "Article", number: int, reach: int = 1) -> tuple[str, str]:
    """A pair's texts, article's and original's, with those of `reach` neighbours on either side: translators move things there."""
    assert article.original is not None
    around = article.pairs[max(number - reach, 0) : number + reach + 1]
    return (
        article.text[min(pair.start for pair in around) : max(pair.end for pair in around)],
        article.original.text[min(pair.source_start for pair in around) : max(pair.source_end for pair in around)],
    )


def opening(article: "Article", pair: Pair) -> tuple[int, int]:
    """Where to show what a passage lacks: its first word; all of it if it has none."""
    word = next(iter(article.words.between(pair.start, pair.end)), None)
    return (pair.start, pair.end) if word is None else (article.words.starts[word], article.words.end(word))
