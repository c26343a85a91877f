"""A service as users start it, at a free port of this machine."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

ROOT = str(Path(__file__).parents[3])


class Service:
    """A running `mtlint serve`: its address, a client for it, and what it logs."""

    def __init__(self, *words: str, folder: Path, environment: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "qa", "serve", "--port", "0", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=folder,
            env={**os.environ, "PYTHONPATH": ROOT, **(environment or {})},
        )
        assert self.process.stdout
        line = self.process.stdout.readline()
        match = re.search(r"http://\S+/", line)
        assert match, line + self.process.communicate(timeout=30)[1]
        self.url = match[0].rstrip("/")
        self.client = httpx.Client(base_url=self.url, timeout=60, trust_env=False)
        self._lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr
        self._lines.extend(self.process.stderr)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """(exit status, all that it logged)."""
        self.client.close()
        if self.process.poll() is None:
            self.process.send_signal(how)
        status = self.process.wait(timeout=90)
        self._reader.join(timeout=30)
        return status, "".join(self._lines)


Start = Callable[..., Service]

_RULE = '''
"""A rule that does what a text tells it."""
import os, re, time
from qa.rule import Rule

RULE = Rule("obedient", "does what it is told", "warning", "other")
EXAMPLES = ()

def check(article, options):
    with open(os.environ["OBEDIENT_LOG"], "a") as log:
        print(os.getpid(), article.text, file=log, flush=True)
    if match := re.search(r"wait ([0-9.]+)", article.text):
        time.sleep(float(match[1]))
    if "die" in article.text:
        os._exit(3)
    if "crash" in article.text:
        raise ValueError("secret words")
    return ()
'''


class Obedient:
    """A rule of another distribution, which sleeps and dies at command and logs what it was given: process and text."""

    def __init__(self, folder: Path) -> None:
        self._log = folder / "obedient.log"
        (folder / "obedient.py").write_text(_RULE)
        about = folder / "obedient-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: obedient\nVersion: 1.0\n")
        (about / "entry_points.txt").write_text("[mtlint.rules]\nobedient = obedient\n")
        self.environment = {"PYTHONPATH": f"{ROOT}{os.pathsep}{folder}", "OBEDIENT_LOG": str(self._log)}

    def told(self) -> list[tuple[int, str]]:
        """What it was given so far."""
        if not self._log.exists():
            return []
        lines = [line.split(" ", 1) for line in self._log.read_text().splitlines()]
        return [(int(pid), text) for pid, text in lines]

    def wait_for(self, text: str) -> int:
        """The process that is at a text, as soon as one is."""
        for _ in range(600):
            for pid, given in self.told():
                if given == text:
                    return pid
            time.sleep(0.05)
        raise AssertionError(f"nobody was given {text!r}")


@pytest.fixture
def obedient(tmp_path_factory: pytest.TempPathFactory) -> Obedient:
    return Obedient(tmp_path_factory.mktemp("obedient"))


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts services in an empty folder; stops them after the test."""
    started: list[Service] = []

    def start(*words: str, environment: dict[str, str] | None = None) -> Service:
        started.append(Service(*words, folder=tmp_path, environment=environment))
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One with its defaults, for all tests that only ask."""
    one = Service(folder=tmp_path_factory.mktemp("service"))
    yield one
    status, log = one.stop()
    assert status == 0, log
    assert "Traceback" not in log
