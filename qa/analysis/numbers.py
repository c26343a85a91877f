"""The numbers of a text, whatever digits, separators and words they are written in.

A figure may be read in more than one way (4.178 as four thousand or as four and a bit, 4.40 as a time), so each has a set of values;
two figures agree where the sets meet.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from qa.language import Language
from qa.patterns import late

_SPACES = " \u00a0\u202f\u2009"
_FIGURE = late(
    rf"(?<![\d.,٫٬])\d{{1,3}}(?:([{_SPACES}.,٬،’'])\d{{3}})(?:\1\d{{3}})*(?!\d)(?:[.,٫]\d+)?(?!\d)|\d+(?:[.,:：٫٬]\d+)*"
)
_DIGIT = late(r"\d")
_SKIPPED = late(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|[@#]\w+|&#\w+;|%\d+\$|\{\d+\}|(?<![^\W\d_])[cdhkm]?m[23]\b")
_WORD = late(r"[^\W\d_]+(?:[’ʼ'\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u0900-\u0dff][^\W\d_]*)*")
_ROMAN = late(r"\b(?=[IVXІХ])(?:[XХ]{0,3})(?:I[XХ]|ІХ|[IІ]?V|V?[IІ]{0,3})\b")
_AFTER = late(rf"[{_SPACES}-]?([pP]\.?[{_SPACES}]?[mM]\b|[kKmM](?![^\W\d_])|[bB]n?\b)")
_UNIT = late(rf"(?:[{_SPACES}]?(?:[-–]|[^\W\d_]{{1,3}}[{_SPACES}])[{_SPACES}]?\d+|)[{_SPACES}-]?([^\W\d_]+|[°'′])")
"""What may be a unit, right after a figure or after the second one of a range."""
_DAY = late(rf"\.?[{_SPACES}]?\d")
"""What follows a shortened month."""
_BREAK = late(r"[\d,;:()\[\]（）。，\n]")
"""What parts a unit from what stands behind it."""
_SHORT = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
_PREFIX = 4
"""Letters from which on a number word may be but a beginning."""

_RATIOS = (0.4536, 1.6093, 0.3048, 2.54, 25.4, 0.4047, 3.785, 28.35, 2.59, 0.568, 1.852, 6.35, 0.1609)
"""Kilograms to the pound, kilometres to the mile, metres to the foot, centimetres and millimetres to the inch, hectares to the acre,
litres to the gallon, grams to the ounce, square kilometres to the square mile, litres to the pint, kilometres to the nautical
mile, kilograms to the stone, Scandinavian miles to the mile. Yards are too near to metres to tell a conversion from a fault."""

_NEAR, _WORDS = 24, 2
"""Characters and words after a figure among which its unit stands."""

_ROUNDED = 0.08
"""By how much a converted measure may be off: translators round."""


class Figure(NamedTuple):
    """A number in figures, `text[start:end]`: what it may be worth, and the parts of a time or date, which may stand apart."""

    start: int
    end: int
    values: frozenset[float]
    parts: frozenset[float]
    year: bool
    unit: int
    """Whether a unit surely follows (2), a word or sign that may be one (1), or none (0)."""
    imperial: bool | None
    """Whether that unit is one of those that translators convert into metric ones; None where nobody knows."""
    factor: int
    """What the words after it multiply it by (4 million), 1 where there are none that are known."""


def figures(text: str, start: int, end: int, language: Language) -> Iterator[Figure]:
    """Those of `text[start:end]`, addresses and placeholders left out."""
    if not _DIGIT.search(text, start, end):
        return
    skipped = [match.span() for match in _SKIPPED.finditer(text, start, end)]
    for match in _FIGURE.finditer(text, start, end):
        if any(first <= match.start() < last for first, last in skipped):
            continue
        digits = "".join(str(unicodedata.digit(one)) if one.isdigit() else one for one in match[0])
        values, parts = _readings(digits)
        year = digits.isascii() and digits.isdigit() and len(digits) == 4
        factor = _factor(text, match.end(), language)
        if factor > 1:
            values = {value * factor for value in values}
        elif after := _AFTER.match(text, match.end()):
            if after[1][0] in "pP" and len(after[1]) > 1:
                values |= {value + 12 for value in values if value <= 12}
            elif (letter := after[1][0].lower()) in _SHORT:
                values |= {value * _SHORT[letter] for value in values}
        if year:
            number = int(digits)
            if number % 10 == 0:
                parts |= {number % 100}
        elif len(digits) == 2 and re.search(r"\d{4}[-–/]$", text[max(match.start() - 5, 0) : match.start()]):
            century = int(text[match.start() - 5 : match.start() - 3]) * 100
            values |= {century + int(digits)}
        unit, imperial = _measured(text, match.end(), language)
        yield Figure(
            *match.span(), frozenset(round(value, 6) for value in values), frozenset(parts), year, unit, imperial, factor
        )


def _measured(text: str, at: int, language: Language) -> tuple[int, bool | None]:
    """The `unit` of a figure, and whether it is `imperial`.

    Sure are signs, abbreviations, words of the language's `measures` and those made of one. After a word that is no unit a unit may
    follow: 5 square miles, 7000 荷兰尺.
    """
    match = _UNIT.match(text, at)
    if match is None:
        return 0, None
    small = match[1].lower()
    if small[0].isalpha() and language.imperial:
        near = _BREAK.split(text[match.start(1) : match.end() + _NEAR], maxsplit=1)[0].lower()
        words = [near] if not language.spaces else _WORD.findall(near)[:_WORDS]
        if any(word.startswith(unit) for word in words for unit in language.imperial):
            return 2, True
        imperial = False if language.spaces else None
    else:
        imperial = None
    return (2 if not small[0].isalpha() or _is_measure(small, language) else 1), imperial


@lru_cache(maxsize=20_000)
def _is_measure(small: str, language: Language) -> bool:
    return any(small.startswith(unit) or (len(unit) >= _PREFIX and unit in small) for unit in language.measures)


def _readings(digits: str) -> tuple[set[float], set[float]]:
    """What a figure may be worth, and its parts."""
    pieces = re.split(r"[^\d]", digits)
    numbers = [int(piece) for piece in pieces]
    if len(pieces) == 1:
        return {numbers[0]}, set()
    values: set[float] = set()
    parts: set[float] = set()
    grouped = all(len(piece) == 3 for piece in pieces[1:]) and len(pieces[0]) <= 3
    if grouped:
        values.add(int("".join(pieces)))
    if len(pieces) == 2 or not grouped:
        whole = "".join(pieces[:-1])
        if len(pieces) == 2 or all(len(piece) == 3 for piece in pieces[1:-1]):
            values.add(float(f"{whole}.{pieces[-1]}"))
    if len(pieces) == 2 and numbers[0] <= 24 and len(pieces[1]) == 2 and numbers[1] < 60:
        hours = {numbers[0], (numbers[0] + 12) % 24}
        values |= {10_000_000_000_000 + hour * 60 + numbers[1] for hour in hours}  # a time, apart from all counts
        parts |= {*hours, numbers[1]} - {0}
    elif len(pieces) > 2 and not grouped:
        parts |= {float(number) for number in numbers}
    if len(pieces) == 2 and not grouped:
        parts |= {float(number) for number in numbers}
    if not values and not parts:
        values.add(int("".join(pieces)))
    return values, parts


def _factor(text: str, at: int, language: Language) -> int:
    """What the words right after a figure multiply it by: 4 million, 4 Mio., 4万."""
    factor = 1
    if not language.spaces:
        while (at < len(text)) and (value := language.numerals.get(text[at])) is not None and value >= 10:
            factor, at = factor * value, at + 1
        return factor
    while (word := _WORD.match(text, at + (text[at : at + 1] in (*_SPACES, "-")))) is not None:
        value = _worth(word[0], language)
        if value < 100 or value in (200, 2000, 2_000_000):
            break
        factor, at = factor * value, word.end() + (text[word.end() : word.end() + 1] == ".")
    return factor


@lru_cache(maxsize=20_000)
def _worth(word: str, language: Language) -> int:
    """What a number word is worth, 0 where it is none."""
    small = word.lower().replace("ʼ", "’").replace("'", "’")
    if small in language.numerals:
        return language.numerals[small]
    for length in range(len(small) - 1, _PREFIX - 1, -1):
        if (value := language.numerals.get(small[:length])) is not None:
            long_enough = length > _PREFIX or value < 1_000  # millas are no millions
            return value if long_enough and (len(small) - length <= _PREFIX or language.compounds) else 0
    return 0


def worded(text: str, start: int, end: int, language: Language) -> set[float]:
    """All that number words, Roman numerals and the names of months in `text[start:end]` may be worth, singly and together."""
    found: set[float] = {value for match in _ROMAN.finditer(text, start, end) if match[0] and (value := _roman(match[0]))}
    total, last, previous = 0.0, 0, 0
    months = {name.lower()[:_PREFIX]: number % 12 + 1 for number, name in enumerate(language.months)} if language.spaces else {}
    units = (
        ((at, at + 1) for at in range(start, end))
        if not language.spaces
        else (m.span() for m in _WORD.finditer(text, start, end))
    )
    for first, after in units:
        word = text[first:after]
        value = language.numerals.get(word, 0) if not language.spaces else _worth(word, language)
        if language.compounds and len(word) > 6:
            inside = {worth for name, worth in language.numerals.items() if len(name) >= 3 and name in word.lower()}
            found |= inside | {ten + one for ten in inside for one in inside if one < 10 < ten} | {float(sum(inside))}
        if word.lower()[:_PREFIX] in months:
            found.add(months[word.lower()[:_PREFIX]])
        elif len(word) == _PREFIX - 1 and _DAY.match(text, after):  # Oct. 2
            found |= {month for name, month in months.items() if name.startswith(word.lower())}
        if not value:
            if language.spaces and len(word) < 4 and total and first - previous <= 1:
                previous = after  # and
            continue
        joined = first - previous <= 1 and total > 0
        if joined and value > last:
            total = total * value if total < value else (total - last) + last * value
        else:
            total = total + value if joined else value
        last = value
        previous = after
        found |= {float(value), float(total)}
    return found


def _roman(numeral: str) -> int:
    worth = [{"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10}[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(worth, [*worth[1:], 0], strict=True))


def conversion(one: Figure, other: Figure) -> float | None:
    """By what share of a measure another one is off that it may be converted from, in two systems of units; None where it is none."""
    if not one.unit * other.unit > 1 or one.year or other.year:
        return None
    if one.imperial is other.imperial is not None:
        return None
    ways = (
        abs(a * ratio - b) / b
        for first, second in ((one, other), (other, one))
        if first.imperial is not False and second.imperial is not True
        for a in first.values
        for b in second.values
        for ratio in _RATIOS
        if a and b and a * ratio > 2 and abs(a * ratio - b) <= max(1, b * _ROUNDED)
    )
    degrees = (
        abs((fahrenheit - 32) / 1.8 - celsius) / 100
        for mine in one.values
        for theirs in other.values
        for fahrenheit, celsius in ((mine, theirs), (theirs, mine))
        if abs((fahrenheit - 32) / 1.8 - celsius) <= 1
    )
    return min((*ways, *degrees), default=None)
