"""Where a form of an article may be two words run together, and what speaks for it and against it.

A form that nobody knows as a word is parted wherever both parts may be words: known to the lexicon, met elsewhere in the article,
parted by a capital, or a name of the article that lost its last letters. What is known of such a way of parting it is put into
figures (`FEATURES`), which a trained model weighs (`merges.py`, `qa/training/merged_words.py`).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from qa.article import Article
    from qa.lexicon.lexicon import Word

SHORTEST, LONGEST = 4, 40
"""Lengths of the forms looked at."""

_COMMON, _COMMON_BRAND = 4.0, 3.0
"""The Zipf values from which on a form is a word, dictionary or no; lists of web text hold merges below them (`ofthe`)."""

_LETTER = 6.0
"""The Zipf value that makes a single letter a word where the language's data does not name its words."""

_FREQUENT = 4.0
"""The Zipf value that a word must have to be split off a name that nobody knows."""

_UNKNOWN = 4
"""The fewest letters of a word that nobody knows beside a function word."""

_STUB, _LOST = 3, 4
"""Letters that must be left of a name for it to be recognised, and how many it may have lost."""

_SHORTEST_NAME = 5
"""Names of fewer letters are not recognised by a part of theirs."""

_WAYS = 2
"""Ways of parting a form that are worth weighing, and as many that restore a name: in 999 of 1,000 cases the right one is among
the two likeliest."""

LEAST_GAIN = 4.9
"""How much likelier than the form itself two words must be to be weighed where no capital parts them: of 72,000 planted merges that
the model finds one in a thousand falls short, of the ways of parting real words every fourth does.
"""

_MANY = 8
"""Counts are cut off here."""

_SIZES = {"forms": 0.0, "small": 1.0, "large": 2.0}

FEATURES = (
    "length", "length_1", "length_2",
    "zipf", "zipf_1", "zipf_2", "zipf_least",
    "status_1", "status_2",
    "seen_1", "seen_2", "seen_lower_1", "seen_lower_2", "seen", "seen_apart",
    "starts_1", "ends_2", "beyond_1", "beyond_2", "reach",
    "joins_1", "joins_2", "join_rate_1", "join_rate_2",
    "shape", "initial", "lost", "hyphen",
    "lexicon_size", "compounds", "declines",
    "beside_1", "beside_2", "named_1", "named_2", "amid",
    "small_1", "small_2", "kept", "zipf_whole", "status_whole", "rivals", "overlap",
)  # fmt: skip
"""What is measured of a split, `_1` of its first part, `_2` of the second; the code below says how."""


class Split(NamedTuple):
    """A form parted into `first` and `second`; `restored` is the name of the article that `first` was cut from ("" where none)."""

    first: str
    second: str
    restored: str = ""


class Place(NamedTuple):
    """Where a form stands: at `start` of the text, between the words `before` and `after` ("" where there is none)."""

    start: int
    before: str = ""
    after: str = ""


class Joins(Struct, frozen=True):
    """How freely a language joins its short words to others: ga- and -de are affixes too, the is not.

    `parts` are the short words, with single spaces between. `codes` holds four letters for each: how many forms of the lexicon
    it begins before a word of three letters or more (log2 of the count in a million forms), which share these are of all forms
    that begin so (in twentieths), and the same of endings; a is 0, b is 1 ...
    """

    parts: str
    codes: str

    def table(self) -> dict[str, tuple[float, ...]]:
        """The four figures of every part."""
        codes = [float(ord(code) - 97) for code in self.codes]
        return {part: tuple(codes[4 * place : 4 * place + 4]) for place, part in enumerate(self.parts.split(" "))}


JOINED_LENGTH = 4
"""The longest parts that `Joins` tells of."""

_NOT_CUT = (0.0, -1.0, -1.0, 0.0, -1.0)
_CASELESS = 8.0
_NO_JOINS = (0.0, 0.0, 0.0, 0.0)
_LONG = (-1.0, -1.0, -1.0, -1.0)


_SEVERAL, _LOOKED_AT = 3, 50
"""Occurrences from which the words beside them are looked at, and how many are."""


