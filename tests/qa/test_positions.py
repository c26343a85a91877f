"""From text back to the input."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.positions import Edit, LineIndex, SourceMap

# "&amp;" shows "&", "  " shows " ", a tag shows nothing, and between "cd" and "ef" two blocks part.
RAW = "a&amp;b<i>  cd</i><p>ef"
TEXT = "a&b cd\nef"
RUNS = [(0, 1, 0, 1, 0), (1, 2, 1, 6, 1), (2, 3, 6, 7, 6), (3, 4, 10, 12, 7), (4, 6, 12, 14, 12), (7, 9, 21, 23, 21)]


@pytest.fixture
def source() -> SourceMap:
    return SourceMap(RAW, RUNS)


@pytest.mark.parametrize(
    ("start", "end", "raw"),
    [
        (0, 1, "a"),
        (1, 2, "&amp;"),
        (0, 3, "a&amp;b"),
        (2, 5, "b<i>  c"),
        (5, 8, "d</i><p>e"),
        (5, 7, "d"),
        (6, 7, ""),
        (6, 8, "</i><p>e"),
        (0, 9, RAW),
        (7, 9, "ef"),
    ],
)
def test_a_stretch_of_text_leads_to_what_shows_it(source, start, end, raw):
    begin, finish = source.raw_span(start, end)
    assert RAW[begin:finish] == raw


def test_an_empty_stretch_is_a_place(source):
    assert [source.raw_span(at, at) for at in range(10)] == [(at, at) for at in (0, 1, 6, 7, 12, 13, 14, 21, 22, 23)]


def test_what_stands_for_several_characters_is_changed_whole():
    ligature = SourceMap("a&fjlig;b", [(0, 1, 0, 1, 0), (1, 3, 1, 8, 1), (3, 4, 8, 9, 8)])
    assert ligature.edits("afjb", 1, 2, "x") == (Edit(1, 8, "xj"),)
    assert ligature.edits("afjb", 0, 2, "") == (Edit(0, 8, "j"),)
    assert ligature.edits("afjb", 2, 2, "-") == (Edit(1, 8, "f-j"),)


def test_nothing_shown_has_no_places():
    empty = SourceMap("<p>", [])
    assert (empty.raw_span(0, 0), empty.edits("", 0, 0, "x")) == ((0, 0), ())


def test_white_space_that_a_deletion_would_bring_out_goes_too():
    source = SourceMap("a <b> b", [(0, 2, 0, 2, 0), (2, 2, 5, 6, 2), (2, 3, 6, 7, 6)])
    assert source.edits("a b", 1, 2, "") == (Edit(1, 2, ""), Edit(5, 6, ""))
    assert source.edits("a b", 2, 3, "c") == (Edit(6, 7, "c"),)


def test_text_that_runs_through_blocks_is_changed_in_each(source):
    assert source.edits(TEXT, 5, 8, "D\nE") == (Edit(13, 14, "D"), Edit(21, 22, "E"))


def test_without_runs_text_and_input_are_one():
    source = SourceMap("abc")
    assert (source.raw_span(1, 2), source.edits("abc", 1, 2, "xy")) == ((1, 2), (Edit(1, 2, "xy"),))


@given(st.integers(0, 9), st.integers(0, 9))
def test_spans_are_within_the_input_and_in_order(a, b):
    start, end = sorted((a, b))
    begin, finish = SourceMap(RAW, RUNS).raw_span(start, end)
    assert 0 <= begin <= finish <= len(RAW)


@pytest.mark.parametrize(
    ("raw", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\r\nb", 1, (1, 2)),
        ("a\rb\r\nc", 2, (2, 1)),
        ("a\rb\r\nc", 5, (3, 1)),
        ("a\n\n", 3, (3, 1)),
        ("😀é x", 3, (1, 4)),
        ("\ufeffab", 0, (1, 1)),
        ("\ufeffab", 1, (1, 1)),
        ("\ufeffab\ncd", 4, (2, 1)),
        ("\ufeffab\ncd", 5, (2, 2)),
    ],
)
def test_lines_and_columns(raw, offset, place):
    assert LineIndex(raw)(offset) == place


@given(st.text("ab\r\n", max_size=20))
def test_lines_are_those_of_universal_newlines(raw):
    index = LineIndex(raw)
    assert index(len(raw))[0] == len(raw.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a", "a"),
        ("&amp;", "&"),
        ("amp", "&"),
        ("b<i>  c", "b c"),
        ("d</i><p>e", "d\ne"),
        ("</i><p>e", "\ne"),
        ("<p>ef", "ef"),
        (RAW, TEXT),
    ],
)
def test_a_stretch_of_the_input_leads_to_what_it_shows(source, raw, text):
    start = RAW.index(raw)
    begin, finish = source.text_span(start, start + len(raw))
    assert TEXT[begin:finish] == text


def test_what_shows_nothing_is_where_the_text_goes_on():
    source = SourceMap("a<!-- x --><p>b", [(0, 1, 0, 1, 0), (2, 3, 14, 15, 11)])
    assert source.text_span(1, 11) == (1, 1)
    assert source.text_span(3, 11) == (2, 2)
    assert SourceMap("<p>", []).text_span(0, 3) == (0, 0)
    assert SourceMap("abc").text_span(1, 2) == (1, 2)


@given(st.integers(0, 9), st.integers(0, 9))
def test_the_way_back_from_the_input_is_the_way_there(a, b):
    start, end = sorted((a, b))
    source = SourceMap(RAW, RUNS)
    begin, finish = source.text_span(*source.raw_span(start, end))
    assert begin <= start
    assert finish >= end or TEXT[finish:end] == "\n"
    if TEXT[start:end].strip("\n") and "\n" not in (TEXT[start], TEXT[end - 1]):
        assert (begin, finish) == (start, end)
