"""Which words of a passage stand for the names of its original, in whatever script."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

from qa.analysis.placenames import places_within
from qa.analysis.sounds import distance, spoken, weight
from qa.lexicon.places import open_places
from qa.patterns import late

if TYPE_CHECKING:
    from qa.article import Article, Pair
    from qa.lexicon import Lexicon

SURELY = 0.1
"""The distance up to which a word surely says a name."""

_FARTHEST, _FARTHEST_UNWRITTEN = (0.05, 0.1, 0.15, 0.22, 0.26, 0.28), (0.03, 0.08, 0.12, 0.17, 0.22, 0.26)
"""How far a word may be from a name that it stands for, by the consonants that this has, also in scripts that seldom write vowels: set by hand, by the
names of the news in 26 languages.
"""

_STRANGE = 0.08
"""How much farther an unknown name may be: what else should it be?"""

_FARTHEST_MADE, _LONG = 0.2, 6.0
"""How far a word in lower case may be that is made of a name, and the weight of such a name."""

_LETTERS = 5
"""Letters of a name by which a word is known to be made of it: Korea, nordkoreanischer."""

_ENDING = 3
"""The letters that an ending of the original's own language has at most, and that of two words joined: Сэнфордом, Sanford."""

_ACRONYM = 6
"""The letters that an acronym has at most."""

_SHORTEST = 4
_DOUBTED = 0.8
"""How much nearer a word must be that is one of the language."""

_FREQUENT = 4.0
"""The Zipf value from which a word of a language without capitals is no name."""

_COMMON = 3.0
"""The Zipf value that the second word of a compound has at least."""

_UNWRITTEN = "Arabic"
"""The script that seldom writes vowels."""
_LEANING = late("^(?:[وف]?(?:[بك]?ال|لل|[بكلوف]))")
"""What it writes before a name as one word: and, in, as, to, the."""