class Splits:
    """The suspicious forms of an article and the ways of parting them."""

    least_gain = LEAST_GAIN

    def __init__(self, article: "Article") -> None:
        assert article.lexicon is not None
        self.lexicon = article.lexicon
        self.word: Callable[[str], Word] = article.lexicon.word
        self.counts = article.words.counts
        self._text = article.text
        self._words = article.words
        self._accepted = article.accepted_names
        if article.original is not None:  # what stands there is no merge
            self._accepted = self._accepted.union(article.original.words.positions)
        if article.carried is not None and not article.language.declines_names:  # else its endings make other forms of them
            self.counts = self.counts + Counter(article.carried.counts)
        self._article = article
        language = article.language
        self._case, self._latin = language.case, language.script == "Latin"
        self.function_words = language.function_words
        self._letters = frozenset(word for word in language.function_words if len(word) == 1)
        self._no_ending = re.compile(language.no_name_ending) if language.no_name_ending else None
        known = bool(language.function_words)
        self._declines = language.declines_names and known
        self._of_language = (
            _SIZES[article.lexicon.size],
            float(language.compounds) if known else 0.5,
            float(language.declines_names) if known else 0.5,
        )
        self.kind = " ".join(f"{figure:g}" for figure in (*self._of_language, float(language.case)))

    def has(self, form: str) -> bool:
        """Whether the article itself has a form, not the original alone."""
        return form in self._words.positions

    def suspects(self) -> Iterator[str]:
        """The forms that nobody knows as words, in the order of the article."""
        return (form for form in self._words.positions if self.is_suspect(form))

    def is_suspect(self, form: str) -> bool:
        """Whether nobody knows `form` as a word; known names count where they begin like another of the article's (`Dudai`)."""
        word = self.word(form)
        if word.lower or word.zipf >= _COMMON or not SHORTEST <= len(form) <= LONGEST or form in self._accepted:
            return False
        if form.lower() in self.function_words:
            return False
        if not self._case:
            named = word.capital or word.place or word.country or word.first_name
            return not named and (self._latin or not form.isascii())
        if form.islower():
            return True
        if form.isupper() or not form[0].isalpha() or form.lower() == form:
            return False
        if not form[1:].islower() and word.zipf >= _COMMON_BRAND:
            return False
        if word.capital or word.place or word.country or word.first_name:
            return any(form[:end] in self.counts for end in range(_STUB, len(form)))
        return True

    def ways(self, form: str) -> list[Split]:
        """The likeliest ways of parting `form`, at most two that leave its letters as they are and two that restore a name, in this
        order, likeliest first; none where no two words can be made of it.
        """
        found = []
        beginnings = {end for end in self.lexicon.beginnings(form) if end > 1 or self._is_letter(form[0])}
        beginnings.update(end for end in range(_STUB, len(form)) if form[:end] in self.counts)
        capitals = (
            {at for at in range(1, len(form)) if form[at].isupper() and not form[at - 1].isupper()} if self._case else set()
        )
        if self._declines and self._case and form[0].isupper() and not self.is_no_ending(form):
            beginnings.discard(len(form) - 1)  # a letter after a name is an ending of it there
        for at in sorted(beginnings | capitals):
            first, second = form[:at], form[at:]
            at_capital, known = at in capitals, self._is_part(second)
            if at in beginnings:
                possible = known or (at_capital and len(second) > 2)
            else:
                possible = known and at_capital and at >= _STUB and first[0].isupper()
            if possible:
                found.append((self._likelihood(first, second), Split(first, second)))
        named = self._case and form[0].isupper()
        if named:
            found.extend(self._at_unknown_names(form, beginnings | capitals))
        if not found and self.lexicon.size != "large":
            found.extend(self._at_small_words(form))
        if self.lexicon.size != "forms":  # else no word is likelier than another
            least = self.least_gain + self.word(form).zipf
            found = [pair for pair in found if pair[0] >= least or not pair[1].second.islower()]
        return [*_likeliest(found), *_likeliest(list(self._at_cut_names(form)))] if named else _likeliest(found)

    def is_no_ending(self, form: str) -> bool:
        """Whether the last letter of a form is a word that names of the language do not end in after the letter before it."""
        return self._no_ending is not None and self._no_ending.fullmatch(form, len(form) - 2) is not None

    def _at_small_words(self, form: str) -> Iterator[tuple[float, Split]]:
        """Ways that part a function word from one that nobody knows."""
        for at in range(2, len(form) - 1):
            first, second = form[:at], form[at:]
            if (len(second) >= _UNKNOWN and first.lower() in self.function_words) or (
                len(first) >= _UNKNOWN and second in self.function_words
            ):
                yield self._likelihood(first, second), Split(first, second)

    def _at_unknown_names(self, form: str, done: set[int]) -> Iterator[tuple[float, Split]]:
        """Ways that begin with a name that nobody knows."""
        for at in range(_STUB, len(form) - 1):
            first, second = form[:at], form[at:]
            if at not in done and (second in self.function_words or self.word(second).zipf >= _FREQUENT):
                yield self._likelihood(first, second), Split(first, second)

    def _at_cut_names(self, form: str) -> Iterator[tuple[float, Split]]:
        """Ways that begin with a name of the article short of its last letters; one letter after it makes another spelling of it."""
        alike = self.names_by_head.get(form[:_STUB], ())
        ends = {at for name in alike for at in _stubs(name) if at < len(form) - 1 and form.startswith(name[:at])}
        for at in sorted(ends):
            if self._is_part(second := form[at:]) and (names := self._rivals(form, form[:at])):
                name = max(names, key=lambda name: (self.counts[name], -len(name), name))
                yield self._likelihood(name, second), Split(form[:at], second, name)

    def _rivals(self, form: str, stub: str) -> list[str]:
        """The names that the stub with which a form begins may be left of."""
        names = (
            name for name in self.names_by_head.get(stub[:_STUB], ()) if name.startswith(stub) and len(stub) in _stubs(name)
        )
        return [name for name in names if self.counts[name] > 0 and not (form.startswith(name) or name.startswith(form))]

    def _is_known(self, part: str) -> bool:
        if len(part) == 1:
            return self._is_letter(part)
        word = self.word(part)
        return word.zipf > 0 or word.lower or word.capital or part.lower() in self.function_words

    def _is_part(self, part: str) -> bool:
        if len(part) == 1:
            return self._is_letter(part)
        return part in self.counts or self._is_known(part) or part.lower() in self.lowered

    def _is_letter(self, part: str) -> bool:
        letter = part.lower()
        return letter in self._letters if self._letters else self.word(letter).zipf >= _LETTER and letter in self.lowered

    def _likelihood(self, first: str, second: str) -> float:
        return self._strength(first) + self._strength(second) + 0.3 * min(len(first), len(second), 5)

    def _strength(self, part: str) -> float:
        word = self.word(part)
        strength = word.zipf or (2.5 if word.lower or word.capital else 0.0)
        seen = self.lowered.get(part.lower(), 0)
        return max(strength, 3 + 0.5 * log2(1 + seen)) if seen > 0 else strength

    def place(self, index: int) -> Place:
        """Where the word of that index stands."""
        words = self._words
        after = words.forms[index + 1] if index + 1 < len(words) else ""
        return Place(words.starts[index], words.forms[index - 1] if index else "", after)

    def features(
        self, form: str, place: Place, ways: list[Split], joins: dict[str, tuple[float, ...]]
    ) -> Iterator[tuple[float, ...]]:
        """The figures of `FEATURES` for each way of parting the `form` that stands at a place."""
        start, before, after = place
        lexicon, counts, lowered, pairs, look_up = self.lexicon, self.counts, self.lowered, self.pairs, self.word
        zipf, length, met, (head, tail, reach) = look_up(form).zipf, len(form), self._met(form), lexicon.kin(form)
        initial, hyphens = self.is_initial(start), self._hyphens(start, start + length)
        for split in ways:
            first, second, restored = split
            one, two, length_1, length_2 = look_up(first), look_up(second), len(first), len(second)
            whole = restored or first
            lower_1, lower_2 = first.lower(), second.lower()
            joins_1 = joins.get(lower_1, _NO_JOINS) if length_1 <= JOINED_LENGTH else _LONG
            joins_2 = joins.get(lower_2, _NO_JOINS) if length_2 <= JOINED_LENGTH else _LONG
            yield (
                length, length_1, length_2,
                zipf, one.zipf, two.zipf, min(one.zipf, two.zipf),
                _status(one), _status(two),
                min(counts[whole], _MANY), min(counts[second], _MANY),
                min(lowered.get(whole.lower(), 0), _MANY), min(lowered.get(lower_2, 0), _MANY),
                met, float(pairs[whole, second] > 0),
                _halves(lexicon.starts(first)), _halves(lexicon.ends(second)),
                head - length_1, tail - length_2, reach - length_1,
                joins_1[0], joins_2[2], joins_1[1], joins_2[3],
                _shape(form, first, second) if self._case else _CASELESS, initial, len(restored) - length_1 if restored else 0,
                hyphens, *self._of_language,
                float(pairs[before, whole] > 0), float(pairs[second, after] > 0), float(is_named(one)), float(is_named(two)),
                min(self._article.names.counts.get(whole, 0), counts[whole], _MANY),
                float(lower_1 in self.function_words), float(lower_2 in self.function_words), *self._of_cut(form, split),
            )  # fmt: skip

    def _met(self, form: str) -> int:
        """In how many places the article has a form, those alike on both sides counted once: what stands in a line that is given
        again and again is no more of a word for it.
        """
        count = self.counts[form]
        if count < _SEVERAL:
            return min(count, 1) if form.islower() else count  # names come again, and so do faults of one pipeline
        words = self._article.words
        places = words.positions.get(form, ())
        beside = {tuple(words.forms[max(0, place - 1) : place + 2]) for place in places[:_LOOKED_AT]}
        return min(max(1, len(beside)), count, _MANY)

    def _of_cut(self, form: str, split: Split) -> tuple[float, ...]:
        """Of a name that lost letters: the share that is left, how well it is known, how many names it may be, and how many letters
        of what was lost the form goes on with.
        """
        first, _, restored = split
        if not restored:
            return _NOT_CUT
        whole = self.word(restored)
        overlap = _shared(form, restored) - len(first)
        rivals = min(len(self._rivals(form, first)), _MANY)
        return len(first) / len(restored), whole.zipf, _status(whole), rivals, overlap

    @cached_property
    def lowered(self) -> dict[str, int]:
        """How often the article has each form whatever its case, by the form in lower case."""
        lowered: dict[str, int] = {}
        for form, count in self.counts.items():
            key = form.lower()
            lowered[key] = lowered.get(key, 0) + count
        return lowered

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """How often each form stands before each other."""
        return Counter(zip(self._words.forms, self._words.forms[1:], strict=False))

    @cached_property
    def names_by_head(self) -> dict[str, list[str]]:
        """The article's names that may have lost their last letters, by their first ones."""
        found: dict[str, list[str]] = {}
        for form in self.counts:
            if len(form) >= _SHORTEST_NAME and form[0].isupper() and form[1:].islower() and self._may_be_name(form):
                found.setdefault(form[:_STUB], []).append(form)
        return found

    def _may_be_name(self, form: str) -> bool:
        """Whether a capitalised word owes its capital to more than its place."""
        return form in self._article.names or not (self.word(form).lower and self.word(form).zipf >= _COMMON_BRAND)

    def is_initial(self, start: int) -> float:
        """Whether the word that starts there may owe its capital to its place (1)."""
        text = self._text
        amid = start > 1 and text[start - 1] == " " and (text[start - 2].isalnum() or text[start - 2] in _AMID)
        return float(not amid)

    def _hyphens(self, start: int, end: int) -> float:
        """Hyphens before (1) and after (2)."""
        text = self._text
        return (text[start - 1 : start] in _HYPHENS) + 2.0 * (text[end : end + 1] in _HYPHENS)


