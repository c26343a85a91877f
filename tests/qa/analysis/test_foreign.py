"""Which stretches are likely in another language, and how surely."""

import pytest

from qa import language as languages
from qa.analysis.foreign import in_other_scripts, in_own_script
from qa.article import Article
from qa.language.contrast import contrast
from qa.lexicon import open_lexicon
from qa.readers.text import document


def article(code: str, text: str) -> Article:
    language = languages.load(code)
    return Article(document("x", "x", text, given=code), language, open_lexicon(language, quiet=True))


def test_a_clause_is_found_from_its_first_word() -> None:
    checked = article("en", "The baker sold bread and los vecinos del pueblo compraron todo el pan.")
    (piece,) = in_own_script(checked, 4.0, 8.0)
    assert checked.text[piece.start : piece.end] == "los vecinos del pueblo compraron todo el pan."
    assert piece.language == "Spanish" and piece.amid and not piece.goes_on and piece.gain > 8


def test_sound_text_holds_nothing() -> None:
    assert list(in_own_script(article("en", "The baker sold bread in the old town until his shop burnt down."), 4.0, 8.0)) == []


def test_words_in_another_script() -> None:
    checked = article("de", "Der Bäcker las Известия und schlief ein.")
    (piece,) = in_other_scripts(checked)
    assert checked.text[piece.start : piece.end] == "Известия" and piece.amid and piece.other_script


@pytest.mark.parametrize(
    ("one", "other", "akin"), [("nb", "nn", True), ("id", "ms", True), ("en", "fi", False), ("de", "es", False)]
)
def test_kinship(one: str, other: str, akin: bool) -> None:
    language = languages.load(one)
    own = contrast(one, frozenset({"Latin"}), open_lexicon(language, quiet=True))
    assert (own.kinship(language.function_words, other) > -1.5) is akin


@pytest.mark.parametrize(
    "text", ["会議は大阪で開かれた。参加者は家に帰った。", "회의는 어제 서울에서 열렸다고 한다.", "การประชุมจัดขึ้นเมื่อวานนี้"]
)
def test_all_of_an_article_may_be_in_a_script_that_its_language_never_is(text: str) -> None:
    (piece,) = in_other_scripts(article("de", text))
    assert (piece.start, piece.end) == (0, len(text))


def test_japanese_sentences_stand_out_of_a_short_english_text() -> None:
    left = "東京都は新たに一万二千人の感染を確認した。会議は大阪で開かれた。"
    checked = article("en", f"The mayor opened the bridge. {left} The farmers wait for rain.")
    (piece,) = in_other_scripts(checked)
    assert checked.text[piece.start : piece.end] == left


def test_a_language_may_be_written_in_another_script_that_several_share() -> None:
    assert list(in_other_scripts(article("uz", "Кеча Тошкентда йиғилиш бўлиб ўтди."))) == []
