"""What there is to say of a rule, from its own module: as plain text, as Markdown, and in figures."""

import re
from inspect import cleandoc

from qa.measured import table
from qa.rule import Example, RuleModule

_EXAMPLES = 4
_SECTION = re.compile(r"^([A-Z][^\n:.]{3,40}): ", re.M)
"""The start of a section in the documentation of a rule: `What it flags: …`."""


def plain(module: RuleModule) -> str:
    """The rule's documentation without its title, and a few of its examples."""
    examples = [_example(one, "{}") for one in module.examples[:_EXAMPLES]]
    return "\n\n".join(filter(None, (_body(module), "Examples:\n" + "\n".join(examples) if examples else "")))


def markdown(module: RuleModule) -> str:
    """The same as Markdown."""
    body = _SECTION.sub(lambda match: f"\n**{match[1]}**: ", _body(module)).strip()
    examples = [_example(one, "`` {} ``") for one in module.examples[:_EXAMPLES]]
    return "\n\n".join(filter(None, (body, "**Examples**\n\n" + "\n".join(examples) if examples else "")))


def figures(rule: str, *codes: str) -> str:
    """What was measured of a rule in the first of these languages that has figures, in a line; "" where nothing was."""
    measured = table().get(rule, {})
    for code in codes:
        if (one := measured.get(code)) is not None:
            recall = f"finds {one.found} of {one.labels} planted faults, " if one.labels else ""
            return f"Measured in {code}: {recall}{one.alarms} false alarms in {one.words:,} words of clean text"
    return ""


def _body(module: RuleModule) -> str:
    title, _, body = cleandoc(module.doc).partition("\n")
    return body.strip() or title


def _example(example: Example, form: str) -> str:
    """An example as an item of a list, its texts in `form`."""
    text = form.format(" ".join(example.text.split()))
    if example.start is None or example.end is None:
        return f"- right ({example.language}): {text}"
    fault = form.format(" ".join(example.text[example.start : example.end].split()))
    fix = "" if example.fix is None else f" → {form.format(example.fix)}" if example.fix else " → delete it"
    return f"- wrong ({example.language}): {text}: {fault}{fix}"
