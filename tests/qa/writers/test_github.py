"""GitHub: what its runner reads from each line is what was meant, the gravest first."""

import io
import re
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from qa.report import ReportedError
from qa.writers import github
from tests.qa.writers.golden import alone, results, summary, written
from tests.qa.writers.samples import RAW, checked

Command = tuple[str, dict[str, str], str]


def read(line: str) -> Command:
    """A workflow command as the runner reads it: `::name key=value,key=value::data`, then unescaped, `%25` last."""
    match = re.fullmatch(r"::(?P<name>[^\s:]+)(?: (?P<properties>.*?))?::(?P<data>.*)", line, re.S)
    assert match, line
    pairs = (pair.split("=", 1) for pair in (match["properties"] or "").split(",") if "=" in pair)
    return match["name"], {key.strip(): unescaped(value, ":,\r\n") for key, value in pairs}, unescaped(match["data"], "\r\n")


def unescaped(text: str, characters: str) -> str:
    for character in (*characters, "%"):
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def commands(*given: object) -> list[Command]:
    return [read(line) for line in written("github", given).splitlines()]  # type: ignore[arg-type]


@given(st.text(), st.text())
@example(": , %3A %25 \r\n", "::error:: %0A \r\n")
def test_the_runner_reads_what_was_written(title: str, message: str) -> None:
    line = github._command("error", "a.txt", message, title=title)
    assert line.count("\n") == 1 and "\r" not in line
    assert read(line.removesuffix("\n")) == ("error", {"file": "a.txt", "title": title}, message)


@given(RAW)
def test_a_command_a_finding_on_one_line_each(raw: str) -> None:
    result = checked(raw, "a, b: 100%.txt")
    found = commands(result)
    assert len(found) == len(result.report.findings)
    for _, properties, data in found:
        assert properties["file"] == "a, b: 100%.txt"
        assert int(properties["line"]) >= 1
        assert data.startswith("“")
    places = sorted((one.line, one.column, one.end_column) for one in result.report.findings if one.line == one.end_line)
    assert places == sorted((int(one["line"]), int(one["col"]), int(one["endColumn"])) for _, one, _ in found if "col" in one)


def test_errors_come_first_then_the_gravest() -> None:
    found = commands(*results())
    names = [name for name, _, _ in found]
    assert names == sorted(names, key=["error", "warning", "notice"].index)
    titles = [properties["title"] for _, properties, _ in found]
    assert titles[:3] == ["mtlint: not checked"] * 3
    assert titles[3] == "mtlint: merged"


def test_what_is_no_file_of_the_checkout_is_named_in_the_message() -> None:
    ((_, properties, data),) = commands(checked("twothree", "https://example.org/a"))
    assert "file" not in properties
    assert data.startswith("https://example.org/a: “twothree”")


def test_the_summary_is_appended(tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    file.write_text("before\n", encoding="utf-8")
    text = summary([checked("one twothree")], file)
    assert text.startswith("before\n### mtlint\n")
    assert "1 finding (1 error)" in text


def test_the_summary_stays_below_its_limit_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    many = [checked("four " * 500 + "twothree"), *(ReportedError("x" * 500, "y" * 5000) for _ in range(300))]
    text = summary(many, tmp_path / "summary.md")
    assert len(text.encode()) < 1_000_000
    assert "The 200 gravest of 501 findings are listed" in text
    assert "… and 100 more" in text
    assert text.index("twothree") < text.index("“four”")


def test_the_summary_tells_what_the_baseline_knows(tmp_path: Path) -> None:
    result = checked("one")
    known = replace(result, report=replace(result.report, known=3, mended=()))
    assert "Left out: 3 findings of the baseline" in summary([known], tmp_path / "summary.md")
    assert "Left out" not in summary([result], tmp_path / "another.md")


def test_no_text_of_an_article_is_markup_in_the_summary(tmp_path: Path) -> None:
    article = checked("twothree", "a|b`<img src=x>`[x](y)@someone.txt")
    row = next(line for line in summary([article], tmp_path / "s.md").splitlines() if "a&#124;b" in line)
    assert row.count("|") == 6
    assert not {"<", "`", "[", "@"} & set(row)


def test_without_the_variable_no_file_is_written() -> None:
    with alone():
        github.write(iter([checked("twothree")]), io.StringIO(), str)
