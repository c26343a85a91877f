"""Fixes: edits made, overlaps settled, and what never settles left alone."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.article import Document
from qa.check import Checked
from qa.fix import Mended, apply, combined, fixable, mend
from qa.positions import Edit
from qa.readers import text
from qa.report import ArticleReport, ReportedError, ReportedFinding, Suggestion

Found = tuple[str, int, int, str, bool]
"""Rule, start, end, fix, whether it is safe."""


def finding(rule: str, start: int, end: int, fix: str | None, safe: bool = True) -> ReportedFinding:
    suggestions = () if fix is None else (Suggestion(fix, safe, (Edit(start, end, fix),)),)
    return ReportedFinding(
        rule, "error", "other", "minor", "", "", start, end, 1, 1, 1, 1, suggestions, 1.0, "", ""
    )  # fmt: skip


def checking(*patterns: tuple[str, str, str | None, bool]) -> Callable[[Document], Checked]:
    """A check that finds each pattern as the rule of that name, with a fix that may be safe."""

    def check(document: Document) -> Checked:
        found = [
            finding(rule, match.start(), match.end(), fix, safe)
            for rule, pattern, fix, safe in patterns
            for match in re.finditer(pattern, document.text)
        ]
        found.sort(key=lambda one: (one.start, one.end))
        return Checked(document, ArticleReport("x", "x", "en", "given", 1, 100.0, "pass", (), tuple(found)))

    return check


def mended(raw: str, check: Callable[[Document], Checked], *, unsafe: bool = False) -> Mended:
    return mend(text.document("x", "x", raw), lambda changed: text.document("x", "x", changed), check, unsafe=unsafe)


def test_edits_are_made_at_the_places_of_the_text_they_were_made_for():
    assert apply("😀 abc", [Edit(4, 5, "C"), Edit(2, 2, ">"), Edit(3, 4, "")]) == "😀 >aC"
    assert apply("abc", []) == "abc"


@pytest.mark.parametrize("edits", [[Edit(0, 2, ""), Edit(1, 3, "")], [Edit(2, 4, "")], [Edit(2, 1, "")]])
def test_edits_that_overlap_or_lie_outside_are_refused(edits):
    with pytest.raises(ValueError, match="overlaps"):
        apply("abc", edits)


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    raw = draw(st.text(max_size=30))
    places = sorted(draw(st.lists(st.integers(0, len(raw)), max_size=10).filter(lambda some: len(some) % 2 == 0)))
    spans = dict.fromkeys(zip(places[::2], places[1::2], strict=True))
    return raw, [Edit(*span, draw(st.text(max_size=3))) for span in spans]


@given(texts_with_edits())
def test_edits_made_at_once_are_those_made_one_by_one_from_the_end(made):
    raw, edits = made
    one_by_one = raw
    for edit in reversed(edits):
        one_by_one = one_by_one[: edit.start] + edit.text + one_by_one[edit.end :]
    assert apply(raw, reversed(edits)) == one_by_one


@given(texts_with_edits(), st.data())
def test_passes_come_to_one(made, data):
    raw, edits = made
    text = apply(raw, edits)
    passes = [edits]
    for _ in range(data.draw(st.integers(0, 3))):
        places = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
        passes.append([Edit(places[0], places[1], data.draw(st.text(max_size=3)))])
        text = apply(text, passes[-1])
    one = combined(raw, passes)
    assert apply(raw, one) == text
    assert all(first.end < second.start for first, second in pairwise(one)), "neighbours are one edit"


def test_what_a_later_pass_changes_of_an_earlier_one_is_one_edit():
    assert combined("a  ,, b", [[Edit(1, 3, "")], [Edit(1, 3, ",")]]) == (Edit(1, 5, ","),)
    assert combined("abc", [[], [Edit(3, 3, "d")]]) == (Edit(3, 3, "d"),)
    assert combined("abc", []) == ()


def test_of_fixes_that_touch_one_waits_and_a_safe_one_goes_first():
    a, b, c, d = finding("a", 0, 4, "x", False), finding("b", 3, 6, "y"), finding("c", 6, 8, "z"), finding("d", 9, 9, "!")
    assert fixable([a, b, c, d]) == [b, d]
    assert fixable([a, b, c, d], unsafe=True) == [b, d]
    assert fixable([a, d], unsafe=True) == [a, d]
    assert fixable([a, finding("e", 5, 6, None)]) == []


def test_what_one_fix_brings_out_is_fixed_too():
    result = mended("a  ,, b", checking(("doubled", ",,", ",", True), ("space", " +,", ",", True)))
    assert (result.raw, [one.rule for one in result.fixed], result.left) == ("a, b", ["space", "doubled"], ())


def test_unsafe_fixes_are_made_only_when_asked_for():
    check = checking(("guess", "x", "y", False), ("sure", "1", "2", True))
    assert mended("x1 x", check).raw == "x2 x"
    assert mended("x1 x", check, unsafe=True).raw == "y2 y"


def test_a_fix_that_makes_a_new_finding_is_taken_back():
    check = checking(("sure", "cat", "dog", True), ("dogs", "dog s", None, False))
    result = mended("cat, cat s, cat", check)
    assert result.raw == "dog, cat s, dog"
    assert [one.rule for one in result.left] == ["sure"]


def test_a_fix_that_makes_a_new_finding_elsewhere_is_taken_back():
    check = checking(("sure", "[ab]", "c", True), ("far", r"(?<=c.c.c.........)!", None, False))
    result = mended("a a a x x x x !", check)
    assert result.raw.count("c") == 2
    assert [one.rule for one in result.left] == ["sure"]


def test_what_never_settles_is_left_as_it_was():
    circle = checking(("one", "a", "b", True), ("other", "b", "a", True))
    assert mended("a b", circle).raw == "a b"
    growing = checking(("more", "a+", "aaa", True))
    assert mended("x a x", growing).passes in ((), ((Edit(2, 3, "aaa"),),))


def test_what_could_not_be_checked_is_left_as_it_was():
    def check(document: Document) -> Checked:
        checked = checking(("sure", "a", "b", True))(document)
        return checked if "a" in document.text else Checked(document, checked.report, "", (ReportedError("x", "crashed"),))

    result = mended("a", check)
    assert (result.raw, result.passes, result.errors) == ("a", (), (ReportedError("x", "crashed"),))


letters = st.text("abc ", max_size=3)
rules = st.lists(
    st.tuples(st.sampled_from("pqr"), st.text("abc ", min_size=1, max_size=3), st.none() | letters, st.booleans()), max_size=4
)


@given(st.text("abc ", max_size=20), rules, st.booleans())
def test_whatever_rules_say_fixing_twice_is_fixing_once_and_makes_no_new_finding(raw, patterns, unsafe):
    check = checking(*((rule, re.escape(pattern), fix, safe) for rule, pattern, fix, safe in patterns))
    once = mended(raw, check, unsafe=unsafe)
    assert mended(once.raw, check, unsafe=unsafe).raw == once.raw
    replayed = raw
    for edits in once.passes:
        replayed = apply(replayed, edits)
    assert replayed == once.raw
    rules_before = {one.rule for one in check(text.document("x", "x", raw)).report.findings}
    assert {one.rule for one in once.left} <= rules_before
