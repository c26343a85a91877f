"""Statistics: the counts are those of the findings."""

from qa.report import ReportedError
from tests.qa.writers.golden import results, written
from tests.qa.writers.samples import checked


def test_rules_and_languages_are_counted() -> None:
    shown = written("statistics", [checked("twothree four"), checked("four ⟨ four", "b.txt"), ReportedError("c", "gone")])
    assert shown == (
        "rule      findings  errors  warnings  infos  with a fix\n"
        "hint             3       0         0      3          0%\n"
        "merged           1       1         0      0        100%\n"
        "odd-mark         1       0         1      0        100%\n"
        "\n"
        "language  articles  words  findings  per 1,000 words\n"
        "xx               2      4         5         1,250.00\n"
        "\n"
        "2 articles, 4 words: 5 findings\n"
        "not checked: 1 input, named on standard error\n"
    )


def test_nothing_found_and_nothing_read() -> None:
    assert "0 findings" in written("statistics", [checked("one")])
    assert written("statistics", []) == "0 articles, 0 words: 0 findings\n"
    assert "not checked: 3 inputs" in written("statistics", results())
