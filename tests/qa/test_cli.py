"""The command line from outside: exit status, messages, formats."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import jsonschema_rs
import pytest

from qa import cli

CLEAN = "The council met on Monday. It will meet again in May.\n"
FAULTY = "The council met on Monday. The the bridge will open in in May,, it said.\n"


def mtlint(*words: object, stdin: str | None = None, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(
        [sys.executable, "-m", "qa", *map(str, words)],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env=_environment(),
    )
    assert "Traceback" not in done.stderr + done.stdout
    return done


def _environment() -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": root}


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.txt"
    path.write_text(CLEAN, encoding="utf-8")
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.txt"
    path.write_text(FAULTY, encoding="utf-8")
    return path


def test_exit_status_says_what_was_found(clean: Path, faulty: Path) -> None:
    assert mtlint("check", "--language", "en", clean).returncode == 0
    done = mtlint("check", "--language", "en", clean, faulty)
    assert done.returncode == 1
    assert "stands twice" in done.stdout
    assert mtlint("check", "--language", "en", "--fail-on", "never", faulty).returncode == 0


def test_what_was_not_read_is_never_a_pass(clean: Path, faulty: Path, tmp_path: Path) -> None:
    done = mtlint("check", "--language", "en", tmp_path / "missing.txt", faulty)
    assert done.returncode == 2
    assert "missing.txt" in done.stderr
    assert "stands twice" in done.stdout
    (tmp_path / "latin.txt").write_bytes("Él llegó".encode("latin-1"))
    done = mtlint("check", tmp_path / "latin.txt")
    assert done.returncode == 2
    assert "UTF-8" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_empty_folder_is_nothing_to_check(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = mtlint("check", tmp_path / "empty")
    assert done.returncode == 2
    assert "nothing to check" in done.stderr


def test_an_empty_file_passes_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = mtlint("check", "--format", "json", tmp_path / "empty.txt")
    assert done.returncode == 0
    assert "empty" in done.stderr
    article = json.loads(done.stdout)["articles"][0]
    assert (article["words"], article["mqm_score"], article["language"]) == (0, None, "und")


def test_files_of_unknown_kinds_are_skipped_in_folders_and_counted(clean: Path) -> None:
    (clean.parent / "picture.jpg").write_bytes(b"\xff\xd8")
    done = mtlint("check", "--language", "en", clean.parent)
    assert done.returncode == 0
    assert "1 file skipped" in done.stderr


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["check", "--no-such-option", "x"], "--no-such-option"),
        (["check", "--select", "no-such-rule", "x"], "no-such-rule"),
        (["check", "--select", "repeated-words", "x"], "did you mean 'repeated-word'"),
        (["check", "--config", "no-such-file.toml", "x"], "no-such-file.toml"),
        (["check"], "nothing to check"),
        (["check", "--select", ",", "x"], "--select: expected"),
        (["check", "--language", "en us", "x"], "BCP 47"),
        (["check", "--output", "no/such/folder/report.txt", "x"], "no/such/folder"),
        (["chek"], "did you mean 'check'"),
        (["rules", "no-such-rule"], "no-such-rule"),
    ],
)
def test_a_wrong_call_is_named(words: list[str], named: str) -> None:
    done = mtlint(*words)
    assert done.returncode == 2
    assert named in done.stderr


def test_the_report_follows_its_schema_and_points_into_the_input(faulty: Path, clean: Path) -> None:
    done = mtlint("check", "--language", "en", "--format", "json", faulty, clean)
    report = json.loads(done.stdout)
    jsonschema_rs.validate(json.loads(mtlint("check", "--schema").stdout), report)
    assert [article["verdict"] for article in report["articles"]] == ["fail", "pass"]
    for finding in report["articles"][0]["findings"]:
        assert FAULTY[finding["start"] : finding["end"]] == finding["text"]
    assert report["summary"]["findings"]["error"] == sum(f["severity"] == "error" for f in report["articles"][0]["findings"])


@pytest.mark.parametrize("lang", ["EN_us", "{{ lang }}", "../equivalents", "x" * 400, "en&#0;"])
def test_a_page_may_declare_any_language(tmp_path: Path, lang: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(f'<html lang="{lang}"><p>{FAULTY}', encoding="utf-8")
    article = json.loads(mtlint("check", "--format", "json", page).stdout)["articles"][0]
    assert article["language"] == (lang if lang == "EN_us" else "en")
    assert not any("no language data" in one["reason"] for one in article["skipped_rules"])


def test_a_record_whose_language_is_no_tag_is_detected_with_a_warning(tmp_path: Path) -> None:
    records = tmp_path / "articles.jsonl"
    records.write_text(json.dumps({"text": FAULTY, "language": "English (US)"}), encoding="utf-8")
    done = mtlint("check", "--format", "json", records)
    article = json.loads(done.stdout)["articles"][0]
    assert (article["language"], article["language_origin"]) == ("en", "detected")
    assert "“English (US)” is no language tag" in done.stderr


def test_jsonl_is_one_article_a_line_in_order(tmp_path: Path) -> None:
    records = tmp_path / "articles.jsonl"
    lines = [{"id": "b", "text": FAULTY, "language": "en"}, {"text": CLEAN, "language": "en"}]
    records.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = mtlint("check", "--format", "jsonl", records)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["b", "2"]


def test_a_bad_line_is_an_error_and_the_others_are_checked(tmp_path: Path) -> None:
    records = tmp_path / "articles.jsonl"
    records.write_text(json.dumps({"id": "a", "text": CLEAN, "language": "en"}) + '\n{"id":\n', encoding="utf-8")
    done = mtlint("check", "--format", "json", records)
    report = json.loads(done.stdout)
    assert done.returncode == 2
    assert [article["id"] for article in report["articles"]] == ["a"]
    assert "line 2" in report["errors"][0]["message"]


def test_workers_report_the_same_as_one_process(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(FAULTY * (number + 1), encoding="utf-8")
    alone = mtlint("check", "--language", "en", "--format", "json", tmp_path)
    assert alone.stdout == mtlint("check", "--language", "en", "--format", "json", "--jobs", 2, tmp_path).stdout


def test_standard_input() -> None:
    done = mtlint("check", "--language", "en", "--format", "json", "-", stdin=FAULTY)
    assert done.returncode == 1
    assert json.loads(done.stdout)["articles"][0]["path"] == "-"


def test_output_goes_to_a_file(faulty: Path, tmp_path: Path) -> None:
    done = mtlint("check", "--language", "en", "--format", "json", "--output", tmp_path / "report.json", faulty)
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["version"] == 1


def test_a_report_never_overwrites_what_is_to_be_checked(clean: Path) -> None:
    done = mtlint("check", clean, "--output", clean.parent / "." / clean.name)
    assert done.returncode == 2
    assert "overwrite" in done.stderr
    assert clean.read_text(encoding="utf-8") == CLEAN


def test_settings_of_the_project_hold(faulty: Path) -> None:
    (faulty.parent / "mtlint.toml").write_text("language = 'en'\nignore = ['repeated-word', 'doubled-punctuation']\n")
    assert mtlint("check", "faulty.txt", cwd=faulty.parent).returncode == 0
    (faulty.parent / "mtlint.toml").write_text(
        "language = 'en'\n[severity]\nrepeated-word = 'info'\ndoubled-punctuation = 'info'\n"
    )
    assert mtlint("check", "faulty.txt", cwd=faulty.parent).returncode == 0
    (faulty.parent / "mtlint.toml").write_text("langauge = 'en'\n")
    done = mtlint("check", "faulty.txt", cwd=faulty.parent)
    assert done.returncode == 2
    assert "mtlint.toml" in done.stderr
    assert "langauge" in done.stderr


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """More than is checked in a few seconds."""
    path = tmp_path / "articles.jsonl"
    path.write_text((json.dumps({"text": FAULTY * 50, "language": "en"}) + "\n") * 3000, encoding="utf-8")
    return path


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_broken_pipe_ends_quietly(archive: Path, jobs: int) -> None:
    script = f"{sys.executable} -m qa check --jobs {jobs} --format jsonl {archive} | head -c 10; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=_environment())
    assert done.stdout.splitlines()[-1].endswith("141")
    assert done.stderr == ""


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_quietly(archive: Path, jobs: int) -> None:
    words = [sys.executable, "-m", "qa", "check", "--jobs", str(jobs), "--format", "jsonl", str(archive)]
    heard = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a job in the background of a shell would inherit deafness
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment(), start_new_session=True
    ) as running:
        signal.signal(signal.SIGINT, heard)
        assert running.stdout and running.stderr
        running.stdout.readline()
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the workers too
        running.stdout.read()
        assert running.stderr.read() == b""
    assert running.returncode == 130


def test_options_may_stand_between_files(clean: Path, faulty: Path) -> None:
    done = mtlint("check", "--language", "en", clean, "--format", "jsonl", faulty)
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a full device")
@pytest.mark.parametrize("command", ["{} check {} > /dev/full", "{} check {} --output /dev/full"])
def test_a_report_that_cannot_be_written_is_no_pass(clean: Path, command: str) -> None:
    line = command.format(f"{sys.executable} -m qa", clean)
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, env=_environment())
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_command_that_crashes_is_no_finding(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def crash(words: list[str]) -> int:
        raise RuntimeError("no such luck")

    monkeypatch.setattr("qa.commands.rules.run", crash)
    assert cli.main(["rules"]) == 2
    assert "stopped by RuntimeError: no such luck" in capsys.readouterr().err


def test_quiet_leaves_errors_only(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "picture.jpg").write_text("")
    assert mtlint("check", "--quiet", tmp_path).stderr == ""
    assert "missing" in mtlint("check", "--quiet", tmp_path / "missing.txt").stderr


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    listed = capsys.readouterr().out
    for name in cli.COMMANDS:
        assert name in listed
        assert cli.main([name, "--help"]) == 0
        assert f"usage: mtlint {name}" in capsys.readouterr().out


def test_a_rule_is_explained_from_its_module(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rules", "repeated-word"]) == 0
    page = capsys.readouterr().out
    assert "What it flags" in page
    assert "linguistic-conventions/grammar" in page
    assert "⟦the the⟧" in page
