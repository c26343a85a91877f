"""Phrase packs: well formed, and every phrase is found where it stands as furniture."""

from pathlib import Path

import pytest

import rules
from qa import language as languages
from qa import packs
from qa.article import Article
from qa.readers.text import document
from rules import boilerplate

PACKS = sorted(Path(rules.__path__[0], "packs", "boilerplate").glob("*.json"))


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_every_phrase_of_furniture_is_found_as_a_paragraph(path: Path) -> None:
    language = languages.load(path.stem)
    pack = packs.load("boilerplate", path.stem, boilerplate.Pack)
    assert pack is not None
    for phrases in (pack.line, pack.lead):
        assert len(phrases) >= 10
        assert len(set(phrases)) == len(phrases)
        for phrase in phrases:
            assert phrase == phrase.strip().lower().replace("’", "'")
            article = Article(
                document(
                    "", "", f"1914.\n\n{phrase.upper() if language.small(phrase.upper()) == phrase else phrase}:\n\n1918."
                ),
                language,
            )
            found = list(boilerplate.check(article, {}))
            assert [one.suggestions for one in found] == [("",)], phrase
