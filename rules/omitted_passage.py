"""A sentence of the original that the translation lacks.

What it flags: the place where a sentence of the original was left out, also within a segment (XLIFF, PO, TMX, tables); the empty target
of a segment.
Why a reader minds: they are not told what the writer said, and cannot know.
How it decides: by the alignment: the sentence has no counterpart, those around it surely have theirs, and these are no longer than
they should be, so that they do not hold it. Of a segment of several sentences these are aligned, where it has fewer than its original and
is shorter by a twelfth or more.
What it leaves alone: passages of fewer than four words, bylines and captions among them, the first of an article, a last one that is short
or no sentence (credits), more than three in a row (another version of the text), in a segment more than one, whatever is not surely aligned.
Source: the completeness checks of bilingual checkers; facts on machine-translated news.
"""

from collections.abc import Iterator

from qa.analysis.alignment import align_within
from qa.analysis.passages import SURE, is_one_sided, ratio, run_of, sure
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

_FEWEST, _FEWEST_AT_END = 4, 8
"""Words of a passage that is missed, and of the last one, which may be no sentence of the article but a credit."""

_KNOWN = 400
"""Characters of usual length that a file of segments is taken to have besides its own, as in `length-mismatch`."""
_SHARE, _MOST, _MOST_OF_TWO = 0.08, 0.4, 0.9
"""By how much a segment that lacks a sentence is too short at least: by its own length, and by the sentence's, more of two, for these
are often made one."""
_FAIRLY, _RATHER = 0.3, 0.5
"""How sure it must be that this sentence has no counterpart, and that the others have theirs."""
_LETTERS = 40
"""Of a sentence that is missed in a segment, in the language that takes more of them."""

_STOPS = ".。！!।۔։…?？"


def check(article: Article, options: Options) -> Iterator[Finding]:
    original = article.original
    assert original is not None
    if article.document.pairs:
        yield from _empty(article, original)
        yield from _within(article, original)
        return
    told = -1
    for number, pair in enumerate(article.pairs):
        if pair.start < pair.end or number <= told or not is_one_sided(article, number) or not _is_missed(article, number):
            continue
        before = article.words.between(0, pair.start)
        if not before:
            continue
        told = run_of(article, number)[-1]
        more = sum(_is_missed(article, other) for other in range(number + 1, told + 1))
        message = f"after this the original has {_quoted(original, pair)}" + f" and {more} more" * bool(more)
        yield Finding(article.words.starts[before[-1]], article.words.end(before[-1]), message, (), LIKELY, lacking=True)


def _is_missed(article: Article, number: int) -> bool:
    """Whether a passage of the original says something that the article has to say."""
    pair, original = article.pairs[number], article.original
    assert original is not None
    words = len(original.words.between(pair.source_start, pair.source_end))
    if run_of(article, number).stop < len(article.pairs):
        return number > 0 and words >= _FEWEST
    stops = _ends_in_stop(original.text, pair.source_start, pair.source_end)
    return number > 0 and words >= _FEWEST_AT_END and pair.confidence >= SURE and stops


def _ends_in_stop(text: str, start: int, end: int) -> bool:
    return any(mark in text[max(end - 3, start) : end] for mark in _STOPS)


def _empty(article: Article, original: Article) -> Iterator[Finding]:
    """The segments without a translation, where the input says what belongs together."""
    for pair in article.pairs:
        if pair.start == pair.end and pair.source_start < pair.source_end:
            yield Finding(pair.start, pair.end, f"nothing stands here for {_quoted(original, pair)}", (), CERTAIN)


def _within(article: Article, original: Article) -> Iterator[Finding]:
    """The sentence that a segment of several lacks."""
    rate = ratio(article, _KNOWN if article.language.spaces and original.language.spaces else 0)

    def shortage(pair: Pair) -> float:
        """By how many letters of the original a segment is too short."""
        return (pair.source_end - pair.source_start) - (pair.end - pair.start) / rate

    shorter = [pair for _, pair in sure(article) if shortage(pair) >= _SHARE * (pair.source_end - pair.source_start)]
    suspects = [pair for pair in shorter if _has_fewer(article, original, pair)]
    for pair, parts in zip(suspects, align_within(article, original, suspects, rate), strict=True):
        lost = [part for part in parts if part.start == part.end]
        if not all(_ends_in_stop(original.text, part.source_start, part.source_end) for part in parts[:-1]):
            continue  # lines, not sentences
        if len(lost) != 1 or any(part.source_start == part.source_end for part in parts):
            continue
        if lost[0].confidence < _FAIRLY or any(part.confidence < _RATHER for part in parts if part.start < part.end):
            continue
        length = lost[0].source_end - lost[0].source_start
        if max(length, length * rate) < _LETTERS or shortage(pair) < (_MOST if len(parts) > 2 else _MOST_OF_TWO) * length:
            continue
        before = article.words.between(pair.start, lost[0].start)
        word = before[-1] if before else next(iter(article.words.between(pair.start, pair.end)), None)
        if word is not None:
            message = f"{'after' if before else 'before'} this the original has {_quoted(original, lost[0])}"
            yield Finding(article.words.starts[word], article.words.end(word), message, (), LIKELY, lacking=True)


def _has_fewer(article: Article, original: Article, pair: Pair) -> bool:
    """Whether a segment has fewer sentences than what it translates; where only that ends in a stop, they cannot be told apart."""
    if _ends_in_stop(original.text, pair.source_start, pair.source_end) and not _ends_in_stop(
        article.text, pair.start, pair.end
    ):
        return False
    here = article.sentence_at(pair.end - 1) - article.sentence_at(pair.start)
    return here < original.sentence_at(pair.source_end - 1) - original.sentence_at(pair.source_start)


def _quoted(original: Article, pair: Pair) -> str:
    shown = original.text[pair.source_start : pair.source_end]
    return f"“{shown[:80]}{'…' if len(shown) > 80 else ''}”"
