"""What is meant, because the original has it so: placeholders, tags, names as their owners spell them, lists without spaces."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Protocol, TypeVar

from qa import overlaps
from qa.analysis.passages import sources, stands_in_original
from qa.analysis.placeholders import placeholders
from qa.article import Article
from qa.rule import Finding

_OF_WORDS = frozenset(
    {
        "merged-words", "missing-space", "mixed-script", "mojibake", "doubled-punctuation", "number-format", "lowercase-noun",
        "lowercase-name", "lowercase-sentence-start", "stray-capital",
    }
)  # fmt: skip
"""Rules about how a word is written."""
_OF_MARKUP = frozenset(("leftover-markup", "markup-mismatch", "url-mismatch"))
_OF_QUOTES = frozenset(("unpaired-quote", "quote-style"))
_TOKEN = 200
_TOKEN_START, _TOKEN_END = re.compile(r"\S+\Z"), re.compile(r"\S*")
_OPENS_SLOT = re.compile(r"(?:\{|%\()\Z")
_AROUND = ".,;:!?…()[]\"'“”„‘’«»"
_LISTED = re.compile(r"[^\s,;:/|]([,;:/|])(?=[^\s,;:/|])")
_DASHED = re.compile("^[-\u2010-\u2015]|[-\u2010-\u2015]$")
_BRACKETS = ("()", "[]", "{}")


class Raised(overlaps.Raised, Protocol):
    """A finding with the name of its rule, that may be about what the text lacks."""

    @property
    def lacking(self) -> bool: ...
    @property
    def finding(self) -> Finding: ...


T = TypeVar("T", bound=Raised)


def unmeant(article: Article, original: Article, raised: Iterable[T]) -> Iterator[T]:
    """The findings that stay where the original is at hand."""
    spans: list[tuple[int, int]] | None = None
    for one in raised:
        if one.lacking or not (_is_written_so(article, one) or _has_dash_so(article, one) or _is_so_in_segment(article, one)):
            if spans is None:
                spans = _markup(article, original)
            if one.lacking or one.rule in _OF_MARKUP or not _is_in_markup(article.text, one, spans):
                yield one


def _is_written_so(article: Article, raised: Raised) -> bool:
    """Whether a word is written so in the original too (a placeholder, an address, a name as its owner spells it), or is what a
    placeholder is called: that is compared with the original's, whatever its letters.
    """
    text, start, end = article.text, raised.start, raised.end
    if raised.rule not in _OF_WORDS or start == end or any(map(str.isspace, text[start:end])):
        return False
    if _OPENS_SLOT.search(text, max(start - 2, 0), start) and text[end : end + 1] in ("}", ")"):
        return True
    if raised.rule == "doubled-punctuation" and not any(map(str.isalnum, text[start:end])):
        marks = re.escape(text[start:end])
        alone = re.compile(f"(?<![{marks}]){marks}(?![{marks}])")
        return any(alone.search(source) for source in sources(article, start))
    before, after = _TOKEN_START.search(text, max(start - _TOKEN, 0), start), _TOKEN_END.match(text, end, end + _TOKEN)
    first, last = before.start() if before else start, after.end() if after else end
    while first < start and text[first] in _AROUND:
        first += 1
    while last > end and text[last - 1] in _AROUND:
        last -= 1
    return stands_in_original(article, first, last)


def _has_dash_so(article: Article, raised: Raised) -> bool:
    """Whether a word with a dash at its edge stands in the original too: an option of a program."""
    if raised.rule != "dash-spacing":
        return False
    dashed = {word for word in article.text[raised.start : raised.end].split() if len(word) > 1 and _DASHED.search(word)}
    theirs = {word.strip(_AROUND) for source in sources(article, raised.start) for word in source.split()} if dashed else set()
    return bool(dashed) and dashed <= theirs


def _is_so_in_segment(article: Article, raised: Raised) -> bool:
    """Whether a segment leaves out a space or a bracket as what it translates does: a list for programs (yes,no), a part of a sentence."""
    if not article.document.pairs or raised.rule not in ("missing-space", "unpaired-bracket"):
        return False
    shown, theirs = article.text[raised.start : raised.end], sources(article, raised.start)
    if raised.rule == "missing-space":
        mark = _LISTED.search(shown)
        return mark is not None and any(mark[1] in _LISTED.findall(source) for source in theirs)
    return any(
        mark in shown and source.count(pair[0]) != source.count(pair[1])
        for source in theirs
        for pair in _BRACKETS
        for mark in pair
    )


def _markup(article: Article, original: Article) -> list[tuple[int, int]]:
    """Where placeholders and tags stand that the original has as well."""
    known = {one.key for one in placeholders(original.text)}
    return [(one.start, one.end) for one in placeholders(article.text) if one.key in known and not one.shown] if known else []


def _is_in_markup(text: str, raised: Raised, spans: list[tuple[int, int]]) -> bool:
    """Whether a finding takes a part of one of these for prose: it is all of one, or begins or ends amid one. A quotation mark's stands
    where the mark does.
    """
    if not spans:
        return False
    if raised.rule in _OF_QUOTES:
        place = _fault(text, raised.finding)
        start, end = _around(spans, place)
        return start <= place < end
    (start, end), (first, last) = _around(spans, raised.start), _around(spans, max(raised.end - 1, raised.start))
    return (start <= raised.start < end and raised.end <= end) or start < raised.start < end or first < raised.end < last


def _around(spans: list[tuple[int, int]], place: int) -> tuple[int, int]:
    """The last of the spans that begins at or before a place; an empty one where none does."""
    at = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return spans[at] if at >= 0 else (-1, -1)


def _fault(text: str, finding: Finding) -> int:
    """Where a fault begins: at the first letter that its fix changes, else where it is shown."""
    if not finding.suggestions:
        return finding.start
    pairs = zip(text[finding.start : finding.end], finding.suggestions[0], strict=False)
    return finding.start + sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
