"""Annotated text: what is read, and where it stands in text and markup together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.readers import annotated, text
from qa.readers.annotated import Part


def parts(*given: str | tuple[str, str]) -> list[Part]:
    return [Part(one, one) if isinstance(one, str) else Part(*one) for one in given]


def test_markup_is_not_read_and_what_it_stands_for_is() -> None:
    document = annotated.document("a", "a", parts("One", ("<br>", "\n"), "two ", ("<b>", ""), "three", ("</b>", ""), "."))
    assert document.text == "One\ntwo three."
    assert [document.text[block.start : block.end] for block in document.blocks] == ["One", "two three."]
    start = document.text.index("three")
    span = document.source.raw_span(start, start + 6)
    assert document.source.raw[slice(*span)] == "three</b>."


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((("<b>", ""), "Izium", ("</b>", ""), "but"), "<b>Izium</b> but"),
        (("the", ("<b>", ""), "house", ("</b>", "")), "the <b>house</b>"),
        ((("\\textbf{", ""), "Izium", ("}", ""), "but"), "\\textbf{Izium} but"),
        ((("**", ""), "Izium", ("**", ""), "but"), "**Izium** but"),
        (("the", ("**", ""), "house", ("**", "")), "the **house**"),
        ((("\\emph{", ""), "a", ("}", ""), "b", ("\\emph{", ""), "c", ("}", "")), "\\emph{a} b\\emph{c}"),
    ],
)
def test_a_space_goes_outside_of_what_is_set_off(given: tuple[str | tuple[str, str], ...], expected: str) -> None:
    document = annotated.document("a", "a", parts(*given))
    shown = {"Iziumbut": "Izium but", "thehouse": "the house", "abc": "a bc"}[document.text]
    assert _edited(document.source.raw, document.source.edits(document.text, 0, len(document.text), shown)) == expected


def test_markup_amid_a_line_end_stays_when_that_goes() -> None:
    document = annotated.document("a", "a", parts("one\r", ("<b>", ""), "\ntwo", ("</b>", "")))
    assert document.text == "one\ntwo"
    assert _edited(document.source.raw, document.source.edits(document.text, 3, 4, "")) == "one<b>two</b>"


def _edited(raw: str, edits: tuple[object, ...]) -> str:
    for edit in sorted(edits, key=lambda edit: -edit.start):  # type: ignore[attr-defined]
        raw = raw[: edit.start] + edit.text + raw[edit.end :]  # type: ignore[attr-defined]
    return raw


PARTS = st.lists(
    st.one_of(
        st.text("ab 😀é.\n\r\u00ad", max_size=12).map(lambda one: Part(one, one)),
        st.sampled_from(["<b>", "</b>", "**", "\\x{", "}", "&nbsp;", ""]).map(lambda one: Part(one, "")),
        st.sampled_from([Part("<br>", "\n"), Part("&amp;", "&"), Part("\\ss", "ß"), Part("@", "@@@"), Part("", "x")]),
    ),
    max_size=12,
)


@given(PARTS)
def test_offsets_lead_to_what_shows_the_text(given: list[Part]) -> None:
    document = annotated.document("a", "a", given)
    plain = text.document("a", "a", "".join(part.shown for part in given))
    assert document.text == plain.text
    assert document.blocks == plain.blocks
    raw = document.source.raw
    assert raw == "".join(part.raw for part in given)
    before = 0
    for at, char in enumerate(document.text):
        start, end = document.source.raw_span(at, at + 1)
        assert before <= end <= len(raw)
        assert start <= end
        before = start
        if char in "abé😀.":
            assert raw[start:end] == char


@given(PARTS, st.data())
def test_an_edit_leaves_markup_alone(given: list[Part], data: st.DataObject) -> None:
    document = annotated.document("a", "a", given)
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, min(len(document.text), start + 6)))
    edits = document.source.edits(
        document.text, start, end, data.draw(st.sampled_from(["", "Q", "Q Q", document.text[start:end] + "Q"]))
    )
    silent, at = set[int](), 0
    for part in given:
        if part.raw and not part.shown:
            silent.update(range(at, at + len(part.raw)))
        at += len(part.raw)
    for edit in edits:
        assert not silent.intersection(range(edit.start, edit.end))
