"""What does not fit a person, and how it is mended."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from qa.article import Article


class Clash(NamedTuple):
    """Words `first:stop` that do not fit a person, and what should stand there."""

    first: int
    stop: int
    fix: str
    sure: bool


def clash(article: "Article", first: int, stop: int, before: str, noun: str, sure: bool) -> Clash:
    """The clash of the words `first:stop` with a noun and what should stand before it, with capitals as they are."""
    language, forms = article.language, article.words.forms
    if forms[stop - 1][0].isupper():
        noun = language.capital(noun)
    fix = f"{before} {noun}" if before else noun
    return Clash(first, stop, language.capital(fix) if forms[first][0].isupper() else fix, sure)
