"""Pages of the web: fetched within limits, read as HTML, plain text or Markdown, and of a whole page the article alone.

A page can send this machine anywhere: addresses of private networks are refused, before and after every redirect, unless the user
allows them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import urlsplit

from qa.article import Document
from qa.positions import Run, SourceMap
from qa.readers import html
from qa.readers.source import Options, ReadError
from qa.suppress import WHOLE

if TYPE_CHECKING:
    import httpx

SECONDS = 10.0
BYTES = 10_000_000
REDIRECTS = 5
"""Limits of one page: from the first packet to the last byte; after decompression; on the way."""

Kind = Literal["text", "markdown", "html"]

_READERS: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
}


class PrivateAddress(ReadError):
    """A page that only this network could want to be fetched."""


class Page(NamedTuple):
    """What a server sent: the body, its media type and the charset it names, in lower case, "" where it names none."""

    body: bytes
    media_type: str
    charset: str


def documents(url: str, options: Options) -> Iterator[Document]:
    """The page at `url` as a document. Raises ReadError where it cannot be had or is none of the kinds that are read."""
    import asyncio

    try:
        page = asyncio.run(fetch(url, allow_private=options.allow_private))
    except PrivateAddress as error:
        raise ReadError(url, f"{error.message}; --allow-private fetches it") from error
    yield document(url, page)


def kind_of(url: str, page: Page) -> Kind:
    """As what a page is read. Raises ReadError where it is none of the kinds that are read."""
    kind = _READERS.get(page.media_type)
    if kind is None:
        raise ReadError(url, f"{page.media_type} cannot be checked: expected HTML, plain text or Markdown")
    if kind == "text" and urlsplit(url).path.lower().endswith((".md", ".markdown")):
        return "markdown"  # as servers of source code send it
    return kind


def document(url: str, page: Page) -> Document:
    """What was fetched from `url` as a document. Raises ReadError where it is none of the kinds that are read."""
    kind = kind_of(url, page)
    encoding = "utf-8" if page.body.startswith(b"\xef\xbb\xbf") else html.known_encoding(page.charset) if page.charset else ""
    if not encoding:
        encoding = html.declared_encoding(page.body) if kind == "html" else "utf-8"
    raw, damage = _decode(page.body, encoding)
    if kind == "html":
        found = of_article(html.document(url, url, raw))
    else:
        from importlib import import_module

        found = import_module(f"qa.readers.{kind}").document(url, url, raw)
    found.encoding = encoding
    found.warnings += damage
    return found


def _decode(body: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    """The text as a browser would show it, with U+FFFD for what is not in the encoding, and a warning of that."""
    try:
        return body.decode(encoding), ()
    except UnicodeDecodeError as error:
        return body.decode(encoding, "replace"), (f"not {encoding.upper()} at byte {error.start}",)


async def fetch(url: str, *, allow_private: bool) -> Page:
    """What a server sends for `url`, within the limits. Raises ReadError."""
    import asyncio

    import httpx
    from httpx_secure import SSRFProtectionError, httpx_ssrf_protection

    client = httpx.AsyncClient(
        follow_redirects=True,
        max_redirects=REDIRECTS,
        timeout=SECONDS,
        trust_env=allow_private,  # a proxy would look names up itself, past the protection
        headers={"User-Agent": "mtlint", "Accept": ", ".join(_READERS)},
    )
    try:
        if not allow_private:
            client.event_hooks["request"] = [_refuse_private]
            httpx_ssrf_protection(client)
        async with asyncio.timeout(SECONDS), client, client.stream("GET", url) as response:
            if response.is_error:
                raise ReadError(url, f"the server answered {response.status_code} {response.reason_phrase}".rstrip())
            body = bytearray()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > BYTES:
                    raise ReadError(url, f"larger than {BYTES // 1_000_000} MB")
            media_type, charset = content_type(response.headers.get("content-type", ""))
            return Page(bytes(body), media_type, charset)
    except (SSRFProtectionError, _Private) as error:
        raise PrivateAddress(url, "leads to an address of a private network") from error
    except (TimeoutError, httpx.TimeoutException) as error:
        raise ReadError(url, f"not fetched within {SECONDS:g} seconds") from error
    except httpx.TooManyRedirects as error:
        raise ReadError(url, f"more than {REDIRECTS} redirects") from error
    except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise ReadError(url, f"no address that can be fetched: {_one_line(error)}") from error
    except httpx.HTTPError as error:
        raise ReadError(url, f"could not be fetched: {_one_line(error)}") from error
    except (ValueError, OSError) as error:  # host names that are none, and what TLS raises by itself
        raise ReadError(url, f"could not be fetched: {_one_line(error)}") from error


class _Private(Exception):
    """A name leads to an address of a private network."""


async def _refuse_private(request: "httpx.Request") -> None:
    """Look the name up before anything else does: the protection itself would first see whether somebody listens there."""
    import asyncio
    from ipaddress import ip_address

    port = request.url.port or {"http": 80, "https": 443}.get(request.url.scheme)
    for *_, address in await asyncio.get_running_loop().getaddrinfo(request.url.host, port):
        if not ip_address(str(address[0]).partition("%")[0]).is_global:
            raise _Private


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def content_type(header: str) -> tuple[str, str]:
    """(media type, charset) of the header; a server that names no type is taken to send HTML."""
    media_type, _, rest = header.partition(";")
    charset = re.search(r"""charset\s*=\s*["']?([\w.:-]+)""", rest, re.I)
    return media_type.strip().lower() or "text/html", charset[1].lower() if charset else ""


