"""The persons that a stretch of an article speaks of, and what its words tell of their sex."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, structs

from qa.analysis.phrases import JOINERS

if TYPE_CHECKING:
    from qa.article import Article

Sex = Literal["f", "m", "?"]
"""Female, male, or either."""
Kind = Literal["pronoun", "noun", "name"]

_PARTICLES = frozenset(("al", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "la", "van", "von"))
_AFTER_INITIAL = frozenset((".", ". ", ".\u00a0"))
_STOP = re.compile(r"[.!?\n]")
_COMMON = 3.0
"""Zipf value from which a first name alone tells."""
_DECLINED = ("en", "es", "em")
"""Endings of adjectives before a noun that no verb of speech has."""
_APPOSITION = 80
"""Code points that a description of a person may have."""


class Gender(Struct, frozen=True, forbid_unknown_fields=True):
    """What shows a person's sex: `nouns` for roles, kin and titles, without their stop, and `pronouns`."""

    nouns: frozenset[str]
    pronouns: frozenset[str]


class PersonWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """What a language's words say of persons, all in lower case.

    `someone`: nouns for people that do not tell the sex. `shared`: nouns whose article alone tells it. `articles`: masculine ones,
    with the feminine ones. `places`: words before a place. `along`: words before who is merely there too.
    `not_names`: what opens names of places and saints, and is no first name there: San, Santa.
    `determiners`: what stands before common nouns, beside articles, where these have capitals.
    """

    feminine: Gender
    masculine: Gender
    someone: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    articles: dict[str, str] = {}
    places: frozenset[str] = frozenset()
    along: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()

    @cached_property
    def pronouns(self) -> dict[str, Sex]:
        return {**dict.fromkeys(self.feminine.pronouns, "f"), **dict.fromkeys(self.masculine.pronouns, "m")}

    @cached_property
    def nouns(self) -> dict[str, Sex]:
        return {
            **dict.fromkeys(self.someone, "?"),
            **dict.fromkeys(self.feminine.nouns, "f"),
            **dict.fromkeys(self.masculine.nouns, "m"),
        }

    @cached_property
    def shown(self) -> dict[str, Sex]:
        """What pronouns and nouns tell by themselves."""
        return {**self.nouns, **self.pronouns}

    def by_article(self, noun: str, before: str) -> Sex | None:
        """What the word before a noun of either sex tells."""
        if noun not in self.shared:
            return None
        return "m" if before in self.articles else "f" if before in self.articles.values() else None


class Mention(Struct, frozen=True):
    """A person in the words `first:stop` of an article; `sure`: their sex is no guess from an uncommon first name."""

    first: int
    stop: int
    kind: Kind
    sex: Sex
    sure: bool = True


