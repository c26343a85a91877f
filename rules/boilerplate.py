"""Furniture of a web page that was translated into the body.

What it flags: calls to read on, to share, to subscribe or to follow, labels of advertisements and related articles, cookie and
paywall notices (`KEEP READING:`, `Advertisement` as a paragraph).
Why a reader minds: it interrupts the story with words that belong to another page.
How it decides: by phrase packs of the article's language, where a phrase stands as furniture does: as a whole paragraph, at the
start of a paragraph, a sentence or a bracket before a colon, in capitals, as a label before its value, or as the start or the end
of a sentence that addresses the visitor.
What it leaves alone: the same words amid a sentence or in quotation marks, first words of ordinary sentences, headings; it only hints
where an editor's own reference follows: a title in quotation marks, a page, an address, a sentence with its stop. Files of
translators, whose segments are labels too.
Source: page furniture as news sites in these languages use it, and as machine translation renders it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from msgspec import Struct

from qa import packs
from qa.article import Article
from qa.patterns import late
from qa.rule import CERTAIN, HINT, LIKELY, Finding, Options, Rule, bad, good
from qa.wording import Beginnings, Endings, Slot, fold

RULE = Rule(
    name="boilerplate",
    summary="page furniture translated into the body",
    severity="error",
    mqm="accuracy/addition",
    requires=("language",),
    languages=packs.codes("boilerplate"),
)

EXAMPLES = (
    bad("en", "The pier reopened in June.\n\n⟦READ ALSO:⇒⟧\n\nA ferry for the islands"),
    bad("en", "The pier reopened in June. (⟦Also see:⇒⟧ A ferry for the islands.) It is free."),
    bad("en", "The pier reopened. ⟦Subscribe to our newsletter and miss nothing.⇒⟧ It is free."),
    bad("en", "The pier reopened. ⟦For more on ferries, click here.⇒⟧ It is free."),
    bad("en", "The pier reopened.\n\n⟦Share | Print | 12 comments⇒⟧\n\nIt is free."),
    bad("en", "The pier reopened.\n\n⟦Reading time: 4 minutes⇒⟧\n\nIt is free."),
    bad("en", "The pier reopened.\n\n⟦Advertisement⇒⟧\n\nIt is free."),
    bad("en", "The pier reopened.\n\n⟦CLICK HERE AND WIN A FERRY TICKET⇒⟧\n\nIt is free."),
    bad("en", "The pier reopened.\n\n⟦Read more about ferries⇒⟧\n\nIt is free."),
    good("en", "He kept reading: the letter was long. “Read also: the Bible,” she said. Advertisement of the post is pending."),
    good(
        "en",
        "Register of ships\n\nThe pier is old.\n\n1. Register\n\nHe told them where to click. Here they did. Tags: he wants none.",
    ),
    good("en", "See also how the pier was built. Related costs rose, and comments were few. Share this view: nobody does."),
)


class Pack(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases, in the notation of `qa.wording`.

    `line`: furniture as a whole paragraph, alone or with others of its kind; long ones also with a few words after them. `lead`:
    furniture before a colon or in capitals, and as a whole paragraph or its start. `alone`: the same, but never with words after
    it: titles of boxes and buttons that might begin a headline. `label`: furniture with its value, which follows a colon or is a
    date or a number (`reading time`). `sentence`: furniture at the start of a sentence; `tail`: at its end.

    Slots, in all but tails, are `<number>`, `<name>` and `<network>` for any social network, with an ending if it has one. No phrase
    begins with one of the first two: numbers before a phrase are passed over. `networks` are the networks' names as the language's
    script writes them. `letters` are those that count as others: `"ё": "е"`; phrases are written with the others.
    """

    line: tuple[str, ...]
    lead: tuple[str, ...]
    sentence: tuple[str, ...]
    alone: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    letters: dict[str, str] = {}


class Spot(NamedTuple):
    """Where a phrase may stand: at `start`, the first letter after `place`; `block_start` is -1 unless it is the first of its block."""

    article: Article
    folded: str
    phrases: Beginnings
    place: int
    start: int
    block_start: int
    block_end: int


