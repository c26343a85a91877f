"""CSV and TSV with named columns: a segment a row, or an article a row.

A column `target` (or `translation`, `hypothesis`) holds segments, and `source` what they translate; with `text` instead each row is an
article, as a record of JSONL is. Others that are read: `id`, `language`, `source_language`, `reference`. In CSV commas, semicolons,
tabs or bars part the columns, whichever the header has most of; a cell in quotation marks may hold all of these, and lines. In TSV a
cell is in quotation marks where both stand on one line; else a mark is a mark.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import BinaryIO, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from qa.positions import Edit, SourceMap
from qa.readers import bilingual
from qa.readers.bilingual import Atom, Gathering, Languages, Part, Stretch
from qa.readers.source import ReadError, lines

_COLUMNS = {
    "text": ("text", "article", "body"),
    "target": ("target", "translation", "hypothesis", "target_text", "mt", "hyp", "tgt", "output"),
    "source": ("source", "original", "source_text", "src"),
    "id": ("id", "key", "segment", "segment_id", "seg_id", "unit", "name"),
    "language": ("language", "target_language", "lang", "target_lang", "tgt_lang", "locale"),
    "source_language": ("source_language", "source_lang", "src_lang"),
    "reference": ("reference", "ref", "human", "post_edit"),
}
"""What columns are called, the likeliest name first; case, spaces and hyphens aside."""
_DELIMITERS = ",;\t|"
_QUOTED_ON_A_LINE = re.compile(r'"((?:[^"\n]|"")*+)"(?=\t|\r?\n|\Z)')
_PIECES = re.compile(r'""|\r\n?|[^"\r]+|"')
_ALL = re.compile(r"[^\r]+|\r")


class Cell(NamedTuple):
    """A cell's content, `raw[start:end]` of its stretch, without the marks around it where it is `quoted`."""

    start: int
    end: int
    quoted: bool


class _Row(NamedTuple):
    """A row as it stands, its cells by their places in it, and the number of its first line."""

    raw: str
    cells: list[Cell]
    line: int

    def text(self, cell: Cell) -> str:
        """What a cell says."""
        return "".join(atom.shown for atom in self.atoms(cell, 0))

    def atoms(self, cell: Cell, at: int) -> list[Atom]:
        """The same with the places of its pieces in a stretch where the row starts at `at`."""
        found = []
        for match in (
            _PIECES.finditer(self.raw, cell.start, cell.end) if cell.quoted else _ALL.finditer(self.raw, cell.start, cell.end)
        ):
            shown = {'""': '"', "\r\n": "\n", "\r": "\n"}.get(match[0], match[0])
            found.append(Atom(shown, at + match.start(), at + match.end(), at + match.start()))
        return found


class _Table(Struct):
    """How a file is written: what parts cells, how many there are in a row, and which column holds what.

    `headed` says that the header is in this stretch; `bare` are those of its cells that are checked and have no quotation marks.
    """

    delimiter: str
    width: int
    columns: dict[str, int]
    headed: bool = True
    bare: list[Cell] = []

    @property
    def by_row(self) -> bool:
        """Whether each row is an article."""
        return "target" not in self.columns


class _Tables(bilingual.Format):
    def stretches(self, file: BinaryIO, path: str) -> tuple[Iterator[Stretch], str]:
        rows = _rows(lines(file, "utf-8", path), path, _delimiter_of(path))
        return _stretches(rows, path), "utf-8"

    def again(self, path: str, stretch: Stretch, raw: str) -> Stretch:
        table: _Table = stretch.context
        (changed,) = _stretches(_rows(StringIO(raw, newline="\n"), path, table.delimiter), path, table, cut=False)
        return changed

    def map_of(self, stretch: Stretch) -> SourceMap:
        table: _Table = stretch.context
        return CellMap(stretch.raw, table.delimiter, table.bare)


FORMAT = _Tables()
documents = FORMAT.documents


def _delimiter_of(path: str) -> str:
    """What the ending of a file's name says that parts its cells; "" where it does not."""
    return "\t" if path.lower().endswith(".tsv") else ""


def has_translations(path: str) -> bool:
    """Whether a file's first row names a column of translations; True where that cannot be found out."""
    try:
        with open(path, "rb") as file:
            first = file.readline(_HEAD).decode("utf-8")
        if not first:
            return False
        row, _ = next(_rows([first], path, _delimiter_of(path)))
        return bool(_columns([row.text(cell) for cell in row.cells], path))
    except ReadError as error:
        return not error.message.startswith(_NONE)
    except (OSError, ValueError):
        return True


_HEAD = 1 << 16
_NONE = "no column is named"


class CellMap(SourceMap):
    """Writes text into cells; one that must have quotation marks for what is put in gets them."""

    def __init__(self, raw: str, delimiter: str, bare: list[Cell]) -> None:
        super().__init__(raw)
        self._special = re.compile(rf'^"|[{re.escape(delimiter)}\r\n]')
        self._bare = bare

    def written(self, text: str, at: int) -> str:
        return text if self._bare_at(at) else text.replace('"', '""')

    def edits(self, text: str, start: int, end: int, replacement: str) -> tuple[Edit, ...]:
        edits = super().edits(text, start, end, replacement)
        cell = self._bare_at(edits[0].start) if edits else None
        if cell is None or edits[-1].end > cell.end:
            return edits
        parts: list[str] = []
        at = cell.start
        for edit in edits:
            parts += self.raw[at : edit.start], edit.text
            at = edit.end
        changed = "".join((*parts, self.raw[at : cell.end]))
        if not self._special.search(changed):
            return edits
        quoted = changed.replace('"', '""')
        return (Edit(cell.start, cell.end, f'"{quoted}"'),)

    def _bare_at(self, place: int) -> Cell | None:
        """The cell without marks that a place is in or at the edge of."""
        before = bisect_right(self._bare, place, key=lambda cell: cell.start) - 1
        return self._bare[before] if before >= 0 and place <= self._bare[before].end else None


