"""What `rules`, `languages` and `eval` print."""

import json
from pathlib import Path

import pytest

from qa import cli
from qa.language import codes
from qa.rule import discover


def printed(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert cli.main(words) == status
    captured = capsys.readouterr()
    return captured.err if status == 2 else captured.out


def test_every_rule_is_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    listed = [line.split()[0] for line in printed(capsys, "rules").splitlines() if line]
    assert set(listed) >= set(discover())
    for name, module in discover().items():
        page = printed(capsys, "rules", name)
        assert page.startswith(f"{name}: ")
        assert module.rule.mqm in page
        assert "Examples:" in page


def test_every_language_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    listed = {line.split()[0] for line in printed(capsys, "languages").splitlines()[1:] if line}
    assert set(codes()) <= listed


def test_a_language_is_shown_rule_by_rule_with_what_does_not_run(capsys: pytest.CaptureFixture[str]) -> None:
    page = printed(capsys, "languages", "xx")
    assert "lexicon: none" in page
    assert "lowercase-name" in page
    assert "not run: no lexicon for 'xx'" in page
    assert "fullwidth-punctuation" not in page
    assert "pt: Portuguese, which serves pt-AO" in printed(capsys, "languages", "pt-AO")
    assert "BCP 47" in printed(capsys, "languages", "a b", status=2)


LABELLED = {
    "id": "a",
    "language": "en",
    "text": "They saw the the bridge.",
    "artefacts": [{"start": 9, "end": 16, "rule": "repeated-word", "fix": "the"}],
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "labelled.jsonl"
    path.write_text(json.dumps(LABELLED), encoding="utf-8")
    return path


def test_figures_come_as_a_table_and_as_json(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "1.00 [0.21-1.00] 1/1" in printed(capsys, "eval", str(corpus))
    (total,) = (
        row
        for row in json.loads(printed(capsys, "eval", "--format", "json", str(corpus)))["rows"]
        if row["language"] == row["rule"] == "all"
    )
    assert (total["labels"], total["found"], total["right_first_fix"], total["false_alarms"]) == (1, 1, 1.0, 0)


@pytest.mark.parametrize(("floor", "status"), [(1.0, 0), (1.1, 1)])
def test_floors_hold_or_not(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], floor: float, status: int
) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"repeated-word": {"recall": floor}, "all": {"recall": floor}}))
    printed(capsys, "eval", str(corpus), "--floors", str(floors), status=status)


@pytest.mark.parametrize("option", ["--floors", "--except", "corpus"])
def test_a_broken_input_is_named(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    words = [str(broken)] if option == "corpus" else [str(corpus), option, str(broken)]
    assert str(broken) in printed(capsys, "eval", *words, status=2)
