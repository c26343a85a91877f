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
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from qa import packs
from qa.analysis.chunks import function_words
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


class Pack(Struct, frozen=True, forbid_unknown_fields=True):
    """Sets of words for one thing, of one gender, their forms parted as in a Term: `same` are those that writers do not vary
    where they count, `nouns` those that they do."""

    terms: tuple[Term, ...]
    same: tuple[tuple[str, ...], ...]
    nouns: tuple[tuple[str, ...], ...]


class Place(NamedTuple):
    """A noun of a set: the `member` in its `form`, with the word `before` it, the number of its sentence, and its quotation."""

    start: int
    end: int
    member: int
    form: int
    before: str
    sentence: int
    quoted: int


_NEAR = 2
"""Sentences apart that two names still stand side by side."""
_BEFORE = re.compile(r"(?:^|[^\w.,])([^\W_]+(?:[.,]\d+)*)[ \u00a0]$")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = 10
"""Numbers below this are common: both may count different things."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    pack = packs.load("inconsistent-term", article.language.code, Pack)
    if pack is None:
        return
    present = article.words.positions.keys()
    phrases, nouns = _keys(article.language.code)
    for number in {number for word in phrases.keys() & present for number in phrases[word]}:
        yield from _literal(article, pack.terms[number])
    members: dict[int, set[int]] = {}
    for word in nouns.keys() & present:
        for number, member in nouns[word]:
            members.setdefault(number, set()).add(member)
    for number, found in members.items():
        if len(found) > 1:
            yield from _side_by_side(article, (*pack.same, *pack.nouns)[number], number < len(pack.same))


def _literal(article: Article, term: Term) -> Iterator[Finding]:
    """Literal renderings of a term that has its usual name in the article."""
    usual = {name: len(_phrase(article, name)) for name in term.usual}
    name = max(term.usual, key=lambda name: usual[name])
    if not usual[name]:
        return
    for literal in term.literal:
        for at, form in enumerate(literal.split("|")):
            for start, end in _find(article, form):
                fix = name.split("|")[at]
                message = f"“{form}” is called “{fix}” elsewhere in this article"
                yield Finding(start, end, message, _fitting(article, start, form, fix), LIKELY, "the usual name is the other")


def _phrase(article: Article, name: str) -> list[tuple[int, int]]:
    return [place for form in name.split("|") for place in _find(article, form)]


def _find(article: Article, phrase: str) -> list[tuple[int, int]]:
    """Where a phrase stands in lower case."""
    words, text = article.words, article.text
    parts = {match[0]: match.start() for match in _WORD.finditer(phrase)}
    if not parts.keys() <= words.positions.keys():
        return []
    rarest = min(parts, key=lambda part: len(words.positions[part]))
    starts = [words.starts[index] - parts[rarest] for index in words.positions[rarest]]
    return [
        (start, start + len(phrase))
        for start in starts
        if start >= 0
        and text.startswith(phrase, start)
        and not text[start - 1 : start].isalnum()
        and not text[start + len(phrase) : start + len(phrase) + 1].isalnum()
    ]


def _side_by_side(article: Article, names: tuple[str, ...], same: bool) -> Iterator[Finding]:
    """Nouns of a set after the same word, in sentences close to each other."""
    places = sorted(_places(article, names))
    counts = [sum(place.member == member for place in places) for member in range(len(names))]
    first = {place.member: -index for index, place in reversed(list(enumerate(places)))}
    latest: dict[tuple[str, int], Place] = {}
    reported: set[int] = set()
    for place in places:
        key = (place.before, place.form)
        other = latest.get(key)
        latest[key] = place
        if (
            other is None
            or other.member == place.member
            or place.sentence - other.sentence > _NEAR
            or bool(other.quoted) != bool(place.quoted)
            or _joined(article.text[other.end : place.start])
        ):
            continue
        usual = max((other, place), key=lambda one: (counts[one.member], first[one.member]))
        rare = other if usual is place else place
        if rare.start in reported:
            continue
        reported.add(rare.start)
        word, fix = (names[one.member].split("|")[place.form] for one in (rare, usual))
        sure = (
            same
            and place.before[0].isdigit()
            and place.before[-1].isdigit()
            and int(re.sub("[.,]", "", place.before)) >= _SMALL
        )
        message = f"“{word}” is called “{fix}” beside it"
        evidence = f"both stand after “{place.before}”"
        yield Finding(
            rare.start, rare.end, message, _fitting(article, rare.start, word, fix), LIKELY if sure else HINT, evidence
        )


def _places(article: Article, names: tuple[str, ...]) -> Iterator[Place]:
    text, words, quotes = article.text, article.words, article.quotes
    skipped = function_words(article.language)
    for member, name in enumerate(names):
        for at, form in enumerate(name.split("|")):
            for index in words.positions.get(form, ()):
                start = words.starts[index]
                before = _BEFORE.search(text, max(0, start - 40), start)
                if before and before[1].lower() not in skipped:
                    quotation = quotes.around(start)
                    quoted = quotation.opening.start + 1 if quotation else 0
                    sentence = bisect_right(article.sentences, start, key=lambda sentence: sentence.start)
                    yield Place(start, start + len(form), member, at, before[1].lower(), sentence, quoted)


def _joined(between: str) -> bool:
    """Whether two nouns are listed: 12 graves and 12 tombs; 12 graves, 12 tombs."""
    return len(between.split()) < 3 and not any(stop in between for stop in ".!?;\n")


def _fitting(article: Article, start: int, word: str, fix: str) -> tuple[str, ...]:
    """The fix, unless an article right before may not fit it: a, an."""
    words = article.words
    index = bisect_right(words.starts, start) - 1
    before = words.forms[index - 1].lower() if index > 0 else ""
    vowels = [form[0] in "aeiou" for form in (word, fix)]
    return () if len(before) < 3 and before in article.language.articles and vowels[0] != vowels[1] else (fix,)


@lru_cache(maxsize=16)
def _keys(code: str) -> tuple[dict[str, list[int]], dict[str, list[tuple[int, int]]]]:
    """The numbers of terms by a word of each literal rendering, and (set, member) of nouns by their forms."""
    pack = packs.load("inconsistent-term", code, Pack)
    phrases: dict[str, list[int]] = {}
    nouns: dict[str, list[tuple[int, int]]] = {}
    for number, term in enumerate(pack.terms if pack else ()):
        for literal in term.literal:
            for form in literal.split("|"):
                phrases.setdefault(max(_WORD.findall(form), key=len), []).append(number)
    for number, names in enumerate((*pack.same, *pack.nouns) if pack else ()):
        for member, name in enumerate(names):
            for form in name.split("|"):
                nouns.setdefault(form, []).append((number, member))
    return phrases, nouns
