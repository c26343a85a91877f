"""The days of the week and the dates that a text names in words."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from qa.language import Language
from qa.memo import Memo
from qa.patterns import late

if TYPE_CHECKING:
    from qa.article import Article

_FLEETING = late(r"(?<=...)[eoеоё](?=[kкcц]$)")
"""The vowel that declined forms of a name drop: wtor(e)k."""

_ENDING = late(r"(?<=..)(?:[aiuy]s|[οη]ς|[\u0430\u0435\u0438\u0439\u0443\u044b\u044c\u044f\u0456\u0457aąeęiíouyýαηιο])$")
"""What of the name of a day or month is otherwise when it is declined: сред(а), Δευτέρ(α)."""

_SHORT, _LONGEST, _SHORTENED = 3, 6, 3
"""Letters of such a beginning that too many words share to go on with more than one letter, those by which others may go on, and
those of a shortened month (Oct.)."""

_TELLING = 4
"""Letters that what is made of a month's name has in common with it: июньский."""

_WORD = late(r"[^\W\d_]+(?:[-\u200c\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u0900-\u0dff][^\W\d_]*)*")
_NAME = 12
"""Characters of a name of a day after its first word at most."""

_LEANING = frozenset("والبفكلוהבלכמש")
"""Letters that Arabic and Hebrew write before a name as one word."""

_AFTER = late(r"[.,]?[ \u00a0\u202f]?(?:[^\W\d_]{1,3}[ \u00a0\u202f])?(\d{4}|\d{1,2}(?!\d|[.,:]\d))")
_BEFORE = late(
    r"(?<![\d.,:/-])(\d{1,2})(?:\.|º|°|er|st|nd|rd|th|-?[^\W\d_]{1,2})?[ \u00a0\u202f](?:[^\W\d_]{1,3}[ \u00a0\u202f])?$"
)
"""The day or year after a month, and the day before it, with a word like `of` between."""


class Day(NamedTuple):
    """A day of the week, `text[start:end]`: 0 is Monday."""

    start: int
    end: int
    day: int


class Date(NamedTuple):
    """A month beside its day or year: `text[start:end]` is the month’s name, 1 is January. `beside` is the day or the year."""

    start: int
    end: int
    month: int
    beside: int


def weekdays(text: str, start: int, end: int, language: Language) -> Iterator[Day]:
    """Those that `text[start:end]` names, declined too."""
    if not language.weekdays:
        return
    if not language.spaces:
        for match in _any_of(language.weekdays).finditer(text, start, end):
            yield Day(*match.span(), language.weekdays.index(match[0]) % 7)
        return
    numbers = _numbers(language.weekdays, 7)
    longer = tuple(name.lower() for name in language.weekdays if " " in name)
    for match in _WORD.finditer(text, start, end):
        if (found := numbers[match[0]]) is not None and not _is_ordinal(match[0], language):
            if longer and text[match.start() : match.end() + _NAME].lower().startswith(longer):
                continue  # Azerbaijani bazar is Sunday, bazar ertəsi Monday
            yield Day(*match.span(), found)


def _is_ordinal(word: str, language: Language) -> bool:
    """Whether a word is but a number though a day is called by it: Greek πέμπτη, fifth, beside Πέμπτη, Thursday."""
    if not word[0].islower() or not language.weekdays[0][0].isupper():
        return False
    return any(word.lower().startswith(name) for name in language.numerals if len(name) >= _TELLING)


def dates(text: str, start: int, end: int, language: Language) -> Iterator[Date]:
    """Those of `text[start:end]` whose month is a word, in languages that separate words."""
    if not language.spaces or not language.months or any(name[0].isdigit() for name in language.months):
        return
    numbers = _numbers(language.months, 12, short=True)
    for match in _WORD.finditer(text, start, end):
        if (month := numbers[match[0]]) is None:
            continue
        before, after = (
            _BEFORE.search(text, max(start, match.start() - 12), match.start()),
            _AFTER.match(text, match.end(), end),
        )
        if found := before or after:
            yield Date(*match.span(), month + 1, int(found[1]))


