"""A passage far shorter or longer than what it translates.

What it flags: a sentence with less than a third, or more than three times, of the length that its original would have in translation.
Why a reader minds: half of it is missing, or something else was put in its place.
How it decides: by the length of the whole article over that of its original; a sentence must differ by sixty letters at least.
What it leaves alone: short sentences, articles of fewer than three passages unless the input pairs them and both sides part words with
spaces, whatever is not surely aligned.
Source: the length checks of bilingual checkers (Xbench, Verifika); Gale and Church 1993 on the lengths of translations.
"""

from collections.abc import Iterator

from qa.analysis.passages import ratio, sure
from qa.article import Article
from qa.rule import LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="length-mismatch",
    summary="a passage far shorter or longer than what it translates",
    severity="warning",
    mqm="accuracy/omission",
    mqm_severity="major",
    requires=("original",),
)

_BEFORE = "The ferry left at six in the morning with two hundred people on board, most of them on their way to work.\n\n"
_AFTER = (
    "\n\nNobody was hurt, the police of the town said in the evening, and the ferry will be repaired by the end of the week."
)

EXAMPLES = (
    bad(
        "es",
        "El ferri salió a las seis de la mañana con doscientas personas a bordo, la mayoría de camino al trabajo.\n\n"
        "⟦El capitán Nilsen llamó.⟧\n\n"
        "Nadie resultó herido, dijo la policía de la ciudad por la noche, y el ferri estará reparado a finales de la semana.",
        "en",
        _BEFORE + "Captain Nilsen called the coast guard, which sent three boats and a helicopter from the island." + _AFTER,
    ),
    good(
        "es",
        "El ferri salió a las seis de la mañana con doscientas personas a bordo, la mayoría de camino al trabajo.\n\n"
        "El capitán Nilsen avisó a la guardia costera, que envió tres barcos.\n\n"
        "Nadie resultó herido, dijo la policía de la ciudad por la noche, y el ferri estará reparado a finales de la semana.",
        "en",
        _BEFORE + "Captain Nilsen called the coast guard, which sent three boats and a helicopter from the island." + _AFTER,
    ),
)

_TIMES = 3.0
_FEWEST = 3
"""Passages that an article needs to show how long its translation is."""
_KNOWN = 400
"""Characters of usual length that a file of segments is taken to have besides its own: one far too short would else be its own measure."""
_LETTERS = 60
"""By how many letters of the original a passage must differ."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    assert article.original is not None
    paired = bool(article.document.pairs) and article.language.spaces and article.original.language.spaces
    rate = ratio(article, _KNOWN if paired else 0)
    if not rate or (len(article.pairs) < _FEWEST and not paired):
        return
    for _, pair in sure(article):
        wanted = pair.source_end - pair.source_start
        length = (pair.end - pair.start) / rate
        if abs(wanted - length) < _LETTERS or (wanted < _TIMES * length and length < _TIMES * wanted):
            continue
        kind = "shorter" if length < wanted else "longer"
        message = f"this is far {kind} than the original’s {wanted} characters would be in translation"
        yield Finding(pair.start, pair.end, message, (), LIKELY)
