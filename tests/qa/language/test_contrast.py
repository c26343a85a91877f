"""What words tell of another language than their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import language as languages
from qa.language.contrast import COST, Contrast, contrast
from qa.lexicon import open_lexicon

WORDS = [
    "the",
    "and",
    "hestur",
    "sjálfur",
    "bygging",
    "fiskiskip",
    "los",
    "vecinos",
    "zxqvw",
    "şəhər",
    "küçə",
    "və",
    "mənim",
    "дом",
    "свой",
    "ναι",
    "bread",
    "xyngfr",
]


def own(code: str) -> Contrast:
    language = languages.load(code)
    return contrast(code, frozenset({"Latin"}), open_lexicon(language, quiet=True))


@given(st.sampled_from(WORDS) | st.text("abcdeiklmnorstuðəşz", min_size=1, max_size=9))
def test_the_most_is_that_of_all_details(word: str) -> None:
    """Of a language without a lexicon, whose words are known from a short text: no word takes a shorter way."""
    azerbaijani = own("az")
    counts, others = azerbaijani.details[word]
    assert azerbaijani.most[word] + COST == max(others.values(), default=-counts)


@pytest.mark.parametrize(
    ("code", "word", "speaks_for_it"), [("is", "sjálfur", True), ("is", "vecinos", False), ("az", "və", True)]
)
def test_words_speak_for_their_language(code: str, word: str, speaks_for_it: bool) -> None:
    assert (own(code).most[word] < 0) is speaks_for_it


def test_what_nobody_knows_is_no_evidence_by_itself() -> None:
    assert own("en").most["zxqvwk"] > 0 > own("en").most["bread"]
    assert own("en").most["Zxqvwk"] == own("en").most["Bread"]
