"""Which passage of an article translates which of its original."""

from typing import TYPE_CHECKING

from qa.article import Pair

if TYPE_CHECKING:
    from qa.article import Article


def align(article: "Article", original: "Article") -> tuple[Pair, ...]:
    """The passages of both in order, each with the probability that they belong together."""
    if len(article.blocks) != len(original.blocks):
        return ()
    return tuple(
        Pair(block.start, block.end, other.start, other.end, confidence=0.9)
        for block, other in zip(article.blocks, original.blocks, strict=True)
    )
