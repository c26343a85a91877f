"""Names of one sound have one skeleton, in whatever script."""

import pytest

from qa.analysis.sounds import skeleton


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
