"""The persons of an article, by words and names."""

import pytest

from qa import language as languages
from qa.analysis.persons import Gender, Persons, PersonWords
from qa.article import Article
from qa.lexicon import open_lexicon
from qa.readers.text import document

WORDS = PersonWords(
    feminine=Gender(nouns=frozenset({"actress", "mrs", "wife"}), pronouns=frozenset({"she"})),
    masculine=Gender(nouns=frozenset({"actor"}), pronouns=frozenset({"he"})),
    someone=frozenset({"driver"}),
    places=frozenset({"in"}),
    along=frozenset({"with"}),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The actress Julia Brandt met a driver.", ["actress f", "Julia Brandt f", "driver ?"]),
        ("Peter Brandt, a driver, came in with a wife, and he left.", ["Peter Brandt m", "he m"]),
        ("The driver of the bus, Julia Brandt, was there. “She is ill,” Ndubo said.", ["Julia Brandt f", "Ndubo ?"]),
        ("The town saw Mrs Ndubo. It was in Oxleyford and Ansbury.", ["Mrs f", "Ndubo f"]),
    ],
)
def test_persons_are_told_by_words_and_names(text: str, expected: list[str]) -> None:
    language = languages.load("en")
    article = Article(document("", "", text), language, open_lexicon(language, quiet=True))
    persons = Persons(article, WORDS).between(0, len(text))
    words = article.words
    assert [f"{text[words.starts[one.first] : words.end(one.stop - 1)]} {one.sex}" for one in persons] == expected
