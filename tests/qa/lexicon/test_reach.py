"""How far words of a lexicon go together."""

from qa import language as languages
from qa.lexicon import Lexicon, open_lexicon


def lexicon(code: str) -> Lexicon:
    found = open_lexicon(languages.load(code), quiet=True)
    assert found is not None
    return found


def test_beginnings_are_forms() -> None:
    english = lexicon("en")
    lengths = english.beginnings("Another")
    assert {1, 2, 4} <= set(lengths)
    assert 7 not in lengths


def test_beginnings_where_folding_changes_the_length() -> None:
    assert 2 in lexicon("sh").beginnings("уљем")


def test_reach_leaves_the_form_itself_out() -> None:
    english = lexicon("en")
    assert english.kin("househzqx").reach == 6
    assert english.kin("house").reach == 5
    assert english.kin("").reach == 0


def test_head_and_tail_are_the_longest_that_are_counted() -> None:
    english = lexicon("en")
    head, tail = english.kin("overzqx").head, english.kin("zqxness").tail
    assert english.starts("overzqx"[:head]) > 0 and not english.starts("overzqx"[: head + 1])
    assert english.ends("zqxness"[-tail:]) > 0 and not english.ends("zqxness"[-tail - 1 :])
