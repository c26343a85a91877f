"""One passage or term of the original that is translated in two ways, or two passages translated as one.

What it flags: a passage whose original stands word for word elsewhere too, and is translated otherwise there; of several translations
the rarer ones, of equals the later. A passage translated as another is whose original says something else; where the two originals
share words, as a hint. As a hint too, a word that stands for a term where most passages have another for it.
Why a reader minds: a heading, a button or a refrain reads like two things, or what two things say reads the same.
How it decides: by passages that surely translate each other, case, spaces, final marks and inline codes set aside, plural forms left out. A word of eight passages or
more is a term where three quarters of them, and hardly others, have one word for it; the rest, two or more, must have one word too
that stands nowhere else.
What it leaves alone: passages of fewer than three words, which say other things in other places; translations that differ in an ending
or two only, as grammar asks for; of fewer than five words it is a hint. Translations of fewer than four words that two originals have in common (“OK”), and originals
that differ in endings, order or marks only. A term that only one passage renders otherwise: in professional
translations a quarter of the terms are (14 of 50 in ten languages), by a pronoun or another turn of the sentence.
Source: the checks for inconsistent translations of bilingual checkers (Xbench, Verifika, QA Distiller).
"""

from collections import Counter
from collections.abc import Iterator

from qa.analysis.passages import CERTAIN as SURELY
from qa.analysis.passages import sure
from qa.analysis.renderings import in_two_ways
from qa.article import Article, Pair
from qa.patterns import late
from qa.rule import HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="inconsistent-translation",
    summary="one passage or term of the original translated in two ways, or two translated as one",
    severity="warning",
    mqm="terminology/inconsistent-use-of-terminology",
    requires=("original",),
)

_SOURCE = (
    "The old town is closed to cars.\n\nThe tram runs every ten minutes, said Karin Lund of the city council in 2019.\n\n"
    "The old town is closed to cars."
)

EXAMPLES = (
    bad(
        "de",
        "Die Altstadt ist für Autos gesperrt.\n\nDie Tram fährt alle zehn Minuten, sagte Karin Lund vom Stadtrat 2019.\n\n"
        "⟦In das alte Viertel dürfen keine Wagen⇒Die Altstadt ist für Autos gesperrt⟧.",
        "en",
        _SOURCE,
    ),
    bad(
        "ru",
        "Старый город закрыт для машин.\n\nТрамвай ходит каждые десять минут, сказала Карин Лунд из горсовета в 2019 году.\n\n"
        "⟦В исторический центр нельзя на автомобиле⇒Старый город закрыт для машин⟧.",
        "en",
        _SOURCE,
    ),
    bad(
        "de",
        "Die Altstadt ist für Autos gesperrt.\n\nDie Tram fährt alle zehn Minuten, sagte Karin Lund vom Stadtrat 2019.\n\n"
        "⟦Die Altstadt ist für Autos gesperrt.⟧",
        "en",
        _SOURCE.rpartition("\n\n")[0] + "\n\nTickets are sold in every shop.",
    ),
    good(
        "es",
        "El casco antiguo está cerrado al tráfico.\n\nEl tranvía pasa cada diez minutos, dijo Karin Lund del ayuntamiento en 2019.\n\n"
        "El casco antiguo está cerrado al tráfico.",
        "en",
        _SOURCE,
    ),
    good(
        "fr",
        "La vieille ville est fermée aux voitures.\n\nLe tram passe toutes les dix minutes, a dit Karin Lund du conseil en 2019.\n\n"
        "La vieille ville est fermée aux voitures !",
        "en",
        _SOURCE,
    ),
)

_FEWEST, _LONG = 3, 5
"""Words of an original that counts, and of one that hardly says two things."""

_CHARACTERS = 10
"""Characters that a translation has at least, where words are not parted, of which two originals are told."""

_STEM, _ALIKE = 4, 0.25
"""Letters by which words of two originals are known to be forms of one, and the share of such words (Dice's coefficient) below which the
originals say different things."""

