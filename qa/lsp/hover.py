"""What an editor shows of a finding under the pointer: what is wrong, why it is thought so, and the rule's own page."""

from collections.abc import Iterable, Mapping
from inspect import cleandoc

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position, Range

from qa import explain
from qa import language as languages
from qa.lsp.documents import Placed, Result
from qa.lsp.positions import overlap
from qa.rule import RuleModule


def hover(result: Result, at: Position, rules: Mapping[str, RuleModule], *, markdown: bool) -> Hover | None:
    """The findings at a position; as plain text for an editor that shows no Markdown. None where there are none."""
    here = [one for one in result.findings if overlap(one.range, Range(at, at))]
    if not here:
        return None
    kind = MarkupKind.Markdown if markdown else MarkupKind.PlainText
    value = ("\n\n---\n\n" if markdown else "\n\n").join(_parts(here, result.language, rules, markdown=markdown))
    return Hover(MarkupContent(kind, value), here[0].range)


def _parts(here: Iterable[Placed], language: str, rules: Mapping[str, RuleModule], *, markdown: bool) -> Iterable[str]:
    for placed in here:
        finding = placed.finding
        title = f"**{finding.rule}**: {_escaped(finding.message)}" if markdown else f"{finding.rule}: {finding.message}"
        yield "\n\n".join(filter(None, (title, _escaped(finding.evidence) if markdown else finding.evidence)))
    for name in dict.fromkeys(placed.finding.rule for placed in here):
        if (module := rules.get(name)) is not None:
            data = languages.load(language)
            page = explain.markdown(module) if markdown else explain.plain(module)
            summary = cleandoc(module.doc).partition("\n")[0]
            figures = explain.figures(name, data.code, data.based_on or "")
            yield "\n\n".join(filter(None, (f"*{summary}*" if markdown else summary, page, figures)))


def _escaped(text: str) -> str:
    from qa.readers.markdown import escape

    return escape(text)
