"""One article as HTML: the text as it is read, block by block, with its faults marked, and the list of findings beside it.

Marks and findings point at each other, without JavaScript too. All that comes from outside is escaped here.
"""

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from qa import language as languages
from qa.article import Block, Document
from qa.check import Checked
from qa.report import ArticleReport, ReportedFinding
from qa.rule import SEVERITIES, Severity
from qa.writers.common import number
from qa.writers.html.markup import attributes, escape, visible
from qa.writers.html.reference import reference

VERDICTS = {"pass": "passes", "fail": "fails", "error": "not checked whole"}
MARKS: dict[Severity, str] = {"error": "■", "warning": "◆", "info": "●"}
"""A sign beside the colour, for those who do not see that."""

_OPENS = {
    "paragraph": ("<p", "</p>"),
    "heading": ("<h3", "</h3>"),
    "item": ("<li", "</li>"),
    "caption": ('<p class="caption"', "</p>"),
    "cell": ('<p class="cell"', "</p>"),
    "quotation": ("<blockquote", "</blockquote>"),
    "code": ("<pre", "</pre>"),
}
_OFFERED = 3
"""Suggestions shown of a finding."""
_SHOWN, _CONTEXT = 90, 24
"""Of a long text beside its suggestion: characters shown at most, and those shown around what changes."""


def name_of(report: ArticleReport) -> str:
    """The path, and the record where a file holds several."""
    return report.path if report.id == report.path else f"{report.path} [{report.id}]"


def severities(report: ArticleReport) -> tuple[int, ...]:
    """How many errors, warnings and hints it has."""
    return tuple(sum(finding.severity == severity for finding in report.findings) for severity in SEVERITIES)


def article(checked: Checked, key: int) -> str:
    """The article with the `key` by which the file's links know it."""
    report = checked.report
    text, anchors = _text(checked, key)
    return (
        f'<article class="article" id="a{key}" aria-labelledby="t{key}">\n{_head(checked, key)}'
        f'<div class="spread">\n{text}{_notes(report, key, anchors)}</div>\n{reference(checked)}</article>\n'
    )


def _head(checked: Checked, key: int) -> str:
    report = checked.report
    origin = {"given": "", "declared": ", as it declares", "detected": ", detected"}[report.language_origin]
    facts = [escape(languages.load(report.language).name) + origin, number(report.words, "word")]
    if report.mqm_score is not None:
        facts.append(
            f'<abbr title="Multidimensional Quality Metrics: 100 is without penalty">MQM</abbr> {report.mqm_score:.1f}'
        )
    facts += (f'<span title="{escape(one.signature)}">{one.metric} {one.value:.1f}</span>' for one in report.scores or ())
    if report.known:
        facts.append(f"{report.known:,} of the baseline left out")
    facts.append(f'<span class="verdict {report.verdict}">{VERDICTS[report.verdict]}</span>')
    lines = [
        f'<header><h2 id="t{key}"><bdi>{escape(name_of(report))}</bdi></h2>',
        f'<p class="facts">{" · ".join(facts)}</p>',
    ]
    told = [error.message for error in checked.errors] + [
        warning for warning in checked.document.warnings if warning != "empty"
    ]
    if told:
        lines.append('<ul class="unchecked">' + "".join(f"<li>{escape(one)}</li>" for one in told) + "</ul>")
    if report.mended:
        texts = "".join(f"<li><code>{escape(one.rule)}</code> <span>{escape(one.text)}</span></li>" for one in report.mended)
        lines.append(
            f'<details class="skipped"><summary>{len(report.mended):,} of the baseline mended</summary><ul>{texts}</ul></details>'
        )
    if report.skipped_rules:
        rules = "".join(
            f"<li><code>{escape(one.rule)}</code> <span>{escape(one.reason)}</span></li>" for one in report.skipped_rules
        )
        lines.append(
            f'<details class="skipped"><summary>{number(len(report.skipped_rules), "rule")} not run</summary><ul>{rules}</ul></details>'
        )
    return "\n".join(lines) + "</header>\n"


