"""Glossaries: which terms of one language are to be, and not to be, which in another, from TBX and CSV files.

CSV and TSV files name a language in each column's head (`en`, `de`), or with ` forbidden` after it the names that must not be used;
a cell may hold several names with a bar between. Columns with other heads (definitions, notes) are left alone. In TBX (ISO 30042)
forbidden are terms whose administrative status is deprecated or superseded.
"""

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from qa.language import canonical
from qa.patterns import late

_LANGUAGE = late(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.I)
_FORBIDDEN = " forbidden"
_STATUSES = ("deprecated", "superseded")
_ENTRIES, _LANGUAGES, _TERMS = ("termEntry", "conceptEntry"), ("langSet", "langSec"), ("tig", "ntig", "termSec")
_LONGEST = 1 << 16
"""Characters that one term of a file may have."""


class GlossaryError(Exception):
    """A file is no glossary; the message names it and says what is wrong."""


class Concept(Struct, frozen=True):
    """What one thing is called: by language tag its `names`, usual first, and those that are `forbidden`."""

    names: dict[str, tuple[str, ...]]
    forbidden: dict[str, tuple[str, ...]] = {}


def load(path: str) -> tuple[Concept, ...]:
    """The concepts of a file as it now is, by its ending TBX (.tbx, .xml), TSV or CSV. Raises GlossaryError."""
    try:
        state = os.stat(path)
        return _load(path, (state.st_ino, state.st_mtime_ns, state.st_size))
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read: {error.strerror}") from error


@lru_cache(maxsize=16)
def _load(path: str, state: tuple[int, int, int]) -> tuple[Concept, ...]:
    """The concepts of a file in that state. Raises GlossaryError, and OSError where it cannot be read."""
    kind = os.path.splitext(path)[1].lower()
    with open(path, "rb") as file:
        data = file.read()
    if kind in (".tbx", ".xml"):
        found = tuple(_Tbx(path).read(data))
    elif kind in (".csv", ".tsv", ".txt"):
        found = tuple(_table(path, data))
    else:
        raise GlossaryError(f"{path}: expected a glossary in TBX or CSV: .tbx, .csv or .tsv")
    if not found:
        raise GlossaryError(f"{path}: holds no terms in two languages, and none that is forbidden")
    return found


def _concept(names: dict[str, list[str]], forbidden: dict[str, list[str]]) -> Iterator[Concept]:
    """The concept that these names make, if it asks for anything."""
    if len(names) > 1 or forbidden:
        yield Concept({tag: tuple(own) for tag, own in names.items()}, {tag: tuple(own) for tag, own in forbidden.items()})


def _table(path: str, data: bytes) -> Iterator[Concept]:
    import csv

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GlossaryError(f"{path}: not UTF-8 at byte {error.start}") from error
    head, _, _ = text.partition("\n")
    rows = csv.reader(text.splitlines(), delimiter=max("\t;,", key=head.count), strict=True)
    try:
        heads = next(rows, [])
        if not any(map(_column, heads)):
            raise GlossaryError(f"{path}: the first line names no language; expected one such as: en,de,de forbidden")
        for row in rows:
            yield from concepts([dict(zip(heads, row, strict=False))])
    except csv.Error as error:
        raise GlossaryError(f"{path}: line {rows.line_num}: {error}") from error


def concepts(rows: Iterable[dict[str, str]]) -> Iterator[Concept]:
    """The concepts of rows that have a cell by the head of its column."""
    for row in rows:
        names: dict[str, list[str]] = {}
        forbidden: dict[str, list[str]] = {}
        for head, cell in row.items():
            column, terms = _column(head), [term.strip() for term in cell.split("|") if term.strip()]
            if column and terms:
                (forbidden if column[1] else names).setdefault(column[0], []).extend(terms)
        yield from _concept(names, forbidden)


def _column(head: str) -> tuple[str, bool] | None:
    """The language that a column's head names, and whether its names are forbidden."""
    name = head.strip().lower()
    tag = name.removesuffix(_FORBIDDEN)
    return (canonical(tag), tag != name) if _LANGUAGE.fullmatch(tag) else None


class _Tbx:
    """Reads TBX of any dialect. Documents that declare entities are refused, and nothing outside the file is read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Concept] = []
        self._names: dict[str, list[str]] = {}
        self._forbidden: dict[str, list[str]] = {}
        self._tag = self._term = self._text = ""
        self._status = False
        self._bad = False

    def read(self, data: bytes) -> list[Concept]:
        from xml.parsers import expat

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._refuse
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            told = expat.ErrorString(error.code)
            raise GlossaryError(
                f"{self.path}: not well-formed XML: {told} at line {error.lineno}, column {error.offset + 1}"
            ) from error
        return self.found

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        name = element.rpartition(" ")[2]
        if name in _ENTRIES:
            self._names, self._forbidden = {}, {}
        elif name in _LANGUAGES:
            self._tag = canonical(attributes.get("http://www.w3.org/XML/1998/namespace lang", attributes.get("lang", "")))
        elif name in _TERMS:
            self._term, self._bad = "", False
        self._status = name == "administrativeStatus" or attributes.get("type") in (
            "administrativeStatus",
            "normativeAuthorization",
        )
        self._text = ""

    def _end(self, element: str) -> None:
        name = element.rpartition(" ")[2]
        if name == "term":
            self._term = " ".join(self._text.split())
        elif self._status:
            self._bad = self._text.strip().lower().startswith(_STATUSES)
            self._status = False
        elif name in _TERMS and self._tag and self._term:
            (self._forbidden if self._bad else self._names).setdefault(self._tag, []).append(self._term)
        elif name in _ENTRIES:
            self.found += _concept(self._names, self._forbidden)

    def _characters(self, text: str) -> None:
        self._text += text
        if len(self._text) > _LONGEST:
            raise GlossaryError(f"{self.path}: a text of more than {_LONGEST:,} characters is refused")

    def _refuse(self, name: str, *_: object) -> None:
        raise GlossaryError(f"{self.path}: declares the entity {name!r}, which is refused")
