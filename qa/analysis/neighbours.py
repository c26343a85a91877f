"""The word beside a mark: what a finding on a single mark shows with it, so that an editor knows which one is meant."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.article import Article

_BEFORE = re.compile(r"(?:\w[\w’'-]*)?[^\w\s]{0,3}\s?\Z")
_AFTER = re.compile(r"\s?[^\w\s]{0,3}(?:\w[\w’'-]*)?")
_LONGEST, _LONGEST_UNSPACED = 40, 4
"""How many characters are shown at most, in scripts with and without spaces between words."""


def word_after(article: "Article", start: int, end: int) -> str:
    """The text from `start` to the end of the next word, with a space and marks before it, not beyond `end`."""
    longest = _LONGEST if article.language.spaces else _LONGEST_UNSPACED
    word = _AFTER.match(article.text, start, min(end, start + longest))
    return word[0] if word else ""


def word_before(article: "Article", start: int, end: int) -> str:
    """The text from the last word to `end`, with marks and a space after it, not from before `start`."""
    longest = _LONGEST if article.language.spaces else _LONGEST_UNSPACED
    word = _BEFORE.search(article.text, max(start, end - longest), end)
    return word[0] if word else ""
