"""The language server: each message of the protocol, and what is done about it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import uuid4

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

import qa
from qa.config import ConfigError
from qa.lsp.actions import ADD_NAME, FIX_ALL, Actions, wanted
from qa.lsp.checking import Text, ignoring, safe_fixes
from qa.lsp.client import Client, client, file_path, folders
from qa.lsp.diagnostics import SOURCE, diagnostics
from qa.lsp.documents import Document, Documents, Result, format_of
from qa.lsp.hover import hover
from qa.lsp.settings import SECTION, Settings
from qa.lsp.worker import Worker, WorkError
from qa.rule import RuleModule

SETTINGS_FILES = ("**/mtlint.toml", "**/pyproject.toml")
_LOOKS = 2.0
"""Seconds between looks at the settings files of an editor that does not watch files."""
_SLOW = 1.0
"""Seconds from which a check is told to take long: the lexicon of a language is built at its first use."""


class Server(LanguageServer):
    """What the messages are about."""

    def __init__(self, rules: dict[str, RuleModule]) -> None:
        # Whole texts, not changes: pygls parts lines where editors do not, and would apply changes at the wrong places.
        super().__init__("mtlint", qa.__version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.rules = rules
        self.client = Client()
        self.told_to_stop = False
        self.worker = Worker()
        self.settings = Settings(rules, self.warn)
        self.documents = Documents(self.settings, self.worker, self.publish, self.if_slow)
        self._tasks: set[asyncio.Task[None]] = set()

    def publish(self, document: Document, result: Result) -> None:
        """Tell what was found, unless the editor asks for it itself."""
        if not self.client.pulls:
            self.text_document_publish_diagnostics(
                lsp.PublishDiagnosticsParams(document.uri, diagnostics(result), version=result.version)
            )

    def warn(self, message: str) -> None:
        self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, f"mtlint: {message}"))

    def check_again(self) -> None:
        """Settings may have changed."""
        for document in self.documents:
            self.documents.tell_soon(document)
        if self.client.pulls and self.client.refreshes:
            self.start(self._refresh)

    async def _refresh(self) -> None:
        await self.workspace_diagnostic_refresh_async(None)

    def open_folders_anew(self) -> None:
        paths = (file_path(folder.uri) for folder in self.workspace.folders.values())
        self.settings.open_folders([path for path in paths if path is not None])

    async def ask_for_settings(self) -> None:
        """Ask the editor for what the user set, for all folders and for each."""
        if not self.client.configures:
            return
        uris = [None, *(folder.uri for folder in self.workspace.folders.values())]
        items = [lsp.ConfigurationItem(uri, SECTION) for uri in uris]
        said = await self.workspace_configuration_async(lsp.ConfigurationParams(items))
        for uri, own in zip(uris, said, strict=False):
            path = None if uri is None else file_path(uri)
            if uri is None or path is not None:
                self.settings.prefer(path, own)
        self.check_again()

    async def look_at_settings(self) -> None:
        """Look at the settings files from time to time."""
        while True:
            await asyncio.sleep(_LOOKS)
            if any(one.result and one.result.setup != self.settings.setup(one.file) for one in self.documents):
                self.check_again()

    @asynccontextmanager
    async def if_slow(self, document: Document) -> AsyncIterator[None]:
        """Tell that a check takes long, if it does and the editor shows that."""
        if not self.client.progress:
            yield
            return
        token = str(uuid4())
        begun = asyncio.create_task(self._begin(token, document))
        try:
            yield
        finally:
            if begun.done():
                if not begun.cancelled() and begun.exception() is None:
                    self.work_done_progress.end(token, lsp.WorkDoneProgressEnd())
            else:
                begun.cancel()

    async def _begin(self, token: str, document: Document) -> None:
        await asyncio.sleep(_SLOW)
        await self.work_done_progress.create_async(token)
        message = "the first check in a language builds its lexicon"
        self.work_done_progress.begin(token, lsp.WorkDoneProgressBegin(f"mtlint checks {document.text.path}", message=message))

    def start(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do something while messages go on; what the editor cannot do, or a process does not, is nothing to stop for."""
        task = asyncio.create_task(_leniently(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _leniently(work: Callable[[], Awaitable[None]]) -> None:
    with suppress(JsonRpcException, WorkError):
        await work()


# ------------------------------------------------------------------------------------------------------ from start to end


def initialize(ls: Server, params: lsp.InitializeParams) -> None:
    ls.client = client(params)
    ls.documents.encoding = ls.workspace.position_encoding or "utf-16"
    ls.settings.open_folders(list(folders(params)))
    ls.settings.start_with(params.initialization_options)
    ls.start(ls.worker.warm)


async def initialized(ls: Server, params: lsp.InitializedParams) -> None:
    wanted = []
    if ls.client.watches:
        watchers = [lsp.FileSystemWatcher(pattern) for pattern in SETTINGS_FILES]
        watched = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
        wanted.append(lsp.Registration("settings-files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, watched))
    else:
        ls.start(ls.look_at_settings)
    if ls.client.changes:
        changes = lsp.DidChangeConfigurationRegistrationOptions(SECTION)
        wanted.append(lsp.Registration("settings", lsp.WORKSPACE_DID_CHANGE_CONFIGURATION, changes))
    if wanted:
        ls.start(lambda: ls.client_register_capability_async(lsp.RegistrationParams(wanted)))
    ls.start(ls.ask_for_settings)


def shutdown(ls: Server, params: None) -> None:
    ls.told_to_stop = True


# --------------------------------------------------------------------------------------------------- documents and settings


def did_open(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    opened = params.text_document
    file = file_path(opened.uri)
    path = file or opened.uri
    if (format := format_of(opened.language_id, path)) is not None:
        ls.documents.open(opened.uri, file, opened.version, Text(opened.text, format, path))


def did_change(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    changed = params.text_document
    ls.documents.change(changed.uri, changed.version, ls.workspace.get_text_document(changed.uri).source)


def did_close(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    if ls.documents.get(uri) is not None:
        ls.documents.close(uri)
        if not ls.client.pulls:
            ls.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))


def did_change_watched_files(ls: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
    ls.check_again()


async def did_change_configuration(ls: Server, params: lsp.DidChangeConfigurationParams) -> None:
    if ls.client.configures:
        ls.start(ls.ask_for_settings)
        return
    said = params.settings if isinstance(params.settings, dict) else {}
    ls.settings.prefer(None, said.get(SECTION))
    ls.check_again()


async def did_change_workspace_folders(ls: Server, params: lsp.DidChangeWorkspaceFoldersParams) -> None:
    ls.open_folders_anew()
    ls.check_again()
    ls.start(ls.ask_for_settings)


# ----------------------------------------------------------------------------------------------------- what the editor asks


async def document_diagnostic(ls: Server, params: lsp.DocumentDiagnosticParams) -> lsp.DocumentDiagnosticReport:
    result = await ls.documents.result(params.text_document.uri)
    if result is None:
        return lsp.RelatedFullDocumentDiagnosticReport([])
    if result.id == params.previous_result_id:
        return lsp.RelatedUnchangedDocumentDiagnosticReport(result.id)
    return lsp.RelatedFullDocumentDiagnosticReport(diagnostics(result), result_id=result.id)


async def code_action(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    result = await ls.documents.result(params.text_document.uri)
    document = ls.documents.get(params.text_document.uri)
    if result is None or document is None:
        return []
    actions = Actions(document, result, params.range, versioned=ls.client.versioned)
    only = params.context.only
    found: list[lsp.CodeAction] = []
    if wanted(lsp.CodeActionKind.QuickFix, only):
        found += actions.fixes()
        found += actions.names()
        if ignorable := actions.ignorable():
            rules, places = zip(*((one.finding.rule, one.finding.start) for one in ignorable), strict=True)
            with suppress(WorkError):  # the others are offered all the same
                comments = await ls.worker.run(ignoring, result.text, rules, places)
                found += actions.ignores(zip(ignorable, comments, strict=True))
    if wanted(FIX_ALL, only) and (all_safe := actions.fix_all()) is not None:
        found.append(all_safe if ls.client.resolves else await code_action_resolve(ls, all_safe))
    return found


async def code_action_resolve(ls: Server, params: lsp.CodeAction) -> lsp.CodeAction:
    """The action with its edits, for the text as it is now."""
    uri = params.data["uri"] if isinstance(params.data, dict) else ""
    result = await ls.documents.result(uri)
    document = ls.documents.get(uri)
    if result is not None and document is not None:
        edits = await ls.worker.run(safe_fixes, result.text, result.setup)
        nowhere = result.positions.range(0, 0)
        params.edit = Actions(document, result, nowhere, versioned=ls.client.versioned).edit(edits)
    return params


async def help_on(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    result = await ls.documents.result(params.text_document.uri)
    return hover(result, params.position, ls.rules, markdown=ls.client.markdown) if result else None


async def add_name(ls: Server, uri: str, name: str) -> None:
    """Add a name to the list of the project that a document is part of."""
    document = ls.documents.get(uri)
    project = ls.settings.project(document.file if document else file_path(uri))
    if project is None:
        ls.warn("no project is open that could have a list of names: save the text first")
        return
    try:
        await asyncio.to_thread(project.add_name, name)
    except ConfigError as error:
        ls.warn(str(error))
    ls.check_again()


FEATURES: dict[str, Callable[..., Any]] = {
    lsp.INITIALIZE: initialize,
    lsp.INITIALIZED: initialized,
    lsp.SHUTDOWN: shutdown,
    lsp.TEXT_DOCUMENT_DID_OPEN: did_open,
    lsp.TEXT_DOCUMENT_DID_CHANGE: did_change,
    lsp.TEXT_DOCUMENT_DID_CLOSE: did_close,
    lsp.TEXT_DOCUMENT_DIAGNOSTIC: document_diagnostic,
    lsp.TEXT_DOCUMENT_CODE_ACTION: code_action,
    lsp.CODE_ACTION_RESOLVE: code_action_resolve,
    lsp.TEXT_DOCUMENT_HOVER: help_on,
    lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: did_change_watched_files,
    lsp.WORKSPACE_DID_CHANGE_CONFIGURATION: did_change_configuration,
    lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: did_change_workspace_folders,
}
OPTIONS = {
    lsp.TEXT_DOCUMENT_DIAGNOSTIC: lsp.DiagnosticOptions(False, False, identifier=SOURCE),
    lsp.TEXT_DOCUMENT_CODE_ACTION: lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True),
}


def create(rules: dict[str, RuleModule]) -> Server:
    """A server that is ready to be started."""
    server = Server(rules)
    for name, handler in FEATURES.items():
        server.feature(name, OPTIONS.get(name))(handler)
    server.command(ADD_NAME)(add_name)
    return server
