"""`mtlint compare`: what appeared and what went between two reports."""

import argparse

import msgspec

from qa.commands.options import stored
from qa.compare import Change, Comparison, compare
from qa.report import Report
from qa.rule import SEVERITIES

FAIL_ON = (*SEVERITIES, "never")

_LISTED = 20
"""Changes of each kind that the text lists unless told otherwise."""


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mtlint compare",
        description="Tell what appeared and what went between two JSON reports of the same articles: after a change of the MT engine, "
        "of the settings, or of mtlint.",
        epilog="Findings are the same where their fingerprints are. Exit status: 0 compared, 1 something appeared at or above --fail-on, "
        "2 a report could not be read, or --fail-on is given and something in the new one could not be checked, or both share no article.",
    )
    parser.add_argument("old", metavar="OLD.json", help="the report from before, of `mtlint check --format json`")
    parser.add_argument("new", metavar="NEW.json", help="the report from after")
    parser.add_argument(
        "--fail-on",
        choices=FAIL_ON,
        default="never",
        help="the severity of what appeared from which the exit status is 1 (default: never)",
    )
    parser.add_argument("--all", action="store_true", help=f"list every change, not the first {_LISTED} of each kind")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="the form of the answer (default: text)")
    return parser


def run(words: list[str]) -> int:
    arguments = parser().parse_args(words)
    found = compare(
        *(stored(path, Report, "report of `mtlint check --format json`") for path in (arguments.old, arguments.new))
    )
    if arguments.format == "json":
        print(msgspec.json.format(msgspec.json.encode(found), indent=1).decode())
    else:
        print(_text(found, None if arguments.all else _LISTED))
    if arguments.fail_on == "never":
        return 0
    if found.not_checked or not found.compared:
        return 2
    limit = SEVERITIES.index(arguments.fail_on)
    return int(any(SEVERITIES.index(change.severity) <= limit for change in found.appeared))


def _text(found: Comparison, listed: int | None) -> str:
    lines: list[str] = []
    if found.signatures:
        lines += ["the two were checked otherwise:", f"  old  {found.signatures[0]}", f"  new  {found.signatures[1]}", ""]
    for name, changes in (("appeared", found.appeared), ("went", found.went)):
        lines.append(f"{len(changes)} {name}")
        shown = sorted(changes, key=lambda change: SEVERITIES.index(change.severity))[:listed]
        lines += (f"  {_line(change)}" for change in shown)
        if len(shown) < len(changes):
            lines.append(f"  and {len(changes) - len(shown)} more; --all lists them")
        lines.append("")
    if found.rules:
        width = max(len(change.rule) for change in found.rules)
        lines.append(f"{'rule':{width}}  appeared   went  stayed")
        lines += (f"{one.rule:{width}}  {one.appeared:8}  {one.went:5}  {one.stayed:6}" for one in found.rules)
        lines.append("")
    if not found.compared:
        lines.append("the two have no article in common")
    for name, articles in (("old", found.only_old), ("new", found.only_new)):
        if articles:
            lines.append(
                f"only the {name} report has {', '.join(articles[:listed])}{' …' if listed and len(articles) > listed else ''}"
            )
    lines += (f"not checked: {told}" for told in found.not_checked[:listed])
    if listed and len(found.not_checked) > listed:
        lines.append(f"not checked: {len(found.not_checked) - listed} more; --all lists them")
    before, after = found.mqm
    if before is not None and after is not None:
        lines.append(f"MQM score {before:.2f} → {after:.2f}")
    return "\n".join(lines).rstrip()


def _line(change: Change) -> str:
    return f"{change.severity:7} {change.article}:{change.line}  {change.message} [{change.rule}]"
