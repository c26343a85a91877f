"""The word beside a mark: what a finding on a single mark shows with it, so that an editor knows which one is meant."""

from typing import TYPE_CHECKING

from qa.patterns import late

if TYPE_CHECKING:
    from qa.article import Article

_LETTER = (
    r"[^\s!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2010-\u2027\u2030-\u205e\u060c\u061b\u061f\u06d4"
    r"\u0589\u05be\u0964\u0965\u3001-\u3004\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
"""All that is no space and no mark: letters and digits with their accents and vowel signs, which `\\w` does not know."""
_BEFORE = late(rf"(?:{_LETTER}(?:{_LETTER}|[’'-])*)?(?:(?!{_LETTER})\S){{0,3}}\s?\Z")
_AFTER = late(rf"\s?(?:(?!{_LETTER})\S){{0,3}}(?:{_LETTER}(?:{_LETTER}|[’'-])*)?")
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
