"""Where titles without marks may start."""

import pytest

from qa import language as languages
from qa.analysis.casing import Casing
from qa.analysis.titles import may_open_title
from qa.article import Article
from qa.readers.text import document


@pytest.mark.parametrize(
    ("code", "text", "form", "expected"),
    [
        ("nl", "Ze zong het lied Met de wind.", "Met", True),
        ("nl", "Ze zei tegen haar man Met de wind.", "Met", False),
        ("sv", "Romanen När vinden vänder är slut.", "När", True),
        ("sv", "Hon läste Den stilla hamnen och När vinden vänder.", "När", True),
        ("sv", "I filmen sade Anna Hon ville gå.", "Hon", False),
        ("ru", "Роман Орлов сказал, Что паром ушёл.", "Что", False),
        ("ru", "Роман Что будет завтра разошёлся.", "Что", True),
        ("pt", "Leu O porto velho, A casa da ilha e Os barcos de papel.", "Os", True),
        ("en", "She played in Who goes there? for a year.", "Who", True),
        ("en", "She asked him Who goes there? He fell silent.", "Who", False),
        ("en", "They sang the song When the wind turns.", "When", False),
    ],
)
def test_titles_follow_words_for_works_and_other_titles(code: str, text: str, form: str, expected: bool) -> None:
    casing = Casing(Article(document("a", "a", text), languages.load(code)))
    assert may_open_title(casing, casing.forms.index(form)) is expected
