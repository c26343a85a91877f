"""Voices that slip: first persons beside another's words, readers addressed in two ways."""

import pytest

from qa import language as languages
from qa.analysis.voices import VoiceWords, slips
from qa.article import Article
from qa.lexicon import open_lexicon
from qa.readers.text import document

WORDS = VoiceWords(
    first_person={"i <said>": "", "i add": ""},
    openers=frozenset({"and"}),
    own_voice=frozenset({"i", "my", "we"}),
    writers=frozenset({"i", "we"}),
    formal=frozenset({"Thou"}),
    informal=frozenset({"you"}),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The tower is old. And I add: “It leans.”", [("And I add", True)]),
        ("“It leans,” I said the mayor.", [("I said", True)]),
        ("“It leans,” I said.", [("I said", False)]),
        ("“It leans,” I said. My hat fell.", []),
        ("Emily Holm won. We hope for more. The fair ends.", [("We", False)]),
        ("Emily Holm won. We hope for more. We left.", []),
        ("Emily Holm won. “We hope for more.” The fair ends.", []),
        ("Bring a hat if you come, for Thou art cold.", [("you", False)]),
        ("Bring a hat if you come. “Thou art cold.” Thou is old.", []),
    ],
)
def test_voices_that_slip(text: str, expected: list[tuple[str, bool]]) -> None:
    language = languages.load("en")
    article = Article(document("", "", text), language, open_lexicon(language, quiet=True))
    assert [(text[slip.start : slip.end], slip.sure) for slip in slips(article, WORDS)] == expected
