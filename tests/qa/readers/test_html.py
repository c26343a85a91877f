"""The HTML reader against a browser's reading of the same markup (justhtml builds the tree as the standard says)."""

import html as standard
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from justhtml import JustHTML

from qa.article import Document
from qa.positions import Edit
from qa.readers import html

INLINE = ("b", "i", "em", "strong", "span", "u", "small", "mark", "q")
BLOCK = ("p", "div", "h2", "li", "ul", "td", "table", "tr", "blockquote", "section", "figcaption", "dd", "br")
SILENT = ("script", "style", "nav", "footer", "textarea", "template", "title")

words = st.text("aZé漢я’😀&<>;#.,", min_size=1, max_size=5)
references = st.sampled_from(
    ["&amp;", "&lt;", "&gt;", "&quot;", "&eacute;", "&eacute", "&#233;", "&#xE9;", "&#8217", "&#150;", "&nbsp;", "&notit;", "&notin;", "&fjlig;",
     "&#32;", "&#10;", "&unknown;", "&", "&#", "&#x", "&;", "&amp", "&NotEqualTilde;", "&#0;", "&#xD800;", "&#x1F600;"]
)  # fmt: skip
white = st.text(" \t\n\r\f", min_size=1, max_size=4)
tags = st.one_of(
    st.sampled_from([form for tag in INLINE for form in (f"<{tag}>", f"</{tag}>", f"<{tag} class='a > b' title=\"&amp;\">")]),
    st.sampled_from([form for tag in BLOCK for form in (f"<{tag}>", f"</{tag}>", f"<{tag}\n id=x>")]),
)
silent = st.sampled_from(
    [f"<{tag}> hid den &amp; </{tag}>" for tag in SILENT]
    + ["<!-- a <b> c -->", "<!doctype html>", "<?php x ?>", "<![CDATA[x]]>", "</>", "<!>"]
)
markup = st.lists(st.one_of(words.map(standard.escape), words, references, white, tags, silent), max_size=25).map("".join)
no_stray_marks = st.lists(st.one_of(words.map(standard.escape), references, white, tags, silent), max_size=25).map("".join)
well_formed = st.recursive(
    st.one_of(words.map(standard.escape), references, white),
    lambda inner: st.tuples(st.sampled_from((*INLINE, "div", "p", "section")), st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=20,
)


def read(raw: str) -> Document:
    return html.document("page", "page.html", raw)


def block_texts(raw: str) -> list[str]:
    document = read(raw)
    return [document.text[block.start : block.end] for block in document.blocks]


def as_a_browser_shows(raw: str) -> list[str]:
    """The blocks of text of the page's tree, white space collapsed."""
    flow: list[str] = []

    def go(node) -> None:
        if node.name == "#text":
            flow.append(node.data)
        elif node.name not in SILENT and not node.name.startswith(("#comment", "!")):
            edge = "\0" if node.name in html._BLOCKS else ""
            flow.append(edge)
            for child in node.children or ():
                go(child)
            flow.append(edge)

    go(JustHTML(raw, sanitize=False).root)
    blocks = (re.sub("[ \t\n\r\f]+", " ", block).strip(" \N{NO-BREAK SPACE}") for block in "".join(flow).split("\0"))
    return [block for block in blocks if block]


def without_line_breaks(block: str) -> str:
    """The block without spaces that a line break amid Chinese may or may not stand for."""
    return re.sub("(?<=[漢’]) (?=[漢’])", "", block)


def apply(raw: str, edits: tuple[Edit, ...]) -> str:
    for edit in reversed(edits):
        raw = raw[: edit.start] + edit.text + raw[edit.end :]
    return raw


@given(well_formed.map(lambda made: f"<body>{made}"))
@settings(max_examples=300, deadline=None)
def test_it_shows_what_a_browser_shows(raw):
    assert list(map(without_line_breaks, block_texts(raw))) == list(map(without_line_breaks, as_a_browser_shows(raw)))


@given(markup)
@settings(max_examples=300, deadline=None)
def test_every_character_leads_back_to_what_shows_it(raw):
    document = read(raw)
    covered = set()
    for start, end, raw_start, raw_end, gap in document.source.runs:
        shown, source = document.text[start:end], raw[raw_start:raw_end]
        covered.update(range(start, end))
        assert gap <= raw_start < raw_end
        assert document.source.raw_span(start, end) == (raw_start, raw_end) or start == end
        decoded = standard.unescape(source)
        if decoded.strip(" \t\n\r\f"):
            assert re.sub("[\n\r\t\f]", " ", decoded) == re.sub("[\n\r\t\f]", " ", shown)
        else:
            assert not shown.strip(" ")
    for block in document.blocks:
        assert covered.issuperset(range(block.start, block.end))
        assert "\n" not in document.text[block.start : block.end]


@given(no_stray_marks, st.data())
@settings(max_examples=400, deadline=None)
def test_edits_bring_about_the_new_text_and_leave_tags_alone(raw, data):
    document = read(raw)
    if not document.blocks:
        return
    block = data.draw(st.sampled_from(document.blocks))
    start = data.draw(st.integers(block.start, block.end))
    end = data.draw(st.integers(start, block.end))
    replacement = data.draw(st.text("xyé&< ", max_size=4))
    text = document.text
    expected = text[block.start : start] + replacement + text[end : block.end]
    if re.search(r"  |^\s|\s$|^$", expected) or re.search("&(?!#?\\w+;)|&notit", raw):
        return  # white space that collapses, or a bare & that the new text would complete
    edits = document.source.edits(text, start, end, replacement)
    changed = apply(raw, edits)
    at = document.blocks.index(block)
    assert block_texts(changed)[at] == expected
    assert re.findall("<[^>]*>", changed) == re.findall("<[^>]*>", raw)


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ("<b>Izium</b>but", ["Iziumbut"]),
        ("one<br>two<br/>three</br>four", ["one", "two", "three", "four"]),
        ("<p>one<p>two<ul><li>three<li>four</ul>five", ["one", "two", "three", "four", "five"]),
        ("a <b> b </b> c", ["a b c"]),
        ("<p> \n a\r\n  b\t<!-- x -->c ", ["a b c"]),
        ("漢\n字 x\ny", ["漢字 x y"]),
        ("Uk\u00adra&shy;ine", ["Ukraine"]),
        ("<p>&nbsp;</p><p>&nbsp; one&nbsp;</p>", ["one"]),
        ("see <code>f(x)</code>, <img src=a> and <svg><text>x</text></svg>.", ["see \ufffc, \ufffc and \ufffc."]),
        ("<p><img> one <img></p><p><img></p><p><code>x</code></p><pre>y</pre>", ["one"]),
        ("word<sup>1</sup>, word<sup><a href=x>[2]</a></sup> 1<sup>er</sup>", ["word, word 1er"]),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", ["漢"]),
        (
            "<nav>Home</nav>a<div role=navigation>b</div><p hidden>c</p><p style='x:y; display: none'>d</p>e<footer>f</footer>",
            ["a", "e"],
        ),
        (
            "<title>a</title><script>b<c</script><style>d</style><textarea>e</textarea><select><option>f</select><button>g</button>h",
            ["h"],
        ),
        ("<header>a</header><aside>b</aside>", ["a", "b"]),
        ("<div hidden>a<div>b</div>c</div>d", ["d"]),
        ("a</>b<p", ["ab"]),
        ("x < y & z &unknown; &amp;amp;", ["x < y & z &unknown; &amp;"]),
        ("\ufeffone", ["one"]),
        ("a<![x b <!-> c", ["a c"]),
    ],
)
def test_what_shows(raw, texts):
    assert block_texts(raw) == texts


