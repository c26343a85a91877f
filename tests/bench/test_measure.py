"""What follows from the figures of safe fixes."""

import pytest

from qa.evaluate import Alarm, Evaluation, LabelledArticle
from qa.measured import Measured
from qa.report import ReportedFinding
from tests.bench.measure import Results, _cut, _safe


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


def clean_text(*confidences: float) -> Results:
    """Text of 10,000 Latvian words in which merged-words raised alarms of these confidences."""
    article = LabelledArticle("a", "lv", "vārdi")
    alarms = [
        Alarm(
            article, ReportedFinding("merged-words", "warning", "", "minor", "", "", 0, 5, 1, 1, 1, 6, (), confidence, "", "")
        )
        for confidence in confidences
    ]
    return Results(Evaluation(words={"lv": 10_000}, alarms=alarms), *(Evaluation() for _ in range(4)))


@pytest.mark.parametrize(
    ("severity", "confidences", "cut"),
    [
        ("warning", (0.91, 0.92), (0.0, 0.0)),  # all may warn
        ("info", (0.91, 0.93, 0.94, 0.94, 0.94), (0.95, 0.0)),
        ("info", (0.91, 0.93, 0.955, 0.965), (0.96, 0.0)),  # one alarm in 10,000 words is left
        ("off", (*(0.93,) * 9, *(0.953,) * 4, 0.985), (0.96, 0.95)),
        ("off", (0.995,) * 9, (0.0, 0.0)),  # as sure of the false ones
    ],
)
def test_rules_warn_from_the_confidence_at_which_few_alarms_are_left(severity, confidences, cut):
    found = _cut("merged-words", "lv", Measured(severity, words=10_000), clean_text(*confidences))
    assert (found.warns_from, found.hints_from) == cut
