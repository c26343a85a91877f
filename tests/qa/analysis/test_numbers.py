"""Numbers are read by what they are worth, whatever digits, separators and words they are written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import language as languages
from qa.analysis.numbers import Figure, conversion, figures, is_rounded, may_be_multiplied, romans, worded


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
        ("zh-Hant", "耗資 31 億歐元", "31", 3_100_000_000),
        ("vi", "Cây cầu tốn 3,1 tỷ đồng.", "3,1", 3_100_000_000),
        ("hi", "इस पर 31  करोड़ खर्च हुए।", "31", 310_000_000),
        ("fr", "Le départ est à 17 h.", "17", 5),
        ("de", "Beginn um 17 Uhr.", "17", 5),
        ("ja", "売上高は3兆5000億円。", "3兆5000", 3_500_000_000_000),
        ("ko", "1만5000명이 일한다.", "1만5000", 15_000),
        ("ko", "1만 5천명이 일한다.", "1만 5", 15_000),
        ("ko", "헌법 제3조", "3", 3),
        ("ru", "около 2 млн 300 тыс. человек", "2 млн 300", 2_300_000),
        ("ja", "令和6年", "6", 2024),
        ("zh", "民国38年", "38", 1949),
        ("th", "ในปี พ.ศ. 2566", "2566", 2023),
        ("th", "ในปี 2566", "2566", 2023),
        ("sv", "på 1600-talet", "1600", 17),
        ("en", "in the 1600s", "1600", 17),
        ("en", "12 dozen eggs", "12", 144),
        ("en", "ticket #4711 there", "4711", 4711),
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("en", "3.5 percent"), ("de", "5,3 Prozent")),
        (("en", "3.50 percent"), ("de", "15,50 Prozent")),
        (("en", "2.5 million"), ("de", "2,5 Milliarden")),
        (("en", "version 2.3.1"), ("de", "Version 2.1.3")),
        (("en", "in 1:23:45"), ("de", "in 1:32:45")),
        (("ko", "100만"), ("ko", "1만5000")),
    ],
)
def test_not_the_same(one: tuple[str, str], other: tuple[str, str]) -> None:
    (first,), (second,) = (read(text, code) for code, text in (one, other))
    assert first.values.isdisjoint(second.values)
    assert not (first.parts & second.values or first.values & second.parts)
    assert not first.date or first.date != second.date


@pytest.mark.parametrize(
    ("code", "text", "date"),
    [
        ("de", "am 3.5. kam es", (3, 5)),
        ("ko", "5.3 사건", (3, 5)),
        ("de", "am 3.5.2019", (3, 5, 2019)),
        ("en", "on 2019.05.03", (3, 5, 2019)),
        ("de", "3,5 mehr", ()),
        ("en", "2.3.1", ()),
        ("de", "3.5 Millionen", ()),
        ("en", "on 31.13.", ()),
    ],
)
def test_what_may_be_a_date(code: str, text: str, date: tuple[int, ...]) -> None:
    assert read(text, code)[0].date == date


@pytest.mark.parametrize(
    ("code", "text", "negative"),
    [
        ("en", "it was −5 then", True),
        ("de", "bei -5 °C", True),
        ("en", "a range of 3 -5 °C", False),
        ("en", "Covid -19 there", False),
        ("en", "5–10 km", False),
        ("de", "um −5 % gefallen", False),
        ("en", "3-5", False),
    ],
)
def test_a_minus(code: str, text: str, negative: bool) -> None:
    assert read(text, code)[-1].negative == negative


@pytest.mark.parametrize(
    ("code", "text", "source", "may"),
    [
        ("en", "500 people", "500 тыс. человек", False),
        ("hu", "500 ezredes jött", "500 тыс. человек", True),
        ("fr", "500 Mds€", "500 млрд евро", True),
        ("uz", "500 kishi", "500 тыс. человек", True),
        ("en", "400 people", "500 тыс. человек", False),
    ],
)
def test_what_may_be_multiplied_by_a_word_not_known(code: str, text: str, source: str, may: bool) -> None:
    one, other = read(text, code)[0], read(source, "ru")[0]
    assert may_be_multiplied(one, other, languages.load(code)) == may


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/2019/05",
        "a@b3.org",
        "#42go",
        "&#8217;",
        "%1$s",
        "%5.2f",
        "%05d",
        "{0}",
        "{n:5.2f}",
        "GMT+0100",
        "UTC−3",
        "l/m2",
        "km2",
    ],
)
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
        ("ru", "в июне", 6),
        ("ru", "в мае", 5),
        ("uk", "минулого червня", 6),
        ("it", "il ventinovenne", 29),
        ("it", "trentacinque navi", 35),
        ("it", "la quarantenne", 40),
        ("es", "veintiséis barcos", 26),
        ("fr", "une quinzaine de bateaux", 15),
        ("ru", "двухчасовой митинг", 2),
        ("ru", "двадцатипятилетний капитан", 25),
        ("ru", "двенадцатилетний мальчик", 12),
        ("uk", "двогодинний мітинг", 2),
        ("uk", "з вісьмома дітьми", 8),
        ("pl", "dwugodzinny wiec", 2),
        ("cs", "pětiletý plán", 5),
        ("el", "τρίωρη απεργία", 3),
        ("fr", "le XVIe siècle", 16),
        ("ru", "сорокалетний капитан", 40),
        ("it", "risale all’Ottocento", 19),
        ("de", "zweieinhalb Stunden", 2.5),
        ("en", "two and a half hours", 2.5),
        ("sv", "en och en halv mil", 1.5),
    ],
)
def test_words(code: str, text: str, value: float) -> None:
    assert value in worded(text, 0, len(text), languages.load(code))


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "They set it to 2.", 10),
        ("ru", "Мама мыла раму.", 5),
        ("de", "Man sah ihn kaum.", 5),
        ("pl", "trzymać się", 10),
        ("fr", "la Vie", 5),
        ("en", "XIIII", 14),
        ("it", "ottocento navi", 19),
    ],
)
def test_a_word_that_only_begins_as_another_is_none(code: str, text: str, value: float) -> None:
    assert value not in worded(text, 0, len(text), languages.load(code))


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
        ("85 miles per hour", "da", "38 m/s", True),
        ("137 km/h", "ru", "38 м/с", False),  # not exactly: it is rounded
        ("85 miles long", "da", "38 m lang", False),
        ("75 mm of rain", "fi", "7,5 senttimetriä sadetta", True),
        ("a 2.5 tonne whale", "ru", "2500-килограммовый кит", True),
        ("75 mm of rain", "es", "75 l/m2 de lluvia", True),
        ("75 mm of rain", "es", "75 l de lluvia", False),
        ("3 km of road", "es", "3000 metros de carretera", True),
        ("3 km of road", "es", "3 kilos de pan", False),
        ("4 inches of rain", "pt", "10 mm de chuva", False),
        ("2 to 4 inches of rain", "el", "2 έως 4 ιντσών βροχή", False),
    ],
)
def test_conversion(source: str, code: str, target: str, same: bool) -> None:
    one, other = read(source)[0], read(target, code)[0]
    assert (conversion(one, other) is not None) == same
    assert conversion(one, other) == conversion(other, one)


@pytest.mark.parametrize(
    ("code", "text", "source_code", "source", "rounded"),
    [
        ("es", "un cerdo de 250 kilos", "uk", "249-кілограмовий кабан", True),
        ("de", "320 Kilometer", "es", "321 kilómetros", True),
        ("fr", "de 7,5 à 15 cm", "uk", "від 7,62 до 15,24 см", True),
        ("es", "7 centímetros", "de", "7,5 Zentimeter", True),
        ("de", "8 Kilogramm", "en", "7.9 kg", True),
        ("de", "1 Kilometer", "en", "1.9 km", False),
        ("de", "7 Kilogramm", "en", "7.9 kg", False),
        ("es", "3,5 centímetros", "de", "5,3 Zentimeter", False),
        ("es", "321 kilómetros", "de", "320 Kilometer", False),
        ("de", "300 Kilometer", "es", "321 kilómetros", False),
        ("de", "320 Kilogramm", "es", "321 kilómetros", False),
        ("de", "320 Leute", "es", "321 personas", False),
    ],
)
def test_a_measure_may_be_rounded(code: str, text: str, source_code: str, source: str, rounded: bool) -> None:
    assert is_rounded(read(text, code)[0], read(source, source_code)[0]) == rounded


@pytest.mark.parametrize("text", ["3" * 5_000, "3" * 400 + " km", "1" + ",333" * 1_500, "1" * 400 + ".5 million"])
def test_what_is_too_long_for_a_number_is_none(text: str) -> None:
    assert [figure.values for figure in read(f"It is {text} and 12 more.")] == [{12}]


def test_a_unit_is_known_by_its_longest_name() -> None:
    assert [one.metric for one in read("64 Kilometer, 5 Kilo und 3 Kilowatt", "de")] == [("m", 1000.0), ("g", 1000.0), None]
    assert read("从5公里外", "zh")[0].metric == ("m", 1000.0)


def test_roman_numerals() -> None:
    text = "Henri IV, Louis XIVe, un CIVIL et la DIV"
    assert [(text[start:end], value) for start, end, value in romans(text, 0, len(text))] == [("IV", 4), ("XIV", 14)]


def test_the_minute_of_play() -> None:
    assert read("after 27:37 minutes")[0].begun == 28
    assert read("after 28 minutes")[0].begun == read("by 3:1")[0].begun == 0


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
