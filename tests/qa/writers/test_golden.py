"""Every format writes the run of `golden.py` as its file has it; `python -m tests.qa.writers.golden` writes them anew."""

from pathlib import Path

import pytest

from tests.qa.writers.golden import FILES, FOLDER, SUMMARY, results, summary, written


@pytest.mark.parametrize("format", FILES)
def test_the_report_is_the_golden_one(format: str) -> None:
    assert written(format, results()).encode() == (FOLDER / FILES[format]).read_bytes()


def test_the_summary_of_a_step_is_the_golden_one(tmp_path: Path) -> None:
    assert summary(results(), tmp_path / "summary.md").encode() == (FOLDER / SUMMARY).read_bytes()


@pytest.mark.parametrize("format", FILES)
def test_a_run_without_findings_has_a_report_too(format: str) -> None:
    assert (written(format, []) == "") == (format == "github")
