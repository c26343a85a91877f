"""The README shows what the program prints, and its links and files exist."""

import re

from tests.readme import README, figures, languages, report, rules


def _part(name: str) -> str:
    match = re.search(f"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", README.read_text(encoding="utf-8"), re.S)
    assert match, name
    return match[1]


def test_the_report_is_what_the_command_prints() -> None:
    assert _part("report") == report()


def test_every_rule_is_listed() -> None:
    assert _part("rules") == rules()


def test_the_figures_are_those_measured() -> None:
    assert _part("figures") == figures()


def test_the_figures_by_language_are_those_measured() -> None:
    assert _part("languages") == languages()


def test_the_house_is_as_drawn() -> None:
    house = README.read_text(encoding="utf-8").split("## The house")[1].split("```")[1]
    for line in house.strip().splitlines():
        assert (README.parent / line.split()[0]).exists(), line