def _stretches(
    rows: Iterator[tuple[_Row, str]], path: str, table: _Table | None = None, *, cut: bool = True
) -> Iterator[Stretch]:
    gathering: Gathering | None = None
    held: list[str] = []
    bare: list[Cell] = []
    at, label = 0, ""
    headed = table is None or table.headed
    for row, delimiter in rows:
        if headed:
            headed = False
            table = table or _Table(delimiter, len(row.cells), _columns([row.text(cell) for cell in row.cells], path))
        elif row.raw.strip() and table is not None:
            if len(row.cells) != table.width:
                raise ReadError(path, f"line {row.line}: {len(row.cells)} cells, where the header has {table.width}")
            fields = {name: row.text(row.cells[place]).strip() for name, place in table.columns.items()}
            languages = Languages(fields.get("language") or None, fields.get("source_language") or None, given=True)
            if gathering is not None and cut and (table.by_row or gathering.is_full(at) or gathering.languages != languages):
                yield Stretch("".join(held), [gathering], label, replace(table, bare=bare), table.by_row)
                table = replace(table, headed=False)
                gathering, held, bare, at = None, [], [], 0
            if gathering is None:
                gathering = Gathering(languages, paired=not table.by_row)
                gathering.reference = fields.get("reference") if table.by_row else None
                label = (fields.get("id") or str(row.line)) if table.by_row else fields.get("language", "")
            cell = row.cells[table.columns["text" if table.by_row else "target"]]
            source = row.text(row.cells[table.columns["source"]]) if "source" in table.columns else ""
            part = Part(fields.get("id", ""), source, row.atoms(cell, at), at + cell.end, preserved=True)
            gathering.unit([part._replace(reference=fields.get("reference", ""))])
            if not cell.quoted:
                bare.append(Cell(at + cell.start, at + cell.end, quoted=False))
        held.append(row.raw)
        at += len(row.raw)
    if table is None:
        raise ReadError(path, "empty: expected a first line that names the columns")
    yield Stretch("".join(held), [gathering or Gathering(Languages())], label, replace(table, bare=bare), table.by_row)


def _columns(names: list[str], path: str) -> dict[str, int]:
    """Which column holds what. Raises ReadError where none holds translations."""
    plain = [re.sub(r"[\s-]+", "_", name.strip().lower()) for name in names]
    found = {}
    for field, spellings in _COLUMNS.items():
        if (spelling := next((one for one in spellings if one in plain), None)) is not None:
            found[field] = plain.index(spelling)
    if "text" not in found and "target" not in found:
        wanted, listed = ", ".join(_COLUMNS["target"][:3]), ", ".join(names)[:80]
        raise ReadError(path, f"{_NONE} {wanted}, or text; the header has {listed}")
    return found


def _rows(lines: Iterable[str], path: str, delimiter: str) -> Iterator[tuple[_Row, str]]:
    """The rows, and what parts their cells: what the first has most of where `delimiter` is empty.

    Raises ReadError where quotation marks do not go together.
    """
    parts: list[str] = []
    cells: list[Cell] = []
    first = base = 0  # the line that the row begins on; the characters of it before this line
    opened: int | None = None  # where the content of a cell begins that goes on
    for number, line in enumerate(lines, 1):
        delimiter = delimiter or max(_DELIMITERS, key=re.sub(r'"[^"]*"', "", line).count)
        if opened is None:
            parts, cells, first, base = [], [], number, 0
        parts.append(line)
        at = int(number == 1 and line.startswith("\ufeff"))
        while at >= 0:
            if opened is not None:
                close = _closing(line, at)
                if close < 0:
                    break
                cells.append(Cell(opened, base + close, quoted=True))
                opened, at = None, _after(line, close + 1, delimiter)
                if at == _AMISS:
                    raise ReadError(path, f"line {number}: text after the quotation mark that closes a cell")
            elif line[at : at + 1] == '"' and (delimiter != "\t" or _QUOTED_ON_A_LINE.match(line, at)):
                opened, at = base + at + 1, at + 1
            else:
                end = line.find(delimiter, at)
                stop = end if end >= 0 else len(line.rstrip("\r\n"))
                cells.append(Cell(base + at, base + max(at, stop), quoted=False))
                at = end + 1 if end >= 0 else -1
        base += len(line)
        if base > _ROW:
            raise ReadError(
                path, f"line {first}: a row of more than {_ROW:,} characters is refused: is a quotation mark missing?"
            )
        if opened is None:
            yield _Row("".join(parts), cells, first), delimiter
    if opened is not None:
        raise ReadError(path, f"line {first}: the quotation mark of a cell is never closed")


_ROW = 1 << 24
_AMISS = -2


def _after(line: str, at: int, delimiter: str) -> int:
    """Where the next cell begins after one that ends at `at`; -1 where the row ends there."""
    if line[at : at + 1] == delimiter:
        return at + 1
    return _AMISS if line[at:].strip("\r\n ") else -1


def _closing(line: str, at: int) -> int:
    """The first quotation mark that is not doubled; -1 where there is none."""
    while (at := line.find('"', at)) >= 0 and line[at + 1 : at + 2] == '"':
        at += 2
    return at
