"""`mtlint eval`: precision, recall and false alarms of the rules on labelled articles."""

import argparse
import sys

import msgspec

from qa.check import Checker
from qa.cli import UsageError
from qa.commands.options import add_selection, load_config, load_rules
from qa.evaluate import (
    Evaluation,
    calibration,
    calibration_table,
    context,
    evaluate,
    read_exceptions,
    read_labelled,
    rows,
    table,
)


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mtlint eval",
        usage="mtlint eval [OPTION]... CORPUS...",
        description="Measure the rules on labelled articles: recall, right first fix, precision, and false alarms per 1,000 words.",
        epilog="Errors and warnings count, at the settings in force. Exit status: 0 measured, 1 a floor does not hold, 2 bad input.",
    )
    parser.add_argument("corpora", nargs="+", metavar="CORPUS", help="JSONL files of labelled articles, or folders of them")
    parser.add_argument(
        "--mqm", action="store_true", help="CORPUS are MQM annotations of people (TSV): how far what is found agrees with them"
    )
    add_selection(parser)
    parser.add_argument("--format", choices=("table", "json"), default="table", help="the form of the figures (default: table)")
    parser.add_argument("--totals", action="store_true", help="only the totals over all languages")
    parser.add_argument("--misses", action="store_true", help="list the labels that were not found, or got a wrong first fix")
    parser.add_argument("--alarms", action="store_true", help="list the findings that overlap no label")
    parser.add_argument(
        "--except", dest="exceptions", metavar="FILE", help="known faults of clean text, which are no false alarms"
    )
    parser.add_argument("--floors", metavar="FILE", help="figures that must be reached, as JSON")
    parser.add_argument("--unmeasured", action="store_true", help="run every rule that has its data, at full severity")
    return parser


def run(words: list[str]) -> int:
    arguments = parser().parse_intermixed_args(words)
    rules = load_rules()
    checker = Checker(rules, load_config(arguments, rules), language=arguments.language, measured=not arguments.unmeasured)
    if arguments.mqm:
        return _agreement(arguments, checker)
    try:
        exceptions = read_exceptions(arguments.exceptions) if arguments.exceptions else None
        result = evaluate(read_labelled(arguments.corpora), checker, exceptions)
    except (OSError, ValueError) as error:
        raise UsageError(str(error)) from error
    if not result.words:
        raise UsageError("no labelled article in " + ", ".join(arguments.corpora))
    found = rows(result, by_language=not arguments.totals)
    if arguments.format == "json":
        figures = {"rows": found, "calibration": calibration(result)}
        print(msgspec.json.format(msgspec.json.encode(figures), indent=1).decode())
    else:
        print(table(found))
        print(f"\n{calibration_table(calibration(result))}")
        if result.excepted:
            print(f"{result.excepted} findings on known faults of clean text are not counted as false alarms")
    _list(result, arguments)
    for crash in result.crashes:
        print(f"mtlint eval: {crash}", file=sys.stderr)
    if result.crashes:
        return 2
    if arguments.floors:
        from qa.floors import shortfalls

        try:
            short = shortfalls(result, arguments.floors)
        except (OSError, ValueError) as error:
            raise UsageError(f"--floors: {error}") from error
        for line in short:
            print(f"below the floor: {line}", file=sys.stderr)
        return int(bool(short))
    return 0


def _agreement(arguments: argparse.Namespace, checker: Checker) -> int:
    """How far findings agree with what people marked."""
    from qa import mqm

    try:
        result = mqm.evaluate(mqm.read(arguments.corpora), checker)
    except (OSError, ValueError) as error:
        raise UsageError(str(error)) from error
    if not result.articles:
        raise UsageError("no rated segment in " + ", ".join(arguments.corpora))
    if arguments.format == "json":
        print(msgspec.json.format(msgspec.json.encode(result), indent=1).decode())
    else:
        print(mqm.table(result))
    for crash in result.crashes:
        print(f"mtlint eval: {crash}", file=sys.stderr)
    return 2 if result.crashes else 0


def _list(result: Evaluation, arguments: argparse.Namespace) -> None:
    if arguments.misses:
        for article, label, got in sorted(result.misses, key=lambda miss: (miss.artefact.rule, miss.article.language)):
            what = "missed" if got is None else f"fixed as {got!r} instead of {label.fix!r}"
            print(
                f"{label.rule}  {article.language}  {article.id}:{label.start}  {label.variant}  {what}  {context(article.text, label.start, label.end)}"
            )
    if arguments.alarms:
        for article, finding in sorted(result.alarms, key=lambda alarm: (alarm.finding.rule, alarm.article.language)):
            fix = finding.suggestions[0].text if finding.suggestions else ""
            print(
                f"{finding.rule}  {article.language}  {article.id}:{finding.start}  {finding.severity} {finding.confidence}  → {fix!r}"
                f"  {context(article.text, finding.start, finding.end)}  {finding.evidence}"
            )
