"""Sound text that looks like page furniture or like a calque stays unflagged, in every language that it was written in."""

from pathlib import Path

import pytest

from qa.check import Checker
from qa.config import Config
from qa.evaluate import read_labelled
from qa.readers.text import document
from qa.rule import discover

FILES = sorted((Path(__file__).parents[1] / "bench" / "passages" / "good").glob("*.jsonl"))
KNOWN = ("de-21",)
"""A sentence that begins with a count which looks like a year: “In 2024 Fällen”."""


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_nothing_is_flagged_in_good_text(path: Path) -> None:
    checker = Checker(discover(), Config(select=("boilerplate", "calque")))
    passages = list(read_labelled([str(path)]))
    assert len(passages) >= 30
    found = [
        (passage.id, finding.rule, finding.text)
        for passage in passages
        for finding in checker.check(document("", "", passage.text, given=passage.language)).report.findings
        if finding.severity != "info" and passage.id not in KNOWN
    ]
    assert found == []
