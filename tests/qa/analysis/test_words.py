"""Words and where they stand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import language as languages
from qa.analysis import encodings
from qa.analysis.words import Words, count, is_code
from qa.article import Article
from qa.readers.text import document
from rules import (
    boilerplate,
    dash_spacing,
    doubled_punctuation,
    extra_space,
    leftover_markup,
    missing_space,
    number_format,
    truncated,
    unpaired_bracket,
)


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


def article(text: str) -> Article:
    return Article(document("a", "a", text), languages.load("en"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two words", 2),
        ("会议举行了八天", round(7 / 1.6)),
        ("会议2025年举行 in Oslo", 3 + round(5 / 1.6)),
        ("", 0),
        ("7", 1),
        ("In 2025, 3rd-rate mp3s and a1b2c3 for 20.7 % _of_ them", 12),
        ("cafe\u03012 हिन्दी १२ ½", 4),
    ],
)
def test_words_are_counted(text: str, expected: int) -> None:
    assert count(article(text)) == expected


@given(st.text("aé7٣½_ -’x\n"))
def test_runs_of_letters_and_digits_are_counted(text: str) -> None:
    assert count(article(text)) == len(re.findall(r"[^\W_]+", text))


def test_ends_and_gaps() -> None:
    words = Article(document("a", "a", "“Oslo,” he said."), languages.load("en")).words
    assert [words.end(index) for index in range(3)] == [5, 10, 15]
    assert [words.gap(index) for index in range(4)] == ["“", ",” ", " ", "."]


@pytest.mark.parametrize(
    ("pattern", "sought"),
    [
        (boilerplate._OPENING, boilerplate._OPENING),
        (dash_spacing._GAP, dash_spacing._GAP),
        (doubled_punctuation._RUN, doubled_punctuation._RUN),
        (encodings.CONTROL, encodings.CONTROL),
        (extra_space._APOSTROPHE, extra_space._APOSTROPHE),
        (extra_space._BEFORE_MARK, extra_space._BEFORE_MARK),
        (extra_space._FIGURE, extra_space._FIGURE),
        (extra_space._OPENING, extra_space._OPENING),
        (leftover_markup._UNSEEN, leftover_markup._UNSEEN),
        (missing_space._GAP, missing_space._GAP),
        (number_format._NUMBER, number_format._FRACTION),
        (number_format._TIME, number_format._AFTER_LETTER),
        (truncated._EMPTY, truncated._EMPTY),
        (unpaired_bracket._BRACKET, unpaired_bracket._BRACKET),
    ],
)
@given(text=st.text("aÀжת中7३_ \n\u00a0\u200b\x85.,:;!?-–()[]“”»«'’…/h"))
def test_an_outline_hides_nothing(pattern: "re.Pattern[str]", sought: "re.Pattern[str]", text: str) -> None:
    if pattern.search(text):
        assert sought.search(Words(article(text)).outline)


def test_an_outline_has_each_gap_once() -> None:
    outline = article("“One, two, three and four” (five).").words.outline
    assert sorted(outline.split("a")) == sorted(["\n“", ", ", " ", "” (", ").\n"])
