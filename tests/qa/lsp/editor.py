"""An editor: pygls' own client with `mtlint lsp` as users start it, and what an editor keeps of a document."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Union

from cattrs import Converter
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient
from pygls.protocol import default_converter

ROOT = str(Path(__file__).parents[3])
PATIENCE = 60.0
"""Seconds to wait for what must come: no measure of speed."""

UTF8, UTF16, UTF32 = (
    lsp.PositionEncodingKind.Utf8,
    lsp.PositionEncodingKind.Utf16,
    lsp.PositionEncodingKind.Utf32,
)
_CODECS = {UTF8: ("utf-8", 1), UTF16: ("utf-16-le", 2), UTF32: ("utf-32-le", 4)}


def _converter() -> Converter:
    """lsprotocol's own, which takes every action that has a command for a bare command, as old servers send them."""
    converter = default_converter()

    def action(value: Any, _: Any) -> lsp.Command | lsp.CodeAction:
        return converter.structure(value, lsp.Command if isinstance(value.get("command"), str) else lsp.CodeAction)

    converter.register_structure_hook(Union[lsp.Command, lsp.CodeAction], action)  # noqa: UP007 - as it is registered there
    return converter


class Editor(LanguageClient):
    """Keeps what the server says: diagnostics by document, messages, registrations. `configuration` is what it answers when asked."""

    def __init__(self) -> None:
        super().__init__("editor", "1", converter_factory=_converter)
        self.published: list[lsp.PublishDiagnosticsParams] = []
        self.messages: list[str] = []
        self.registered: dict[str, Any] = {}
        self.refreshed = 0
        self.progress_told: list[dict[str, Any]] = []
        self.configuration: dict[str | None, Any] = {}
        self.encoding: lsp.PositionEncodingKind = UTF16
        self.texts: dict[str, tuple[int, str]] = {}
        self.news = asyncio.Event()
        self.status: int | None = None
        self.log = b""
        for name, handler in {
            lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: self._publish,
            lsp.WINDOW_SHOW_MESSAGE: self._message,
            lsp.CLIENT_REGISTER_CAPABILITY: self._register,
            lsp.WORKSPACE_CONFIGURATION: self._configure,
            lsp.WORKSPACE_DIAGNOSTIC_REFRESH: self._refresh,
            lsp.WINDOW_WORK_DONE_PROGRESS_CREATE: lambda params: None,
            lsp.PROGRESS: self._progress,
        }.items():
            self.feature(name)(lambda params, handler=handler: handler(params))

    def _publish(self, params: lsp.PublishDiagnosticsParams) -> None:
        self.published.append(params)
        self.news.set()

    def _message(self, params: lsp.ShowMessageParams) -> None:
        self.messages.append(params.message)
        self.news.set()

    def _register(self, params: lsp.RegistrationParams) -> None:
        self.registered |= {one.method: one.register_options for one in params.registrations}
        self.news.set()

    def _configure(self, params: lsp.ConfigurationParams) -> list[Any]:
        return [self.configuration.get(item.scope_uri) for item in params.items]

    def _refresh(self, params: None) -> None:
        self.refreshed += 1
        self.news.set()

    def _progress(self, params: lsp.ProgressParams) -> None:
        self.progress_told.append(params.value)
        self.news.set()

    async def server_exit(self, server: asyncio.subprocess.Process) -> None:
        assert server.stderr
        self.log = await server.stderr.read()
        self.status = server.returncode

    @property
    def process_id(self) -> int:
        assert self._server
        return self._server.pid

    # -------------------------------------------------------------- documents

    def open(self, uri: str, text: str, language: str = "plaintext", version: int = 1) -> None:
        self.texts[uri] = (version, text)
        self.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, language, version, text)))

    def change(self, uri: str, text: str) -> int:
        """Type: the document is `text` now; its new version."""
        version = self.texts[uri][0] + 1
        self.texts[uri] = (version, text)
        self.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(version, uri), [lsp.TextDocumentContentChangeWholeDocument(text)]
            )
        )
        return version

    def apply(self, edit: lsp.WorkspaceEdit | None) -> None:
        """Make an edit and tell the server; one of another version is refused."""
        assert edit is not None
        for change in edit.document_changes or ():
            assert isinstance(change, lsp.TextDocumentEdit)
            assert change.text_document.version == self.texts[change.text_document.uri][0]
            self._apply(change.text_document.uri, change.edits)
        for uri, edits in (edit.changes or {}).items():
            self._apply(uri, edits)

    def _apply(self, uri: str, edits: Any) -> None:
        text = self.texts[uri][1]
        places = sorted(
            ((self.offset(text, one.range.start), self.offset(text, one.range.end), one.new_text) for one in edits),
            reverse=True,
        )
        for (_, end, _), (start, _, _) in zip(places[1:], places, strict=False):
            assert end <= start, "edits overlap"
        for start, end, new in places:
            text = text[:start] + new + text[end:]
        self.change(uri, text)

    def offset(self, text: str, position: lsp.Position) -> int:
        """Where a position lies, found as the protocol says; one amid a character is refused."""
        lines = text.replace("\r\n", "\0\n").replace("\r", "\n").replace("\0\n", "\r\n").split("\n")
        line = lines[position.line]
        codec, size = _CODECS[self.encoding]
        before = line.encode(codec)[: position.character * size].decode(codec)
        assert len(before.encode(codec)) == position.character * size, "past the end of its line"
        return sum(len(one) + 1 for one in lines[: position.line]) + len(before)

    def spanned(self, uri: str, at: lsp.Range) -> str:
        text = self.texts[uri][1]
        return text[self.offset(text, at.start) : self.offset(text, at.end)]

    def position(self, uri: str, text: str) -> lsp.Position:
        """Where `text` starts in a document."""
        before = self.texts[uri][1].partition(text)[0]
        lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        codec, size = _CODECS[self.encoding]
        return lsp.Position(len(lines) - 1, len(lines[-1].encode(codec)) // size)

    # ---------------------------------------------------------------- waiting

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until the server has said something that makes it true."""
        async with asyncio.timeout(PATIENCE):
            while not condition():
                self.news.clear()
                await self.news.wait()

    async def diagnostics(self, uri: str) -> list[lsp.Diagnostic]:
        """What the server publishes of a document's latest version."""
        version = self.texts[uri][0]
        await self.until(lambda: any(one.uri == uri and one.version == version for one in self.published))
        return list([one for one in self.published if one.uri == uri and one.version == version][-1].diagnostics)

    async def found(self, uri: str, *rules: str) -> list[lsp.Diagnostic]:
        """The same, once it is of these rules."""
        version = self.texts[uri][0]

        def latest() -> list[lsp.Diagnostic] | None:
            some = [one for one in self.published if one.uri == uri and one.version == version]
            return list(some[-1].diagnostics) if some else None

        await self.until(lambda: (now := latest()) is not None and sorted(str(one.code) for one in now) == sorted(rules))
        return latest() or []

    async def actions(self, uri: str, at: lsp.Range, only: list[str] | None = None) -> dict[str, lsp.CodeAction]:
        """What the server offers, by title."""
        context = lsp.CodeActionContext([], only=only)  # type: ignore[arg-type]
        params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), at, context)
        found = await self.text_document_code_action_async(params) or []
        return {one.title: one for one in found if isinstance(one, lsp.CodeAction)}


