"""A number that differs from the original's.

What it flags: a number in figures that is another in the original, that the original has not, or that the translation lost; a minus
that one side has and the other does not even say; a Roman numeral in whose place the original has another.
Why a reader minds: the one thing that they will quote is wrong.
How it decides: by what the numbers are worth, whatever the digits (٤٢), separators (4,178,021, 4.178.021, 4 178 021), words (12 and
twelve, 4 million and 4 Mio., 120万 and 1.2 million), clock (4.40 pm and 16:40), eras (令和6年 and 2024) and numerals (XXI). Each has to stand in the passage
that translates its own, or in one beside it. Where one is left over on either side, the original's is the fix.
What it leaves alone: passages that are not surely each other's translation, measures converted from one system of units to another
and rounded, metric ones in rounder figures (250 kg for 249 kg), the minute of play for its time (28. Minute for 27:37), what stands
in brackets on one side alone (a converted measure or sum), addresses, decades for years, one, and numbers that a language may put in
words unknown to its data.
Source: the number checks of bilingual checkers (Xbench, Verifika, QA Distiller); number words from the languages' grammars;
names of metric units from CLDR.
"""

from collections.abc import Iterator

from qa.analysis.numbers import Figure, conversion, figures, has_romans, is_rounded, may_be_multiplied, romans, worded
from qa.analysis.passages import beside, is_settled, lacking, sure
from qa.article import Article, Pair
from qa.language import Language
from qa.patterns import late
from qa.rule import CERTAIN, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="number-mismatch",
    summary="a number that differs from the original’s",
    severity="error",
    mqm="accuracy/mistranslation",
    mqm_severity="major",
    requires=("original",),
)

EXAMPLES = (
    bad("es", "El puente costó ⟦4.718⇒4.178⟧ millones de euros.", "en", "The bridge cost 4,178 million euros."),
    bad("de", "Das Schiff sank ⟦1921⇒1912⟧ vor der Küste.", "en", "The ship sank off the coast in 1912."),
    bad("ru", "Из города уехали ⟦53 000⇒35 000⟧ человек.", "en", "Some 35,000 people left the town."),
    bad("el", "⟦Τα⟧ σχολεία έκλεισαν για μέρες.", "en", "The schools were closed for 14 days."),
    bad("de", "Ein Platz kostet ⟦12.000⇒1.200⟧ Euro im Jahr.", "en", "A place costs 1,200 euros a year."),
    bad("es", "El puente costó ⟦47.178⇒4.178⟧ millones de euros.", "en", "The bridge cost 4,178 million euros."),
    bad("ar", "أصيب ⟦٢٨⇒27⟧ شخصا في الحادث.", "en", "The accident left 27 people injured."),
    bad("zh", "全市有⟦137⇒173⟧所学校停课。", "en", "In all 173 schools of the city were closed."),
    good("zh", "工厂投资1.2亿元，员工12万人。", "en", "The plant cost 120 million yuan and employs 120,000 people."),
    good(
        "ru",
        "В XXI веке 12 млн человек проснулись в 16:40.",
        "en",
        "In the 21st century twelve million people woke at 4.40 pm.",
    ),
    good(
        "de",
        "Zwölf Kinder und 3,5 Mio. Kühe liefen 16 km (10 Meilen) weit.",
        "en",
        "12 children and 3.5 million cows walked 10 miles.",
    ),
    good("ar", "بلغ عدد السكان ٤٬١٧٨٬٠٢١ نسمة.", "en", "The population was 4,178,021."),
    good(
        "fr",
        "Le porc de 250 kg vaut 4 178 021 euros, soit 50 %.",
        "en",
        "The 550 pound pig is worth 4,178,021 euros, that is half.",
    ),
    good("fr", "Le train part à 16 h 40.", "en", "The train leaves at 4.40 pm."),
    good("fr", "Le départ est à 17 h 30.", "ja", "午後5時半に出発する。"),
    good("de", "Das Tor fiel in der 28. Minute.", "en", "The goal came on 27:37."),
    good("pl", "Szlak ma 130 mil.", "fr", "Le sentier fait 209 km (130 miles)."),
    good("es", "Dwyer duplicó la ventaja en 3 minutos.", "ja", "ドワイヤーは3分でリードを2ゴールとした。"),
    good("id", "Jalan itu panjangnya 130 mil.", "fr", "Le sentier fait 209 km (130 miles)."),
    bad("en", "⟦The⟧ ferry (of old) sank off the coast.", "ru", "Паром (в 1967 г.) затонул у берега."),
    bad("pl", "Szlak ma ⟦139⇒130⟧ mil.", "en", "The trail is 130 miles long."),
    good("fr", "Ce cochon de 250 kg a parcouru 3 km.", "uk", "Цей 249-кілограмовий кабан пробіг 3000 метрів."),
    bad("de", "Es fielen ⟦10⇒6⟧ mm Regen.", "en", "Up to 6 mm of rain fell."),
    good(
        "it",
        "Il ventinovenne ha parlato a un comizio di due ore in giugno.",
        "ru",
        "29-летний выступил в июне на двухчасовом митинге.",
    ),
    bad("de", "Die Preise stiegen um ⟦5,3⇒3,5⟧ Prozent.", "en", "Prices rose by 3.5 percent."),
    bad("fr", "La ville a ⟦2,5 milliards⟧ d’habitants.", "en", "The city has 2.5 million people."),
    bad("en", "Some ⟦500⟧ people live there.", "ru", "Там живут 500 тыс. человек."),
    bad("de", "Version ⟦2.1.3⇒2.3.1⟧ ist da.", "en", "Version 2.3.1 is out."),
    bad("de", "Nachts waren es ⟦5⇒−5⟧ Grad.", "en", "It was −5 degrees at night."),
    bad("fr", "Henri ⟦VI⇒IV⟧ était roi de France.", "en", "Henry IV was king of France."),
    bad("de", "Das Ticket #⟦4771⇒4711⟧ ist zu.", "en", "Ticket #4711 is closed."),
    bad("de", "Im Unternehmen waren es nachts ⟦5⇒−5⟧ Grad.", "en", "It was −5 degrees in the plant at night."),
    good("de", "Nachts waren es 5 Grad unter null.", "en", "It was −5 degrees at night."),
    good("fr", "Sous Louis XIV, au XVIIe siècle.", "sv", "Under Ludvig XIV, på 1600-talet."),
    good("en", "In 2024 sales came to 3.5 trillion yen.", "ja", "令和6年の売上高は3兆5000億円だった。"),
    good("el", "Τα δεκαεπτά παιδιά γύρισαν στις 3 Μαΐου.", "en", "The 17 children came back on May 3rd."),
)


