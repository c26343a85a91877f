"""Pointers that an editor may have set himself are hinted at only."""

import pytest

from qa import language as languages
from qa.article import Article
from qa.readers.text import document
from qa.rule import CERTAIN, HINT
from qa.wording import Beginnings, Endings
from rules import boilerplate
from rules.boilerplate import RULE, Pack, check


@pytest.mark.parametrize(
    ("code", "pointer", "confidence"),
    [
        ("en", "Further reading: “The Pier”, by Ann Miller (Harbour Press).", HINT),
        ("en", "More information: www.example.org/pier", HINT),
        ("en", "More information at pier.example.org", HINT),
        ("en", "Read also p. 12–13", HINT),
        ("fr", "À voir : la digue, au petit musée du port", HINT),
        ("en", "See also: The harbour act of 1902, which was never repealed.", HINT),
        ("en", "Read also: The woman who built the pier", CERTAIN),
        ("en", "READ ALSO: “It was my pier”, says the woman who built it", CERTAIN),
    ],
)
def test_pointer(code: str, pointer: str, confidence: float) -> None:
    text = f"Pier\n\n{pointer}\n\nPier"
    article = Article(document("example", "example", text, given=code), languages.load(code))
    assert [finding.confidence for finding in check(article, RULE.options)] == [confidence]


@pytest.mark.parametrize("stop", ["।", " 👇", "…", ""])
def test_a_tail_may_end_in_a_vowel_sign(stop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = Pack((), (), (), tail=("नीचे टिप्पणी में",))
    monkeypatch.setattr(boilerplate, "_pack", lambda code: (pack, Beginnings((), {}), Endings(pack.tail)))
    article = Article(document("", "", f"पुल\n\nअपनी राय दें नीचे टिप्पणी में{stop}"), languages.load("hi"))
    assert [finding.start for finding in check(article, RULE.options)] == [5]
