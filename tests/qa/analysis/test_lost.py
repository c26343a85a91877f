"""Lost characters are guessed by what the words around them, the lexicon and the article know."""

import pytest

from qa import language as languages
from qa.analysis.lost import restored
from qa.article import Article
from qa.lexicon import open_lexicon
from qa.readers.text import document


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("fr", "Cette d\ufffdcision.", "décision"),
        ("fr", "LA D\ufffdCISION DU MAIRE", "DÉCISION"),
        ("fr", "Depuis l\ufffdhiver dernier.", "l’hiver"),
        ("en", "They don\ufffdt know.", "don’t"),
        ("en", "He said “not today\ufffd and left.", "today”"),
        ("en", "He said \ufffdnot today” and left.", "“not"),
        ("en", "The bridge \ufffd a ruin \ufffd is shut.", "–"),
        ("de", "Der Fluss Xürk; am X\ufffdrk.", "Xürk"),
        ("en", "Why go?nobody knows.", ""),
        ("fr", "La d?cision.", "décision"),
        ("ja", "会議\ufffdは。", ""),
    ],
)
def test_what_was_lost(code: str, text: str, expected: str) -> None:
    language = languages.load(code)
    article = Article(document("", "", text, given=code), language, open_lexicon(language, quiet=True))
    mark = "\ufffd" if "\ufffd" in text else "?"
    at = text.index(mark)
    start, end = at, at + 1
    while start and text[start - 1].isalpha():
        start -= 1
    while text[end].isalpha():
        end += 1
    assert restored(article, text[start:end].split(mark), start, end) == expected
