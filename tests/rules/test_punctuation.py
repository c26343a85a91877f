"""Whatever the text, the rules of spacing and punctuation find spans within it, and each fix changes what it mends."""

from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa import language as languages
from qa.article import Article
from qa.readers.text import document

MODULES = [
    import_module(f"rules.{name}")
    for name in ("missing_space", "extra_space", "dash_spacing", "doubled_punctuation", "repeated_word", "number_format")
]
PIECES = st.sampled_from(
    [
        *"abcXYZ.,;:!?…\"'“”„«»‘’()[]-–—/%@#€ \u00a0\u202f\n0137",
        *(
            "the",
            "The",
            "wasser",
            "l’",
            "qu’",
            "dass",
            "lo",
            "U.S.",
            "etc.",
            "1914",
            "3,8",
            "4.178.021",
            "18:30",
            "10.11.2024",
            "example.com",
        ),
        *(
            "हैं।",
            "ستستمر",
            "،",
            "؟",
            "ո։",
            "。",
            "，",
            "之",
            "한국",
            "ά",
            "й",
            "\u200c",
            "́",
            "😀",
            "bebebe",
            " - ",
            " –",
            "- ",
            "..",
            ",,",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.RULE.name)
@pytest.mark.parametrize("code", ["en", "de", "fr", "ar", "ko", "und"])
@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_findings_lie_within_the_text_and_fixes_change_it(module, code, text):  # type: ignore[no-untyped-def]
    article = Article(document("id", "path", text), languages.load(code))
    for finding in module.check(article, module.RULE.options):
        assert 0 <= finding.start < finding.end <= len(article.text)
        assert "\n" not in article.text[finding.start : finding.end]
        assert all(suggestion != article.text[finding.start : finding.end] for suggestion in finding.suggestions)
        assert 0 < finding.confidence <= 1
