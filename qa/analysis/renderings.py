"""How the words of an original are rendered over all passages of its translation, and which are rendered in two ways.

By counts alone, without a dictionary: a word's rendering is what stands in nearly all passages that have it, and hardly elsewhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from qa.article import Pair
from qa.memo import Memo

if TYPE_CHECKING:
    from qa.article import Article

_LETTERS, _STEM = 5, 6
"""Letters of a word that counts, and by which forms of one word are known to be that: fewer in shorter ones."""

_FEWEST, _TWICE = 8, 2
"""Passages with a word from which its rendering is known, and passages from which another is one and no chance."""

_USUAL, _ELSEWHERE = 0.75, 0.1
"""The share of them with the usual rendering, and of that how often it may stand elsewhere too."""

_COMMON = 0.05
"""The share of all passages from which a word is too common to be a term."""

_REMEMBERED = 20_000
"""Words whose stems are known at once."""

_ALIKE = 3
"""Letters that two forms of one word begin with, or have in common at least."""


class Rendering(NamedTuple):
    """A word of the original, where its usual rendering stands first, and the places of its words in passages that have another."""

    word: str
    usual: int
    others: list[int]


def in_two_ways(article: "Article", pairs: Iterable[Pair]) -> Iterator[Rendering]:
    """The words of the original that most passages render in one way, and the others, two or more, in one other way.

    Places are indices into the words of the article. Of passages whose originals have the same words the first one counts.
    """
    original = article.original
    assert original is not None
    sources: dict[str, list[int]] = {}
    targets: dict[str, dict[int, int]] = {}
    rendered: list[tuple[str, ...]] = []
    seen: set[tuple[str, ...]] = set()
    stem_of = Memo(_stem, _REMEMBERED)
    for pair in pairs:
        there = original.words.between(pair.source_start, pair.source_end)
        forms = tuple(original.words.forms[there.start : there.stop])
        if forms in seen:
            continue
        seen.add(forms)
        number = len(rendered)
        for form in {form.lower() for form in forms if len(form) >= _LETTERS}:
            sources.setdefault(form, []).append(number)
        stems: dict[str, int] = {}
        for index in article.words.between(pair.start, pair.end):
            form = article.words.forms[index]
            if len(form) >= _LETTERS - 1:
                stems.setdefault(stem_of[form], index)
        rendered.append(tuple(stems))
        for stem, index in stems.items():
            targets.setdefault(stem, {})[number] = index
    most = max(_FEWEST, len(rendered) * _COMMON)
    for word, numbers in sources.items():
        if _FEWEST <= len(numbers) <= most and word not in original.language.function_words:
            yield from _of(word, numbers, rendered, targets, article.words.forms)


def _of(
    word: str, numbers: list[int], rendered: list[tuple[str, ...]], targets: dict[str, dict[int, int]], forms: list[str]
) -> Iterator[Rendering]:
    counts = Counter(stem for number in numbers for stem in rendered[number])
    usual, often = max(counts.items(), key=lambda one: (one[1], -len(targets[one[0]])))
    if not len(numbers) * _USUAL <= often <= len(numbers) - _TWICE or len(targets[usual]) > often * (1 + _ELSEWHERE):
        return
    left = [number for number in numbers if number not in targets[usual]]
    for stem in rendered[left[0]]:
        places = [targets[stem][number] for number in left if number in targets[stem]]
        if len(places) == len(left) == len(targets[stem]):
            form = forms[places[0]].lower()
            if not _are_alike(form, usual) and not _are_alike(form, word):
                yield Rendering(word, min(targets[usual].values()), places)
                return


def _stem(form: str) -> str:
    return form.lower()[: max(_LETTERS - 1, min(_STEM, len(form) - 2))]


def _are_alike(one: str, other: str) -> bool:
    """Whether two words, of the second the stem, may be forms of one: they begin alike, or one has the beginning of the other within (compounds)."""
    return one[:_ALIKE] == other[:_ALIKE] or one[: _ALIKE + 1] in other or other[: _ALIKE + 1] in one
