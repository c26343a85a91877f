"""The body of a request: within its limits, decoded."""

from typing import Any, TypeVar

import anyio
import msgspec
from starlette.requests import ClientDisconnect, Request

from qa.readers import ReadError, html
from qa.readers.jsonl import decoded
from qa.readers.source import decode
from qa.readers.web import content_type
from qa.server.options import Options
from qa.server.problem import Problem

T = TypeVar("T")

_DRAINED = 8
"""How many times the limit is read and thrown away: a client that is still sending would not hear why it is refused."""


async def body(request: Request, options: Options) -> bytes:
    """All of it. Raises Problem where it is too large, too slow or packed."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem(415, "packed", "packed bodies are not read: send it without Content-Encoding")
    received, size = bytearray(), 0
    try:
        with anyio.move_on_after(options.timeout) as waiting:
            async for chunk in request.stream():
                size += len(chunk)
                if size <= options.max_body:
                    received += chunk
                elif size > options.max_body * _DRAINED:
                    break
    except ClientDisconnect:
        raise Problem(499, "gone", "the client went away") from None
    if size > options.max_body:
        raise Problem(413, "too-large", f"larger than {options.max_body:,} bytes; --max-body lets more in")
    if waiting.cancelled_caught:
        raise Problem(408, "too-late", f"it did not arrive within {options.timeout:g} seconds")
    return bytes(received)


def media_type(request: Request) -> tuple[str, str]:
    """(media type, charset) in lower case, "" where none is named."""
    return content_type(request.headers.get("content-type", "")) if "content-type" in request.headers else ("", "")


def text(data: bytes, charset: str, *, is_html: bool = False) -> str:
    """The text that bytes are. Raises Problem where they are not in their encoding."""
    encoding = html.known_encoding(charset) if charset else html.declared_encoding(data) if is_html else "utf-8"
    try:
        return decode(data, "body", encoding)
    except ReadError as error:
        raise Problem(400, "not-text", error.message) from None


def from_json(data: bytes, kind: type[T]) -> T:
    """What a JSON body says. Raises Problem, naming what is wrong and where."""
    return convert(json(data), kind)


def json(data: bytes) -> Any:
    """Any JSON. Half a surrogate pair becomes U+FFFD. Raises Problem."""
    try:
        return decoded(data, "body")
    except ReadError as error:
        raise Problem(400, "bad-json", error.message) from None


def convert(value: Any, kind: type[T]) -> T:
    """The value as that kind. Raises Problem."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise Problem(400, "bad-request", str(error)) from None
