"""Colour by the conventions, width by the terminal."""

import io
import os
import pty
import sys

import pytest

from qa.terminal import clear, wants_colour, width


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


CASES = [
    ({}, True, True),
    ({}, False, False),
    ({"NO_COLOR": "1"}, True, False),
    ({"NO_COLOR": ""}, True, True),
    ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
    ({"FORCE_COLOR": "1"}, False, True),
    ({"FORCE_COLOR": "0"}, False, False),
    ({"FORCE_COLOR": ""}, False, False),
    ({"CLICOLOR_FORCE": "1"}, False, True),
    ({"CLICOLOR_FORCE": "0"}, False, False),
    ({"CLICOLOR": "0"}, True, False),
    ({"CLICOLOR": "0", "FORCE_COLOR": "1"}, True, True),
    ({"CLICOLOR": "1"}, False, False),
    ({"TERM": "dumb"}, True, False),
    ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
]


@pytest.mark.parametrize(("given", "terminal", "coloured"), CASES)
def test_colour(monkeypatch: pytest.MonkeyPatch, given: dict[str, str], terminal: bool, coloured: bool) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal() if terminal else io.StringIO())
    assert wants_colour(sys.stdout) == coloured


def test_a_report_in_a_file_is_never_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert not wants_colour(io.StringIO())


def test_the_width_is_that_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert width(io.StringIO()) is None
    assert width(Terminal()) == 80
    leader, follower = pty.openpty()
    try:
        with os.fdopen(follower, "w") as stream:
            import fcntl
            import struct
            import termios

            fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 20, 66, 0, 0))
            assert width(stream) == 66
            monkeypatch.setenv("COLUMNS", "55")
            assert width(stream) == 55
            monkeypatch.setenv("COLUMNS", "3")
            assert width(stream) == 40
    finally:
        os.close(leader)


def test_only_a_screen_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen, pipe = Terminal(), io.StringIO()
    clear(screen)
    clear(pipe)
    assert screen.getvalue().startswith("\x1b[2J")
    assert pipe.getvalue() == ""
