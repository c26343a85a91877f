"""Where the title of a work may start that stands without marks, in languages that give it one capital only."""

import re
from functools import lru_cache

from qa.analysis.casing import SPACES, Casing

_REACH = 160
"""Characters within which a word for a work, or another title, tells of titles."""


def may_open_title(casing: Casing, index: int) -> bool:
    """Whether a capitalised word may be the first of a title: het lied Met de wind.

    A word for a work stands before it, or its sentence has another small word with a capital before lower case. What follows a name
    or a pronoun is no title.
    """
    language, words, start = casing.language, casing.article.words, casing.article.words.starts[index]
    if language.titles_capitalised or language.nouns_capitalised or language.small(casing.forms[index - 1]) in casing.pronouns:
        return False
    if casing.is_name(index - 1) and words.starts[index - 1] not in casing.sentence_starts:
        return False
    if language.works:
        for work in _works(language.works).finditer(casing.article.text, max(start - _REACH, 0), start):
            following = work.end() + 1
            if work[0][0].islower() or following == start or casing.article.text[following : following + 1].islower():
                return True  # but not a first name that sounds like one: Roman Frost
    sentence = casing.article.sentences[casing.article.sentence_at(start)]
    near = words.between(max(sentence.start + 1, start - _REACH), min(sentence.end, start + _REACH))
    return any(other != index and _is_capitalised_amid(casing, other) for other in near)


def _is_capitalised_amid(casing: Casing, index: int) -> bool:
    form = casing.forms[index]
    amid = form[0].isupper() and casing.article.words.gap(index) in SPACES
    return amid and casing.kind(form) == "function" and casing.follows(index) == "word"


@lru_cache(maxsize=64)
def _works(beginnings: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile(rf"(?<!\w)(?:{'|'.join(beginnings)})\w{{0,3}}(?!\w)", re.IGNORECASE)
