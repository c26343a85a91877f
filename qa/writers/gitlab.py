"""GitLab's code quality report: one JSON array, of which a merge request shows what is new and what is mended.

GitLab compares fingerprints, so none rests on a line number, and no two are the same.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TextIO

import msgspec

from qa.check import Checked, digest
from qa.report import ReportedError
from qa.writers.common import fingerprint, in_project, message, place, plain

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}
_UNREAD = "blocker"


class _Lines(msgspec.Struct):
    begin: int
    end: int


class _Location(msgspec.Struct):
    path: str
    lines: _Lines


class _Issue(msgspec.Struct):
    """An entry of the report, in GitLab's names."""

    description: str
    check_name: str
    fingerprint: str
    severity: str
    location: _Location


def write(results: Iterable[Checked | ReportedError], out: TextIO, signature: Callable[[], str]) -> None:
    """Read all results, then print the report; what could not be checked is an issue too."""
    issues: list[_Issue] = []
    seen: Counter[str] = Counter()

    def unique(*parts: str) -> str:
        key = "\x1f".join(parts)
        seen[key] += 1
        return digest(f"{key}\x1f{seen[key]}".encode("utf-8", "surrogatepass"))

    for result in results:
        path = in_project(result.path if isinstance(result, ReportedError) else result.report.path)
        for error in (result,) if isinstance(result, ReportedError) else result.errors:
            key = unique("not-checked", path, error.message)
            issues.append(_Issue(plain(error.message), "not-checked", key, _UNREAD, _Location(path, _Lines(1, 1))))
        if isinstance(result, ReportedError):
            continue
        for finding in result.report.findings:
            at = place(finding, result.document)
            issues.append(
                _Issue(
                    message(finding, result.document),
                    finding.rule,
                    unique(path, fingerprint(finding, result.document)),
                    _SEVERITIES[finding.severity],
                    _Location(path, _Lines(at.line, at.end_line)),
                )
            )
    out.write(msgspec.json.format(msgspec.json.encode(issues), indent=1).decode() + "\n")
