"""`mtlint check`: the main job."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import NoReturn, TextIO

from qa import readers
from qa.article import Document
from qa.check import Checked, Checker, where
from qa.cli import UsageError
from qa.commands.options import add_selection, add_source, load_config, load_rules, source_of
from qa.lexicon import cache
from qa.report import ReportedError
from qa.terminal import is_terminal

FORMATS = ("text", "json", "jsonl", "html", "sarif", "github", "gitlab", "junit", "rdjson", "mqm-tsv", "mqm-json")
FAIL_ON = ("error", "warning", "info", "never")
_FEW = 20
"""Files that changed under --watch and are checked at once: to start processes for them would take longer."""


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mtlint check",
        usage="mtlint check [OPTION]... [PATH|DIR|URL|-]...",
        allow_abbrev=False,
        formatter_class=_help_form,
        description="Check articles: text, Markdown, HTML, JSONL, XLIFF, TMX, PO, CSV and TSV files, folders of them, http(s) pages, "
        "or - for standard input.",
        epilog="Exit status: 0 nothing at or above --fail-on, 1 findings at or above it, 2 something could not be checked.",
    )
    parser.add_argument("paths", nargs="*", metavar="PATH|DIR|URL|-", help="what to check")
    add_selection(parser)
    add_source(parser)
    parser.add_argument(
        "--all-translated", action="store_true", help="with --source: an original without a translation in a folder is an error"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="the report's form (default: text)")
    parser.add_argument("--output", metavar="FILE", help="write the report there instead of to standard output")
    parser.add_argument("--fail-on", choices=FAIL_ON, help="the severity from which the exit status is 1 (default: error)")
    parser.add_argument(
        "--baseline", metavar="FILE", help="leave out the findings known there, and say which of them are mended"
    )
    parser.add_argument("--write-baseline", metavar="FILE", help="write all that is found there, as known from now on")
    parser.add_argument("--prune-baseline", action="store_true", help="take what is mended out of the --baseline")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes to use; 0 for one a core (default: 1)")
    parser.add_argument("--watch", action="store_true", help="check again whenever a file changes, until Ctrl-C")
    parser.add_argument("--statistics", action="store_true", help="print counts by rule and language instead of the findings")
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
    if arguments.statistics and arguments.format != "text":
        raise UsageError(f"--statistics: a table for people; --format {arguments.format} has the findings that it counts")
    if _baseline(arguments):
        from qa.commands import baseline

        baseline.validate(arguments)
    if arguments.no_color:
        os.environ["NO_COLOR"] = "1"
    cache.silent = arguments.quiet
    if arguments.watch:
        return _watch(arguments)
    checker = _checker(arguments)
    inputs = readers.read_all(arguments.paths, _options(arguments))
    return _report(arguments, checker, _checked(inputs, checker, arguments.jobs))


def _checker(arguments: argparse.Namespace) -> Checker:
    """The rules with the settings in force, which say in `arguments` too where originals are. Raises UsageError."""
    rules = load_rules()
    config = load_config(arguments, rules)
    if config.fail_on is not None and config.fail_on not in FAIL_ON:
        raise UsageError(f"fail-on: expected one of {', '.join(FAIL_ON)}, got {config.fail_on!r}")
    arguments.source = source_of(arguments, config)
    if arguments.all_translated and (arguments.source is None or not any(map(readers.is_folder, arguments.paths))):
        raise UsageError("--all-translated: expected a folder to check, and --source with a folder or a pattern")
    return Checker(
        rules,
        config,
        arguments.fail_on or config.fail_on or "error",
        language=arguments.language,
        source_language=arguments.source_language,
    )


def _options(arguments: argparse.Namespace) -> readers.Options:
    return readers.Options(
        allow_private=arguments.allow_private,
        quiet=arguments.quiet,
        source=arguments.source,
        all_translated=arguments.all_translated,
    )


def _baseline(arguments: argparse.Namespace) -> bool:
    """Whether findings are held against a baseline, or make one."""
    return bool(arguments.baseline or arguments.write_baseline or arguments.prune_baseline)


def _report(arguments: argparse.Namespace, checker: Checker, results: Iterable[Checked | ReportedError]) -> int:
    """Write the report of `results`; the exit status that follows from them."""
    if _baseline(arguments):
        from functools import partial

        from qa.commands import baseline

        return baseline.report(arguments, checker, results, partial(_to_output, arguments, checker))
    return _to_output(arguments, checker, results)


def _to_output(
    arguments: argparse.Namespace, checker: Checker, results: Iterable[Checked | ReportedError], baseline: str = ""
) -> int:
    def signature(lexicons: Iterable[str]) -> str:
        return checker.signature(lexicons, baseline)

    if arguments.output:
        with _open(arguments.output, arguments.paths) as out:
            return _write(arguments, signature, results, out)
    return _write(arguments, signature, results, sys.stdout)


def _write(
    arguments: argparse.Namespace,
    signature: Callable[[Iterable[str]], str],
    results: Iterable[Checked | ReportedError],
    out: TextIO,
) -> int:
    from importlib import import_module

    outcome = _Outcome(quiet=arguments.quiet)
    watched = _with_progress(arguments, outcome.watch(results), arguments.paths, out, outcome.speak_through)
    writer = import_module("qa.writers." + ("statistics" if arguments.statistics else arguments.format.replace("-", "_")))
    writer.write(watched, out, lambda: signature(outcome.lexicons))
    if not outcome.articles and not outcome.errors:
        print("mtlint check: nothing to check in " + ", ".join(arguments.paths), file=sys.stderr)
        return 2
    return 2 if outcome.errors else int(outcome.failed)


def _with_progress(
    arguments: argparse.Namespace,
    results: Iterator[Checked | ReportedError],
    paths: list[str],
    out: TextIO,
    hand: Callable[[Callable[[str], None]], None],
) -> Iterator[Checked | ReportedError]:
    """The results, with a bar where somebody may look at it."""
    if arguments.quiet or not is_terminal(sys.stderr):
        return results
    from qa.commands.progress import with_progress

    return with_progress(results, paths, _options(arguments), out, hand)


def _watch(arguments: argparse.Namespace) -> NoReturn:
    """Check and report anew whenever something changes; only Ctrl-C and a call that is wrong end it."""
    from functools import partial

    from qa.commands.watch import settings, wait, watch

    for path in arguments.paths:
        if path == "-" or readers.is_url(path):
            raise UsageError(f"--watch: expected files and folders, got {path}")
    checker: Checker | None = None
    while True:
        unchanged = settings(arguments.config)
        try:
            checker = _checker(arguments)
        except UsageError as error:
            if checker is None:
                raise
            print(f"mtlint check: {error}", file=sys.stderr)
            wait(unchanged)
            continue
        check = partial(_check_files, arguments, checker)
        watch(arguments.paths, _options(arguments), check, partial(_report, arguments, checker), unchanged)


def _check_files(
    arguments: argparse.Namespace, checker: Checker, inputs: Iterable[Document | ReportedError], files: list[str]
) -> Iterator[Checked | ReportedError]:
    """What is read of `files`, checked by as many processes as are worth their start."""
    results = _checked(inputs, checker, arguments.jobs if len(files) > _FEW else 1)
    return _with_progress(arguments, results, files, sys.stdout, lambda say: None)


class _Outcome:
    """What the exit status follows from; tells on stderr what could not be checked, and unless `quiet` what is odd."""

    def __init__(self, *, quiet: bool) -> None:
        self.articles = self.errors = 0
        self.failed = False
        self.lexicons: set[str] = set()
        self._say: Callable[[str], None] = lambda message: print(message, file=sys.stderr)
        self._quiet = quiet

    def speak_through(self, say: Callable[[str], None]) -> None:
        """Leave messages to `say` from now on."""
        self._say = say

    def watch(self, results: Iterable[Checked | ReportedError]) -> Iterator[Checked | ReportedError]:
        for result in results:
            problems = [result] if isinstance(result, ReportedError) else result.errors
            self.errors += len(problems)
            for problem in problems:
                self._say(f"mtlint: {problem.path}: {problem.message}")
            if isinstance(result, Checked):
                self.articles += 1
                self.failed |= result.report.verdict == "fail"
                self.lexicons.add(result.lexicon)
                for warning in () if self._quiet else result.document.warnings:
                    self._say(f"mtlint: {where(result.document)}: {warning}")
            yield result


def _checked(inputs: Iterable[Document | ReportedError], checker: Checker, jobs: int) -> Iterator[Checked | ReportedError]:
    """Every input checked, in their order."""
    if jobs != 1:
        from qa.parallel import check_in_workers, cores

        yield from check_in_workers(inputs, checker, jobs or cores())
        return
    for item in inputs:
        yield item if isinstance(item, ReportedError) else checker.check(item)


def _open(path: str, inputs: Iterable[str]) -> TextIO:
    if any(os.path.isfile(one) and os.path.exists(path) and os.path.samefile(one, path) for one in inputs):
        raise UsageError(f"--output: {path} is to be checked, and the report would overwrite it")
    try:
        return open(path, "w", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise UsageError(f"--output: {path}: {error.strerror}") from error
