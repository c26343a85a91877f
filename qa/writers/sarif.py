"""SARIF 2.1.0 (errata 01), for code scanning and its viewers: one JSON document.

Columns are UTF-16 code units. Services keep 5,000 results of a run: the gravest are written, and a notification says how many
there were. What could not be checked makes the invocation unsuccessful.
"""

import os
import re
from collections.abc import Callable, Iterable
from inspect import cleandoc
from typing import Any, TextIO

import msgspec

import qa
from qa import explain
from qa.article import Document
from qa.check import Checked
from qa.positions import Edit
from qa.readers import is_url
from qa.report import UNUSED_SUPPRESSION, ReportedError, ReportedFinding
from qa.rule import Rule, RuleModule, Severity, discover
from qa.units import Columns, utf16
from qa.writers.common import Gravest, fingerprint, in_project, message, place, plain

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
RESULTS = 5_000
_ROOT = "%SRCROOT%"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_PRECISION: dict[Severity, str] = {"error": "very-high", "warning": "high", "info": "medium"}
"""Of a rule's gravest findings: what a severity promises (98 and 90 in 100), in the words of code scanning."""
_PROBLEM: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}

Json = dict[str, Any]


def write(results: Iterable[Checked | ReportedError], out: TextIO, signature: Callable[[], str]) -> None:
    """Read all results, then print the document; `signature` is asked for when all articles were met."""
    kept: Gravest[Json] = Gravest(RESULTS)
    notifications: list[Json] = []
    for result in results:
        errors = (result,) if isinstance(result, ReportedError) else result.errors
        notifications += (
            _notification("error", one.message, [{"physicalLocation": {"artifactLocation": _artifact(one.path)}}])
            for one in errors
        )
        if isinstance(result, Checked) and result.report.findings:
            columns, artifact = (
                Columns(result.document.source.raw, utf16, result.document.origin),
                _artifact(result.document.path),
            )
            for finding in result.report.findings:
                if kept.wants(finding.severity):
                    kept.add(finding.severity, _result(finding, result.document, artifact, columns))
    successful = not notifications
    found = kept.all()
    if len(found) < kept.met:
        told = f"The {len(found):,} gravest of {kept.met:,} findings are listed"
        notifications.append(_notification("warning", told))
    rules = _rules(found)
    run = {
        "tool": {
            "driver": {
                "name": "mtlint",
                "version": qa.__version__,
                "semanticVersion": qa.__version__,
                "shortDescription": {"text": "A linter for machine-translated articles"},
                "rules": list(rules.values()),
            }
        },
        "invocations": [{"executionSuccessful": successful, "toolExecutionNotifications": notifications}],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the project that was checked"}}},
        "columnKind": "utf16CodeUnits",
        "results": found,
        "properties": {"signature": signature(), "findings": kept.met},
    }
    places = {name: index for index, name in enumerate(rules)}
    for one in found:
        one["ruleIndex"] = places[one["ruleId"]]
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    out.write(msgspec.json.format(msgspec.json.encode(log), indent=1).decode() + "\n")


def _result(finding: ReportedFinding, document: Document, artifact: Json, columns: Columns) -> Json:
    at = place(finding, document, columns)
    region: Json = {"startLine": at.line, "endLine": at.end_line}
    if at.column is not None:
        snippet = {"text": document.source.raw[finding.start : finding.end]}
        region |= {"startColumn": at.column, "endColumn": at.end_column, "snippet": snippet}
    location: Json = {"physicalLocation": {"artifactLocation": artifact, "region": region}}
    if document.record_line is not None or finding.segment is not None:
        location["logicalLocations"] = [{"name": finding.segment or document.id, "kind": "object"}]
    result: Json = {
        "ruleId": finding.rule,
        "ruleIndex": -1,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(message(finding, document))},
        "locations": [location],
        "partialFingerprints": {"mtlint/v1": fingerprint(finding, document)},
        "rank": round(finding.confidence * 100, 1),
        "properties": {"mqm": finding.mqm, "mqmSeverity": finding.mqm_severity},
    }
    if fixes := _fixes(finding, document, artifact, columns):
        result["fixes"] = fixes
    return result


def _fixes(finding: ReportedFinding, document: Document, artifact: Json, columns: Columns) -> list[Json]:
    """Each suggestion as changes to the file; none within a record, whose offsets lead nowhere in its file."""
    if document.record_line is not None:
        return []
    return [
        {
            "description": {"text": _message(plain(f"Replace by “{one.text}”" if one.text else "Delete it"))},
            "artifactChanges": [
                {
                    "artifactLocation": artifact,
                    "replacements": [_replacement(edit, columns) for edit in one.edits],
                }
            ],
        }
        for one in finding.suggestions
        if one.edits
    ]


def _replacement(edit: Edit, columns: Columns) -> Json:
    (line, column), (end_line, end_column) = columns(edit.start), columns(edit.end)
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _notification(level: str, text: str, locations: list[Json] | None = None) -> Json:
    told: Json = {"level": level, "message": {"text": _message(plain(text))}}
    return told | {"locations": locations} if locations else told


def _artifact(path: str) -> Json:
    """Where a file is: relative to the root where it lies below it."""
    from urllib.parse import quote

    shown = in_project(path)
    if is_url(shown):
        return {"uri": quote(shown, safe=":/?#[]@!$&'()*+,;=%~")}
    if os.path.isabs(shown) or shown.startswith("../"):
        return {"uri": "file://" + quote(os.path.abspath(path).replace(os.sep, "/"))}
    return {"uri": quote(shown), "uriBaseId": _ROOT}


_LINK = re.compile(r"[\\\[\]]")


def _message(text: str) -> str:
    """Text as the standard has messages: braces doubled, for single ones hold places, and nothing that reads as a link."""
    if "](" in text:
        text = _LINK.sub(lambda match: "\\" + match[0], text)
    return text.replace("{", "{{").replace("}", "}}")


def _rules(results: list[Json]) -> dict[str, Json]:
    """The rules that the results name, described, by name."""
    known = discover()
    return {name: _rule(name, known.get(name)) for name in sorted({one["ruleId"] for one in results})}


_IDLE = Rule(UNUSED_SUPPRESSION, "a suppression that silences nothing", "info", "other")


def _rule(name: str, module: RuleModule | None) -> Json:
    rule = module.rule if module else _IDLE
    title = cleandoc(module.doc if module else rule.summary).partition("\n")[0]
    text, markdown = (explain.plain(module), explain.markdown(module)) if module else (title, title)
    return {
        "id": name,
        "shortDescription": {"text": _message(rule.summary)},
        "fullDescription": {"text": _message(title)},
        "help": {"text": _message(text), "markdown": _message(markdown)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "precision": _PRECISION[rule.severity],
            "problem.severity": _PROBLEM[rule.severity],
            "tags": ["translation", rule.mqm],
        },
    }
