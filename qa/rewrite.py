"""Mended documents back into the bytes of their file: all that no fix touches stays as it is, byte for byte."""

import json
import re
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from typing import Any

import msgspec
from msgspec import Struct

from qa.article import Document
from qa.fix import Mended, apply
from qa.positions import WHOLE_FILE, Edit
from qa.readers import READERS
from qa.readers.source import ReadError, ReportedError

Reread = Callable[[str], Document]
Mend = Callable[[Document, Reread], Mended]
"""Mends a document; the function that it is given makes a document of changed input."""

WHOLE = ("text", "markdown", "html")
"""Readers whose files are one document, which `document(id, path, raw)` makes of its input."""

STRETCHES = ("xliff", "tmx", "po", "tables")
"""Readers whose files are read in stretches, as `qa.readers.bilingual` has them."""

WRITABLE = (*WHOLE, "jsonl", *STRETCHES)
"""Readers whose files can be written back."""


class Rewritten(Struct):
    """A file's new bytes and their encoding, what became of each of its documents, and what could not be read or mended."""

    data: bytes
    encoding: str
    mended: list[Mended]
    errors: list[ReportedError]


def rewrite(data: bytes, path: str, kind: str, mend: Mend) -> Rewritten:
    """Mend all documents of a file of a kind (a module of `qa.readers`). Raises ReadError where it cannot be read or written back."""
    if kind == "jsonl":
        return _records(data, path, mend)
    if kind in STRETCHES:
        return _stretches(data, path, kind, mend)
    if kind not in WHOLE:
        endings = ", ".join(ending for ending, reader in READERS.items() if reader in WRITABLE)
        raise ReadError(path, f"fixes cannot be written into files of its kind, only into {endings}")
    return _whole(data, path, kind, mend)


def _whole(data: bytes, path: str, kind: str, mend: Mend) -> Rewritten:
    reader = import_module(f"qa.readers.{kind}")
    (document,) = reader.documents(BytesIO(data), path)
    raw, encoding = document.source.raw, document.encoding
    if raw.encode(encoding) != data:
        raise ReadError(path, f"it cannot be written back in {encoding} as it was")
    mended = mend(document, lambda changed: reader.document(path, path, changed))
    if not mended.passes:
        return Rewritten(data, encoding, [mended], list(mended.errors))
    try:
        changed = mended.raw.encode(encoding, "xmlcharrefreplace" if kind == "html" else "strict")
    except UnicodeEncodeError as error:
        raise ReadError(path, f"{encoding} cannot write {mended.raw[error.start]!r}") from error
    return Rewritten(changed, encoding, [mended], list(mended.errors))


def _stretches(data: bytes, path: str, kind: str, mend: Mend) -> Rewritten:
    from qa.readers.bilingual import Format, Stretch

    format: Format = import_module(f"qa.readers.{kind}").FORMAT
    stretches, encoding = format.stretches(BytesIO(data), path)
    rewritten = Rewritten(b"", encoding, [], [])
    origin, parts = WHOLE_FILE, []
    length = 0

    def read(stretch: Stretch) -> Document:
        if len(stretch.gathered) > 1:
            raise ReadError(path, "fixes cannot be written into a file of several target languages: split it")
        return format.document(path, path, stretch, stretch.gathered[0], origin, encoding)

    for stretch in stretches:
        length += len(stretch.raw.encode(encoding))

        def reread(changed: str, stretch: Stretch = stretch) -> Document:
            return read(format.again(path, stretch, changed))

        mended = mend(read(stretch), reread)
        rewritten.mended.append(mended)
        rewritten.errors += mended.errors
        parts.append(mended.raw)
        origin = origin.after(stretch.raw)
    if length != len(data):
        raise ReadError(path, f"it cannot be written back in {encoding} as it was")
    try:
        rewritten.data = "".join(parts).encode(encoding, format.unwritable)
    except UnicodeEncodeError as error:
        raise ReadError(path, f"{encoding} cannot write {error.object[error.start]!r}") from error
    return rewritten


def _records(data: bytes, path: str, mend: Mend) -> Rewritten:
    from qa.readers.jsonl import decoded, record

    rewritten = Rewritten(b"", "utf-8", [], [])
    parts: list[bytes] = []
    for number, line in enumerate(BytesIO(data), 1):
        parts.append(line)
        body = line.removeprefix(_BOM) if number == 1 else line
        if not body.strip():
            continue
        try:
            found = record(body, number, path)
            fields = decoded(body, path)

            def reread(changed: str, fields: dict[str, Any] = fields, number: int = number) -> Document:
                return record(msgspec.json.encode({**fields, "text": changed}), number, path)

            mended = mend(found, reread)
            rewritten.mended.append(mended)
            rewritten.errors += mended.errors
            if mended.passes:
                parts[-1] = line[: len(line) - len(body)] + _with_edits(body.decode(), found, mended).encode()
        except ReadError as error:
            rewritten.errors.append(ReportedError(path, f"line {number}: {error.message}"))
    rewritten.data = b"".join(parts)
    return rewritten


_BOM = b"\xef\xbb\xbf"
_STRINGS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\]:,]', re.S)
_UNITS = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.S)
"""Of a JSON string: what stands for one character."""


def _with_edits(line: str, record: Document, mended: Mended) -> str:
    """A record's line with the edits made within the string that is its text; what they do not touch keeps its escapes."""
    start, end = _text_of(line)
    string = line[start:end]
    if _readable(string) != record.source.raw:
        raise ReadError(record.path, "its text cannot be found in the line; please report it")
    ascii_only = line.isascii() and "\\u" in line
    for edits in mended.passes:
        places = [match.start() for match in _UNITS.finditer(string)] if "\\" in string else range(len(string))
        places = [*places, len(string)]
        string = apply(
            string,
            [
                Edit(places[edit.start], places[edit.end], json.dumps(edit.text, ensure_ascii=ascii_only)[1:-1])
                for edit in edits
            ],
        )
    return line[:start] + string + line[end:]


def _readable(string: str) -> str:
    """What a JSON string says, U+FFFD in place of half a surrogate pair, as the reader has it."""
    return re.sub("[\ud800-\udfff]", "\ufffd", json.loads(f'"{string}"'))


def _text_of(line: str) -> tuple[int, int]:
    """Where the string in a record's `text` stands, without its quotation marks; of several the last, as parsers have it."""
    depth, last, key, found = 0, "", "", (0, 0)
    for match in _STRINGS.finditer(line):
        token = match[0]
        if token in "{[":
            depth += 1
        elif token in "}]":
            depth -= 1
        elif depth == 1 and token[0] == '"':
            if last != ":":
                key = json.loads(token)
            elif key == "text":
                found = match.start() + 1, match.end() - 1
        last = token[0]
    return found
