"""What a stream can show: whether in colour, and how wide. Pipes and files get no colour, and lines as long as they come."""

import os
import sys
from collections.abc import Callable
from typing import TextIO

_LEAST = 40
"""Columns that a terminal is taken to have at least."""


def wants_colour(stream: TextIO) -> bool:
    """Whether to colour, by the conventions that users set once for all programs.

    NO_COLOR (not empty) asks for none; FORCE_COLOR and CLICOLOR_FORCE (not empty, not 0) for colour in standard output and error
    wherever they lead; CLICOLOR=0 for none; else terminals are coloured that can be. The earlier of these decides.
    """
    environment = os.environ
    if environment.get("NO_COLOR"):
        return False
    forced = any(environment.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE"))
    if forced and stream in (sys.stdout, sys.stderr):
        return True
    return environment.get("CLICOLOR") != "0" and is_terminal(stream) and environment.get("TERM") != "dumb"


def painter(stream: TextIO) -> Callable[[str, str], str]:
    """Puts text in a colour (the numbers of an ANSI sequence) where that is wanted."""
    if not wants_colour(stream):
        return lambda text, colour: text
    return lambda text, colour: f"\033[{colour}m{text}\033[0m"


def is_terminal(stream: TextIO) -> bool:
    """Whether people look at it; a closed stream is none."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def width(stream: TextIO) -> int | None:
    """The columns of a terminal, COLUMNS where that is set; None for what is none."""
    if not is_terminal(stream):
        return None
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size(stream.fileno()).columns)
    except (OSError, ValueError):
        columns = 0
    return max(columns, _LEAST) if columns > 0 else 80


def clear(stream: TextIO) -> None:
    """Empty a terminal's screen, not what scrolled off it; nothing where there is none."""
    if is_terminal(stream) and os.environ.get("TERM") != "dumb":
        stream.write("\033[2J\033[H")
