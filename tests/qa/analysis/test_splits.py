"""Which forms are suspicious, and how they are parted."""

import pytest

from qa import language as languages
from qa.analysis.splits import FEATURES, Joins, Split, Splits
from qa.article import Article
from qa.lexicon import open_lexicon
from qa.readers.text import document


def splits(text: str, code: str = "en", names: frozenset[str] = frozenset()) -> Splits:
    language = languages.load(code)
    return Splits(Article(document("a", "a", text, given=code), language, open_lexicon(language, quiet=True), names))


def test_only_what_nobody_knows_is_suspicious() -> None:
    found = list(splits("The YouTube clip was ahorrible mess, NASAMISSION or not, in Xy.").suspects())
    assert found == ["ahorrible"]


def test_an_accepted_name_is_not_suspicious() -> None:
    assert "Gdansktal" in list(splits("He likes Gdansktal a lot.").suspects())
    assert "Gdansktal" not in list(splits("He likes Gdansktal a lot.", names=frozenset(("Gdansktal",))).suspects())


def test_a_known_name_is_suspicious_beside_the_name_it_begins_with() -> None:
    assert not splits("Then Martina spoke.").is_suspect("Martina")
    assert splits("Martin was late. Then Martina spoke.").is_suspect("Martina")


@pytest.mark.parametrize(
    ("text", "form", "way"),
    [
        ("It was ahorrible week.", "ahorrible", Split("a", "horrible")),
        ("Izium fell. They left Iziumbut came back.", "Iziumbut", Split("Izium", "but")),
        ("Blinken left. Then Blinkaccused him.", "Blinkaccused", Split("Blink", "accused", "Blinken")),
        ("They met in VegasDespite the heat.", "VegasDespite", Split("Vegas", "Despite")),
    ],
)
def test_the_right_way_is_among_the_two(text: str, form: str, way: Split) -> None:
    ways = splits(text).ways(form)
    assert way in ways
    assert len(ways) <= 2


def test_every_feature_has_a_figure() -> None:
    one = splits("It was ahorrible week, a week of rain.")
    figures = dict(
        zip(FEATURES, one.features("ahorrible", 7, Split("a", "horrible"), {"a": (1.0, 2.0, 3.0, 4.0)}), strict=True)
    )
    assert figures["length_1"] == 1
    assert figures["length_2"] == 8
    assert figures["seen_1"] == 1
    assert figures["seen_2"] == 0
    assert (figures["joins_1"], figures["join_rate_1"]) == (1.0, 2.0)
    assert figures["joins_2"] == -1.0


def test_joins_are_read_by_the_letter() -> None:
    assert Joins("a de", "abcdzyxw").table() == {"a": (0.0, 1.0, 2.0, 3.0), "de": (25.0, 24.0, 23.0, 22.0)}
