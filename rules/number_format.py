"""Numbers, times and dates in another locale's form.

What it flags: groups of thousands or decimals with the other separator (`4.178.021` in English, `3,8 centimetres`, `3.8 %` in
German), a number half in words and half in figures (`a thousand 724`), times and dates as another language writes them
(`at 18h30`, `3/25/2024` in Spanish).
Why a reader minds: 4.178 and 4,178 differ by a factor of a thousand; who reads on cannot tell which is meant.
How it decides: by the separators of the language's data. Only forms count that its own notation cannot read: two groups or more,
groups and decimals together, one or two decimals at a per cent sign, a unit (`measures`) or a noun, and a group of thousands before a
noun that is no unit, of which there are no fractions (`12,450 spectators` in Italian). Where a variant of the language
(es-MX of es) writes so or the article always does, it is a hint.
What it leaves alone: one group before a unit, a name or nothing (4.178 may be a decimal), dates (10.11.2024), times (6.30), versions,
engines (2.0 litres), addresses, sections, lists and verses (3,8), scores, telephone numbers, codes, four-digit years.
Source: facts on machine-translated news; separators from CLDR.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import islice

from qa.analysis.chunks import is_code, knows, word_after, word_before
from qa.article import Article
from qa.language import Language, codes, load
from qa.patterns import late
from qa.rule import CERTAIN, HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="number-format",
    summary="numbers, times and dates in another locale's form",
    severity="error",
    mqm="locale-conventions/number-format",
    requires=("language",),
    safe=False,
)

EXAMPLES = (
    bad("en", "The island has ⟦2.415.300⇒2,415,300⟧ trees."),
    bad("en", "The pipe is ⟦3,8⇒3.8⟧ centimetres thick."),
    bad("en", "Wages rose by ⟦3,8⇒3.8⟧% in a year."),
    bad("en", "It cost €⟦2.415,30⇒2,415.30⟧ in all."),
    bad("en", "More than ⟦a thousand 724⇒1,724⟧ people came."),
    bad("en", "The doors open at ⟦18h30⇒18:30⟧ on Friday."),
    bad("de", "Die Insel hat ⟦2,415,300⇒2.415.300⟧ Bäume."),
    bad("de", "Die Löhne stiegen um ⟦3.8⇒3,8⟧ %."),
    bad("en", "More than ⟦12.450⇒12,450⟧ visitors came to the harbour."),
    bad("es", "Más de ⟦12,450⇒12.450⟧ visitantes llegaron en los 3,5 días de feria."),
    bad("zh", "全市约有⟦1.370.000⇒1,370,000⟧户家庭，比去年增加了3.2%。"),
    bad("ja", "売り上げは前の年を⟦26,4⇒26.4⟧%上回った。"),
    bad("tr", "Katılım yüzde ⟦63.4⇒63,4⟧ olarak açıklandı."),
    bad("fr", "La réunion du ⟦3/25/2024⇒25/3/2024⟧ a duré deux heures."),
    good("en", "Version 4.178.021b, 10.11.2024, 192.168.100.200, +49.030.555.7788, ISBN 978-3-16-148410-0, section 3.2.1."),
    good("en", "See Genesis 1,2 and pages 3,8 and 9; (3,8); Anna, 3,8 or 9. A thousand 500-pound bombs; the 12,345 steps."),
    good("en", "The race took 2h30; 1,234.5 tonnes, 12,34,567 rupees."),
    good("de", "Um 6.30 Uhr, am 3.8. und auf Seite 3.8 in Version 14.5, 1.250,50 Euro, 3,8 %."),
    good("en", "The gymnast scored 14.366 points; 12.450 metres of cable; see 12.450 Main Street; 10.250.000.1 is a host."),
    good("de", "Der Sprung brachte 14,366 Punkte, das Seil ist 12,450 Meter lang, der Motor ein 2.0 Liter."),
    good("zh", "他住在3,5号楼，成绩为3:2，版本为4.178，10.11.2024。"),
    good("es-MX", "Creció 3.8% hasta 4,178,021 personas, 12,450 visitantes."),
    good("fr", "Rendez-vous à 18h30 le 25/3/2024 ; 4 178 021 habitants."),
)

_NUMBER = re.compile(
    r"\d(?<![A-Za-z\d_\u00aa-\u1fff.,:/#§№+’'-].)(?<!\w[-–].)\d{0,2}(?:[.,]\d{1,3})+(?![\d/:]|[.,-]\d|-\w)"
)  # letters of scripts without spaces may stand before it
_FRACTION, _AFTER_LETTER = re.compile(r"\d[.,]\d"), re.compile(r"a[0-5]\d")
"""Of an article's outline, what the numbers and times here need."""
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})+(?:(?!\1)[.,]\d{1,2})?|[1-9]\d{0,2}([.,])\d{3}(?!\2)[.,]\d{1,2}")
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
_DECIMAL = re.compile(r"\d{1,3}([.,])\d{1,2}")
_SYMBOLS = (
    r"[%‰٪]|°|(?:[kcm]?m|km/h|[mk]?g|ha|[mcd]?l|[kMGT]?W|[kMG]?Hz|[kMGT]B|mln|mld|mrd|Mio|Mrd|млн|млрд|трлн|км|кг)(?![\w’'-])"
)
_METRIC = "kilo|mega|giga|tera|hect|hekt|cent[iy]|[cs]enti|mil{1,2}i|m[iy][ck]ro|кило|мега|гига|санти|милли|мілі|кіло|гіга|хект"
_HABIT = 3
"""Numbers of another form from which on they are the article's own, where it has no others."""
_THOUSAND = late(
    r"\b([Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine) thousand (\d{3})(?![\w.,-]?\w)"
)
_DIGITS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_TIME = late(r"([12]\d)(?<![\w.,:/-]..)h([0-5]\d)(?![\w:])")
_DATE = late(r"(\d(?<![\w./-].)\d?)/(1[3-9]|2\d|3[01])/((?:19|20)?\d\d)(?![\w/-])")


