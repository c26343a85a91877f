"""`mtlint lsp`: the language server for editors."""

import argparse

from qa.cli import UsageError
from qa.commands.options import load_rules


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mtlint lsp",
        allow_abbrev=False,
        description="Serve an editor over standard input and output, by the Language Server Protocol: what is wrong while you type, "
        "fixes, help. The editor starts it; the README says how to tell it to.",
    )
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--stdio", action="store_true", help="standard input and output: the default; some editors name it")
    way.add_argument(
        "--tcp",
        metavar="[HOST:]PORT",
        help="wait for one editor at a port (0: a free one), of this machine unless a host is given",
    )
    return parser


def run(words: list[str]) -> int:
    arguments = parser().parse_args(words)
    address = _address(arguments.tcp) if arguments.tcp else None
    rules = load_rules()
    from qa.lsp.server import create
    from qa.lsp.transport import serve_standard_streams, serve_tcp

    server = create(rules)
    if address is None:
        serve_standard_streams(server)
    else:
        try:
            serve_tcp(server, *address)
        except OSError as error:
            raise UsageError(f"--tcp: cannot listen at {arguments.tcp}: {error.strerror or error}") from error
    return 0 if server.told_to_stop else 1


def _address(given: str) -> tuple[str, int]:
    host, _, port = given.rpartition(":")
    if not port.isdecimal() or not 0 <= int(port) < 65536:
        raise UsageError(f"--tcp: expected a port, or a host and a port such as 127.0.0.1:7667, got {given!r}")
    return host.strip("[]") or "127.0.0.1", int(port)
