"""Which forms are suspicious, and how they are parted."""

import pytest

from qa import language as languages
from qa.analysis.splits import FEATURES, Joins, Place, Split, Splits
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
        ("Then Waters left. Mrs Watin spoke to Waters.", "Watin", Split("Wat", "in", "Waters")),
        ("The Democrats won. Many Democrathe knew, the Democrats said.", "Democrathe", Split("Democra", "the", "Democrats")),
    ],
)
def test_the_right_way_is_among_the_likeliest(text: str, form: str, way: Split) -> None:
    ways = splits(text).ways(form)
    assert way in ways
    assert sum(bool(way.restored) for way in ways) <= 2
    assert sum(not way.restored for way in ways) <= 2


def test_of_a_names_forms_the_most_frequent_is_restored() -> None:
    one = splits("Cizinec Dvorakova viděl. Ptal se Dvorakovi. Řekl to Dvorakovi a Dvorakspal dlouho.", "cs")
    assert {way.restored for way in one.ways("Dvorakspal") if way.restored} <= {"Dvorakova", "Dvorakovi"}
    assert Split("Dvorak", "spal", "Dvorakovi") in one.ways("Dvorakspal")


def test_a_capital_at_the_start_of_a_sentence_makes_no_name() -> None:
    assert not any(way.restored for way in splits("However it went, Howefar was left.").ways("Howefar"))


@pytest.mark.parametrize(
    ("code", "text", "form"), [("ar", "وقال الرئيس منالمدينة ذلك.", "منالمدينة"), ("hi", "वह दिल्लीमें रहता है।", "दिल्लीमें")]
)
def test_scripts_without_capitals_have_suspicious_forms(code: str, text: str, form: str) -> None:
    one = splits(text, code)
    assert form in list(one.suspects())
    assert one.ways(form)


def test_latin_letters_in_another_script_are_not_suspicious() -> None:
    assert "ahorrible" not in list(splits("وقال ahorrible ذلك.", "ar").suspects())


def test_a_function_word_may_stand_before_a_word_that_nobody_knows() -> None:
    assert Split("ja", "krumpaloituneet") in splits("He tulivat jakrumpaloituneet eilen.", "et").ways("jakrumpaloituneet")


def test_every_feature_has_a_figure() -> None:
    one = splits("It was ahorrible week, a week of rain.")
    figures = dict(
        zip(
            FEATURES,
            *one.features("ahorrible", one.place(2), [Split("a", "horrible")], {"a": (1.0, 2.0, 3.0, 4.0)}),
            strict=True,
        )
    )
    assert figures["length_1"] == 1
    assert figures["length_2"] == 8
    assert figures["seen_1"] == 1
    assert figures["seen_2"] == 0
    assert (figures["joins_1"], figures["join_rate_1"]) == (1.0, 2.0)
    assert figures["joins_2"] == -1.0


def test_joins_are_read_by_the_letter() -> None:
    assert Joins("a de", "abcdzyxw").table() == {"a": (0.0, 1.0, 2.0, 3.0), "de": (25.0, 24.0, 23.0, 22.0)}


def test_a_place_knows_its_neighbours() -> None:
    one = splits("It was ahorrible week.")
    assert one.place(2) == Place(7, "was", "week")
    assert one.place(0).before == one.place(3).after == ""


def test_of_a_cut_name_the_figures_say_what_was_lost() -> None:
    one = splits("So Marta Olenko spoke. Then Marta Olenaccused the board.")
    place = one.place(6)
    figures = dict(zip(FEATURES, *one.features("Olenaccused", place, [Split("Olen", "accused", "Olenko")], {}), strict=True))
    assert figures["beside_1"] == 1.0
    assert figures["lost"] == 2
    assert figures["kept"] == pytest.approx(4 / 6)
    assert figures["rivals"] == 1
    assert figures["overlap"] == 0
