"""Articles beside their references: scores in the report, the words that differ in HTML."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import cli
from qa.article import Block, Document
from qa.check import Checked
from qa.positions import SourceMap
from qa.report import ArticleReport
from qa.writers.html.reference import reference

RECORD = {
    "id": "a",
    "language": "en",
    "text": "The ferry left at noon.\nNobody was hurt.",
    "reference": "The ship left at noon.\nNobody was hurt.",
}


def _checked(text: str, given: str | None) -> Checked:
    document = Document("a", "a", text, [Block(0, len(text))] if text else [], SourceMap(text), reference=given)
    return Checked(document, ArticleReport("a", "a", "en", "given", 1, None, "pass", (), ()))


def _report(tmp_path: Path, capsys: pytest.CaptureFixture[str], **changed: str) -> dict[str, object]:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({**RECORD, **changed}), encoding="utf-8")
    cli.main(["check", "--format", "json", str(path)])
    report: dict[str, object] = json.loads(capsys.readouterr().out)["articles"][0]
    return report


def test_an_article_with_a_reference_has_scores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = _report(tmp_path, capsys)["scores"]
    assert isinstance(scores, list)
    assert [one["metric"] for one in scores] == ["BLEU", "chrF2++", "TER"]
    assert 0 < scores[0]["value"] < 100
    assert all("version:" in one["signature"] for one in scores)


def test_the_same_as_its_reference_is_perfect(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = _report(tmp_path, capsys, reference=RECORD["text"])["scores"]
    assert isinstance(scores, list)
    assert [one["value"] for one in scores] == [100.0, 100.0, 0.0]


def test_without_a_reference_there_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(RECORD["text"], encoding="utf-8")
    cli.main(["check", "--format", "json", "--language", "en", str(path)])
    assert json.loads(capsys.readouterr().out)["articles"][0]["scores"] is None
    assert reference(_checked("One.", None)) == ""


def test_only_segments_that_differ_are_shown() -> None:
    shown = reference(_checked(RECORD["text"], RECORD["reference"]))
    assert "The <del>ship</del><ins>ferry</ins> left at noon." in shown
    assert "Nobody" not in shown


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_from_what_is_shown(ours: str, theirs: str) -> None:
    ours, theirs = (" ".join(text.split()) for text in (ours, theirs))
    shown = reference(_checked(ours, theirs))
    for mark, text in (("del", ours), ("ins", theirs)):
        for paragraph in re.findall(r"<p lang=[^>]*>(.*?)</p>", shown, re.S):
            kept = re.sub(rf"<{mark}>.*?</{mark}>", "", paragraph, flags=re.S)
            kept = unescape(re.sub(r"</?(?:del|ins)>", "", kept))
            if text.isprintable() and "\ufffc" not in text:
                assert kept == text
