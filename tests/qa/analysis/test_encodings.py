"""What was decoded in the wrong encoding is recognised and read again; sound text is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.analysis.encodings import WESTERN, any_western, misread, suspects

LATIN = frozenset({"Latin"})
WORDS = (
    st.text(st.sampled_from("abcdefgh éèàçñöüłışžąęő"), min_size=3, max_size=12)
    .map(lambda word: f"b{word.strip()}")
    .filter(lambda word: not word.isascii() and " " not in word)
)
"""Words of lower-case letters, the first without a diacritic: `Ä…` at the start of a word may be just that."""


def mangled(word: str, encoding: str) -> str:
    """UTF-8 read in an encoding, its undefined bytes as control characters, as browsers do."""
    return "".join(bytes((byte,)).decode(encoding, "ignore") or chr(byte) for byte in word.encode())


def restored(text: str, encodings: tuple[str, ...], scripts: frozenset[str]) -> str:
    for run in reversed(misread(text, encodings, scripts)):
        text = text[: run.start] + run.text + text[run.end :]
    return text


@given(WORDS)
def test_western_misreadings_are_read_again(word: str) -> None:
    line = f"one {mangled(word, 'cp1252')} two"
    assert any_western(line) or "\xad" in line or any("\x80" <= character <= "\x9f" for character in line)
    assert restored(line, WESTERN, LATIN) == f"one {word} two"


@pytest.mark.parametrize(
    ("word", "encoding", "scripts"),
    [
        ("погода", "cp1251", "Cyrillic"),
        ("погода", "mac_roman", "Cyrillic"),
        ("погода", "cp1252", "Cyrillic"),
        ("été", "cp1251", "Latin"),
        ("été", "mac_roman", "Latin"),
        ("été", "cp437", "Latin"),
        ("καιρός", "cp1252", "Greek"),
        ("καιρός", "cp1253", "Greek"),
        ("الجسر", "cp1256", "Arabic"),
        ("天气", "cp1252", "Han"),
    ],
)
def test_other_encodings(word: str, encoding: str, scripts: str) -> None:
    line = f"— {mangled(word, encoding)} —"
    own = frozenset({scripts})
    assert restored(line, (*WESTERN, *suspects(line, own)), own) == f"— {word} —"


def test_twice_misread() -> None:
    assert restored(f"one {mangled(mangled('été', 'cp1252'), 'cp1252')} two", WESTERN, LATIN) == "one été two"


@pytest.mark.parametrize("text", ["« été »", "L’ÉTÉ…", "IRMÃ”", "CAFÉ»", "100 €", "naïve – déjà vu", "Ärger“", "x² ± 3°"])
def test_sound_text(text: str) -> None:
    assert misread(text, (*WESTERN, *suspects(text, LATIN)), LATIN) == []
