"""`mtlint lsp` over standard input and output, as an editor meets it."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp
from lsprotocol.types import DiagnosticSeverity

from qa.config import Config
from qa.fix import mend
from qa.readers import from_string
from qa.worker import Setup
from tests.qa.lsp.editor import PATIENCE, ROOT, UTF8, UTF16, UTF32, Editor, capabilities, editing

ENGLISH = {"language": "en"}
FAULTY = "The mayor left kyiv on Monday,, and and nobody came.\n"
RULES = ("lowercase-name", "doubled-punctuation", "repeated-word")


def session(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """A test that is a coroutine."""

    @wraps(test)
    def run(*arguments: Any, **named: Any) -> None:
        asyncio.run(test(*arguments, **named))

    return run


def uri_of(folder: Path, name: str) -> str:
    return (folder / name).as_uri()


# ------------------------------------------------------------------------------------------------------------- where it stands


@pytest.mark.parametrize("encoding", [UTF8, UTF16, UTF32])
@session
async def test_faults_stand_where_the_editor_counts_and_suggestions_are_bare(
    tmp_path: Path, encoding: lsp.PositionEncodingKind
) -> None:
    text = "\ufeff😀 Ein\u2028é: 👩‍👩‍👧 first.\r\n\r\n" + "🎉 " + FAULTY.replace("\n", "\r\n") + "\r\nThe last 😀 line.\r\n"
    uri = uri_of(tmp_path, "article.txt")
    async with editing(tmp_path, encoding=encoding, options=ENGLISH) as editor:
        assert editor.encoding == encoding
        editor.open(uri, text)
        found = await editor.found(uri, *RULES)
        told = {str(one.code): editor.spanned(uri, one.range) for one in found}
        assert told == {"lowercase-name": "kyiv", "doubled-punctuation": ",,", "repeated-word": "and and"}
        for one in found:
            assert (one.source, one.severity) == ("mtlint", DiagnosticSeverity.Error)
            assert one.data and one.data["fingerprint"]
        at = next(one.range for one in found if one.code == "lowercase-name")
        actions = await editor.actions(uri, at)
        fix = actions["Replace “kyiv” with “Kyiv”"]
        assert (fix.kind, fix.is_preferred) == (lsp.CodeActionKind.QuickFix, True)
        assert fix.diagnostics and fix.diagnostics[0].code == "lowercase-name"
        editor.apply(fix.edit)
        assert editor.texts[uri][1] == text.replace("kyiv", "Kyiv")
        await editor.found(uri, *RULES[1:])


@session
async def test_an_editor_that_agrees_on_nothing_counts_in_utf16(tmp_path: Path) -> None:
    async with editing(tmp_path, can=lsp.ClientCapabilities(), options=ENGLISH) as editor:
        assert editor.encoding == UTF16
        uri = uri_of(tmp_path, "a.txt")
        editor.open(uri, "😀 " + FAULTY)
        (found,) = [one for one in await editor.diagnostics(uri) if one.code == "lowercase-name"]
        assert found.range.start == lsp.Position(0, 18)
        fixes = await editor.actions(uri, found.range)
        edit = fixes["Replace “kyiv” with “Kyiv”"].edit
        assert edit and edit.document_changes is None and edit.changes, "edits of versions are for editors that know them"
        editor.apply(edit)
        assert editor.texts[uri][1] == "😀 " + FAULTY.replace("kyiv", "Kyiv")
        everything = (await editor.actions(uri, found.range))["Fix all that is safe"]
        assert everything.edit, "nobody will ask for it later"


@session
async def test_in_html_edits_go_past_tags_and_entities(tmp_path: Path) -> None:
    uri = uri_of(tmp_path, "page.html")
    text = '<p>A &amp; B &#128512; left <b>ky</b>iv &mdash; on Monday,&#44; and <i class="x">and</i> nobody came.</p>\n'
    async with editing(tmp_path, encoding=UTF16, options=ENGLISH) as editor:
        editor.open(uri, text, "html")
        for rule, shown in {"lowercase-name": "<b>ky</b>iv", "doubled-punctuation": ",&#44;"}.items():
            at = next(one.range for one in await editor.diagnostics(uri) if one.code == rule)
            assert shown in editor.spanned(uri, at) or editor.spanned(uri, at) in shown
            actions = await editor.actions(uri, at)
            (fix,) = [one for title, one in actions.items() if title.startswith(("Replace", "Delete"))]
            editor.apply(fix.edit)
        after = editor.texts[uri][1]
        assert "<b>Ky</b>iv" in after
        assert "Monday, and" in after or "Monday&#44; and" in after
        assert after.count("<") == text.count("<")
        assert "A &amp; B &#128512; left" in after


# ----------------------------------------------------------------------------------------------------------------- while typing


@session
async def test_what_is_typed_is_checked_and_old_results_are_never_told(tmp_path: Path) -> None:
    uri = uri_of(tmp_path, "article.txt")
    async with editing(tmp_path, options=ENGLISH) as editor:
        editor.open(uri, "Nobody came to the harbour.\n")
        assert await editor.diagnostics(uri) == []
        versions = {}
        for count in range(1, 31):
            lines = (f"Nobody saw the the barge number {number}." for number in range(count))
            versions[editor.change(uri, "\n".join(lines))] = count
            await asyncio.sleep(0.01 if count % 10 else 0.25)
        await editor.found(uri, *["repeated-word"] * 30)
        told = [one for one in editor.published if one.version in versions]
        assert [one.version for one in told] == sorted({one.version for one in told}, key=lambda one: one or 0)
        for one in told:
            repeated = [diagnostic for diagnostic in one.diagnostics if diagnostic.code == "repeated-word"]
            assert one.version is not None
            assert len(repeated) == versions[one.version], "results are of the version that they name"
        assert 2 <= len(told) < 30, "typing neither checks every letter nor puts the check off for ever"


@session
async def test_a_check_that_is_overtaken_is_not_told_and_blocks_nothing(tmp_path: Path) -> None:
    uri, other = uri_of(tmp_path, "long.txt"), uri_of(tmp_path, "other.txt")
    long = "\n".join(f"Number {number} of the barges carried wheat past the old locks ." for number in range(20_000))
    async with editing(tmp_path, options=ENGLISH) as editor:
        editor.open(other, FAULTY)
        await editor.found(other, *RULES)
        editor.open(uri, long)
        hover = lsp.HoverParams(lsp.TextDocumentIdentifier(other), editor.position(other, "kyiv"))
        assert await editor.text_document_hover_async(hover) is not None
        assert not [one for one in editor.published if one.uri == uri], "the server answers while it checks"
        editor.change(uri, FAULTY)
        await editor.found(uri, *RULES)
        assert [one.version for one in editor.published if one.uri == uri] == [2]


@session
async def test_what_takes_long_is_told(tmp_path: Path) -> None:
    uri = uri_of(tmp_path, "long.txt")
    long = "\n".join(f"Number {number} of the barges carried wheat past the old locks ." for number in range(40_000))
    can = capabilities(window=lsp.WindowClientCapabilities(work_done_progress=True))
    async with editing(tmp_path, can=can, options=ENGLISH) as editor:
        editor.open(uri, long)
        await editor.until(lambda: bool(editor.progress_told))
        assert editor.progress_told[0]["title"] == f"mtlint checks {tmp_path / 'long.txt'}"
        editor.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
        await editor.until(lambda: [one["kind"] for one in editor.progress_told] == ["begin", "end"])


@session
async def test_a_document_that_is_closed_has_no_faults_and_may_be_opened_again(tmp_path: Path) -> None:
    uri = uri_of(tmp_path, "article.txt")
    async with editing(tmp_path, options=ENGLISH) as editor:
        editor.open(uri, FAULTY)
        await editor.found(uri, *RULES)
        editor.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
        await editor.until(lambda: editor.published[-1].diagnostics in ([], ()))
        assert await editor.actions(uri, lsp.Range(lsp.Position(0, 0), lsp.Position(0, 60))) == {}
        editor.open(uri, "Nobody came to the the harbour.\n")
        await editor.found(uri, "repeated-word")


@session
async def test_the_editors_name_for_a_language_says_how_a_text_is_read(tmp_path: Path) -> None:
    async with editing(tmp_path, options=ENGLISH) as editor:
        markdown = "The `the the` of *the* the harbour.\n"
        for name, language, codes in (
            ("untitled:one", "markdown", ["repeated-word"]),
            (uri_of(tmp_path, "two.md"), "", ["repeated-word"]),
            (uri_of(tmp_path, "three"), "plaintext", ["repeated-word"] * 2),
        ):
            text = markdown if codes != ["repeated-word"] * 2 else "Of the the harbour, and of the the quay.\n"
            editor.open(name, text, language)
            assert [one.code for one in await editor.diagnostics(name)] == codes, name
        editor.open(uri_of(tmp_path, "code.py"), FAULTY, "python")
        editor.open(uri_of(tmp_path, "articles.jsonl"), '{"text": "the the"}\n', "jsonl")
        last = uri_of(tmp_path, "last.txt")
        editor.open(last, FAULTY)
        await editor.found(last, *RULES)
        assert {one.uri for one in editor.published} == {
            "untitled:one",
            *(uri_of(tmp_path, name) for name in ("two.md", "three", "last.txt")),
        }


@session
async def test_an_editor_that_asks_for_diagnostics_is_not_sent_them(tmp_path: Path) -> None:
    can = capabilities(
        text_document=lsp.TextDocumentClientCapabilities(diagnostic=lsp.DiagnosticClientCapabilities()),
        workspace=lsp.WorkspaceClientCapabilities(
            did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
            diagnostics=lsp.DiagnosticWorkspaceClientCapabilities(refresh_support=True),
        ),
    )
    uri = uri_of(tmp_path, "article.txt")
    document = lsp.TextDocumentIdentifier(uri)
    async with editing(tmp_path, can=can, options=ENGLISH) as editor:
        editor.open(uri, FAULTY)
        first = await editor.text_document_diagnostic_async(lsp.DocumentDiagnosticParams(document))
        assert isinstance(first, lsp.RelatedFullDocumentDiagnosticReport)
        assert [one.code for one in first.items] == list(RULES)
        again = lsp.DocumentDiagnosticParams(document, previous_result_id=first.result_id)
        same = await editor.text_document_diagnostic_async(again)
        assert isinstance(same, lsp.RelatedUnchangedDocumentDiagnosticReport)
        editor.change(uri, "Nobody came to the the harbour.\n")
        other = await editor.text_document_diagnostic_async(again)
        assert isinstance(other, lsp.RelatedFullDocumentDiagnosticReport)
        assert [one.code for one in other.items] == ["repeated-word"]
        (tmp_path / "mtlint.toml").write_text('ignore = ["repeated-word"]\n')
        await editor.until(lambda: lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES in editor.registered)
        editor.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([]))
        await editor.until(lambda: editor.refreshed > 0)
        none = await editor.text_document_diagnostic_async(again)
        assert isinstance(none, lsp.RelatedFullDocumentDiagnosticReport)
        assert list(none.items) == []
        assert editor.published == []


# ---------------------------------------------------------------------------------------------------------------------- actions


@session
async def test_ignore_here_silences_the_rule_and_is_not_offered_where_it_cannot_be_said(tmp_path: Path) -> None:
    async with editing(tmp_path, options=ENGLISH) as editor:
        for name, language, text, expected in (
            ("a.md", "markdown", "# Harbour\n\nNobody saw the the harbour.\n", "# Harbour\n\n@\nNobody saw the the harbour.\n"),
            ("b.html", "html", "<p>😀<p>Nobody saw the the harbour.", "<p>😀<p>@Nobody saw the the harbour."),
        ):
            uri = uri_of(tmp_path, name)
            editor.open(uri, text, language)
            (found,) = await editor.found(uri, "repeated-word")
            actions = await editor.actions(uri, found.range)
            editor.apply(actions["Ignore repeated-word here"].edit)
            assert editor.texts[uri][1] == expected.replace("@", "<!-- mtlint-ignore repeated-word -->")
            assert await editor.diagnostics(uri) == []
        uri = uri_of(tmp_path, "c.txt")
        editor.open(uri, "Nobody saw the the harbour.\n")
        (found,) = await editor.found(uri, "repeated-word")
        assert not [title for title in await editor.actions(uri, found.range) if title.startswith("Ignore")]


@session
async def test_fix_all_does_what_the_command_does_in_one_edit(tmp_path: Path) -> None:
    text = (
        "<p>😀 The mayor left kyiv on Monday,, and <b>and</b> nobody saw the locks .</p>\r\n"
        "<p>He paid 20 .7% &amp; left for trieste at 18: 30 ,with no one.</p>\r\n"
    )
    setup = Setup(Config(), language="en")
    document = from_string(text, "html", "page.html")
    expected = mend(document, lambda raw: from_string(raw, "html", "page.html"), setup.checker().check).raw
    assert expected != text
    uri = uri_of(tmp_path, "page.html")
    nowhere = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
    async with editing(tmp_path, options=ENGLISH) as editor:
        editor.open(uri, text, "html")
        (action,) = (await editor.actions(uri, nowhere, ["source.fixAll"])).values()
        assert (action.kind, action.edit) == ("source.fixAll.mtlint", None)
        editor.apply((await editor.code_action_resolve_async(action)).edit)
        assert editor.texts[uri][1] == expected
        assert await editor.actions(uri, nowhere, ["source.fixAll"]) == {}
        assert await editor.actions(uri, nowhere, ["refactor"]) == {}


@session
async def test_a_name_is_added_to_the_projects_list_and_accepted_at_once(tmp_path: Path) -> None:
    settings = tmp_path / "mtlint.toml"
    settings.write_text('# ours\nnames = ["Sanctum"]  # the club\n\n[severity]\nquote-style = "info"\n')
    uri = uri_of(tmp_path, "article.txt")
    async with editing(tmp_path, options=ENGLISH) as editor:
        editor.open(uri, FAULTY)
        found = await editor.found(uri, *RULES)
        at = next(one.range for one in found if one.code == "lowercase-name")
        command = (await editor.actions(uri, at))["Add “kyiv” to the project's names"].command
        assert command
        await editor.workspace_execute_command_async(lsp.ExecuteCommandParams(command.command, command.arguments))
        await editor.found(uri, *RULES[1:])
        assert settings.read_text() == settings.read_text().replace("'", '"')
        assert 'names = ["Sanctum", "kyiv"]  # the club\n' in settings.read_text()
        assert settings.read_text().startswith("# ours\n")
        doubled = next(one.range for one in found if one.code == "doubled-punctuation")
        assert not [title for title in await editor.actions(uri, doubled) if title.startswith("Add")]
        settings.write_text("names = 3\n")
        await editor.workspace_execute_command_async(lsp.ExecuteCommandParams(command.command, command.arguments))
        await editor.until(lambda: any("names" in message for message in editor.messages))
        assert settings.read_text() == "names = 3\n"


@session
async def test_help_on_hover_is_the_rules_own(tmp_path: Path) -> None:
    uri = uri_of(tmp_path, "article.txt")
    async with editing(tmp_path, options=ENGLISH) as editor:
        editor.open(uri, "😀 " + FAULTY)
        params = lsp.HoverParams(lsp.TextDocumentIdentifier(uri), editor.position(uri, "yiv"))
        shown = await editor.text_document_hover_async(params)
        assert shown and shown.range and isinstance(shown.contents, lsp.MarkupContent)
        assert editor.spanned(uri, shown.range) == "kyiv"
        assert shown.contents.kind == lsp.MarkupKind.Markdown
        for part in ("**lowercase-name**: “kyiv” is a name", "**What it leaves alone**: ", "**Examples**", "Measured in en: "):
            assert part in shown.contents.value
        params = lsp.HoverParams(lsp.TextDocumentIdentifier(uri), editor.position(uri, "mayor"))
        assert await editor.text_document_hover_async(params) is None


# --------------------------------------------------------------------------------------------------------------------- settings


@session
async def test_settings_are_read_anew_when_they_change_and_wrong_ones_are_told(tmp_path: Path) -> None:
    uri = uri_of(tmp_path, "article.txt")
    settings = tmp_path / "mtlint.toml"
    changed = lsp.DidChangeWatchedFilesParams([lsp.FileEvent(settings.as_uri(), lsp.FileChangeType.Changed)])
    async with editing(tmp_path, options=ENGLISH) as editor:
        await editor.until(lambda: lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES in editor.registered)
        editor.open(uri, FAULTY)
        await editor.found(uri, *RULES)
        settings.write_text('ignore = ["repeated-word"]\n')
        editor.workspace_did_change_watched_files(changed)
        await editor.found(uri, *RULES[:2])
        settings.write_text('ignore = ["repeated-wort"]\n')
        editor.workspace_did_change_watched_files(changed)
        await editor.until(lambda: any("did you mean 'repeated-word'?" in message for message in editor.messages))
        assert len(editor.messages) == 1, "it is told once"
        editor.change(uri, FAULTY + "\n")
        await editor.found(uri, *RULES[:2])
        settings.unlink()
        editor.workspace_did_change_watched_files(changed)
        await editor.found(uri, *RULES)


@session
async def test_settings_are_looked_at_for_an_editor_that_does_not_watch_files(tmp_path: Path) -> None:
    uri = uri_of(tmp_path, "article.txt")
    async with editing(tmp_path, can=lsp.ClientCapabilities(), options=ENGLISH) as editor:
        editor.open(uri, FAULTY)
        await editor.found(uri, *RULES)
        (tmp_path / "mtlint.toml").write_text('ignore = ["repeated-word"]\n')
        await editor.found(uri, *RULES[:2])
        assert editor.registered == {}


@session
async def test_each_folder_has_its_own_settings_and_may_come_and_go(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder, ignored in ((one, "repeated-word"), (two, "lowercase-name")):
        folder.mkdir()
        (folder / "mtlint.toml").write_text(f'ignore = ["{ignored}"]\n')
    first, second = uri_of(one, "a.txt"), uri_of(two, "a.txt")
    async with editing(one, options=ENGLISH) as editor:
        editor.open(first, FAULTY)
        await editor.found(first, "lowercase-name", "doubled-punctuation")
        added = lsp.WorkspaceFoldersChangeEvent([lsp.WorkspaceFolder(two.as_uri(), "two")], [])
        editor.configuration = {two.as_uri(): {"ignore": ["doubled-punctuation"]}}
        editor.workspace_did_change_workspace_folders(lsp.DidChangeWorkspaceFoldersParams(added))
        editor.open(second, FAULTY)
        await editor.found(second, "repeated-word")
        await editor.found(first, "lowercase-name", "doubled-punctuation")


@session
async def test_what_the_user_told_the_editor_counts(tmp_path: Path) -> None:
    uri = uri_of(tmp_path, "article.txt")
    async with editing(tmp_path, options={"mtlint": {**ENGLISH, "ignore": ["repeated-word"]}}) as editor:
        editor.open(uri, FAULTY)
        await editor.found(uri, *RULES[:2])
        editor.configuration = {None: {"select": ["repeated-word"], "ignore": [], "trace": "off"}}
        editor.workspace_did_change_configuration(lsp.DidChangeConfigurationParams(None))
        await editor.found(uri, "repeated-word")
        editor.configuration = {None: {"ignore": ["no-such-rule"], "language": "no language"}}
        editor.workspace_did_change_configuration(lsp.DidChangeConfigurationParams(None))
        await editor.until(lambda: bool(editor.messages))
        assert "no rule is named 'no-such-rule'" in editor.messages[0]
        assert "expected a BCP 47 tag" in editor.messages[0]
    async with editing(tmp_path, can=lsp.ClientCapabilities(), options=ENGLISH) as editor:
        editor.open(uri, FAULTY)
        await editor.found(uri, *RULES)
        editor.workspace_did_change_configuration(lsp.DidChangeConfigurationParams({"mtlint": {"ignore": ["repeated-word"]}}))
        await editor.found(uri, *RULES[:2])


# ------------------------------------------------------------------------------------------------------------------ start and end


def _message(text: str) -> bytes:
    return f"Content-Length: {len(text)}\r\n\r\n{text}".encode()


INITIALIZE = _message(
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}'
)
SHUTDOWN = _message('{"jsonrpc":"2.0","id":2,"method":"shutdown"}')
EXIT = _message('{"jsonrpc":"2.0","method":"exit"}')


@pytest.mark.parametrize(
    ("said", "status"),
    [(INITIALIZE + SHUTDOWN + EXIT, 0), (INITIALIZE + EXIT, 1), (INITIALIZE, 1), (b"", 1), (INITIALIZE + SHUTDOWN, 0)],
)
def test_the_exit_status_says_whether_it_was_told_to_stop(said: bytes, status: int, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qa", "lsp", "--stdio"],
        input=said,
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ROOT},
        timeout=PATIENCE,
    )
    assert done.returncode == status
    assert done.stderr == b""
    assert (b'"capabilities"' in done.stdout) == bool(said)


def test_what_an_editor_cannot_know_is_an_error(tmp_path: Path) -> None:
    for words, message in (
        (["--tcp", "harbour"], b"expected a port"),
        (["--tcp", "127.0.0.1:99999"], b"expected a port"),
        (["--pipe", "x"], b"unrecognized arguments"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "qa", "lsp", *words],
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": ROOT},
            timeout=PATIENCE,
        )
        assert (done.returncode, message in done.stderr, done.stdout) == (2, True, b""), done.stderr


@session
async def test_over_tcp_it_serves_one_editor(tmp_path: Path) -> None:
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "qa", "lsp", "--tcp", "0"),
        env={**os.environ, "PYTHONPATH": ROOT},
        cwd=tmp_path,
        stderr=asyncio.subprocess.PIPE,
    )
    editor = Editor()
    async with asyncio.timeout(PATIENCE):
        assert server.stderr
        port = (await server.stderr.readline()).decode().rpartition(":")[2]
        await editor.start_tcp("127.0.0.1", int(port))
        await editor.initialize_async(lsp.InitializeParams(capabilities(), initialization_options=ENGLISH))
        editor.initialized(lsp.InitializedParams())
        editor.open("untitled:a", FAULTY)
        await editor.found("untitled:a", *RULES)
        await editor.shutdown_async(None)
        editor.exit(None)
        assert await server.wait() == 0
