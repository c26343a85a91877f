"""Names of one sound have one skeleton, in whatever script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.analysis.sounds import distance, skeleton, spoken


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Kennedy", "Кеннеди"),
        ("Wellington", "Γουέλινγκτον"),
        ("Winston", "Γουίνστον"),
        ("Andres", "Αντρές"),
        ("Quinton", "Квинтон"),
    ],
)
def test_skeletons_agree(name: str, other: str) -> None:
    assert skeleton(name) == skeleton(other)


@pytest.mark.parametrize(
    ("name", "form", "other"),
    [
        ("Corcoran", "Коркорана", "Чарльз"),
        ("Chavez", "Çaves", "Kemal"),
        ("Wellington", "Γουέλινγκτον", "Βρυξέλλες"),
        ("Guizhou", "Гуйчжоу", "Ханчжоу"),
        ("Eugenia", "Евгения", "Ирландия"),
        ("Kennedy", "Kennedyn", "Quinton"),
        ("Feinstein", "Fajnštajn", "Rutherford"),
        ("Bouchard", "Бушар", "Нильсен"),
        ("Jinping", "Цзиньпином", "Чжоу"),
        ("Zhou", "Чжоу", "Хуан"),
        ("Huang", "Хуан", "Чжоу"),
        ("Theresa", "تيريزا", "ماي"),
    ],
)
def test_a_name_is_nearer_to_its_own_form_than_to_another(name: str, form: str, other: str) -> None:
    assert distance(name, form) < 0.2 < distance(name, other)


def test_vowels_that_a_script_leaves_out_cost_little() -> None:
    assert distance("Nielsen", "نيلسن", vowels=False) < distance("Nielsen", "نيلسن") < 0.1


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_strings_have_a_distance(name: str, form: str) -> None:
    assert 0.0 <= distance(name, form) <= 1.0


@given(st.from_regex(r"[A-Za-z]{3,12}", fullmatch=True), st.text(alphabet="aeiou", max_size=3))
def test_a_form_with_an_ending_still_says_the_name(name: str, ending: str) -> None:
    if spoken(name):
        assert distance(name, name) == 0.0
        assert distance(name, name + ending) <= 0.25 * len(ending)
