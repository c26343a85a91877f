"""Where the links of pages and of Markdown lead, held against the original's."""

import time

import pytest

from qa.check import Checker
from qa.config import Config
from qa.readers import from_string
from qa.rule import discover
from rules.url_mismatch import _addresses

SITE = "https://example.org/"


def raised(article: str, original: str, format: str = "markdown", language: str = "de") -> list[tuple[str, str, str]]:
    """Severity, text and message of what url-mismatch says of an article."""
    document = from_string(article, format, "a", language)
    document.original = from_string(original, format, "b", "en")
    report = Checker(discover(), Config(select=("url-mismatch",))).check(document).report
    return [(one.severity, document.source.raw[one.start : one.end], one.message) for one in report.findings]


ENGLISH = "The council [meets today]({}) in the old town hall of Bergen, said Karin Lund."
GERMAN = "Der Rat [tagt heute]({}) im alten Rathaus von Bergen, sagte Karin Lund."


def test_a_link_that_leads_elsewhere_is_told_at_its_text():
    said = f"this leads to “{SITE}b”, in the original to “{SITE}a”"
    assert raised(GERMAN.format(SITE + "b"), ENGLISH.format(SITE + "a")) == [("error", "tagt heute", said)]
    german = f'<p>Der Rat <a class="x" href="{SITE}b">tagt <b>heute</b></a> im alten Rathaus von Bergen, sagte Karin Lund.</p>'
    english = f'<p>The council <a href="{SITE}a">meets today</a> in the old town hall of Bergen, said Karin Lund.</p>'
    assert raised(german, english, "html") == [("error", "tagt <b>heute", said)]


def test_a_lost_link_is_told():
    assert raised(GERMAN.format("").replace("[tagt heute]()", "tagt heute"), ENGLISH.format(SITE + "a")) == [
        ("warning", "Der", f"the original’s link to “{SITE}a” is missing")
    ]
    german = "Der Rat tagt heute im alten Rathaus von Bergen, sagte Karin Lund."
    english = "The council meets today in the old town hall of Bergen, said Karin Lund <a@example.org>."
    assert [text for _, text, _ in raised(german, english)] == ["Der"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("https://example.org/de/a", "https://example.org/en/a"),
        ("https://shop.example.de/a", "https://shop.example.fr/a"),
        ("https://EXAMPLE.org/de-AT/a/?b=1", "https://example.org/en_US/a?b=1"),
        ("../de/a.html", "/en/a.html"),
        ("https://example.org/de/ueber-uns", "https://example.org/en/about"),
        ("https://example.org/de/ueber-uns", "https://example.org/about"),
        ("https://de.wikipedia.org/wiki/Norwegen", "https://en.wikipedia.org/wiki/Norway"),
        ("http://ftp2.de.example.org/a", "http://http.us.example.org/a"),
        ("https://example.org/a?lang=de", "https://example.org/a"),
        ("https://example.org/a?b=1&amp;lang=de", "https://www.example.org/a?b=1&amp;lang=en"),
        ("http://example.org/a/#unten", "https://example.org/a#below"),
        ("/kontakt.html", "/contact.html"),
        ("#unten", "#below"),
        ("javascript:a()", "javascript:b()"),
        ("https://example.org/a", "#below"),
        ("mailto:a@example.org", "mailto:a@example.org?subject=hello"),
    ],
)
def test_the_same_page_in_another_language_is_no_fault(ours, theirs):
    assert raised(GERMAN.format(ours), ENGLISH.format(theirs)) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("https://de.wikipedia.net/wiki/Norwegen", "https://en.wikipedia.org/wiki/Norway"),
        ("https://example.org/fr/a", "https://example.org/en/b"),
        ("https://example.de/b", "https://example.de/a"),
        ("https://t.co/cd", "https://t.co/ab"),
        ("https://example.org/?id=cd", "https://example.org/?id=ab"),
        ("https://youtu.be/dqw4", "https://youtu.be/dQw4"),
        ("https://example.org/main.js", "https://example.org/main.py"),
        ("mailto:b@example.org", "mailto:a@example.org"),
    ],
)
def test_another_page_is_one(ours, theirs):
    assert len(raised(GERMAN.format(ours), ENGLISH.format(theirs))) == 1


def test_pages_of_the_site_itself_count_where_one_is_called_as_in_the_original():
    both = " [Plan](plan.md)"
    assert len(raised(GERMAN.format("b.md") + both, ENGLISH.format("a.md") + both)) == 1


def test_a_text_without_links_is_held_against_none():
    document = from_string("Der Rat tagt heute im alten Rathaus von Bergen, sagte Karin Lund.", "text", "a", "de")
    document.original = from_string(ENGLISH.format(SITE + "a"), "markdown", "b", "en")
    assert Checker(discover(), Config(select=("url-mismatch",))).check(document).report.findings == ()


@pytest.mark.parametrize("long", ["-" * 40_000, "a" * 80_000, "a." * 40_000, "a-" * 40_000, "A+" * 40_000])
def test_long_rules_and_tokens_are_read_once(long):
    started = time.perf_counter()
    assert list(_addresses(f"{long} a@example.org", 0, len(long) + 14, None)) != []
    assert time.perf_counter() - started < 1
