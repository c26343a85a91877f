"""Columns in other units: those that a client finds which encodes the line itself."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.positions import LineIndex
from qa.units import Columns, Unit, utf8, utf16

TEXTS = st.text(st.sampled_from("ab é\u0301这ثह\U0001f600\U0001f469\u200d\n\r\ufeff\u2028"), max_size=80)


@given(raw=TEXTS)
@example(raw="\ufeff\U0001f600\r\nb")
@pytest.mark.parametrize(("unit", "encoding", "size"), [(utf16, "utf-16-le", 2), (utf8, "utf-8", 1)])
def test_columns_are_those_of_the_encoded_line(unit: Unit, encoding: str, size: int, raw: str) -> None:
    columns, lines = Columns(raw, unit), LineIndex(raw)
    for offset in range(len(raw) + 1):
        line, column = lines(offset)
        bom = raw.startswith("\ufeff") and line == 1 and offset > 0
        start = offset - (column - 1) - bom
        before = raw[start:offset].removeprefix("\ufeff") if bom and unit is utf16 else raw[start:offset]
        assert columns(offset) == (line, len(before.encode(encoding)) // size + 1)


@given(raw=TEXTS)
@pytest.mark.parametrize(("unit", "encoding", "size"), [(utf16, "utf-16-le", 2), (utf8, "utf-8", 1), (len, "utf-32-le", 4)])
def test_columns_of_what_an_editor_holds_count_every_character(unit: Unit, encoding: str, size: int, raw: str) -> None:
    columns = Columns(raw, unit, bare=True)
    for offset in range(len(raw) + 1):
        line, column = columns(offset)
        start = max(0, *(match.end() for match in re.finditer("\r\n|\r|\n", raw) if match.end() <= offset), 0)
        assert column == len(raw[start:offset].encode(encoding)) // size + 1
        assert line == len(re.findall("\r\n|\r|\n", raw[:start])) + 1


def test_a_long_line_is_counted_right() -> None:
    raw = "\U0001f600é" * 5000 + "\n" + "这" * 3000
    for offset in (0, 1, 1023, 1024, 1025, 9999, 10_000, 10_001, 12_345):
        line = raw[:offset].count("\n") + 1
        before = raw[:offset].rpartition("\n")[2]
        assert Columns(raw, utf16)(offset) == (line, len(before.encode("utf-16-le")) // 2 + 1)
        assert Columns(raw, utf8)(offset) == (line, len(before.encode()) + 1)


def test_units_of_a_character() -> None:
    assert [utf16(char) for char in "aé这\U0001f600"] == [1, 1, 1, 2]
    assert [utf8(char) for char in "aé这\U0001f600"] == [1, 2, 3, 4]
