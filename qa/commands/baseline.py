"""The part of `mtlint check` that holds findings against a baseline."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable

from qa.baseline import Baseline, BaselineError
from qa.check import Checked, Checker
from qa.cli import UsageError
from qa.report import ReportedError
from qa.writers.common import number

Results = Iterable[Checked | ReportedError]


def report(arguments: argparse.Namespace, checker: Checker, results: Results, write: Callable[[Results, str], int]) -> int:
    """Report what the baseline does not know; then write it, or take out what is mended, where asked to.

    `write` reports results, given the baseline's checksum, and says the exit status.
    """
    path = arguments.baseline or arguments.write_baseline
    try:
        baseline = Baseline.load(path) if arguments.baseline else Baseline.fresh(path)
        status = write(baseline.through(results, checker.fail_on), baseline.checksum)
        told = ""
        if arguments.write_baseline and status == 2:
            told = "not written, for something could not be checked"
        elif arguments.write_baseline:
            told = f"{number(baseline.save(), 'finding')} written"
        elif arguments.prune_baseline and (mended := baseline.prune()):
            baseline.save()
            told = f"{number(mended, 'mended finding')} taken out"
    except BaselineError as error:
        raise UsageError(str(error)) from error
    if told and (status == 2 or not arguments.quiet):
        print(f"mtlint: {path}: {told}", file=sys.stderr)
    return status


def validate(arguments: argparse.Namespace) -> None:
    """Raise UsageError where options do not go together."""
    if arguments.prune_baseline and not arguments.baseline:
        raise UsageError("--prune-baseline: name the baseline with --baseline FILE")
    if arguments.baseline and arguments.write_baseline:
        raise UsageError("--write-baseline: writes all that is found, so it cannot be used together with --baseline")
    if arguments.watch and (arguments.write_baseline or arguments.prune_baseline):
        raise UsageError("--watch: cannot be used together with --write-baseline or --prune-baseline")
    path = arguments.baseline or arguments.write_baseline
    if arguments.output and os.path.abspath(arguments.output) == os.path.abspath(path):
        raise UsageError(f"--output: {path} is the baseline, and the report would overwrite it")
