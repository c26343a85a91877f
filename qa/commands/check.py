"""`mtlint check`: the main job."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from qa import readers
from qa.article import Document
from qa.check import Checked, Checker, where
from qa.cli import UsageError
from qa.commands.options import add_selection, load_config, load_rules
from qa.lexicon import cache
from qa.report import ReportedError

FORMATS = ("text", "json", "jsonl", "html", "sarif", "github", "gitlab", "junit", "rdjson")
FAIL_ON = ("error", "warning", "info", "never")


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mtlint check",
        usage="mtlint check [OPTION]... [PATH|DIR|URL|-]...",
        allow_abbrev=False,
        formatter_class=_help_form,
        description="Check articles: text, Markdown, HTML and JSONL files, folders of them, http(s) pages, or - for standard input.",
        epilog="Exit status: 0 nothing at or above --fail-on, 1 findings at or above it, 2 something could not be checked.",
    )
    parser.add_argument("paths", nargs="*", metavar="PATH|DIR|URL|-", help="what to check")
    add_selection(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="the report's form (default: text)")
    parser.add_argument("--output", metavar="FILE", help="write the report there instead of to standard output")
    parser.add_argument("--fail-on", choices=FAIL_ON, help="the severity from which the exit status is 1 (default: error)")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes to use; 0 for one a core (default: 1)")
    parser.add_argument("--allow-private", action="store_true", help="fetch pages from private addresses too")
    parser.add_argument("--quiet", action="store_true", help="no progress, no messages but errors")
    parser.add_argument("--no-color", action="store_true", help="no colours, on a terminal either")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of the report and exit")
    return parser


def _help_form(prog: str) -> argparse.HelpFormatter:
    """Help as wide as the terminal: argparse by itself asks shutil, even where nobody wants help, which takes 2 ms to import."""
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (OSError, ValueError):
        columns = 0
    return argparse.HelpFormatter(prog, width=(columns or 80) - 2)


def run(words: list[str]) -> int:
    arguments = parser().parse_intermixed_args(words)
    if arguments.schema:
        from qa.report import schema

        print(schema().decode())
        return 0
    if not arguments.paths:
        raise UsageError("nothing to check: name files, folders, pages, or - for standard input")
    if arguments.jobs < 0:
        raise UsageError("--jobs: expected 0 (one a core) or more")
    rules = load_rules()
    config = load_config(arguments, rules)
    if config.fail_on is not None and config.fail_on not in FAIL_ON:
        raise UsageError(f"fail-on: expected one of {', '.join(FAIL_ON)}, got {config.fail_on!r}")
    checker = Checker(rules, config, arguments.fail_on or config.fail_on or "error", language=arguments.language)
    if arguments.no_color:
        os.environ["NO_COLOR"] = "1"
    cache.silent = arguments.quiet
    if arguments.output:
        with _open(arguments.output, arguments.paths) as out:
            return _report(arguments, checker, out)
    return _report(arguments, checker, sys.stdout)


def _report(arguments: argparse.Namespace, checker: Checker, out: TextIO) -> int:
    from importlib import import_module

    outcome = _Outcome(quiet=arguments.quiet)
    inputs = readers.read_all(arguments.paths, readers.Options(allow_private=arguments.allow_private, quiet=arguments.quiet))
    results = outcome.watch(_checked(inputs, checker, arguments.jobs))
    if not arguments.quiet and sys.stderr.isatty() and not out.isatty():  # on a terminal the report itself shows progress
        results = _with_progress(results, outcome)
    writer = import_module(f"qa.writers.{arguments.format}")
    writer.write(results, out, lambda: checker.signature(outcome.lexicons))
    if not outcome.articles and not outcome.errors:
        print("mtlint check: nothing to check in " + ", ".join(arguments.paths), file=sys.stderr)
        return 2
    return 2 if outcome.errors else int(outcome.failed)


class _Outcome:
    """What the exit status follows from; tells on stderr what could not be checked, and unless `quiet` what is odd."""

    def __init__(self, *, quiet: bool) -> None:
        self.articles = self.errors = 0
        self.failed = False
        self.lexicons: set[str] = set()
        self.say: Callable[[str], None] = lambda message: print(message, file=sys.stderr)
        self._quiet = quiet

    def watch(self, results: Iterable[Checked | ReportedError]) -> Iterator[Checked | ReportedError]:
        for result in results:
            problems = [result] if isinstance(result, ReportedError) else result.errors
            self.errors += len(problems)
            for problem in problems:
                self.say(f"mtlint: {problem.path}: {problem.message}")
            if isinstance(result, Checked):
                self.articles += 1
                self.failed |= result.report.verdict == "fail"
                self.lexicons.add(result.lexicon)
                for warning in () if self._quiet else result.document.warnings:
                    self.say(f"mtlint: {where(result.document)}: {warning}")
            yield result


def _checked(inputs: Iterable[Document | ReportedError], checker: Checker, jobs: int) -> Iterator[Checked | ReportedError]:
    """Every input checked, in their order."""
    if jobs != 1:
        from qa.parallel import check_in_workers, cores

        yield from check_in_workers(inputs, checker, jobs or cores())
        return
    for item in inputs:
        yield item if isinstance(item, ReportedError) else checker.check(item)


def _with_progress(results: Iterator[Checked | ReportedError], outcome: "_Outcome") -> Iterator[Checked | ReportedError]:
    """The results, with a bar that counts them."""
    from tqdm import tqdm

    bar = tqdm(results, unit=" articles", file=sys.stderr, leave=False, delay=0.5)
    outcome.say = lambda message: tqdm.write(message, file=sys.stderr)
    return iter(bar)


def _open(path: str, inputs: Iterable[str]) -> TextIO:
    if any(os.path.isfile(one) and os.path.exists(path) and os.path.samefile(one, path) for one in inputs):
        raise UsageError(f"--output: {path} is to be checked, and the report would overwrite it")
    try:
        return open(path, "w", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise UsageError(f"--output: {path}: {error.strerror}") from error
