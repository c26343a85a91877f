"""The command `mtlint`: picks a command, runs it, exits."""

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import SimpleNamespace

import qa

COMMANDS = {
    "check": "check articles: files, folders, pages, standard input",
    "fix": "apply fixes that are safe, or show them",
    "rules": "list the rules, or explain one",
    "languages": "show what is checked for each language, and what is not",
    "lexicon": "build or list language data",
    "serve": "serve checks over HTTP, with a page for people",
    "lsp": "serve an editor: the language server",
    "score": "score translations against references: BLEU, chrF2++, TER",
    "compare": "tell what appeared and what went between two reports",
    "eval": "measure the rules on labelled articles",
    "completion": "print the script that completes commands and options in a shell",
}

_USAGE = "usage: mtlint COMMAND [OPTION]... [ARGUMENT]..."


class UsageError(Exception):
    """Something in the call or the settings is wrong; the message says what and what was expected."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 0, 1 or 2 as the README says, 130 after Ctrl-C, 141 after a broken pipe."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if "_ARGCOMPLETE" in os.environ:  # a shell asks what may stand at its cursor
        from qa.commands.completion import answer

        answer()
    gc.set_threshold(50_000)  # little that is made here is ever garbage: to look for it every 700 objects takes 3 ms of a start
    atexit.register(gc.freeze)  # or the interpreter ends with looking through all that was loaded, for 15 ms
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = _run(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _drop_output()
        return 141
    except Exception as error:  # a status of 1 would say that the articles were read
        _drop_output()
        reason = f"{type(error).__name__}: {' '.join(str(error).split())}"
        hint = "" if isinstance(error, OSError) else "; please report it"
        print(f"mtlint: stopped by {reason}{hint}", file=sys.stderr)
        return 2
    return status


def _drop_output() -> None:
    """Leave standard output alone from now on, or the interpreter complains when it flushes what is left."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: list[str]) -> int:
    if not words or words[0] in ("-h", "--help", "help"):
        print(_help())
        return 0 if words else 2
    if words[0] in ("-V", "--version"):
        print(f"mtlint {qa.__version__}")
        return 0
    name = words[0]
    if name not in COMMANDS:
        from qa.config import nearest

        print(f"mtlint: no command is named {name!r}{nearest(name, COMMANDS, 'mtlint --help')}", file=sys.stderr)
        return 2
    _import_msgspec()
    from importlib import import_module

    try:
        status: int = import_module(f"qa.commands.{name}").run(words[1:])
    except UsageError as error:
        print(f"mtlint {name}: {error}", file=sys.stderr)
        return 2
    except SystemExit as stop:  # argparse has printed its help or what is wrong
        return stop.code if isinstance(stop.code, int) else 2
    return status


def _import_msgspec() -> None:
    """Import it without what it needs nothing of: `typing_extensions`, where typing lacks nothing, and `platform`, by which `uuid`
    asks for the system's name. They would take 12 ms more.
    """
    spared = {"typing_extensions": None, "platform": SimpleNamespace(system=lambda: os.uname().sysname)}
    spared = {name: instead for name, instead in spared.items() if name not in sys.modules}
    sys.modules.update(spared)  # type: ignore[arg-type]
    import msgspec  # noqa: F401

    for name in spared:
        del sys.modules[name]


def _help() -> str:
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:{width}}  {summary}" for name, summary in COMMANDS.items())
    return f"""{_USAGE}

Finds what the translation pipeline left behind in articles, before the reader does.

{listed}

  -V, --version   print the version
  -h, --help      print this; `mtlint COMMAND --help` explains a command

Exit status: 0 nothing that fails, 1 findings that do, 2 something could not be checked."""
