"""The countries and cities that a text names, by whatever name it has for them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa.analysis.scripts import UNSPACED
from qa.lexicon.places import open_places

if TYPE_CHECKING:
    from qa.article import Article

_FEWEST, _MOST = 4, 6
"""Letters that a name of one word has at least, and in scripts without spaces at most."""


def places_within(article: "Article", start: int, end: int) -> Iterator[int]:
    """The numbers of those that `text[start:end]` names, with every one that a word may be the declined name of."""
    places, words, text = open_places(), article.words, article.text
    within = words.between(start, end)
    if article.scripts & UNSPACED:
        for index in within:
            form = words.forms[index]
            for at in range(len(form)):
                for length in range(2, min(_MOST, len(form) - at) + 1):
                    if number := places.number(form[at : at + length]):
                        yield number
        return
    case = article.language.case
    for index in within:
        form, first = words.forms[index], words.starts[index]
        if case and not form[0].isupper():
            continue
        if len(form) >= _FEWEST or form.isupper():
            yield from places.named(form)
        last = min(index + 1, within.stop - 1)
        gap = words.gap(index + 1)
        if gap[:1] == " " and (number := places.number(text[first : words.end(last)])):
            yield number
        elif gap.strip() == "." and (number := places.number(form + words.forms[last])):
            yield number  # U.S., EE. UU.
