"""Furniture of a web page that was translated into the body.

What it flags: calls to read on, to share, to subscribe or to follow, labels of advertisements and related articles, cookie and
paywall notices (`KEEP READING:`, `Advertisement` as a paragraph).
Why a reader minds: it interrupts the story with words that belong to another page.
How it decides: by phrase packs of the article's language, where a phrase stands as furniture does: as a whole paragraph, at the
start of a paragraph, a sentence or a bracket before a colon, in capitals, or as the start of a sentence that addresses the visitor.
What it leaves alone: the same words amid a sentence or in quotation marks, first words of ordinary sentences, headings; it only hints
where an editor's own reference follows: a title in quotation marks, a page, an address, a sentence with its stop. Files of
translators, whose segments are labels too.
Source: page furniture as news sites in these languages use it, and as machine translation renders it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from qa import packs
from qa.article import Article
from qa.patterns import late
from qa.rule import CERTAIN, HINT, LIKELY, Finding, Options, Rule, bad, good

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
    bad("en", "The pier reopened.\n\n⟦Subscribe to our⟧ newsletter and miss nothing."),
    bad("en", "The pier reopened.\n\n⟦Advertisement⇒⟧\n\nIt is free."),
    bad("en", "The pier reopened.\n\n⟦CLICK HERE AND WIN A FERRY TICKET⇒⟧\n\nIt is free."),
    bad("en", "The pier reopened.\n\n⟦Read more about ferries⇒⟧\n\nIt is free."),
    good("en", "He kept reading: the letter was long. “Read also: the Bible,” she said. Advertisement of the post is pending."),
    good("en", "See also how the pier was built. Related costs rose, and comments were few. Share this view: nobody does."),
)


class Pack(Struct, frozen=True):
    """Phrases in lower case with straight apostrophes.

    `line`: furniture as a whole paragraph. `lead`: furniture before a colon or in capitals, and as a whole paragraph.
    `sentence`: furniture at the start of a sentence. `<network>` stands for any social network; `networks` are their names as
    the language's script writes them.
    """

    line: tuple[str, ...]
    lead: tuple[str, ...]
    sentence: tuple[str, ...]
    networks: tuple[str, ...] = ()


_OPENING = re.compile(r"[(\[（【]")
_LETTER = re.compile(r"[^\W\d_]")
_LEAD_END = late(r"\s*[:：»›→▶►|]+")
_DASH = late(r"\s*[–—|-] ")
_LINE_END = late(r"[\s.:!…>»›→▶►|*•\-–—\d)\]】）：。！]*")
_ADDRESS = late(r"://|www\.|@|\w\.[^\W\d]{2,}(?:/|\b)")
_PAGE = late(r"(?:\S+ ){0,3}\S*\d\W*")
_QUOTES = frozenset("\"“„«»‘‚'")
_NETWORKS = (
    "facebook",
    "instagram",
    "linkedin",
    "messenger",
    "reddit",
    "telegram",
    "tiktok",
    "twitter",
    "viber",
    "whatsapp",
    "x",
)
_KEY = 2
"""Phrases are looked up by their first letters."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    index = _index(article.language.code)
    if not index or article.document.pairs:
        return
    text = article.text
    folded = article.language.small(text).replace("’", "'")
    if len(folded) != len(text):  # a letter whose small form is longer: rare, and offsets would no longer agree
        folded = "".join(char.lower() if len(char.lower()) == 1 else char for char in text).replace("’", "'")
    ends = {block.start: block.end for block in article.blocks if block.kind != "heading"}
    places = {sentence.start for sentence in article.sentences}
    if _OPENING.search(article.words.outline):
        places.update(match.end() for match in _OPENING.finditer(text))
    done = -1
    block_start = block_end = whole_until = -1
    for place in sorted(places | ends.keys()):
        if place in ends:
            block_start, block_end = place, ends[place]
        if place >= block_end:
            continue
        start = place if text[place].isalpha() else _first_letter(text, place, block_end)
        if place == block_start:
            whole_until = start
        if start <= done or start >= block_end or not _QUOTES.isdisjoint(text[place:start]):
            continue
        for phrase, kinds in index.get(folded[start : start + _KEY], ()):
            if folded.startswith(phrase, start) and (
                found := _furniture(article, start, start + len(phrase), block_end, kinds, start == whole_until)
            ):
                yield found
                done = found.end
                break


