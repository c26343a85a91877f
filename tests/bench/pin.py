"""Pins what the rules reach on the project's corpus as its floors, `corpus/floors.json`.

    uv run python -m tests.bench.pin [--lower RULE...]

A floor only rises: where a rule falls short of its own the old one stays, unless `--lower` names the rule; say why in the commit.
"""

import argparse
from pathlib import Path

from qa.check import Checker
from qa.config import Config
from qa.evaluate import evaluate, read_labelled
from qa.floors import encoded, pinned, raised, read
from qa.rule import discover

CORPUS = Path(__file__).parents[2] / "corpus"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--lower", nargs="*", default=(), metavar="RULE", help="rules whose floors may fall")
    lower = set(parser.parse_args().lower)
    result = evaluate(read_labelled([str(CORPUS)]), Checker(discover(), Config()))
    reached, path = pinned(result), CORPUS / "floors.json"
    if path.exists():
        before = read(str(path))
        reached = {
            rule: floor if rule in lower or rule not in before else raised(before[rule], floor)
            for rule, floor in reached.items()
        }
    path.write_bytes(encoded(reached))


if __name__ == "__main__":
    main()
