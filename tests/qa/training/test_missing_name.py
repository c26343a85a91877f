"""Names are taken from articles as faults take them, and what is missed then is what was taken."""

import random

import pytest

pytest.importorskip("numpy")
pytest.importorskip("lightgbm")

from qa.analysis.missing import missing
from qa.article import Article
from qa.language import load
from qa.training import missing_name as training

ORIGINAL = (
    "The mayor met Kristina Halvorsen in the town hall on Monday.\n\n"
    "The next day the police asked Halvorsen about the money.\n\n"
    "The town has waited for an answer from Halvorsen since then."
)
TRANSLATION = (
    "La alcaldesa recibió a Kristina Halvorsen en el ayuntamiento el lunes.\n\n"
    "Al día siguiente la policía preguntó a Halvorsen por el dinero.\n\n"
    "La ciudad espera una respuesta de Halvorsen desde entonces."
)


def article() -> Article:
    return training._article(TRANSLATION, load("es"), training._article(ORIGINAL, load("en")))


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_what_is_taken_is_missed(share: float) -> None:
    whole = article()
    seen = training.Seen("a", 0, [], [])
    for turn in range(6):
        training._take(
            whole, list(missing(whole, found_too=True)), ["Brandvold", "Kowalczyk"], share, random.Random(turn), seen
        )
    assert len(seen.taken) == (6 if share == 0.0 else 18)
    assert {way for way, _ in seen.taken} == set(training.WAYS)
    assert all(signs is not None for _, signs in seen.taken)
    assert all(signs.hole for way, signs in seen.taken if way == "emptied" and signs)
    assert all(signs.unlike > 0.3 for way, signs in seen.taken if way == "replaced" and signs)


def test_a_whole_article_lacks_nothing() -> None:
    assert not list(missing(article()))


def test_the_cut_lets_no_more_through_than_its_rate() -> None:
    scores = [float(score) for score in range(100)]
    cut = training._cut(scores, 10_000, 0.5)
    assert sum(score > cut for score in scores) == 5
