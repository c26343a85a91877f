"""Phrases: several words in a row, wherever an article has them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.article import Article

JOINERS = frozenset((" ", "\u00a0", "-", "\u2010", "’", "'"))
"""What may stand between two words of a phrase."""
_NO_SLOTS: Mapping[str, Collection[str]] = {}


def tokens(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, which a space, an apostrophe or a hyphen may part."""
    return tuple(phrase.replace("'", " ").replace("-", " ").split())


def anchors(phrases: Iterable[tuple[str, ...]]) -> dict[str, list[int]]:
    """The numbers of the phrases by their longest word that is no slot, as it stands and with a capital: an article without any of
    these forms has none of them."""
    found: dict[str, list[int]] = {}
    for number, phrase in enumerate(phrases):
        anchor = max((token for token in phrase if token[0] != "<"), key=len)
        for form in {anchor, anchor.capitalize()}:
            found.setdefault(form, []).append(number)
    return found


def find(article: "Article", tokens: tuple[str, ...], slots: Mapping[str, Collection[str]] = _NO_SLOTS) -> Iterator[range]:
    """The indices of the words of each occurrence.

    `tokens` are in lower case, of which the first may have a capital in the article, or names of `slots`, each for any of its words;
    one at least is a word.
    """
    words, positions = article.words, article.words.positions
    for token in tokens:  # most phrases stand nowhere
        if token not in positions and token not in slots and token.capitalize() not in positions:
            return
    places = {at: _places(article, token) for at, token in enumerate(tokens) if token not in slots}
    rarest = min(places, key=lambda at: len(places[at]))
    for index in places[rarest]:
        found = range(index - rarest, index - rarest + len(tokens))
        if (
            found.start >= 0
            and found.stop <= len(words)
            and all(words.forms[at].lower() in slots.get(token, (token,)) for at, token in zip(found, tokens, strict=True))
            and all(words.gap(at) in JOINERS for at in found[1:])
        ):
            yield found


def _places(article: "Article", token: str) -> list[int]:
    positions = article.words.positions
    return [*positions.get(token, ()), *positions.get(token.capitalize(), ())]