class Persons:
    """Who an article speaks of outside its quotations."""

    def __init__(self, article: "Article", told: PersonWords) -> None:
        self._article, self._words, self._told = article, article.words, told

    def between(self, start: int, end: int) -> Iterator[Mention]:
        """The persons in `start:end` of the text, in order, but for those who are merely there too: with his wife."""
        forms, told, function = self._words.forms, self._told, self._article.language.function_words
        last = Mention(-1, -1, "name", "?")
        done = place = -1
        for index in self._words.between(start, end):
            if index < done:
                continue
            form, small = forms[index], forms[index].lower()
            sex = told.shown.get(small)
            if sex is None and small in told.shared:
                sex = told.by_article(small, self._before(index))
            if not (sex or form[0].isupper()) or self._article.quotes.around(self._words.starts[index]):
                continue
            before = self._before(index)
            found: Mention | None = None
            if sex:
                along = before in told.along or (index > 1 and self._before(index - 1) in told.along)
                kind: Kind = "pronoun" if small in told.pronouns else "noun"
                if kind == "pronoun" or not (along or (sex == "?" and self._is_apposition(index, last))):
                    found = Mention(index, index + 1, kind, sex)
            elif small not in function:
                done = self._end_of_name(index)
                local = before in told.places or index - place < 2  # in Padua and Vicenza
                titled = last.kind == "noun" and last.stop == index
                titled = titled or self._is_bearer_of(last, index, done)
                found = self._bearer(index, done, last.sex if titled else "?", local)
                if local and not found:
                    place = done
            if found:
                last = found
                yield found

    def named_at(self, index: int, alone: bool = False) -> Mention | None:
        """The person whose name, first and last, starts with the word at `index`; a first name `alone` will do where that is so.

        Sure is a common first name of one sex: that it is a place or a word as well hardly matters where a person is expected.
        """
        form = self._words.forms[index] if index < len(self._words) else ""
        if not form[:1].isupper() or form.lower() in self._told.not_names:
            return None
        stop = self._end_of_name(index)
        if stop - index < 2 and not alone:
            return None
        found = self._bearer(index, stop, expected=True)
        return found and structs.replace(found, sure=found.sex != "?" and found.sure)

    def is_known_as(self, name: "range", sex: Sex) -> bool:
        """Whether a title or another first name before the surname of the name in those words says that a bearer is of a sex."""
        forms, lexicon = self._words.forms, self._article.lexicon
        assert lexicon is not None
        own = forms[name.start]
        return len(name) > 1 and any(
            sex in (self._told.nouns.get(first.lower()), _sex_of(first, lexicon.word(first).first_name))
            for first, second in self._article.names.pairs
            if second == forms[name.stop - 1] and first != own
        )

    def addresses(self, start: int, end: int, sex: Sex) -> bool:
        """Whether a quotation in `start:end` of the text has a title or a role of a sex before a name: Doctor Reed, would you?"""
        words, told = self._words, self._told
        return any(
            told.nouns.get(words.forms[index].lower()) == sex
            and index + 1 < len(words)
            and words.forms[index + 1][0].isupper()
            and self._article.quotes.around(words.starts[index]) is not None
            for index in words.between(start, end)
        )

    def _before(self, index: int) -> str:
        return self._words.forms[index - 1].lower() if index else ""

    def _is_apposition(self, index: int, last: Mention) -> bool:
        """Whether a noun says what a person is whose name is beside it: Anna Novak, a driver; the mayor of Padua, Anna Novak."""
        text, words = self._article.text, self._words
        start, end = words.starts[index], words.end(index)
        between = text[words.end(last.stop - 1) : start] if last.stop > 0 else ""
        if between.startswith(",") and len(between) < _APPOSITION and not _STOP.search(between):
            return True
        following = index + 1  # head coach NAME
        while (
            following < len(words) and words.gap(following) in JOINERS and words.forms[following].lower() in self._told.someone
        ):
            end, following = words.end(following), following + 1
        rest = _STOP.split(text[end : end + _APPOSITION], maxsplit=1)[0]
        return any(part[:1].isupper() for part in (rest[1:], *rest.split(", ")[1:]))

    def _is_noun(self, index: int) -> bool:
        """Whether a capitalised word is a common noun of a language that gives them capitals, by the word before it."""
        before = self._words.forms[index - 1] if index else ""
        language = self._article.language
        if not language.nouns_capitalised or not before.islower():
            return False
        return before in self._told.determiners or (before.endswith(_DECLINED) and before not in language.function_words)

    def _is_bearer_of(self, role: Mention, index: int, stop: int) -> bool:
        """Whether the name in the words `index:stop` stands between commas after a role: the minister of health, NAME, said."""
        words = self._words
        between = self._article.text[words.end(role.stop - 1) : words.starts[index]] if role.kind == "noun" else ""
        close = between.endswith(", ") and between.count(",") == 1 and len(between) < _APPOSITION
        return close and not _STOP.search(between) and stop - index > 1 and words.gap(stop)[:1] in (",", ".")

    def _end_of_name(self, index: int) -> int:
        """Where the name ends that starts with a word: capitalised words in a row, with particles and initials between."""
        forms = self._words.forms
        stop = after = index + 1
        while after < len(forms):
            gap = self._words.gap(after)
            if gap not in JOINERS and not (len(forms[after - 1]) == 1 and gap in _AFTER_INITIAL):
                break
            if forms[after][0].isupper():
                stop = after + 1
            elif forms[after] not in _PARTICLES:
                break
            after += 1
        return stop

    def _bearer(self, index: int, stop: int, title: Sex = "?", local: bool = False, expected: bool = False) -> Mention | None:
        """Who bears the name in the words `index:stop`, of the sex that a title before it tells; None where it names nobody.

        `expected`: a person is, so that a first name may be a place or a word too.
        """
        lexicon, language, name = self._article.lexicon, self._article.language, self._words.forms[index:stop]
        assert lexicon is not None
        first, last = lexicon.word(name[0]), lexicon.word(name[-1])
        told = _sex_of(name[0], first.first_name)
        sure = told in ("f", "m") and first.zipf >= _COMMON and (expected or not (first.place or first.lower))
        if len(name) > 1:
            ordinary = any(lexicon.word(form).lower or form in language.capitalised for form in name)
            nobody = lexicon.is_place(" ".join(name)) or (len(name) > 2 and last.lower) or (ordinary and not told)
        else:
            following = self._words.forms[stop].lower() if stop < len(self._words) else ""
            ordinary = first.lower or first.place or first.country or name[0].isupper() or name[0] in language.capitalised
            nobody = ordinary or (local and not told) or self._before(index) in language.articles or self._is_noun(index)
            nobody = nobody and following not in language.said and not (expected and told)
            sure = sure and expected
        if name[-1] in self._surnames and (len(name) == 1 or not told):
            told, nobody = self._surnames[name[-1]], False
        if nobody and title == "?":
            return None
        return Mention(index, stop, "name", told if told in ("f", "m") else title, sure)

    @cached_property
    def _surnames(self) -> dict[str, Sex]:
        """What first names and titles before a surname tell of its bearer; "?" where two bear it."""
        found: dict[str, Sex] = {}
        pairs, lexicon = self._article.names.pairs, self._article.lexicon
        assert lexicon is not None
        seconds = {second for _, second in pairs}
        for first, second in pairs:
            title = self._told.nouns.get(first.lower(), "?")
            sex = title if title != "?" else _sex_of(first, lexicon.word(first).first_name)
            if sex:
                if first in seconds and title == "?":
                    sex = "?"
                found[second] = sex if found.get(second, sex) == sex else "?"
        return found


def _sex_of(form: str, known: str) -> Sex | None:
    """What a first name tells; one of two letters may be another word or a surname."""
    if known == "fm" or (known == "f" and len(form) < 3):
        return "?"
    return "f" if known == "f" else "m" if known == "m" else None
