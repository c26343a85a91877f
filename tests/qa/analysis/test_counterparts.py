"""Which words stand for which names."""

import pytest

from qa import language as languages
from qa.analysis.counterparts import Counterparts
from qa.article import Article
from qa.lexicon import open_lexicon
from qa.lexicon.places import open_places
from qa.readers.text import document


def _article(code: str, text: str) -> Article:
    language = languages.load(code)
    return Article(document("", "", text, given=code), language, open_lexicon(language, quiet=True))


def counterparts(code: str, text: str, original: str, *names: str, source: str = "en") -> Counterparts:
    article = _article(code, text)
    article.original = _article(source, original)
    return Counterparts(article, article.pairs[0], {name: frozenset() for name in names})


@pytest.mark.parametrize(
    ("code", "text", "original", "names", "lacking"),
    [
        (
            "es",
            "Ayer Halvorsen habló con Lindqvist.",
            "Yesterday Halvorsen spoke to Lindqvist.",
            ["Halvorsen", "Lindqvist"],
            [],
        ),
        (
            "es",
            "Ayer Halvorsen habló con él.",
            "Yesterday Halvorsen spoke to Lindqvist.",
            ["Halvorsen", "Lindqvist"],
            ["Lindqvist"],
        ),
        (
            "ru",
            "Вчера Халворсен говорил с Линдквистом.",
            "Yesterday Halvorsen spoke to Lindqvist.",
            ["Halvorsen", "Lindqvist"],
            [],
        ),
        (
            "el",
            "Χθες ο Χάλβορσεν μίλησε.",
            "Yesterday Halvorsen spoke to Lindqvist.",
            ["Halvorsen", "Lindqvist"],
            ["Lindqvist"],
        ),
        # one word stands for one name, however alike they are
        ("de", "Gestern sprach Hansen mit Jonson.", "Yesterday Hansen and Johnson spoke to Jonson.", ["Hansen", "Jonson"], []),
        ("fr", "Hier, Karlsen a parlé.", "Yesterday Karlsen spoke to Karlson.", ["Karlsen", "Karlson"], ["Karlson"]),
        # parts of a name that the language writes with a hyphen
        ("cs", "Včera v Kuej-jang pršelo.", "Yesterday it rained in Guiyang.", ["Guiyang"], []),
    ],
)
def test_names_that_nothing_stands_for(code: str, text: str, original: str, names: list[str], lacking: list[str]) -> None:
    assert sorted(counterparts(code, text, original, *names).lacking) == lacking


@pytest.mark.parametrize(
    ("code", "text", "another"),
    [
        ("es", "Ayer Halvorsen habló con Brandvold.", True),
        ("es", "Brandvold habló ayer con Halvorsen.", True),
        ("es", "Ayer Halvorsen habló con ella.", False),
        ("es", "Ayer Halvorsen habló con McGrath.", True),
        ("es", "Ayer Halvorsen habló con Rosa.", True),
        ("de", "Gestern sprach Halvorsen mit Brandvold.", True),
        ("de", "Gestern sprach Halvorsen mit Michael.", True),
        ("de", "Gestern sprach Halvorsen im Landtagsgebäude.", False),
        ("tr", "Dün Halvorsen onunla konuştu.", False),
    ],
)
def test_another_name_in_its_place(code: str, text: str, another: bool) -> None:
    found = counterparts(code, text, "Yesterday Halvorsen spoke to Lindqvist.", "Halvorsen", "Lindqvist")
    assert (found.unlike("Lindqvist") > 0.3) is another


def test_mentions_are_counted() -> None:
    original = "Halvorsen met Lindqvist when Halvorsen was young."
    found = counterparts("es", "Halvorsen conoció a Lindqvist cuando era joven.", original, "Halvorsen", "Lindqvist")
    assert (found.count("Halvorsen"), found.count("Lindqvist")) == (1, 1)
    assert [found._article.words.forms[index] for index in found.words("Halvorsen")] == ["Halvorsen"]
    assert counterparts("es", "Conoció a Lindqvist cuando era joven.", original, "Halvorsen").count("Halvorsen") == 0


def test_a_place_told_by_a_word_of_its_own_cannot_be_counted() -> None:
    article = _article("pl", "Rząd Stanów Zjednoczonych odmówił.")
    article.original = _article("en", "The government of America refused.")
    found = Counterparts(article, article.pairs[0], {"America": open_places().named("America")})
    assert found.count("America") == float("inf")


def test_forms_of_a_declined_name_are_one_name() -> None:
    original = "Полиция спросила Халворсена, знает ли он Линдквиста. Халворсен с Линдквистом незнаком."
    text = "The police asked Halvorsen whether he knew Lindqvist. He does not."
    found = counterparts("en", text, original, "Халворсена", "Халворсен", "Линдквиста", "Линдквистом", source="ru")
    assert not found.lacking
