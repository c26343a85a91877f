"""One thing called two names side by side.

What it flags: a literal rendering of a term whose usual name stands elsewhere in the article (`hothouse gas` after `greenhouse gas`);
the second of two nouns for one thing with the same number or adjective a sentence or two apart (`440 graves`, `440 tombs`).
Why a reader minds: two names read as two things.
How it decides: by packs of the article's language. `terms` hold usual names and renderings that hardly anybody writes: one of these
beside a usual name is a fault. `same` and `nouns` hold words that machine translation alternates. Those of `same` are one thing
for sure with the same figure before both; everything else is a hint, because good writers vary their nouns. The name that the article uses more often stands, of equals the first.
What it leaves alone: usual names among themselves (writers vary them on purpose), words with a capital (Tomb of the Unknown
Soldier), words of which one stands in a quotation and the other does not, two nouns joined by a conjunction.
Source: terms that machine-translated news renders in several ways.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from qa import packs
from qa.analysis.phrases import find, tokens
from qa.article import Article
from qa.rule import HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="inconsistent-term",
    summary="one thing called two names side by side",
    severity="warning",
    mqm="terminology/inconsistent-use-of-terminology",
    requires=("language",),
    languages=packs.codes("inconsistent-term"),
)

EXAMPLES = (
    bad("en", "They counted 318 graves in the forest. Of the 318 ⟦tombs⇒graves⟧, two are open."),
    bad("en", "They found mass graves in the forest. The mass ⟦tombs⇒graves⟧ are open."),
    bad("en", "The greenhouse gas is stored. Later the ⟦hothouse gas⇒greenhouse gas⟧ leaked."),
    bad("en", "They counted 30 prisoners. The 30 ⟦inmates⇒prisoners⟧ are ill."),
    good("en", "The bank raised its key rate in May. In June the benchmark rate was cut, and the policy rate too."),
    good(
        "en", "The hothouse gas is stored. They counted 318 graves. In 1914 there were 12 tombs. It has 17 graves and 17 tombs."
    ),
    good("en", "They counted 318 graves. “There were 318 tombs,” he said. The Tomb of Novak is here."),
)


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """Names of one thing: `usual` ones and `literal` renderings. Forms in lower case, parted by a bar in the same order (singular, plural)."""

    usual: tuple[str, ...]
    literal: tuple[str, ...]


class Pack(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Terms, and sets of words for one thing, of one gender, their forms parted as in a Term: `same` are those that writers do
    not vary where they count, `nouns` those that they do."""

    terms: tuple[Term, ...]
    same: tuple[tuple[str, ...], ...]
    nouns: tuple[tuple[str, ...], ...]

    @cached_property
    def literal_words(self) -> dict[str, list[int]]:
        """The numbers of the terms that have literal renderings with a word in them, by the longest word of each."""
        found: dict[str, list[int]] = {}
        for number, term in enumerate(self.terms):
            for form in "|".join(term.literal).split("|"):
                found.setdefault(max(tokens(form), key=len), []).append(number)
        return found

    @cached_property
    def set_words(self) -> dict[str, list[tuple[int, str]]]:
        """The numbers of the sets, `same` before `nouns`, that a word is in, with its name there."""
        found: dict[str, list[tuple[int, str]]] = {}
        for number, names in enumerate((*self.same, *self.nouns)):
            for name in names:
                for form in name.split("|"):
                    found.setdefault(form, []).append((number, name))
        return found


class Place(Struct, frozen=True, order=True):
    """Where a noun of a set stands: its `name`, which `form` of it, and the word `before` it."""

    start: int
    name: str
    form: int
    before: str


