"""The words of an article: runs of letters and marks."""

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from qa.patterns import late

if TYPE_CHECKING:
    from qa.article import Article

_LETTERS = re.compile(r"([^\W\d_]+)")
_BEYOND_LATIN = late(r"[^\x00-\u02ff\u1e00-\u1eff\u2000-\u2bff]")
_UNUSUAL = late(
    r"[^\x00-\u02ff\u0370-\u0482\u0488-\u0590\u05c8-\u060f\u061b-\u064a\u0660-\u066f\u0671-\u06d5\u06ee-\u08ff\u1e00-\u303f]"
)
"""Marks, and scripts that may do without spaces: what most texts are without."""
_MARKS = late(
    r"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0ddf\u0e31-\u0ebd\u0f18-\u0fbc\u102b-\u109d\u1ab0-\u1aff\u1dc0-\u1dff]"
)

_DIGITS = re.compile(r"[^\Ww_]+")
"""What is neither a mark nor the letter that stands for a word."""


LETTERS_A_WORD = 1.6
"""What counts as a word where script has no spaces."""


class Words:
    """All words in reading order: `forms[i]` stands at `starts[i]` of the text."""

    def __init__(self, article: "Article") -> None:
        text = article.text
        self.latin = text.isascii() or not _BEYOND_LATIN.search(text)
        """Whether all are surely in Latin letters."""
        self.plain = self.latin or not _UNUSUAL.search(text)
        """Whether all are mere letters, with spaces between."""
        self._parts = _LETTERS.split(text) if self.plain else parts(text)
        self.forms = self._parts[1::2]

    @cached_property
    def starts(self) -> list[int]:
        return list(accumulate(map(len, self._parts)))[:-1:2]

    @cached_property
    def outline(self) -> str:
        """Every kind of gap between words once, with a letter for each word and a line feed for each end of the text.

        A pattern of marks that asks no more of what stands beside them than to be a letter finds nothing in the text if it finds
        nothing here: a twentieth of it.
        """
        gaps = self._parts[::2]
        return "a".join((f"\n{gaps[0]}", *{*gaps[1:-1]}, f"{gaps[-1]}\n"))

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """Where each distinct form stands: indices into `forms`."""
        positions: dict[str, list[int]] = {}
        for index, form in enumerate(self.forms):
            positions.setdefault(form, []).append(index)
        return positions

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each form stands."""
        return Counter(self.forms)

    @cached_property
    def capitalised(self) -> list[int]:
        """Indices of the words that start with a capital."""
        return [index for index, form in enumerate(self.forms) if form[0].isupper()]

    def __len__(self) -> int:
        return len(self.forms)

    def end(self, index: int) -> int:
        """Where the word of that index ends."""
        return self.starts[index] + len(self.forms[index])

    def gap(self, index: int) -> str:
        """What stands between the word before that index and the word there, or between one of them and an end of the text."""
        return self._parts[2 * index]

    def runs_with_digits(self) -> int:
        """How many runs of letters, marks and digits there are."""
        shortened, runs = "w".join(self._parts[::2]), len(self.forms)  # a letter for each word
        for match in _DIGITS.finditer(shortened):
            start, end = match.span()
            runs += 1 - (shortened[start - 1 : start] == "w") - (shortened[end : end + 1] == "w")
        return runs

    def between(self, start: int, end: int) -> range:
        """Indices of the words that start within `start:end` of the text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


def parts(text: str) -> list[str]:
    """A text as words and what stands between them: a gap, a word, a gap ... a word, a gap."""
    return _letters_and_marks().split(text) if _MARKS.search(text) else _LETTERS.split(text)


def is_code(text: str, start: int, end: int) -> bool:
    """Whether the word `text[start:end]` is a part of an address, a handle, a file name or the like, and no word of its sentence."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _CODE_BEFORE or after in _CODE_AFTER:
        return True
    following = text[end + 1 : end + 2]
    joined_after = after in _JOINT and (following.isalnum() or following == "/")
    return joined_after or (before in _JOINT and text[start - 2 : start - 1].isalnum())


_CODE_BEFORE = frozenset("@#/_\\&=~$0123456789")
_CODE_AFTER = frozenset("@/_\\=~0123456789")
_JOINT = frozenset(".:")


def count(article: "Article") -> int:
    """Words as the report counts them: runs of letters, marks and digits; `LETTERS_A_WORD` where script has no spaces."""
    if article.words.plain:
        return article.words.runs_with_digits()
    text, unspaced = _UNSPACED.subn(" ", article.text)
    if not unspaced:
        return article.words.runs_with_digits()
    pattern = _letters_marks_and_digits() if _MARKS.search(text) else _ALPHANUMERIC
    return len(pattern.findall(text)) + round(unspaced / LETTERS_A_WORD)


_ALPHANUMERIC = late(r"[^\W_]+")
_UNSPACED = late(
    r"[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff"
    r"\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
)
"""Characters of scripts without spaces between words."""


def _letters_and_marks() -> "re.Pattern[str]":
    import regex

    return cast("re.Pattern[str]", regex.compile(r"([\p{L}\p{M}]+)"))


def _letters_marks_and_digits() -> "re.Pattern[str]":
    import regex

    return cast("re.Pattern[str]", regex.compile(r"[\p{L}\p{M}\p{N}]+"))
