"""What follows from the figures of safe fixes."""

import pytest

from qa.measured import Measured
from tests.bench.measure import _safe


@pytest.mark.parametrize(
    ("figures", "languages"),
    [
        ({"en": (99, 99)}, ""),  # too few
        ({"en": (60, 60), "de": (40, 40), "fr": (0, 0)}, "de en fr"),
        ({"en": (200, 199), "de": (1, 0)}, "de en"),  # 199 of 201
        ({"en": (100, 99), "de": (1, 0)}, ""),  # 99 of 101
        ({"en": (200, 200), "ja": (20, 18)}, "en"),  # two of one language are no accident
        ({"en": (60, 60), "ja": (60, 40)}, ""),
    ],
)
def test_fixes_are_safe_where_99_in_100_of_100_or_more_are_right(figures, languages):
    measured = {code: Measured("error", fixes=fixes, fixes_right=right) for code, (fixes, right) in figures.items()}
    assert " ".join(sorted(_safe(measured))) == languages


def test_hints_are_never_fixed_unseen():
    assert _safe({"en": Measured("info", fixes=200, fixes_right=200), "de": Measured("error", fixes=100, fixes_right=100)}) == {
        "de"
    }
