"""Which rules run in which language, and how grave they may be there."""

from typing import Any

import pytest

from qa.language import load
from qa.measured import Measured
from qa.rule import Rule
from qa.standing import Standing, standing


def stands(code: str, *, lexicon: bool = True, asked_for: bool = False, measured: Any = None, **fields: Any) -> Standing:
    rule = Rule("calque", "", **{"severity": "error", "mqm": "other", **fields})
    return standing(rule, load(code), lexicon=lexicon, measured={"calque": measured or {}}, asked_for=asked_for)


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("en", {"languages": ("de",)}),
        ("zh", {"requires": ("spaces",)}),
        ("ar", {"requires": ("case",)}),
    ],
)
def test_where_there_is_no_such_fault_nothing_is_said(code: str, fields: dict[str, Any]) -> None:
    assert stands(code, **fields) == Standing(None)


def test_what_lacks_its_data_does_not_run_even_if_asked_for() -> None:
    assert stands("en", requires=("lexicon",), lexicon=False, asked_for=True) == Standing(None, "no lexicon for 'en'")
    assert stands("xx", requires=("language",), asked_for=True) == Standing(None, "no language data for 'xx'")


@pytest.mark.parametrize(("severity", "ceiling"), [("error", "error"), ("warning", "warning"), ("info", "info")])
def test_what_was_measured_sets_the_ceiling(severity: Any, ceiling: str) -> None:
    assert stands("en", requires=("language",), measured={"en": Measured(severity)}).ceiling == ceiling
    assert stands("en", severity="info", measured={"en": Measured(severity)}).ceiling == "info"


def test_what_was_not_measured_or_alarms_too_often() -> None:
    assert stands("en").ceiling == "warning"
    assert "not yet measured" in stands("en", requires=("language",)).reason
    assert stands("en", requires=("language",), asked_for=True).ceiling == "warning"
    assert "false alarms" in stands("en", measured={"en": Measured("off")}).reason
    assert stands("en", measured={"en": Measured("off")}, asked_for=True).ceiling == "warning"


def test_a_variant_stands_as_its_language_unless_it_was_measured_itself() -> None:
    fields: dict[str, Any] = {"languages": ("pt", "es"), "requires": ("language",)}
    assert stands("pt-BR", measured={"pt": Measured("error")}, **fields).ceiling == "error"
    assert stands("pt-BR", measured={"pt": Measured("error"), "pt-BR": Measured("off")}, **fields).ceiling is None
    assert stands("pt-AO", measured={"pt": Measured("error")}, **fields).ceiling == "error"


def test_fixes_are_safe_only_where_that_was_measured() -> None:
    measured = {"en": Measured("error", safe=True), "de": Measured("error"), "pt": Measured("warning", safe=True)}
    assert stands("en", measured=measured).safe
    assert stands("pt-BR", measured=measured).safe
    assert not stands("de", measured=measured).safe
    assert not stands("fr", measured=measured).safe
    assert not stands("en", measured={"en": Measured("off", safe=True)}, asked_for=True).safe


@pytest.mark.parametrize(
    ("confidence", "severity"), [(0.99, "error"), (0.95, "warning"), (0.949, "info"), (0.93, "info"), (0.92, None)]
)
def test_findings_below_the_measured_confidences_are_hints_or_left_out(confidence: float, severity: str | None) -> None:
    there = stands("en", measured={"en": Measured("error", warns_from=0.95, hints_from=0.93)})
    assert there.severity(confidence) == severity


def test_no_confidence_lifts_a_finding_over_the_ceiling() -> None:
    assert stands("en", measured={"en": Measured("warning", warns_from=0.95)}).severity(0.999) == "warning"
    assert Standing(None).severity(0.999) is None
