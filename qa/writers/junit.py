"""JUnit XML, for services that show test results: a suite a file, a test an article, which fails as the check does.

A failure lists the findings. An article that passes keeps its findings as output, one that could not be checked whole is an error.
"""

import re
from collections.abc import Callable, Iterable
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from qa.check import Checked
from qa.report import ArticleReport, ReportedError
from qa.writers.common import in_project, message, number, place

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""


class _Suite(Struct):
    """The tests of a file, as XML, and how they ended."""

    tests: list[str] = []
    failures: int = 0
    errors: int = 0


def write(results: Iterable[Checked | ReportedError], out: TextIO, signature: Callable[[], str]) -> None:
    """Read all results, then print the document."""
    suites: dict[str, _Suite] = {}
    for result in results:
        path = in_project(result.path if isinstance(result, ReportedError) else result.report.path)
        suite = suites.setdefault(path, _Suite())
        problems = (result,) if isinstance(result, ReportedError) else result.errors
        name = path if isinstance(result, ReportedError) or result.report.id == result.report.path else result.report.id
        suite.tests.append(_test(path, name, result, problems))
        suite.errors += bool(problems)
        suite.failures += isinstance(result, Checked) and result.report.verdict == "fail"
    totals = _counts(suites.values())
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="mtlint" {totals}>\n')
    for path, suite in suites.items():
        out.write(f"  <testsuite name={_quoted(path)} {_counts([suite])}>\n{''.join(suite.tests)}  </testsuite>\n")
    out.write("</testsuites>\n")


def _counts(suites: Iterable[_Suite]) -> str:
    suites = list(suites)
    sums = {
        "tests": sum(len(suite.tests) for suite in suites),
        "failures": sum(suite.failures for suite in suites),
        "errors": sum(suite.errors for suite in suites),
    }
    return " ".join(f'{name}="{value}"' for name, value in sums.items())


def _test(path: str, name: str, result: Checked | ReportedError, problems: Iterable[ReportedError]) -> str:
    """An article or an input as a test."""
    inside = [f'<error type="not-checked" message={_quoted(problem.message)}/>' for problem in problems]
    if isinstance(result, Checked) and result.report.findings:
        listed = "\n".join(_finding_lines(result))
        if result.report.verdict == "fail":
            inside.append(f'<failure type="findings" message={_quoted(_counted(result.report))}>{_text(listed)}</failure>')
        else:
            inside.append(f"<system-out>{_text(listed)}</system-out>")
    start = f"    <testcase classname={_quoted(path)} name={_quoted(name)} file={_quoted(path)}"
    if not inside:
        return start + "/>\n"
    return start + ">\n" + "".join(f"      {part}\n" for part in inside) + "    </testcase>\n"


def _counted(report: ArticleReport) -> str:
    counts = [(kind, sum(one.severity == kind for one in report.findings)) for kind in ("error", "warning", "info")]
    return ", ".join(number(count, kind) for kind, count in counts if count)


def _finding_lines(checked: Checked) -> Iterable[str]:
    """`articles/izium.html:3:57: error: … [merged-words]`, which terminals and editors make a link of."""
    path = in_project(checked.report.path)
    for finding in checked.report.findings:
        at = place(finding, checked.document)
        column = "" if at.column is None else f":{at.column}"
        told = message(finding, checked.document)
        yield f"{path}:{at.line}{column}: {finding.severity}: {told} [{finding.rule}]"


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text))


def _quoted(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text))
