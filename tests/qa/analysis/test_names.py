"""What an article shows to be a name."""

import pytest

from qa import language as languages
from qa.analysis.names import capitals_beside, is_part_of_name
from qa.article import Article
from qa.readers.text import document


def names(text: str, code: str = "en", accepted: frozenset[str] = frozenset()) -> dict[str, int]:
    return Article(document("a", "a", text), languages.load(code), accepted_names=accepted).names.counts


def test_capitals_amid_a_sentence_count() -> None:
    assert names("Then Vera Holm, of Oslo, met Holm.") == {"Vera": 1, "Holm": 2, "Oslo": 1}


def test_starts_of_sentences_quotations_and_brackets_do_not() -> None:
    assert names("Rain fell. “Snow fell,” she said (Hail fell). Wind: Nobody knew.") == {}


def test_they_are_kept_apart() -> None:
    found = Article(document("a", "a", "Rain fell. Rain fell on Oslo."), languages.load("en")).names
    assert found.initial == {"Rain": 2}
    assert "Oslo" in found and "Rain" not in found


def test_words_that_lean_on_a_word_count() -> None:
    assert names("Il part avec l’Ukraine et Jean-Luc.", "fr") == {"Ukraine": 1, "Jean": 1, "Luc": 1}


def test_titles_with_capitals_throughout_show_nothing() -> None:
    assert names("Mayor Says Bridge Will Close for Months\n\nThe mayor left.") == {}


def test_german_headlines_are_no_titles() -> None:
    assert names("Der Bau der neuen Brücke dauert länger\n\nDer Rat tagt.", "de") == {"Bau": 1, "Brücke": 1, "Rat": 1}


def test_accepted_names_are_names() -> None:
    assert "blorb" in names("Nothing here.", accepted=frozenset({"blorb"}))


def test_spelling_is_the_usual_one() -> None:
    found = Article(document("a", "a", "We saw NATO, then NATO, then Nato."), languages.load("en")).names
    assert found.spelling["nato"] == "NATO"


def test_pairs_are_neighbours() -> None:
    found = Article(document("a", "a", "Then Vera Holm met Oslo, Bergen."), languages.load("en")).names
    assert found.pairs == {("Vera", "Holm")}


def test_headline_block_is_known_as_such() -> None:
    checked = Article(
        document("a", "a", "Mayor Says Bridge Will Close\n\nThe mayor of Oslo left town today."), languages.load("en")
    )
    assert checked.names.in_title(3) and not checked.names.in_title(40)


def test_languages_without_capitals_have_none() -> None:
    assert names("وصل الوزير إلى Geneva اليوم", "ar") == {}


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("The envoy Jan van der Linde spoke.", "van", True),
        ("The envoy Jan van der Linde spoke.", "der", True),
        ("The van stood there.", "van", False),
        ("Voici les blaireaux, Meles meles.", "meles", True),
        ("A badger (Taxidea taxus) slept.", "taxus", True),
        ("He voted for La Mer ouverte.", "ouverte", True),
        ("He met Vera holm.", "holm", False),
    ],
)
def test_lower_case_that_names_want(text: str, form: str, expected: bool) -> None:
    article = Article(document("a", "a", text), languages.load("en"))
    assert is_part_of_name(article, article.words.forms.index(form)) is expected


def test_capitals_beside_a_word() -> None:
    article = Article(document("a", "a", "Then Vera of Oslo-Nord, Holm of, Kiel"), languages.load("en"))
    first, second = article.words.positions["of"]
    assert capitals_beside(article, first) == ("Vera", "Oslo")
    assert capitals_beside(article, second) == ("Holm", "")
