"""What the tests of translators' formats share."""

import io
import re
from collections.abc import Callable
from importlib import import_module

import pytest

from qa.article import Document
from qa.positions import LineIndex
from qa.readers import bilingual, xml
from qa.readers.source import ReadError
from qa.units import Columns, utf8, utf16
from tests.qa.test_rewrite import doubled, fixed

UNITS = (utf16, utf8)


def read(kind: str, data: str | bytes) -> list[Document]:
    data = data.encode() if isinstance(data, str) else data
    return list(import_module(f"qa.readers.{kind}").documents(io.BytesIO(data), "x"))


def only(kind: str, data: str | bytes) -> Document:
    (document,) = read(kind, data)
    return document


def refusal(kind: str, data: str | bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read(kind, data)
    return caught.value.message


def pairs(document: Document) -> list[tuple[str, str, str]]:
    """(id, source, target) of each pair."""
    theirs = document.original.text if document.original else ""
    return [(one.id, theirs[one.source_start : one.source_end], document.text[one.start : one.end]) for one in document.pairs]


def places_hold(documents: list[Document], file: str, shown: Callable[[str], str]) -> None:
    """Every line of a document's text stands where its map says, in its stretch and in the file; `shown` reads what stands there.
    Documents follow one another without a gap, and their lines and columns are those of the file.
    """
    at = 0
    whole = [LineIndex(file), *(Columns(file, unit) for unit in UNITS)]
    for document in documents:
        source, origin = document.source, document.origin
        if origin.offset != at:  # another language of the same stretch
            at = origin.offset
        assert file[origin.offset : origin.offset + len(source.raw)] == source.raw
        before = file[: origin.offset]
        assert origin.line == before.count("\n") + 1
        assert origin.columns[0] == len(before) - before.rfind("\n") - 1 - (origin.line == 1 and before.startswith("\ufeff"))
        parts = [LineIndex(source.raw, origin), *(Columns(source.raw, unit, origin) for unit in UNITS)]
        for match in re.finditer(r"[^\n]+", document.text):
            start, end = source.raw_span(*match.span())
            for part, index in zip(parts, whole, strict=True):
                assert part(start) == index(origin.offset + start)
                assert part(end) == index(origin.offset + end)
            assert shown(source.raw[start:end]) == match[0]
            for place in range(match.start(), match.end()):
                a, b = source.raw_span(place, place + 1)
                assert start <= a <= b <= end
        for block in document.blocks:
            assert "\n" not in document.text[block.start : block.end]
            assert document.text[block.start : block.end].strip() == document.text[block.start : block.end]
        assert list(document.pairs) == sorted(document.pairs, key=lambda pair: pair.start)


def fixing_settles(kind: str, data: bytes) -> bytes:
    """What fixing makes of a file; doing so again changes nothing."""
    once = fixed(data, kind, doubled)
    assert fixed(once, kind, doubled) == once
    return once


@pytest.fixture
def small_stretches(monkeypatch):
    """Files are cut every few units, and read a few bytes at a time."""
    monkeypatch.setattr(bilingual, "_FEWEST", 1)
    monkeypatch.setattr(bilingual, "_ONE_IN", 3)
    monkeypatch.setattr(xml, "_PIECE", 5)
