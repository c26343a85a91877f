"""`mtlint serve`: the HTTP service with its page."""

import argparse
import logging
import os
import signal
import socket
import sys

from qa.cli import UsageError
from qa.commands.options import add_config, load_rules
from qa.config import ConfigError
from qa.language import canonical
from qa.project import Project
from qa.report import UNUSED_SUPPRESSION
from qa.server.options import Options

PORT = 8081
"""That of LanguageTool's own server, at which its clients look."""


def parser() -> argparse.ArgumentParser:
    default = Options()
    parser = argparse.ArgumentParser(
        prog="mtlint serve",
        allow_abbrev=False,
        description="Serve checks over HTTP: a page for people at /, a JSON interface (/openapi.json describes it), and LanguageTool's "
        "interface under /v2/ for its clients. Only this machine is served unless --host says otherwise. Ctrl-C stops it when what "
        "runs is done.",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen (default: 127.0.0.1, this machine)"
    )
    parser.add_argument("--port", type=int, default=PORT, metavar="N", help=f"0 takes a free one (default: {PORT})")
    parser.add_argument(
        "--token",
        default=os.environ.get("MTLINT_TOKEN"),
        metavar="TOKEN",
        help="asked of every client; better set as MTLINT_TOKEN, which others do not see",
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a further name under which it may be addressed; * for any",
    )
    parser.add_argument(
        "--allow-origin",
        action="append",
        default=[],
        metavar="ORIGIN",
        help="a site whose pages may use it, such as https://cms.example.org; * for any",
    )
    parser.add_argument(
        "--allow-fetch", action="store_true", help="fetch pages whose URL is given, never from private addresses"
    )
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="articles checked at once; 0 for one a core (default)")
    parser.add_argument(
        "--max-body", type=int, default=default.max_body, metavar="BYTES", help=f"largest request (default: {default.max_body})"
    )
    parser.add_argument(
        "--max-queue",
        type=int,
        default=default.max_queue,
        metavar="N",
        help=f"requests that may wait; further ones are told to come again (default: {default.max_queue})",
    )
    parser.add_argument(
        "--timeout",
        type=float,
        default=default.timeout,
        metavar="SECONDS",
        help=f"longest that a check may take (default: {default.timeout:g})",
    )
    parser.add_argument("--language", metavar="CODE", help="the articles' language where none is given, as a BCP 47 tag")
    add_config(parser)
    parser.add_argument("--quiet", action="store_true", help="log nothing")
    return parser


def run(words: list[str]) -> int:
    arguments = parser().parse_args(words)
    options = _options(arguments)
    if arguments.language is not None and not canonical(arguments.language):
        raise UsageError(f"--language: expected a BCP 47 tag such as en or pt-BR, got {arguments.language!r}")
    rules = load_rules()
    project = Project(
        {UNUSED_SUPPRESSION: {}, **{name: one.rule.options for name, one in rules.items()}}, path=arguments.config
    )
    try:
        project.config()
    except ConfigError as error:
        raise UsageError(str(error)) from error
    with _listening(arguments.host, arguments.port) as listening:
        from qa.server import app

        _serve(app.create(rules, project, options, language=arguments.language), listening, options)
    return 0


def _options(arguments: argparse.Namespace) -> Options:
    for name, least in (("jobs", 0), ("max_body", 1), ("max_queue", 0)):
        if getattr(arguments, name) < least:
            raise UsageError(f"--{name.replace('_', '-')}: expected {least} or more")
    if not arguments.timeout > 0:
        raise UsageError("--timeout: expected more than 0 seconds")
    if not 0 <= arguments.port <= 65535:
        raise UsageError("--port: expected 0 to 65535")
    for origin in arguments.allow_origin:
        if origin != "*" and not origin.startswith(("http://", "https://")):
            raise UsageError(f"--allow-origin: expected an origin such as https://cms.example.org, got {origin!r}")
    if arguments.token is not None and not arguments.token.strip():
        raise UsageError("--token or MTLINT_TOKEN: it is empty, and would let everybody in")
    if not arguments.jobs:
        from qa.parallel import cores

        arguments.jobs = cores()
    return Options(
        token=(arguments.token or "").strip(),
        origins=tuple(origin.rstrip("/") for origin in arguments.allow_origin),
        hosts=(_in_url(arguments.host), *arguments.allow_host),
        jobs=arguments.jobs,
        max_queue=arguments.max_queue,
        max_body=arguments.max_body,
        timeout=arguments.timeout,
        fetch=arguments.allow_fetch,
        quiet=arguments.quiet,
    )


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"cannot listen at {_in_url(host)}:{port}: {reason}; --port 0 takes a free port") from error


def _serve(application: object, listening: socket.socket, options: Options) -> None:
    """Serve until told to stop; what has begun is finished first."""
    import uvicorn

    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # it wonders about processes that are ended while it stops
    caught: list[int] = []
    for one in (signal.SIGINT, signal.SIGTERM):  # uvicorn stops at them, and raises them again when all is done
        signal.signal(one, lambda number, _: caught.append(number))
    host, port = listening.getsockname()[:2]
    print(f"mtlint serves at http://{_in_url(host)}:{port}/  (Ctrl-C stops it)", flush=True)
    if not host.startswith("127.") and host != "::1":
        _warn(options)
    if not options.quiet and (missing := _missing()):
        print(f"mtlint serve: the first article in a language waits while its lexicon is built; {missing}", file=sys.stderr)
    config = uvicorn.Config(
        application,  # type: ignore[arg-type]
        log_config=None,
        log_level="critical",  # what goes wrong with a request stands in the log that is ours
        access_log=False,
        server_header=False,
        lifespan="on",
        ws="none",
        backlog=1024,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=int(options.timeout) + 5,
    )
    uvicorn.Server(config).run(sockets=[listening])
    if signal.SIGINT in caught:
        raise KeyboardInterrupt


def _warn(options: Options) -> None:
    """What to know of a service that other machines reach."""
    if not options.token:
        print("mtlint serve: whoever reaches this address may use it: --token asks for one", file=sys.stderr)
    if len(options.hosts) == 1:
        print("mtlint serve: it answers to no other name than this address: --allow-host NAME adds one", file=sys.stderr)


def _missing() -> str:
    """What is to be said of lexicons that are not built yet, "" where none is missing: processes that build them cannot tell."""
    from qa.lexicon import list_lexicons

    lexicons = list_lexicons()
    missing = [one.code for one in lexicons if not one.built]
    if not missing:
        return ""
    names = " ".join(missing[:3])
    return f"{len(missing)} of {len(lexicons)} are not: mtlint lexicon build {names}{' ...' if len(missing) > 3 else ''}"


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
