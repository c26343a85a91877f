"""The report for editors: one HTML file that needs nothing else, neither network nor JavaScript.

Each article stands as it is read, its faults marked, with the findings beside it; of several, an index comes first, those that need
most work on top. Scripts in the file add filters, keys and one article at a time. `article` writes one article, `report.html` is the
frame; `reading.css` and `reading.js` serve the review page of `mtlint serve` as well.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256
from importlib.resources import files
from itertools import chain
from typing import TextIO

import msgspec

from qa import language as languages
from qa.check import Checked
from qa.report import ArticleReport, Report, ReportedError
from qa.rule import SEVERITIES
from qa.writers import json
from qa.writers.common import number
from qa.writers.html.article import MARKS, VERDICTS, article, name_of, severities
from qa.writers.html.markup import escape

HERE = files(__package__)


def write(results: Iterable[Checked | ReportedError], out: TextIO, signature: Callable[[], str]) -> None:
    """Read all results, then print the file; `signature` is asked for when all articles were met."""
    reports: list[ArticleReport] = []
    articles: list[str] = []

    def watched() -> Iterable[Checked | ReportedError]:
        for result in results:
            if isinstance(result, Checked):
                reports.append(result.report)
                articles.append(article(result, len(reports)))
            yield result

    report = json.report(watched(), signature)
    order = sorted(range(len(reports)), key=lambda place: _need(reports[place]))
    for part in _filled(HERE.joinpath("report.html").read_text("utf-8"), report, articles, order):
        out.write(part)


def _need(report: ArticleReport) -> tuple[object, ...]:
    """What sorts articles by how much work they need: those not checked whole, most errors, most warnings, lowest score."""
    errors, warnings, hints = severities(report)
    return report.verdict != "error", -errors, -warnings, 101 if report.mqm_score is None else report.mqm_score, -hints


def _filled(frame: str, report: Report, articles: list[str], order: list[int]) -> Iterable[str]:
    """The frame with its `{{slots}}` filled, part by part: what fills one is never looked into."""
    style = _asset("reading.css") + _asset("report.css")
    script = _asset("reading.js") + re.sub(r"^import .*\n", "", _asset("report.js"), flags=re.M)
    slots: dict[str, Callable[[], Iterable[str]]] = {
        "policy": lambda: [
            f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
        ],
        "style": lambda: [style],
        "script": lambda: [script],
        "title": lambda: [_title(report)],
        "summary": lambda: [_summary(report)],
        "errors": lambda: [_errors(report)],
        "filters": lambda: [_filters(report)],
        "index": lambda: _index(report, order) if len(articles) > 1 else [],
        "articles": lambda: (articles[place] for place in order),
        "signature": lambda: [escape(report.signature)],
        "json": lambda: [embedded(msgspec.json.encode(report).decode())],
    }
    parts = re.split(r"\{\{(\w+)\}\}", frame)
    return chain.from_iterable(slots[part]() if place % 2 else [part] for place, part in enumerate(parts))


def embedded(json: str) -> str:
    """JSON that may stand in a `script` element: no `<` that could end it, no separators that scripts take for line ends."""
    return json.translate({ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


def _asset(name: str) -> str:
    return HERE.joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _title(report: Report) -> str:
    return escape(f"{name_of(report.articles[0])} – mtlint") if len(report.articles) == 1 else "mtlint report"


def _summary(report: Report) -> str:
    """The totals: of articles, words and findings."""
    counts = report.summary.findings
    total = counts.error + counts.warning + counts.info
    facts = [number(report.summary.articles, "article"), number(report.summary.words, "word"), number(total, "finding")]
    failing = sum(one.verdict == "fail" for one in report.articles)
    whole = sum(one.verdict != "error" for one in report.articles)
    if len(report.articles) > 1 and whole:
        facts.append("all pass" if not failing and whole == len(report.articles) else f"{failing:,} of {whole:,} fail")
    if report.summary.known is not None:
        facts.append(
            f"{number(report.summary.known, 'finding')} of the baseline left out, {report.summary.mended or 0:,} mended"
        )
    return " · ".join(facts)


def _errors(report: Report) -> str:
    """What could not be checked, before all else."""
    if not report.errors:
        return ""
    items = "\n".join(
        f"<li><b><bdi>{escape(error.path)}</bdi></b> <span>{escape(error.message)}</span></li>" for error in report.errors
    )
    return (
        '<section class="unread" aria-labelledby="unread"><h2 id="unread">'
        f"Not checked: {number(len(report.errors), 'problem')}</h2>\n<ul>{items}</ul></section>"
    )


def _filters(report: Report) -> str:
    """The choice of severities and rules, each with its count."""
    counts = report.summary.findings
    buttons = "\n".join(
        f'<button type="button" class="chip {severity}" data-severity="{severity}" data-noun="{_noun(severity)}" aria-pressed="true">'
        f'<span class="sign" aria-hidden="true">{MARKS[severity]}</span>{number(getattr(counts, severity), _noun(severity))}</button>'
        for severity in SEVERITIES
        if getattr(counts, severity)
    )
    rules = sorted(report.summary.by_rule.items(), key=lambda one: (-one[1], one[0]))
    options = "\n".join(f'<option value="{escape(rule)}">{escape(rule)} ({count:,})</option>' for rule, count in rules)
    return (
        f'<div role="group" aria-label="Severities shown" class="chips">{buttons}</div>\n'
        f'<label><span class="hidden">Rule</span><select id="rule"><option value="">All rules</option>{options}</select></label>'
    )


def _noun(severity: str) -> str:
    return "hint" if severity == "info" else severity


def _index(report: Report, order: list[int]) -> Iterable[str]:
    """All articles, those that need most work first."""
    yield (
        '<section id="index" class="index" aria-labelledby="index-title"><h2 id="index-title">What needs work</h2>\n'
        '<div class="wide"><table><thead><tr><th scope="col">Article</th><th scope="col">Language</th>'
        '<th scope="col" class="figure">Words</th><th scope="col" class="figure">Errors</th><th scope="col" class="figure">Warnings</th>'
        '<th scope="col" class="figure">Hints</th><th scope="col" class="figure">MQM</th><th scope="col">Verdict</th>'
        "</tr></thead>\n<tbody>\n"
    )
    for place in order:
        one = report.articles[place]
        counts = "".join(
            f'<td class="figure {severity if count else "none"}" data-label="{_noun(severity)}s">{count:,}</td>'
            for severity, count in zip(SEVERITIES, severities(one), strict=True)
        )
        score = "–" if one.mqm_score is None else f"{one.mqm_score:.1f}"
        yield (
            f'<tr data-article="{place + 1}"><th scope="row"><a href="#a{place + 1}"><bdi>{escape(name_of(one))}</bdi></a></th>'
            f'<td data-label="Language">{escape(languages.load(one.language).name)}</td>'
            f'<td class="figure" data-label="words">{one.words:,}</td>{counts}'
            f'<td class="figure" data-label="MQM">{score}</td>'
            f'<td><span class="verdict {one.verdict}">{VERDICTS[one.verdict]}</span></td></tr>\n'
        )
    yield "</tbody></table></div></section>\n"