_PLURAL = late(r"\[\d+\]$")
"""How ids of plural forms end: one msgid of PO has several translations, which differ as grammar asks for."""

_MARKS = " .,;:!?…。！？؟؛।\u00a0\u202f"


def check(article: Article, options: Options) -> Iterator[Finding]:
    original = article.original
    assert original is not None
    places: dict[str, list[Pair]] = {}
    same: dict[str, list[Pair]] = {}
    for _, pair in sure(article):
        if pair.confidence >= SURELY and not _PLURAL.search(pair.id):
            places.setdefault(_plain(original.text[pair.source_start : pair.source_end]), []).append(pair)
            same.setdefault(_plain(article.text[pair.start : pair.end]), []).append(pair)
    for source, pairs in places.items():
        if len(pairs) == 1 or len(source.split()) < (_FEWEST if original.language.spaces else 1):
            continue
        counts = Counter(_plain(article.text[pair.start : pair.end]) for pair in pairs)
        usual = max(counts, key=counts.__getitem__)
        first = next(pair for pair in pairs if _plain(article.text[pair.start : pair.end]) == usual)
        fix = article.text[first.start : first.end].strip(_MARKS)
        for pair in pairs:
            here = article.text[pair.start : pair.end]
            if _is_near(_plain(here), usual):
                continue
            start = pair.start + len(here) - len(here.lstrip(_MARKS))
            message = f"the original is the same as where this is “{fix[:60]}{'…' * (len(fix) > 60)}”"
            confidence = LIKELY if len(source.split()) >= _LONG else HINT
            yield Finding(start, start + len(here.strip(_MARKS)), message, (fix,), confidence)
    for target, pairs in same.items():
        if len(pairs) > 1 and (len(target.split()) >= _LONG - 1 if article.language.spaces else len(target) >= _CHARACTERS):
            yield from _said_alike(article, original, pairs)
    if article.language.spaces and original.language.spaces:
        yield from _terms(article, [pair for _, pair in sure(article) if pair.confidence >= SURELY])


def _said_alike(article: Article, original: Article, pairs: list[Pair]) -> Iterator[Finding]:
    """The passages after the first that have its translation, and another original: one that says something else, or a part of it."""
    first, *others = ((pair, original.text[pair.source_start : pair.source_end]) for pair in pairs)
    stems = _stems(first[1])
    for pair, source in others:
        theirs = _stems(source)
        if theirs == stems or _spelt(source) == _spelt(first[1]):
            continue
        shared = 2 * len(stems & theirs) / (len(stems) + len(theirs))
        message = f"this also stands for “{first[1][:60]}{'…' * (len(first[1]) > 60)}”, and the original here is another"
        yield Finding(pair.start, pair.end, message, (), LIKELY if shared < _ALIKE and original.language.spaces else HINT)


def _stems(text: str) -> set[str]:
    """The beginnings of a text's words, in which forms of one word agree."""
    return {word.strip(_MARKS)[:_STEM] for word in text.casefold().split()} - {""} or {text}


def _spelt(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _terms(article: Article, pairs: list[Pair]) -> Iterator[Finding]:
    words = article.words
    for term in in_two_ways(article, pairs):
        for index in term.others:
            message = f"“{term.word}” of the original is “{words.forms[term.usual]}” elsewhere"
            yield Finding(words.starts[index], words.end(index), message, (), HINT)


def _plain(text: str) -> str:
    return " ".join(text.replace("\ufffc", " ").split()).strip(_MARKS).casefold()


def _is_near(one: str, other: str) -> bool:
    """Whether two translations are the same but for endings: as many words, that begin alike."""
    mine, theirs = one.split(), other.split()
    return one == other or (
        len(mine) == len(theirs) > 1
        and all(a[: max(len(a) - 3, 1)] == b[: max(len(a) - 3, 1)] for a, b in zip(mine, theirs, strict=True))
    )
