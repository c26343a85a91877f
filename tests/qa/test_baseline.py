"""The baseline: what is known is left out, what is new fails, what is mended is told."""

import json
import shutil
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.baseline import Baseline, BaselineError
from qa.check import Checked
from qa.readers import text
from qa.report import ArticleReport, ReportedError, ReportedFinding
from tests.qa.test_cli import mtlint

FAULTY = "The council met,, and the the bridge is open.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(FAULTY, encoding="utf-8")
    assert mtlint("check", "--language", "en", "--write-baseline", "base.json", "one", "two", cwd=tmp_path).returncode == 0
    return tmp_path


def check(project: Path, *words: object, status: int, format: str = "json") -> dict[str, object]:
    done = mtlint("check", "--language", "en", "--baseline", project / "base.json", "--format", format, *words, cwd=project)
    assert done.returncode == status, done.stderr
    report: dict[str, object] = json.loads(done.stdout) if format == "json" else {"text": done.stdout}
    return report


def known(project: Path) -> dict[str, list[dict[str, str]]]:
    files: dict[str, list[dict[str, str]]] = json.loads((project / "base.json").read_text(encoding="utf-8"))["files"]
    return files


def test_what_is_known_is_left_out_and_counted(project: Path) -> None:
    report = check(project, "one", "two", status=0)
    assert [article["findings"] for article in report["articles"]] == [[], []]
    assert [article["verdict"] for article in report["articles"]] == ["pass", "pass"]
    assert [article["mqm_score"] for article in report["articles"]] == [100.0, 100.0]
    assert report["summary"]["known"] == 4
    assert report["summary"]["findings"] == {"error": 0, "warning": 0, "info": 0}
    assert (report["summary"]["mended"], report["mended"]) == (0, [])
    schema = json.loads(mtlint("check", "--schema").stdout)
    assert jsonschema_rs.is_valid(schema, report)
    assert "baseline:" in report["signature"]


def test_edits_elsewhere_move_nothing_and_a_second_copy_is_new(project: Path) -> None:
    path = project / "one" / "a.txt"
    path.write_text("A new line first.\n\n" + FAULTY, encoding="utf-8")
    check(project, "one", status=0)
    path.write_text(
        "A new line first.\n\n" + FAULTY + "\nOf late the council met,, and the the bridge is shut.\n", encoding="utf-8"
    )
    report = check(project, "one", status=1)
    assert sorted(one["text"] for one in report["articles"][0]["findings"]) == [",,", "the the"]
    assert report["articles"][0]["verdict"] == "fail"


def test_the_same_fault_in_another_file_is_new(project: Path) -> None:
    shutil.copy(project / "one" / "a.txt", project / "one" / "b.txt")
    report = check(project, "one", status=1)
    assert [len(article["findings"]) for article in report["articles"]] == [0, 2]


def test_what_is_mended_is_told_in_every_format(project: Path) -> None:
    (project / "one" / "a.txt").write_text("The council met, and the the bridge is open.\n", encoding="utf-8")
    report = check(project, "one", status=0)
    assert report["mended"] == [{"rule": "doubled-punctuation", "path": "one/a.txt", "text": ",,"}]
    assert (report["summary"]["mended"], report["summary"]["known"]) == (1, 1)
    shown = check(project, "one", status=0, format="text")["text"]
    assert "left out: 1 finding of the baseline" in shown
    assert "one/a.txt: “,,” [doubled-punctuation]" in shown
    (line,) = check(project, "one", status=0, format="jsonl")["text"].splitlines()
    assert json.loads(line)["mended"] == report["mended"]
    assert json.loads(line)["known"] == 1


def test_pruning_takes_out_what_is_mended_and_nothing_else(project: Path) -> None:
    before = known(project)
    (project / "one" / "a.txt").write_text("The council met, and the the bridge is open.\n", encoding="utf-8")
    (project / "two" / "a.txt").unlink()
    check(project, "--prune-baseline", "one", status=0)
    after = known(project)
    assert [entry["rule"] for entry in after["one/a.txt"]] == ["repeated-word"]
    assert after["two/a.txt"] == before["two/a.txt"]


def test_what_did_not_run_is_not_mended(project: Path) -> None:
    before = (project / "base.json").read_bytes()
    (project / "one" / "a.txt").write_text("The council met.\n", encoding="utf-8")
    report = check(project, "--select", "missing-space", "--prune-baseline", "one", status=0)
    assert report["mended"] == []
    assert (project / "base.json").read_bytes() == before


def test_what_could_not_be_read_is_neither_mended_nor_pruned(project: Path) -> None:
    before = (project / "base.json").read_bytes()
    (project / "one" / "a.txt").write_bytes(b"\xff\xfe\xff")
    report = check(project, "--prune-baseline", "one", "two", status=2)
    assert report["mended"] == []
    assert (project / "base.json").read_bytes() == before


def test_nothing_is_written_where_something_could_not_be_checked(project: Path) -> None:
    before = (project / "base.json").read_bytes()
    (project / "one" / "b.txt").write_bytes(b"\xff\xfe\xff")
    done = mtlint("check", "--language", "en", "--write-baseline", project / "base.json", "one", cwd=project)
    assert done.returncode == 2
    assert "not written" in done.stderr
    assert (project / "base.json").read_bytes() == before


def test_it_serves_from_every_folder(project: Path) -> None:
    for folder, path in (("one", "a.txt"), ("two", "../one/a.txt"), ("two", str(project / "one" / "a.txt"))):
        done = mtlint("check", "--language", "en", "--baseline", "../base.json", path, cwd=project / folder)
        assert done.returncode == 0, done.stdout
    (project / "link").symlink_to(project / "one")
    assert mtlint("check", "--language", "en", "--baseline", "../base.json", "a.txt", cwd=project / "link").returncode == 0


