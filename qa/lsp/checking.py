"""What the processes do: read what an editor holds, check it, mend it. Nothing here knows of editors."""

from msgspec import Struct

from qa import readers
from qa.check import Checked
from qa.fix import combined, mend
from qa.ignore import comment
from qa.positions import Edit
from qa.report import ReportedFinding
from qa.worker import Setup, prepare


class Text(Struct, frozen=True):
    """What an editor holds: a text, how to read it (`text`, `markdown`, `html`), and the path by which settings know it."""

    raw: str
    format: str
    path: str


class Found(Struct, frozen=True):
    """What a check found: `language` is that of the text, `errors` say why it was not checked whole."""

    language: str
    findings: tuple[ReportedFinding, ...]
    errors: tuple[str, ...]


def check(text: Text, setup: Setup) -> Found:
    """The findings of a text."""
    prepare()
    checked: Checked = setup.checker().check(readers.from_string(text.raw, text.format, text.path))
    return Found(checked.report.language, checked.report.findings, tuple(error.message for error in checked.errors))


def safe_fixes(text: Text, setup: Setup) -> tuple[Edit, ...]:
    """The edits that `mtlint fix` would make."""
    prepare()
    document = readers.from_string(text.raw, text.format, text.path)
    mended = mend(document, lambda raw: readers.from_string(raw, text.format, text.path), setup.checker().check)
    return combined(text.raw, mended.passes)


def ignoring(text: Text, rules: tuple[str, ...], places: tuple[int, ...]) -> tuple[Edit | None, ...]:
    """For each rule and offset, the comment that silences the rule there; None where none can stand."""
    prepare()
    return tuple(comment(text.raw, text.format, rule, place) for rule, place in zip(rules, places, strict=True))