@pytest.mark.parametrize(
    ("raw", "kinds"),
    [
        ("<h3>a</h3>b", ["heading", "paragraph"]),
        ("<ul><li>a<p>b</p><li>c<h4>d</h4></ul>e", ["item", "item", "item", "heading", "paragraph"]),
        ("<table><caption>a<tr><th>b<td>c</table>d", ["caption", "cell", "cell", "paragraph"]),
        ("<figure>a<figcaption>b</figcaption></figure>", ["paragraph", "caption"]),
        (
            "<blockquote><p>a</p></blockquote><dl><dt>b<dd>c<dl><dd>d</dl>e</dl>f",
            ["quotation", "item", "item", "item", "item", "paragraph"],
        ),
    ],
)
def test_kinds_of_blocks(raw, kinds):
    assert [block.kind for block in read(raw).blocks] == kinds


def test_the_language_is_what_most_of_the_text_is_declared_to_be():
    assert read("<html lang='en'><p>one").declared == "en"
    assert read("<html lang=en><p>one<article lang=pt-BR><p>dois e mais").declared == "pt-BR"
    assert read("<meta http-equiv=content-language content='de, en'><p>eins").declared == "de"
    assert read("<p>one").declared is None


def test_what_is_declared_foreign_is_marked():
    document = read(
        "<html lang=en><p>He said <i lang=fr>bon <b>mot</b></i> once.<blockquote lang=fr><p>Un<p>Deux</blockquote><p lang=en-GB>End"
    )
    shown = [(document.text[one.start : one.end].strip(), one.language) for one in document.foreign]
    assert shown == [("bon mot", "fr"), ("Un", "fr"), ("Deux", "fr")]
    assert [block.language for block in document.blocks] == [None, "fr", "fr", None]


def test_edits_are_the_least_that_does_it():
    def edits(raw: str, start: int, end: int, replacement: str) -> tuple[Edit, ...]:
        document = read(raw)
        return document.source.edits(document.text, start, end, replacement)

    assert edits("<p><b>Izium</b>but", 0, 8, "Izium but") == (Edit(15, 15, " "),)
    assert edits("but<b>Izium</b>", 0, 8, "but Izium") == (Edit(3, 3, " "),)
    assert edits("<p>the <b>the house", 0, 7, "the") == (Edit(10, 14, ""),)
    assert edits("a <b> , b</b>", 1, 3, ",") == (Edit(1, 2, ""), Edit(5, 6, ""))
    assert edits("AT&amp;T", 2, 3, "+") == (Edit(2, 7, "+"),)
    assert edits("x y", 1, 2, " < ") == (Edit(2, 2, "&lt; "),)
    assert edits("<p><b>one</b></p>", 3, 3, ".") == (Edit(9, 9, "."),)
    assert edits("<p> <b>one", 0, 0, "-") == (Edit(4, 4, "-"),)


def test_lone_surrogates_do_no_harm():
    assert block_texts("<p>a\ud800 &#xD800;b")[0].startswith("a")
