"""Names of one place are known for that in whatever language and form they stand."""

import pytest

from qa.lexicon.places import open_places


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vienna", "Wien"),
        ("Moscow", "Москве"),
        ("London", "Λονδίνου"),
        ("North Korea", "كوريا الشمالية"),
        ("China", "中国"),
        ("Scotland", "Escocia"),
        ("Warsaw", "Warszawie"),
        ("US", "Америка"),
        ("UK", "İngiltere"),
        ("Britain", "Wielka Brytania"),
    ],
)
def test_one_place(one: str, other: str) -> None:
    places = open_places()
    assert places.named(one) & places.named(other)


def test_other_places_and_words() -> None:
    places = open_places()
    assert not places.named("Berlin") & places.named("Wien")
    assert places.named("und\ud800") == frozenset()
    assert places.akin("escocés") & places.named("Scotland")
    assert not places.akin("escuela") & places.named("Scotland")
    assert not places.named("us") and not places.named("Us")
    assert places.may_be_country("Britain") and not places.may_be_country("Birmingham")


def test_a_word_made_of_part_of_a_name_is_not_made_of_it() -> None:
    places = open_places()
    north_korea = places.named("North Korea")
    assert places.akin("pohjoiskorealainen", all_of_it=True) & north_korea
    assert not places.akin("pohjois", all_of_it=True) & north_korea


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("Stanów", "Zjednoczonych"), "United States"),
        (("Соединенных", "Штатов"), "USA"),
        (("Wielkiej", "Brytanii"), "United Kingdom"),
        (("Nowej", "Soli"), ""),
        (("de", "la"), ""),
    ],
)
def test_countries_of_two_words_declined(words: tuple[str, str], name: str) -> None:
    assert open_places().country_of_two(*words) == open_places().number(name)
