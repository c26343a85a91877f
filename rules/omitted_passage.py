"""A sentence of the original that the translation lacks.

What it flags: the place where a sentence of the original was left out; the empty target of a segment (XLIFF, PO, TMX, tables).
Why a reader minds: they are not told what the writer said, and cannot know.
How it decides: by the alignment: the sentence has no counterpart, those around it surely have theirs, and these are no longer than
they should be, so that they do not hold it.
What it leaves alone: passages of fewer than four words, bylines and captions among them, the first and last of an article (credits,
calls to subscribe), several in a row (another version of the text), whatever is not surely aligned.
Source: the completeness checks of bilingual checkers; facts on machine-translated news.
"""

from collections.abc import Iterator

from qa.analysis.passages import is_one_sided
from qa.article import Article, Pair
from qa.rule import CERTAIN, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="omitted-passage",
    summary="a sentence of the original that the translation lacks",
    severity="error",
    mqm="accuracy/omission",
    mqm_severity="major",
    requires=("original",),
)

_SOURCE = (
    "The ferry Aurora left Bergen at 6.15 on Monday with 214 passengers.\n\n"
    "Engineers had warned the company about the old engine in 2019.\n\n"
    "Captain Nilsen called the coast guard from the island of Utsira, and 3 boats came.\n\n"
    "Nobody was hurt, the Bergen police said in the evening."
)

EXAMPLES = (
    bad(
        "de",
        "Die Fähre Aurora verließ Bergen am Montag um 6.15 Uhr mit 214 ⟦Passagieren⟧.\n\n"
        "Kapitän Nilsen rief von der Insel Utsira die Küstenwache, und 3 Boote kamen.\n\n"
        "Niemand wurde verletzt, teilte die Polizei in Bergen am Abend mit.",
        "en",
        _SOURCE,
    ),
    bad(
        "ru",
        "Паром «Аурора» вышел из Бергена в понедельник в 6:15, на борту было 214 ⟦пассажиров⟧.\n\n"
        "Капитан Нильсен вызвал с острова Утсира береговую охрану, пришли 3 катера.\n\n"
        "Никто не пострадал, сообщила вечером полиция Бергена.",
        "en",
        _SOURCE,
    ),
    good(
        "es",
        "El ferri Aurora salió de Bergen a las 6.15 del lunes con 214 pasajeros.\n\n"
        "Los ingenieros habían avisado a la empresa sobre el viejo motor en 2019; el capitán Nilsen llamó a la guardia costera "
        "desde la isla de Utsira, y llegaron 3 barcos.\n\n"
        "Nadie resultó herido, dijo la policía de Bergen por la noche.",
        "en",
        _SOURCE,
    ),
)

_FEWEST = 4


def check(article: Article, options: Options) -> Iterator[Finding]:
    original = article.original
    assert original is not None
    if article.document.pairs:
        yield from _empty(article, original)
        return
    for number, pair in enumerate(article.pairs):
        if pair.start < pair.end or not 0 < number < len(article.pairs) - 1 or not is_one_sided(article, number):
            continue
        if len(original.words.between(pair.source_start, pair.source_end)) < _FEWEST:
            continue
        before = article.words.between(0, pair.start)
        if not before:
            continue
        message = f"after this the original has {_quoted(original, pair)}"
        yield Finding(article.words.starts[before[-1]], article.words.end(before[-1]), message, (), LIKELY)


def _empty(article: Article, original: Article) -> Iterator[Finding]:
    """The segments without a translation, where the input says what belongs together."""
    for pair in article.pairs:
        if pair.start == pair.end and pair.source_start < pair.source_end:
            yield Finding(pair.start, pair.end, f"nothing stands here for {_quoted(original, pair)}", (), CERTAIN)


def _quoted(original: Article, pair: Pair) -> str:
    shown = original.text[pair.source_start : pair.source_end]
    return f"“{shown[:80]}{'…' if len(shown) > 80 else ''}”"
