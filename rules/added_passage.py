"""A sentence that the original has not.

What it flags: a sentence of the translation that translates none of the original.
Why a reader minds: words are put in the writer's mouth; often they belong to another article or to the page around it.
How it decides: by the alignment: the sentence has no counterpart, those around it surely have theirs, and the original's are no longer
than they should be, so that they do not hold it.
What it leaves alone: passages of fewer than four words or seventy letters, the first of an article, more than three in a row (another version of
the text), whatever is not surely aligned.
Source: the completeness checks of bilingual checkers; facts on machine-translated news.
"""

from collections.abc import Iterator

from qa.analysis.passages import SURE, is_one_sided, ratio, run_of
from qa.article import Article
from qa.rule import LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="added-passage",
    summary="a sentence that the original has not",
    severity="warning",
    mqm="accuracy/addition",
    mqm_severity="major",
    requires=("original",),
)

_SOURCE = (
    "The ferry Aurora left Bergen at 6.15 on Monday with 214 passengers.\n\n"
    "The engine of the Aurora is 40 years old, said the Norwegian inspector Larsen.\n\n"
    "Captain Nilsen called the coast guard from the island of Utsira, and 3 boats came.\n\n"
    "Nobody was hurt, the Bergen police said in the evening."
)

EXAMPLES = (
    bad(
        "de",
        "Die Fähre Aurora verließ Bergen am Montag um 6.15 Uhr mit 214 Passagieren.\n\n"
        "⟦Lesen Sie auch, wie der alte Hafen der Stadt in diesem Sommer umgebaut wird und wann die neuen Hallen für Besucher öffnen.⟧\n\n"
        "Der Motor der Aurora ist 40 Jahre alt, sagte der norwegische Inspektor Larsen.\n\n"
        "Kapitän Nilsen rief von der Insel Utsira die Küstenwache, und 3 Boote kamen.\n\n"
        "Niemand wurde verletzt, teilte die Polizei in Bergen am Abend mit.",
        "en",
        _SOURCE,
    ),
    good(
        "ru",
        "Паром «Аурора» вышел из Бергена в понедельник в 6:15. На борту было 214 пассажиров.\n\n"
        "Двигателю «Авроры» 40 лет, сказал норвежский инспектор Ларсен.\n\n"
        "Капитан Нильсен вызвал с острова Утсира береговую охрану, пришли 3 катера.\n\n"
        "Никто не пострадал, сообщила вечером полиция Бергена.",
        "en",
        _SOURCE,
    ),
)

_FEWEST, _LETTERS = 4, 70


def check(article: Article, options: Options) -> Iterator[Finding]:
    assert article.original is not None
    for number, pair in enumerate(article.pairs):
        if pair.source_start < pair.source_end or not number or not is_one_sided(article, number):
            continue
        if run_of(article, number).stop == len(article.pairs) and pair.confidence < SURE:
            continue
        if pair.end - pair.start < _LETTERS * min(ratio(article), 1.0):
            continue  # more often a sentence that the translator made of a clause
        if len(article.words.between(pair.start, pair.end)) < _FEWEST and article.language.spaces:
            continue
        shown = article.text[pair.start : pair.end]
        yield Finding(pair.start, pair.end, f"the original has no “{shown[:60]}{'…' if len(shown) > 60 else ''}”", (), LIKELY)
