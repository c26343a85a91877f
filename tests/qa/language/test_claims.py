"""Whether a text can be in the language that it is said to be in."""

import json
from pathlib import Path

import pytest

from qa.language.claims import contradicts, same, surely

CORPUS = Path(__file__).parents[3] / "corpus"
FILES = sorted(path.stem for path in CORPUS.glob("*.jsonl"))


def text(code: str) -> str:
    with (CORPUS / f"{code}.jsonl").open(encoding="utf-8") as file:
        return str(json.loads(next(file))["text"])


@pytest.mark.parametrize("code", FILES)
def test_nothing_speaks_against_what_is_so(code):
    assert contradicts(text(code), code) is None


@pytest.mark.parametrize("code", [code for code in FILES if code not in ("en", "fr")])
def test_another_language_is_told(code):
    for other in ("en", "fr"):
        assert contradicts(text(other), code) == other
    assert contradicts(text(code), "en") is not None


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        (text("nb"), "da"),
        (text("nb"), "no"),
        (text("hr"), "sr"),
        (text("hr"), "bs"),
        (text("pt"), "gl"),
        (text("zh"), "zh-TW"),
        (text("fr"), "x-odd"),
        ("Le conseil se réunit.", "en"),
        ("", "en"),
    ],
)
def test_nothing_is_said_of_relatives_and_of_few_words(words, tag):
    assert contradicts(words, tag) is None


def test_tags_of_one_language():
    assert same("pt-BR", "pt")
    assert not same("pt", "es")
    assert surely("Two words.") is None
