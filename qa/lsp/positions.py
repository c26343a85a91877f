"""Offsets of a text as positions of an editor: lines and characters from 0, characters in the units agreed with it."""

from lsprotocol.types import Position, PositionEncodingKind, Range

from qa.units import Columns, Unit, utf8, utf16

_UNITS: dict[str, Unit] = {
    PositionEncodingKind.Utf8.value: utf8,
    PositionEncodingKind.Utf16.value: utf16,
    PositionEncodingKind.Utf32.value: len,
}


class Positions:
    """The positions of one text. Lines end in a line feed, a carriage return or both, and in nothing else."""

    def __init__(self, raw: str, encoding: str) -> None:
        self._columns = Columns(raw, _UNITS[encoding], bare=True)

    def range(self, start: int, end: int) -> Range:
        return Range(self.position(start), self.position(end))

    def position(self, offset: int) -> Position:
        line, column = self._columns(offset)
        return Position(line - 1, column - 1)


def overlap(first: Range, second: Range) -> bool:
    """Whether two ranges have a place in common, an end included: there a cursor stands."""
    return _place(first.start) <= _place(second.end) and _place(second.start) <= _place(first.end)


def _place(position: Position) -> tuple[int, int]:
    return position.line, position.character
