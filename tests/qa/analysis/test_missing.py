"""Names are sought wherever passages belong together, however little there is of them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from qa import language as languages
from qa.analysis.missing import missing, model
from qa.article import Article
from qa.lexicon import open_lexicon
from qa.readers.text import document


def _article(code: str, text: str) -> Article:
    language = languages.load(code)
    return Article(document("", "", text, given=code), language, open_lexicon(language, quiet=True))


def sought(code: str, text: str, original: str) -> list[str]:
    article = _article(code, text)
    article.original = _article("en", original)
    return [one.name for one in missing(article)]


def test_passages_none_of_which_is_sure() -> None:
    assert "Molde" in sought(
        "de", "Regen fiel auf die Stadt.", "Rain fell on the town of Molde. Police came to Bergen on Monday."
    )


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Rain fell on Molde.", "Police came to Bergen.", "He said so.", "Ann Lund left."]),
        min_size=1,
        max_size=4,
    )
)
def test_any_short_text_can_be_held_against_any(sentences: list[str]) -> None:
    for name in sought("de", "Regen fiel auf Molde. Er sagte es.", " ".join(sentences)):
        assert name in " ".join(sentences)


def test_confidence_rises_with_the_score() -> None:
    trained = model()
    scores = [score for score, _ in trained.confidence]
    assert trained.confidence_of(scores[0]) == 0.0
    found = [trained.confidence_of(score + 1) for score in scores]
    assert found == sorted(found) and found[0] < 0.9 <= found[1]