# ------------------------------------------------------------------------------- which blocks are the article

_ENOUGH = 0.5
"""The share of the extracted text that must be found in blocks; below it the extraction is not believed."""
_LONG = 30
"""Letters and digits from which a block may stand within a longer extracted line."""
_SENTENCE = 80
"""Characters from which a block between others of the article is no list of links."""
_AHEAD = 20_000
"""How far ahead in the extracted text a block is looked for."""
_BEFORE = 5
"""How many blocks before the article its headline is looked for."""
_SILENT = re.compile(r"[\W_]+")


def of_article(document: Document) -> Document:
    """The document without the blocks around the article, where it can be told which those are; else as it is.

    trafilatura says what the article's text is; its text itself is not checked, for it joins words.
    """
    import trafilatura

    raw = document.source.raw
    try:
        extracted = trafilatura.extract(raw, fast=True, include_comments=False, include_tables=True, deduplicate=False) or ""
    except Exception as error:  # of any kind: it is other people's parser on other people's pages
        document.warnings += (f"the whole page is checked, its article could not be told apart: {_one_line(error)}",)
        return document
    kept = _matching(document, extracted)
    return only(document, kept) if kept else document


def _matching(document: Document, extracted: str) -> set[int]:
    """Indices of the blocks that are in the extracted text; none where too little of it is found."""
    texts = [_SILENT.sub("", document.text[block.start : block.end]) for block in document.blocks]
    lines = {_SILENT.sub("", line) for line in extracted.splitlines()}
    whole = _SILENT.sub("", extracted)
    found: set[int] = set()
    at = size = 0
    for index, text in enumerate(texts):
        place = whole.find(text, at, at + _AHEAD + len(text)) if text else -1
        if place >= 0 and (len(text) >= _LONG or text in lines):
            found.add(index)
            size += len(text)
            if len(text) >= _LONG:
                at = place + len(text)
    long = [index for index in found if len(texts[index]) >= _LONG]
    if not long or size < _ENOUGH * len(whole):
        return set()
    first, last = min(long), max(long)
    found = {index for index in found if first - _BEFORE <= index <= last + 1}
    for index, block in enumerate(document.blocks):
        between = first < index < last and block.end - block.start >= _SENTENCE
        headline = first - _BEFORE <= index < first and block.kind == "heading"
        if between or headline:
            found.add(index)
    return found


def only(document: Document, kept: set[int]) -> Document:
    """The document with those of its blocks alone whose indices are kept."""
    from msgspec.structs import replace

    old = [block for index, block in enumerate(document.blocks) if index in kept]
    shifts, length = [], 0
    for block in old:
        shifts.append(length - block.start)
        length += block.end - block.start + 1
    starts = [block.start for block in old]

    def shift_at(offset: int) -> int | None:
        """How far text at `offset` moves, None where it goes."""
        index = bisect_right(starts, offset) - 1
        return shifts[index] if index >= 0 and offset < old[index].end else None

    runs: list[Run] = []
    for a, b, start, end, gap in document.source.runs or ():
        index = bisect_right(starts, max(a, b - 1)) - 1
        if index < 0 or a >= old[index].end:
            continue
        if b - a == end - start:  # no-break spaces at a block's edge are no part of it
            before, after = max(old[index].start - a, 0), max(b - old[index].end, 0)
            a, b, start, end = a + before, b - after, start + before, end - after
        runs.append((a + shifts[index], b + shifts[index], start, end, gap))
    return replace(
        document,
        text="\n".join(document.text[block.start : block.end] for block in old),
        blocks=[replace(block, start=block.start + by, end=block.end + by) for block, by in zip(old, shifts, strict=True)],
        source=SourceMap(document.source.raw, runs, html.escape),
        foreign=tuple(
            replace(one, start=one.start + by, end=one.end + by)
            for one in document.foreign
            if (by := shift_at(one.start)) is not None
        ),
        suppressions=tuple(
            replace(one, start=one.start + by, end=one.end + by) if one.end < WHOLE else one
            for one in document.suppressions
            if (by := shift_at(one.start) if one.end < WHOLE else 0) is not None
        ),
    )
