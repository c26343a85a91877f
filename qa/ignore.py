"""Where a comment belongs that silences a rule at a finding: in HTML and Markdown, before the block that holds it.

Every place that comes into question is tried: one is taken only if the text reads with the comment as it did without, and the
comment silences the rule in the whole block.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from qa import readers
from qa.article import Block, Document
from qa.fix import apply
from qa.positions import Edit
from qa.suppress import WHOLE

FORMATS = ("html", "markdown")
"""Those that have comments."""

_COMMENT_END = re.compile(r"\s*--!?>\Z")
_TAGS = re.compile(r"[ \t]*(?:<[A-Za-z][^<>]*>[ \t]*)+")
_INDENT = re.compile(r"[ \t]*")
_NESTED = re.compile(r"(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t])))*[ \t]*")
"""Marks of quotations and list items, with which a line of Markdown starts."""
_ITEM = re.compile(r"[-+*]|\d{1,9}[.)]")
_BREAK = 40
_BROKEN = re.compile(r"[^\s>](?: {2,}|\\)(?:\r\n?|\n)\Z")
"""The end of a line after which the paragraph goes on: a comment on a line of its own would end it."""


def comment(raw: str, format: str, rule: str, place: int) -> Edit | None:
    """The insertion into the input that silences `rule` in the block that holds its offset `place`; None where there is none."""
    if format not in FORMATS:
        return None
    document = readers.from_string(raw, format, "")
    block = _block_at(document, place)
    if block is None:
        return None
    for edit in _places(document, format, rule, block):
        changed = readers.from_string(apply(raw, (edit,)), format, "")
        if (changed.text, changed.blocks) == (document.text, document.blocks) and _silences(changed, rule, block):
            return edit
    return None


def _block_at(document: Document, place: int) -> Block | None:
    """The block that shows an offset of the input, or the last one before it."""
    index = bisect_right(document.blocks, place, key=lambda block: document.source.raw_span(block.start, block.end)[0])
    return document.blocks[index - 1] if index else None


def _silences(document: Document, rule: str, block: Block) -> bool:
    return any(rule in one.rules and one.start <= block.start and block.end <= one.end for one in document.suppressions)


def _places(document: Document, format: str, rule: str, block: Block) -> Iterator[Edit]:
    """What may be inserted, best first: into a comment that is there, on a line of its own, right before the block's text."""
    raw = document.source.raw
    for one in document.suppressions:
        if one.rules and one.end != WHOLE and one.start <= block.start and block.end <= one.end:
            end = _COMMENT_END.search(raw, one.raw_start, one.raw_end)
            if end:
                yield Edit(end.start(), end.start(), f", {rule}")
    new = f"<!-- mtlint-ignore {rule} -->"
    at = document.source.raw_span(block.start, block.start)[0]
    first = document.source.raw_span(block.start, block.end)[0]
    line = max(raw.rfind("\n", 0, first), raw.rfind("\r", 0, first)) + 1
    line += raw.startswith("\ufeff", line)
    line_end = "\r\n" if "\r\n" in raw else "\n" if "\n" in raw or "\r" not in raw else "\r"
    if format == "html":
        if _TAGS.fullmatch(raw, line, first):
            indent = _matched(_INDENT, raw, line)
            start = line + len(indent)
            yield Edit(start, start, f"{new}{line_end}{indent}")
        yield Edit(at, at, new)
        return
    nesting = _matched(_NESTED, raw, line)
    start = line + len(nesting)
    if not _BROKEN.search(raw, max(0, line - _BREAK), line):
        following = _ITEM.sub(lambda match: " " * len(match[0]), nesting)
        yield Edit(start, start, f"{new}{line_end}{following}")
    for place in (at, first):
        if place > start:  # else the comment would make HTML of the line
            yield Edit(place, place, new)


def _matched(pattern: re.Pattern[str], raw: str, start: int) -> str:
    match = pattern.match(raw, start)
    return match[0] if match else ""
