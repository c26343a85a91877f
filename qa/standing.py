"""Whether a rule runs in a language, and how grave its findings may be there: by its data, and by what was measured of it."""

from collections.abc import Mapping
from typing import NamedTuple

from qa.language import UNKNOWN, Language
from qa.measured import Measured
from qa.rule import SEVERITIES, Rule, Severity, severity_of


class Standing(NamedTuple):
    """`ceiling`: the gravest severity that a rule may raise in a language, None where it does not run. `reason` says why it does
    not, "" where the language has no such phenomenon. `safe`: whether its fixes may be made unseen where it says so itself.
    `warns_from` and `hints_from` are the confidences from which a finding is more than a hint, and from which it is one.
    """

    ceiling: Severity | None
    reason: str = ""
    safe: bool = False
    warns_from: float = 0.0
    hints_from: float = 0.0

    def severity(self, confidence: float) -> Severity | None:
        """What a finding of that confidence is; None where it is left out."""
        if self.ceiling is None or confidence < self.hints_from:
            return None
        return severity_of(confidence, self.ceiling if confidence >= self.warns_from else "info")


def standing(
    rule: Rule,
    language: Language,
    *,
    lexicon: bool,
    original: bool = True,
    measured: Mapping[str, Mapping[str, Measured]] | None,
    asked_for: bool = False,
) -> Standing:
    """How a rule stands in a language that has a `lexicon` or none, for an article whose `original` is at hand or not.

    `measured` is the table of figures, None to go without: then all that has its data runs at full severity, its fixes as safe as
    the rule says; else only fixes that were measured are safe. A rule that rests on language data and was not measured, or raised
    too many false alarms, runs only if `asked_for`, and then as a warning. A variant (`pt-BR`) stands as the language that its data
    is based on where nothing is said of itself.
    """
    codes = [code for code in (language.code, language.based_on) if code]
    if rule.languages is not None and not any(code in rule.languages for code in codes):
        return Standing(None)
    if ("spaces" in rule.requires and not language.spaces) or ("case" in rule.requires and not language.case):
        return Standing(None)
    if "original" in rule.requires and not original:
        return Standing(None, "no source text is given; --source or a record's source brings it" if asked_for else "")
    if "language" in rule.requires and language.name in (language.code, UNKNOWN.name):
        return Standing(None, f"no language data for {language.code!r}")
    if "lexicon" in rule.requires and not lexicon:
        return Standing(None, f"no lexicon for {language.code!r}")
    if measured is None:
        return Standing(rule.severity, safe=True)
    by_code = measured.get(rule.name, {})
    figures = next((by_code[code] for code in codes if code in by_code), None)
    if figures is not None and figures.severity != "off":
        ceiling = max(rule.severity, figures.severity, key=SEVERITIES.index)
        return Standing(ceiling, safe=figures.safe, warns_from=figures.warns_from, hints_from=figures.hints_from)
    if not asked_for:
        if figures is not None:
            return Standing(None, f"raises too many false alarms in {language.code!r}; --select runs it")
        if rule.rests_on_language_data:
            return Standing(None, f"not yet measured on clean text of {language.code!r}; --select runs it")
    return Standing(max(rule.severity, "warning", key=SEVERITIES.index))
