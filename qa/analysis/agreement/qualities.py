"""Participles and adjectives that show the sex of whom they are said of."""

from collections.abc import Iterator

from qa.analysis.agreement.places import Places
from qa.analysis.persons import Sex

_DEGREES = 2
"""Adverbs that may stand before an adjective."""


def qualities(places: Places) -> Iterator[tuple[int, int, Sex]]:
    """Participles and adjectives: the first of their adverbs, the word itself, the sex that it shows."""
    told = places.told
    for form, small, indices in places.gendered:
        sex = told.quality_sex.get(small)
        if sex is None:
            continue
        for index in indices:
            if form[0].isupper() and not places.opens(index):
                continue
            first = index
            while index - first < _DEGREES and places.joined(first) and places.lower(first - 1) in told.adverbs:
                first -= 1
            yield first, index, sex


def is_own(places: Places, first: int) -> bool:
    """Whether a speaker says of himself what starts with the word: I am ..."""
    return bool(places.links_before(first, places.told.own_links))
