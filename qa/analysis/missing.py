"""Names of the original that a translation lacks, and what tells whether they were lost or told otherwise."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from qa.analysis.counterparts import SURELY, Counterparts, is_acronym, is_compound
from qa.analysis.passages import beside, is_settled, sure
from qa.analysis.sounds import distance, latin, weight
from qa.article import Article, Pair
from qa.lexicon.places import open_places
from qa.memo import Memo
from qa.packs import FOLDER
from qa.patterns import late

PACK = os.path.join(FOLDER, "missing-name.json")

_REMEMBERED = 20_000
"""Words known to be names or none at once."""

_LETTERS, _WEIGHT = 4, 3.0
"""Letters that a name has at least, and in another script its weight: shorter ones are words by chance."""

_SAFE = 5
"""Letters by which a word is known to be a name's."""

_LIKELY = 0.5
"""The confidence of passages that are looked at."""

_SEEN = 0.25
"""Of the other passages with a name, how many a translation has that keeps it."""

_SCRIPTS = frozenset(("Latin", "Cyrillic", "Greek", "Arabic"))
"""Those whose transliterations were looked at closely enough."""

_EMPTY = late(
    r"(?<=\S)  +(?=\S)|(?<=\w) [,.;](?=\s|$)|(?<=\s)['’-](?=[^\W\d_])|(?<=[^\W\d_])- (?=\w)|\( | \)|[“«„\"] [”»\"]|^ "
)

_DERIVED = late(r"(?:i?ans?|ics?|e?ers?|ists?|ites?|s)$")
"""Endings of words for people and things that go by a name or another word; those are translated (Remainers, Koreas)."""


class Signs(NamedTuple):
    """What tells whether a name that nothing in a passage stands for was lost, or told otherwise.

    `another` and `hole`: a name stands in the passage that the original has not, a place is empty; `carried`: the name is one to be
    known again; `place`, `country`: it is a place's; `alone`: it has no other passage, else `kept`: the share of them in which the
    translation has it, and `never`: hardly any; `around`: it stands in the original beside the passage as well, so that readers know
    it; `moved`: it stands in the translation beside it; `named`: it stands beside another name that the translation has; `faithful`: the
    share of all other names to be known again that the translation has; `doubt`: how likely the passage does not translate that of the
    original, `unsettled`: nor those beside it.
    """

    another: float
    hole: float
    carried: float
    place: float
    country: float
    alone: float
    kept: float
    never: float
    around: float
    moved: float
    named: float
    faithful: float
    doubt: float
    unsettled: float

    @property
    def understood(self) -> bool:
        """Whether a part of the name may stand for all of it, with nothing to show that a word is gone."""
        return not (self.another or self.hole) and bool(self.named)

    def figures(self) -> list[float]:
        """What the model weighs: the signs, and some of them together."""
        shown = max(self.another, self.hole)
        together = (self.hole * self.carried, self.another * self.carried, shown * self.named, shown * self.moved)
        known = (self.alone, self.kept, self.never, self.named, self.around, self.faithful)
        return [*self, *together, *(self.carried * sign for sign in known)]


class Model(msgspec.Struct, frozen=True):
    """Log-odds: the `weights` in the order of `Signs.figures`; `warns` and `hints` are the scores from which something is said.

    `qa.training.missing_name` trains it.
    """

    start: float
    weights: tuple[float, ...]
    warns: float
    hints: float

    def score(self, signs: Signs) -> float:
        """How likely a name was lost."""
        return self.start + sum(weight * figure for weight, figure in zip(self.weights, signs.figures(), strict=True))


class Sought(NamedTuple):
    """A name of the original in a passage, with its signs; `lacks` where nothing in the translation stands for it."""

    pair: Pair
    name: str
    lacks: bool
    signs: Signs


@lru_cache(maxsize=1)
def model() -> Model:
    """The trained one."""
    with open(PACK, "rb") as file:
        return msgspec.json.decode(file.read(), type=Model)


