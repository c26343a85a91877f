"""The names that the passages of an original have, as far as a translation that lacks one can be told."""

import re
from functools import cached_property

from qa.analysis.counterparts import is_acronym, is_compound
from qa.analysis.sounds import weight
from qa.article import Article, Pair
from qa.lexicon.places import open_places
from qa.patterns import late

_LETTERS, _WEIGHT = 4, 3.0
"""Letters that a name has at least, and in another script its weight: shorter ones are words by chance."""

_DERIVED = late(r"(?:i?ans?|ics?|e?ers?|ists?|ites?|s)$")
"""Endings of words for people and things that go by a name or another word; those are translated (Remainers, Koreas)."""

_SPACES = (" ", "-")


class SourceNames:
    """The names of an original, as a translation is to have them.

    `related`: whether the two have a script in common, so that names are copied.
    """

    def __init__(self, article: Article, original: Article) -> None:
        self.related = bool(article.scripts & original.scripts)
        self._article, self._original = article, original
        self._known: dict[str, bool] = {}  # a closure over what is known of the article would keep it alive

    def within(self, pair: Pair) -> dict[str, frozenset[int]]:
        """The names of a passage, with the numbers of the places that each, alone or with the word beside it, is the name of.

        Those that are to be known by their sound need more of it.
        """
        words, places = self._original.words, open_places()
        within = words.between(pair.source_start, pair.source_end)
        found: dict[str, frozenset[int]] = {}
        for index in within:
            form, after = words.forms[index], words.gap(index + 1)
            if is_acronym(form) and self._is_name(form):
                found[form] = places.named(form)
                continue
            if not self._is_name(form) or not (self.related or weight(form) >= _WEIGHT):
                continue
            if after[:1] == "." and index + 1 < within.stop:
                continue  # shortened
            joined = [
                " ".join(words.forms[first : first + 2])
                for first in (index - 1, index)
                if within.start <= first < within.stop - 1
            ]
            found[form] = places.named(form) | {places.number(name) for name in joined} - {0}
        return found

    def mentions(self, pair: Pair, name: str) -> list[int]:
        """The words of a passage that are the name, by number."""
        words = self._original.words
        return [index for index in words.between(pair.source_start, pair.source_end) if words.forms[index] == name]

    def is_carried(self, name: str) -> bool:
        """Whether a name is no word in lower case, nor made of one, nor an acronym, which may be written out, and has letters or
        sounds enough to be known again.
        """
        original, lexicon = self._original, self._original.lexicon
        if lexicon is None or is_acronym(name) or weight(name) < _WEIGHT - self.related:
            return False
        stem = _DERIVED.sub("", re.sub("ies$", "y", name))
        if lexicon.word(name).lower or open_places().may_be_country(name):
            return False
        return stem == name or not (lexicon.word(stem).lower or lexicon.word(stem).country or stem in original.names)

    def is_shown(self, name: str) -> bool:
        """Whether the original alone shows it to be one. Where all nouns have a capital, an unknown one may be a compound; then the
        translation has to have it somewhere.
        """
        lexicon = self._original.lexicon
        if lexicon is None or not self._original.language.nouns_capitalised or name in self._surnames:
            return True
        word = lexicon.word(name)
        return bool(word.place or word.country or word.first_name)

    def stands_before(self, pair: Pair, name: str, others: set[str]) -> bool:
        """Whether a name stands right before one of the others, as first names do."""
        words = self._original.words
        return any(
            words.gap(index + 1) in _SPACES and words.forms[index + 1] in others
            for index in self.mentions(pair, name)
            if index + 1 < len(words)
        )

    def _is_name(self, form: str) -> bool:
        if (known := self._known.get(form)) is None:
            known = self._known[form] = _is_used(self._article, form) if is_acronym(form) else self._shows(form)
        return known

    def _shows(self, form: str) -> bool:
        """Whether the original shows a form to be a name: one that is no word too, or somebody’s surname."""
        original, language, lexicon = self._original, self._original.language, self._original.lexicon
        if not form[0].isupper() or form.isupper() or len(form) < _LETTERS:
            return False
        if form in language.capitalised or form in language.months or form in language.weekdays:
            return False
        if form not in original.names or form.lower() in original.words.positions:
            return False
        if (stem := _DERIVED.sub("", form)) != form and stem in original.names:
            return False  # the Koreas, Brexiteers, Mays
        if lexicon is None:
            return not language.nouns_capitalised
        if form in self._surnames:
            return True
        word = lexicon.word(form)
        if language.nouns_capitalised and not (word.place or word.country or word.first_name):
            return not word.known and not is_compound(form, lexicon)
        return not word.lower

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """What the original writes after a first name, or after a word that is none."""
        lexicon, language = self._original.lexicon, self._original.language
        if lexicon is None:
            return frozenset()

        def leads(form: str) -> bool:
            word = lexicon.word(form)
            if word.first_name:
                return not word.lower and form not in language.capitalised
            return not (word.known or language.nouns_capitalised)

        return frozenset(after for before, after in self._original.names.pairs if leads(before))


def _is_used(article: Article, acronym: str) -> bool:
    """Whether the translation has an acronym somewhere: others are translated, or written out."""
    return acronym in article.words.positions and acronym.lower() not in article.words.positions
