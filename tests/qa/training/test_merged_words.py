"""What training leaves does what was trained, and planting leaves no trace."""

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("lightgbm")

from qa import language as languages  # noqa: E402
from qa.analysis.splits import FEATURES, Split  # noqa: E402
from qa.article import Article  # noqa: E402
from qa.lexicon import open_lexicon  # noqa: E402
from qa.readers.text import document  # noqa: E402
from qa.training import merged_words as training  # noqa: E402
from qa.training.grown import nodes  # noqa: E402
from qa.trees import Trees  # noqa: E402


def test_trees_score_as_the_library_does() -> None:
    chance = np.random.default_rng(1)
    rows = np.round(chance.normal(size=(2000, len(FEATURES))), 1)
    right = rows[:, 0] + rows[:, 3] > rows[:, 5]
    booster = training._grow(rows, right, np.ones(len(rows)))
    trees = Trees(nodes(booster), [])
    for row, score in zip(rows[:50].tolist(), booster.predict(rows[:50], raw_score=True), strict=True):
        assert (trees.score(row) or 0) / 1000 == pytest.approx(score, abs=0.2)


def workshop() -> training.Workshop:
    text = "Marta Olenko came in spring. Olenko liked the harbour, and the harbour liked her."
    language = languages.load("en")
    article = Article(document("a", "a", text, given="en"), language, open_lexicon(language, quiet=True))
    return training.Workshop(article, {})


def test_planting_leaves_no_trace() -> None:
    shop = workshop()
    before = dict(shop.counts), dict(shop.lowered), dict(+shop.pairs)
    planted = shop.plant("plain", 0, training.Pair("the", "", "harbour", 7), 0, False)
    assert planted is not None
    assert [planted.ways[number] for number in planted.right] == [Split("the", "harbour")]
    assert (dict(shop.counts), dict(shop.lowered), dict(+shop.pairs)) == before


def test_a_cut_name_is_restored_only_if_it_stands_elsewhere() -> None:
    shop = workshop()
    twice = shop.plant("cut_name", 0, training.Pair("Olenko", "", "liked", 5), 2, False)
    assert twice is not None and [twice.ways[number] for number in twice.right] == [Split("Olen", "liked", "Olenko")]
    once = shop.plant("cut_name", 0, training.Pair("Marta", "", "came", 0), 1, False)
    assert once is None or all(way.restored != "Marta" for way in once.ways)


def test_a_hidden_word_is_unknown_until_it_is_shown_again() -> None:
    shop = workshop()
    shop.hide("Harbour")
    assert not shop.word("harbour").known
    shop.hide("")
    assert shop.word("harbour").known


def test_beside_keeps_only_the_ways_that_begin_with_what_stands_beside() -> None:
    shop = workshop()
    place = shop.place(5)
    assert shop.beside("cousin", 0, "Harberside", place, ["Nobodyelse"]) is None
    weighed = shop.beside("cousin", 0, "Harberside", place, ["Harberson"])
    assert weighed is not None and not weighed.right
    assert {way.restored for way in weighed.ways} == {"Harberson"}
    assert not shop.counts["Harberson"]
