"""The HTML report: an article's text comes out as it was read, whatever it holds, and everything in the file hangs together."""

import json
import re
from pathlib import Path
from typing import Any

import justhtml
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa import cli
from qa.article import Block, Document
from qa.check import Checked
from qa.positions import Edit, SourceMap
from qa.readers import html as html_reader
from qa.report import ArticleReport, ReportedError, ReportedFinding, SkippedRule, Suggestion
from qa.rule import SEVERITIES
from qa.writers.html import embedded
from qa.writers.html.article import article
from qa.writers.html.markup import direction, escape
from tests.qa.writers.golden import check, written

HOSTILE = (
    "<script>alert(1)</script>", "</script>", "<!--", "-->", "]]>", '"', "'", "&amp;", "&lt;b&gt;", "<img src=x onerror=alert(1)>", "</p>",
    "\u2028", "\u202e", "\x00", "\r", "\x1b", "\ud800", "\ufffc", "javascript:", "{{articles}}", "one", " ", "  ", "\U0001f600", "é", "ثلاثة",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(HOSTILE), max_size=8).map("".join)).map(
    lambda text: text.replace("\n", " ")
)


@st.composite
def articles(draw: st.DrawFn) -> Checked:
    """Any blocks, with any findings on them, overlapping and empty ones too, all that can be text being hostile."""
    texts = draw(st.lists(TEXTS, min_size=1, max_size=4))
    raw, blocks = "\n".join(texts), []
    at = 0
    for text in texts:
        kind = draw(st.sampled_from(("paragraph", "heading", "item", "caption", "cell", "quotation", "code")))
        blocks.append(Block(at, at + len(text), kind, draw(st.sampled_from((None, "ar", '"><b>')))))
        at += len(text) + 1
    spans = sorted(tuple(sorted(pair)) for pair in draw(st.lists(st.tuples(*(st.integers(0, len(raw)),) * 2), max_size=5)))
    findings = tuple(finding(raw, start, end, draw(TEXTS), draw(st.sampled_from(SEVERITIES))) for start, end in spans)
    name = draw(TEXTS)
    report = ArticleReport(name, draw(st.sampled_from((name, "a.txt"))), draw(st.sampled_from(("en", "ar", "xx", "<b>"))), "declared",
                           3, 50.0, "fail", (SkippedRule(name, name),), findings)  # fmt: skip
    document = Document(name, report.path, raw, blocks, SourceMap(raw), warnings=(name,))
    return Checked(document, report, errors=(ReportedError(name, name),))


def finding(raw: str, start: int, end: int, text: str, severity: Any) -> ReportedFinding:
    return ReportedFinding(
        text, severity, "other", "minor", text, raw[start:end], start, end, 1, start + 1, 1, end + 1,
        (Suggestion(text, False, (Edit(start, end, text),)), Suggestion("", False, ())), 0.9, text, "",
    )  # fmt: skip


def signs(text: str) -> str:
    """A text with signs for what HTML cannot hold."""
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return re.sub("[\x00-\x08\x0b-\x1f]", lambda match: chr(0x2400 + ord(match[0])), text).replace("\x7f", "\u2421")


def shown(text: str) -> str:
    """What the page shows of an article's text: pictures are a sign too."""
    return signs(text).replace("\ufffc", "▦")


def parsed(page: str) -> Any:
    return justhtml.JustHTML(page, sanitize=False).root


def text_of(node: Any) -> str:
    """Its text; what only print shows is left out."""
    if node.name == "#text":
        return node.data or ""
    return "" if node.name == "sup" else "".join(map(text_of, node.children or ()))


def every(node: Any) -> list[Any]:
    found = []
    for child in node.children or ():
        if not child.name.startswith("#"):
            found.append(child)
            found += every(child)
    return found


ALLOWED = {
    "html", "head", "body", "article", "header", "h2", "h3", "bdi", "p", "abbr", "span", "ul", "ol", "li", "details", "summary", "code",
    "div", "section", "aside", "mark", "a", "sup", "b", "del", "ins", "blockquote", "pre",
}  # fmt: skip
ATTRIBUTES = {
    "class", "id", "aria-labelledby", "aria-label", "aria-describedby", "aria-hidden", "lang", "dir", "href", "title", "role", "data-f",
    "data-rule", "data-severity", "tabindex",
}  # fmt: skip


@given(articles())
def test_hostile_text_comes_out_as_it_was_read(checked: Checked) -> None:
    page = parsed(article(checked, 1))
    assert {node.name for node in every(page)} <= ALLOWED
    assert {name for node in every(page) for name in node.attrs or ()} <= ATTRIBUTES
    (body,) = page.query("section.text")
    blocks = [node for node in every(body) if node.name in ("p", "h3", "li", "blockquote", "pre")]
    text = checked.document.text
    assert [text_of(node) for node in blocks] == [shown(text[block.start : block.end]) for block in checked.document.blocks]


