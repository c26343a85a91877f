"""Articles as hypothesis makes them, and what a reader of a report does with it: apply its edits."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from hypothesis import strategies as st

from qa.article import Document
from qa.check import Checked
from qa.readers import text
from tests.qa.writers.golden import check

WORDS = (
    "twothree",
    "fivesix",
    "four",
    "⟨",
    "\x07",
    "one",
    "\U0001f600",
    "é",
    "这",
    " ",
    "\r\n",
    "\n",
    "\n\n",
    "{0}",
    "](",
    "%",
    "::,",
)

RAW = st.builds(
    lambda bom, words: bom + "".join(words),
    st.sampled_from(("", "\ufeff")),
    st.lists(st.sampled_from(WORDS), max_size=30),
)
"""Text files with faults, emoji, all line ends, a byte order mark, and what formats take for their own."""


def checked(raw: str, path: str = "a.txt") -> Checked:
    """A text file with this content, checked with the golden run's rules."""
    (result,) = check([text.document(path, path, raw)])
    assert isinstance(result, Checked)
    return result


def record(raw: str, id: str, line: int) -> Document:
    """A record as the JSONL reader makes it."""
    found = text.document(id, str(PurePosixPath("a.jsonl")), raw)
    found.record_line = line
    return found


def applied(raw: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """A text with its stretches replaced."""
    for start, end, new in sorted(edits, reverse=True):
        raw = raw[:start] + new + raw[end:]
    return raw


def mended(result: Checked) -> list[str]:
    """The input as each suggestion of each finding leaves it, by the report's own edits."""
    raw = result.document.source.raw
    return [
        applied(raw, ((edit.start, edit.end, edit.text) for edit in suggestion.edits))
        for finding in result.report.findings
        for suggestion in finding.suggestions
        if suggestion.edits
    ]