_WORDS, _ENDING = late(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*"), 3
"""A word, and the letters that it has at most after what it begins with: negativen, but not Unternehmen."""
_MARK, _ONE_GROUP = late(r"\D"), late(r"\d{1,3}(\D)\d{3}")
_ASIDE = late(r"[(（\[][^\d()（）\[\]]{0,8}$")


def check(article: Article, options: Options) -> Iterator[Finding]:
    assert article.original is not None
    text, source = article.text, article.original.text
    ours, theirs = article.language, article.original.language
    for number, pair in sure(article):
        here = list(figures(text, pair.start, pair.end, ours))
        there = list(figures(source, pair.source_start, pair.source_end, theirs))
        ordinals = has_romans(text, pair.start, pair.end) or has_romans(source, pair.source_start, pair.source_end)
        if not (here or there or ordinals) or not is_settled(article, number):
            continue
        matched, added, lost = _matched(here, there, (ours, theirs))
        yield from _signs(article, pair, matched)
        if not (added or lost or ordinals):
            continue
        kept = [one for side, left in ((here, added), (there, lost)) for one in side if one not in left]
        said = worded(text, pair.start, pair.end, ours)
        source_said = worded(source, pair.source_start, pair.source_end, theirs)
        moved, source_moved = _moved(article, number)
        if ordinals:
            yield from _romans(article, pair, said | moved | _values(here), source_said | source_moved | _values(there))
        added = [one for one in added if not _stands(one, source_said | source_moved)]
        lost = [one for one in lost if not _stands(one, said | moved) and not _is_aside(source, one)]
        added = [one for one in added if not _is_aside(text, one)]
        lost, added = ([one for one in side if not _is_doubled(one, kept)] for side in (lost, added))
        changed = len(added) == len(lost) == 1 and len(here) == len(there) > 1
        if not changed:
            lost = [one for one in lost if not _may_be_worded(one, ours)]
            added = [one for one in added if not _may_be_worded(one, theirs)]
        yield from _findings(article, pair, lost, added, (_values(here), _values(there)))


def _matched(
    here: list[Figure], there: list[Figure], languages: tuple[Language, Language]
) -> tuple[list[tuple[Figure, Figure]], list[Figure], list[Figure]]:
    """The figures of both sides that agree, and those of each that none agrees with: each with one at most, the likest and nearest first."""
    ways = sorted(
        (*grade, abs(i / len(here) - j / len(there)), i, j)
        for i, one in enumerate(here)
        for j, other in enumerate(there)
        if (grade := _agreement(one, other, languages)) is not None
    )
    ours, theirs = dict(enumerate(here)), dict(enumerate(there))
    matched = [(ours.pop(i), theirs.pop(j)) for *_, i, j in ways if i in ours and j in theirs]
    return matched, list(ours.values()), list(theirs.values())


def _agreement(one: Figure, other: Figure, languages: tuple[Language, Language]) -> tuple[int, float] | None:
    """How well a figure agrees with one of the original, the best first.

    In worth, by conversion or rounding, in a part (the hour of a time), in worth but not in unit.
    """
    converted = one.imperial is not None and other.imperial is not None and one.imperial is not other.imperial
    if one.values & other.values:
        return (3 if converted else 0), 0.0
    if (share := conversion(one, other)) is not None:
        return 1, share
    if is_rounded(one, other):
        return 1, 1.0
    if may_be_multiplied(one, other, languages[0]) or may_be_multiplied(other, one, languages[1]):
        return 4, 0.0
    in_part = one.parts & other.values or one.values & other.parts or (one.date and one.date == other.date)
    return (2, 0.0) if in_part or one.begun in other.values or other.begun in one.values else None


def _signs(article: Article, pair: Pair, matched: list[tuple[Figure, Figure]]) -> Iterator[Finding]:
    """Figures that lost a minus or have one that the original's have not, where no word says it instead."""
    assert article.original is not None
    for one, other in matched:
        if one.negative == other.negative or one.values.isdisjoint(other.values):
            continue
        side = (article.original, pair.source_start, pair.source_end) if one.negative else (article, pair.start, pair.end)
        figure = other if one.negative else one
        if not side[0].language.below or _says_below(*side) or side[0].text[figure.start - 1 : figure.start] in ("-", "−", "–"):
            continue
        shown, wanted = article.text[one.start : one.end], article.original.text[other.start : other.end]
        start = one.start - one.negative
        message = f"“{'−' * one.negative}{shown}” is “{'−' * other.negative}{wanted}” in the original"
        yield Finding(start, one.end, message, ("−" * other.negative + shown,), LIKELY)


def _says_below(article: Article, start: int, end: int) -> bool:
    """Whether a passage has a word that stands for a minus."""
    text, below = article.text[start:end].lower(), article.language.below
    if not article.language.spaces:
        return any(word in text for word in below)
    return any(word.startswith(one) and len(word) <= len(one) + _ENDING for word in _WORDS.findall(text) for one in below)


def _romans(article: Article, pair: Pair, said: set[float], source_said: set[float]) -> Iterator[Finding]:
    """A Roman numeral in whose place the original has another."""
    assert article.original is not None
    text, source = article.text, article.original.text
    added = [one for one in romans(text, pair.start, pair.end) if one[2] not in source_said]
    lost = [one for one in romans(source, pair.source_start, pair.source_end) if one[2] not in said]
    if len(added) != 1 or len(lost) != 1:
        return
    (start, end, _), (first, last, _) = added[0], lost[0]
    if max(end - start, last - first) > 1:  # I and X are words and names too
        confidence = CERTAIN if min(end - start, last - first) > 1 else LIKELY
        message = f"“{text[start:end]}” is “{source[first:last]}” in the original"
        yield Finding(start, end, message, (source[first:last],), confidence)


def _findings(
    article: Article, pair: Pair, lost: list[Figure], added: list[Figure], values: tuple[set[float], set[float]]
) -> Iterator[Finding]:
    """What is lost and added; a number that the other side has once more only is neither, unless it took another's place."""
    assert article.original is not None
    text = article.text
    for one in added:
        shown = text[one.start : one.end]
        if lost:
            other = lost.pop(0)
            wanted = article.original.text[other.start : other.end]
            fix = _like(wanted, shown, article.language, article.original.language)
            end = one.end
            if shown in fix or (one.through - one.end and other.through - other.end and one.factor != other.factor):
                fix, end = (), one.through
                shown, wanted = text[one.start : end], article.original.text[other.start : other.through]
            yield Finding(one.start, end, f"“{shown}” is “{wanted}” in the original", fix, CERTAIN)
        elif not _stands(one, values[1]):
            yield Finding(one.start, one.end, f"the original has no “{shown}”", (), LIKELY)
    for one in lost:
        if not _stands(one, values[0]):
            shown = article.original.text[one.start : one.end]
            yield lacking(article, pair, f"the original’s “{shown}” is missing", LIKELY)


def _is_doubled(one: Figure, kept: list[Figure]) -> bool:
    """Whether a figure says in a unit of another system what one says that both sides have: 209 km (130 miles)."""
    return any(None not in (one.imperial, other.imperial) and conversion(one, other) is not None for other in kept)


def _is_aside(text: str, one: Figure) -> bool:
    """Whether a figure opens a bracket with more in it: a converted sum or measure, which one language needs and the other does not."""
    if one.year and one.unit < 2:
        return False
    return bool(_ASIDE.search(text, max(one.start - 9, 0), one.start)) and text[one.end : one.end + 1] not in (")", "）", "]")


def _values(found: list[Figure]) -> set[float]:
    """All that figures may be worth, their parts too."""
    return {value for one in found for value in one.values | one.parts}


def _moved(article: Article, number: int) -> tuple[set[float], set[float]]:
    """What the passages beside a pair's have in numbers that their counterparts lack, the article's and the original's."""
    assert article.original is not None
    found: tuple[set[float], set[float]] = (set(), set())
    for pair in beside(article, number):
        sides = (
            (article.text, pair.start, pair.end, article.language),
            (article.original.text, pair.source_start, pair.source_end, article.original.language),
        )
        said = [_values(list(figures(*side))) | worded(*side) for side in sides]
        for at in (0, 1):
            found[at].update(said[at] - said[1 - at])
    return found


def _stands(one: Figure, said: set[float]) -> bool:
    """Whether a figure, or all parts of a date or time, the hour on either half of the clock, are among what is said."""
    apart = all(part in said or (part + 12) % 24 in one.parts & said for part in one.parts)
    return not said.isdisjoint(one.values) or (bool(one.parts) and apart)


def _may_be_worded(one: Figure, language: Language) -> bool:
    """Whether a language may say a number in words that its data does not hold."""
    known = set(language.numerals.values())
    for value in one.values:
        usual = value <= 20 or (value <= 100 and value % 10 == 0) or value in (1_000, 1_000_000)
        if value <= 1 or value in (1.5, 2.5) or (usual and value not in known and value == int(value)):
            return True
    return False


def _like(wanted: str, shown: str, language: Language, other: Language) -> tuple[str, ...]:
    """A figure of an original in another language as the language writes it; none where its separators may be read in two ways."""
    if wanted.isdigit():
        return (wanted,)
    if [letter.isdigit() for letter in wanted] == [letter.isdigit() for letter in shown]:
        kept = iter(letter for letter in wanted if letter.isdigit())
        return ("".join(next(kept) if letter.isdigit() else letter for letter in shown),)
    if not (language.decimal and language.group and other.decimal):
        return ()
    marks, pieces = _MARK.findall(wanted), _MARK.split(wanted)
    if len(marks) == 1 and _ONE_GROUP.fullmatch(wanted) and (like := _ONE_GROUP.fullmatch(shown)):
        return (like[1].join(pieces),)  # 4,178 may be either: it is of the kind that the one shown is
    tail = []
    if marks[-1] in (other.decimal, "٫") and marks[-1] not in marks[:-1]:
        tail = [pieces.pop()]
        if len(marks) == 1 and len(tail[0]) == 2 and language.decimal not in shown:
            return ()  # 4.40 may be a time
        del marks[-1]
    if len(set(marks)) > 1 or any(mark not in other.group and not mark.isspace() for mark in marks) or not _are_groups(pieces):
        return ()
    group = next((mark for mark in _MARK.findall(shown) if mark in language.group or mark.isspace()), language.group[0])
    return (language.decimal.join([group.replace(" ", "\u00a0").join(pieces), *tail]),)


def _are_groups(pieces: list[str]) -> bool:
    """Whether pieces of a figure are groups of thousands, or one piece that is not parted."""
    return len(pieces) == 1 or (len(pieces[0]) <= 3 and all(len(piece) == 3 for piece in pieces[1:]))
