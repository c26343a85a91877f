"""Words and where they stand."""

import pytest

from qa import language as languages
from qa.analysis.words import count, is_code
from qa.article import Article
from qa.readers.text import document


def test_starts_belong_to_forms() -> None:
    words = Article(document("a", "a", "Don’t stop, 3rd-rate café!"), languages.load("en")).words
    assert list(zip(words.forms, words.starts, strict=True)) == [
        ("Don", 0), ("t", 4), ("stop", 6), ("rd", 13), ("rate", 16), ("café", 21),
    ]  # fmt: skip


def test_combining_marks_belong_to_words() -> None:
    words = Article(document("a", "a", "cafe\u0301 हिन्दी"), languages.load("hi")).words
    assert words.forms == ["cafe\u0301", "हिन्दी"]


def test_capitalised_and_positions() -> None:
    words = Article(document("a", "a", "Oslo and Bergen and Oslo"), languages.load("en")).words
    assert words.capitalised == [0, 2, 4]
    assert words.positions["Oslo"] == [0, 4]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("see kyiv.example.org", "kyiv", True),
        ("open notes.txt", "txt", True),
        ("ask @kyiv now", "kyiv", True),
        ("tag #kyiv now", "kyiv", True),
        ("go to http://a.b", "http", True),
        ("in kyiv. Then", "kyiv", False),
        ("in kyiv: then", "kyiv", False),
        ("kyiv", "kyiv", False),
    ],
)
def test_code_is_told_from_words(text: str, word: str, expected: bool) -> None:
    start = text.index(word)
    assert is_code(text, start, start + len(word)) is expected


def test_words_of_unspaced_scripts_are_estimated() -> None:
    assert count("two words") == 2
    assert count("会议举行了八天") == round(7 / 1.6)


def test_ends_and_gaps() -> None:
    words = Article(document("a", "a", "“Oslo,” he said."), languages.load("en")).words
    assert [words.end(index) for index in range(3)] == [5, 10, 15]
    assert [words.gap(index) for index in range(4)] == ["“", ",” ", " ", "."]
