"""JUnit: what a reader of test results counts is how the check ended."""

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml

from qa.report import ReportedError
from tests.qa.writers.golden import check, results, written
from tests.qa.writers.samples import RAW, checked, record


def read(*given: Any) -> JUnitXml:
    found = JUnitXml.fromstring(written("junit", given).encode())
    for suite in found:
        cases = list(suite)
        assert suite.tests == len(cases)
        assert suite.failures == sum(any(isinstance(one, Failure) for one in case.result) for case in cases)
        assert suite.errors == sum(any(isinstance(one, Error) for one in case.result) for case in cases)
    assert (found.tests, found.failures, found.errors) == tuple(
        sum(getattr(suite, name) for suite in found) for name in ("tests", "failures", "errors")
    )
    return found


@given(RAW)
def test_an_article_is_a_test_that_fails_as_the_check_does(raw: str) -> None:
    result = checked(raw)
    (suite,) = read(result)
    (case,) = suite
    failures = [one for one in case.result if isinstance(one, Failure)]
    assert bool(failures) == (result.report.verdict == "fail")
    listed = failures[0].text if failures else case.system_out or ""
    assert len([line for line in listed.splitlines() if line.startswith("a.txt:")]) == len(result.report.findings)


def test_a_suite_a_file_and_a_test_an_article() -> None:
    found = read(*check([record("twothree", "a", 1), record("one", "b", 2)]), checked("four"), checked("twothree", "b.txt"))
    assert [suite.name for suite in found] == ["a.jsonl", "a.txt", "b.txt"]
    assert [case.name for case in next(iter(found))] == ["a", "b"]


def test_what_could_not_be_checked_is_an_error() -> None:
    found = read(ReportedError("gone.txt", "no such file"), checked("crash with twothree"), checked("one", "b.txt"))
    assert (found.tests, found.failures, found.errors) == (3, 0, 2)
    assert read(*results()).errors == 3


@given(st.text(min_size=1))
@example("\x00\x0b\ud800\ufffe<&>\"']]>\r\n\t")
def test_no_character_breaks_the_document(text: str) -> None:
    (suite,) = read(ReportedError(f"x{text}", text))
    (case,) = suite
    (error,) = case.result
    kept = [char for char in text if char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff"]
    assert [char for char in error.message if char in kept] == kept
