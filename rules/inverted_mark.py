"""A Spanish question or exclamation without its opening mark.

What it flags: `Qué sabemos del accidente?`, with the opening mark put where the question begins.
Why a reader minds: Spanish announces a question before it is read; without the sign it reads as English.
How it decides: between the last `?` or `!` and this one no `¿` or `¡` stands, and the words in between are Spanish by their function
words. The question begins with its sentence, its quotation or after its colon, or with an interrogative after a comma.
What it leaves alone: names that hold a mark (Yahoo!, «Oliver!»), doubts in brackets (?), addresses, phrases in other languages.
Galician, where the opening mark is optional.
Source: RAE, Ortografía de la lengua española (2010), III 3.4.9: the opening marks are obligatory.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from qa.article import Article
from qa.patterns import late
from qa.rule import HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="inverted-mark",
    summary="a Spanish ! or ? without its opening mark",
    severity="warning",
    mqm="linguistic-conventions/punctuation",
    languages=("es", "es-MX"),
)

EXAMPLES = (
    bad("es", "⟦Quién pagará el puente?⇒¿Quién pagará el puente?⟧ Nadie lo dijo en la reunión."),
    bad("es", "¿Quién pagará el puente? ⟦Y cuándo lo abrirán?⇒¿Y cuándo lo abrirán?⟧"),
    bad("es", "Si nadie paga el puente, ⟦quién lo hará?⇒¿quién lo hará?⟧"),
    bad("es", "La alcaldesa preguntó: «⟦Vendrán mañana los obreros?⇒¿Vendrán mañana los obreros?⟧»."),
    bad("es", "El puente es nuestro. ⟦Nunca lo venderemos!⇒¡Nunca lo venderemos!⟧"),
    bad("es-MX", "—⟦De qué color es el puente?⇒¿De qué color es el puente?⟧ —preguntó la niña."),
    bad("es", "⟦Qué dices?!⇒¿¡Qué dices?!⟧"),
    good("es", "¿Quién pagará el puente? ¡Nadie! ¿Y cuándo, si se puede saber, lo abrirán?"),
    good("es", "La empresa Yahoo! abrió ayer. Cantaron en el musical Mamma Mia! y en «Oliver!»."),
    good("es", "El puente (¿o la pasarela?) costó mil (?) euros. Véase https://example.org/puente?id=3 y nada más."),
    good("es", "La canción «What do you want?» sonó en la plaza. ¿Qué dijo el Sr. Ruiz?"),
    bad("es", "El mejor (⟦quizá el único?⇒¿quizá el único?⟧) puente de la ciudad cerró ayer."),
    bad("es", "⟦!Qué puente!⇒¡Qué puente!⟧ Así lo dijo Ruiz."),
    good("es", "¡Qué puente, Sr. Ruiz! ¿Vienes o no?"),
)

_MARKS = re.compile(r"[?!]+")
_LEADING = late(r"[\s\"'“”„«»‘’(\[—–\-*•·\d.)]*")
_INTERROGATIVE = late(
    r"[,;:—–] ?(?=(?:(?:y|e|o|pero|entonces|a|con|de|desde|en|hasta|para|por|sobre) )?"
    r"(?:qué|quién(?:es)?|cómo|cuándo|cuánt[oa]s?|cuál(?:es)?|d?a?dónde)\b)"
)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 160
"""Characters of a question that a finding marks whole; of a longer one it marks the first word."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    text = article.text
    if "?" not in text and "!" not in text:
        return
    function_words = article.language.function_words
    for block in article.blocks:
        last = block.start
        for marks in _MARKS.finditer(text, block.start, block.end):
            opened = _opens_between(text, last, marks.start())
            if not opened and (finding := _judge(article, last, marks, block.end, function_words)):
                yield finding
            last = marks.end()


def _opens_between(text: str, start: int, end: int) -> bool:
    return text.find("¿", start, end) >= 0 or text.find("¡", start, end) >= 0


def _judge(article: Article, last: int, marks: "re.Match[str]", end: int, function_words: frozenset[str]) -> Finding | None:
    text, place = article.text, marks.start()
    before, after = text[place - 1 : place], text[marks.end() : marks.end() + 1]
    if not (before.isalnum() or before in '"”»’)%') or after.isalnum() or after in ("/", "=", "&"):
        return None
    start, whole = _start(article, last, place)
    words = _WORD.findall(text, start, place)
    if not words or _is_name(text, words, marks.end(), end):
        return None
    known = sum(word.lower() in function_words for word in words)
    if 4 * known < len(words) and not (whole and len(words) == 1):
        return None
    opening = "".join({"?": "¿", "!": "¡"}[mark] for mark in dict.fromkeys(marks[0]))
    stop = marks.end() if place - start <= _LONGEST else start + len(words[0])
    message = f"the {'question' if '?' in marks[0] else 'exclamation'} lacks its opening {opening}"
    return Finding(start, stop, message, (opening + text[start:stop].lstrip("?!"),), LIKELY if known else HINT)


def _start(article: Article, last: int, place: int) -> tuple[int, bool]:
    """Where the question that a mark ends began, and whether it is a sentence of its own."""
    text, sentences = article.text, article.sentences
    nearest = bisect_right(sentences, place, key=lambda sentence: sentence.start) - 1
    start = max(last, sentences[nearest].start) if nearest >= 0 else last
    whole = True
    quotation = article.quotes.around(place)
    if quotation and quotation.opening.start >= start:
        start, whole = quotation.opening.start + 1, False
    colon, bracket = text.rfind(": ", start, place), text.rfind("(", start, place)
    if colon >= 0:
        start = colon + 2
    if bracket >= start and text.find(")", bracket, place) < 0:
        start = bracket
    if interrogative := _INTERROGATIVE.search(text, start, place):
        start = interrogative.end()
    leading = _LEADING.match(text, start, place)
    start = leading.end() if leading else start
    return (start - 1 if text[start - 1 : start] in ("?", "!") else start), whole  # !Hola!


def _is_name(text: str, words: list[str], start: int, end: int) -> bool:
    """Whether the sentence goes on after a capitalised word with a mark: Yahoo! opened."""
    rest = text[start:end].lstrip(" \u00a0\"'”»’)")[:1]
    return (rest.islower() or rest in (",", ".", ";")) and words[-1][0].isupper()
