"""The names of an original, as a translation is to have them."""

import gc
import weakref

import pytest

from qa import language as languages
from qa.analysis.source_names import SourceNames
from qa.article import Article
from qa.lexicon import open_lexicon
from qa.readers.text import document


def _article(code: str, text: str) -> Article:
    language = languages.load(code)
    return Article(document("", "", text, given=code), language, open_lexicon(language, quiet=True))


def names_of(original: str) -> SourceNames:
    article = _article("es", original)
    article.original = _article("en", original)
    return SourceNames(article, article.original)


@pytest.mark.parametrize(
    ("original", "names"),
    [
        ("On Monday the mayor met Kristina Halvorsen in Bergen.", ["Bergen", "Halvorsen", "Kristina"]),
        ("The German Navy met the two Koreas, and the border of Korea was shut.", ["Korea"]),
        ("Then he met the President of the town.", []),
    ],
)
def test_what_counts_as_a_name(original: str, names: list[str]) -> None:
    article = _article("es", original)
    article.original = _article("en", original)
    assert sorted(SourceNames(article, article.original).within(article.pairs[0])) == names


def test_nothing_keeps_an_article_alive() -> None:
    """Large files are checked as many articles; one that waits for the collector of cycles doubles what they take."""
    gc.disable()
    try:
        names = names_of("On Monday the mayor met Kristina Halvorsen in Bergen.")
        watched = weakref.ref(names)
        del names
        assert watched() is None
    finally:
        gc.enable()