def missing(article: Article, found_too: bool = False) -> Iterator[Sought]:
    """The names that passages surely lack, in the order of the passages; `found_too`: also those that they have, with the signs that
    they would have without it.

    Nothing where the original has no capitals, or the translation no spaces or a script of which too little is known.
    """
    original = article.original
    assert original is not None
    if not original.language.case or not article.language.spaces or article.scripts.isdisjoint(_SCRIPTS):
        return
    related = bool(article.scripts & original.scripts)
    is_name = Memo(lambda form: _is_used(article, form) if is_acronym(form) else _is_name(original, form), _REMEMBERED)
    passages = {number: (pair, _names(original, pair, related, is_name)) for number, pair in sure(article, _LIKELY)}
    counterparts = {number: Counterparts(article, pair, names) for number, (pair, names) in passages.items()}
    total = Counter(name for _, names in passages.values() for name in names)
    lost = Counter(name for one in counterparts.values() for name in one.lacking)
    carried = {name for name in total if _is_carried(original, name, related)}
    known_again, unfaithful = (sum(count for name, count in counts.items() if name in carried) for counts in (total, lost))
    for number, (pair, names) in passages.items():
        lacking = counterparts[number].lacking
        sought = names.keys() if found_too else lacking
        if not sought:
            continue
        moved = [form for near in beside(article, number) for form in _forms(article, near)]
        around = {name for near in (number - 1, number + 1) if near in passages for name in passages[near][1]}
        hole = _has_hole(article, pair)
        for name in sorted(sought):
            others = total[name] - 1
            lost_there = lost[name] - (name in lacking)
            kept = (others - lost_there) / others if others else 0.0
            signs = Signs(
                another=counterparts[number].has_another(name),
                hole=hole,
                carried=name in carried,
                place=bool(names[name]),
                country=open_places().may_be_country(name),
                alone=not others,
                kept=kept,
                never=others > 0 and kept < _SEEN,
                around=name in around,
                moved=name not in around and any(_is_surely(name, form) for form in moved),
                named=_is_named(original, pair, name, names.keys() - lacking - {name}),
                doubt=1.0 - pair.confidence,
                unsettled=not is_settled(article, number),
                faithful=1.0 - (unfaithful - (name in lacking and name in carried)) / max(known_again - 1, 1),
            )
            yield Sought(pair, name, name in lacking, signs)


def _is_named(original: Article, pair: Pair, name: str, kept: set[str]) -> bool:
    """Whether a name stands beside one in the original that the translation has: first names are left out, and second surnames."""
    words = original.words
    forms = [words.forms[index] for index in words.between(pair.source_start, pair.source_end)]
    at = forms.index(name)
    return any(form in kept for form in forms[max(at - 1, 0) : at + 2])


def _has_hole(article: Article, pair: Pair) -> bool:
    """Whether a passage has an empty place where a word was: two spaces, one before a stop, an ending that hangs on nothing."""
    return _EMPTY.search(article.text, pair.start, pair.end) is not None


def _names(original: Article, pair: Pair, related: bool, is_name: Memo[bool]) -> dict[str, frozenset[int]]:
    """The names of a passage, with the numbers of the places that each, alone or with the word beside it, is the name of.

    Those that are to be known by their sound need more of it.
    """
    words, within, places = original.words, original.words.between(pair.source_start, pair.source_end), open_places()
    found: dict[str, frozenset[int]] = {}
    for index in within:
        form, after = words.forms[index], words.gap(index + 1)
        if is_acronym(form) and is_name[form]:
            found[form] = frozenset()
            continue
        if not is_name[form] or not (related or weight(form) >= _WEIGHT):
            continue
        if after[:1] == "." and index + 1 < within.stop:
            continue  # shortened
        joined = [
            " ".join(words.forms[first : first + 2]) for first in (index - 1, index) if within.start <= first < within.stop - 1
        ]
        found[form] = places.named(form) | {places.number(name) for name in joined} - {0}
    return found


def _is_used(article: Article, acronym: str) -> bool:
    """Whether the translation has an acronym somewhere: others are translated, or written out."""
    return acronym in article.words.positions and acronym.lower() not in article.words.positions


def _is_name(original: Article, form: str) -> bool:
    """Whether the original shows a form to be a name: one that is no word too, or somebody’s surname."""
    language = original.language
    if not form[0].isupper() or form.isupper() or len(form) < _LETTERS:
        return False
    if form in language.capitalised or form in language.months or form in language.weekdays:
        return False
    if form not in original.names or form.lower() in original.words.positions:
        return False
    if original.lexicon is None:
        return not language.nouns_capitalised
    if form in _surnames(original):
        return True
    word = original.lexicon.word(form)
    if language.nouns_capitalised and not (word.place or word.country or word.first_name):
        return not word.known and not is_compound(form, original.lexicon)
    return not word.lower


@lru_cache(maxsize=4)
def _surnames(original: Article) -> frozenset[str]:
    """What the original writes after a first name."""
    lexicon, nouns = original.lexicon, original.language.nouns_capitalised
    if lexicon is None:
        return frozenset()
    return frozenset(
        after
        for before, after in original.names.pairs
        if (lexicon.word(before).first_name if nouns else not lexicon.word(before).lower)
    )


def _is_carried(original: Article, name: str, related: bool) -> bool:
    """Whether a name is no word in lower case, nor made of one, nor an acronym, which may be written out, and has letters or sounds
    enough to be known again.
    """
    lexicon = original.lexicon
    if lexicon is None or is_acronym(name) or weight(name) < _WEIGHT - related:
        return False
    stem = _DERIVED.sub("", re.sub("ies$", "y", name))
    if lexicon.word(name).lower or open_places().may_be_country(name):
        return False
    return stem == name or not (lexicon.word(stem).lower or lexicon.word(stem).country or stem in original.names)


def _forms(article: Article, pair: Pair) -> list[str]:
    return [article.words.forms[index] for index in article.words.between(pair.start, pair.end)]


def _is_surely(name: str, form: str) -> bool:
    """Whether a word has the first letters of a name, or sounds just like it."""
    return latin(name)[:_SAFE] in latin(form) or (not form[0].islower() and distance(name, form) <= SURELY)
