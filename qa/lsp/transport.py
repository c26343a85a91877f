"""How messages come and go: over standard input and output, or over TCP with one editor."""

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Coroutine
from contextlib import suppress

from pygls.io_ import StdoutWriter, run_async

from qa.lsp.server import Server

_CHUNK = 65536


def serve_standard_streams(server: Server) -> None:
    """Serve the editor that started us, until it says so or goes away. What else prints goes to standard error."""
    out = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints must not do so amid messages
    with os.fdopen(out, "wb") as messages:
        server.protocol.set_writer(StdoutWriter(messages))
        _run(_over_standard_streams(server))


def serve_tcp(server: Server, host: str, port: int) -> None:
    """Wait for an editor and serve it. Raises OSError where the address cannot be had."""
    _run(_over_tcp(server, host, port))


def _run(serving: Coroutine[None, None, None]) -> None:
    logging.getLogger("asyncio").setLevel(logging.ERROR)  # it warns of processes that end when we do
    with suppress(SystemExit, BrokenPipeError):  # that is how pygls stops; the caller knows whether it was told to
        asyncio.run(serving)


async def _over_standard_streams(server: Server) -> None:
    reader = asyncio.StreamReader()
    arguments = (sys.stdin.fileno(), reader, asyncio.get_running_loop())
    threading.Thread(target=_feed, args=arguments, daemon=True).start()  # waits for input when we end, and holds nothing up
    await _converse(server, reader)


def _feed(source: int, reader: asyncio.StreamReader, loop: asyncio.AbstractEventLoop) -> None:
    """Hand on all that comes from a file descriptor."""
    with suppress(RuntimeError):  # the loop has ended
        while data := os.read(source, _CHUNK):
            loop.call_soon_threadsafe(reader.feed_data, data)
        loop.call_soon_threadsafe(reader.feed_eof)


async def _over_tcp(server: Server, host: str, port: int) -> None:
    met: asyncio.Future[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.get_running_loop().create_future()

    def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if met.done():
            writer.close()
        else:
            met.set_result((reader, writer))

    listening = await asyncio.start_server(meet, host, port)
    address = listening.sockets[0].getsockname()
    print(f"mtlint lsp waits for an editor at {address[0]}:{address[1]}", file=sys.stderr, flush=True)
    reader, writer = await met
    listening.close()
    server.protocol.set_writer(writer)
    await _converse(server, reader)


async def _converse(server: Server, reader: asyncio.StreamReader) -> None:
    try:
        await run_async(threading.Event(), reader, server.protocol, error_handler=server.report_server_error)
    finally:
        await server.worker.stop()