class Counterparts:
    """What a passage has for names of its original.

    `names` are those looked for, with the numbers of the places that each may be the name of (`qa.lexicon.places`); `lacking` those
    that no word has the letters or the sound of, and no name of the same place, nor a word made of that, stands for.
    """

    def __init__(self, article: "Article", pair: "Pair", names: Mapping[str, frozenset[int]]) -> None:
        self._article, self._pair = article, pair
        self._cased = article.language.case
        self._vowels = _UNWRITTEN not in article.scripts
        words = article.words
        within = self._within = words.between(pair.start, pair.end)
        self._forms = list(dict.fromkeys(words.forms[index] for index in within))
        self._joined: list[str] = []
        for index in within[1:]:
            before, form = words.forms[index - 1], words.forms[index]
            if words.gap(index) == "-" and words.gap(index - 1) == "-":
                self._joined.append(self._joined[-1] + form if self._joined else before + form)
            elif not self._cased or words.gap(index) == "-" or (before[0].isupper() and form[0].isupper()):
                self._joined.append(before + form)
        self._places: set[int] | None = None
        original = article.original
        assert original is not None
        self._given = [original.words.forms[index] for index in original.words.between(pair.source_start, pair.source_end)]
        self._small, self._declined = original.language.function_words, original.language.declines_names
        self._copied = set(self._given)
        named = open_places().named
        self._named = {form: numbers for form in self._copied if form[0].isupper() and (numbers := named(form))}
        self.found = {name: self._standing_for(name) for name in names}
        taken: dict[str, list[str]] = {}
        for name, forms in self.found.items():
            for form in forms:
                if self._distance(name, form) <= SURELY:
                    taken.setdefault(form, []).append(name)
        self.lacking = frozenset(
            name
            for name, forms in self.found.items()
            if all(form in taken and not _is_one_of(name, taken[form], self._declined) for form in forms)
            and not self._has_place(name, names[name])
        )

    def words(self, name: str) -> list[int]:
        """The words of the article in the passage that stand for a name, by number; none where two together do, or a place's name."""
        forms = self.found[name]
        return [index for index in self._within if self._article.words.forms[index] in forms]

    def count(self, name: str) -> float:
        """How often the passage has a name; `inf` where it has it, but not as a word of its own."""
        return 0 if name in self.lacking else len(self.words(name)) or inf

    def _standing_for(self, name: str) -> list[str]:
        """The words that may stand for a name; for an acronym itself only, with an ending or not."""
        if is_acronym(name):
            return [form for form in self._forms if form.startswith(name)]
        said = spoken(name)
        start = said[:_LETTERS] if len(said) >= _LETTERS else "\0"
        found = [
            form
            for form in self._forms
            if (start in spoken(form) or self._distance(name, form) <= self._farthest(name, form))
            and not self._is_of_another(form, name)
        ]
        return found or [
            form
            for form in self._joined
            if len(form) <= len(name) + _ENDING
            and self._distance(name, form) <= (self._farthest(name, form) if self._cased else SURELY)
        ]

    def _is_of_another(self, form: str, name: str) -> bool:
        """Whether a word is another one of the original, or the name that a place there has in the language."""
        if form in self._copied:
            return form != name
        if self._distance(name, form) <= SURELY:
            return False
        numbers = open_places().named(form)
        return (
            bool(numbers)
            and numbers.isdisjoint(self._named.get(name, ()))
            and any(not numbers.isdisjoint(named) for named in self._named.values())
        )

    def _distance(self, name: str, form: str) -> float:
        found = distance(name, form, self._vowels)
        if (stem := self._stem(form)) != form:
            found = min(found, distance(name, stem, self._vowels))
        if self._declined and len(name) - _ENDING <= len(form) < len(name):
            found = min(found, distance(form, name))
        return found

    def _stem(self, form: str) -> str:
        """A word without what leans on it."""
        return form if self._vowels else _LEANING.sub("", form)

    def _farthest(self, name: str, form: str) -> float:
        article = self._article
        if self._cased and form[0].islower():
            return _FARTHEST_MADE if weight(name) >= _LONG else SURELY
        table = _FARTHEST if self._vowels else _FARTHEST_UNWRITTEN
        most = table[min(int(weight(name)), len(table) - 1)]
        if article.lexicon is not None:
            word = article.lexicon.word(form)
            noun = article.language.nouns_capitalised and word.capital
            if (word.lower or noun) and not (word.place or word.first_name) if self._cased else word.zipf >= _FREQUENT:
                return most * _DOUBTED
        return most + _STRANGE * self._is_strange(form)

    def _has_place(self, name: str, numbers: frozenset[int]) -> bool:
        """Whether one of these places is named, or a word is made of its name, that stands for no other name of the original."""
        if not numbers:
            return False
        if self._places is None:
            self._places = {*places_within(self._article, self._pair.start, self._pair.end), *self._countries_of_two()}
        own = open_places().named(name)
        return not self._places.isdisjoint(numbers) or any(
            not (self._akin(form).isdisjoint(own) and self._akin(form, True).isdisjoint(numbers))
            and not self._says_another(form, name)
            for form in self._forms
        )

    def _countries_of_two(self) -> Iterator[int]:
        words, country = self._article.words, open_places().country_of_two
        for index in self._within[1:]:
            before, form = words.forms[index - 1], words.forms[index]
            if words.gap(index) == " " and not (self._cased and before.islower()):
                yield country(before, form)

    def _akin(self, form: str, all_of_it: bool = False) -> frozenset[int]:
        return open_places().akin(self._stem(form), all_of_it)

    def _says_another(self, form: str, name: str) -> bool:
        """Whether a word surely says another name of the original."""
        return any(
            other != name and other[0].isupper() and self._distance(other, form) <= SURELY < self._distance(name, form)
            for other in self._given
        )

    @cached_property
    def others(self) -> list[str]:
        """The names in the passage that nothing in its original may be."""
        small, places = self._small, open_places()
        given = [form for form in self._given if form[0].isupper() and len(form) >= _SHORTEST and form.lower() not in small]
        named = frozenset[int]().union(*self._named.values())
        return [
            form
            for form in self._forms
            if self._is_strange(form)
            and all(self._distance(name, form) > self._farthest(name, form) for name in given)
            and named.isdisjoint(numbers := places.named(form))
            and all(numbers.isdisjoint(places.akin(name)) for name in given)
        ]

    def unlike(self, name: str) -> float:
        """How far from a name those of the `others` are that are farthest; 0.0 where there are none."""
        return max((self._distance(name, form) for form in self.others), default=0.0)

    def _is_strange(self, form: str) -> bool:
        """Whether a word is a name, and no other word."""
        article, lexicon = self._article, self._article.lexicon
        if len(form) < _SHORTEST or (self._cased and (not form[0].isupper() or form.isupper())):
            return False
        shown = self._cased and not article.language.nouns_capitalised and form in article.names
        if lexicon is None:
            return shown
        word = lexicon.word(form)
        if word.place or word.first_name:
            return True
        if shown:
            return not word.lower
        if self._cased and self._is_name_there(form):
            return not word.lower
        if lexicon.size != "large" or word.known or lexicon.word(self._stem(form)).known:
            return False
        return not self._cased or not is_compound(form, lexicon)

    def _is_name_there(self, form: str) -> bool:
        """Whether the language of the original knows a word as a name only."""
        original = self._article.original
        word = original and original.lexicon and original.lexicon.word(form)
        return bool(word and word.known and not word.lower)


def _is_one_of(name: str, names: list[str], declined: bool) -> bool:
    """Whether a name is the last of those that a word surely says, or may be another form of that."""
    return name == names[-1] or (declined and name in names and distance(names[-1], name) <= SURELY)


def is_acronym(form: str) -> bool:
    """Whether a word is written in capitals as the name of a body is: NATO."""
    return 2 <= len(form) <= _ACRONYM and form.isupper() and form.isalpha()


def is_compound(form: str, lexicon: "Lexicon") -> bool:
    """Whether a word may be two that are known."""
    return any(
        end >= _SHORTEST and len(form) - end >= _SHORTEST and lexicon.word(form[end:].removeprefix("s")).zipf >= _COMMON
        for end in lexicon.beginnings(form)
    )
