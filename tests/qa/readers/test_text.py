"""The plain text reader."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.article import Document
from qa.readers.text import document

WRAPPED = """\
The harbour of the small town has been closed since Monday because of
the storm, and nobody can say when the ferries will sail again. In the
meantime, the islanders are supplied by helicopter, which costs the
county about four times as much as the boats do on an ordinary day.

The mayor said on Tuesday that the pier had been damaged and that some
repairs could take weeks.
"""
PARAGRAPHS = """\
A line that is a paragraph of its own and that ends with a stop.
Another one, of a different length, which ends with a stop as well.
Short one.
The last is longer than all the others before it, for it goes on and on and tells of this and of that.
"""


def read(raw: str) -> Document:
    return document("a", "a.txt", raw)


def blocks(raw: str) -> list[str]:
    found = read(raw)
    return [found.text[block.start : block.end] for block in found.blocks]


def test_every_line_is_a_block_where_lines_are_paragraphs():
    assert blocks(PARAGRAPHS) == PARAGRAPHS.splitlines()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n    ", " \n"])
def test_a_hard_wrapped_document_reads_as_paragraphs(end):
    raw = WRAPPED.replace("\n", end).replace(f"{end}{end.strip(' ')}", f"{end.strip(' ')}{end.strip(' ')}")
    expected = [" ".join(paragraph.split("\n")).strip() for paragraph in WRAPPED.split("\n\n")]
    assert blocks(raw) == expected
    found = read(raw)
    at = found.text.index("because of the storm")
    start, finish = found.source.raw_span(at, at + len("because of the storm"))
    assert raw[start:finish].split() == ["because", "of", "the", "storm"]


def test_items_of_a_hard_wrapped_document_stay_apart():
    raw = (
        WRAPPED
        + "\nWhat is still open:\n- the school, from Wednesday on, for the children of the lower\n  town only\n- the library\n"
    )
    assert blocks(raw)[2:] == [
        "What is still open:",
        "- the school, from Wednesday on, for the children of the lower town only",
        "- the library",
    ]


def test_chinese_is_wrapped_without_spaces():
    line = "港口自周一以来因风暴而关闭没有人能说渡轮何时再次启航与此同时岛民由直升机供应其费用约为普通日子"
    assert blocks("\n".join([line] * 5)) == [line * 5]


def test_verse_and_lists_are_not_taken_for_wrapped():
    verse = "The wind is up, the sea is grey,\nthe boats are in the lee,\nand who goes out on such a day\nwill not come home to me.\n"
    assert blocks(verse) == verse.splitlines()


def test_a_first_line_without_a_stop_is_a_heading():
    assert [block.kind for block in read("Storm over the coast\n\nThe harbour is closed.\n").blocks] == ["heading", "paragraph"]
    assert [block.kind for block in read("The harbour is closed.\n\nStorm over\n").blocks] == ["paragraph", "paragraph"]
    assert [block.kind for block in read("Storm over the coast\n").blocks] == ["paragraph"]


def test_offsets_are_the_inputs_own_where_they_can_be():
    found = read("One.\n\n  Two.\n")
    assert (found.text, found.source.runs) == ("One.\n\n  Two.\n", None)
    assert [(block.start, block.end) for block in found.blocks] == [(0, 4), (8, 12)]


def test_a_byte_order_mark_counts_but_does_not_show():
    found = read("\ufeffOne.\r\nTwo.\r\n")
    assert found.text == "One.\nTwo.\n"
    assert found.source.raw_span(5, 8) == (7, 10)
    assert found.source.raw[7:10] == "Two"


def test_soft_hyphens_do_not_show():
    found = read("die Har\u00admo\u00adnie\n")
    assert found.text == "die Harmonie\n"
    assert found.source.raw[slice(*found.source.raw_span(4, 12))] == "Har\u00admo\u00adnie"


@pytest.mark.parametrize("raw", ["", "\ufeff", "\n\n", " \t \r\n", "\ufeff\r\n"])
def test_nothing_to_read_is_said(raw):
    assert (read(raw).blocks, read(raw).warnings) == ([], ("empty",))


@given(st.text(st.sampled_from("ab.é漢😀 \t\n\n\r\u00ad\ufeff\0\u2028"), max_size=80), st.data())
@settings(max_examples=300, deadline=None)
def test_every_character_leads_back_and_edits_hold(raw, data):
    found = read(raw)
    text = found.text
    plain = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "")
    assert re.sub(r"\s+", "", text) == re.sub(r"\s+", "", plain)
    for block in found.blocks:
        assert text[block.start : block.end].strip() == text[block.start : block.end] != ""
        assert "\n" not in text[block.start : block.end]
        for at in range(block.start, block.end):
            start, end = found.source.raw_span(at, at + 1)
            assert raw[start:end] == text[at]
    if found.blocks:
        block = data.draw(st.sampled_from(found.blocks))
        start = data.draw(st.integers(block.start, block.end))
        end = data.draw(st.integers(start, block.end))
        replacement = data.draw(st.text("xyz", min_size=1, max_size=3))
        changed = raw
        for edit in reversed(found.source.edits(text, start, end, replacement)):
            changed = changed[: edit.start] + edit.text + changed[edit.end :]
        assert read(changed).text == text[:start] + replacement + text[end:]


@given(st.lists(st.text(st.sampled_from("ab.漢"), min_size=1, max_size=12), min_size=30, max_size=120), st.integers(45, 90))
@settings(max_examples=100, deadline=None)
def test_wrapping_loses_nothing(words, width):
    from textwrap import fill

    raw = fill(" ".join(words), width, break_long_words=False, break_on_hyphens=False)
    shown = " ".join(blocks(raw))
    assert shown.replace(" ", "") == "".join(words)


@pytest.mark.parametrize(
    ("raw", "shown"), [("漢\n&#8217;", "漢’"), ("&#8217;\n漢", "’漢"), ("漢\n&amp;b", "漢 &b"), ("a;\n漢", "a; 漢")]
)
def test_a_reference_beside_a_line_break_counts_as_what_it_shows(raw: str, shown: str) -> None:
    from qa.readers import markdown

    assert markdown.document("", "", raw).text == shown
