"""Phrases are found by their words, whatever joins these."""

import pytest

from qa import language as languages
from qa.analysis.phrases import find, tokens
from qa.article import Article
from qa.readers.text import document

TEXT = "According to him, she said so: he\u00a0said a-t-il dit. Said he"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("according to him", ["According to him"]),
        ("<said> so", ["said so"]),
        ("he <said>", ["he\u00a0said"]),
        ("a-t-il <said>", ["a-t-il dit"]),
        ("<said> he", ["Said he"]),
        ("him she", []),
        ("said he was", []),
        ("it all said", []),
    ],
)
def test_a_phrase_is_found_where_its_words_stand_in_a_row(phrase: str, expected: list[str]) -> None:
    article = Article(document("", "", TEXT), languages.load("en"))
    found = find(article, tokens(phrase), {"<said>": {"said", "dit"}})
    assert [TEXT[article.words.starts[one.start] : article.words.end(one[-1])] for one in found] == expected
