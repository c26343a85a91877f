"""How much of the faults of persons in passages `wrong-person` finds, and what it alarms on in good ones, by language and kind.

    uv run python -m tests.bench.persons FILE... [--alarms]

A file is named after its language, maybe with a word before it (`fr.jsonl`, `good_fr.jsonl`). A line of it is a passage: `text`, and
where it has a fault, `start` and `end` of it and its `kind`; in a good one they are null. A fault counts as found where a finding
overlaps it that reaches no further than the words around it (`REACH`). Shares have their 95% interval; of the passages nothing is shown,
but with --alarms what was flagged in good ones.
"""

import argparse
from pathlib import Path

import msgspec

from qa.check import Checker
from qa.config import Config
from qa.evaluate import context, wilson
from qa.readers.text import document
from qa.report import ReportedFinding
from qa.rule import discover

REACH = 24
"""Code points by which a finding may be longer than the fault."""


class Passage(msgspec.Struct):
    text: str
    start: int | None = None
    end: int | None = None
    kind: str | None = None

    def holds(self, finding: ReportedFinding) -> bool:
        """Whether a finding is on its fault."""
        if self.start is None or self.end is None:
            return False
        overlaps = finding.start < self.end and finding.end > self.start
        return overlaps and finding.end - finding.start <= self.end - self.start + REACH


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--alarms", action="store_true", help="show what is flagged in passages without a fault")
    arguments = parser.parse_args()
    checker = Checker(discover(), Config(select=("wrong-person",)))
    for path in arguments.files:
        language = path.stem.rpartition("_")[2]
        found: dict[str, list[tuple[bool, bool]]] = {}
        astray, alarms = 0, []
        for line in path.read_bytes().splitlines():
            passage = msgspec.json.decode(line, type=Passage)
            findings = checker.check(document("", "", passage.text, given=language)).report.findings
            hits = [one for one in findings if passage.holds(one)]
            if passage.kind:
                found.setdefault(passage.kind, []).append((any(one.severity != "info" for one in hits), bool(hits)))
                astray += len(findings) - len(hits)
            else:
                alarms += [(one, passage.text) for one in findings]
                found.setdefault("", [])
        print(path.name)
        kinds = sorted(found.items())
        for kind, marks in (*kinds, ("all", [mark for _, several in kinds for mark in several])):
            if marks:
                warned, seen = (sum(column) for column in zip(*marks, strict=True))
                print(f"  {kind:4} {_share(seen, len(marks))}  with a warning {_share(warned, len(marks))}")
        if astray:
            print(f"  {astray} findings elsewhere in these passages")
        if "" in found:
            print(
                f"  {len(alarms)} alarms on good passages, {sum(one.severity != 'info' for one, _ in alarms)} of them warnings"
            )
        for one, text in alarms if arguments.alarms else ():
            print(f"    {one.severity}\t{context(text, one.start, one.end)}")


def _share(found: int, of: int) -> str:
    low, high = wilson(found, of)
    return f"{found:2}/{of} {found / of:.2f} [{low:.2f}-{high:.2f}]"


if __name__ == "__main__":
    main()
