import pytest

from qa.language.cyrillic import SPELT, spelt


@pytest.mark.parametrize(
    ("letters", "script", "expected"),
    [
        ("ли", "Latin", "li"),
        ("Ш", "Latin", "sh"),
        ("ь", "Latin", ""),
        ("г", "Arabic", "غ"),
        ("т", "Kana", "ト"),
        ("ва", "Han", None),
        ("ѣ", "Latin", None),
    ],
)
def test_letters_by_their_sound(letters: str, script: str, expected: str | None) -> None:
    assert spelt(letters, script) == expected


def test_every_script_spells_the_same_letters() -> None:
    assert len({frozenset(table) for table in SPELT.values()}) == 1
