"""Files of translators through the command line: reports, several processes, baselines, folders."""

import json
from pathlib import Path

import pytest

from tests.qa.test_cli import mtlint

UNIT = '<trans-unit id="{0}"><source>There were {0} votes in the old town.</source><target>{1}</target></trans-unit>\n'
GOOD = "Es gab {} Stimmen in der alten Stadt."


def xliff(*targets: str) -> str:
    units = "".join(UNIT.format(number, target.format(number)) for number, target in enumerate(targets, 1000))
    head = '<xliff version="1.2"><file original="a" source-language="en" target-language="de" datatype="x"><body>\n'
    return f"{head}{units}</body></file></xliff>\n"


def test_a_finding_is_placed_in_the_file_and_names_its_segment(tmp_path: Path) -> None:
    file = xliff(*[GOOD] * 2_100, "Es gab 😀 &amp; Stimmen , auch <g id='1'>alte</g> Städte.", *[GOOD] * 6_000)
    (tmp_path / "a.xlf").write_text(file, encoding="utf-8")
    for jobs in ("1", "2"):
        done = mtlint("check", "--format", "json", "--select", "extra-space", "--jobs", jobs, "a.xlf", cwd=tmp_path)
        assert done.returncode == 1, done.stderr
        report = json.loads(done.stdout)
        assert len(report["articles"]) > 1
        (finding,) = [finding for article in report["articles"] for finding in article["findings"]]
        assert (finding["segment"], finding["line"]) == ("3100", 2_102)
        assert file[finding["start"] : finding["end"]] == "Stimmen ,"
        (edit,) = finding["suggestions"][0]["edits"]
        assert (file[: edit["start"]] + edit["text"] + file[edit["end"] :]).count(" , auch") == 0
        assert file.splitlines()[finding["line"] - 1][finding["column"] - 1 :].startswith("Stimmen ,")
    assert "in segment 3100" in mtlint("check", "a.xlf", cwd=tmp_path).stdout


@pytest.mark.parametrize("format", ["sarif", "rdjson", "gitlab", "junit", "github", "html", "jsonl", "mqm-tsv", "mqm-json"])
def test_every_format_takes_files_of_several_articles(tmp_path: Path, format: str) -> None:
    file = xliff(*[GOOD] * 2_100, *["Es gab {} Stimmen , ja."] * 2, *[GOOD] * 6_000)
    (tmp_path / "a.xlf").write_text(file, encoding="utf-8")
    done = mtlint("check", "--format", format, "--select", "extra-space", "a.xlf", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    if format in ("sarif", "rdjson", "gitlab", "junit", "github"):
        assert "2102" in done.stdout and "2103" in done.stdout


def test_a_baseline_survives_edits_elsewhere(tmp_path: Path) -> None:
    targets = [GOOD] * 9_000
    for place in range(0, 9_000, 600):
        targets[place] = f"Der Rat von {place} , sagt er."
    path = tmp_path / "a.xlf"
    path.write_text(xliff(*targets), encoding="utf-8")
    words = ("--select", "extra-space", "a.xlf")
    assert mtlint("check", "--write-baseline", "b.json", *words, cwd=tmp_path).returncode == 0
    targets[4_000:4_000] = ["Es gab doch {} Stimmen ."]
    targets[5_000] = "Anders."
    path.write_text(xliff(*targets), encoding="utf-8")
    done = mtlint("check", "--format", "json", "--baseline", "b.json", *words, cwd=tmp_path)
    summary = json.loads(done.stdout)["summary"]
    assert (summary["findings"]["error"], summary["known"], summary["mended"]) == (1, 15, 0)


def test_fixes_are_written_into_large_files(tmp_path: Path) -> None:
    targets = [GOOD] * 5_000
    targets[10] = targets[4_990] = "Es gab &amp; {} Stimmen , ja."
    path = tmp_path / "a.xlf"
    path.write_text(xliff(*targets), encoding="utf-8")
    done = mtlint("fix", "--unsafe", "--select", "extra-space", "a.xlf", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert path.read_text(encoding="utf-8") == xliff(*targets).replace("Stimmen ,", "Stimmen,")


def test_in_a_folder_tables_of_other_things_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "prices.csv").write_text("item,price\nbook,3\n")
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "de.tsv").write_text("id\ttarget\tlanguage\n1\tDer Rat tagt.\tde\n")
    done = mtlint("check", ".", cwd=tmp_path)
    assert (done.returncode, "2 files skipped" in done.stderr) == (0, True), done.stderr
    assert mtlint("check", "prices.csv", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xlf", xliff("Es gab")[:-20], "not well-formed XML"),
        ("a.xlf", xliff("", ""), ""),
        ("a.po", 'msgid "a"\nmsgstr "b\n', "line 2: neither a comment nor a string"),
        ("a.csv", "source,target\nOne\n", "line 2: 1 cells, where the header has 2"),
        (
            "a.xlf",
            xliff(*[GOOD] * 9)
            .replace("There were", "Es gab doch tatsächlich und wirklich nicht mehr als die")
            .replace("votes in", "für die"),
            "its original is in German, not in English as it is said to be",
        ),
    ],
)
def test_bad_input_is_a_finding_or_an_error(tmp_path: Path, name: str, content: str, told: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    done = mtlint("check", name, cwd=tmp_path)
    if told:
        assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    else:
        assert (done.returncode, done.stdout.count("[omitted-passage]")) == (1, 2), done.stdout
