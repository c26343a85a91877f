"""Terms of an original that its translation renders in two ways."""

import pytest

from qa import language as languages
from qa.analysis.renderings import in_two_ways
from qa.article import Article
from qa.readers.text import document

SOURCES = [
    f"The rudder {verb} {when}."
    for verb, when in zip(
        ("moved", "broke", "turned", "failed", "held", "shook", "jammed", "split"),
        ("at one", "at two", "in May", "in June", "by day", "by night", "at sea", "in port"),
        strict=True,
    )
]
VERBS = (
    "fuhr um eins",
    "brach um zwei",
    "drehte im Mai",
    "versagte im Juni",
    "hielt bei Tag",
    "bebte bei Nacht",
    "klemmte auf See",
    "riss im Hafen",
)


def terms(nouns: list[str]) -> list[tuple[str, str, list[str]]]:
    targets = [f"Das {noun} {verb}." for noun, verb in zip(nouns, VERBS, strict=True)]
    article = Article(document("a", "a", "\n\n".join(targets)), languages.load("de"))
    article.original = Article(document("a", "a", "\n\n".join(SOURCES)), languages.load("en"))
    pairs = article.pairs
    assert len(pairs) == len(SOURCES)
    forms = article.words.forms
    return [(one.word, forms[one.usual], [forms[place] for place in one.others]) for one in in_two_ways(article, pairs)]


@pytest.mark.parametrize(
    ("nouns", "found"),
    [
        (["Ruder"] * 6 + ["Steuer"] * 2, [("rudder", "Ruder", ["Steuer", "Steuer"])]),
        (["Ruder"] * 7 + ["Steuer"], []),  # once is chance
        (["Ruder"] * 5 + ["Steuer"] * 3, []),  # neither is usual
        (["Ruder"] * 6 + ["Steuer", "Blatt"], []),
        (["Ruder"] * 6 + ["Ruders"] * 2, []),
        (["Ruder"] * 6 + ["Schiffsruder"] * 2, []),
        (["Ruder"] * 8, []),
    ],
)
def test_a_term_has_two_renderings_where_the_rarer_one_is_one_word_of_its_own(nouns: list[str], found: list[object]) -> None:
    assert terms(nouns) == found
