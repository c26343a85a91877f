"""Sentences, by one pass over the stops of each block."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from qa.article import Article
    from qa.language import Language

_END = re.compile(r"[.!?…؟۔।。！？｡]+[\"'’”»“‘)\]）」』›]*(?=\s|$|[。！？」』（「『“\u4e00-\u9fff\u3040-\u30ff])")
_WORD_BEFORE = re.compile(r"[\w.’'-]*$")


class Sentence(NamedTuple):
    """`text[start:end]`, closing stop and marks included, white space around it not."""

    start: int
    end: int


def split(article: "Article") -> list[Sentence]:
    """The sentences of all blocks, in order; what no stop ends is ended by its block."""
    text, language = article.text, article.language
    sentences = []
    for block in article.blocks:
        start = block.start
        for match in _END.finditer(text, block.start, block.end):
            if match[0][0] == "." and _goes_on(text, match, block.end, language):
                continue
            if start < match.end():
                sentences.append(Sentence(start, match.end()))
            start = _skip_space(text, match.end(), block.end)
        if start < block.end:
            sentences.append(Sentence(start, block.end))
    return sentences


def _goes_on(text: str, stop: "re.Match[str]", block_end: int, language: "Language") -> bool:
    """Whether a full stop belongs to an abbreviation, an initial or an ordinal and its sentence goes on."""
    following = _skip_space(text, stop.end(), block_end)
    if following >= block_end:
        return False
    word = _WORD_BEFORE.search(text, max(0, stop.start() - 40), stop.start())
    before = word[0] if word else ""
    next_letter = text[following]
    if before + "." in _abbreviations(language):
        return True
    if len(before) == 1 and before.isupper():  # an initial
        return True
    return before.isdigit() and len(before) <= 2 and next_letter.islower()


@lru_cache(maxsize=64)
def _abbreviations(language: "Language") -> frozenset[str]:
    forms = language.abbreviations
    return frozenset((*forms, *(form[:1].upper() + form[1:] for form in forms)))


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
