"""`mtlint lexicon`: builds language data ahead of its first use, or lists it."""

import argparse
import sys

from qa import language as languages
from qa.cli import UsageError
from qa.lexicon import LexiconError, available, build, list_lexicons


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mtlint lexicon",
        description="Build the lexicons of languages ahead of their first use, or list all. They stand in the user's cache folder, or where MTLINT_CACHE_DIR says.",
    )
    commands = parser.add_subparsers(dest="action", required=True, metavar="build|list")
    building = commands.add_parser(
        "build",
        help="compile the lexicons of languages",
        description="Compile the lexicons of languages, anew where they stand already.",
    )
    building.add_argument("codes", nargs="*", metavar="LANGUAGE", help="BCP 47 tags")
    building.add_argument("--all", action="store_true", help="every language that has a lexicon")
    commands.add_parser(
        "list",
        help="list lexicons: sources, size, whether built",
        description="List all lexicons: sources, size, whether built, and where.",
    )
    return parser


def run(words: list[str]) -> int:
    arguments = parser().parse_args(words)
    if arguments.action == "list":
        return _list()
    codes = available() if arguments.all else arguments.codes
    if not codes:
        raise UsageError("build: name languages, or --all")
    try:
        build(codes, lambda message: print(f"mtlint: {message}", file=sys.stderr))
    except LexiconError as error:
        raise UsageError(str(error)) from error
    return 0


def _list() -> int:
    lines = [("language", "", "list", "sources", "built", "version")]
    for one in list_lexicons():
        built = f"{one.bytes / 1e6:.1f} MB" if one.built else "no"
        lines.append((one.code, languages.load(one.code).name, one.size, " ".join(one.sources), built, one.version))
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    return 0
