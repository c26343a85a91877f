"""Phrases are found by their words, whatever joins these."""

import pytest

from qa import language as languages
from qa.analysis.phrases import anchors, find, tokens
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


def test_phrases_are_known_by_a_word_that_an_article_with_them_has() -> None:
    phrases = [tokens("he <said>"), tokens("according to him"), tokens("<said> according")]
    assert anchors(phrases) == {"he": [0], "He": [0], "according": [1, 2], "According": [1, 2]}
