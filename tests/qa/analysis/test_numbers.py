"""Numbers are read by what they are worth, whatever digits, separators and words they are written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import language as languages
from qa.analysis.numbers import Figure, conversion, figures, worded


def read(text: str, code: str = "en") -> list[Figure]:
    return list(figures(text, 0, len(text), languages.load(code)))


@pytest.mark.parametrize(
    ("code", "text", "shown", "value"),
    [
        ("en", "It cost 4,178,021 euros.", "4,178,021", 4_178_021),
        ("de", "Es kostete 4.178.021 Euro.", "4.178.021", 4_178_021),
        ("fr", "Cela coûte 4\u202f178\u202f021 euros.", "4\u202f178\u202f021", 4_178_021),
        ("de-CH", "Es kostete 4’178’021 Franken.", "4’178’021", 4_178_021),
        ("ar", "السكان ٤٬١٧٨٬٠٢١ نسمة", "٤٬١٧٨٬٠٢١", 4_178_021),
        ("hi", "कुल ४२ लोग", "४२", 42),
        ("en", "Some 4 million left.", "4", 4_000_000),
        ("de", "Rund 3,5 Mio. Kühe.", "3,5", 3_500_000),
        ("ru", "Около 12 млн человек.", "12", 12_000_000),
        ("zh", "投资1.2亿元", "1.2", 120_000_000),
        ("en", "They paid $3.6bn for it.", "3.6", 3_600_000_000),
        ("en", "It was 4.178 then.", "4.178", 4.178),
        ("en", "It was 4.178 then.", "4.178", 4178),
        ("fr", "Il y a 130 milles.", "130", 130),
    ],
)
def test_worth(code: str, text: str, shown: str, value: float) -> None:
    (found,) = read(text, code)
    assert text[found.start : found.end] == shown
    assert value in found.values


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("en", "at 4.40 pm"), ("de", "um 16:40 Uhr")),
        (("en", "by half, 50 percent"), ("tr", "yüzde 50")),
        (("en", "2.7 per cent"), ("tr", "yüzde 2,7")),
        (("en", "2016/17"), ("de", "2016/17")),
    ],
)
def test_the_same_in_two_languages(one: tuple[str, str], other: tuple[str, str]) -> None:
    first, second = ([figure.values for figure in read(text, code)] for code, text in (one, other))
    assert len(first) == len(second)
    assert all(ours & theirs for ours, theirs in zip(first, second, strict=True))


@pytest.mark.parametrize("text", ["https://example.org/2019/05", "a@b3.org", "#42go", "&#8217;", "%1$s", "{0}", "l/m2", "km2"])
def test_addresses_and_placeholders_hold_none(text: str) -> None:
    assert read(f"See {text} there.") == []


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "twenty-one of them", 21),
        ("en", "four hundred and twelve", 412),
        ("en", "the twelfth", 12),
        ("es", "doscientos mil", 200_000),
        ("de", "siebenundvierzig Kinder", 47),
        ("ru", "в XXI веке", 21),
        ("zh", "三百二十", 320),
        ("en", "on Oct. 2", 10),
        ("de", "im Oktober", 10),
    ],
)
def test_words(code: str, text: str, value: float) -> None:
    assert value in worded(text, 0, len(text), languages.load(code))


def test_a_word_that_only_begins_as_a_month_is_none() -> None:
    assert 10 not in worded("They set it to 2.", 0, 17, languages.load("en"))


@pytest.mark.parametrize(
    ("source", "code", "target", "same"),
    [
        ("10 miles away", "de", "16 km entfernt", True),
        ("3 inches of rain", "es", "7,6 centímetros de lluvia", True),
        ("a 550 pound pig", "fr", "un porc de 250 kg", True),
        ("90 degrees Fahrenheit", "ru", "32 градуса", True),
        ("40 miles away", "ar", "على بعد 60 ميلا", False),  # both are miles
        ("36 years old", "uk", "76 років тому", False),
        ("a 550 pound pig", "ar", "خنزير وزنه 150 رطلا", False),
        ("10 miles away", "de", "21 km entfernt", False),
        ("in 1912", "de", "1921 km", False),
    ],
)
def test_conversion(source: str, code: str, target: str, same: bool) -> None:
    (one,), (other,) = read(source), read(target, code)
    assert (conversion(one, other) is not None) == same
    assert conversion(one, other) == conversion(other, one)


@given(st.integers(0, 10**9), st.sampled_from(languages.codes()))
def test_a_whole_number_is_worth_itself_however_it_is_grouped(number: int, code: str) -> None:
    language = languages.load(code)
    for separator in ("", *language.group):
        text = f"{number:,}".replace(",", separator)
        found = list(figures(text, 0, len(text), language))
        assert [(one.start, one.end) for one in found] == [(0, len(text))]
        assert number in found[0].values


@given(st.text(max_size=60), st.sampled_from(["en", "de", "ru", "ar", "zh", "tr"]))
def test_any_text_is_read(text: str, code: str) -> None:
    language = languages.load(code)
    ends = [(one.start, one.end) for one in figures(text, 0, len(text), language)]
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(text) and any(letter.isdigit() for letter in text[start:end]) for start, end in ends)
    assert all(value >= 0 for value in worded(text, 0, len(text), language))
