"""The Markdown reader against the HTML that the same text is rendered to."""

import re

import pyromark
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qa.article import Document
from qa.readers import html, markdown

OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_HEADING_ATTRIBUTES

words = st.text("aZé漢😀’.,", min_size=1, max_size=4)
inline = st.one_of(
    words,
    st.sampled_from([" ", " ", "  ", "*", "**", "_", "~~", "`x`", "&amp;", "&eacute;", "&#8217;", "&#32;", "\\*", "\\_", "\\\\", "\\a", "<b>", "</b>"]),
    st.sampled_from(["[a](u)", "[a *b*](u \"t\")", "<span lang=fr>", "</span>", "<!-- c -->", "<br>", "&", ">", "[", "]", "(", "!", "#", "|", "\u00ad"]),
)  # fmt: skip
line = st.builds(
    lambda prefix, parts: prefix + "".join(parts),
    st.sampled_from(["", "", "", "> ", "- ", "  ", "1. ", "# ", "> - ", "<div>", "</div>", "    ", "| "]),
    st.lists(inline, max_size=6),
)
soup = st.builds(
    lambda lines, end: end.join(lines),
    st.lists(st.one_of(line, st.sampled_from(["", "", "---", "```", "|---|"])), max_size=10),
    st.sampled_from(["\n", "\r\n"]),
)


def read(raw: str) -> Document:
    return markdown.document("a", "a.md", raw)


def blocks(raw: str) -> list[str]:
    found = read(raw)
    return [found.text[block.start : block.end] for block in found.blocks]


def changed(raw: str, start: int, end: int, replacement: str) -> str:
    found = read(raw)
    for edit in reversed(found.source.edits(found.text, start, end, replacement)):
        raw = raw[: edit.start] + edit.text + raw[edit.end :]
    return raw


@given(soup)
@settings(max_examples=500, deadline=None)
def test_it_shows_what_its_html_shows(raw):
    assume("![" not in raw)  # a picture that stands alone shows its description, which HTML has in an attribute
    page = html.document("a", "a.html", pyromark.html(raw, options=OPTIONS))
    shown, expected = blocks(raw), [page.text[block.start : block.end] for block in page.blocks]
    if (
        "<" in raw or "&#32;" in raw
    ):  # an HTML block is a block of its own; a space written out shows beside a line break or not
        shown, expected = "".join(" ".join(shown).split()), "".join(" ".join(expected).split())
    assert shown == expected


@given(soup)
@settings(max_examples=300, deadline=None)
def test_every_character_leads_back_to_what_shows_it(raw):
    found = read(raw)
    covered = set()
    before = 0
    for start, end, raw_start, raw_end, gap in found.source.runs:
        shown, source = found.text[start:end], raw[raw_start:raw_end]
        assert before <= raw_start < raw_end
        assert gap <= raw_start
        before = raw_end
        covered.update(range(start, end))
        if end - start == raw_end - raw_start:
            assert re.sub(r"\s", " ", source) == shown
        else:
            assert shown in (" ", "", "\ufffc") or source.startswith(("&", "\\"))
    for block in found.blocks:
        assert covered.issuperset(range(block.start, block.end))
        assert "\n" not in found.text[block.start : block.end]


@given(st.lists(st.sampled_from(["one ", "two ", "**three** ", "_four_ ", "[five](u) ", "six\nseven ", "\\*eight ", "&amp; ", "`nine` "]), min_size=1, max_size=8),
       st.sampled_from(["", "> ", "- ", "# ", "1. "]), st.data())  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_edits_bring_about_the_new_text(parts, prefix, data):
    raw = prefix + "".join(parts).replace("\n", "\n> " if prefix == "> " else " " if prefix == "# " else "\n  ") + "end"
    (text,) = blocks(raw)
    words_at = [match.span() for match in re.finditer(r"[\w&*\ufffc]+ ?", text)]
    start, end = data.draw(st.sampled_from(words_at))
    replacement = data.draw(st.sampled_from(["", "nine ", "a_b ", "x < y "]))
    if end == len(text):
        replacement = replacement.strip() or "z"
    assert blocks(changed(raw, start, end, replacement)) == [text[:start] + replacement + text[end:]]


def test_a_space_between_emphasis_and_word_goes_between_them():
    assert changed("**Izium**but", 5, 5, " ") == "**Izium** but"
    assert changed("but[Izium](u)", 3, 3, " ") == "but [Izium](u)"


def test_a_word_goes_with_the_marks_around_it():
    assert changed("the **red** house", 3, 7, "") == "the house"
    assert changed("the **_red_** house", 3, 7, "") == "the house"
    assert changed("the **the** house", 3, 7, "") == "**the** house"
    assert changed("the **the house**", 3, 7, "") == "the **house**"


@pytest.mark.parametrize("prefix", ["# ", "- ", "> ", "1. ", "> - ", "| "])
def test_text_goes_in_after_the_mark_of_a_block(prefix):
    raw = prefix + "*the* house" + (" |\n|---|" if prefix == "| " else "")
    start = len(prefix)
    assert changed(raw, 0, 0, "So ") == raw[:start] + "So " + raw[start:]


@pytest.mark.parametrize(
    ("raw", "kinds"),
    [
        ("# One\n\ntwo", ["heading", "paragraph"]),
        ("- one\n- two", ["item", "item"]),
        ("> one", ["quotation"]),
        ("| a |\n|---|\n| b |", ["cell", "cell"]),
        ("![What it shows](a.png)", ["caption"]),
    ],
)
def test_kinds_of_blocks(raw, kinds):
    assert [block.kind for block in read(raw).blocks] == kinds


def test_what_is_no_text_is_left_out():
    raw = "Use `mv a b` or <https://example.org>, see ![a picture](a.png) and [this][1].[^n]\n\n```\ncode\n```\n\n[1]: u\n\n[^n]: Note.\n"
    assert blocks(raw) == ["Use \ufffc or \ufffc, see \ufffc and this.", "Note."]


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: x\nlang: pt-BR\n---\n",
        "+++\nlanguage = 'pt-BR'\n+++\n",
        '\ufeff---\r\nlang: "pt-BR"\r\n---\r\n',
        "---\nlang: pt-BR\n\nx: y\n...\n",
    ],
)
def test_front_matter_names_the_language(front):
    found = read(front + "# Título\n")
    assert (found.declared, found.text) == ("pt-BR", "Título")
    assert found.source.raw_span(0, 6) == (len(front) + 2, len(front) + 8)


def test_badges_are_no_captions():
    assert blocks("[![build passing](a.svg)](https://example.org)\n\nOne.") == ["One."]


def test_rules_are_no_front_matter():
    assert blocks("---\n\none\n\n---\n") == ["one"]
    assert blocks("one\n\n---\ntwo: three\n---\n") == ["one", "two: three"]


def test_comments_silence_the_block_that_follows():
    found = read("<!-- mtlint-ignore a, b -->\n\nOne.\n\nTwo.\n\n<!-- mtlint-ignore -->\n- three\n- four\n")
    assert [(one.rules, found.text[one.start : one.end]) for one in found.suppressions] == [(("a", "b"), "One."), ((), "three")]


def test_nothing_to_read_is_said():
    assert (read("").blocks, read("```\ncode\n```").warnings) == ([], ("empty",))