# ---------------------------------------------------------------------- text


class _Span(Struct, frozen=True):
    """Where finding `place` stands in the text."""

    start: int
    end: int
    place: int


def _text(checked: Checked, key: int) -> tuple[str, list[str]]:
    """The article's blocks with its marks, and the id of the first mark of every finding."""
    document, findings = checked.document, checked.report.findings
    within = _by_block(document, findings)
    anchors = [""] * len(findings)
    lines, listed = [], False
    for place, block in enumerate(document.blocks):
        if listed != (block.kind == "item"):
            lines.append("</ul>" if listed else "<ul>")
            listed = not listed
        opening, closing = _OPENS[block.kind]
        own = attributes(block.language, document.text[block.start : block.end]) if block.language else ""
        marked = "".join(_marked(document, block, within.get(place, []), findings, key, anchors))
        lines.append(f"{opening}{own}>{marked}{closing}")
    if listed:
        lines.append("</ul>")
    if not document.blocks:
        lines.append('<p class="empty">There is no text in it.</p>')
    own = attributes(checked.report.language, document.text)
    body = "\n".join(lines)
    return f'<section class="text" aria-labelledby="t{key}"{own}>\n{body}\n</section>\n', anchors


def _by_block(document: Document, findings: tuple[ReportedFinding, ...]) -> dict[int, list[_Span]]:
    """The findings that touch each block; one that touches none goes to the block before it, as a point."""
    found: dict[int, list[_Span]] = {}
    blocks = document.blocks
    for place, finding in enumerate(findings if blocks else ()):
        start, end = document.source.text_span(finding.start, finding.end)
        first = max(bisect_right(blocks, start, key=lambda block: block.start) - 1, 0)
        touched = False
        for index in range(first, len(blocks)):
            block = blocks[index]
            if index > first and block.start >= end:
                break
            a, b = max(start, block.start), min(end, block.end)
            if a < b:
                found.setdefault(index, []).append(_Span(a, b, place))
                touched = True
        if not touched:
            at = min(max(start, blocks[first].start), blocks[first].end)
            found.setdefault(first, []).append(_Span(at, at, place))
    return found


def _marked(
    document: Document, block: Block, spans: list[_Span], findings: tuple[ReportedFinding, ...], key: int, anchors: list[str]
) -> Iterator[str]:
    """A block's text, each stretch that findings cover in a mark; of several findings the shortest lends its colour and its link."""
    at = block.start
    bounds = sorted({block.start, block.end, *(span.start for span in spans), *(span.end for span in spans)})
    waiting = sorted(spans, key=lambda span: span.start, reverse=True)
    active: list[_Span] = []
    for bound in bounds:
        if at < bound:
            shown = visible(document.text[at:bound])
            yield _mark(active, shown, findings, key, anchors) if active else shown
        ended = [span for span in active if span.end <= bound]
        active = [span for span in active if span.end > bound]
        while waiting and waiting[-1].start <= bound:
            span = waiting.pop()
            if span.end > bound:
                active.append(span)
            else:  # something is missing here
                yield _mark([span], "", findings, key, anchors)
                ended.append(span)
        for span in sorted(ended, key=lambda span: span.place):
            yield f'<sup aria-hidden="true">{span.place + 1}</sup>'
        at = bound


def _mark(active: list[_Span], shown: str, findings: tuple[ReportedFinding, ...], key: int, anchors: list[str]) -> str:
    shortest = min(active, key=lambda span: (span.end - span.start, span.place))
    gravest = min((findings[span.place].severity for span in active), key=SEVERITIES.index)
    new = [span.place for span in active if not anchors[span.place]]
    for place in new:
        anchors[place] = f"m{key}-{new[0] + 1}"
    own = f' id="{anchors[new[0]]}"' if new else ""
    places = " ".join(str(span.place + 1) for span in active)
    note = f"n{key}-{shortest.place + 1}"
    point = "" if shown else " point"
    label = "" if shown else f' aria-label="here: {escape(findings[shortest.place].message)}"'
    return (
        f'<mark class="{gravest}{point}" data-f="{places}"{own}>'
        f'<a href="#{note}" aria-describedby="{note}-what"{label}>{shown}</a></mark>'
    )


