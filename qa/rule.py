"""What a rule is, what it finds, and where rules come from."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any, Literal

from msgspec import Struct

from qa.article import Article

Severity = Literal["error", "warning", "info"]
MqmSeverity = Literal["minor", "major", "critical"]
Options = Mapping[str, Any]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""Gravest first."""

MQM_WEIGHTS: Mapping[MqmSeverity, float] = {"minor": 1, "major": 5, "critical": 25}
"""Penalty points of the MQM scoring model, unless the settings weigh otherwise."""

CERTAIN, LIKELY, HINT = 0.99, 0.93, 0.2
"""Confidence of a rule that rests on no trained figure, for an error, a warning and an info: of 168 hints at articles with labelled
faults 33 were on one (`mtlint eval` prints this under calibration), the others mostly on habits that are a matter of taste.
"""


class Rule(Struct, frozen=True):
    """What a rule declares of itself.

    `name` says the fault and reads well after "ignore". `severity` is the gravest that a finding may get; within it the finding's
    confidence decides (`severity_of`). `mqm` is a type of MQM Core, `mqm_severity` its weight class. `requires` names what the
    rule cannot work without: "lexicon" (word forms of the language), "language" (its data file), "spaces" (words separated by
    spaces), "case" (capitals), "original" (what the article was translated from). `languages` restricts it to the languages whose
    phenomenon it is (None: any).
    `safe` says that its first suggestion may be applied unseen, if figures bear it out (`qa.measured`) and it is no hint. `options`
    holds the rule's own options with their defaults.
    """

    name: str
    summary: str
    severity: Severity
    mqm: str
    mqm_severity: MqmSeverity = "minor"
    requires: tuple[str, ...] = ()
    languages: tuple[str, ...] | None = None
    safe: bool = False
    options: dict[str, Any] = {}

    @property
    def rests_on_language_data(self) -> bool:
        return "lexicon" in self.requires or "language" in self.requires


class Finding(Struct):
    """A fault in `article.text[start:end]`.

    `suggestions` are what should stand in its place, best first. `confidence` is the probability that it is a fault. `evidence`
    says in words why the rule thinks so. `safe` overrides the rule's word on its fix. `lacking`: the fault is what is not there, and
    the text merely the place where it is shown.
    """

    start: int
    end: int
    message: str
    suggestions: tuple[str, ...] = ()
    confidence: float = CERTAIN
    evidence: str = ""
    safe: bool | None = None
    lacking: bool = False


class Example(Struct, frozen=True):
    """A text in a language, and the one finding it must raise (or none: `start` is None).

    `fix` is what the first suggestion must put in place of `text[start:end]` (None: any or none). `original` is what the text was
    translated from, and its language ("", "": not at hand).
    """

    language: str
    text: str
    start: int | None = None
    end: int | None = None
    fix: str | None = None
    original: tuple[str, str] = ("", "")


def bad(language: str, text: str, *original: str) -> Example:
    """An example with its fault marked: `In ⟦ahorrible⇒a horrible⟧ way`, or `⟦wake”⟧` where there is no one fix.

    `original` is the language and the text that it was translated from, for rules that ask for them.
    """
    before, _, rest = text.partition("⟦")
    marked, closed, after = rest.partition("⟧")
    if not closed:
        raise ValueError(f"no ⟦fault⟧ is marked in {text!r}")
    fault, arrow, fix = marked.partition("⇒")
    return Example(
        language, before + fault + after, len(before), len(before) + len(fault), fix if arrow else None, _original(original)
    )


def good(language: str, text: str, *original: str) -> Example:
    """An example in which the rule must find nothing."""
    return Example(language, text, original=_original(original))


def _original(given: tuple[str, ...]) -> tuple[str, str]:
    if len(given) not in (0, 2):
        raise ValueError(f"expected the original’s language and text, got {given!r}")
    return (given[0], given[1]) if given else ("", "")


