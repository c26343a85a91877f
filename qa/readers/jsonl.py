"""JSON Lines: one article a line. Offsets point into the record's `text`.

Fields: `id` and `text`; optionally `language`, `source`, `source_language`, `reference`, `ignore`. Others are left unread.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from qa.article import Document
from qa.language import canonical
from qa.readers.source import ReadError, ReportedError
from qa.readers.text import document
from qa.suppress import from_record


def documents(file: BinaryIO, path: str) -> Iterator[Document | ReportedError]:
    """Each record as a document, and an error for each line that is none; blank lines are passed over.

    A file without a record is one document without text, so that it does not go unnoticed.
    """
    nothing = True
    for number, line in enumerate(file, 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.isspace() or not line:
            continue
        nothing = False
        try:
            yield record(line, number, path)
        except ReadError as error:
            yield ReportedError(path, f"line {number}: {error.message}")
    if nothing:
        yield document(path, path, "")


def record(line: bytes, number: int, path: str) -> Document:
    """The document that a line of a file is. Raises ReadError where it is none."""
    fields = decoded(line, path)
    if not isinstance(fields, dict):
        raise ReadError(path, "not a JSON object")
    if "text" not in fields:
        raise ReadError(path, 'no "text" field')
    for field in ("text", "language", "source", "source_language", "reference"):
        if not isinstance(fields.get(field), str) and (field == "text" or fields.get(field) is not None):
            raise ReadError(path, f'"{field}" is not a string')
    id = fields.get("id")
    if id is not None and not isinstance(id, (str, int, float)):
        raise ReadError(path, '"id" is neither a string nor a number')
    ignored = fields.get("ignore") or []
    if not isinstance(ignored, list) or not all(isinstance(entry, str) for entry in ignored):
        raise ReadError(path, '"ignore" is not a list of strings')
    given = fields.get("language") or None
    found = document(str(number if id is None else id), path, fields["text"], given=given)
    if given and not canonical(given):
        found.given = None
        found.warnings += (f"“{given}” is no language tag, so the language is detected",)
    found.suppressions = from_record(ignored)
    found.record_line = number
    if source := fields.get("source"):
        found.original = document(found.id, path, source, given=fields.get("source_language") or None)
    found.reference = fields.get("reference")
    return found


_LONE = re.compile("[\ud800-\udfff]")


def decoded(line: bytes, path: str) -> Any:
    """The line's JSON. Raises ReadError where it is none."""
    try:
        return msgspec.json.decode(line)
    except UnicodeDecodeError:
        message = _not_utf8(line)
    except RecursionError:
        message = "invalid JSON: nested too deeply"
    except msgspec.DecodeError as error:
        if b"\\u" in line:
            return _with_lone_surrogates(line, path)
        message = _not_utf8(line) or f"invalid JSON: {str(error).removeprefix('JSON is malformed: ')}"
    raise ReadError(path, message)


def _with_lone_surrogates(line: bytes, path: str) -> Any:
    """The line's JSON, U+FFFD in place of half a surrogate pair: no encoding can write that, and so a reader would see it."""
    import json

    try:
        return json.loads(_LONE.sub("\ufffd", json.dumps(json.loads(line.decode("utf-8")), ensure_ascii=False)))
    except RecursionError as error:
        raise ReadError(path, "invalid JSON: nested too deeply") from error
    except ValueError as error:
        raise ReadError(path, _not_utf8(line) or f"invalid JSON: {error}") from error


def _not_utf8(line: bytes) -> str:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"not UTF-8 at its byte {error.start}"
    return ""
