"""The report's schema: what users' machines may rely on."""

import json
from typing import Any

import jsonschema_rs
import pytest

from qa.report import schema

FINDING = {
    "rule": "merged-words", "severity": "error", "mqm": "linguistic-conventions/spelling", "mqm_severity": "major",
    "message": "“Blinkaccused” is two words run together", "text": "Blinkaccused",
    "start": 97, "end": 109, "line": 3, "column": 57, "end_line": 3, "end_column": 69,
    "suggestions": [{"text": "Blinken, accused", "safe": False, "edits": [{"start": 97, "end": 109, "text": "Blinken, accused"}]}],
    "confidence": 0.99, "evidence": "“Blinken” stands elsewhere in this article", "fingerprint": "b1946ac9",
}  # fmt: skip
ARTICLE = {
    "id": "articles/izium.html", "path": "articles/izium.html", "language": "en", "language_origin": "given",
    "words": 683, "mqm_score": 99.27, "verdict": "fail",
    "skipped_rules": [{"rule": "merged-words", "reason": "no lexicon for 'xx'"}],
    "findings": [FINDING],
}  # fmt: skip
REPORT = {
    "version": 1,
    "tool": {"name": "mtlint", "version": "0.1.0"},
    "signature": "mtlint:0.1.0|rules:default|lexicon:en.4f1c",
    "articles": [ARTICLE],
    "errors": [{"path": "articles/broken.txt", "message": "not UTF-8 at byte 1042"}],
    "summary": {"articles": 1, "words": 683, "findings": {"error": 1, "warning": 0, "info": 0}, "by_rule": {"merged-words": 1}},
}
VALIDATOR = jsonschema_rs.validator_for(json.loads(schema()))


def test_a_whole_report_follows_the_schema() -> None:
    assert VALIDATOR.is_valid(REPORT)
    assert VALIDATOR.is_valid({**REPORT, "articles": [{**ARTICLE, "mqm_score": None, "findings": []}]})


@pytest.mark.parametrize("key", REPORT)
def test_no_key_of_a_report_may_be_missing(key: str) -> None:
    assert not VALIDATOR.is_valid({name: value for name, value in REPORT.items() if name != key})


@pytest.mark.parametrize("key", FINDING)
def test_no_key_of_a_finding_may_be_missing(key: str) -> None:
    finding = {name: value for name, value in FINDING.items() if name != key}
    assert not VALIDATOR.is_valid({**REPORT, "articles": [{**ARTICLE, "findings": [finding]}]})


@pytest.mark.parametrize(
    ("key", "value"), [("verdict", "good"), ("language_origin", "guessed"), ("words", "many"), ("mqm_score", "high")]
)
def test_values_are_those_of_the_contract(key: str, value: Any) -> None:
    assert not VALIDATOR.is_valid({**REPORT, "articles": [{**ARTICLE, key: value}]})


def test_later_versions_may_add_keys() -> None:
    assert VALIDATOR.is_valid({**REPORT, "more": 1})
