"""What words tell of another language than their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import language as languages
from qa.language.contrast import COST, MOST, Contrast, contrast
from qa.language.identify import STEP, profiles
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
    own_gain, gains, _ = azerbaijani.details[word]
    others = [gain for place, gain in enumerate(gains) if place != profiles().codes.index("az")]
    assert azerbaijani.most[word] + COST == min(max(others) - own_gain, MOST)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_the_best_stretch_is_that_of_the_greatest_sum(words: list[str]) -> None:
    icelandic = own("is")
    sums = {
        (code, start, end): sum(icelandic.gain(word, code) - COST for word in words[start:end])
        for code in icelandic._found.codes
        if code != "is"
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    }
    best = icelandic.best(words)
    if best is None:
        assert max(sums.values()) <= 0
    else:
        assert best.gain * STEP == sums[best.language, best.start, best.end]
        assert best.gain * STEP == max(total for (code, _, _), total in sums.items() if code == best.language)


@pytest.mark.parametrize(
    ("code", "word", "speaks_for_it"), [("is", "sjálfur", True), ("is", "vecinos", False), ("az", "və", True)]
)
def test_words_speak_for_their_language(code: str, word: str, speaks_for_it: bool) -> None:
    assert (own(code).most[word] < 0) is speaks_for_it


def test_what_nobody_knows_is_no_evidence_by_itself() -> None:
    assert own("en").most["zxqvwk"] > 0 > own("en").most["bread"]
    assert own("en").most["Zxqvwk"] == own("en").most["Bread"]
