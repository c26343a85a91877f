"""Several processes: the same results in the same order, and no article lost with a process that dies."""

import multiprocessing
import os
import signal
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from qa import parallel
from qa.article import Article
from qa.check import Checked, Checker
from qa.config import Config
from qa.readers.text import document
from qa.report import ReportedError
from qa.rule import Finding, Rule, RuleModule

pytestmark = pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="workers must inherit the test's rules")


def check(article: Article, options: Mapping[str, Any]) -> Iterator[Finding]:
    if "deadly" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    yield Finding(0, 3, "")


@pytest.fixture
def checker(monkeypatch: pytest.MonkeyPatch) -> Checker:
    rules = {"calque": RuleModule(Rule("calque", "", "error", "other"), "", check, pytest)}
    monkeypatch.setattr("qa.rule.discover", lambda: rules)
    return Checker(rules, Config(language="en"))


def outcome(result: Checked | ReportedError) -> str:
    return result.message if isinstance(result, ReportedError) else f"{result.report.id}: {len(result.report.findings)}"


def test_results_come_in_the_order_of_the_inputs(checker: Checker) -> None:
    inputs = [
        ReportedError("x", "gone") if number % 5 == 3 else document(str(number), "x", "One two. " * (20 - number))
        for number in range(20)
    ]
    expected = ["gone" if number % 5 == 3 else f"{number}: 1" for number in range(20)]
    assert [outcome(result) for result in parallel.check_in_workers(inputs, checker, 2)] == expected


def test_an_article_on_which_a_process_dies_is_an_error_and_the_others_are_checked(checker: Checker) -> None:
    inputs = [document(str(number), "x", "A deadly one." if number in (2, 13) else "One two.") for number in range(20)]
    results = [outcome(result) for result in parallel.check_in_workers(inputs, checker, 2)]
    for number, result in enumerate(results):
        if number in (2, 13):
            assert f"the process that checked '{number}' died" in result
        else:
            assert result == f"{number}: 1"


def test_what_has_not_begun_is_given_up(checker: Checker) -> None:
    results = parallel.check_in_workers((document(str(number), "x", "One two.") for number in range(10_000)), checker, 2)
    assert outcome(next(results)) == "0: 1"
    results.close()  # type: ignore[attr-defined]
