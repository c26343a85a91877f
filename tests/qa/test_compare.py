"""What appeared and what went between two reports."""

import json
from pathlib import Path

import pytest

from qa import cli

TEXT = "The harbour harbour closed on Friday. It was was late.\n\nNobody was hurt,, the mayor said.\n"


@pytest.fixture
def reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """Reports of an article before and after one fault was mended and another made, and a paragraph put before all."""
    article, paths = tmp_path / "article.txt", []
    for name, text in (
        ("old", TEXT),
        ("new", "A new start, well written.\n\n" + TEXT.replace("harbour harbour", "harbour").replace("late.", "late.,")),
    ):
        article.write_text(text)
        cli.main(["check", "--language", "en", "--format", "json", "--output", str(tmp_path / f"{name}.json"), str(article)])
        paths.append(str(tmp_path / f"{name}.json"))
    capsys.readouterr()
    return paths[0], paths[1]


def test_only_what_changed_is_told(reports: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", "--format", "json", *reports]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [change["text"] for change in found["went"]] == ["harbour harbour"]
    assert {change["rule"] for change in found["appeared"]} == {"doubled-punctuation"}
    stayed = {rule["rule"]: rule["stayed"] for rule in found["rules"]}
    assert stayed == {"repeated-word": 1, "doubled-punctuation": 1}


def test_what_appeared_may_fail(reports: tuple[str, str]) -> None:
    assert cli.main(["compare", "--fail-on", "error", *reports]) == 1
    assert cli.main(["compare", "--fail-on", "error", reports[0], reports[0]]) == 0


def test_text_counts_by_rule(reports: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["compare", *reports])
    out = capsys.readouterr().out
    assert "1 went" in out and "harbour" in out and "MQM score" in out


def test_what_could_not_be_checked_passes_no_gate(
    tmp_path: Path, reports: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new2.json"
    cli.main(["check", "--format", "json", "--output", str(new), str(tmp_path / "article.txt"), str(tmp_path / "none.txt")])
    capsys.readouterr()
    assert cli.main(["compare", reports[1], str(new)]) == 0
    assert "not checked: " + str(tmp_path / "none.txt") in capsys.readouterr().out
    assert cli.main(["compare", "--fail-on", "error", reports[1], str(new)]) == 2


def test_reports_of_other_articles_pass_no_gate(
    tmp_path: Path, reports: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other.txt").write_text(TEXT)
    other = str(tmp_path / "other.json")
    cli.main(["check", "--format", "json", "--output", other, str(tmp_path / "other.txt")])
    capsys.readouterr()
    assert cli.main(["compare", reports[0], other]) == 0
    assert "no article in common" in capsys.readouterr().out
    assert cli.main(["compare", "--fail-on", "error", reports[0], other]) == 2


def test_a_part_of_a_file_is_named_with_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, paths = tmp_path / "a.csv", []
    for name, said in (("old", "it rained rained."), ("new", "it rained.")):
        table.write_text(f"id,target,language\n1,On Friday {said},en\n2,Am Freitag ging es los.,de\n", encoding="utf-8")
        paths.append(str(tmp_path / f"{name}.json"))
        cli.main(["check", "--format", "json", "--output", paths[-1], str(table)])
    capsys.readouterr()
    cli.main(["compare", "--format", "json", *paths])
    assert [change["article"] for change in json.loads(capsys.readouterr().out)["went"]] == [f"{table} [en]"]


def test_what_is_no_report_is_named(tmp_path: Path, reports: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"version": 1}')
    assert cli.main(["compare", reports[0], str(broken)]) == 2
    assert "broken.json: no report" in capsys.readouterr().err
    assert cli.main(["compare", reports[0], str(tmp_path / "none.json")]) == 2


def test_what_the_old_report_could_not_check_is_told(reports: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    old = json.loads(Path(reports[0]).read_text("utf-8"))
    old["errors"] = [{"path": "article.txt", "message": "a rule failed"}]
    Path(reports[0]).write_text(json.dumps(old), "utf-8")
    assert cli.main(["compare", "--fail-on", "error", *reports]) == 2
    assert "not checked: article.txt: a rule failed (in the old report)" in capsys.readouterr().out
