"""The numbers of a text, whatever digits, separators and words they are written in.

A figure may be read in more than one way (4.178 as four thousand or as four and a bit, 4.40 as a time), so each has a set of values;
two figures agree where the sets meet.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from qa.analysis.dates import month_of
from qa.language import Language
from qa.patterns import late

_SPACES = " \u00a0\u202f\u2009"
_FIGURE = late(
    rf"(?<![\d.,٫٬])\d{{1,3}}(?:([{_SPACES}.,٬،’'])\d{{3}})(?:\1\d{{3}})*(?!\d)(?:[.,٫]\d+)?(?!\d)|\d+(?:[.,:：٫٬]\d+)*"
)
_DIGIT = late(r"\d")
_SKIPPED = late(
    r"https?://\S+|www\.\S+|(?<!\S)[^\s@]+@\S+\.\S+|@\w+|#(?!\d+\b)\w+|&#\w+;"
    r"|%\d+\$|%[-+#0]*\d+(?:\.\d+)?[dfgGsuxX]\b|\{[^{}\s]*\}"
    r"|(?:GMT|UTC)\s?[-+−–]\s?\d{1,2}(?::?\d\d)?|(?<![^\W\d_])[cdhkm]?m[23]\b"
)
"""Addresses, tags, placeholders, zones of time (GMT+0100 is MEZ to a German) and signs of units."""
_WORD_OF = r"[^\W\d_]+(?:[’ʼ'\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u0900-\u0dff][^\W\d_]*)*"
_WORD = late(_WORD_OF)
_LAST = late(rf"{_WORD_OF}\.?$")
_NEXT = late(rf"(?:[{_SPACES}]{{0,2}}|-)({_WORD_OF})")
"""The word after a figure."""
_ROMAN = late(r"([IVXІХ][IVXІХ]*)(?:er|re|[eèº]|[èi]?ème|th|st|nd|rd|ος|го|й)?(?!\w)")
"""What may be a Roman numeral, with an ordinal's ending where the language writes one: XVIe."""
_NUMERAL = late(r"[XХ]{0,3}(?:I[XХ]|ІХ|[IІ]?V|V?[IІ]{0,3})")
_SEVERAL = late(r"[IVXІХ]{2}")
_AFTER = late(rf"[{_SPACES}-]?([pP]\.?[{_SPACES}]?[mM]\b|[kKmM](?![^\W\d_])|[bB]n?\b)")
_UNIT = late(rf"(?:[{_SPACES}]?(?:[-–]|[^\W\d_]{{1,3}}[{_SPACES}])[{_SPACES}]?\d+(?:[.,]\d+)?|)[{_SPACES}-]?([^\W\d_]+|[°'′])")
"""What may be a unit, right after a figure or after the second one of a range."""
_PLAYED = late(r"(\d{1,3})[:：][0-5]\d")
_PER_SECOND = late(r"/(?:s|с|sek|сек)\b")
_PER_AREA = late(r"/(?:m[²2]|м[²2])")
"""Of so many litres rain stands as many millimetres high."""
_SECONDS = 3600
"""Speeds are those of an hour: what is said by the second is so many times more."""
_DECIMAL = late(r"\d+[.,٫]\d+")
_DASHES, _PERCENT = ("-", "−", "–"), ("%", "٪", "％")
_SIGNED = late(r"(?:^|[^\d\s][ \u00a0\u202f]|[(\[\n:;,])[-−–]$")
"""A minus right before a figure, which the dash of a range is not."""
_OF_CENTURY = late(r"[-’']?[^\W\d_]")
"""What makes a century of its first year: 1600s, 1600-talet."""
_DAY = late(rf"\.?[{_SPACES}]?\d")
"""What follows a shortened month."""
_BREAK = late(r"[\d,;:()\[\]（）。，\n]")
"""What parts a unit from what stands behind it."""
_SHORT = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
_DOZEN, _HALF = 12, 50
"""What `Language.numerals` has for a dozen and a half."""
_LEAST, _MOST = 10, 10**8
"""What such numerals are worth that lean on the next word: 조, a million millions, opens too many others."""
_ALIKE, _SHORTEST = 2, 5
"""Letters by which a word may be a form of another, and of an abbreviation at most: 5 Mds€."""
_CURRENCIES = ("€", "$", "£", "¥")
_LONGEST = 40
"""Characters of the longest figure that anybody reads as a number; what is longer may be too great for a float."""
_ORDINALS = ("第", "제")
"""What stands right before a figure that nothing multiplies: 제3조 is the third article."""
_BEFORE_ERA = 12
"""Characters before a year in which the name of its era stands."""
_PREFIX = 4
"""Letters from which on a number word may be but a beginning, and at most by how many letters the whole is longer."""
_PLAIN = 7
"""Letters of one below a hundred that may begin a word of any length: двенадцат-илетний."""