_NEAR = 2
"""Sentences apart that two names still stand side by side."""
_BEFORE = re.compile(r"(?:^|[^\w.,])([^\W_]+(?:[.,]\d+)*)[ \u00a0]$")
_COUNT = re.compile(r"\d.*\d")
"""A number of two figures or more; smaller ones are common, and may count different things."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    pack = packs.load("inconsistent-term", article.language.code, Pack)
    if pack is None:
        return
    present = article.words.positions.keys()
    for number in sorted({number for word in pack.literal_words.keys() & present for number in pack.literal_words[word]}):
        yield from _literal(article, pack.terms[number])
    sets: dict[int, set[str]] = {}
    for word in pack.set_words.keys() & present:
        for number, name in pack.set_words[word]:
            sets.setdefault(number, set()).add(name)
    for number, names in sets.items():
        if len(names) > 1:
            yield from _side_by_side(article, sorted(names), number < len(pack.same))


def _literal(article: Article, term: Term) -> Iterator[Finding]:
    """Literal renderings of a term that has its usual name in the article."""
    usual = Counter({name: len(_places_of(article, name)) for name in term.usual}).most_common(1)[0]
    if not usual[1]:
        return
    for literal in term.literal:
        for start, end, form in _places_of(article, literal):
            found, fix = article.text[start:end], usual[0].split("|")[form]
            message = f"“{found}” is called “{fix}” elsewhere in this article"
            yield Finding(start, end, message, _fitting(article, start, found, fix), LIKELY, "the usual name is the other")


def _places_of(article: Article, name: str) -> list[tuple[int, int, int]]:
    """Where a name stands in lower case, and in which of its forms."""
    words = article.words
    return [
        (words.starts[found.start], words.end(found[-1]), number)
        for number, form in enumerate(name.split("|"))
        for found in find(article, tokens(form))
        if words.forms[found.start][0].islower()
    ]


def _side_by_side(article: Article, names: list[str], same: bool) -> Iterator[Finding]:
    """Nouns of a set after the same word, in sentences close to each other."""
    places = sorted(place for name in names for place in _nouns(article, name))
    counts = Counter(place.name for place in places)
    latest: dict[tuple[str, int], Place] = {}
    reported: set[int] = set()
    for place in places:
        other = latest.get((place.before, place.form))
        latest[place.before, place.form] = place
        if other is None or other.name == place.name or not _may_be_one(article, other.start, place.start):
            continue
        usual, rare = (other, place) if counts[other.name] >= counts[place.name] else (place, other)
        if rare.start in reported:
            continue
        reported.add(rare.start)
        word, fix = (one.name.split("|")[one.form] for one in (rare, usual))
        yield Finding(
            rare.start,
            rare.start + len(word),
            f"“{word}” is called “{fix}” beside it",
            _fitting(article, rare.start, word, fix),
            LIKELY if same and _COUNT.fullmatch(place.before) else HINT,
            f"both stand after “{place.before}”",
        )


def _nouns(article: Article, name: str) -> Iterator[Place]:
    """The places of a noun that follow a number or a telling word."""
    for start, _, form in _places_of(article, name):
        before = _BEFORE.search(article.text, max(0, start - 40), start)
        if before and before[1].lower() not in article.language.function_words:
            yield Place(start, name, form, before[1].lower())


def _may_be_one(article: Article, first: int, second: int) -> bool:
    """Whether two nouns stand close by, both or neither in a quotation, and not in a list: 12 graves and 12 tombs."""
    if article.sentence_at(second) - article.sentence_at(first) > _NEAR:
        return False
    if (article.quotes.around(first) is None) != (article.quotes.around(second) is None):
        return False
    between = article.text[first:second]
    return len(between.split()) > 3 or any(stop in between for stop in ".!?;\n")


def _fitting(article: Article, start: int, word: str, fix: str) -> tuple[str, ...]:
    """The fix, unless an article right before may not fit it: a, an."""
    index = bisect_right(article.words.starts, start) - 1
    before = article.words.forms[index - 1].lower() if index else ""
    vowels = [form[0] in "aeiou" for form in (word, fix)]
    return () if len(before) < 3 and before in article.language.articles and vowels[0] != vowels[1] else (fix,)