_OPENING = re.compile(r"[(\[（【]")
_CLOSING = late(r"[)\]）】]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = late(r"\W*(\w+)")
_NUMBERED = late(r"\W*\d+[.)]")
_LEAD_END = late(r"\s*[:：»›→▶►|]+")
_DASH = late(r"\s*(?:[–—|/>·•-] |[»›→])")
_COLON = late(r"\s*[:：|]")
_LINE_END = late(r"[\s.,:!?;؟…<>‹›«»→←▶►▼↓↑|/*•·+\-–—#@&\d()\[\]【】（）、：。！？]*")
_ADDRESS = late(r"://|www\.|@|\w\.[^\W\d]{2,}(?:/|\b)")
_PAGE = late(r"(?:\S+ ){0,3}\S*\d\W*")
_STOPS = tuple(".!?。！？؟।۔")
_QUOTES = frozenset("\"“”„«»‘‚'")
_NETWORKS = (
    "bluesky", "discord", "facebook", "flipboard", "google discover", "google news", "instagram", "linkedin", "mastodon",
    "messenger", "pinterest", "reddit", "snapchat", "telegram", "threads", "tiktok", "twitter", "viber", "vk", "wechat",
    "whatsapp", "x", "youtube",
)  # fmt: skip
_LETTER_OF_WORD = "[a-z\u00df-\u0dff]"
"""A letter of a script with spaces between words."""
_WAYS = ("line", "lead", "alone", "label", "sentence")
_WHOLE = frozenset(("line", "lead", "alone", "label", "network"))
"""The ways in which a phrase may make up a paragraph."""
_LONG = 12
"""Letters of a phrase that makes a label of a paragraph even with a few words after it; shorter ones may begin a headline."""
_SENTENCE = 200
"""Letters that a sentence has at most which its end gives away."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    pack, phrases, tails = _pack(article.language.code)
    if pack is None or article.document.pairs:
        return
    text = article.text
    folded = fold(text, article.language, pack.letters)
    ends = {block.start: block.end for block in article.blocks if block.kind != "heading"}
    stops = {sentence.start: sentence.end for sentence in article.sentences}
    places = stops.keys() | ends.keys()
    if _OPENING.search(article.words.outline):
        places |= {match.end() for match in _OPENING.finditer(text)}
    done = -1
    block_start = block_end = whole_until = -1
    for place in sorted(places):
        if place in ends:
            block_start, block_end = place, ends[place]
        if place >= block_end:
            continue
        start = place if text[place].isalpha() else _first_letter(text, place, block_end)
        if place == block_start:
            whole_until = start
        if start <= done or start >= block_end or not _QUOTES.isdisjoint(text[place:start]):
            continue
        spot = Spot(article, folded, phrases, place, start, block_start if start == whole_until else -1, block_end)
        found = next((found for end, ways in _phrases_at(spot, start) if (found := _furniture(spot, end, ways))), None)
        if found is None and place in stops:
            found = _by_tail(spot, tails, min(stops[place], block_end))
        if found:
            yield found
            done = found.end


def _furniture(spot: Spot, end: int, ways: frozenset[str]) -> Finding | None:
    """The finding on a phrase, if it stands as furniture does."""
    text, start, block_end = spot.article.text, spot.start, spot.block_end
    phrase = text[start:end]
    several = " " in phrase or phrase[0] >= "\u0e00"
    first = spot.block_start >= 0
    if first and (found := _whole_paragraph(spot, end, ways, several)):
        return found
    if ways <= {"network"}:
        return None
    sentence_end = min(block_end, spot.article.sentences[spot.article.sentence_at(end - 1)].end)
    if spot.place and _OPENING.match(text, spot.place - 1):
        if several and not ways.isdisjoint(("line", "lead", "alone")) and _CLOSING.match(text, end):
            return _finding(phrase, start, end, CERTAIN, "it fills a bracket")
        if closing := _CLOSING.search(text, end, sentence_end):
            sentence_end = closing.start()
    if ("lead" in ways or ("alone" in ways and several)) and (lead := _LEAD_END.match(text, end, block_end)):
        confidence = CERTAIN if several or phrase.isupper() else LIKELY
        if ":" in lead[0] and not phrase.isupper() and _is_reference(text[lead.end() : sentence_end].strip(), first):
            confidence = HINT
        return _finding(phrase, start, lead.end(), confidence, "it stands before a colon, as a pointer to another article")
    if "label" in ways and _has_value(spot, end, sentence_end):
        begin = spot.block_start if first else start
        return _finding(phrase, begin, sentence_end, CERTAIN if first else LIKELY, "it is a label with its value")
    if several and len(phrase) > 6 and phrase.isupper() and not text[end:block_end].isupper():
        return _finding(phrase, start, end, CERTAIN, "it stands in capitals amid ordinary text")
    if "sentence" in ways:
        return _finding(phrase, start, sentence_end, LIKELY, "the sentence addresses a visitor of the page")
    return None


def _whole_paragraph(spot: Spot, end: int, ways: frozenset[str], several: bool) -> Finding | None:
    """The finding on the paragraph that a phrase begins, if it is furniture and no more."""
    text, start, block_end = spot.article.text, spot.start, spot.block_end
    before = text[spot.block_start : start]
    spoken = not several and ("–" in before or "—" in before)
    if spoken or ("lead" not in ways and _NUMBERED.match(before)) or ways.isdisjoint(_WHOLE):
        return None
    paragraph = text[start:block_end].rstrip()
    if not _fills(spot, end, ways) and not _is_label(paragraph, end - start, several, ways):
        return None
    rest = text[end:block_end].strip()
    colon = rest[:1] in (":", "：")
    own = ways.isdisjoint(("sentence", "label")) and not text[start:end].isupper()
    own = own and (_is_reference(rest.lstrip(" \xa0\u202f:："), True) if colon else _is_pointer(rest))
    whole = start + len(paragraph)
    return _finding(paragraph, spot.block_start, whole, HINT if own else CERTAIN, "it makes up a whole paragraph")


def _fills(spot: Spot, end: int, ways: frozenset[str]) -> bool:
    """Whether nothing but further phrases and networks follows a phrase in its block; networks alone must be three."""
    text = spot.article.text
    parts = 1
    enough = 3 if ways == {"network"} else 1
    while match := _LINE_END.match(spot.folded, end, spot.block_end):
        end = match.end()
        if end == spot.block_end:
            return parts >= enough
        if text[end].islower() and not text[match.start() : end].strip():  # the words of a sentence, not buttons in a row
            return False
        more = ((after, ways) for after, ways in _phrases_at(spot, end) if not ways.isdisjoint(_WHOLE))
        end, ways = next(more, (end, frozenset()))
        if not ways:
            return False
        if ways != {"network"}:
            enough = 1
        parts += 1
    return False


def _is_label(paragraph: str, phrase: int, several: bool, ways: frozenset[str]) -> bool:
    """Whether a paragraph that a phrase of that length begins is a button or a label: short, and no sentence."""
    if len(paragraph) > (30 if paragraph[0] >= "\u2e80" else 90) or len(paragraph.split()) > 10:
        return False
    if paragraph.endswith((*_STOPS, "»", "”", ")", '"')):
        return False
    if several and ("lead" in ways or ("line" in ways and (phrase >= _LONG or paragraph[0] >= "\u0e00"))):
        return True
    return not ways.isdisjoint(("line", "lead", "alone")) and _DASH.match(paragraph, phrase) is not None


def _has_value(spot: Spot, end: int, stop: int) -> bool:
    """Whether what follows a label up to the sentence's end is its value: after a colon no sentence, else a date or a number."""
    text = spot.article.text
    if colon := _COLON.match(text, end, stop):
        value = text[colon.end() : stop].strip()
        return 0 < len(value) <= _SENTENCE and not (value.endswith(_STOPS) and value.count(" ") > 1)
    word = _WORD.match(text, end, stop)
    if word is None or stop - end > 60 or text[end:stop].rstrip().endswith(_STOPS):
        return False
    if word[1][0].isdecimal():
        return True
    dated = (*spot.article.language.weekdays, *spot.article.language.months)
    return any(char.isdecimal() for char in text[end:stop]) and any(name[:3].lower() == word[1][:3].lower() for name in dated)


def _by_tail(spot: Spot, tails: Endings, sentence_end: int) -> Finding | None:
    """The finding on a sentence that ends as only furniture does."""
    text, start = spot.article.text, spot.start
    if sentence_end - start > _SENTENCE:
        return None
    end = sentence_end
    while end > start and not text[end - 1].isalnum() and category(text[end - 1])[0] != "M":
        end -= 1
    tail = tails.at(spot.folded, start, end)
    if tail < 0 or not _QUOTES.isdisjoint(text[end:sentence_end]):
        return None
    whole = start + len(text[start:sentence_end].rstrip())
    return _finding(text[tail:end], start, whole, LIKELY, "the sentence addresses a visitor of the page")


def _finding(phrase: str, start: int, end: int, confidence: float, reason: str) -> Finding:
    return Finding(start, end, f"“{phrase}” is furniture of the page, not part of the article", ("",), confidence, reason)


def _is_reference(rest: str, whole: bool) -> bool:
    """Whether what follows a colon is no headline but a reference of the article's own; `whole` where it fills its paragraph."""
    first = rest[:1]
    return first.islower() or first in _QUOTES or (whole and rest.endswith(tuple(".。।۔"))) or _is_pointer(rest)


def _is_pointer(rest: str) -> bool:
    """Whether it is or holds an address, a telephone number or a page."""
    return _ADDRESS.search(rest) is not None or _PAGE.fullmatch(rest) is not None


def _phrases_at(spot: Spot, start: int) -> list[tuple[int, frozenset[str]]]:
    """The ends of the phrases that stand at a place, longest first, with their ways."""
    return spot.phrases.at(spot.article.text, spot.folded, start, spot.block_end)


@lru_cache(maxsize=128)
def _pack(code: str) -> tuple[Pack | None, Beginnings, Endings]:
    pack = packs.load("boilerplate", code, Pack)
    if pack is None:
        return None, Beginnings((), {}), Endings(())
    names = (*_NETWORKS, *pack.networks)
    either = "|".join(f"x(?!{_LETTER_OF_WORD})" if name == "x" else re.escape(name) for name in names)
    network = rf"[\"'„“«»”]?(?:{either})(?:['-]?{_LETTER_OF_WORD}{{1,6}}(?!\w))?[\"'“”»]?"
    written = [(phrase, way) for way in _WAYS for phrase in getattr(pack, way)] + [(name, "network") for name in names]
    return pack, Beginnings(written, {"network": Slot(network, names)}), Endings(pack.tail)


def _first_letter(text: str, start: int, end: int) -> int:
    match = _LETTER.search(text, start, end)
    return match.start() if match and match.start() - start < 12 else end