_RATIOS = (0.4536, 1.6093, 0.3048, 2.54, 25.4, 0.4047, 3.785, 28.35, 2.59, 0.568, 1.852, 6.35, 0.1609)
"""Kilograms to the pound, kilometres to the mile, metres to the foot, centimetres and millimetres to the inch, hectares to the acre,
litres to the gallon, grams to the ounce, square kilometres to the square mile, litres to the pint, kilometres to the nautical
mile, kilograms to the stone, Scandinavian miles to the mile. Yards are too near to metres to tell a conversion from a fault."""

_INTO = {
    "m": (1609.3, 0.3048, 0.0254, 1852.0),
    "g": (453.6, 28.35, 6350.0),
    "l": (3.785, 0.568),
    "ha": (0.4047, 259.0),
}
"""The same by what they measure, in its basic unit, where the metric unit is known."""

_METRIC = {
    "mm": ("m", 0.001),
    "cm": ("m", 0.01),
    "m": ("m", 1.0),
    "km": ("m", 1000.0),
    "g": ("g", 1.0),
    "kg": ("g", 1000.0),
    "t": ("g", 1_000_000.0),
    "l": ("l", 1.0),
    "ha": ("ha", 1.0),
}
"""What a metric unit measures, as the unit that it is so many of."""

_STEM, _ENDINGS = 5, (3, 5)
"""Letters from which on the beginning of a unit's name may go on for long, and for how many letters a shorter one and it may."""

_NEAR, _WORDS = 24, 2
"""Characters and words after a figure among which its unit stands."""

_ROUNDED, _ROUNDER = 0.08, 0.04
"""By how much a converted measure may be off, and one of the same system in rounder figures: translators round."""


class Figure(NamedTuple):
    """A number in figures, `text[start:end]`: what it may be worth, and the parts of a time or date, which may stand apart."""

    start: int
    end: int
    values: frozenset[float]
    parts: frozenset[float]
    date: tuple[int, ...]
    """Those of what may be a date (3.5., 3.5.2019), sorted: another language has its day and month the other way round."""
    year: bool
    unit: int
    """Whether a unit surely follows (2), a word or sign that may be one (1), or none (0)."""
    imperial: bool | None
    """Whether that unit is one of those that translators convert into metric ones; None where nobody knows."""
    metric: tuple[str, float] | None
    """What that unit measures and how many of it make one, where it is a metric one that is known: ("m", 1000.0) of kilometres."""
    factor: int
    """What the words after it multiply it by (4 million), 1 where there are none that are known."""
    through: int
    """Where those words end, `end` where there are none."""
    behind: str
    """What follows it."""
    negative: bool
    """Whether a minus stands before it."""
    begun: int
    """The minute of play that it falls into if it is minutes and seconds: 27:37 is in the 28th. 0 where it is none."""


def figures(text: str, start: int, end: int, language: Language) -> Iterator[Figure]:
    """Those of `text[start:end]`, addresses, placeholders and what is too long for a number left out."""
    if not _DIGIT.search(text, start, end):
        return
    skipped = [match.span() for match in _SKIPPED.finditer(text, start, end)]
    last: Figure | None = None
    for match in _FIGURE.finditer(text, start, end):
        if match.end() - match.start() > _LONGEST:
            continue
        if any(first <= match.start() < after for first, after in skipped):
            continue
        figure = _figure(text, *match.span(), language)
        if last is not None and last.factor >= 1_000 and _continues(text, last, figure):
            figure = figure._replace(
                start=last.start,
                values=frozenset(one + other for one in last.values for other in figure.values),
                parts=frozenset(),
                date=(),
                factor=last.factor,
                negative=last.negative,
            )
        elif last is not None:
            yield last
        last = figure
    if last is not None:
        yield last


