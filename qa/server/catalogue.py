"""What there is to check with: the rules, and the languages they know."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from inspect import cleandoc
from typing import Any, Literal

from msgspec import Struct

from qa import language as languages
from qa.lexicon import code_for
from qa.measured import table
from qa.overlaps import ORDER
from qa.rule import Rule, RuleModule, Severity
from qa.standing import standing


class RuleAnswer(Struct, frozen=True):
    """A rule, as `mtlint rules` explains it. `languages` is null where it knows no bounds."""

    name: str
    summary: str
    severity: Severity
    mqm: str
    mqm_severity: Literal["minor", "major", "critical"]
    safe: bool
    languages: tuple[str, ...] | None
    requires: tuple[str, ...]
    options: dict[str, Any]
    documentation: str


class LanguageAnswer(Struct, frozen=True):
    """A language with data of its own: whether a lexicon serves it, and which rules run in it."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"]
    lexicon: bool
    rules: list[str]


def all_rules(rules: Mapping[str, RuleModule]) -> list[RuleAnswer]:
    """Every rule, those that others yield to first."""
    ranks = {name: rank for rank, name in enumerate(ORDER)}
    return [_rule(rules[name]) for name in sorted(rules, key=lambda name: (ranks.get(name, len(ranks)), name))]


def _rule(module: RuleModule) -> RuleAnswer:
    rule = module.rule
    return RuleAnswer(
        rule.name, rule.summary, rule.severity, rule.mqm, rule.mqm_severity,
        rule.safe, rule.languages, rule.requires, rule.options, cleandoc(module.doc),
    )  # fmt: skip


def all_languages(rules: Iterable[Rule]) -> list[LanguageAnswer]:
    """Every language with data of its own, by code."""
    rules = list(rules)
    return [_language(languages.load(code), rules) for code in all_language_codes()]


@lru_cache(maxsize=1)
def all_language_codes() -> tuple[str, ...]:
    return tuple(code for code in languages.codes() if languages.load(code).code == code)


def _language(language: languages.Language, rules: list[Rule]) -> LanguageAnswer:
    lexicon = code_for(language.code) is not None
    running = [rule.name for rule in rules if standing(rule, language, lexicon=lexicon, measured=table()).ceiling]
    return LanguageAnswer(language.code, language.name, language.direction, lexicon, running)