_AMID = ",’'\"”»"
_HYPHENS = ("-", "‑")


def _stubs(name: str) -> range:
    """How many letters may be left of a name that lost its last ones."""
    return range(max(_STUB, len(name) - _LOST), len(name))


def _likeliest(found: list[tuple[float, Split]]) -> list[Split]:
    found.sort(key=lambda pair: -pair[0])
    return [split for _, split in found[:_WAYS]]


def _shared(one: str, other: str) -> int:
    """How many letters two forms share from their start on."""
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _status(word: "Word") -> float:
    """What a dictionary says: writes it in lower case (1), with a capital (2)."""
    return word.lower + 2.0 * word.capital


def is_named(word: "Word") -> bool:
    """Whether a place, or a person with a first name, is called so."""
    return word.place or word.country or bool(word.first_name)


def _halves(count: int) -> float:
    """log2 of a count, to the half."""
    return round(2 * log2(1 + count)) / 2


def _shape(form: str, first: str, second: str) -> float:
    """Where the capitals are: before the second part only (1), before both (2), elsewhere (5, 6, 7), none (3), before the first (4)."""
    if second[0].isupper():
        return 5.0 if not first[1:].islower() and len(first) > 1 else 1.0 if first[0].islower() else 2.0
    if form[0].islower():
        return 3.0 if form.islower() else 6.0
    return 4.0 if form[1:].islower() else 7.0
