"""What counts as sure, settled or left out, by the confidence of pairs and of those around them."""

from hypothesis import given
from hypothesis import strategies as st

from qa import language as languages
from qa.analysis.passages import beside, is_one_sided, is_settled, lacking, ratio, run_of, sure
from qa.article import Article, Pair
from qa.readers.text import document

LENGTH = 20


def article(*confidences: float, gone: tuple[int, ...] = (), added: tuple[int, ...] = ()) -> Article:
    """An article of lines of one length with its original, paired one by one; `gone` are empty here, `added` there."""

    def lines(without: tuple[int, ...]) -> tuple[str, list[tuple[int, int]]]:
        text, spans = "", []
        for number in range(len(confidences)):
            start = len(text)
            text += "" if number in without else f"line{number:>3} of the text.\n\n"
            spans.append((start, start if number in without else start + LENGTH))
        return text, spans

    (ours, here), (theirs, there) = lines(gone), lines(added)
    english = languages.load("en")
    made = Article(document("a", "a", ours, given="en"), english)
    made.original = Article(document("b", "b", theirs, given="en"), english)
    pairs = [
        Pair(*mine, *other, confidence=confidence) for mine, other, confidence in zip(here, there, confidences, strict=True)
    ]
    made.document.pairs = tuple(pairs)
    return made


def test_sure_are_confident_pairs_with_both_sides() -> None:
    assert [number for number, _ in sure(article(0.95, 0.5, 0.9, 0.99, gone=(3,)))] == [0, 2]


def test_settled_by_itself_or_by_its_neighbours() -> None:
    one = article(0.95, 0.95, 0.95, 0.5, 0.99)
    assert [is_settled(one, number) for number in range(5)] == [True, True, False, False, True]


def test_beside() -> None:
    one = article(0.9, 0.91, 0.92)
    assert [pair.confidence for pair in beside(one, 0)] == [0.91]
    assert [pair.confidence for pair in beside(one, 1)] == [0.9, 0.92]


def test_what_a_passage_lacks_is_shown_at_its_first_word() -> None:
    one = article(0.9, 0.9)
    found = lacking(one, one.pairs[1], "gone", 0.9)
    assert (one.text[found.start : found.end], found.lacking) == ("line", True)
    found = lacking(one, Pair(4, 6, 0, 0), "gone", 0.9)
    assert (found.start, found.end) == (4, 6)


def test_known_length_counts_with_the_rest() -> None:
    one = article(1.0, 1.0, gone=(1,))
    assert ratio(one, 400) == 1.0
    assert ratio(article(0.5), 400) == 0.0


def test_ratio_is_that_of_what_translates_something() -> None:
    assert ratio(article(1.0, 1.0)) == 1.0
    assert ratio(article(0.5, 0.5)) == 0.0


def test_left_out_between_sure_neighbours() -> None:
    assert is_one_sided(article(1.0, 1.0, 1.0, gone=(1,)), 1)
    assert is_one_sided(article(1.0, 1.0, 1.0, added=(1,)), 1)
    assert not is_one_sided(article(1.0, 0.1, 1.0, gone=(1,)), 1)
    assert not is_one_sided(article(1.0, 1.0, 0.1, gone=(1,)), 1)
    assert not is_one_sided(article(1.0, gone=(0,)), 0)


def test_not_left_out_where_neighbours_are_long_enough_to_hold_it() -> None:
    one = article(*[1.0] * 12, gone=(1,))
    first, gone, *rest = one.document.pairs
    longer = Pair(first.start, first.end + LENGTH, first.source_start, first.source_end)
    one.document.pairs = (longer, gone, *rest)
    assert not is_one_sided(one, 1)


BEFORE, AFTER = (
    "The ferry left the old harbour at six in the morning. ",
    "\n\nNobody was hurt, said the police of the town that day. ",
)
SECOND = "It sank before the island of Utsira, some miles off the coast. "
SHORT = "It sank soon after. "


def left_out(alone: str, before: str = BEFORE, confidence: float = 1.0) -> bool:
    """Whether a sentence of an original between two others that the article has, the first as `before`, is taken to be left out."""
    english = languages.load("en")
    sides, spans = [], []
    for pieces in ((BEFORE, alone, *[AFTER] * 9), (before, "", *[AFTER] * 9)):
        ends = [sum(len(piece) for piece in pieces[: at + 1]) for at in range(len(pieces))]
        spans.append([(end - len(piece.lstrip("\n")), end) for piece, end in zip(pieces, ends, strict=True)])
        sides.append(Article(document("a", "a", "".join(pieces), given="en"), english))
    made = sides[1]
    made.original = sides[0]
    made.document.pairs = tuple(
        Pair(*mine, *other, confidence=1.0 if mine[0] < mine[1] else confidence) for other, mine in zip(*spans, strict=True)
    )
    return is_one_sided(made, 1)


def test_a_sentence_of_its_neighbours_paragraph_may_stand_in_that_one() -> None:
    held = BEFORE[:-2] + " and sank before Utsira. "
    assert not left_out(SECOND, held)
    assert left_out("\n\n" + SECOND, held)
    assert left_out(SECOND)


def test_a_short_sentence_must_be_surer() -> None:
    assert left_out("\n\n" + SHORT)
    assert left_out("\n\n" + SECOND, confidence=0.6)
    assert not left_out("\n\n" + SHORT, confidence=0.6)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.data())
def test_what_is_settled_stays_so_where_confidence_grows(confidences: list[float], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(confidences) - 1))
    raised = data.draw(st.integers(0, len(confidences) - 1))
    before = is_settled(article(*confidences), number)
    confidences[raised] = 1.0
    assert is_settled(article(*confidences), number) >= before


def test_few_left_out_in_a_row_are_one_sided_by_those_around_them() -> None:
    few = article(*[1.0] * 8, gone=(3, 4))
    assert run_of(few, 4) == range(3, 5)
    assert is_one_sided(few, 3) and is_one_sided(few, 4)
    many = article(*[1.0] * 8, gone=(2, 3, 4, 5))
    assert not any(is_one_sided(many, number) for number in range(2, 6))


def test_the_last_is_one_sided_by_what_stands_before_it() -> None:
    assert is_one_sided(article(1.0, 1.0, 1.0, gone=(2,)), 2)
    assert not is_one_sided(article(1.0, 0.1, 1.0, gone=(2,)), 2)
