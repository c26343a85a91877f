"""The open documents: what they say now, and what was found in that. What no longer holds is never told."""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from itertools import count

from lsprotocol.types import Range
from msgspec import Struct

from qa.lsp.checking import Found, Text, check
from qa.lsp.positions import Positions
from qa.lsp.settings import Settings
from qa.lsp.worker import Worker, WorkError
from qa.readers import READERS
from qa.report import ReportedFinding
from qa.worker import Setup

DELAY = 0.1
"""Seconds from a change until the text is checked: what is typed meanwhile is checked along with it."""

_FORMATS = {
    "plaintext": "text", "text": "text", "txt": "text", "markdown": "markdown", "gfm": "markdown", "md": "markdown",
    "html": "html", "mhtml": "html", "xhtml": "html", "htm": "html",
}  # fmt: skip
"""How to read a text, by what editors call its language."""


def format_of(language_id: str, path: str) -> str | None:
    """How to read a text; None for kinds that are not checked."""
    by_ending = READERS.get(os.path.splitext(path)[1].lower())
    return _FORMATS.get(language_id.lower()) or (by_ending if by_ending in _FORMATS.values() else None)


_IDS = count(1)


class Placed(Struct, frozen=True):
    """A finding and where the editor shows it."""

    finding: ReportedFinding
    range: Range


class Result:
    """What was found in one version of a document; its `id` is no other's."""

    def __init__(self, version: int, text: Text, setup: Setup, found: Found, encoding: str) -> None:
        self.id = str(next(_IDS))
        self.version = version
        self.text = text
        self.setup = setup
        self.language = found.language
        self.errors = found.errors
        self.positions = Positions(text.raw, encoding)
        self.findings = tuple(Placed(one, self.positions.range(one.start, one.end)) for one in found.findings)


class Document:
    """An open document. `file` is its path where it is a file. `due` is when, by the loop's clock, it may be checked."""

    def __init__(self, uri: str, file: str | None, version: int, text: Text) -> None:
        self.uri = uri
        self.file = file
        self.version = version
        self.text = text
        self.due = 0.0
        self.result: Result | None = None
        self.check: asyncio.Task[None] | None = None
        self.telling: asyncio.Task[None] | None = None


class Documents:
    """All open documents. `tell` is called with what was found in one, as soon as it is known, unless that no longer holds;
    `during` is entered while one is checked.
    """

    def __init__(
        self,
        settings: Settings,
        worker: Worker,
        tell: Callable[[Document, Result], None],
        during: Callable[[Document], AbstractAsyncContextManager[None]],
    ) -> None:
        self.encoding = "utf-16"
        self._settings = settings
        self._worker = worker
        self._tell = tell
        self._during = during
        self._open: dict[str, Document] = {}

    def __iter__(self) -> Iterator[Document]:
        return iter(self._open.values())

    def get(self, uri: str) -> Document | None:
        return self._open.get(uri)

    def open(self, uri: str, file: str | None, version: int, text: Text) -> None:
        """The editor shows a document."""
        self._open[uri] = Document(uri, file, version, text)
        self.tell_soon(self._open[uri])

    def change(self, uri: str, version: int, raw: str) -> None:
        """A document says something else now."""
        if (document := self._open.get(uri)) is None:
            return
        document.version = version
        document.text = Text(raw, document.text.format, document.text.path)
        now = asyncio.get_running_loop().time()
        if document.due <= now:  # else a check is coming already: who types on must not put it off
            document.due = now + DELAY
        self.tell_soon(document)

    def close(self, uri: str) -> None:
        """The editor no longer shows a document."""
        if (document := self._open.pop(uri, None)) is not None and document.telling is not None:
            document.telling.cancel()

    def tell_soon(self, document: Document) -> None:
        """Tell what is found in a document when it is known."""
        if document.telling is None or document.telling.done():
            document.telling = asyncio.create_task(self._tell_of(document))

    async def _tell_of(self, document: Document) -> None:
        if (result := await self.result(document.uri)) is not None and self._open.get(document.uri) is document:
            self._tell(document, result)

    async def result(self, uri: str) -> Result | None:
        """What is found in a document as it is now, with the settings as they are now; None where it is not open."""
        while (document := self._open.get(uri)) is not None:
            result = document.result
            if result and result.version == document.version and result.setup == self._settings.setup(document.file):
                return result
            if document.check is None:
                document.check = asyncio.create_task(self._check(document))
            await asyncio.shield(document.check)  # others may wait for it, too
        return None

    async def _check(self, document: Document) -> None:
        try:
            await asyncio.sleep(document.due - asyncio.get_running_loop().time())
            version, text, setup = document.version, document.text, self._settings.setup(document.file)
            try:
                async with self._during(document):
                    found = await self._worker.run(check, text, setup)
            except WorkError as error:
                found = Found("und", (), (str(error),))
            document.result = Result(version, text, setup, found, self.encoding)
        finally:
            document.check = None
