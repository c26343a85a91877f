"""What comes in: from whom, by which name, with which right. And what is said of it: security headers and a line of the log."""

import base64
import hmac
import sys
import time
from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.server.options import Options
from qa.server.problem import Problem

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")

_CLOSED = ("/v1/", "/v2/")
"""Where the token is asked for; the page has to come before somebody can give it one."""

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


class Log:
    """Outermost: gives every answer the headers that browsers heed, turns what goes wrong into one, and logs a line on stderr.

    A line names the path only, for what stands behind a `?` may be an article.
    """

    def __init__(self, app: ASGIApp, options: Options) -> None:
        self._app = app
        self._quiet = options.quiet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, note = time.monotonic(), 0, ""

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Problem as problem:
            await problem.response(scope["path"])(scope, receive, watched)
        except Exception as error:
            note = f" {type(error).__name__}"  # its message may hold some of the article
            if status:
                raise
            reason = f"the service stumbled over this request ({type(error).__name__}); please report it"
            crash = Problem(500, "crashed", reason)
            await crash.response(scope["path"])(scope, receive, watched)
        finally:
            if not self._quiet:
                _log(scope, status, time.monotonic() - began, note)


def _log(scope: Scope, status: int, seconds: float, note: str) -> None:
    client = scope["client"][0] if scope.get("client") else "-"
    path = "".join(char if " " < char <= "~" else "?" for char in scope["path"][:100])
    clock = time.strftime("%H:%M:%S")
    print(f"{clock} {client} {scope['method']} {path} {status} {1000 * seconds:.0f} ms{note}", file=sys.stderr, flush=True)


class Guard:
    """Refuses what addresses the service by a foreign name (a page elsewhere whose name was made to lead here), what other sites'
    pages send, and what lacks the token.
    """

    def __init__(self, app: ASGIApp, options: Options) -> None:
        self._app = app
        self._token = options.token.encode()
        self._hosts = frozenset(host.lower() for host in (*LOOPBACK, *options.hosts))
        self._origins = frozenset(origin.lower().rstrip("/") for origin in options.origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            self._check_host(headers)
            self._check_origin(headers)
            if self._token and scope["path"].startswith(_CLOSED) and scope["method"] != "OPTIONS":
                self._check_token(headers)
        await self._app(scope, receive, send)

    def _check_host(self, headers: Headers) -> None:
        host = headers.get("host", "").lower()
        if "*" not in self._hosts and _without_port(host) not in self._hosts:
            raise Problem(403, "unknown-host", "this service does not go by that name; --allow-host NAME lets it")

    def _check_origin(self, headers: Headers) -> None:
        """Pages of other sites may not even ask; extensions, editors and programs may."""
        origin = headers.get("origin", "").lower()
        if not origin or "*" in self._origins or origin in self._origins:
            return
        scheme, _, address = origin.partition("://")
        if origin == "null" or (scheme in ("http", "https") and address != headers.get("host", "").lower()):
            raise Problem(403, "foreign-origin", "pages of other sites may not use this service; --allow-origin lets one")

    def _check_token(self, headers: Headers) -> None:
        kind, _, rest = headers.get("authorization", "").partition(" ")
        given = b""
        if kind.lower() == "bearer":
            given = rest.strip().encode("latin-1")
        elif kind.lower() == "basic":  # what clients send that can be given an address only: http://user:TOKEN@host/
            with suppress(ValueError):
                given = base64.b64decode(rest).partition(b":")[2]
        if not hmac.compare_digest(given, self._token):
            reason = "this service asks for a token: Authorization: Bearer TOKEN"
            raise Problem(401, "no-token", reason, {"WWW-Authenticate": "Bearer"})


def _without_port(host: str) -> str:
    """`[::1]:8081` and `localhost:8081` without their port."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() and not (name.startswith("[") and not name.endswith("]")) else host
