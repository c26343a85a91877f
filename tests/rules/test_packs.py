"""Phrase packs: well formed, and every phrase is found where it stands as furniture."""

import re
from pathlib import Path

import pytest

import rules
from qa import language as languages
from qa import packs
from qa.article import Article
from qa.readers.text import document
from qa.wording import fold, forms, samples, spelled_out
from rules import boilerplate, calque

PACKS = sorted(Path(rules.__path__[0], "packs", "boilerplate").glob("*.json"))


def _furniture(language: languages.Language, text: str) -> list[tuple[str, ...]]:
    return [found.suggestions for found in boilerplate.check(Article(document("", "", text), language), {})]


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_every_phrase_of_furniture_is_found_where_it_stands_so(path: Path) -> None:
    language = languages.load(path.stem)
    pack = packs.load("boilerplate", path.stem, boilerplate.Pack)
    assert pack is not None
    assert all(len(letter) == len(other) == 1 for letter, other in pack.letters.items())
    slots = {"network": "facebook", "number": "12", "name": "Ann"}
    for way in ("line", "lead", "alone", "label", "sentence", "tail"):
        phrases = getattr(pack, way)
        assert len(phrases) >= 10 or way in ("alone", "label", "tail")
        assert len(set(phrases)) == len(phrases)
        for written in phrases:
            assert written == fold(written.strip(), language, pack.letters)
            assert re.fullmatch(r"\([^()]*\)", written) is None  # each phrase for itself
            assert not written.startswith(("<number>", "<name>"))
            assert "<" not in written or way != "tail"
            for form in samples(written):
                assert "  " not in form
                phrase = re.sub(r"<(\w+)>", lambda slot: slots[slot[1]], form)
                if way in ("line", "lead", "alone"):
                    phrase = phrase.upper() if language.small(phrase.upper()) == phrase else phrase
                furniture = {"label": f"{phrase}: 12", "sentence": f"{phrase} 1914.", "tail": f"A {phrase}."}.get(
                    way, f"{phrase}:"
                )
                assert _furniture(language, f"1914.\n\n{furniture}\n\n1918.") == [("",)], phrase


CALQUES = [
    pytest.param(code, entry, id=f"{code}-{entry.phrase}")
    for code in packs.codes("calque")
    for entry in (packs.load("calque", code, calque.Pack) or calque.Pack((), ())).phrases
]


@pytest.mark.parametrize(("code", "entry"), CALQUES)
def test_every_form_of_a_calque_is_found_and_its_fix_is_whole(code: str, entry: calque.Entry) -> None:
    pack = packs.load("calque", code, calque.Pack)
    assert pack is not None
    phrase = spelled_out(entry.phrase, pack.forms)
    assert phrase == phrase.lower().replace("’", "'")
    language = languages.load(code)
    slots = {
        "weekday": language.weekdays[0],
        "month": language.months[0],
        "number": "12",
        "digits": "12",
        "year": "2019",
        "word": "xyz",
    }
    filled = re.sub(r"<(\w+)>", lambda slot: slots[slot[1]], phrase).replace("[", "").replace("]", "")
    sentences = {f"{form[:1].upper()}{form[1:]}, 1914." if entry.where else f"(1914) {form}; 1918." for form in forms(filled)}
    text = "\n\n".join(sorted(sentences))
    article = Article(document("", "", text), language)
    found = list(calque.check(article, {}))
    assert {article.block_at(one.start) for one in found} == {*range(len(sentences))}
    assert all(re.search(r"[<>()|]|^ |  | $", fix) is None for one in found for fix in one.suggestions)
    assert entry.fix == "" or all(one.suggestions for one in found)
