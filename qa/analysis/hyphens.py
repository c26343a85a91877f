"""Hyphens: which words an article joins with them, and whether two words belong together by all that is known."""

from functools import cached_property
from typing import TYPE_CHECKING

from qa.analysis.chunks import Neighbour, knows
from qa.patterns import late

if TYPE_CHECKING:
    from qa.article import Article

_JOINED = late(r"[-‐‑](?<=\w.)(\w+)")
_LAST_WORD = late(r"\w+$")
_SPACED = late(r"-(?<=\S -) (?=\S)")
_CHAIN = late(r"-[^\W\d_]")
_OPENING, _CLOSING = '“„«‘‚"', '”“»’‘"'
_WITHIN = late(r"(?:[\w)] [^\W\d_]+|\)) $")
"""What stands before a word within a sentence: words and no mark."""
_LONG_ENOUGH = 80
"""Words of an article from which on a single spaced hyphen among them says that it has no dashes of this form."""


class Hyphens:
    """What an article does with hyphens; each question is answered once."""

    def __init__(self, article: "Article") -> None:
        self._article = article
        self._function_words = article.language.function_words

    @cached_property
    def joined(self) -> frozenset[tuple[str, str]]:
        """The pairs of words that the article joins with a hyphen, in lower case."""
        text, pairs = self._article.text, set()
        for match in _JOINED.finditer(text):
            head = _LAST_WORD.search(text, max(0, match.start() - 40), match.start())
            pairs.add((head[0].lower() if head else "", match[1].lower()))
        return frozenset(pairs)

    @cached_property
    def dashes(self) -> int:
        """How often the article uses a hyphen with spaces on both sides."""
        return len(_SPACED.findall(self._article.text))

    @cached_property
    def joins_function_words(self) -> bool:
        """Whether function words lean on others with a hyphen: dar-lhe, a-t-il, s-a."""
        return not self._lasts.isdisjoint(self._function_words)

    @cached_property
    def _firsts(self) -> frozenset[str]:
        return frozenset(first for first, _ in self.joined)

    @cached_property
    def _lasts(self) -> frozenset[str]:
        return frozenset(last for _, last in self.joined)

    def ends_one(self, word: Neighbour) -> bool:
        """Whether the article has a hyphen and that word at the end of another."""
        return word.form.lower() in self._lasts

    def is_function_word(self, word: Neighbour) -> bool:
        """Whether a word is one by the language's data; where there is none, whether it is short enough for one."""
        if self._function_words:
            return word.form.lower() in self._function_words
        return len(word.form) < 5 and word.form.islower()

    def are_one(self, before: Neighbour, after: Neighbour) -> bool:
        """Whether two words with a hyphen between and a space on one side of it are parts of one."""
        first, last = before.form.lower(), after.form.lower()
        if _says_twice(first, last) or (first, last) in self.joined or self._is_known(first, last):
            return True
        if last in self._lasts or (first in self._firsts and not self.is_function_word(after)):
            return True
        return before.form[0].isupper() and after.form[0].isupper()

    def are_torn(self, before: Neighbour, after: Neighbour) -> bool:
        """Whether two words with a spaced hyphen between are parts of one, and the hyphen no dash.

        The whole is known, or a part is said twice or is none by itself; or the article has but this one, within a sentence, and
        no clause begins behind it.
        """
        text, language, lexicon = self._article.text, self._article.language, self._article.lexicon
        first, last = before.form.lower(), after.form.lower()
        if _says_twice(first, last) or (first, last) in self.joined:
            return True
        if text[after.end : after.end + 3] == " - " or text[max(0, before.start - 3) : before.start] == " - ":
            return False
        names = before.form[0].isupper() and after.form[0].isupper()
        if names and not after.form.isupper() and _CHAIN.match(text, after.end):
            return True  # Alpha - Beta-class
        if text[before.start - 1] in _OPENING and text[after.end : after.end + 1] in tuple(_CLOSING):
            return True  # “Alpha - Beta”
        if last in self._function_words or first in self._function_words:
            return False
        if len(first) == 1 and before.form.islower() and len(last) > 2:
            return True  # e - scooters
        if lexicon is None:
            return False
        if self._is_known(first, last) or lexicon.is_place(f"{first}-{last}"):
            return True
        if self.dashes > 1:
            return False
        one, two = lexicon.word(before.form), lexicon.word(after.form)
        unknown = lexicon.size == "large" and after.form.islower() and not two.known
        if unknown or (one.first_name and two.first_name) or last in self._lasts:
            return True
        if names and not language.nouns_capitalised:
            return False
        alike = before.form[0].isupper() == after.form[0].isupper() or language.compounds
        within = _WITHIN.search(text, max(0, before.start - 60), before.start) is not None
        return bool(self._function_words) and alike and within and len(self._article.words) > _LONG_ENOUGH

    def leans(self, before: Neighbour, after: Neighbour) -> bool:
        """Whether the second part is none to begin with: after an acronym, or no word by itself."""
        return before.form.isupper() or (self._article.lexicon is not None and not knows(self._article, after.form, 2.0))

    def is_split_line(self, before: Neighbour, after: Neighbour) -> bool:
        """Whether two words are halves of one that was parted at a line's end."""
        lexicon = self._article.lexicon
        return lexicon is not None and after.form.islower() and lexicon.word(before.form + after.form).known

    def _is_known(self, first: str, last: str) -> bool:
        lexicon = self._article.lexicon
        return lexicon is not None and lexicon.word(f"{first}-{last}").known


def _says_twice(first: str, last: str) -> bool:
    """masing-masing, bersiap-siap, berancang-ancang."""
    return min(len(first), len(last)) > 2 and (first.endswith(last) or last.startswith(first))