def check(article: Article, options: Options) -> Iterator[Finding]:
    text, language = article.text, article.language
    if not language.decimal:
        return
    otherwise = cache(lambda: _writes_otherwise(article))
    is_habit = cache(lambda separator: _is_habit(article, separator))
    outline = article.words.outline
    for match in _NUMBER.finditer(text) if _FRACTION.search(outline) else ():
        yield from _number(article, match, otherwise, is_habit)
    if "thousand" in text:
        for match in _THOUSAND.finditer(text):
            fixed = f"{_DIGITS[match[1].lower()]}{_group(language)}{match[2]}"
            yield Finding(*match.span(), f"“{match[0]}” is half in words, half in figures", (fixed,), LIKELY)
    if "h" not in language.time and _AFTER_LETTER.search(outline):
        for match in _TIME.finditer(text):
            word = word_before(article, match.start() - 1)
            if int(match[1]) < 24 and word and word.form.lower() in language.function_words:
                yield _foreign(match, f"{match[1]}{language.time[0]}{match[2]}", "time", LIKELY)
    if language.decimal == "," and "/" in outline:  # what writes decimals so puts the day before the month
        for match in _DATE.finditer(text):
            if int(match[1]) < 13:
                yield _foreign(match, f"{match[2]}/{match[1]}/{match[3]}", "date", LIKELY)


def _number(
    article: Article, match: "re.Match[str]", otherwise: Callable[[], bool], is_habit: Callable[[str], bool]
) -> Iterator[Finding]:
    text, language, number = article.text, article.language, match[0]
    groups = _GROUPS.fullmatch(number)
    if groups:
        separator = groups[1] or groups[2]
        if (
            separator != language.decimal
            or _is_address(number)
            or (language.spaces and text[match.end() : match.end() + 1].isalpha())
        ):
            return
        confidence = CERTAIN
    elif group := _ONE_GROUP.fullmatch(number):
        if group[1] != language.decimal or not _is_counted(article, match):
            return
        confidence = LIKELY
    else:
        if number[0] == "0" and number[1].isdigit():
            return
        decimal = _DECIMAL.fullmatch(number)
        if decimal is None or decimal[1] == language.decimal or decimal[1] not in language.group:
            return
        confidence = _measured(article, match)
    if not confidence or (is_code(text, *match.span()) and not _percent_first(article, match.start())):
        return
    if not otherwise() and (_variant_writes_so(language, number) or is_habit("." if "." in number else ",")):
        confidence = HINT
    yield _foreign(match, _own(number, language), "number", confidence)


def _measured(article: Article, match: "re.Match[str]") -> float:
    """How sure it is that a number with one or two decimals is a measure, not a time, a section, a verse or a list."""
    text, end = article.text, match.end()
    before = word_before(article, match.start() - 1)
    if _percent_first(article, match.start()):
        return LIKELY
    if _measure(article.language).match(text, end):
        return 0.0 if match[0][-2:] in (".0", ",0") and text[end] != "%" else LIKELY
    if article.language.decimal == "," or text[end : end + 1] not in " \u00a0\u202f":
        return 0.0  # 6.30 o'clock
    after = word_after(article, end + 1)
    if after is None or not after.form.islower() or len(after.form) < 3 or after.form in article.language.function_words:
        return 0.0
    if text[match.start() - 1 : match.start()] in ("(", "[") or (before and _labels(article, before.form)):
        return 0.0
    return LIKELY


