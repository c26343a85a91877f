"""Packs of terms and of speakers: what they hold is found, and no word stands where it could not be met."""

import pytest

from qa import language as languages
from qa import packs
from qa.article import Article
from qa.readers.text import document
from qa.rule import LIKELY
from rules import inconsistent_term, wrong_person

LITERAL = [
    pytest.param(code, term.usual[0], literal, id=f"{code}-{literal}")
    for code in packs.codes("inconsistent-term")
    for term in (packs.load("inconsistent-term", code, inconsistent_term.Pack) or inconsistent_term.Pack((), (), ())).terms
    for literal in term.literal
]


@pytest.mark.parametrize(("code", "usual", "literal"), LITERAL)
def test_every_literal_rendering_is_found_beside_the_usual_name(code: str, usual: str, literal: str) -> None:
    for name, rendering in zip(usual.split("|"), literal.split("|"), strict=True):
        article = Article(document("", "", f"1914 {usual.split('|')[0]}; 1918 {rendering}."), languages.load(code))
        found = list(inconsistent_term.check(article, {}))
        assert [article.text[one.start : one.end] for one in found] == [rendering]
        assert found[0].suggestions == (name,)
        assert found[0].confidence == LIKELY
        alone = Article(document("", "", f"1914 {rendering}."), languages.load(code))
        assert not list(inconsistent_term.check(alone, {}))


@pytest.mark.parametrize("code", packs.codes("inconsistent-term"))
def test_nouns_are_apart_and_have_as_many_forms(code: str) -> None:
    pack = packs.load("inconsistent-term", code, inconsistent_term.Pack)
    assert pack is not None
    for names in (*pack.same, *pack.nouns):
        assert len(set(names)) == len(names) >= 2
        assert all(name.count("|") == 1 for name in names)


@pytest.mark.parametrize("code", packs.codes("wrong-person"))
def test_words_of_speakers_are_single_words_of_one_sex(code: str) -> None:
    pack = packs.load("wrong-person", code, wrong_person.Pack)
    assert pack is not None
    assert not pack.feminine.nouns & pack.masculine.nouns
    people = pack.feminine.nouns | pack.masculine.nouns | pack.someone | pack.shared
    assert all(word.isalpha() and word == word.lower() for word in people)
