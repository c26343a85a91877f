"""`mtlint fix`: applies fixes to files, or shows what it would change."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable
from functools import partial

from msgspec import Struct

from qa import files, readers
from qa.article import Document
from qa.check import Checker
from qa.cli import UsageError
from qa.commands.options import add_selection, add_source, load_config, load_rules, source_of
from qa.fix import Mended, mend
from qa.lexicon import cache
from qa.readers.source import ReadError
from qa.report import ReportedFinding
from qa.rewrite import WRITABLE, Reread, Rewritten, rewrite
from qa.terminal import is_terminal, painter
from qa.writers.common import number, plain

_COLOURS = {"@": "36", "+": "32", "-": "31", " ": "0"}
"""Of a diff's lines, by what they start with."""
_CONTEXT = 3
"""Lines shown around a change."""


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mtlint fix",
        usage="mtlint fix [OPTION]... [PATH|DIR|-]...",
        allow_abbrev=False,
        description="Apply safe fixes to text, Markdown, HTML, JSONL, XLIFF, TMX, PO, CSV and TSV files, folders of them, or from "
        "standard input to standard output (-). All else in a file stays as it is. `mtlint rules NAME` says how often a rule's fixes were right.",
        epilog="Exit status: 0 whether or not something was changed, 2 if something could not be fixed; with --diff 1 if something "
        "would be changed.",
    )
    parser.add_argument("paths", nargs="*", metavar="PATH|DIR|-", help="what to fix")
    parser.add_argument("--unsafe", action="store_true", help="apply the first suggestion of all other findings too")
    parser.add_argument("--diff", action="store_true", help="change nothing, print what would change")
    add_selection(parser)
    add_source(parser)
    parser.add_argument("--quiet", action="store_true", help="no messages but errors")
    parser.add_argument("--no-color", action="store_true", help="no colours, on a terminal either")
    return parser


def run(words: list[str]) -> int:
    arguments = parser().parse_intermixed_args(words)
    if not arguments.paths:
        raise UsageError("nothing to fix: name files, folders, or - for standard input")
    rules = load_rules()
    config = load_config(arguments, rules)
    checker = Checker(rules, config, language=arguments.language, source_language=arguments.source_language)
    options = readers.Options(quiet=arguments.quiet, source=source_of(arguments, config))
    if arguments.no_color:
        os.environ["NO_COLOR"] = "1"
    cache.silent = arguments.quiet
    fixing = _Fixing(checker, options, unsafe=arguments.unsafe, diff=arguments.diff, quiet=arguments.quiet)
    for path in arguments.paths:
        fixing.fix(path)
    if not fixing.files and not fixing.errors:
        print("mtlint fix: nothing to fix in " + ", ".join(arguments.paths), file=sys.stderr)
        return 2
    fixing.sum_up()
    return 2 if fixing.errors else int(arguments.diff and fixing.changed > 0)


