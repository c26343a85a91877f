"""`mtlint rules`: lists the rules, or explains one from its own module."""

import argparse
import sys
from inspect import cleandoc

from qa.commands.options import load_rules
from qa.config import nearest
from qa.evaluate import wilson
from qa.measured import CASES, Measured, table
from qa.overlaps import ORDER
from qa.rule import Example, RuleModule

_EXAMPLES_SHOWN = 6


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mtlint rules", description="List the rules, or explain one: what, why, how, examples, figures."
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="the rule to explain")
    return parser


def run(words: list[str]) -> int:
    arguments = parser().parse_args(words)
    rules = load_rules()
    if arguments.name is None:
        width = max(map(len, rules))
        for name in sorted(rules, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name)):
            print(f"{name:{width}}  {rules[name].rule.severity:7}  {rules[name].rule.summary}")
        return 0
    if arguments.name not in rules:
        print(f"mtlint rules: no rule is named {arguments.name!r}{nearest(arguments.name, rules)}", file=sys.stderr)
        return 2
    print(page(rules[arguments.name]))
    return 0


def page(module: RuleModule) -> str:
    """All there is to say of a rule, for people."""
    rule = module.rule
    facts = [
        ("severity", f"{rule.severity} at most; a finding's confidence decides"),
        ("MQM", f"{rule.mqm} ({rule.mqm_severity})"),
        ("languages", _languages(module)),
        ("needs", ", ".join(rule.requires) or "nothing of the language"),
        ("fix", _fixes(table().get(rule.name, {}))),
    ]
    facts += [(f"option {name}", f"{default!r} by default") for name, default in rule.options.items()]
    width = max(len(name) for name, _ in facts)
    parts = [
        f"{rule.name}: {rule.summary}",
        "\n".join(f"  {name:{width}}  {value}" for name, value in facts),
        cleandoc(module.doc),
    ]
    parts.append("Examples:\n" + "\n".join(_example(example) for example in _some(module.examples)))
    parts.append(_figures(table().get(rule.name, {})))
    return "\n\n".join(part for part in parts if part)


def _fixes(measured: dict[str, Measured]) -> str:
    """Where `mtlint fix` applies the rule's fixes, and how often those were right that it calls safe."""
    safe = {code: one for code, one in measured.items() if one.safe}
    fixes, right = (
        sum(one.fixes for one in (safe or measured).values()),
        sum(one.fixes_right for one in (safe or measured).values()),
    )
    figures = f"; {right:,} of {fixes:,} right where measured" if fixes else ""
    if not safe:
        return f"to be looked at first{figures}" + (", too few to be sure" if 0 < fixes < CASES else "")
    aside = sorted(code for code, one in measured.items() if not one.safe and one.severity != "off")
    where = "applied unseen where it is sure" + (f", but not in {' '.join(aside)}" if aside else "")
    return where + figures


def _languages(module: RuleModule) -> str:
    if module.rule.languages:
        return " ".join(module.rule.languages)
    conditions = {
        "lexicon": "with a lexicon",
        "language": "with language data",
        "spaces": "with spaces between words",
        "case": "with capitals",
    }
    needed = [conditions[need] for need in module.rule.requires if need in conditions]
    return "all " + " and ".join(needed) if needed else "all"


def _some(examples: tuple[Example, ...]) -> list[Example]:
    """The first few, bad and good ones."""
    bad = [example for example in examples if example.start is not None]
    good = [example for example in examples if example.start is None]
    return bad[: _EXAMPLES_SHOWN - min(2, len(good))] + good[:2]


def _example(example: Example) -> str:
    text = example.text
    if example.start is None or example.end is None:
        return f"  good  {example.language}  {text}".replace("\n", "⏎")
    marked = f"{text[: example.start]}⟦{text[example.start : example.end]}⟧{text[example.end :]}"
    fix = f"  → {example.fix or '(delete)'}" if example.fix is not None else ""
    return f"  bad   {example.language}  {marked}{fix}".replace("\n", "⏎")


def _figures(measured: dict[str, Measured]) -> str:
    if not measured:
        return ""
    lines = [
        "Measured: recall and precision on articles with planted faults (not spotless themselves), false alarms on clean text:"
    ]
    for code, one in sorted(measured.items()):
        recall = _share("recall", one.found, one.labels) or "no labels"
        precision = _share("precision", one.right, one.findings)
        state = "off" if one.severity == "off" else f"{one.severity} at most"
        lines.append(f"  {code:8}{recall:34}{precision:37}{one.alarms} alarms in {one.words:,} words; {state}")
    return "\n".join(lines)


def _share(name: str, part: int, whole: int) -> str:
    """A share with its 95% interval, "" where nothing was counted."""
    if not whole:
        return ""
    low, high = wilson(part, whole)
    return f"{name} {part / whole:.2f} [{low:.2f}-{high:.2f}] of {whole}"
