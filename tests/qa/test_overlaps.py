"""Where two rules see one fault, the earlier in the order keeps it."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from qa.overlaps import ORDER, settle


class Placed(Struct):
    rule: str
    start: int
    end: int
    hint: bool = False
    lacking: bool = False
    absorbed: tuple[str, ...] = ()

    def absorb(self, other: "Placed") -> None:
        self.absorbed = (*self.absorbed, other.rule)


def kept(*findings: Placed) -> list[str]:
    return [finding.rule for finding in settle(list(findings))]


def test_the_earlier_rule_of_the_order_stays() -> None:
    assert kept(Placed("missing-space", 3, 9), Placed("merged-words", 2, 10)) == ["merged-words"]


def test_findings_that_do_not_touch_both_stay() -> None:
    assert kept(Placed("missing-space", 3, 9), Placed("merged-words", 9, 12)) == ["missing-space", "merged-words"]


def test_a_much_longer_finding_hides_nothing() -> None:
    assert kept(Placed("boilerplate", 0, 60), Placed("extra-space", 4, 6)) == ["boilerplate", "extra-space"]


def test_untranslated_hides_what_lies_inside_however_long() -> None:
    assert kept(Placed("untranslated", 0, 300), Placed("extra-space", 4, 6)) == ["untranslated"]


def test_markup_around_a_foreign_passage_stays_alone() -> None:
    assert kept(Placed("untranslated", 5, 300), Placed("leftover-markup", 0, 400)) == ["leftover-markup"]


def test_repeated_passage_hides_nothing_inside_it() -> None:
    assert kept(Placed("repeated-passage", 0, 20), Placed("extra-space", 4, 6)) == ["repeated-passage", "extra-space"]


def test_a_hint_never_displaces_a_warning() -> None:
    assert kept(Placed("merged-words", 2, 10, hint=True), Placed("missing-space", 3, 9)) == ["missing-space"]


def test_what_a_passage_lacks_is_no_other_fault_of_the_word_where_it_is_shown() -> None:
    lost = Placed("number-mismatch", 0, 5, lacking=True)
    assert kept(lost, Placed("url-mismatch", 0, 5, lacking=True)) == ["number-mismatch", "url-mismatch"]
    assert kept(lost, lost) == ["number-mismatch", "number-mismatch"]
    assert kept(lost, Placed("lowercase-sentence-start", 0, 5)) == ["number-mismatch", "lowercase-sentence-start"]
    assert kept(Placed("untranslated", 0, 60), lost) == ["untranslated"]


def test_what_stays_absorbs_what_goes_of_its_length() -> None:
    (found,) = settle([Placed("untranslated", 0, 60), Placed("copied-source", 0, 60), Placed("extra-space", 4, 6)])
    assert found.absorbed == ("copied-source",)


def test_a_passage_translated_in_two_ways_hides_nothing_inside_it() -> None:
    assert kept(Placed("inconsistent-translation", 0, 20), Placed("url-mismatch", 4, 9)) == [
        "inconsistent-translation",
        "url-mismatch",
    ]


def test_rules_without_a_place_in_the_order_come_last() -> None:
    assert kept(Placed("a-plugin", 2, 10), Placed("quote-style", 3, 9)) == ["quote-style"]


FINDINGS = st.lists(
    st.builds(
        lambda rule, start, length, hint: Placed(rule, start, start + length, hint),
        st.sampled_from([*ORDER, "inconsistent-name", "calque"]),
        st.integers(0, 80),
        st.integers(1, 60),
        st.booleans(),
    ),
    max_size=25,
)


@given(FINDINGS)
def test_settling_twice_changes_nothing_and_keeps_what_stands_alone(findings: list[Placed]) -> None:
    once = settle(findings)
    assert settle(once) == once
    for finding in findings:
        if not any(other is not finding and other.start < finding.end and finding.start < other.end for other in findings):
            assert finding in once
