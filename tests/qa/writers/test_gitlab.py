"""GitLab: the documented shape, fingerprints that no line moves and no two share."""

import json
from typing import Any

import jsonschema_rs
from hypothesis import given

from qa.report import ReportedError
from tests.qa.writers.golden import check, results, written
from tests.qa.writers.samples import RAW, checked, record

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": r"^\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer", "minimum": 1}},
                        "additionalProperties": False,
                    },
                },
                "additionalProperties": False,
            },
        },
        "additionalProperties": False,
    },
}
"""The report format as GitLab's documentation of code quality describes it: all five keys, paths without a leading `./`."""


def issues(*given: Any) -> list[dict[str, Any]]:
    found = json.loads(written("gitlab", given))
    jsonschema_rs.validate(SCHEMA, found)
    assert len({one["fingerprint"] for one in found}) == len(found)
    assert isinstance(found, list)
    return found


@given(RAW)
def test_any_article_gives_a_valid_report(raw: str) -> None:
    result = checked(raw)
    assert [one["location"]["lines"]["begin"] for one in issues(result)] == [one.line for one in result.report.findings]


def test_the_golden_run_is_valid() -> None:
    found = issues(*results())
    assert {one["severity"] for one in found} == {"blocker", "major", "minor", "info"}


def test_fingerprints_survive_lines_above_and_tell_copies_apart() -> None:
    def prints(*given: Any) -> list[str]:
        return [one["fingerprint"] for one in issues(*given)]

    before = prints(checked("one twothree five"))
    assert before == prints(checked("more\n\nof it\n\none twothree five"))
    assert before != prints(checked("one twothree five", "b.txt"))
    twice = prints(checked("one twothree five\n\none twothree five"))
    assert twice[0] == before[0]
    assert len(set(twice)) == 2


def test_records_of_one_id_and_files_named_twice_have_their_own_fingerprints() -> None:
    assert len(issues(*check([record("twothree", "a", 1), record("twothree", "a", 2)]))) == 2
    assert len(issues(checked("twothree"), checked("twothree"))) == 2
    assert len(issues(ReportedError("a", "gone"), ReportedError("a", "gone"))) == 2
