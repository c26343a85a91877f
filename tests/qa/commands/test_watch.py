"""--watch and the progress bar, in a terminal as users have it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from qa.cli import main
from qa.commands import watch

ROOT = Path(__file__).parents[3]
CLEAN = "The council met on Monday. It will meet again in May.\n"
FAULTY = "The council met on Monday. The the bridge will open in May.\n"
CLEARED = "\x1b[2J\x1b[H"
WATCH = ["-m", "qa", "check", "--language", "en", "--watch"]


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLUMNS")}
    return kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm"} | more


def put(path: Path, text: str) -> None:
    """Put a file in its place at once, as careful editors do: half a file would be checked too."""
    new = path.with_name(f".{path.name}.new")  # hidden files are passed over
    new.write_text(text, encoding="utf-8")
    new.replace(path)


class Screen:
    """A command in a terminal."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.child = pexpect.spawn(
            sys.executable, list(words), cwd=folder, env=environment(), encoding="utf-8", dimensions=(40, 100), timeout=60
        )  # type: ignore[arg-type]

    def until(self, text: str) -> str:
        """What stands on the screen up to a text, from the last clearing on."""
        self.child.expect_exact(text)
        return str(self.child.before).rpartition(CLEARED)[2]

    def interrupted(self) -> tuple[str, int | None]:
        """What is still said after Ctrl-C, and the exit status."""
        self.child.sendintr()
        self.child.expect(pexpect.EOF)
        self.child.close()
        return str(self.child.before), self.child.exitstatus


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(CLEAN, encoding="utf-8")
    yield tmp_path


def test_what_changes_is_checked_again(folder: Path) -> None:
    screen = Screen(folder, *WATCH, "news", "single.md")
    first = screen.until("watching 2 files, Ctrl-C ends it")
    assert "single.md: no such file" in str(first) + str(screen.child.before)

    put(folder / "single.md", FAULTY)
    shown = screen.until("1 file checked again; watching 2 files")
    assert "single.md" in shown and "stands twice" in shown

    put(folder / "news" / "b.html", f"<p>{FAULTY}</p>")
    shown = screen.until("1 file checked again; watching 3 files")
    assert "single.md" in shown and "news/b.html" in shown  # the report is whole each time

    put(folder / "news" / "b.html", f"<p>{CLEAN}</p>")
    shown = screen.until("1 file checked again; watching 3 files")
    assert "news/b.html" not in shown

    (folder / "single.md").unlink()
    assert "single.md: no such file" in screen.until("1 file checked again; watching 3 files")
    (folder / "news" / "a.txt").unlink()
    assert "1 article," in screen.until("1 file gone; watching 2 files")
    rest, status = screen.interrupted()
    assert (rest.replace("^C", "").replace(", Ctrl-C ends it", "").strip(), status) == ("", 130)


def test_settings_that_change_hold_at_once(folder: Path) -> None:
    put(folder / "news" / "a.txt", FAULTY)
    screen = Screen(folder, *WATCH, "news")
    assert "stands twice" in screen.until("watching 1 file")
    put(folder / "mtlint.toml", "ignore = ['repeated-word']\n")
    assert "nothing found" in screen.until("watching 1 file")
    put(folder / "mtlint.toml", "ignore = ['no-such-rule']\n")
    screen.until("no rule is named 'no-such-rule'")
    put(folder / "mtlint.toml", "")
    assert "stands twice" in screen.until("watching 1 file")
    assert screen.interrupted()[1] == 130


def test_a_pipe_gets_whole_reports_and_no_codes(folder: Path) -> None:
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [sys.executable, *WATCH, "news"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        signal.signal(signal.SIGINT, heard)
        assert running.stdout and running.stderr
        assert "nothing found" in running.stdout.readline()
        assert "watching 1 file" in running.stderr.readline()
        put(folder / "news" / "a.txt", FAULTY)
        assert "checked again" in running.stderr.readline()
        running.send_signal(signal.SIGINT)
        rest = running.stdout.read()
        assert running.stderr.read() == ""
    assert running.returncode == 130
    assert "stands twice" in rest and "\x1b" not in rest


def test_the_output_file_is_written_anew(folder: Path) -> None:
    screen = Screen(folder, *WATCH, "--format", "jsonl", "--output", "report.jsonl", "news")
    screen.until("watching 1 file")
    assert '"verdict":"pass"' in (folder / "report.jsonl").read_text(encoding="utf-8")
    put(folder / "news" / "a.txt", FAULTY)
    screen.until("checked again")
    (line,) = (folder / "report.jsonl").read_text(encoding="utf-8").splitlines()
    assert '"verdict":"fail"' in line
    assert screen.interrupted()[1] == 130


@pytest.mark.parametrize("path", ["-", "https://example.org/a"])
def test_what_cannot_be_watched_is_refused(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--watch", path]) == 2
    assert f"--watch: expected files and folders, got {path}" in capsys.readouterr().err


def test_a_look_at_many_files_leaves_the_machine_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        raise KeyboardInterrupt

    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    clock = iter(range(0, 100, 3))
    monkeypatch.setattr(watch.time, "monotonic", lambda: float(next(clock)))
    monkeypatch.setattr(watch.time, "sleep", sleep)
    with pytest.raises(KeyboardInterrupt):
        options = watch.readers.Options(quiet=True)
        watch.watch([str(tmp_path)], options, lambda inputs, files: [], lambda results: None, lambda: True)
    assert pauses == [3 * watch._SHARE]


def test_a_bar_counts_many_files_and_leaves_nothing_behind(tmp_path: Path) -> None:
    for number in range(160):
        (tmp_path / f"{number:03}.txt").write_text(CLEAN * 400 + FAULTY * (number == 159), encoding="utf-8")
    screen = Screen(tmp_path, "-m", "qa", "check", "--language", "en", ".")
    screen.child.expect(pexpect.EOF)
    screen.child.close()
    shown = str(screen.child.before)
    assert "/160" in shown and "articles" in shown
    assert "stands twice" in shown.rpartition("/160")[2]
    assert screen.child.exitstatus == 1


def test_a_pipe_gets_no_bar(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text(CLEAN * 400, encoding="utf-8")
    words = [sys.executable, "-m", "qa", "check", "--language", "en", "."]
    done = subprocess.run(words, cwd=tmp_path, env=environment(), capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
