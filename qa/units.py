"""Offsets and columns in the units of other formats: UTF-16 code units (SARIF, LSP, JavaScript) and UTF-8 bytes (reviewdog)."""

from bisect import bisect_right
from collections.abc import Callable

from qa.positions import WHOLE_FILE, Origin, line_starts

_STEP = 128
"""Code points between two places whose units are known: what is counted at most to find a third one's."""

Unit = Callable[[str], int]
"""How many units a text has."""


def utf16(text: str) -> int:
    """UTF-16 code units: 2 for a character beyond the Basic Multilingual Plane, such as an emoji."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8(text: str) -> int:
    """UTF-8 bytes."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


class Offsets:
    """Counts the units before a code point of a text."""

    def __init__(self, raw: str, unit: Unit) -> None:
        self._raw = raw
        self._unit = unit
        self._sums = [0]
        for at in range(0, len(raw), _STEP):
            self._sums.append(self._sums[-1] + unit(raw[at : at + _STEP]))

    def __call__(self, offset: int) -> int:
        block = offset // _STEP
        return self._sums[block] + self._unit(self._raw[block * _STEP : offset])


class Columns:
    """Lines and columns of an input in a unit, both from 1; lines are those of `qa.positions.LineIndex`.

    A byte order mark takes no column in UTF-16 and its three bytes in UTF-8: editors hide it, bytes are bytes. With `bare` the input
    is what an editor itself says that it holds, where a mark is a character as others are. `origin` is where the input begins in its file.
    """

    def __init__(self, raw: str, unit: Unit, origin: Origin = WHOLE_FILE, *, bare: bool = False) -> None:
        self._units = Offsets(raw, unit)
        self._starts = line_starts(raw)
        self._hidden = int(not bare and unit is utf16 and raw.startswith("\ufeff"))
        self._line = origin.line - 1
        self._before = origin.columns[1 if unit is utf16 else 2]

    def __call__(self, offset: int) -> tuple[int, int]:
        """(line, column) of a code point."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        hidden = self._hidden if line == 1 and offset > 0 else 0
        before = self._before if line == 1 else 0
        return line + self._line, self._units(offset) - self._units(start) + 1 - hidden + before
