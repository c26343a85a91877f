"""Days of the week and months are known in any form, and ordinary words are not."""

import pytest

from qa import language as languages
from qa.analysis.dates import dates, months, weekdays


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("en", "on Sunday and Monday", [6, 0]),
        ("de", "am Montagabend", [0]),
        ("ru", "в среду и в понедельник", [2, 0]),
        ("pl", "w sobotę", [5]),
        ("tr", "Pazartesi ve pazar günü", [0, 6]),
        ("ar", "يوم الأحد", [6]),
        ("zh", "上星期二和周三", [1, 2]),
        ("pt", "na segunda-feira", [0]),
        ("de", "Dienstleister am Mittwoch", [2]),
        ("en", "in the sun on money", []),
        ("pl", "w piątek i we wtorki piątego maja", [4, 1]),
        ("cs", "v pátek a do čtvrtka, pátého a čtvrtého", [4, 3]),
        ("uk", "у понеділок або вівторком", [0, 1]),
        ("el", "την Πέμπτη στην πέμπτη θέση", [3]),
        ("de", "samstags und Sonntag", [5, 6]),
        ("az", "bazar ertəsi günü", []),
        ("hi", "सोमवार को", [0]),
    ],
)
def test_days(code: str, text: str, found: list[int]) -> None:
    assert [one.day for one in weekdays(text, 0, len(text), languages.load(code))] == found


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("en", "May 3, 2019", [("May", 5, 3)]),
        ("en", "the 3rd of May", [("May", 5, 3)]),
        ("en", "on Oct. 2", [("Oct", 10, 2)]),
        ("en", "they may come", []),
        ("es", "el 12 de abril de 2020", [("abril", 4, 12)]),
        ("fr", "le 1er octobre", [("octobre", 10, 1)]),
        ("de", "am 3. Mai", [("Mai", 5, 3)]),
        ("ru", "в июле 2021 года", [("июле", 7, 2021)]),
        ("uk", "5 травня", [("травня", 5, 5)]),
        ("pl", "5 maja", [("maja", 5, 5)]),
        ("el", "στις 3 Μαΐου", [("Μαΐου", 5, 3)]),
        ("fi", "4. toukokuuta", [("toukokuuta", 5, 4)]),
        ("hi", "3 मई 2019", [("मई", 5, 3)]),
        ("he", "20 ביולי", [("ביולי", 7, 20)]),
    ],
)
def test_dates(code: str, text: str, found: list[tuple[str, int, int]]) -> None:
    shown = [(text[one.start : one.end], one.month, one.beside) for one in dates(text, 0, len(text), languages.load(code))]
    assert shown == found


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("en", "March or August, they may march", [3, 8]),
        ("ar", "في مارس وفبراير", [3, 2]),
        ("he", "הבחירות במאי", [5]),
        ("pl", "w listopadzie", [11]),
        ("ja", "3月", []),
    ],
)
def test_months_without_a_figure(code: str, text: str, found: list[int]) -> None:
    assert [month for *_, month in months(text, 0, len(text), languages.load(code))] == found
