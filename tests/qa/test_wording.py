"""The notation of phrases: whatever is written is found in all its forms, and nowhere else."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import language as languages
from qa.wording import Beginnings, Endings, Phrases, Slot, fold, forms, needed, samples, spelled_out, within_word

WORD = st.text("abcdeé", min_size=1, max_size=6)
FORM = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
CHOICE = st.lists(FORM, min_size=2, max_size=4, unique=True).map(lambda choices: f"({'|'.join(choices)})")
OPTIONAL = st.lists(FORM, min_size=1, max_size=2).map(lambda choices: f"({' |'.join(choices)} |)")
ENDINGS = st.tuples(WORD, st.lists(WORD, min_size=2, max_size=3)).map(lambda word: f"{word[0]}({'|'.join(word[1])}|)")
ELISION = st.tuples(WORD, CHOICE).map("'".join)
PART = st.one_of(FORM, CHOICE, ENDINGS, ELISION, st.just("<number>"))
WORDINGS = st.tuples(st.one_of(st.just(""), OPTIONAL), st.one_of(FORM, CHOICE, ENDINGS), st.lists(PART, max_size=3)).map(
    lambda written: " ".join([written[0] + written[1], *written[2]])
)
NUMBER = {"number": Slot(r"\d+(?:[.,]\d+)*")}
END = r"(?![-']?\w)"


def _filled(written: str) -> list[str]:
    return [form.replace("<number>", "12.5") for form in forms(written)][:200]


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text))


def _places(text: str) -> Callable[[str], list[int]]:
    return lambda word: [match.start() for match in re.finditer(r"[^\W\d_]+", text) if match[0] == word]


@given(WORDINGS)
def test_every_form_is_found_where_it_begins(written: str) -> None:
    phrases = Beginnings([(written, "kind"), ("other", "kind")], {})
    for form in _filled(written):
        text = f"1 {form}. End"
        assert (2 + len(form), frozenset({"kind"})) in phrases.at(text, text, 2, len(text))
        assert not phrases.at(f"1 x{form}", f"1 x{form}", 2, len(text) + 1)


@given(WORDINGS)
def test_every_form_is_found_anywhere(written: str) -> None:
    phrases = Phrases(["other", written], NUMBER, {}, [END, END])
    for form in _filled(written):
        for text, found in ((f"x {form}, y", True), (form, True), (f"x{form} y", False)):
            matches = [match.span() for number, match in phrases.find(text, _words(text), _places(text)) if number == 1]
            assert ((text.find(form), text.find(form) + len(form)) in matches) is found


@given(WORDINGS)
def test_every_form_has_the_words_that_are_needed_and_its_choices_stand_in_a_sample(written: str) -> None:
    for form in forms(written):
        assert not any(map(_words(form).isdisjoint, needed(written)))
    joined = "\n".join(samples(written))
    assert all(choice in joined for choices in re.findall(r"\(([^()]*)\)", written) for choice in choices.split("|"))


@given(WORDINGS.filter(lambda written: "<" not in written))
def test_every_form_is_found_where_it_ends(written: str) -> None:
    endings = Endings([written])
    for form in forms(written):
        if len(form) > 1:
            assert 0 <= endings.at(f"x {form}.", 0, 2 + len(form)) <= 2
            assert endings.at(f"{form}x.", 0, 1 + len(form)) == -1


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("more by Ann: it", {11}),
        ("more by Ann Lee, who", {11, 15}),
        ("more by ann", set()),
        ("more by <Ann>", set()),
    ],
)
def test_a_name_has_capitals(text: str, ends: set[int]) -> None:
    phrases = Beginnings([("more by <name>", "lead")], {})
    folded = fold(text, languages.load("en"))
    assert {end for end, _ in phrases.at(text, folded, 0, len(text))} - {12, 16} == ends


def test_slots_are_groups_and_what_is_meant_is_one() -> None:
    phrases = Phrases(["(on |)[<number> (day|days)] (ago|back)"], NUMBER, {}, [END])
    text = "he left 12.5 days ago"
    ((_, match),) = phrases.find(text, _words(text), _places(text))
    assert match["meant"] == "12.5 days"
    assert match["number"] == "12.5"
    assert (match["choice"], match["choice2"], match["choice3"]) == ("", "days", "ago")


def test_words_with_forms_are_spelled_out() -> None:
    assert spelled_out("<pay> a <number> (of|)", {"pay": "pay|paid"}) == "(pay|paid) a <number> (of|)"


def test_folding_keeps_the_places_of_letters() -> None:
    assert fold("İ’s\u00a0ЁЖ", languages.load("en"), {"ё": "е"}) == "İ's еж"


@pytest.mark.parametrize(
    ("text", "within"), [("ab", True), ("a b", False), ("中文", False), ("Dị", True), ("1,5", True), ("1, 5", False)]
)
def test_within_word(text: str, within: bool) -> None:
    assert within_word(text, 1) is within
