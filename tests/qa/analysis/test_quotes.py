"""Quotation marks get their role, their partner, or stand alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa import language as languages
from qa.analysis.quotes import DEPTH, Quotations
from qa.article import Article
from qa.readers import markdown
from qa.readers.text import document


def quotations(text: str, code: str = "en") -> Quotations:
    return Article(document("a", "a", text, given=code), languages.load(code)).quotes


def marked(text: str, code: str) -> tuple[list[tuple[str, int]], list[str]]:
    """Quoted texts with their depth, and the lone marks with what stands around them."""
    found = quotations(text, code)
    pairs = [(text[one.opening.start : one.closing.start + 1], one.depth) for one in found.pairs]
    return pairs, [text[max(0, one.mark.start - 1) : one.mark.start + 2] for one in found.lone]


PAIRED = [
    ("en", "He said “go ‘now’ or” left.", [("“go ‘now’ or”", 0), ("‘now’", 1)]),
    ("en", 'The 7" disc and the "12" disc" were 5\'11" apart.', [('"12" disc"', 0)]),
    ("en", "‘Rock ’n’ roll’ of the ’90s is the players’ own.", [("‘Rock ’n’ roll’", 0)]),
    ("de", "„Geh“, sagte sie; »geh ›jetzt‹ oder«.", [("„Geh“", 0), ("»geh ›jetzt‹ oder«", 0), ("›jetzt‹", 1)]),
    ("sv", "”Gå”, sa hon, ”nu.”", [("”Gå”", 0), ("”nu.”", 0)]),
    ("fr", "« Va ! » dit-elle de l’« affaire ».", [("« Va ! »", 0), ("« affaire »", 0)]),
    ("it", 'l\'"amico" dell’“altro”', [('"amico"', 0), ("“altro”", 0)]),
    ("he", 'צה"ל אמר ב"הארץ" היום', [('"הארץ"', 0)]),
    ("tr", '"Köprü"nün ve “Yol”un', [('"Köprü"', 0), ("“Yol”", 0)]),
    ("ja", "彼は「『雪国』を」と言った。", [("「『雪国』を」", 0), ("『雪国』", 1)]),
    ("zh", '他说"走吧"就走了。', [('"走吧"', 0)]),
    ("ko", "‘다리’라고 그는 “말”했다.", [("‘다리’", 0), ("“말”", 0)]),
    ("uz", "O‘zbek o‘g‘li “ha” dedi.", [("“ha”", 0)]),
]


@pytest.mark.parametrize(("code", "text", "pairs"), PAIRED)
def test_pairs(code: str, text: str, pairs: list[tuple[str, int]]) -> None:
    assert marked(text, code) == (pairs, [])


GOES_ON = [
    ("en", "“One,” she said. “Two.\n\n“Three.\n\n“Four,” she said."),
    ("en", "“One.\n\nTwo.\n\nThree,” she said."),
    ("es", "«Uno.\n\n»Dos.\n\n»Tres», dijo."),
    ("en", "‘One.\n\n‘Two,’ she said."),
]


@pytest.mark.parametrize(("code", "text"), GOES_ON)
def test_a_quotation_goes_on_over_paragraphs(code: str, text: str) -> None:
    assert quotations(text, code).lone == []


LONE = [
    ("en", "It was late”, he said. “Good.”", ["e”,"]),
    ("en", "“It was late, he said. “Good.”", ["“I"]),
    ("en", "He spoke of “a plan to stay.\n\n“Good,” she said.", [" “a"]),
    ("en", "Mayor: “It is late\n\n“Good,” she said. “So be it.”", [" “I"]),
    ("de", "Es war spät“, sagte er. „Gut.“", ["t“,"]),
    ("ja", "橋は開通する」と述べた。「はい」", ["る」と"]),
]


@pytest.mark.parametrize(("code", "text", "lone"), LONE)
def test_lone_marks(code: str, text: str, lone: list[str]) -> None:
    assert marked(text, code)[1] == lone


def test_a_mark_that_both_opens_and_closes_takes_the_role_that_the_article_gives_it() -> None:
    swedish = quotations("”Ett”, sa hon. ”Två.”", "sv")
    english = quotations("“One”, she said. ”Two.”", "en")
    assert [one.pair for one in swedish.pairs] == [("”", "”"), ("”", "”")]
    assert [one.pair for one in english.pairs] == [("“", "”"), ("”", "”")]


def test_usual_pair_and_partner() -> None:
    found = quotations("«Un», dit-il. «Deux», dit-elle. « Trois “quatre” », dit-il. «Cinq", "fr")
    assert found.usual(single=False) == ("«", "»")
    assert found.usual(single=True) is None
    assert [found.partner(one.mark) for one in found.lone] == ["»"]


def test_the_innermost_quotation_around_a_place() -> None:
    text = "A “b ‘c’ d” e."
    found = quotations(text)
    assert [found.around(text.index(letter)) for letter in "abcde"[1:]] == [
        found.pairs[0],
        found.pairs[1],
        found.pairs[0],
        None,
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab .,\n’‘"“”„«»', max_size=60), st.sampled_from(["en", "de", "fr"]))
def test_a_place_lies_in_the_last_quotation_that_opens_before_it_and_closes_after_it(text: str, code: str) -> None:
    found = quotations(text, code)
    for place in range(len(text) + 1):
        opened = [one for one in found.pairs if one.opening.start < place][-DEPTH:]
        assert found.around(place) == next((one for one in reversed(opened) if one.closing.start > place), None)


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="ab .,\n1é'’‘\"“”„«»‹›‚「」文ה", max_size=60),
    st.sampled_from(["en", "de", "fr", "sv", "he", "ja", "ko", "und"]),
)
def test_every_mark_stands_once(text: str, code: str) -> None:
    found = quotations(text, code)
    marks = list(found.marks)
    starts = [mark.start for mark in marks]
    assert len(set(starts)) == len(starts)
    assert all(text[mark.start] == mark.form for mark in marks)
    assert all(one.opening.start < one.closing.start for one in found.pairs)
    assert found.pairs == sorted(found.pairs)


@pytest.mark.parametrize(
    "text",
    ["“Go,&rdquo; she said.", "&ldquo;Go,” she said.", ',,Go," she said.', ",,Go,'' she said.", "``Go,'' she said."],
)
def test_what_stands_for_a_mark_is_its_partner(text: str) -> None:
    assert quotations(text).lone == []


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("He spoke of ‘freedom and left.", [True]),
        ("Go,’ she said. He left.", [False]),
        ("‘Go,’ she said. ‘Now,’ he said. ‘Freedom is all, he said.", [False]),
        ("The firm «House «Spring» closed.", [True]),
    ],
)
def test_what_may_be_an_apostrophe_or_share_its_partner_is_doubtful(text: str, doubtful: list[bool]) -> None:
    assert [one.doubtful for one in quotations(text).lone] == doubtful


def test_marks_that_open() -> None:
    assert quotations("He said “no” and “yes.").opening == {8, 17}


@pytest.mark.parametrize("text", ["- “One man\n- “Two men” said", "# “One man\n\n- “Two men” said"])
def test_quotations_that_begin_in_headings_and_lists_are_read(text: str) -> None:
    read = markdown.document("a", "a", text)
    found = Article(read, languages.load("en")).quotes
    assert [one.mark.start for one in found.lone] == [read.text.index("“")]