def months(text: str, start: int, end: int, language: Language) -> list[tuple[int, int, int]]:
    """The months that `text[start:end]` names in full, with a day or year or without: where each name begins and ends, and its number."""
    if not language.spaces or not language.months or any(name[0].isdigit() for name in language.months):
        return []
    numbers = _numbers(language.months, 12)
    capitals = language.months[0][0].isupper()
    return [
        (*match.span(), month + 1)
        for match in _WORD.finditer(text, start, end)
        if (month := numbers[match[0]]) is not None and not (capitals and match[0][0].islower())
    ]


def month_of(word: str, language: Language, *, shortened: bool = False) -> int | None:
    """The month that a word names in any of its forms or as an adjective, with `shortened` also by its first three letters (Oct)."""
    heads, beginnings = _beginnings(language.months)
    small = word.lower()
    if small[:2] not in heads and (small[:1] not in _LEANING or not any(form[:2] in heads for form in _bare(small))):
        return None
    found = _numbers(language.months, 12, short=shortened)[word]
    return beginnings.get(small[:_TELLING]) if found is None else found + 1


@lru_cache(maxsize=128)
def _beginnings(names: tuple[str, ...]) -> tuple[frozenset[str], dict[str, int]]:
    """The first two letters of months, and what the first letters that tell them apart say."""
    small = [name.lower() for name in names]
    return frozenset(name[:2] for name in small), {name[:_TELLING]: at % 12 + 1 for at, name in reversed([*enumerate(small)])}


def mentions(article: "Article") -> list[int]:
    """Where words stand, in order, that may be of the name of a day or month: everywhere else one need not look for any."""
    language, words = article.language, article.words
    names = (
        tuple(name.partition("-")[0] for name in language.weekdays),
        tuple(name.partition("-")[0] for name in language.months),
    )
    days, months = _numbers(names[0], 7), _numbers(names[1], 12, short=True)
    found = (places for form, places in words.positions.items() if days[form] is not None or months[form] is not None)
    return sorted(words.starts[place] for places in found for place in places)


@lru_cache(maxsize=16)
def _any_of(names: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


@lru_cache(maxsize=128)
def _numbers(names: tuple[str, ...], count: int, *, short: bool = False) -> "Memo[int | None]":
    """What word is which of the names; with `short` also one that only one of them begins with (Oct.)."""
    stems, whole = _stems(names, count), {name.lower(): at % count for at, name in reversed([*enumerate(names)])}

    def number(word: str) -> int | None:
        found = whole.get(word.lower(), _number(word, stems))
        if found is None and short and len(word) == _SHORTENED:
            near = {number for stem, number in stems if stem.startswith(word.lower())}
            found = min(near) if len(near) == 1 else None
        return found

    return Memo(number, _REMEMBERED)


_REMEMBERED = 20_000
"""Words whose numbers are known at once."""


def _stems(names: tuple[str, ...], count: int) -> tuple[tuple[str, int], ...]:
    """What the names begin with however they are declined, the longest first, with their numbers."""
    stems = {
        (stem, at % count)
        for at, name in enumerate(names)
        for stem in (
            {_FLEETING.sub("", name.lower()), name.lower()} if _FLEETING.search(name) else {_ENDING.sub("", name.lower())}
        )
    }
    return tuple(sorted(stems, key=lambda one: -len(one[0])))


def _bare(small: str) -> list[str]:
    """What a word may be without the letters that lean on it."""
    found = []
    while len(small) > _SHORT and small[0] in _LEANING:
        small = small[1:]
        found.append(small)
    return found


def _number(word: str, stems: tuple[tuple[str, int], ...]) -> int | None:
    small = word.lower()
    for form in (small, *_bare(small)):
        for stem, number in stems:
            more = len(form) - len(stem)
            if not form.startswith(stem) or more > (_LONGEST if len(stem) > _SHORT else 1 + (form == small)):
                continue
            if len(stem) < _SHORT and not (more == 1 and _ENDING.search(form)):
                continue  # мая is May, мама is not, nor is man
            return number
    return None
