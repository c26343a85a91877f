"""Language tags: written as people and pages write them, and led to the data that serves them."""

import pytest

from qa.language import UNKNOWN, canonical, fallbacks, load


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "en"), ("EN", "en"), ("en_us", "en-US"), ("ZH-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"),
        ("de-DE-u-co-phonebk", "de-DE"), ("", ""), ("x y", ""), ("../data/en", ""), ("{{ lang }}", ""), ("en\0", ""), ("a" * 400, ""),
    ],
)  # fmt: skip
def test_a_tag_is_written_in_one_way(tag: str, written: str) -> None:
    assert canonical(tag) == written


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-US", "en"), ("EN_gb", "en"), ("pt-AO", "pt"), ("no", "nb"), ("no-NO", "nb"), ("hr", "sh"), ("bs-BA", "sh"),
        ("sr-Latn-RS", "sh"), ("sr-Latn", "sh"), ("sr", "sr"), ("zh-TW", "zh-Hant"), ("zh-CN", "zh"), ("zh-Hans", "zh"), ("iw", "he"),
        ("de-LI", "de-CH"),
    ],
)  # fmt: skip
def test_a_tag_without_data_is_served_by_its_parent_or_equivalent(tag: str, code: str) -> None:
    assert load(tag).code == code


def test_what_nothing_is_known_of_gets_a_bare_language() -> None:
    assert (load("xx-YY").code, load("xx-YY").quotes) == ("xx-YY", ())
    assert fallbacks("xx-YY") == ["xx-YY", "xx"]


@pytest.mark.parametrize("tag", ["und", "../equivalents", "a" * 400, "x\0"])
def test_what_is_no_tag_is_undetermined(tag: str) -> None:
    assert load(tag) is UNKNOWN
