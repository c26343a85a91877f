"""Plain text: blank lines part blocks, and so does every line feed unless the whole document is hard-wrapped."""

import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO

from qa.article import Block, Document
from qa.patterns import late
from qa.positions import SourceMap
from qa.readers.source import SOFT_HYPHEN, decode, joins_wide, substitute

_ODD = re.compile(f"\r\n?|{SOFT_HYPHEN}")
_LINE, _LINE_ENDING_PLAINLY = re.compile(r"[^\r\n]+"), re.compile(".+")
_FINAL = tuple('.!?…:;。！？：；।۔؟"”»')
_BULLET = late(r"[-*•·‣◦] |\d{1,3}[.)] ")
_HEADING_LENGTH = 120
_WIDTHS = range(35, 131)
"""Widths to which programs wrap lines; a longer line is a paragraph."""

Line = tuple[int, int]


def documents(file: BinaryIO, path: str) -> Iterator[Document]:
    """The one document that a text file is. Raises ReadError where it is not UTF-8."""
    yield document(path, path, decode(file.read(), path))


def document(id: str, path: str, raw: str, given: str | None = None) -> Document:
    """A text as a document.

    The offsets of its text are the input's own unless that has a byte order mark, carriage returns, soft hyphens or wrapped lines
    with indentation.
    """
    paragraphs = _paragraphs(raw)
    width = _wrapped_at(raw, paragraphs)
    odd = "\r" in raw or SOFT_HYPHEN in raw
    changes: list[tuple[int, int, str]] = []  # what shows otherwise than it stands in the input
    blocks: list[Block] = []
    at = int(raw.startswith("\ufeff"))
    if at:
        changes.append((0, 1, ""))
    for paragraph in paragraphs:
        for lines in _blocks(raw, paragraph, width) if width else [[line] for line in paragraph]:
            for number, (start, end) in enumerate(lines):
                if number:
                    changes.append((at, start, "" if _joins_bare(raw, at, start) else " "))
                elif odd:
                    changes += _oddities(raw, at, start)
                if odd:
                    changes += _oddities(raw, start, end)
                at = end
            blocks.append(Block(lines[0][0], at))
    if odd:
        changes += _oddities(raw, at, len(raw))
    text, runs = substitute(raw, changes) if changes else (raw, None)
    if runs:
        blocks = list(_moved(blocks, changes))
    if len(paragraphs) > 1 and len(paragraphs[0]) == 1 and _could_be_heading(text[blocks[0].start : blocks[0].end]):
        blocks[0] = Block(blocks[0].start, blocks[0].end, "heading")
    return Document(id, path, text, blocks, SourceMap(raw, runs), given=given, warnings=() if blocks else ("empty",))


def _oddities(raw: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Carriage returns, which show as line feeds, and soft hyphens, which do not show."""
    for match in _ODD.finditer(raw, start, end):
        yield match.start(), match.end(), "" if match[0] == SOFT_HYPHEN else "\n"


def _moved(blocks: list[Block], changes: list[tuple[int, int, str]]) -> Iterator[Block]:
    """The blocks, placed in the input, as they stand in the text. Both are in order."""
    shift, following = 0, iter([*changes, (sys.maxsize, sys.maxsize, "")])
    start, end, shown = next(following)
    for block in blocks:
        block_start = 0
        for place in (block.start, block.end):
            while end <= place:
                shift += len(shown) - (end - start)
                start, end, shown = next(following)
            if place == block.start:
                block_start = place + shift
        yield Block(block_start, block.end + shift)


def _paragraphs(raw: str) -> list[list[Line]]:
    """The lines of each paragraph, white space around them left out; blank lines part paragraphs."""
    paragraphs: list[list[Line]] = []
    last_end = -1
    pattern = _LINE if "\r" in raw else _LINE_ENDING_PLAINLY
    for match in pattern.finditer(raw, raw.startswith("\ufeff")):
        line = match[0]
        shown = line.strip(_MARGIN)
        if not shown:
            continue
        start = match.start() + len(line) - len(line.lstrip(_MARGIN))
        breaks = raw.count("\n", last_end, start) or raw.count("\r", last_end, start)
        if last_end < 0 or breaks > 1:
            paragraphs.append([])
        last_end = start + len(shown)
        paragraphs[-1].append((start, last_end))
    return paragraphs


_MARGIN = " \t\v\f\u00a0\u3000\u00ad\u2028\u2029\u200b\ufeff"


def _wrapped_at(raw: str, paragraphs: list[list[Line]]) -> int | None:
    """The width that the document's lines were wrapped to, or None where lines are no mere wraps.

    A wrapped line ends where the next word would not have fitted. Where nine in ten line breaks are of that kind, and half stand
    amid a sentence, the document is hard-wrapped.
    """
    pairs = [pair for paragraph in paragraphs for pair in pairwise(paragraph) if not _BULLET.match(raw, pair[1][0])]
    if len(pairs) < 3:
        return None
    width = max(
        (end - start for pair in pairs for start, end in pair if " " in raw[start:end] or end - start in _WIDTHS), default=0
    )
    if width not in _WIDTHS:
        return None
    forced = sum(_is_forced(raw, line, following, width) for line, following in pairs)
    amid = sum(raw[end - 1] not in _FINAL for (_, end), _ in pairs)
    return width if forced >= 0.9 * len(pairs) and amid >= 0.5 * len(pairs) else None


def _is_forced(raw: str, line: Line, following: Line, width: int) -> bool:
    """Whether the next line's first word would have gone over the width, a tenth of slack given."""
    space = raw.find(" ", *following)
    word = space - following[0] if space >= 0 else following[1] - following[0]
    return line[1] - line[0] + 1 + word > 0.9 * width


def _blocks(raw: str, paragraph: list[Line], width: int) -> Iterator[list[Line]]:
    """The blocks of a hard-wrapped document's paragraph: mostly one, more where it holds list items or lines of verse."""
    block = [paragraph[0]]
    items = bool(_BULLET.match(raw, paragraph[0][0]))
    for line in paragraph[1:]:
        before = block[-1]
        last, first = raw[before[1] - 1], raw[line[0]]
        item = _BULLET.match(raw, line[0]) and (items or last == ":")
        items = items or bool(item)
        if not item and (_is_forced(raw, before, line, width) or (first.islower() and last not in _FINAL)):
            block.append(line)
        else:
            yield block
            block = [line]
    yield block


def _joins_bare(raw: str, start: int, end: int) -> bool:
    """Whether no space shows where a line was broken: in Chinese and Japanese, and after a hyphen within a word."""
    return joins_wide(raw, start, end) or (
        raw[start - 1] in "-‐" and raw[start - 2 : start - 1].isalpha() and raw[end].islower()
    )


def _could_be_heading(line: str) -> bool:
    return len(line) <= _HEADING_LENGTH and not line.endswith(_FINAL)