# ------------------------------------------------------------------ findings


def _notes(report: ArticleReport, key: int, anchors: list[str]) -> str:
    heading = f'<div class="lead"><h3>Findings <span class="count">{len(report.findings):,}</span></h3></div>'
    if not report.findings:
        said = "Nothing found." if report.verdict != "error" else "Nothing found in what could be checked."
        body = f'<p class="empty">{said}</p>'
    else:
        items = "\n".join(_note(report, place, key, anchors[place]) for place in range(len(report.findings)))
        body = f"<ol>\n{items}\n</ol>"
    return f'<aside class="notes" aria-label="Findings in {escape(name_of(report))}">{heading}\n{body}</aside>\n'


def _note(report: ArticleReport, place: int, key: int, anchor: str) -> str:
    finding = report.findings[place]
    note = f"n{key}-{place + 1}"
    link = (
        f'<a href="#{anchor}" aria-label="{place + 1}, show in the text">{place + 1}</a>'
        if anchor
        else f"<span>{place + 1}</span>"
    )
    shown = "hint" if finding.severity == "info" else finding.severity
    lines = [
        f'<li class="finding {finding.severity}" id="{note}" data-f="{place + 1}" data-rule="{escape(finding.rule)}" '
        f'data-severity="{finding.severity}" tabindex="-1">',
        f'<p class="what">{link} <b class="severity"><span class="sign" aria-hidden="true">{MARKS[finding.severity]}</span>{shown}</b> '
        f'<span id="{note}-what">{escape(finding.message)}</span></p>',
    ]
    tag = attributes(report.language, finding.text)
    if finding.suggestions:
        lines.append(_fix(finding, tag))
    if finding.evidence:
        lines.append(f'<p class="why">{escape(finding.evidence)}</p>')
    place_shown = f"line {finding.line}, column {finding.column}"
    segment = "" if finding.segment is None else f" · segment {escape(finding.segment)}"
    lines.append(
        f'<p class="where"><code>{escape(finding.rule)}</code> · <span title="{place_shown}">{finding.line}:{finding.column}</span>{segment}'
        "</p></li>"
    )
    return "\n".join(lines)


def _fix(finding: ReportedFinding, tag: str) -> str:
    """What the reader sees, and what he would see instead by each of the first suggestions."""
    pairs = [_excerpts(finding.text, one.text) for one in finding.suggestions[:_OFFERED]]
    old = pairs[0][0]
    before = f'<span class="hidden">replace</span> <del{tag}>{visible(old)}</del>' if old else ""
    arrow = '<span class="arrow" aria-hidden="true">→</span><span class="hidden">with</span>' if old else "insert"
    after = ' <span class="or">or</span> '.join(
        f"<ins{tag}>{visible(new)}</ins>" if new else '<span class="delete">nothing: delete it</span>' for _, new in pairs
    )
    return f'<p class="fix">{before} {arrow} {after}</p>'


def _excerpts(old: str, new: str) -> tuple[str, str]:
    """Both texts, of long ones the part around what differs."""
    if max(len(old), len(new)) <= _SHOWN:
        return old, new
    head = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = min(len(old), len(new)) - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return _excerpt(old, head, len(old) - tail), _excerpt(new, head, len(new) - tail)


def _excerpt(text: str, start: int, end: int) -> str:
    if not text:
        return ""
    first, last = max(start - _CONTEXT, 0), min(end + _CONTEXT, len(text))
    shown = text[first:last]
    if len(shown) > _SHOWN:
        shown = f"{shown[: _SHOWN // 2].rstrip()} … {shown[-_SHOWN // 2 :].lstrip()}"
    return ("…" if first else "") + shown + ("…" if last < len(text) else "")