class RuleModule(Struct, frozen=True):
    """A rule with its documentation, examples and check."""

    rule: Rule
    doc: str
    check: Callable[[Article, Options], Iterable[Finding]]
    module: ModuleType

    @property
    def examples(self) -> tuple[Example, ...]:
        """The module's own examples and those in `rules/examples/NAME.tsv` (language, text with its ⟦fault⇒fix⟧ marked, and where
        the rule asks for it the original’s language and text)."""
        return (*self.module.EXAMPLES, *_examples_beside(self.module))

    @property
    def example_options(self) -> Options:
        """The options with which the examples hold: the defaults, and the module's `EXAMPLE_OPTIONS` where it has some."""
        return {**self.rule.options, **getattr(self.module, "EXAMPLE_OPTIONS", {})}


class BadRule(Exception):
    """A module that should be a rule is none; the message says what it lacks."""


def severity_of(confidence: float, ceiling: Severity) -> Severity:
    """The severity that a confidence earns: of errors at least 98 in 100 are right, of warnings 90."""
    earned: Severity = "error" if confidence >= 0.98 else "warning" if confidence >= 0.9 else "info"
    return max(earned, ceiling, key=SEVERITIES.index)


def discover() -> dict[str, RuleModule]:
    """All rules by name: the modules of `rules/`, then those that other distributions offer as `mtlint.rules` entry points.

    Raises BadRule, naming the module and what is wrong with it.
    """
    found: dict[str, RuleModule] = {}
    for module in (*_own_modules(), *_third_party_modules()):
        rule = _as_rule(module)
        if rule.rule.name in found:
            raise BadRule(
                f"{module.__name__}: a rule named {rule.rule.name!r} exists already, in {found[rule.rule.name].module.__name__}"
            )
        found[rule.rule.name] = rule
    return found


def _own_modules() -> Iterator[ModuleType]:
    from importlib import import_module

    import rules

    names = {entry[:-3] for folder in rules.__path__ for entry in os.listdir(folder) if entry.endswith(".py")}
    for name in sorted(names - {"__init__"}):
        yield import_module(f"rules.{name}")


def _third_party_modules() -> Iterator[ModuleType]:
    if not _any_entry_point("[mtlint.rules]"):
        return
    from importlib.metadata import entry_points

    for point in entry_points(group="mtlint.rules"):
        try:
            module = point.load()
        except Exception as error:
            raise BadRule(f"entry point {point.name} = {point.value}: {type(error).__name__}: {error}") from error
        if not isinstance(module, ModuleType):
            raise BadRule(f"entry point {point.name} = {point.value}: expected a module, not {type(module).__name__}")
        yield module


def _any_entry_point(group: str) -> bool:
    """Whether an installed distribution declares the group: importing importlib.metadata costs more than a whole check."""
    import sys

    for folder in sys.path:
        try:
            entries = os.listdir(folder or ".")
        except OSError:
            continue
        for entry in entries:
            if entry.endswith((".dist-info", ".egg-info")):
                try:
                    with open(os.path.join(folder, entry, "entry_points.txt"), encoding="utf-8") as file:
                        if group in file.read():
                            return True
                except OSError:
                    continue
    return False


def _as_rule(module: ModuleType) -> RuleModule:
    for name, kind in (("RULE", Rule), ("EXAMPLES", tuple), ("check", Callable)):
        if not isinstance(getattr(module, name, None), kind):  # type: ignore[arg-type]
            raise BadRule(f"{module.__name__}: a rule module needs {name}, as in every module of rules/")
    return RuleModule(module.RULE, module.__doc__ or "", module.check, module)


def _examples_beside(module: ModuleType) -> Iterator[Example]:
    path = os.path.join(os.path.dirname(module.__file__ or ""), "examples", module.RULE.name + ".tsv")
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                language, *texts = (part.replace("\\n", "\n") for part in line.rstrip("\n").split("\t"))
                yield (bad if "⟦" in texts[0] else good)(language, *texts)
