"""Scores against references, as the command gives them: by line and by id, with thresholds, baselines and stored results."""

import json
from pathlib import Path

import pytest

from qa import cli
from qa.score import differences, of_segment, scores, tokenizer, worse_by

REFERENCE = ["The ferry left the harbour at noon.", "Nobody was hurt.", "The mayor will speak on Monday."]
GOOD = ["The ferry left the harbour at noon.", "No one was hurt.", "The mayor will speak on Monday."]
BAD = ["Ferry leaved harbour noon.", "Nobody damaged.", "Mayor Monday to speak will."]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    made = {"good": GOOD, "bad": BAD, "reference": REFERENCE}
    for name, lines in made.items():
        (tmp_path / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {name: str(tmp_path / f"{name}.txt") for name in made}


def test_scores_carry_signatures_and_rank_systems() -> None:
    good, bad = scores(GOOD, REFERENCE), scores(BAD, REFERENCE)
    assert [score.metric for score in good] == ["BLEU", "chrF2++", "TER"]
    assert all(score.signature.startswith(f"{score.metric}|nrefs:1|") and "version:" in score.signature for score in good)
    assert all(worse_by(one.metric, other.value, one.value) > 0 for one, other in zip(good, bad, strict=True))


def test_a_perfect_segment_scores_100() -> None:
    assert of_segment(REFERENCE[0], REFERENCE[0]) == 100
    assert of_segment(BAD[0], REFERENCE[0]) < 60


def test_differences_are_tested_twice() -> None:
    for difference in differences(GOOD * 10, BAD * 10, REFERENCE * 10, samples=50):
        assert difference.bootstrap is not None and difference.randomisation is not None
        assert max(difference.bootstrap, difference.randomisation) < 0.05
        assert worse_by(difference.metric, difference.baseline, difference.baseline + difference.value) > 0


@pytest.mark.parametrize(("tag", "tokens"), [("", "13a"), ("de", "13a"), ("zh-Hant", "zh"), ("ja", "char"), ("th", "char")])
def test_what_is_counted_depends_on_the_language(tag: str, tokens: str) -> None:
    assert tokenizer(tag) == tokens


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ((), 0),
        (("--fail-under", "10"), 0),
        (("--fail-under", "99"), 1),
        (("--fail-under", "ter=0"), 1),
        (("--fail-under", "bleu=20,chrf=99"), 1),
        (("--fail-under", "many"), 2),
        (("--fail-under", "meteor=3"), 2),
        (("--fail-drop", "1"), 2),
    ],
)
def test_thresholds_decide_the_status(files: dict[str, str], options: tuple[str, ...], status: int) -> None:
    assert cli.main(["score", files["good"], "--reference", files["reference"], *options]) == status


