"""What stands around a mark: stretches without white space, addresses, words on either side, abbreviations."""

import pytest

from qa import language as languages
from qa.analysis.chunks import chunk, is_abbreviation, is_address, is_code, word_after, word_before
from qa.article import Article
from qa.readers.text import document


def article(text: str, code: str = "en") -> Article:
    return Article(document("id", "path", text), languages.load(code))


@pytest.mark.parametrize(
    "stretch",
    [
        "https://example.org/a.b?c=d",
        "www.example.org",
        "jo.smith@example.org",
        "@jo.smith",
        "#one.two",
        "/usr/lib.so",
        "a_b.c",
        "f(x,y)",
        "&amp;b",
        "p?q=r",
    ],
)
def test_code(stretch: str) -> None:
    text = f"See {stretch} now"
    assert is_code(text, 6, 7)


@pytest.mark.parametrize("stretch", ["Geneva.The", "said,“We", "us.”he", "20.7%", "(U.S.)", "AC/DC", "Q&A", "don’t", "$3.5m"])
def test_prose_is_no_code(stretch: str) -> None:
    text = f"See {stretch} now"
    assert not is_code(text, 6, 7)


@pytest.mark.parametrize(
    ("stretch", "address"),
    [
        ("Booking.com", True),
        ("(news.example.co.uk)", True),
        ("report.pdf", True),
        ("example.com/path", True),
        ("Geneva.The", False),
        ("end.of", False),
        (".com", False),
    ],
)
def test_address(stretch: str, address: bool) -> None:
    assert is_address(f"See {stretch}, now", 5, 6) is address


def test_chunk_ends_at_white_space_and_at_scripts_without_it() -> None:
    assert chunk("see a.b now", 5, 6) == (4, 7)
    assert chunk("请看a.b吧", 3, 4) == (2, 5)


def test_chunk_is_bounded() -> None:
    start, end = chunk("x" * 10_000, 5_000, 5_001)
    assert end - start < 300


def test_words_beside_a_mark() -> None:
    checked = article("Geneva.The हैं।यह")
    assert word_before(checked, 6) == ("Geneva", 0, 6)
    assert word_after(checked, 7) == ("The", 7, 10)
    assert word_after(checked, 6) is None
    danda = checked.text.index("।")
    before, after = word_before(checked, danda), word_after(checked, danda + 1)
    assert before is not None and before.form == "हैं"
    assert after is not None and after.form == "यह"


@pytest.mark.parametrize(
    ("text", "abbreviation"),
    [
        ("Acme Inc., left", True),
        ("in the U.S., left", True),
        ("J., left", True),
        ("ropes etc., left", True),
        ("the lake., left", False),
        ("42., left", False),
    ],
)
def test_abbreviation(text: str, abbreviation: bool) -> None:
    assert is_abbreviation(article(text), text.index(".,")) is abbreviation
