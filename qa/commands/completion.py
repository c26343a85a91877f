"""`mtlint completion`: what a shell needs to complete commands, options, rules and languages; and the answers to what it asks.

The scripts are argcomplete's: at each Tab they call `mtlint` itself with _ARGCOMPLETE set, so that nothing in them grows old.
"""

import argparse
import os
from collections.abc import Callable, Iterable

SHELLS = {
    "bash": 'eval "$(mtlint completion bash)" in ~/.bashrc',
    "zsh": 'eval "$(mtlint completion zsh)" in ~/.zshrc, below compinit',
    "fish": "mtlint completion fish > ~/.config/fish/completions/mtlint.fish, once",
}
"""The shells, and how each is told."""

Completer = Callable[..., Iterable[str]]


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mtlint completion",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Print the script that completes mtlint's commands, options, rules and languages in a shell.",
        epilog="To have it in every shell:\n" + "\n".join(f"  {shell:5} {how}" for shell, how in SHELLS.items()),
    )
    parser.add_argument("shell", choices=SHELLS, help="the shell that reads it")
    return parser


def run(words: list[str]) -> int:
    from argcomplete.shell_integration import shellcode

    print(shellcode(["mtlint"], shell=parser().parse_args(words).shell))
    return 0


def answer() -> None:
    """Tell the shell that asks what may stand at its cursor, and end the process."""
    from importlib import import_module

    from argcomplete.completers import FilesCompleter
    from argcomplete.finders import CompletionFinder
    from argcomplete.lexers import split_line

    from qa.cli import COMMANDS

    class Finder(CompletionFinder):
        """Completes files after options too: argcomplete takes it that arguments which came before them were all."""

        def collect_completions(
            self, active_parsers: list[argparse.ArgumentParser], parsed_args: argparse.Namespace, cword_prefix: str
        ) -> list[str]:
            found = super().collect_completions(active_parsers, parsed_args, cword_prefix)
            if not found and not cword_prefix.startswith("-") and any(map(_is_files, asked._actions)):
                found = list(FilesCompleter()(cword_prefix))
            return found

    *_, words, _ = split_line(os.environ["COMP_LINE"], int(os.environ["COMP_POINT"]))
    if len(words) > 1 and words[1] in COMMANDS:
        os.environ["_ARGCOMPLETE"] = "2"  # the word at which the arguments start
        asked = import_module(f"qa.commands.{words[1]}").parser()
        _set_completers(asked)
    else:
        asked = argparse.ArgumentParser(prog="mtlint")
        asked.add_argument("-V", "--version", action="store_true", help="print the version")
        commands = asked.add_subparsers()
        for name, summary in COMMANDS.items():
            commands.add_parser(name, help=summary)
    Finder()(asked, always_complete_options=False)


def _set_completers(parser: argparse.ArgumentParser) -> None:
    """Give the options and arguments whose values are no files what completes them."""
    values: dict[str, Completer] = {
        "--select": _rule_list,
        "--ignore": _rule_list,
        "NAME": lambda **_: _rules(),
        "--language": lambda **_: _languages(),
        "--source-language": lambda **_: _languages(),
        "LANGUAGE": lambda **_: _languages(),
        "CODE": lambda **_: _languages(),
    }
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                _set_completers(inner)
            continue
        names = (*action.option_strings, action.metavar)
        own = next((values[name] for name in names if isinstance(name, str) and name in values), None)
        if own is None and action.type in (int, float):
            own = lambda **_: ()  # noqa: E731
        if own is not None:
            action.completer = own  # type: ignore[attr-defined]


def _is_files(action: argparse.Action) -> bool:
    """Whether it takes any number of files."""
    return not action.option_strings and action.nargs in ("*", "+") and not hasattr(action, "completer")


def _rules() -> list[str]:
    from qa.rule import discover

    return sorted(discover())


def _rule_list(prefix: str, **_: object) -> list[str]:
    """The rules that may follow in a list such as `calque,trun`."""
    before, comma, _rest = prefix.rpartition(",")
    return [f"{before}{comma}{name}" for name in _rules() if name not in before.split(",")]


def _languages() -> list[str]:
    from qa.language import codes

    return codes()
