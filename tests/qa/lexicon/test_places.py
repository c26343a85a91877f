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
    ],
)
def test_one_place(one: str, other: str) -> None:
    places = open_places()
    assert places.named(one) & places.named(other)


def test_other_places_and_words() -> None:
    places = open_places()
    assert not places.named("Berlin") & places.named("Wien")
    assert places.named("und\ud800") == frozenset()
    assert places.akin("escocés", places.named("Scotland"))
    assert not places.akin("escuela", places.named("Scotland"))
    assert places.may_be_country("Britain") and not places.may_be_country("Birmingham")
