"""The sentences of an article that stand word for word in its original, in a language other than its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.article import Article

_FEWEST = 4
"""Words of the original's language that a sentence has at least which counts as copied."""

_FUNCTION = 2
"""How many of these are function words at least: names and titles have fewer."""


def copied(article: "Article") -> Iterator[tuple[int, int, bool]]:
    """Where they start and end, and whether that is sure; none where the original is not at hand."""
    original = article.original
    if original is None or original.language.code.partition("-")[0] == article.language.code.partition("-")[0]:
        return
    small = original.language.function_words
    declared = [(part.start, part.end) for part in article.document.foreign]
    declared += [(block.start, block.end) for block in article.blocks if block.language or block.kind == "code"]
    known = {form.lower() for form in original.words.positions}
    theirs: set[tuple[str, ...]] = set()
    for start, end in article.sentences:
        words = article.words.between(start, end)
        if len(words) < _FEWEST or any(article.words.forms[index].lower() not in known for index in words):
            continue
        theirs = theirs or {_forms(original, first, last) for first, last in original.sentences}
        forms = _forms(article, start, end)
        if forms not in theirs or any(first <= start < last for first, last in declared):
            continue
        telling = sum(form in small for form in forms) if small else sum(form.islower() for form in forms)
        own = article.language.function_words
        if telling - sum(form in own for form in forms) >= _FUNCTION:
            yield start, end, len(forms) > _FEWEST


def _forms(article: "Article", start: int, end: int) -> tuple[str, ...]:
    words = article.words.between(start, end)
    return tuple(form.lower() for form in article.words.forms[words.start : words.stop])
