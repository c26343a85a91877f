"""Sentences, by one pass over the stops of each block.

A stop ends a sentence unless something speaks against it: an abbreviation, an initial or an ordinal before it, or a word in lower
case after it where dots trail off, a quotation or bracket closes, or somebody speaks: – Why? she asked. Thai and its like, written
without stops, have one sentence a block.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from qa.patterns import late

if TYPE_CHECKING:
    from qa.article import Article
    from qa.language import Language

_STOPS = r".!?…‼⁇⁈⁉؟۔।॥։።፧།༎၊။។៕"
_STOPS_OF_SCRIPT = {"Greek": ";\u037e", "Armenian": ":"}
_PAUSE_OF_SCRIPT = {"Armenian": "."}
"""What parts clauses where another mark ends sentences."""
_WIDE_STOPS = "。！？｡．"
_CLOSING = r"\"'’”»“‘«›‹)\]）」』】》〉"
_OPENING = r"\s\"'’”»“‘„‚«›‹(\[（「『【《〈¿¡–—―-"
_WIDE_CLOSING = r"\"'’”»)\]）」』】》〉"
_SPACED = (
    rf"([{_STOPS}{{more}}](?<![{_STOPS}].)[{_STOPS}{{more}}]*+)((?:[{_CLOSING}]|[ \u00a0\u202f][»›]|\[\d{{{{1,3}}}}\])*)(?:\s+|$)"
    rf"([{_OPENING}]*)(?=(\w?))"
)
_WIDE = (
    rf"([{_WIDE_STOPS}{_STOPS}](?<![{_STOPS}{_WIDE_STOPS}].)(?:(?<=[{_WIDE_STOPS}…])[{_WIDE_STOPS}…]*+|[{_STOPS}]*+(?=[{_CLOSING}]*(?:\s|$))))"
    rf"([{_WIDE_CLOSING}]*)\s*([{_OPENING}]*)(?=(\w?))"
)
"""One class first, for speed."""
_PAUSES = frozenset(",;:")
_DASHES = frozenset("-–—―")
"""What opens direct speech at the start of a line, which then needs no closing mark before who spoke."""

_WITHIN_JAPANESE = frozenset("とのがをにはで")
"""Particles after the closing bracket of a Japanese quotation: its sentence goes on."""

_DIGITS = late(r"\d+")
_ROMAN = late(r"[IVXLC]{2,}")
_INITIALS = late(r"[^\W\d_](?:\.-?[^\W\d_])*")
_NO_VOWEL = late(r"[bcdfghjklmnpqrstvwxzбвгджзклмнпрстфхцчшщћђџњљјѓќѕβγδζθκλμνξπρσςτφχψ]{2,5}", re.I)
_WORD = re.compile(r"\w+")


class Sentence(NamedTuple):
    """`text[start:end]`, closing stop and marks included, white space around it not."""

    start: int
    end: int


def split(article: "Article") -> list[Sentence]:
    """The sentences of all blocks, in order; what no stop ends is ended by its block."""
    text = article.text
    stops = _stops(article.language)
    wide = any(stop in text for stop in _WIDE_STOPS)
    find = (stops.wide if wide else stops.spaced).finditer
    sentences: list[Sentence] = []
    for block in article.blocks:
        start, block_end = block.start, block.end
        spoken = start < block_end and text[start] in _DASHES
        for match in find(text, start, block_end):
            stop, marks, _, following = match.groups()
            if spoken and stop != "." and following.islower():
                continue
            if (stop == "." or following.islower() or (marks and following in _WITHIN_JAPANESE)) and stops.goes_on(
                text, match, start
            ):
                continue
            end = match.end(2)
            if not following and text[match.end() : match.end() + 1] in _PAUSES and match.end() < block_end:
                continue
            if start < end:
                sentences.append(Sentence(start, end))
            start = match.start(3)
        end = block_end
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            sentences.append(Sentence(start, end))
    return sentences


class _Stops:
    """What a language's data say of stops: patterns of possible sentence ends, and what stands before a stop that is none."""

    def __init__(self, language: "Language") -> None:
        self.spaced = late(_SPACED.format(more=_STOPS_OF_SCRIPT.get(language.script, "")))
        self.wide = late(_WIDE)
        self.pause = _PAUSE_OF_SCRIPT.get(language.script, "")
        self.ordinals = language.ordinal_stop
        self.function_words = language.function_words
        self.months = frozenset(month.lower() for month in language.months)
        self.capitalised = frozenset((*language.capitalised, *language.weekdays, *language.months))
        self.never_ends = frozenset(_with_capitals(language.abbreviations))
        self.may_end = frozenset(_with_capitals(language.ending_abbreviations))
        self.parts: dict[str, list[tuple[str, int]]] = {}
        """Of abbreviations in several words: each word, with the whole and its offset there."""
        for form in (*self.never_ends, *self.may_end):
            if " " in form:
                offset = 0
                for part in form.split(" "):
                    self.parts.setdefault(part, []).append((form, offset))
                    offset += len(part) + 1

    def goes_on(self, text: str, match: "re.Match[str]", start: int) -> bool:
        """Whether the sentence from `start` goes on after a stop."""
        stop, marks, opening, following = match.groups()
        lower = following.islower()
        if lower and stop == self.pause:
            return True
        if stop != ".":
            trails_off = "…" in stop or "." in stop
            return (lower and bool(trails_off or marks or opening)) or following in _WITHIN_JAPANESE
        at = match.start()
        if not (following or match.end() < match.endpos):
            return False
        word_start = max(text.rfind(space, start, at) for space in " \u00a0\u202f/") + 1 or start
        while word_start < at and not text[word_start].isalnum():
            word_start += 1
        word = text[word_start:at]
        if len(word) > 3 and word.isalpha() and word + "." not in self.never_ends and word + "." not in self.may_end:
            return lower and bool(marks or opening or _NO_VOWEL.fullmatch(word))
        if marks and lower:
            return True
        return bool(word) and self._is_no_end(text, match, start, word_start, word)

    def _is_no_end(self, text: str, match: "re.Match[str]", start: int, word_start: int, word: str) -> bool:
        """The same for a full stop after what may be an abbreviation, an initial or a number."""
        following = match[4]
        lower = following.islower()
        next_word = _WORD.match(text, match.end())
        starts_anew = next_word is not None and not lower and next_word[0].lower() in self.function_words
        if (
            starts_anew
            and next_word
            and next_word.end() == next_word.start() + 1
            and text[next_word.end() : next_word.end() + 1] == "."
        ):
            starts_anew = False  # an initial
        if _DIGITS.fullmatch(word):
            if word_start == start and len(word) <= 2:
                return True  # 1. Introduction
            return self._is_ordinal(text, start, word_start, word, lower, next_word[0] if next_word else "") and not starts_anew
        if _ROMAN.fullmatch(word):
            return lower
        form = word + "."
        for whole, offset in self.parts.get(form, ()):
            if (
                text[word_start - offset : word_start - offset + len(whole)].replace("\u00a0", " ").replace("\u202f", " ")
                == whole
            ):
                if offset + len(form) < len(whole) or whole in self.never_ends:
                    return True
                form = whole
                break
        counted = following.isdigit() or text[max(word_start - 2, start) : word_start - 1].isdigit()  # 5 min.
        if form in self.never_ends and (counted or word.lower() not in self.function_words):
            return True
        if form in self.may_end:
            if lower or following.isdigit() or not next_word:
                return True
            if len(word) <= 2 and not text[max(word_start - 2, start) : word_start].strip("( \u00a0\u202f").isdigit():
                return not starts_anew
            return not starts_anew and (word[0].isupper() or next_word[0] in self.capitalised)
        if _INITIALS.fullmatch(word) and not following.isdigit():
            return lower or (not starts_anew and (word[0].isupper() or not word[0].islower()))
        if not word[0].isupper() and not word[0].islower():
            return sum(map(str.isalpha, word)) <= 1
        return lower and bool(match[3] or _NO_VOWEL.fullmatch(word))

    def _is_ordinal(self, text: str, start: int, word_start: int, number: str, lower: bool, next_word: str) -> bool:
        if lower:
            return self.ordinals or len(number) <= 2
        if not self.ordinals or len(number) > 2:
            return False
        before = text[max(text.rfind(" ", start, word_start - 1) + 1, start) : word_start - 1]
        return next_word.lower() in self.months or before.lower() in self.function_words


@lru_cache(maxsize=128)
def _stops(language: "Language") -> _Stops:
    return _Stops(language)


def _with_capitals(forms: tuple[str, ...]) -> set[str]:
    """The forms, and as they start a sentence, with straight apostrophes too."""
    found = {*forms, *(form[:1].upper() + form[1:] for form in forms)}
    return found | {form.replace("’", "'") for form in found}