def _percent_first(article: Article, at: int) -> bool:
    """Whether the number at `at` follows a word or sign for per cent: yüzde 3,8, %3,8, 百分之3.8."""
    before = article.text[max(0, at - 12) : at].rstrip(" \u00a0").lower()
    return before.endswith(article.language.percent_first) or before[-2:] in ("%", " %", "(%")


def _is_counted(article: Article, match: "re.Match[str]") -> bool:
    """Whether a noun follows that is no unit: what it counts comes whole, so the group before it is one of thousands."""
    text, end, language = article.text, match.end(), article.language
    noun = word_after(article, end + 1) if text[end : end + 1] in (" ", "\u00a0", "\u202f") else None
    if noun is None or not language.measures or len(noun.form) < 4 or not knows(article, noun.form):
        return False
    if noun.form.lower() in language.function_words or not (noun.form.islower() or language.nouns_capitalised):
        return False
    return not _measure(language).match(text, end) and text[match.start() - 1 : match.start()] not in tuple("([€$£")


@lru_cache(maxsize=128)
def _measure(language: Language) -> "re.Pattern[str]":
    """What a decimal stands before."""
    words = "|".join(re.escape(word) + (r"\w*" if len(word) > 5 else r"\w{0,4}") for word in language.measures)
    named = f"|(?:{_METRIC})?(?:{words})" + (r"(?!\w)" if language.spaces else "") if words else ""
    return re.compile(rf"[ \u00a0\u202f]?(?:{_SYMBOLS}{named})", re.IGNORECASE if language.nouns_capitalised else 0)


def _labels(article: Article, form: str) -> bool:
    """Whether a word may announce a verse, a page or a section: Genesis 1,2, pages 3,8."""
    return form[0].isupper() or (form.endswith("s") and form not in article.language.function_words)


def _is_address(number: str) -> bool:
    """Whether a number of four parts is that of a machine on the net."""
    parts = number.split(".")
    return len(parts) == 4 and all(int(part) < 256 and part == str(int(part)) for part in parts)


def _group(language: Language) -> str:
    """The usual separator of thousands; a space is a no-break one."""
    separator = language.group[0] if language.group else ""
    return "\u00a0" if separator == " " else separator


def _own(number: str, language: Language) -> str:
    """A number in the language's own notation."""
    parts = re.split("[.,]", number)
    tail = [parts.pop()] if len(parts[-1]) < 3 or (len(parts) == 2 and len(parts[0]) > 3) else []
    return language.decimal.join([_group(language).join(parts), *tail])


def _variant_writes_so(language: Language, number: str) -> bool:
    """Whether a regional variant of the language, or what it is a variant of, separates as the number does."""
    separator = re.search("[.,]", number)
    variants = _variants(language)
    grouped = _GROUPS.fullmatch(number) is not None
    return any((separator and separator[0] in variant.group) if grouped else variant.decimal in number for variant in variants)


@lru_cache(maxsize=128)
def _variants(language: Language) -> tuple[Language, ...]:
    """The regional variants of a language, and what it is a variant of."""
    tags = [code for code in codes() if code.startswith(language.code + "-")] + [language.based_on] * bool(language.based_on)
    return tuple(load(tag) for tag in tags)


def _writes_otherwise(article: Article) -> bool:
    """Whether the article has a decimal in the language's own notation."""
    return (
        re.search(rf"(?<![\d.,])\d{{1,3}}{re.escape(article.language.decimal)}\d{{1,2}}(?![\d.,]\d|\d)", article.text)
        is not None
    )


def _is_habit(article: Article, separator: str) -> bool:
    """Whether the article has several numbers with that separator, thousands or decimals."""
    numbers = re.finditer(rf"(?<![\d.,])\d{{1,3}}{re.escape(separator)}\d{{1,3}}(?![\d.,]\d|\d)", article.text)
    return len(list(islice(numbers, _HABIT))) == _HABIT


def _foreign(match: "re.Match[str]", fixed: str, kind: str, confidence: float) -> Finding:
    return Finding(*match.span(), f"“{match[0]}” is a {kind} in another locale's form", (fixed,), confidence)
