"""Where the title of a work may start that stands without marks, in languages that give it one capital only."""

import re
from functools import lru_cache

from qa.analysis.casing import SPACES, Casing
from qa.analysis.names import PARTICLES
from qa.patterns import late

_MARK = late(r"[.!?:;\n]")
_TITLE = 60
"""The most characters of a title that ends in a question mark."""
_REACH = 160
"""Characters within which a word for a work, or another title, tells of titles."""


def may_open_title(casing: Casing, index: int) -> bool:
    """Whether a capitalised word may be the first of a title: het lied Met de wind.

    The word for a party, paper or the like stands right before it, a word for a work stands before it, or its sentence has another small word with a capital before lower case, or goes on after a
    question or cry that starts with it (in Who goes there? he plays). What follows a name or a pronoun is no title.
    """
    language, words, start = casing.language, casing.article.words, casing.article.words.starts[index]
    if _goes_on_after_mark(casing.article.text, start) or _follows_bearer(casing, index):
        return True
    if language.titles_capitalised or language.nouns_capitalised or language.small(casing.forms[index - 1]) in casing.pronouns:
        return False
    if casing.is_name(index - 1) and words.starts[index - 1] not in casing.sentence_starts:
        return False
    sentence = casing.article.sentences[casing.article.sentence_at(start)]
    if language.works:
        for work in _works(language.works).finditer(casing.article.text, max(start - _REACH, sentence.start), start):
            following = work.end() + 1
            if work[0][0].islower() or following == start or casing.article.text[following : following + 1].islower():
                return True  # but not a first name that sounds like one: Roman Frost
    near = words.between(max(sentence.start + 1, start - _REACH), min(sentence.end, start + _REACH))
    return any(other != index and _is_capitalised_amid(casing, other) for other in near)


def _goes_on_after_mark(text: str, start: int) -> bool:
    """Whether the next mark that may end a sentence is one of a question or cry, and lower case follows it."""
    mark = _MARK.search(text, start, start + _TITLE)
    return mark is not None and mark[0] in "!?" and text[mark.end() : mark.end() + 2].lstrip(" ,")[:1].islower()


def _follows_bearer(casing: Casing, index: int) -> bool:
    """Whether the word before, or the one before a capitalised article, is one that a name follows: the band The Who."""
    bearers = casing.language.bearers
    if not bearers or casing.language.small(casing.forms[index]) in PARTICLES or casing.article.words.gap(index) not in SPACES:
        return False
    before = index - 1
    if casing.forms[before][0].isupper() and casing.language.small(casing.forms[before]) in casing.articles:
        before -= 1
    return before >= 0 and _works(bearers).fullmatch(casing.forms[before]) is not None


def _is_capitalised_amid(casing: Casing, index: int) -> bool:
    form, gap = casing.forms[index], casing.article.words.gap(index)
    if not form[0].isupper() or not (gap in SPACES or gap == ", "):
        return False
    if casing.language.small(form) in casing.articles:
        return casing.follows(index) in ("word", "name")
    return casing.kind(form) == "function" and casing.follows(index) == "word"


@lru_cache(maxsize=128)
def _works(beginnings: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile(rf"(?<!\w)(?:{'|'.join(beginnings)})\w{{0,3}}(?!\w)", re.IGNORECASE)
