"""`mtlint languages`: what is checked for each language, and what is not."""

import argparse

from qa import language as languages
from qa.commands.options import load_rules
from qa.language import Language
from qa.lexicon import code_for, list_lexicons
from qa.measured import table
from qa.rule import Rule


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mtlint languages",
        description="Show what is checked for each language, and what is not. Other languages get every rule that needs no language data.",
    )
    parser.add_argument("codes", nargs="*", metavar="CODE", help="only these languages, rule by rule")
    return parser


def run(words: list[str]) -> int:
    arguments = parser().parse_args(words)
    rules = [module.rule for module in load_rules().values()]
    if arguments.codes:
        for code in arguments.codes:
            print(_page(languages.load(code), rules))
        return 0
    lines = [("language", "", "lexicon", "rules on", "off or not measured")]
    for code in languages.codes():
        language = languages.load(code)
        standings = {rule.name: standing(rule, language) for rule in rules}
        on = [name for name, state in standings.items() if state in ("error", "warning", "info")]
        off = [name for name, state in standings.items() if state not in ("error", "warning", "info", "")]
        lines.append((code, language.name, lexicon_of(language) or "none", str(len(on)), ", ".join(sorted(off))))
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    return 0


def lexicon_of(language: Language) -> str:
    """The size and the sources of the lexicon that serves a language; "" where there is none."""
    code = code_for(language.code)
    return next((f"{one.size}: {' + '.join(one.sources)}" for one in list_lexicons() if one.code == code), "")


def standing(rule: Rule, language: Language) -> str:
    """The gravest severity a rule may raise in a language, why it is off, or "" where it does not apply."""
    if rule.languages is not None and language.code not in rule.languages:
        return ""
    if ("spaces" in rule.requires and not language.spaces) or ("case" in rule.requires and not language.case):
        return ""
    if "lexicon" in rule.requires and not lexicon_of(language):
        return "no lexicon"
    measured = table().get(rule.name, {}).get(language.code)
    if measured is None:
        return "not measured" if rule.rests_on_language_data else "warning"
    return "too many false alarms" if measured.severity == "off" else measured.severity


def _page(language: Language, rules: list[Rule]) -> str:
    lines = [f"{language.code}: {language.name}", f"  lexicon: {lexicon_of(language) or 'none'}"]
    for rule in rules:
        state = standing(rule, language)
        measured = table().get(rule.name, {}).get(language.code)
        figures = (
            f"found {measured.found} of {measured.labels}; {measured.alarms} alarms in {measured.words:,} words"
            if measured
            else ""
        )
        if state:
            lines.append(f"  {rule.name:26}{state:24}{figures}".rstrip())
    return "\n".join(lines)
