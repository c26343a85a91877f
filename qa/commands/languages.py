"""`mtlint languages`: what is checked for each language, and what is not."""

import argparse
from collections.abc import Iterable
from typing import NamedTuple

from qa import language as languages
from qa.cli import UsageError
from qa.commands.options import load_rules
from qa.language import Language
from qa.lexicon import LexiconInfo, code_for, list_lexicons
from qa.measured import table
from qa.rule import Rule
from qa.standing import Standing, standing

_NAMED = 3
"""Rules named in a line of the table; the page of a language names all."""


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mtlint languages",
        description="Show what is checked for each language, and what is not. Other languages get every rule that needs no language data.",
    )
    parser.add_argument("codes", nargs="*", metavar="CODE", help="only these languages, rule by rule")
    return parser


def run(words: list[str]) -> int:
    arguments = parser().parse_args(words)
    for tag in arguments.codes:
        if not languages.canonical(tag):
            raise UsageError(f"expected BCP 47 tags such as en or pt-BR, got {tag!r}")
    rules = [module.rule for module in load_rules().values()]
    lexicons = {one.code: one for one in list_lexicons()}
    if arguments.codes:
        print("\n\n".join(_page(tag, rules, lexicons) for tag in arguments.codes))
        return 0
    lines: list[tuple[str, ...]] = [("language", "", "lexicon", "rules", "found", "false alarms", "not run")]
    for code in sorted({*languages.codes(), *lexicons}):
        language = languages.load(code)
        if language.code == code:
            lines.append(_line(language, rules, lexicons))
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    print("\nfound: of planted faults, by all rules that run; false alarms: in 1,000 words of professional text.")
    print("`mtlint languages CODE` shows a language rule by rule. Any other gets the rules that need no language data.")
    return 0


class Figures(NamedTuple):
    """What was measured of all rules that run in a language: planted faults and how many were found, false alarms and words."""

    labels: int
    found: int
    alarms: float
    words: int

    @property
    def recall(self) -> str:
        return f"{self.found / self.labels:.2f}" if self.labels else ""

    @property
    def alarm_rate(self) -> str:
        """False alarms in 1,000 words."""
        return f"{self.alarms:.2f}" if self.words else ""


def figures(code: str, names: Iterable[str]) -> Figures:
    """The figures of these rules in a language; each rule's false alarms are counted on the text that it was measured on."""
    measured = [found for name in names if (found := table().get(name, {}).get(code))]
    on = [one for one in measured if one.severity in ("error", "warning")]
    return Figures(
        sum(one.labels for one in on),
        sum(one.found for one in on),
        sum(1000 * one.alarms / one.words for one in on if one.words),
        max((one.words for one in on), default=0),
    )


def _line(language: Language, rules: list[Rule], lexicons: dict[str, LexiconInfo]) -> tuple[str, ...]:
    standings = {rule.name: _standing(rule, language, lexicons) for rule in rules}
    on = [name for name, one in standings.items() if one.ceiling]
    off = sorted(name for name, one in standings.items() if one.reason)
    more = f" and {len(off) - _NAMED} more" if len(off) > _NAMED else ""
    name = language.name if language.name != language.code else ""
    counts = f"{len(on)} of {len(on) + len(off)}"
    reached = figures(language.code, [rule.name for rule in rules if rule.name in on and "original" not in rule.requires])
    return (
        language.code,
        name,
        _lexicon(language, lexicons) or "none",
        counts,
        reached.recall,
        reached.alarm_rate,
        ", ".join(off[:_NAMED]) + more,
    )


def _page(tag: str, rules: list[Rule], lexicons: dict[str, LexiconInfo]) -> str:
    language = languages.load(tag)
    served = "" if languages.canonical(tag) == language.code else f", which serves {tag}"
    lines = [f"{language.code}: {language.name}{served}", f"  lexicon: {_lexicon(language, lexicons) or 'none'}"]
    for rule in rules:
        stands = _standing(rule, language, lexicons)
        if stands.ceiling or stands.reason:
            measured = table().get(rule.name, {}).get(language.code)
            figures = (
                f"found {measured.found} of {measured.labels}; {measured.alarms} alarms in {measured.words:,} words"
                if measured
                else ""
            )
            lines.append(f"  {rule.name:26}{_told(stands):28}{figures}".rstrip())
    return "\n".join(lines)


def _told(stands: Standing) -> str:
    """How a rule stands in a few words."""
    if stands.ceiling is None:
        return f"not run: {stands.reason}"
    if stands.warns_from:
        under = "hints" if stands.hints_from < stands.warns_from else "none"
        return f"{stands.ceiling} at most, {under} under {stands.warns_from:g} "
    return f"{stands.ceiling} at most" + (", safe fixes" if stands.safe else "")


def _lexicon(language: Language, lexicons: dict[str, LexiconInfo]) -> str:
    """The size and the sources of the lexicon that serves a language; "" where there is none."""
    one = lexicons.get(code_for(language.code) or "")
    return f"{one.size}: {' + '.join(one.sources)}" if one else ""


def _standing(rule: Rule, language: Language, lexicons: dict[str, LexiconInfo]) -> Standing:
    return standing(rule, language, lexicon=bool(_lexicon(language, lexicons)), measured=table())
