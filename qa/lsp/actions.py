"""What an editor offers to do about findings: make a suggestion, silence the rule, accept a name, make all safe fixes."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    Command,
    OptionalVersionedTextDocumentIdentifier,
    Range,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from qa.fix import fixable
from qa.lsp.diagnostics import diagnostic
from qa.lsp.documents import Document, Placed, Result
from qa.lsp.positions import overlap
from qa.positions import Edit
from qa.report import UNUSED_SUPPRESSION, Suggestion

FIX_ALL = "source.fixAll.mtlint"
"""The kind of the action that makes all safe fixes, by which editors ask for it on saving."""
ADD_NAME = "mtlint.addName"
"""The command that adds a name to the project's list: of a document, a name."""

_COMMENTS = 10
"""At how many findings of a range a comment is offered: for each the text is read again."""
_SHOWN = 60
_BREAK = re.compile(r"[\r\n\t\u2028]+")
_NAME = re.compile(r"(?=.*[^\W\d_])[\w.'’&-]*\w(?: [\w.'’&-]*\w){0,4}")
"""What may be a name: a few words without other marks."""
_LONGEST_NAME = 60


class Actions:
    """The actions at a range of a document. `versioned`: whether the editor takes edits of a version alone, and refuses others."""

    def __init__(self, document: Document, result: Result, at: Range, *, versioned: bool) -> None:
        self._uri = document.uri
        self._result = result
        self._versioned = versioned
        self.here = [one for one in result.findings if overlap(one.range, at)]

    def fixes(self) -> Iterator[CodeAction]:
        """One for each suggestion, with its edits and nothing else."""
        for placed in self.here:
            for suggestion in placed.finding.suggestions:
                if suggestion.edits:
                    yield CodeAction(
                        _title(placed, suggestion),
                        kind=CodeActionKind.QuickFix,
                        diagnostics=[diagnostic(placed)],
                        is_preferred=suggestion.safe or None,
                        edit=self.edit(suggestion.edits),
                    )

    def ignorable(self) -> list[Placed]:
        """The first findings that a comment could silence: nobody goes through the comments for a whole text one by one."""
        return [one for one in self.here if one.finding.rule != UNUSED_SUPPRESSION][:_COMMENTS]

    def ignores(self, comments: Iterable[tuple[Placed, Edit | None]]) -> Iterator[CodeAction]:
        """One for each finding that a comment silences."""
        for placed, comment in comments:
            if comment is not None:
                yield CodeAction(
                    f"Ignore {placed.finding.rule} here",
                    kind=CodeActionKind.QuickFix,
                    diagnostics=[diagnostic(placed)],
                    edit=self.edit((comment,)),
                )

    def names(self) -> Iterator[CodeAction]:
        """One for each finding whose text may be a name."""
        for placed in self.here:
            name = placed.finding.text
            if len(name) <= _LONGEST_NAME and _NAME.fullmatch(name):
                title = f"Add “{name}” to the project's names"
                yield CodeAction(
                    title,
                    kind=CodeActionKind.QuickFix,
                    diagnostics=[diagnostic(placed)],
                    command=Command(title, ADD_NAME, arguments=[self._uri, name]),
                )

    def fix_all(self) -> CodeAction | None:
        """All that is safe, in the whole document; what edits that takes is found out when it is chosen."""
        if not fixable(one.finding for one in self._result.findings):
            return None
        return CodeAction("Fix all that is safe", kind=FIX_ALL, data={"uri": self._uri})

    def edit(self, edits: Sequence[Edit]) -> WorkspaceEdit:
        """The edits as the editor makes them."""
        changes = [TextEdit(self._result.positions.range(one.start, one.end), one.text) for one in edits]
        if not self._versioned:
            return WorkspaceEdit(changes={self._uri: changes})
        document = OptionalVersionedTextDocumentIdentifier(self._uri, self._result.version)
        return WorkspaceEdit(document_changes=[TextDocumentEdit(document, changes)])


def wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether an editor that asks for actions of some kinds alone (`source` stands for all `source.…`) asks for this one."""
    return not only or any(kind == one or kind.startswith(one + ".") or not one for one in only)


def _title(placed: Placed, suggestion: Suggestion) -> str:
    old = _shortened(placed.finding.text)
    return f"Replace “{old}” with “{_shortened(suggestion.text)}”" if suggestion.text else f"Delete “{old}”"


def _shortened(text: str) -> str:
    line = _BREAK.sub(" ", text)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
