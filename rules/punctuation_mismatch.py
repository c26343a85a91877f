"""A question of the original that the translation states, or the other way round.

What it flags: a sentence that ends in a question mark where its original ends in a stop, and one that lost its question mark.
Why a reader minds: a doubt is read as a fact, or a fact as a doubt.
How it decides: by the marks at the ends of two sentences that surely translate each other, closing quotation marks and brackets left
away, whatever script the marks are of (?, ？, ؟, the Greek ;).
What it leaves alone: passages that are more sentences on one side, those of two or three words at most, a question quoted within a sentence
where the other side reports it in its own words (asked whether), exclamation marks, missing stops (headlines, captions),
colons and dashes, languages that mark a question with a word (Japanese, Thai) when the mark is missing.
Source: the end-punctuation checks of bilingual checkers (Xbench, Verifika, QA Distiller, pofilter).
"""

from bisect import bisect_left
from collections.abc import Iterator

from qa.analysis.passages import sure
from qa.article import Article
from qa.rule import LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="punctuation-mismatch",
    summary="a question of the original that the translation states, or the other way round",
    severity="warning",
    mqm="linguistic-conventions/punctuation",
    requires=("original",),
)

EXAMPLES = (
    bad("es", "El puente se abrirá en mayo⟦?⇒.⟧", "en", "The bridge will open in May."),
    bad("de", "Wer bezahlt am Ende die neue Brücke⟦.⇒?⟧", "en", "Who will pay for the new bridge in the end?"),
    bad("el", "Ποιος θα πληρώσει τελικά τη νέα γέφυρα⟦.⇒;⟧", "en", "Who will pay for the new bridge in the end?"),
    bad("ar", "سيفتح الجسر الجديد في شهر مايو⟦؟⇒.⟧", "en", "The new bridge will open in May."),
    bad("ru", "Новый мост откроют в мае⟦?⇒.⟧", "en", "The new bridge will open in May."),
    bad("es", "El alcalde preguntó: “¿Quién paga el puente⟦.⇒?⟧”", "en", "The mayor asked, “Who pays for the bridge?”"),
    good(
        "de",
        "Ich rief ihn an und fragte, ob er die Brücke bezahlt.",
        "en",
        "I called him and asked, “Will you pay for the bridge?”",
    ),
    good(
        "en",
        "I called him and asked, “Will you pay for the bridge?”",
        "de",
        "Ich rief ihn an und fragte, ob er die Brücke bezahlt.",
    ),
    bad("el", "Είστε σίγουροι⟦.⇒;⟧", "en", "Are you sure?"),
    good("en", "Why did they not come?", "ja", "なぜ彼らは来なかったのか。"),
    good("en", "Uh, what.", "pt", "Hã, hã, o quê?"),
    good("el", "Ποιος θα πληρώσει τελικά τη νέα γέφυρα;", "en", "Who will pay for the new bridge in the end?"),
    good("zh", "最终谁来为这座新桥买单？", "en", "Who will pay for the new bridge in the end?"),
    good("ja", "新しい橋の費用は最後に誰が払うのか。", "en", "Who will pay for the new bridge in the end?"),
    good("fr", "« Qui va payer le nouveau pont à la fin ? »", "en", "“Who will pay for the new bridge in the end?”"),
)

_CLOSING = "\"'”“’‘»«›‹」』》）)]} \u00a0\u202f"
_QUESTIONS = "?？؟⸮՞\u037e"
_STOPS = ".。।۔"
_COMMAS = ",،，"
_BY_SCRIPT = {"Greek": ";\u037e", "Arabic": "؟?", "Han": "？?"}
"""The question mark of a script, usual one first."""


_FEWEST, _FEW = 2, 3
"""Words that a sentence has after its last comma, if it has no more of them in all than a few, and those that one of two sentences has:
interjections (Uh, what.) are said as the language says them."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    original = article.original
    assert original is not None
    for _, pair in sure(article):
        if _sentences(article, pair.start, pair.end) != _sentences(original, pair.source_start, pair.source_end):
            continue
        place, here = _end(article, pair.start, pair.end)
        source_place, there = _end(original, pair.source_start, pair.source_end)
        if not here or not there or here == there:
            continue
        if _is_cry(article, pair.start, pair.end) or _is_cry(original, pair.source_start, pair.source_end):
            continue
        if (
            max(_words(*side) for side in ((article, pair.start, pair.end), (original, pair.source_start, pair.source_end)))
            < _FEW
        ):
            continue
        ours, theirs = (article, pair.start, place), (original, pair.source_start, source_place)
        if _is_quoted(*(ours if here == "?" else theirs)) and not _quotes(*(theirs if here == "?" else ours)):
            continue
        if here == "." and not article.language.spaces:
            continue
        wanted = (
            _BY_SCRIPT.get(article.language.script, "?")[0] if there == "?" else "。" if not article.language.spaces else "."
        )
        message = "the original asks this" if there == "?" else "the original states this"
        yield Finding(place, place + 1, message, (wanted,), LIKELY)


def _is_cry(article: Article, start: int, end: int) -> bool:
    """Whether a passage is a few words of which hardly any stand after the last comma."""
    if not article.language.spaces or _words(article, start, end) > _FEW:
        return False
    last = max(article.text.rfind(comma, start, end) for comma in _COMMAS) + 1
    return _words(article, max(last, start), end) < _FEWEST


def _sentences(article: Article, start: int, end: int) -> int:
    """How many sentence boundaries a passage has within it."""
    return article.sentence_at(end - 1) - article.sentence_at(start)


def _words(article: Article, start: int, end: int) -> int:
    return len(article.words.between(start, end))


def _is_quoted(article: Article, start: int, place: int) -> bool:
    """Whether a place lies in a quotation that opens after words of its passage: what somebody asks others say as a statement."""
    quotation = article.quotes.around(place)
    return quotation is not None and bool(article.words.between(start, quotation.opening.start))


def _quotes(article: Article, start: int, end: int) -> bool:
    """Whether a passage has any quotation marks."""
    places = article.quotes.places
    return bisect_left(places, start) < bisect_left(places, end)


def _end(article: Article, start: int, end: int) -> tuple[int, str]:
    """The place of the mark that ends a passage, and whether it is a question's (?) or a statement's (.); "" for others."""
    text = article.text
    place = end - 1
    while place > start and text[place] in _CLOSING:
        place -= 1
    questions = _QUESTIONS + _BY_SCRIPT.get(article.language.script, "")
    mark = text[place]
    if mark in questions:
        return place, "?"
    if article.language.asked and text[start:place].endswith(article.language.asked):
        return place, ""
    alone = mark in _STOPS and text[place - 1 : place].isalnum() and not any(one in text[start:place] for one in questions)
    return place, "." if alone else ""