class _Fixing(Struct):
    """Fixes one input after another, and counts what became of them."""

    checker: Checker
    options: readers.Options
    unsafe: bool
    diff: bool
    quiet: bool
    files: int = 0
    changed: int = 0
    errors: int = 0
    fixed: int = 0
    left: int = 0
    suggested: int = 0
    """Of those left: how many have a suggestion."""

    def fix(self, path: str) -> None:
        """Fix a file, the files of a folder, or standard input."""
        if readers.is_url(path):
            self._failed(path, "a page of the web cannot be changed: save it as a file and fix that")
        elif path == "-":
            self._standard_input(readers.listed(path, self.options).originals.get(path))
        elif readers.is_folder(path):
            found = readers.listed(path, self.options)
            for error in found.errors:
                self._failed(error.path, error.message)
            writable = [file for file in found.files if readers.reader_of(file) in WRITABLE]
            for file in writable:
                self._file(file, found.originals.get(file))
            skipped = found.skipped + len(found.files) - len(writable)
            if skipped and not self.quiet:
                print(f"mtlint: {path}: {number(skipped, 'file')} skipped, of kinds that are not fixed", file=sys.stderr)
        else:
            self._file(path, readers.listed(path, self.options).originals.get(path))

    def sum_up(self) -> None:
        """Say on standard error what was fixed and what is left."""
        if self.quiet or not self.files:
            return
        would = "would be " if self.diff else ""
        parts = [f"{number(self.files, 'file')}: {number(self.fixed, 'finding')} {would}fixed in {self.changed:,}"]
        parts.append(f"{self.left:,} left" + (f", {self.suggested:,} of them with a suggestion" if self.suggested else ""))
        if self.suggested and not self.unsafe:
            parts.append("--unsafe applies those")
        print("mtlint fix: " + "; ".join(parts), file=sys.stderr)

    def _standard_input(self, original: str | None) -> None:
        if sys.stdin is None:
            self._failed("-", "standard input is closed")
            return
        data = sys.stdin.buffer.read()
        rewritten = self._rewritten(data, "-", "text", original)
        if rewritten is None or rewritten.errors:
            return
        self._count("-", rewritten, rewritten.data != data)
        if self.diff:
            self._show("-", data, rewritten)
        else:
            sys.stdout.buffer.write(rewritten.data)
            sys.stdout.buffer.flush()

    def _file(self, path: str, original: str | None) -> None:
        shown = readers.shown(path)
        if os.path.exists(path) and not os.path.isfile(path):
            self._failed(shown, "no ordinary file, so it cannot be fixed")
            return
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            self._failed(shown, readers.reason(error))
            return
        except ValueError:  # a NUL character in the name
            self._failed(shown, "no file can have such a name")
            return
        rewritten = self._rewritten(data, path, readers.reader_of(path), original)
        if rewritten is None:
            return
        changed = rewritten.data != data
        if changed and self.diff:
            self._show(shown, data, rewritten)
        elif changed:
            try:
                files.replace(path, rewritten.data, data)
            except files.NotWritten as error:
                self._failed(shown, f"not fixed: {error}")
                return
        self._count(shown, rewritten, changed)

    def _rewritten(self, data: bytes, path: str, kind: str, original: str | None) -> Rewritten | None:
        """What fixing makes of a file that translates `original`; None where one could not be read, which has been told then."""
        self.files += 1
        shown = readers.shown(path)
        try:
            own = None if original is None or not readers.holds_one(path) else original
            theirs = None if own is None else readers.original_of(path, self.options, own)
            rewritten = rewrite(data, shown, kind, partial(self._mend, theirs))
        except ReadError as error:
            self._failed(shown, error.message)
            return None
        for problem in rewritten.errors:
            self._failed(problem.path, problem.message)
        return rewritten

    def _mend(self, original: Document | None, document: Document, reread: Reread) -> Mended:
        if original is None:
            return mend(document, reread, self.checker.check, unsafe=self.unsafe)
        document.original = original

        def again(changed: str) -> Document:
            found = reread(changed)
            found.original = original
            return found

        return mend(document, again, self.checker.check, unsafe=self.unsafe)

    def _failed(self, path: str, message: str) -> None:
        self.errors += 1
        print(f"mtlint: {path}: {message}", file=sys.stderr)

    def _count(self, path: str, rewritten: Rewritten, changed: bool) -> None:
        fixed = [finding for mended in rewritten.mended for finding in mended.fixed]
        left = [finding for mended in rewritten.mended for finding in mended.left]
        self.changed += changed
        self.fixed += len(fixed)
        self.left += len(left)
        self.suggested += sum(bool(finding.suggestions) for finding in left)
        if changed and not self.quiet:
            would = "would be " if self.diff else ""
            rest = f", {len(left)} left ({_by_rule(left)})" if left else ""
            print(f"mtlint: {path}: {len(fixed)} {would}fixed ({_by_rule(fixed)}){rest}", file=sys.stderr)

    def _show(self, path: str, data: bytes, rewritten: Rewritten) -> None:
        """Print the change as a unified diff."""
        from difflib import unified_diff

        old, new = (_lines(one.decode(rewritten.encoding, "replace")) for one in (data, rewritten.data))
        paint = painter(sys.stdout)
        for place, line in enumerate(unified_diff(old, new, path, path, n=_CONTEXT)):
            body = line.removesuffix("\n")
            shown = plain(body) if is_terminal(sys.stdout) else body
            print(
                paint(shown, "1" if place < 2 else _COLOURS[line[0]])
                + ("" if line.endswith("\n") else "\n\\ No newline at end of file")
            )


def _by_rule(findings: Iterable[ReportedFinding]) -> str:
    counts = Counter(finding.rule for finding in findings)
    return ", ".join(f"{count} {rule}" for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _lines(text: str) -> list[str]:
    """The lines with their ends; only a line feed ends one, as for the programs that read diffs."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