def _furniture(article: Article, start: int, end: int, block_end: int, kinds: str, first: bool) -> Finding | None:
    """The finding on a phrase, if it stands as furniture does."""
    text = article.text
    after = text[end : end + 1]
    if after.isalnum() and text[end - 1].isalnum() and after < "\u0e00":  # in scripts without spaces words just follow
        return None
    phrase = text[start:end]
    several = " " in phrase or phrase[0] >= "\u0e00"
    paragraph = text[start:block_end].rstrip()
    if first and (_LINE_END.fullmatch(text, end, block_end) or _is_label(paragraph, len(phrase), several)):
        message = f"“{paragraph}” is furniture of the page, not part of the article"
        colon = text[end:block_end].lstrip()[:1] in (":", "：")
        rest = paragraph[len(phrase) :].lstrip(" \xa0\u202f:：")
        own = "sentence" not in kinds and not phrase.isupper() and (_is_reference(rest, True) if colon else _is_pointer(rest))
        return Finding(start, start + len(paragraph), message, ("",), HINT if own else CERTAIN, "it makes up a whole paragraph")
    message = f"“{phrase}” is furniture of the page, not part of the article"
    if "lead" in kinds and (lead := _LEAD_END.match(text, end, block_end)):
        rest = text[lead.end() : min(block_end, article.sentences[article.sentence_at(start)].end)].strip()
        confidence = CERTAIN if several or phrase.isupper() else LIKELY
        if ":" in lead[0] and not phrase.isupper() and _is_reference(rest, first):
            confidence = HINT
        return Finding(
            start, lead.end(), message, ("",), confidence, "it stands before a colon, as a pointer to another article"
        )
    if "lead" in kinds and several and len(phrase) > 6 and phrase.isupper() and not text[end:block_end].isupper():
        return Finding(start, end, message, ("",), CERTAIN, "it stands in capitals amid ordinary text")
    if "sentence" in kinds:
        return Finding(start, end, message, ("",), LIKELY, "the sentence addresses a visitor of the page")
    return None


def _is_reference(rest: str, whole: bool) -> bool:
    """Whether what follows a colon is no headline but a reference of the article's own; `whole` where it fills its paragraph."""
    first = rest[:1]
    return first.islower() or first in _QUOTES or (whole and rest.endswith(tuple(".。।۔"))) or _is_pointer(rest)


def _is_pointer(rest: str) -> bool:
    """Whether it is or holds an address, a telephone number or a page."""
    return _ADDRESS.search(rest) is not None or _PAGE.fullmatch(rest) is not None


def _is_label(paragraph: str, phrase: int, several: bool) -> bool:
    """Whether a paragraph that starts with a phrase is a button or a label: short, and no sentence; a lone word needs a dash after it."""
    short = len(paragraph) <= (30 if paragraph[0] >= "\u2e80" else 90) and len(paragraph.split()) <= 10
    return short and paragraph[-1] not in '.!?。！？؟।»”)"' and (several or _DASH.match(paragraph, phrase) is not None)


@lru_cache(maxsize=128)
def _index(code: str) -> dict[str, list[tuple[str, str]]]:
    """Phrases by their first letters, longest first, with the ways in which they stand as furniture."""
    pack = packs.load("boilerplate", code, Pack)
    if pack is None:
        return {}
    kinds: dict[str, str] = {}
    for name in ("line", "lead", "sentence"):
        for written in getattr(pack, name):
            for phrase in forms(written, pack):
                kinds[phrase] = f"{kinds.get(phrase, '')} {name}"
    index: dict[str, list[tuple[str, str]]] = {}
    for phrase, ways in sorted(kinds.items(), key=lambda item: -len(item[0])):
        index.setdefault(phrase[:_KEY], []).append((phrase, ways))
    return index


def forms(phrase: str, pack: Pack) -> tuple[str, ...]:
    """A phrase of a pack with each network in its slot."""
    if "<network>" not in phrase:
        return (phrase,)
    return tuple(phrase.replace("<network>", network) for network in (*_NETWORKS, *pack.networks))


def _first_letter(text: str, start: int, end: int) -> int:
    match = _LETTER.search(text, start, end)
    return match.start() if match and match.start() - start < 12 else end
