"""The fix that number-mismatch suggests is the original's number in the translation's own notation."""

import pytest

from qa import language as languages
from rules.number_mismatch import _like


@pytest.mark.parametrize(
    ("wanted", "source", "shown", "code", "fix"),
    [
        ("1,200", "en", "12.000", "de", ("1.200",)),
        ("4,178", "en", "47.178", "es", ("4.178",)),
        ("12,345,678", "en", "1.345.678", "de", ("12.345.678",)),
        ("12,345.5", "en", "1.345,5", "de", ("12.345,5",)),
        ("1.20", "en", "13,20", "de", ("1,20",)),
        ("3.5", "en", "12", "de", ("3,5",)),
        ("1,200", "en", "15", "fr", ("1\u00a0200",)),
        ("4,178", "de", "47,178", "ru", ("4,178",)),
        ("2.3.1", "en", "2.1.3", "de", ("2.3.1",)),
        ("2.13.1", "en", "2.1.3", "de", ()),
        ("4.40", "en", "12", "de", ()),
        ("16:40", "en", "5", "de", ()),
        ("4,178", "und", "12", "de", ()),
        ("1912", "en", "1921", "und", ("1912",)),
    ],
)
def test_fix(wanted: str, source: str, shown: str, code: str, fix: tuple[str, ...]) -> None:
    assert _like(wanted, shown, languages.load(code), languages.load(source)) == fix