def _figure(text: str, start: int, end: int, language: Language) -> Figure:
    digits = "".join(str(unicodedata.digit(one)) if one.isdigit() else one for one in text[start:end])
    values, parts, date = _readings(digits)
    year = digits.isascii() and digits.isdigit() and len(digits) == 4
    factor, through, dozens = _factor(text, end, language) if text[start - 1 : start] not in _ORDINALS else (1, end, False)
    unit, imperial, metric = _measured(text, end, language)
    percent = text[end : end + 2].lstrip(_SPACES).startswith(_PERCENT)
    if (factor > 1 or unit > 1 or percent) and _DECIMAL.fullmatch(digits) and not _is_hour(text, start, end, language):
        values, parts, date = {value for value in values if value < _APART}, set(), ()  # neither a time nor a day and month
    if factor > 1:
        values = {value * factor for value in values}
    elif after := _AFTER.match(text, end):
        if after[1][0] in "pP" and len(after[1]) > 1:
            values |= {value + 12 for value in values if value <= 12}
        elif (letter := after[1][0].lower()) in _SHORT:
            values |= {value * _SHORT[letter] for value in values}
    if dozens:
        values |= {value * _DOZEN for value in values}
    if any(12 < value <= 24 for value in values) and _is_hour(text, start, end, language):
        values |= {value - 12 for value in values if 12 < value <= 24}
    if language.eras and digits.isdigit():
        values |= _of_era(text, start, digits, language)
    if year:
        number = int(digits)
        if number % 10 == 0:
            parts |= {number % 100}
        if number % 100 == 0 and language.spaces and _OF_CENTURY.match(text, end):
            values |= {number // 100 + 1}
    elif len(digits) == 2 and re.search(r"\d{4}[-–/]$", text[max(start - 5, 0) : start]):
        century = int(text[start - 5 : start - 3]) * 100
        values |= {century + int(digits)}
    sign = text[start - 1 : start]
    negative = sign in _DASHES and not percent and (sign == "−" or unit > 1)
    return Figure(
        start,
        end,
        frozenset(round(value, 6) for value in values),
        frozenset(parts),
        date,
        year,
        unit,
        imperial,
        metric,
        factor,
        through,
        text[end : end + _NEAR],
        negative=negative and _SIGNED.search(text, max(start - 3, 0), start) is not None,
        begun=int(played[1]) + 1 if (played := _PLAYED.fullmatch(digits)) else 0,
    )


@lru_cache(maxsize=128)
def _multipliers(language: Language) -> frozenset[str]:
    return frozenset(word[:_ALIKE].lower() for word, value in language.numerals.items() if value >= 1_000)


def _continues(text: str, one: Figure, other: Figure) -> bool:
    """Whether a figure goes on with the smaller part of one number: 3兆5000億, 2 млн 300 тыс."""
    gap = text[one.through : other.start].removeprefix(".")
    if len(gap) > 1 or gap.strip(_SPACES) or (gap and other.factor <= 1):
        return False
    return max(other.values, default=one.factor) < one.factor


def _of_era(text: str, start: int, digits: str, language: Language) -> set[int]:
    """The years of the common era that one of the language's own eras is."""
    before = text[max(start - _BEFORE_ERA, 0) : start].rstrip(_SPACES)
    found = {int(digits) + years for era, years in language.eras.items() if era and before.endswith(era)}
    usual = int(digits) + language.eras.get("", 0)
    return found | ({usual} if len(digits) == 4 and 1_800 <= usual != int(digits) and usual < 2_100 else set())


def _measured(text: str, at: int, language: Language) -> tuple[int, bool | None, tuple[str, float] | None]:
    """The `unit` of a figure, whether it is `imperial`, and what it is if it is `metric`.

    Sure are signs, abbreviations, words of the language's `measures` and those made of one. After a word that is no unit a unit may
    follow: 5 square miles, 7000 荷兰尺.
    """
    match = _UNIT.match(text, at)
    if match is None:
        return 0, None, None
    small = match[1].lower()
    if small[0].isalpha() and (metric := _metric(text, match.start(1), language)) is not None:
        of, many = metric
        if of == "l" and _PER_AREA.match(text, match.end()):
            metric = _METRIC["mm"]
        elif _PER_SECOND.match(text, match.end()):
            metric = of, many * _SECONDS
        return 2, False, metric
    if small[0].isalpha() and language.imperial:
        near = _BREAK.split(text[match.start(1) : match.end() + _NEAR], maxsplit=1)[0].lower()
        words = [near] if not language.spaces else _WORD.findall(near)[:_WORDS]
        if any(word.startswith(unit) for word in words for unit in language.imperial):
            return 2, True, None
        imperial = False if language.spaces else None
    else:
        imperial = None
    return (2 if not small[0].isalpha() or _is_measure(small, language) else 1), imperial, None


def _metric(text: str, at: int, language: Language) -> tuple[str, float] | None:
    """What the word at a place measures if it is a metric unit."""
    if language.spaces:
        word = _WORD.match(text, at)
        return _unit(word[0], language) if word else None
    found = max(
        ((len(name), sign) for sign, names in language.metric.items() for name in (sign, *names) if text.startswith(name, at)),
        default=None,
    )
    return _METRIC[found[1]] if found else None


@lru_cache(maxsize=20_000)
def _unit(word: str, language: Language) -> tuple[str, float] | None:
    """The metric unit that a word of a language with spaces stands for, the longest name first: kilometre is no kilo."""
    if word in _METRIC:
        return _METRIC[word]
    small, best, most = word.lower(), None, 0
    for sign, names in language.metric.items():
        for name in names:
            more = len(small) - len(name)
            if most < len(name) and small.startswith(name) and more <= (_ENDINGS[len(name) >= _STEM] if len(name) > 3 else 0):
                best, most = _METRIC[sign], len(name)
    return best


@lru_cache(maxsize=20_000)
def _is_measure(small: str, language: Language) -> bool:
    return any(small.startswith(unit) or (len(unit) >= _PREFIX and unit in small) for unit in language.measures)


def _is_hour(text: str, start: int, end: int, language: Language) -> bool:
    """Whether a word of the clock stands beside a figure: 17 Uhr, 17 h 30, 午後17時."""
    before, after = text[max(start - _NEAR, 0) : start].rstrip(_SPACES).lower(), text[end : end + _NEAR].lstrip(_SPACES).lower()
    marks = tuple(mark for mark in language.time if mark.isalpha())
    if not language.spaces:
        return after.startswith(marks) or before.endswith(language.clock)
    words = _WORD.match(after), _LAST.search(before)
    return any(word is not None and word[0].rstrip(".") in (*language.clock, *marks) for word in words)


def _readings(digits: str) -> tuple[set[float], set[float], tuple[int, ...]]:
    """What a figure may be worth, its parts, and those sorted if it may be a date."""
    if digits.isdecimal():
        return {int(digits)}, set(), ()
    pieces = re.split(r"[^\d]", digits)
    numbers = [int(piece) for piece in pieces]
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
        values |= {_APART + hour * 60 + numbers[1] for hour in hours}
        parts |= {*hours, numbers[1]} - {0}
    elif len(pieces) > 2 and not grouped:
        parts |= {float(number) for number in numbers}
        values.add(_APART * 2 + sum(number * 1_000**place for place, number in enumerate(reversed(numbers[:4]))))
    if len(pieces) == 2 and not grouped:
        parts |= {float(number) for number in numbers}
    if not values and not parts:
        values.add(int("".join(pieces)))
    dated = not grouped and (len(pieces) > 2 or digits[len(pieces[0])] == ".") and _is_date(pieces)
    return values, parts, tuple(sorted(numbers)) if dated else ()


_APART = 10_000_000_000_000
"""What times, and figures of three parts and more (versions, dates), are worth beside their minutes or parts: apart from all counts."""


def _is_date(pieces: list[str]) -> bool:
    """Whether pieces may be a day and a month in either order, and a year before or after them."""
    numbers = sorted(int(piece) for piece in pieces if len(piece) <= 2)
    years = [piece for piece in pieces if len(piece) == 4]
    if len(pieces) == 3 and not years and len(pieces[-1]) == 2:
        numbers = sorted(map(int, pieces[:2]))  # 3.5.19
    elif len(years) != len(pieces) - 2:
        return False
    return len(numbers) == 2 and 1 <= numbers[0] <= 12 and numbers[1] <= 31


def _factor(text: str, at: int, language: Language) -> tuple[int, int, bool]:
    """What the words right after a figure multiply it by (4 million, 4 Mio., 4万), where they end, and whether they are dozens."""
    factor, end = 1, at
    if not language.spaces:
        at += text[at : at + 1] in _SPACES
        while (at < len(text)) and (value := language.numerals.get(text[at])) is not None and value >= 10:
            factor, at = factor * value, at + 1
            end = at
        return factor, end, False
    value = 0
    while (word := _NEXT.match(text, at)) is not None:
        value = _worth(word[1], language) or (_leading(word[1], language) if language.script == "Hangul" else 0)
        if value < 100 or value in (200, 2000, 2_000_000):
            break
        factor, end = factor * value, word.end()
        at, value = end + (text[end : end + 1] == "."), 0
    return factor, end, value == _DOZEN


def _leading(word: str, language: Language) -> int:
    """What the numerals of one syllable come to that a word begins with where they lean on the next: Korean 5천명."""
    factor, at = 1, 0
    while at < len(word) and _LEAST <= (value := language.numerals.get(word[at], 0)) <= _MOST:
        factor, at = factor * value, at + 1
    return factor if at else 0


@lru_cache(maxsize=20_000)
def _worth(word: str, language: Language) -> int:
    """What a number word is worth, 0 where it is none."""
    if word in language.numerals:
        return language.numerals[word]
    small = word.lower().replace("ʼ", "’").replace("'", "’")
    if small in language.numerals:
        return language.numerals[small]
    if "’" in small and (elided := word[small.rindex("’") + 1 :]) in language.numerals:
        return language.numerals[elided]  # all’Ottocento
    for length in range(len(small) - 1, 2, -1):
        opens = language.numerals.get(small[:length] + "-")
        value = language.numerals.get(small[:length]) if opens is None and length >= _PREFIX else opens
        if value is None:
            continue
        if value % 10 == 0 and 10 < value < 100 and (ones := _ones(small[length:], language)):
            return value + ones
        if opens is not None or (value < 100 and length >= _PLAIN):
            return value
        long_enough = length > _PREFIX or value < 1_000  # millas are no millions
        return value if long_enough and (len(small) - length <= _PREFIX or language.compounds) else 0
    return 0


def _ones(rest: str, language: Language) -> int:
    """What a number word from two to nine at the beginning of the rest of one is worth, after a vowel at most: venti-novenne, двадцат-и-пятилетний."""
    values = (language.numerals.get(rest[at:end], 0) for at in (0, 1) for end in range(len(rest), at + 2, -1))
    return next((value for value in values if 1 < value < 10), 0)


@lru_cache(maxsize=20_000)
def _said(word: str, language: Language) -> tuple[int, int | None, int | None]:
    """What a word is worth, which month it names, and which its first three letters would."""
    month = month_of(word, language)
    return _worth(word, language), month, None if month else month_of(word, language, shortened=True)


def worded(text: str, start: int, end: int, language: Language) -> set[float]:
    """All that number words, Roman numerals and the names of months in `text[start:end]` may be worth, singly and together."""
    found: set[float] = {float(value) for *_, value in romans(text, start, end)}
    total, last, previous = 0.0, 0, 0
    units = (
        ((at, at + 1) for at in range(start, end))
        if not language.spaces
        else (m.span() for m in _WORD.finditer(text, start, end))
    )
    for first, after in units:
        word = text[first:after]
        value, month, short = _said(word, language) if language.spaces else (language.numerals.get(word, 0), None, None)
        if language.compounds and len(word) > 6:
            inside = {worth for name, worth in language.numerals.items() if len(name) >= 3 and name in word.lower()}
            found |= inside | {ten + one for ten in inside for one in inside if one < 10 < ten} | {float(sum(inside))}
            if _HALF in inside:
                found |= {one + 0.5 for one in inside if one < _HALF}
        if month or (short and _DAY.match(text, after)):  # Oct. 2
            found.add(month or short or 0)
        if not value:
            if language.spaces and len(word) < 4 and total and first - previous <= 1:
                previous = after  # and
            continue
        joined = first - previous <= 1 and total > 0
        if value == _HALF:
            found |= {0.5, total + 0.5 if joined else 1.5}  # en och en halv: the language may do without a word for one
        if joined and value > last:
            total = total * value if total < value else (total - last) + last * value
        else:
            total = total + value if joined else value
        last = value
        previous = after
        found |= {float(value), float(total)}
    return found


def romans(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """The Roman numerals of `text[start:end]`: where each begins and ends, and its worth."""
    return [
        (*match.span(1), _roman(match[1]))
        for match in _ROMAN.finditer(text, start, end)
        if not text[match.start() - 1 : match.start()].isalnum() and _NUMERAL.fullmatch(match[1])
    ]


def has_romans(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` may have any of several letters."""
    return _SEVERAL.search(text, start, end) is not None


def _roman(numeral: str) -> int:
    worth = [{"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10}[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(worth, [*worth[1:], 0], strict=True))


def may_be_multiplied(one: Figure, other: Figure, language: Language) -> bool:
    """Whether a figure of a language is worth as much as another if what follows it multiplies it as the other's words do.

    It may do so where the language's data have no word for that, where it is a shortened word (5 Mds€) or begins as one that multiplies
    does, and where the other's word is one for miles too (mil).
    """
    if one.factor > 1 or other.factor <= 1 or one.values.isdisjoint({value / other.factor for value in other.values}):
        return False
    if other.imperial or other.factor not in language.numerals.values():
        return True
    word = _NEXT.match(one.behind) if language.spaces else None
    if word is None:
        return False
    after = one.behind[word.end() :]
    shortened = after.startswith(_CURRENCIES) or (after.startswith(".") and after[1:].strip()[:1].isalnum())
    return (shortened and len(word[1]) <= _SHORTEST) or word[1][:_ALIKE].lower() in _multipliers(language)


def conversion(one: Figure, other: Figure) -> float | None:
    """By what share of a measure another one is off that it may be converted from, in two systems of units; None where it is none."""
    if one.metric and other.metric:
        return None if _measures(one).isdisjoint(_measures(other)) else 0.0
    if not one.unit * other.unit > 1 or one.year or other.year:
        return None
    if one.imperial is other.imperial is not None:
        return None
    ways = (
        abs(a * ratio - b) / b
        for first, second in ((one, other), (other, one))
        if first.imperial is not False and second.imperial is not True
        for ratio in _ratios(second)
        for a in first.values
        for b in second.values
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


def _ratios(one: Figure) -> tuple[float, ...]:
    """By what a measure may have been converted into one: by all that may be, where its unit is not known."""
    return tuple(ratio / one.metric[1] for ratio in _INTO[one.metric[0]]) if one.metric else _RATIOS


def is_rounded(one: Figure, other: Figure) -> bool:
    """Whether a metric measure is another one of its kind in rounder figures, 250 kg for 249 kg, or the nearest whole number: 7 cm, 7.5 cm."""
    if not (one.metric and other.metric) or one.metric[0] != other.metric[0]:
        return False
    ratio = other.metric[1] / one.metric[1]
    return any(
        (abs(a - b * ratio) <= min(_step(a) / 2, b * ratio * _ROUNDER) and _step(a) > _step(round(b * ratio, 6)))
        or (ratio == 1 and (a == int(a)) != (b == int(b)) and abs(a - b) <= 0.5)
        for a in one.values
        for b in other.values
        if a and b
    )


def _measures(one: Figure) -> set[tuple[str, float]]:
    """What a metric figure measures, and how many of the basic unit."""
    assert one.metric is not None
    return {(one.metric[0], round(value * one.metric[1], 6)) for value in one.values}


def _step(value: float) -> float:
    """The greatest of …, 0.5, 1, 5, 10, 50 … that a number is a multiple of."""
    thousandths = round(value * 1000)
    step = 1
    while thousandths and thousandths % (step * (5 if str(step)[0] == "1" else 2)) == 0:
        step *= 5 if str(step)[0] == "1" else 2
    return step / 1000