def test_a_drop_from_a_stored_result_fails(files: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored = str(tmp_path / "good.json")
    common = ["--reference", files["reference"]]
    assert cli.main(["score", files["good"], *common, "--format", "json", "--output", stored]) == 0
    assert cli.main(["score", files["bad"], *common, "--baseline", stored, "--fail-drop", "5"]) == 1
    assert "worse than" in capsys.readouterr().err
    assert cli.main(["score", files["good"], *common, "--baseline", stored, "--fail-drop", "0"]) == 0
    assert cli.main(["score", files["good"], *common, "--language", "zh", "--baseline", stored]) == 2


def test_unequal_files_and_missing_ones_are_named(
    files: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "short.txt").write_text("One line.\n")
    assert cli.main(["score", files["good"], "--reference", str(tmp_path / "short.txt")]) == 2
    assert "3 lines, but" in capsys.readouterr().err
    assert cli.main(["score", files["good"], "--reference", str(tmp_path / "none.txt")]) == 2
    assert "none.txt" in capsys.readouterr().err


def test_records_are_found_by_id_and_scored_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours, theirs = tmp_path / "ours.jsonl", tmp_path / "theirs.jsonl"
    ours.write_text("".join(json.dumps({"id": f"n{at}", "text": line}) + "\n" for at, line in enumerate(GOOD)))
    theirs.write_text("".join(json.dumps({"id": f"n{at}", "text": REFERENCE[at]}) + "\n" for at in (2, 1, 0)))
    assert cli.main(["score", str(ours), "--reference", str(theirs), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [article["id"] for article in report["articles"]] == ["n0", "n1", "n2"]
    assert report["articles"][0]["scores"][1]["value"] == 100
    assert report["worst"][0]["article"] == "n1"
    theirs.write_text(json.dumps({"id": "other", "text": "x"}))
    assert cli.main(["score", str(ours), "--reference", str(theirs)]) == 2
    assert "'n0' has no counterpart" in capsys.readouterr().err


def test_a_record_brings_its_own_reference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps({"id": "a", "text": GOOD[0], "reference": REFERENCE[0]}))
    assert cli.main(["score", str(path)]) == 0
    assert "100.00" in capsys.readouterr().out


def test_a_table_brings_its_references(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, lines, people = tmp_path / "a.csv", tmp_path / "a.txt", tmp_path / "b.txt"
    rows = [f'{number},"{mine}","{theirs}"' for number, (mine, theirs) in enumerate(zip(GOOD, REFERENCE, strict=True))]
    table.write_text("\n".join(["id,target,reference", *rows]) + "\n", encoding="utf-8")
    lines.write_text("\n".join(GOOD), encoding="utf-8")
    people.write_text("\n".join(REFERENCE), encoding="utf-8")
    found = []
    for arguments in ([str(table)], [str(table), "--reference", str(people)], [str(lines), "--reference", str(people)]):
        assert cli.main(["score", *arguments, "--format", "json"]) == 0
        report = json.loads(capsys.readouterr().out)
        found.append((report["segments"], [score["value"] for score in report["scores"]]))
    assert found[0][0] == len(GOOD)
    assert found[0] == found[1] == found[2]


def test_a_translators_file_is_scored_by_its_targets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    units = "".join(
        f'<trans-unit id="{number}"><source>x</source><target>{text}</target></trans-unit>' for number, text in enumerate(GOOD)
    )
    file, people = tmp_path / "a.xlf", tmp_path / "b.txt"
    file.write_text(
        '<xliff version="1.2"><file source-language="de" target-language="en" original="a"><body>'
        + units
        + "</body></file></xliff>",
        encoding="utf-8",
    )
    people.write_text("\n".join(REFERENCE), encoding="utf-8")
    assert cli.main(["score", str(file), "--reference", str(people), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["segments"] == len(GOOD)


def test_segments_are_found_by_their_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours, theirs, lines = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv"
    ours.write_text("id,target\n1,A ship came.\n2,It rained all day.\n3,No.\n", encoding="utf-8")
    theirs.write_text("id,target\n2,It rained all day.\n3,Yes.\n1,A ship came.\n", encoding="utf-8")
    assert cli.main(["score", str(ours), "--reference", str(theirs), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [(one["number"], one["reference"]) for one in report["worst"]] == [(3, "Yes.")]
    lines.write_text("target\nA ship came.\nIt rained all day.\nYes.\n", encoding="utf-8")
    assert cli.main(["score", str(ours), "--reference", str(lines)]) == 0
    capsys.readouterr()
    theirs.write_text("id,target\n2,It rained all day.\n1,A ship came.\n", encoding="utf-8")
    for one, other in ((ours, theirs), (theirs, ours)):
        assert cli.main(["score", str(one), "--reference", str(other)]) == 2
        assert "segment '3' has no counterpart: it is missing in " + str(theirs) in capsys.readouterr().err


def test_a_segment_without_a_reference_is_not_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,target,reference\n1,A ship came.,A ship came.\n2,It rained.,\n", encoding="utf-8")
    assert cli.main(["score", str(path), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["segments"], report["worst"]) == (1, [])


def test_an_empty_translation_is_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,target,reference\n1,A ship came.,A ship came.\n2,,It rained all day.\n", encoding="utf-8")
    assert cli.main(["score", str(path), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["segments"], report["worst"][0]["hypothesis"]) == (2, "")


def test_a_line_may_be_empty_at_the_end_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours, theirs = tmp_path / "a.txt", tmp_path / "b.txt"
    ours.write_text("A ship came.\n\n", encoding="utf-8")
    theirs.write_text("A ship came.\nYes.\n", encoding="utf-8")
    assert cli.main(["score", str(ours), "--reference", str(theirs), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["segments"] == 2


@pytest.mark.parametrize(
    ("name", "file", "tokens"),
    [
        ("a.txt", "北京有2189万人口。\n", "zh"), ("a.txt", "会議は大阪で開かれた。\n", "char"), ("a.txt", "Es regnete.\n", "13a"),
        ("a.jsonl", '{"id": "a", "language": "th", "text": "x", "reference": "x"}\n', "char"),
        ("a.jsonl", '{"id": "a", "language": "de", "text": "日本", "reference": "日本"}\n', "13a"),
    ],
)  # fmt: skip
def test_what_is_counted_follows_from_the_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, file: str, tokens: str
) -> None:
    path, people = tmp_path / name, tmp_path / f"people-{name}"
    path.write_text(file, encoding="utf-8")
    people.write_text(file, encoding="utf-8")
    assert cli.main(["score", str(path), "--reference", str(people), "--format", "json"]) == 0
    assert f"tok:{tokens}" in json.loads(capsys.readouterr().out)["scores"][0]["signature"]


def test_a_table_without_references_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "a.csv"
    table.write_text("id,target\n1,One.\n", encoding="utf-8")
    assert cli.main(["score", str(table)]) == 2
    assert "reference" in capsys.readouterr().err
