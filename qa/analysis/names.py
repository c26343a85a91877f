"""The names that an article itself shows to be names: what it writes with a capital where no sentence starts."""

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.article import Article, Block

PARTICLES = frozenset(
    (
        "abu", "al", "ben", "bin", "da", "dal", "das", "de", "degli", "dei", "del", "della", "den", "der", "des", "di",
        "dos", "du", "e", "el", "ibn", "la", "las", "le", "los", "lo", "ten", "ter", "van", "von", "y", "zu", "zum", "zur",
        "аль", "бен", "бин", "бін", "ван", "де", "дель", "делла", "ден", "дер", "ди", "ді", "дю", "ель", "ибн", "ібн", "тер", "фон",
        "эль", "αλ", "βαν", "ελ", "ιμπν", "ντα", "ντε", "ντελ", "ντεν", "ντερ", "ντι", "φον",
    )
)  # fmt: skip
"""Small words within names of people and bodies, in whatever language they stand."""

_BEFORE = " \u00a0\u202f"
_AMID = frozenset(",;)]’”»“'\"")
"""Marks after which, with a space, a sentence goes on."""

_KINDRED = 4
"""Letters that the two words of a species' name share where the second repeats the first."""

_TITLE_SHARE, _TITLE_SHARE_WITH_NOUNS = 0.6, 0.9
_TITLE_MINIMUM = 3
"""Of the words of more than three letters in a title, how many have a capital, also where all nouns have one; how many it needs."""


class Names:
    """Forms that this article writes with a capital where no sentence starts, and those that the project accepts.

    `counts[form]` says how often the article shows `form` so; titles written with capitals throughout show nothing. `initial`
    counts the capitalised forms at the start of sentences, quotations and brackets, where every word would have a capital.
    """

    def __init__(self, article: "Article") -> None:
        self.counts: dict[str, int] = {}
        self.initial: dict[str, int] = {}
        self._text, self._words, self._blocks, self._language = article.text, article.words, article.blocks, article.language
        self._titles: dict[int, bool] = {}
        if not article.language.case:
            return
        text, words = article.text, article.words
        starts = words.starts
        sentence_starts = {sentence.start for sentence in article.sentences}
        in_titles = {index for start, end in self._title_spans() for index in words.between(start, end)}
        for index in words.capitalised:
            start, form = starts[index], words.forms[index]
            found = self.counts if _amid_sentence(text, start) and start not in sentence_starts else self.initial
            if found is self.counts and index in in_titles:
                continue
            found[form] = found.get(form, 0) + 1
        for name in article.accepted_names:
            self.counts[name] = self.counts.get(name, 0) + 1

    def __contains__(self, form: object) -> bool:
        return form in self.counts

    @cached_property
    def spelling(self) -> dict[str, str]:
        """Each form of `counts` in lower case, with the way the article writes it most often."""
        found: dict[str, str] = {}
        for form in sorted(self.counts, key=self.counts.__getitem__):
            found[form.lower()] = form
        return found

    @cached_property
    def pairs(self) -> set[tuple[str, str]]:
        """Two capitalised words in a row, a space between: Chris Avery, White House.

        The first may start a sentence, but is no small word then.
        """
        words, text = self._words, self._text
        small = self._language.function_words
        starts, forms, found = words.starts, words.forms, set()
        previous = -2
        for index in words.capitalised:
            if previous == index - 1 and forms[index] in self.counts:
                gap = starts[previous] + len(forms[previous])
                if starts[index] == gap + 1 and text[gap] in _BEFORE and forms[previous].lower() not in small:
                    found.add((forms[previous], forms[index]))
            previous = index
        return found

    @cached_property
    def amid(self) -> "Counter[tuple[str, str]]":
        """The `pairs` of which neither word starts a sentence, a quotation or a bracket, with how often each stands so."""
        words, found = self._words, Counter[tuple[str, str]]()
        previous = -2
        for index in words.capitalised:
            form, before = words.forms[index], words.forms[previous] if previous >= 0 else ""
            if previous == index - 1 and (before, form) in self.pairs and _amid_sentence(self._text, words.starts[previous]):
                found[before, form] += 1
            previous = index
        return found

    def in_title(self, offset: int) -> bool:
        """Whether the block around an offset is written with capitals throughout, as English headlines are."""
        from bisect import bisect_right

        blocks = self._blocks
        index = bisect_right(blocks, offset, key=lambda block: block.start) - 1
        if index < 0:
            return False
        if index not in self._titles:
            self._titles[index] = self._is_title(blocks[index])
        return self._titles[index]

    def _title_spans(self) -> list[tuple[int, int]]:
        """Blocks that may be headlines, without a final stop, and have capitals throughout."""
        text = self._text
        return [
            (block.start, block.end)
            for block in self._blocks
            if block.end - block.start < 200 and text[block.end - 1].isalnum() and self._is_title(block)
        ]

    def _is_title(self, block: "Block") -> bool:
        """Whether most of a block's longer words have a capital, the first left out."""
        words = self._words
        forms = [words.forms[index] for index in words.between(block.start, block.end)][1:]
        longer = [form for form in forms if len(form) > 3]
        capitals = sum(form[0].isupper() for form in longer)
        share = _TITLE_SHARE_WITH_NOUNS if self._language.nouns_capitalised else _TITLE_SHARE
        return len(longer) >= _TITLE_MINIMUM and capitals >= share * len(longer)


def capitals_beside(article: "Article", index: int) -> tuple[str, str]:
    """The words before and after one, each where it has a capital and only a space lies between; else nothing."""
    words = article.words
    before = words.forms[index - 1] if index else ""
    after = words.forms[index + 1] if index + 1 < len(words) else ""
    return (
        before if len(before) > 1 and before[0].isupper() and _is_space(words.gap(index)) else "",
        after if after and after[0].isupper() and _is_space(words.gap(index + 1)) else "",
    )


def is_part_of_name(article: "Article", index: int) -> bool:
    """Whether a word is in lower case by the rules of a name: a particle before more of it, or a later word of a foreign one.

    Species are Vulpes vulpes; bodies whose name opens with a foreign article may have no further capital (La France insoumise).
    """
    words, text = article.words, article.text
    form, (before, after) = words.forms[index], capitals_beside(article, index)
    if form in PARTICLES and (after or (index + 1 < len(words) and words.forms[index + 1] in PARTICLES)):
        return True
    if not before:
        return False
    if form[:_KINDRED] == before[:_KINDRED].lower() or (
        text[words.starts[index - 1] - 1] == "(" and text[words.end(index) : words.end(index) + 1] == ")"
    ):
        return True
    first = words.forms[index - 2] if index > 1 else ""
    foreign = first.lower() in PARTICLES and first.lower() not in article.language.function_words
    return foreign and first[0].isupper() and _is_space(words.gap(index - 1))


def _is_space(gap: str) -> bool:
    return len(gap) == 1 and gap in _BEFORE


def _amid_sentence(text: str, start: int) -> bool:
    """Whether the word at `start` follows another word of its sentence, with a space or leaning on it (l’Ukraine, Jean-Luc)."""
    if start < 2:
        return False
    before = text[start - 1]
    if before in _BEFORE:
        last = text[start - 2]
        return last.isalnum() or last in _AMID
    return before in "’'-" and text[start - 2].isalpha()
