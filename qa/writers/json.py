"""The whole report as one JSON document."""

from collections.abc import Callable, Iterable
from typing import TextIO

import msgspec

from qa.check import Checked
from qa.report import MendedFinding, Report, ReportedError, Summary


def write(results: Iterable[Checked | ReportedError], out: TextIO, signature: Callable[[], str]) -> None:
    """Read all results, then print the report."""
    out.write(msgspec.json.format(msgspec.json.encode(report(results, signature)), indent=1).decode() + "\n")


def report(results: Iterable[Checked | ReportedError], signature: Callable[[], str]) -> Report:
    """The report of all results; `signature` is asked for when all articles were met."""
    articles, errors, summary = [], [], Summary()
    mended: list[MendedFinding] | None = None
    for result in results:
        if isinstance(result, ReportedError):
            errors.append(result)
            continue
        articles.append(result.in_file)
        errors.extend(result.errors)
        if result.report.mended is not None:
            mended = [*(mended or ()), *result.report.mended]
        summary.add(result.report)
    return Report(signature=signature(), articles=articles, errors=errors, summary=summary, mended=mended)
