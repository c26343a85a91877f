"""Whatever is thrown at it: no rule crashes, and what is found lies within the input."""

from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.check import Checker
from qa.config import Config
from qa.readers import html, markdown, text
from qa.rule import discover

PIECES = (
    "The", "the", "council", "kyiv", "Kyiv", "McDonald", "iPhone", "don’t", "qu’", "der", "über", "¿Qué", "Это", "это", "中文", "日本語",
    "한국어", "ที่นี่", "हिन्दी", "ישראל", "العربية", "می\u200cخواهم", "İ", "ß", "ŉ", "ﬁ", "𝒜", "😀", "e\u0301", "\u0301", "1,5", "20 .7%",
    "18: 30", "4.178.021", " ", "  ", "\t", "\u00a0", "\u202f", "\u200b", "\u00ad", "\ufeff", "\ufffc", "\ufffd", "\u202e", "\0", "\n",
    "\n\n", "\r\n", "\r", "“", "”", "‘", "’", "„", "«", "»", '"', "'", "(", ")", "[", "]", "{0}", "%s", "__PH0__", "…", "—", "–", "-", ".",
    ",", ";", ":", "!", "?", "。", "，", "Ã©", "â€œ", "&amp;", "&#0;", "&", "<", ">", "<p>", "</p>", "<b>", "</b>", "<code>", "</code>",
    "<!-- mtlint-ignore -->", "<!--", "-->", "<span lang=de>", "*", "**", "_", "`", "```\n", "# ", "> ", "- ", "1. ", "|", "\\", "@a", "#a",
    "http://a.b/c", "a@b.c", "\ud800",
)  # fmt: skip
LANGUAGES = ("en", "de", "fr", "es", "fi", "tr", "ru", "zh", "ja", "ko", "ar", "he", "hi", "th", "pt-BR", "xx", "und")


@lru_cache(maxsize=32)
def checker(language: str) -> Checker:
    return Checker(discover(), Config(language=language), measured=False)


@pytest.mark.parametrize("reader", [text, html, markdown])
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.sampled_from(LANGUAGES))
def test_junk_is_checked_like_anything_else(reader, raw, language):
    checked = checker(language).check(reader.document("a", "a", raw))
    assert checked.errors == ()
    for finding in checked.report.findings:
        assert 0 <= finding.start <= finding.end <= len(raw)
        for suggestion in finding.suggestions:
            assert suggestion.text != finding.text
            assert all(0 <= edit.start <= edit.end <= len(raw) for edit in suggestion.edits)
            assert all(a.end <= b.start for a, b in pairwise(suggestion.edits))