def test_it_is_sorted_and_a_line_a_finding(project: Path) -> None:
    first = (project / "base.json").read_bytes()
    mtlint("check", "--language", "en", "--write-baseline", "base.json", "--jobs", 2, "two", "one", cwd=project)
    assert (project / "base.json").read_bytes() == first
    lines = first.decode().splitlines()
    assert sum('"fingerprint"' in line for line in lines) == 4
    assert json.loads(first)["version"] == 1


def test_it_works_in_several_processes(project: Path) -> None:
    (project / "two" / "a.txt").write_text("The council met.\n", encoding="utf-8")
    report = check(project, "--jobs", 2, "one", "two", status=0)
    assert report["summary"]["known"] == 2
    assert [one["path"] for one in report["mended"]] == ["two/a.txt", "two/a.txt"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such file"),
        ("{", "is no baseline"),
        ('{"version": 1, "articles": []}', "is no baseline"),
        ("[]", "is no baseline"),
        ('{"format": "mtlint-baseline", "version": 2, "files": {}}', "version 2"),
        ('{"format": "mtlint-baseline", "version": 1, "files": {"a": [{"rule": 1}]}}', "damaged"),
        ('{"format": "mtlint-baseline", "version": 1, "files": {}', "damaged"),
    ],
)
def test_a_bad_baseline_is_said(tmp_path: Path, content: str | None, message: str) -> None:
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    if content is not None:
        (tmp_path / "base.json").write_text(content, encoding="utf-8")
    done = mtlint("check", "--language", "en", "--baseline", "base.json", "a.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "base.json" in done.stderr
    assert not done.stdout


def test_options_that_do_not_go_together_are_said(project: Path) -> None:
    for words, message in (
        (("--prune-baseline", "one"), "--baseline"),
        (("--baseline", "base.json", "--write-baseline", "new.json", "one"), "--write-baseline"),
        (("--baseline", "base.json", "--output", "base.json", "one"), "--output"),
        (("--write-baseline", "one/a.txt", "one"), "is no baseline"),
        (("--write-baseline", "none/base.json", "one"), "no folder"),
    ):
        done = mtlint("check", *words, cwd=project)
        assert (done.returncode, done.stdout) == (2, "")
        assert message in done.stderr
    assert (project / "one" / "a.txt").read_text(encoding="utf-8") == FAULTY


def test_a_baseline_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "base.json"
    baseline = Baseline.fresh(str(path))
    path.write_text("theirs")
    with pytest.raises(BaselineError, match="changed since"):
        baseline.save()
    assert path.read_text() == "theirs"


def test_two_versions_that_were_merged_line_by_line_are_one(project: Path) -> None:
    content = (project / "base.json").read_text(encoding="utf-8")
    line = next(line for line in content.splitlines(keepends=True) if '"fingerprint"' in line and line.endswith(",\n"))
    (project / "base.json").write_text(content.replace(line, line + line, 1), encoding="utf-8")
    (project / "one" / "a.txt").write_text(FAULTY.replace(",,", ","), encoding="utf-8")
    assert check(project, "one", status=0)["summary"]["mended"] == 1


Run = list[tuple[str, list[str] | None]]
"""Files in the order read, each with the fingerprints found in one of its records; None where that could not be read."""

runs = st.lists(
    st.tuples(st.sampled_from(["a.jsonl", "b.jsonl"]), st.none() | st.lists(st.sampled_from("pqr"), max_size=3)), max_size=6
).map(lambda run: sorted(run, key=lambda one: one[0]))


def results(run: Run):
    for number, (path, prints) in enumerate(run):
        if prints is None:
            yield ReportedError(path, "broken")
            continue
        findings = tuple(
            ReportedFinding("x", "error", "", "minor", "", one, 0, 1, 1, 1, 1, 2, (), 1.0, "", one) for one in prints
        )
        report = ArticleReport(str(number), path, "en", "given", 10, 90.0, "fail", (), findings)
        yield Checked(text.document(str(number), path, ""), report, ran=frozenset("x"))


def count(run: Run, path: str) -> dict[str, int]:
    return {one: sum(prints.count(one) for where, prints in run if where == path and prints) for one in "pqr"}


@settings(deadline=None, max_examples=200)
@given(runs.filter(lambda run: all(prints is not None for _, prints in run)), runs)
def test_known_new_and_mended_add_up(before, after):
    baseline = Baseline("/base.json", None, {}, learns=True)
    assert all(not one.report.findings for one in baseline.through(results(before), "error"))
    again = Baseline("/base.json", None, baseline.known)
    seen = list(again.through(results(after), "error"))
    assert len(seen) == len(after)
    mended = [one for result in seen if isinstance(result, Checked) for one in result.report.mended]
    for path in ("a.jsonl", "b.jsonl"):
        had, has = count(before, path), count(after, path)
        new = [
            one.text
            for result in seen
            if isinstance(result, Checked) and result.report.path == path
            for one in result.report.findings
        ]
        whole = any(where == path for where, _ in after) and all(prints is not None for where, prints in after if where == path)
        for one in "pqr":
            assert new.count(one) == max(0, has[one] - had[one])
            told = sum(each.text == one and each.path == path for each in mended)
            assert told == (max(0, had[one] - has[one]) if whole else 0)
    assert again.prune() == len(mended)
    clean = Baseline("/base.json", None, again.known)
    assert [
        one.report.mended for one in clean.through(results(after), "error") if isinstance(one, Checked) and one.report.mended
    ] == []