@given(articles())
def test_every_finding_is_marked_and_every_link_leads_somewhere(checked: Checked) -> None:
    page = parsed(article(checked, 7))
    ids = [node.attrs["id"] for node in every(page) if "id" in (node.attrs or {})]
    assert len(ids) == len(set(ids))
    links = [node.attrs["href"] for node in every(page) if node.name == "a"]
    assert {link[1:] for link in links} <= set(ids)
    named = {one for node in every(page) for one in (node.attrs or {}).get("aria-describedby", "").split()}
    assert named <= set(ids)
    marks = page.query("mark")
    document = checked.document
    for place, finding in enumerate(checked.report.findings):
        own = [node for node in marks if str(place + 1) in node.attrs["data-f"].split()]
        assert own
        parts = [document.text[max(b.start, finding.start) : min(b.end, finding.end)] for b in document.blocks]
        assert "".join(map(text_of, own)) == shown("".join(parts))
        (note,) = page.query(f"#n7-{place + 1}")
        assert note.query("a")[0].attrs["href"][1:] in {node.attrs.get("id") for node in own}


@given(TEXTS)
@example("\u2028</script><!--<script>&")
def test_embedded_json_ends_no_script_and_reads_back(text: str) -> None:
    text = re.sub("[\ud800-\udfff]", "", text)
    inside = embedded(json.dumps({text: text}, ensure_ascii=False))
    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside) == {text: text}


@given(TEXTS)
def test_escaped_text_is_safe_between_any_quotes(text: str) -> None:
    for quote in ('"', "'"):
        (node,) = parsed(f"<p title={quote}{escape(text)}{quote}>x</p>").query("p")
        assert node.attrs == {"title": signs(text)}


def test_text_in_the_page_of_another_article_fills_no_slot() -> None:
    page = written("html", check([html_reader.document("a.html", "a.html", "<p>{{signature}} twothree {{json}}</p>")]))
    assert "{{signature}} <mark" in page
    assert page.count("mtlint:0|rules:default") == 2


def test_faults_stand_where_the_reader_sees_them() -> None:
    raw = "<h1>A &amp; two<b>three</b></h1><ul><li>four <code>x</code> five</li><li>six</li></ul><blockquote>four</blockquote>"
    page = parsed(written("html", check([html_reader.document("a.html", "a.html", raw)])))
    (body,) = page.query("section.text")
    assert [text_of(node) for node in body.query("mark")] == ["twothree", "four", "four"]
    assert [node.name for node in every(body) if node.name in ("h3", "ul", "li", "blockquote")] == [
        "h3",
        "ul",
        "li",
        "li",
        "blockquote",
    ]
    assert "five" in text_of(body)


def test_several_articles_come_with_an_index_of_what_needs_work() -> None:
    texts = {"b.html": "one", "a.html": "twothree ⟨ four", "d.html": "crash", "c.html": "twothree fivesix"}
    page = parsed(written("html", check(html_reader.document(name, name, f"<p>{text}</p>") for name, text in texts.items())))
    rows = [text_of(node) for node in page.query("#index tbody a")]
    assert rows == ["d.html", "c.html", "a.html", "b.html"]
    assert [text_of(node) for node in page.query("article h2")] == rows
    verdicts = [text_of(node) for node in page.query("#index .verdict")]
    assert verdicts == ["not checked whole", "fails", "fails", "passes"]


def test_one_article_needs_no_index() -> None:
    page = parsed(written("html", check([html_reader.document("a.html", "a.html", "<p>one")])))
    assert not page.query("#index")
    assert "Nothing found." in text_of(page)


def test_what_could_not_be_checked_comes_first() -> None:
    page = written("html", [ReportedError("gone<b>.txt", "no such file"), *check([html_reader.document("a", "a", "<p>crash")])])
    unread = page.index("gone&lt;b&gt;.txt")
    assert page.index("Not checked: 2 problems") < unread < page.index("<main")
    assert page.count("rule crashing crashed") == 3  # there, at the article, and in the JSON


def test_what_the_baseline_leaves_out_is_told(tmp_path: Path) -> None:
    article, baseline, page = tmp_path / "a.txt", tmp_path / "known.json", tmp_path / "a.html"
    article.write_text("The ferry left,, again.\n\nIt was was late.\n\nThe end.", encoding="utf-8")
    assert cli.main(["check", "--language", "en", "--quiet", "--write-baseline", str(baseline), str(article)]) in (0, 1)
    article.write_text("The ferry left, again.\n\nIt was was late.\n\nThe end ..", encoding="utf-8")
    html = ["--baseline", str(baseline), "--format", "html", "--output", str(page)]
    cli.main(["check", "--language", "en", "--quiet", *html, str(article)])
    root = parsed(page.read_text("utf-8"))
    assert "1 finding of the baseline left out, 1 mended" in text_of(root.query(".summary")[0])
    assert "1 of the baseline left out" in text_of(root.query(".facts")[0])
    assert "doubled-punctuation ,," in text_of(root.query("details.skipped")[0])
    assert not root.query('.finding[data-rule="repeated-word"]')


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("ar", "", "rtl"), ("he", "x", "rtl"), ("fa", "", "rtl"), ("en", "ثلاثة", "ltr"), ("ar-EG", "", "rtl"),
        ("ckb", "هەولێر شارێکە", "rtl"), ("xx", "abc", "ltr"), ("und", "شهر بزرگ", "rtl"), ("und", "", "ltr"),
    ],
)  # fmt: skip
def test_direction_follows_the_language_or_the_script(code: str, text: str, expected: str) -> None:
    assert direction(code, text) == expected
