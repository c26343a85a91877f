"""A month or a day of the week that is another in the original.

What it flags: the month of a date that has the original's day or year but not its month, and a day of the week in whose place the
original has another.
Why a reader minds: they come on the wrong day.
How it decides: a month counts beside a day or a year in figures (`3 May`, `May 2019`); where the original has a date with the same
figure and another month, and neither side has the other's, that is the fault. Of days of the week each side must name just one that the
other has not, of months without a figure but one.
What it leaves alone: passages that are not surely each other's translation; the figures themselves, which are `number-mismatch`’s;
months in figures, languages whose months or days are not known.
Source: the number and date checks of bilingual checkers (Xbench, Verifika); names of months and days from CLDR.
"""

from bisect import bisect_left
from collections.abc import Iterator

from qa.analysis.dates import dates, mentions, months, weekdays
from qa.analysis.passages import beside, is_settled, sure
from qa.article import Article, Pair
from qa.rule import CERTAIN, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="date-mismatch",
    summary="a month or a day of the week that is another in the original",
    severity="error",
    mqm="accuracy/mistranslation",
    mqm_severity="major",
    requires=("original",),
)

EXAMPLES = (
    bad("de", "Die Brücke öffnet am 3. ⟦Juni⇒Mai⟧ 2019.", "en", "The bridge opens on May 3, 2019."),
    bad("es", "El juicio empezó el 12 de ⟦marzo⇒abril⟧.", "en", "The trial began on April 12."),
    bad("ru", "Мост откроют в ⟦июле⟧ 2021 года.", "en", "The bridge opens in June 2021."),
    bad("el", "Το πλοίο φεύγει την ⟦Τρίτη⟧ το πρωί.", "en", "The ship leaves on Wednesday morning."),
    bad("zh", "船⟦星期二⟧早上离开。", "en", "The ship leaves on Wednesday morning."),
    good("fr", "Le 1er octobre 2018, un mardi, le port a fermé.", "en", "The port closed on Oct. 1, 2018, a Tuesday."),
    good("pl", "Od 5 maja do 7 czerwca 2020 r.", "en", "From May 5 to June 7, 2020."),
    good("fi", "Laiva lähtee keskiviikkona 4. toukokuuta.", "en", "The ship leaves on Wednesday, 4 May."),
    good("ar", "تغادر السفينة يوم الأربعاء 4 مايو.", "en", "The ship leaves on Wednesday, 4 May."),
    good("fa", "کشتی صبح پنج‌شنبه حرکت می‌کند.", "en", "The ship leaves on Thursday morning."),
    good("pl", "Padł piątego gola.", "el", "Μπήκε το πέμπτο γκολ την πέμπτη φορά."),
    bad(
        "es",
        "Ganaron el sábado, después de la derrota del ⟦viernes⟧.",
        "en",
        "They won on Saturday after Thursday’s defeat.",
    ),
    good("es", "Ganaron el sábado, después de la derrota.", "en", "They won on Saturday after Thursday’s defeat."),
    bad("ar", "سيفتح الجسر في ⟦مايو⇒مارس⟧.", "en", "The bridge will open in March."),
    good("ru", "Тереза Мэй сказала, что останется до июля.", "en", "Theresa May said she would stay."),
    good("fr", "La Marche des femmes aura lieu en mai.", "en", "The Women’s March may be held in May."),
    good("uk", "У травні 2019 року вони марширували.", "en", "They marched in May 2019."),
)


def check(article: Article, options: Options) -> Iterator[Finding]:
    original = article.original
    assert original is not None
    places = mentions(original) if original.language.spaces else None
    for number, pair in sure(article):
        if places is not None and bisect_left(places, pair.source_start) == bisect_left(places, pair.source_end):
            continue
        if not is_settled(article, number):
            continue
        source = (original.text, pair.source_start, pair.source_end, original.language)
        target = (article.text, pair.start, pair.end, article.language)
        theirs = [(date.beside, date.month) for date in dates(*source)]
        ours = list(dates(*target))
        said = {(date.beside, date.month) for date in ours}
        for date in ours:
            others = {month for figure, month in theirs if figure == date.beside}
            if not others or date.month in others or any((date.beside, month) in said for month in others):
                continue
            month = min(others)
            name = article.language.months[month - 1]
            shown = article.text[date.start : date.end]
            fix = (name,) if shown in article.language.months else ()
            message = f"“{shown}” is {original.language.months[month - 1]} in the original"
            yield Finding(date.start, date.end, message, fix, CERTAIN)
        if not theirs and not ours:
            yield from _month(article, number, pair)
        wanted = {day.day for day in weekdays(*source)}
        days = list(weekdays(*target)) if wanted else []
        lost, strange = wanted.difference(day.day for day in days), [day for day in days if day.day not in wanted]
        if len(lost) == 1 and len({day.day for day in strange}) == 1 and not _moved(article, number, min(lost)):
            shown = article.text[strange[0].start : strange[0].end]
            message = f"“{shown}” is {original.language.weekdays[min(lost)]} in the original"
            yield Finding(strange[0].start, strange[0].end, message, (), LIKELY)


def _month(article: Article, number: int, pair: Pair) -> Iterator[Finding]:
    """A month without a figure where the original has another, and neither side or what stands beside it names more."""
    original = article.original
    assert original is not None
    source = [
        one
        for one in months(original.text, pair.source_start, pair.source_end, original.language)
        if not _is_of_name(original, one[0], one[1])
    ]
    ours = months(article.text, pair.start, pair.end, article.language) if source else []
    wanted, named = {month for *_, month in source}, {month for *_, month in ours}
    if not (len(wanted) == len(named) == 1 and wanted != named):
        return
    (start, end, _), (first, last, _) = ours[0], source[0]
    if any(
        month in wanted
        for near in beside(article, number)
        for *_, month in months(article.text, near.start, near.end, article.language)
    ):
        return
    name, shown = article.language.months[min(wanted) - 1], article.text[start:end]
    message = f"“{shown}” is {original.text[first:last]} in the original"
    yield Finding(start, end, message, (name,) if shown in article.language.months else (), LIKELY)


def _is_of_name(article: Article, start: int, end: int) -> bool:
    """Whether a word has a capital beside another one that has: Theresa May, April Jones."""
    forms = article.words.forms
    return any(
        pair in article.names.pairs
        for index in article.words.between(start, end)
        for pair in (tuple(forms[max(index - 1, 0) : index + 1]), tuple(forms[index : index + 2]))
    )


def _moved(article: Article, number: int, day: int) -> bool:
    """Whether a passage beside a pair names a day of the week."""
    return any(
        one.day == day
        for near in beside(article, number)
        for one in weekdays(article.text, near.start, near.end, article.language)
    )
