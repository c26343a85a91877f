"""Reviewdog: read as reviewdog reads it, by the messages of its format; ranges and suggestions are right in bytes."""

from typing import Any

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from hypothesis import given

from qa.report import ReportedError
from tests.qa.writers.golden import check, results, written
from tests.qa.writers.samples import RAW, checked, mended, record

MESSAGES = {
    "DiagnosticResult": [(1, "diagnostics", "*Diagnostic"), (2, "source", "Source"), (3, "severity", "Severity")],
    "Diagnostic": [
        (1, "message", "string"),
        (2, "location", "Location"),
        (3, "severity", "Severity"),
        (4, "source", "Source"),
        (5, "code", "Code"),
        (6, "suggestions", "*Suggestion"),
        (7, "original_output", "string"),
    ],
    "Location": [(2, "path", "string"), (3, "range", "Range")],
    "Range": [(1, "start", "Position"), (2, "end", "Position")],
    "Position": [(1, "line", "int32"), (2, "column", "int32")],
    "Suggestion": [(1, "range", "Range"), (2, "text", "string")],
    "Source": [(1, "name", "string"), (2, "url", "string")],
    "Code": [(1, "value", "string"), (2, "url", "string")],
}
"""The messages of the format `reviewdog.rdf`: (number, name, type) of each field, `*` where it repeats."""
SEVERITIES = ("UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO")


def _message_class() -> Any:
    kinds = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(name="reviewdog.proto", package="reviewdog.rdf", syntax="proto3")
    severity = file.enum_type.add(name="Severity")
    for number, name in enumerate(SEVERITIES):
        severity.value.add(name=name, number=number)
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for number, field, type in fields:
            kind = type.removeprefix("*")
            added = message.field.add(name=field, number=number, label=kinds.LABEL_OPTIONAL)
            if type.startswith("*"):
                added.label = kinds.LABEL_REPEATED
            if kind in ("string", "int32"):
                added.type = kinds.TYPE_STRING if kind == "string" else kinds.TYPE_INT32
            else:
                added.type = kinds.TYPE_ENUM if kind == "Severity" else kinds.TYPE_MESSAGE
                added.type_name = f".reviewdog.rdf.{kind}"
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("reviewdog.rdf.DiagnosticResult"))


RESULT = _message_class()


def read(*given: Any) -> Any:
    """The report as protobuf's own JSON reader has it; a field that the format does not know is an error there."""
    return json_format.Parse(written("rdjson", given), RESULT())


def test_the_reader_refuses_what_the_format_does_not_know() -> None:
    with pytest.raises(json_format.ParseError):
        json_format.Parse('{"diagnostics": [{"mesage": ""}]}', RESULT())


def span(data: bytes, range: Any) -> tuple[int, int]:
    """The bytes that a range covers: lines from 1, columns from 1 in bytes, the end exclusive."""
    lines = data.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in (range.start.line - 1, range.end.line - 1)]
    return starts[0] + range.start.column - 1, starts[1] + range.end.column - 1


@given(RAW)
def test_ranges_and_suggestions_are_right_in_bytes(raw: str) -> None:
    result, data = checked(raw), raw.encode()
    found = read(result).diagnostics
    for one, finding in zip(found, result.report.findings, strict=True):
        start, end = span(data, one.location.range)
        assert data[start:end].decode() == raw[finding.start : finding.end]
        assert (one.severity, one.code.value) == (SEVERITIES.index(finding.severity.upper()), finding.rule)
    fixed = []
    for suggestion in (suggestion for one in found for suggestion in one.suggestions):
        start, end = span(data, suggestion.range)
        fixed.append((data[:start] + suggestion.text.encode() + data[end:]).decode())
    assert fixed == mended(result)


def test_a_record_is_a_whole_line_without_suggestions() -> None:
    (one,) = read(*check([record("one twothree", "first", 3)])).diagnostics
    assert (one.location.range.start.line, one.location.range.start.column, one.location.range.end.line) == (3, 0, 3)
    assert "record first" in one.message
    assert not one.suggestions


def test_what_could_not_be_checked_is_a_diagnostic() -> None:
    (one,) = read(ReportedError("gone.txt", "no such file")).diagnostics
    assert (one.location.path, one.message, one.severity, one.code.value) == ("gone.txt", "no such file", 1, "not-checked")
    assert not one.location.HasField("range")


def test_the_golden_run_is_read_whole() -> None:
    given = results()
    wanted = sum(1 if isinstance(one, ReportedError) else len(one.errors) + len(one.report.findings) for one in given)
    assert len(read(*given).diagnostics) == wanted
