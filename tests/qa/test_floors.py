"""Floors: what falls short is named, and a floor only rises."""

from pathlib import Path

import pytest

from qa.evaluate import Artefact, Evaluation, LabelledArticle, Miss, Tally
from qa.floors import Floor, encoded, pinned, raised, read, shortfalls


def evaluation(found: int, alarms: int) -> Evaluation:
    result = Evaluation(words={"en": 1000})
    result.tallies = {
        "en": {"calque": Tally(labels=10, found=found, fixable=4, fixed=3, findings=found + alarms, alarms=alarms)}
    }
    result.misses = [Miss(LabelledArticle("a", "en", "text"), Artefact(0, 1, "calque"), None)]
    return result


def written(path: Path, floors: dict[str, Floor]) -> str:
    path.write_bytes(encoded(floors))
    return str(path)


def test_what_was_reached_holds_and_less_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "floors.json", pinned(evaluation(8, 1)))
    assert shortfalls(evaluation(8, 1), path) == []
    short = shortfalls(evaluation(7, 2), path)
    assert "calque: recall 0.7, floor 0.8" in short
    assert "calque: 2 false alarms, at most 1" in short


def test_a_rule_without_a_floor_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "floors.json", {})
    assert f"calque: has no floor in {path}" in shortfalls(evaluation(8, 1), path)


def test_a_floor_only_rises() -> None:
    assert raised(Floor(0.8, 0.5, 2), Floor(0.7, 0.9, 1)) == Floor(0.8, 0.9, 1)
    assert raised(Floor(0.8, None, 0), Floor(None, 0.9, 3)) == Floor(0.8, 0.9, 0)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "floors.json").write_text('{"calque": {"recal": 1}}')
    with pytest.raises(ValueError, match=r"floors\.json.*recal"):
        read(str(tmp_path / "floors.json"))
