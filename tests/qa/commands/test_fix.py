"""`mtlint fix` from outside."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qa import cli, readers
from tests.qa.test_cli import mtlint

FAULTY = "The the council met.. It was well.\n"
FIXED = "The council met. It was well.\n"


def fix(*words: object, stdin: str | None = None, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    return mtlint("fix", "--language", "en", *words, stdin=stdin, cwd=cwd)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.txt"
    path.write_text(FAULTY, encoding="utf-8")
    return path


def test_safe_fixes_are_applied_and_told(faulty: Path) -> None:
    done = fix(faulty)
    assert (done.returncode, done.stdout) == (0, "")
    assert faulty.read_text(encoding="utf-8") == FIXED
    assert f"{faulty}: 2 fixed (1 doubled-punctuation, 1 repeated-word)" in done.stderr
    assert "1 file: 2 findings fixed in 1; 0 left" in done.stderr


def test_a_second_time_changes_nothing(faulty: Path) -> None:
    fix(faulty)
    before = faulty.stat()
    done = fix(faulty)
    assert done.returncode == 0
    assert (faulty.stat().st_mtime_ns, faulty.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_diff_changes_nothing_and_can_be_applied(faulty: Path) -> None:
    done = fix("--diff", faulty.name, cwd=faulty.parent)
    assert done.returncode == 1
    assert done.stdout == f"--- faulty.txt\n+++ faulty.txt\n@@ -1 +1 @@\n-{FAULTY}+{FIXED}"
    assert faulty.read_text(encoding="utf-8") == FAULTY
    faulty.write_text(FIXED, encoding="utf-8")
    done = fix("--diff", faulty)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_diff_says_where_a_file_has_no_last_line_feed(faulty: Path) -> None:
    faulty.write_bytes(b"One\rtwo\x0cthree\r\nThe the end.\r\nLast.")
    done = subprocess.run(
        [sys.executable, "-m", "qa", "fix", "--language", "en", "--diff", str(faulty)],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert done.stdout.decode().splitlines(keepends=True)[2:] == [
        "@@ -1,3 +1,3 @@\n", " One\r", "two\x0c", "three\r\n", "-The the end.\r\n", "+The end.\r\n", " Last.\n", "\\ No newline at end of file\n",
    ]  # fmt: skip


def test_the_rest_is_fixed_only_when_asked_for(faulty: Path) -> None:
    guess = "The reservoir holds 2.415.300 litres of water.\n"
    faulty.write_text(guess + FAULTY, encoding="utf-8")
    done = fix(faulty)
    assert faulty.read_text(encoding="utf-8") == guess + FIXED
    assert "1 left, 1 of them with a suggestion; --unsafe applies those" in done.stderr
    assert fix("--unsafe", faulty).returncode == 0
    assert faulty.read_text(encoding="utf-8") == guess.replace(".", ",", 2) + FIXED


def test_settings_are_heeded(faulty: Path) -> None:
    (faulty.parent / "mtlint.toml").write_text('ignore = ["repeated-word"]\n', encoding="utf-8")
    assert fix(faulty.name, cwd=faulty.parent).returncode == 0
    assert faulty.read_text(encoding="utf-8") == "The the council met. It was well.\n"
    assert fix("--config", "none.toml", faulty).returncode == 2
    assert fix("--select", "none", faulty).returncode == 2


def test_what_users_silenced_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    text = "<!-- mtlint-ignore repeated-word -->\nThe the council met..\n"
    path.write_text(text, encoding="utf-8")
    fix(path)
    assert path.read_text(encoding="utf-8") == text.replace("..", ".")


def test_standard_input_goes_to_standard_output() -> None:
    done = fix("-", stdin=FAULTY)
    assert (done.returncode, done.stdout) == (0, FIXED)
    assert fix("-", stdin=FIXED).stdout == FIXED
    done = fix("--diff", "-", stdin=FAULTY)
    assert done.returncode == 1
    assert done.stdout.startswith("--- -\n+++ -\n")


def test_a_folder_is_fixed_whole(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "c.md", "d.jsonl", "e.bin"):
        content = json.dumps({"text": FAULTY}) + "\n" if name == "d.jsonl" else FAULTY
        (tmp_path / name).write_text(content, encoding="utf-8")
    done = fix(tmp_path)
    assert done.returncode == 0
    assert "1 file skipped" in done.stderr
    assert "4 files: 8 findings fixed in 4" in done.stderr
    assert (tmp_path / "e.bin").read_text(encoding="utf-8") == FAULTY
    assert json.loads((tmp_path / "d.jsonl").read_text(encoding="utf-8")) == {"text": FIXED}


@pytest.mark.parametrize("path", ["https://example.org/a.html", "no-such-file.txt", "empty"])
def test_what_cannot_be_fixed_is_named_and_the_rest_is_fixed(faulty: Path, path: str) -> None:
    (faulty.parent / "empty").mkdir()
    done = fix(path, cwd=faulty.parent)
    assert done.returncode == 2
    assert path in done.stderr
    if path != "empty":
        assert fix(path, faulty, cwd=faulty.parent).returncode == 2
        assert faulty.read_text(encoding="utf-8") == FIXED


def test_a_kind_that_cannot_be_written_is_refused_and_passed_over_in_a_folder(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(readers.READERS, ".odd", "odd")
    (faulty.parent / "b.odd").write_text(FAULTY, encoding="utf-8")
    assert cli.main(["fix", "--language", "en", str(faulty.parent / "b.odd")]) == 2
    assert "only into .txt" in capsys.readouterr().err
    assert cli.main(["fix", "--language", "en", str(faulty.parent)]) == 0
    assert "1 file skipped" in capsys.readouterr().err
    assert faulty.read_text(encoding="utf-8") == FIXED


def test_bytes_that_cannot_be_read_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Él llegó the the".encode("latin-1"))
    done = fix(path)
    assert done.returncode == 2
    assert "UTF-8" in done.stderr
    assert path.read_bytes() == "Él llegó the the".encode("latin-1")
    done = subprocess.run([sys.executable, "-m", "qa", "fix", "-"], input=path.read_bytes(), capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")


def test_a_record_that_cannot_be_read_stays_and_the_others_are_fixed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "The the end.."}\n{broken\n', encoding="utf-8")
    done = fix(path)
    assert done.returncode == 2
    assert "line 2" in done.stderr
    assert path.read_text(encoding="utf-8") == '{"text": "The end."}\n{broken\n'


def test_a_file_that_may_not_be_written_is_told(faulty: Path) -> None:
    faulty.chmod(0o444)
    done = fix(faulty)
    assert done.returncode == 2
    assert "not writable" in done.stderr
    assert faulty.read_text(encoding="utf-8") == FAULTY
    assert fix("--diff", faulty).returncode == 1


def test_links_and_modes_stay(faulty: Path) -> None:
    faulty.chmod(0o750)
    link = faulty.parent / "link.txt"
    link.symlink_to(faulty.name)
    assert fix(link).returncode == 0
    assert link.is_symlink()
    assert faulty.read_text(encoding="utf-8") == FIXED
    assert faulty.stat().st_mode & 0o777 == 0o750


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    done = fix(tmp_path / "pipe.txt")
    assert done.returncode == 2
    assert "no ordinary file" in done.stderr


def test_quiet_says_nothing_but_errors(faulty: Path) -> None:
    assert fix("--quiet", faulty).stderr == ""
    assert "no such file" in fix("--quiet", "none.txt").stderr
    assert fix().returncode == 2