def capabilities(**given: Any) -> lsp.ClientCapabilities:
    """Those of an editor that can do all that the server asks for, but for pulling; `given` replaces parts."""
    full: dict[str, Any] = {
        "general": lsp.GeneralClientCapabilities(position_encodings=[UTF16]),
        "text_document": lsp.TextDocumentClientCapabilities(
            hover=lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.Markdown]),
            code_action=lsp.CodeActionClientCapabilities(
                data_support=True, resolve_support=lsp.ClientCodeActionResolveOptions(["edit"])
            ),
        ),
        "workspace": lsp.WorkspaceClientCapabilities(
            workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True),
            did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
            did_change_configuration=lsp.DidChangeConfigurationClientCapabilities(dynamic_registration=True),
            configuration=True,
            workspace_folders=True,
        ),
    }
    return lsp.ClientCapabilities(**{**full, **given})


@asynccontextmanager
async def editing(
    *folders: Path,
    can: lsp.ClientCapabilities | None = None,
    encoding: lsp.PositionEncodingKind | None = None,
    options: Any = None,
    configuration: dict[str | None, Any] | None = None,
) -> AsyncIterator[Editor]:
    """A session from start to end: the server must end well, with nothing to complain of."""
    editor = Editor()
    editor.configuration = configuration or {}
    can = can or capabilities()
    if encoding is not None:
        can.general = lsp.GeneralClientCapabilities(position_encodings=[encoding])
    environment = {**os.environ, "PYTHONPATH": ROOT}
    await editor.start_io(sys.executable, "-m", "qa", "lsp", env=environment, cwd=str(folders[0]) if folders else None)
    async with asyncio.timeout(PATIENCE):
        result = await editor.initialize_async(
            lsp.InitializeParams(
                can,
                process_id=os.getpid(),
                workspace_folders=[lsp.WorkspaceFolder(one.as_uri(), one.name) for one in folders],
                initialization_options=options,
            )
        )
    editor.encoding = lsp.PositionEncodingKind(result.capabilities.position_encoding or "utf-16")
    editor.initialized(lsp.InitializedParams())
    yield editor
    async with asyncio.timeout(PATIENCE):
        await editor.shutdown_async(None)
        editor.exit(None)
        await editor.stop()
    assert editor.status == 0
    assert editor.log == b"", editor.log.decode()
