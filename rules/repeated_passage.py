"""A sentence, headline or caption that the article gives twice.

What it flags: the second copy of a sentence or line of five words and 25 letters or more (12 in Chinese and Japanese; a headline may
have three words), case and punctuation aside; sentences that follow one another in both places are one passage, and a short end of a
paragraph (`Photo: Ann Miller`) is a part of it.
Why a reader minds: it reads like an accident of copying, and the text seems longer than it is.
How it decides: the words of every sentence are looked up among those before; figures must agree, too.
What it leaves alone: what stands three times or more, unless it is long (refrains, standing lines); verse; credits and labels (lines without
a stop, most of whose words have capitals); a sentence that is all quotation, for it is often pulled out; tables and code.
Source: contract; copies met on machine-translated pages: headlines, captions and leads.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from qa.analysis.scripts import UNSPACED
from qa.analysis.sentences import Sentence
from qa.article import Article, Block
from qa.rule import CERTAIN, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="repeated-passage",
    summary="a sentence, headline or caption given twice",
    severity="error",
    mqm="accuracy/addition",
)

EXAMPLES = (
    bad(
        "en",
        "The ferry ran aground off the northern cape.\n\nNobody was hurt.\n\n⟦The ferry ran aground off the northern cape.⇒⟧",
    ),
    bad(
        "en",
        "Storm closes the harbour for two days\n\nNobody was hurt.\n\n⟦Storm closes the harbour for two days⇒⟧\n\nIt blew over.",
    ),
    bad("en", "Harbourmasters demand lighthouses\n\nNobody was hurt.\n\n⟦Harbourmasters demand lighthouses⇒⟧\n\nIt blew over."),
    bad(
        "en",
        "The ferry lies off the cape on Monday. Photo: Ann Miller\n\nNobody was hurt.\n\n"
        "⟦The ferry lies off the cape on Monday. Photo: Ann Miller⇒⟧\n\nIt blew over.",
    ),
    bad("de", "Die Fähre lief am Nordkap auf Grund. ⟦Die Fähre lief am Nordkap auf Grund.⇒⟧ Niemand wurde verletzt."),
    bad("fr", "Le bac s’est échoué au large du cap. Il n’y a pas de blessés. ⟦Le bac s’est échoué, au large du cap !⇒⟧"),
    bad("zh", "渡轮昨天晚上在北角附近搁浅。没有人受伤。⟦渡轮昨天晚上在北角附近搁浅。⇒⟧"),
    good("en", "The ferry left at noon. It ran aground. The ferry left at noon. It ran aground."),
    good("en", "“We will never give up this island,” she said.\n\nIt rained.\n\n“We will never give up this island”"),
    good("en", "It rained.\n\nSubscribe to our newsletter\n\nIt snowed.\n\nSubscribe to our newsletter"),
    good(
        "en",
        "Photograph: Ann Miller/Northern Press Agency\n\nIt rained all day.\n\nPhotograph: Ann Miller/Northern Press Agency",
    ),
    good("en", "In 2019 the ferry made 412 trips to the cape. In 2020 the ferry made 96 trips to the cape."),
    good(
        "en",
        "Row the boat ashore again, my love\n\nSo\n\nRow the boat ashore again, my love\n\nOh\n\nRow the boat ashore again, my love",
    ),
)

_FEWEST_WORDS, _FEWEST_LETTERS, _FEWEST_UNSPACED = 5, 25, 12
_FEWEST_IN_HEADLINE = 3
_LONG = 12
_FIGURES = re.compile(r"\d+")
_QUOTES = "\"“”„«»‘’'「」『』"
_STOPS = '.!?…。！？।۔؟”"»'


def check(article: Article, options: Options) -> Iterator[Finding]:
    places: dict[str, list[Sentence]] = {}
    order: list[tuple[Sentence, str]] = []
    starts, forms = article.words.starts, article.words.forms
    unspaced = bool(article.scripts & UNSPACED)
    headline = ""
    at = 0
    for sentence in article.sentences:
        first, at = at, bisect_left(starts, sentence.end, at)
        words = " ".join(forms[first:at]).lower()
        if sentence == (article.blocks[0].start, article.blocks[0].end):
            headline = words
        enough = unspaced or at - first >= (_FEWEST_IN_HEADLINE if words == headline else _FEWEST_WORDS)
        if enough and len(words) >= (_FEWEST_UNSPACED if unspaced else _FEWEST_LETTERS):
            places.setdefault(words, []).append(sentence)
            order.append((sentence, words))
    if len(places) == len(order):
        return
    verse = sum(article.text[block.end - 1] not in _STOPS for block in article.blocks) * 2 > len(article.blocks)
    copies = [
        (sentence, places[words][0], words)
        for sentence, words in order
        if _is_copy(article, sentence, words, places[words], verse)
    ]
    yield from _passages(article, copies)


def _is_copy(article: Article, sentence: Sentence, words: str, places: list[Sentence], verse: bool) -> bool:
    if places[0] is sentence or (len(places) > 2 and words.count(" ") < _LONG):
        return False
    shown, first = (article.text[start:end] for start, end in (sentence, places[0]))
    if _FIGURES.findall(shown) != _FIGURES.findall(first) or _is_quotation(shown) or _is_quotation(first):
        return False
    if _block(article, sentence).kind in ("cell", "code"):
        return False
    return shown[-1] in _STOPS or (not verse and sum(map(str.isupper, shown)) * 2 <= words.count(" ") + 1)


def _is_quotation(shown: str) -> bool:
    return shown[0] in _QUOTES and shown.rstrip(".,!?…")[-1:] in _QUOTES


def _block(article: Article, sentence: Sentence) -> Block:
    return article.blocks[article.block_at(sentence.start)]


def _passages(article: Article, copies: list[tuple[Sentence, Sentence, str]]) -> Iterator[Finding]:
    """A finding for each run of copies that nothing but space parts."""
    runs: list[tuple[int, int, int]] = []
    for sentence, first, words in copies:
        start, end = sentence.start, _end(article, sentence, first)
        count = words.count(" ") + 1
        if runs and not article.text[runs[-1][1] : start].strip(" "):
            runs[-1] = (runs[-1][0], end, runs[-1][2] + count)
        else:
            runs.append((start, end, count))
    for start, end, count in runs:
        shown = article.text[start:end]
        message = f"“{shown[:60]}{'…' if len(shown) > 60 else ''}” stands in this article before"
        yield Finding(start, end, message, ("",), CERTAIN if count >= _LONG or shown[-1] in _STOPS else LIKELY)


def _end(article: Article, copy: Sentence, first: Sentence) -> int:
    """Where a copy ends: with its paragraph where what is left of both paragraphs is short and the same."""
    end, first_end = _block(article, copy).end, _block(article, first).end
    if end - copy.end != first_end - first.end:  # what is left may be all of an endless line
        return copy.end
    rest = article.text[copy.end : end]
    same = rest == article.text[first.end : first_end]
    return end if same and rest.count(" ") <= _FEWEST_WORDS else copy.end
