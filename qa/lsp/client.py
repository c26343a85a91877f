"""What an editor can do, as it says itself when it starts."""

from collections.abc import Iterator
from typing import NamedTuple

from lsprotocol.types import InitializeParams, MarkupKind
from pygls.capabilities import get_capability
from pygls.uris import to_fs_path


class Client(NamedTuple):
    """`pulls`: it asks for diagnostics itself, and `refreshes` them when told; `versioned`: its edits can be for one version alone;
    `resolves`: it asks for an action's edits when that is chosen; `watches` files, `configures` servers, and tells when the
    configuration `changes`, if asked to; `markdown`: it shows that; `progress`: it shows what takes long.
    """

    pulls: bool = False
    refreshes: bool = False
    versioned: bool = False
    resolves: bool = False
    watches: bool = False
    configures: bool = False
    changes: bool = False
    markdown: bool = False
    progress: bool = False


def client(params: InitializeParams) -> Client:
    """What the editor that starts us can do."""

    def says(path: str) -> bool:
        return bool(get_capability(params.capabilities, path, False))

    resolved = get_capability(params.capabilities, "text_document.code_action.resolve_support.properties", []) or []
    shown = get_capability(params.capabilities, "text_document.hover.content_format", []) or []
    return Client(
        pulls=get_capability(params.capabilities, "text_document.diagnostic") is not None,
        refreshes=says("workspace.diagnostics.refresh_support"),
        versioned=says("workspace.workspace_edit.document_changes"),
        resolves="edit" in resolved and says("text_document.code_action.data_support"),
        watches=says("workspace.did_change_watched_files.dynamic_registration"),
        configures=says("workspace.configuration"),
        changes=says("workspace.did_change_configuration.dynamic_registration"),
        markdown=MarkupKind.Markdown in shown,
        progress=says("window.work_done_progress"),
    )


def folders(params: InitializeParams) -> Iterator[str]:
    """The folders that it opens at first."""
    roots = [folder.uri for folder in params.workspace_folders or ()]
    if not roots and params.root_uri:
        roots = [params.root_uri]
    for uri in roots:
        if (path := file_path(uri)) is not None:
            yield path
    if not roots and params.root_path:
        yield params.root_path


def file_path(uri: str) -> str | None:
    """The path of a file; None for what is none, such as a text that was never saved."""
    return to_fs_path(uri) if uri.startswith("file:") else None
