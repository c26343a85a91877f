"""MQM annotations: out as a table and as JSON, in again, and held against what the rules find."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import cli, mqm

HEADER = "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity\n"
TEXT = "The harbour harbour closed on Friday.\n\nNobody was hurt,, the mayor said.\n\nAll is well again.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT)
    return path


def printed(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert cli.main(list(words)) == status
    return capsys.readouterr().out


def test_what_goes_out_comes_in_again(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "table.tsv"
    table.write_text(printed(capsys, "check", "--language", "en", "--format", "mqm-tsv", str(article), status=1))
    (rated,) = mqm.read([str(table)])
    assert rated.text == TEXT.strip()
    assert [rated.text[span.start : span.end] for span in rated.spans] == ["harbour harbour", ",,"]
    assert {span.category for span in rated.spans} <= {"linguistic-conventions/punctuation", "linguistic-conventions/grammar", "accuracy/addition", "linguistic-conventions/duplication"}  # fmt: skip


def test_findings_are_held_against_marks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        "sys\tdoc\t1\t1\tann\t\tThe <v>harbour harbour</v> closed on Friday.\tFluency/Grammar\tMinor",
        "sys\tdoc\t1\t1\tbob\t\tThe harbour <v>harbour</v> closed on Friday.\tFluency/Grammar\tMajor",
        "sys\tdoc\t1\t2\tann\t\tNobody was <v>hurt</v>, the mayor said.\tAccuracy/Mistranslation\tMajor",
        "sys\tdoc\t1\t3\tann\t\tAll is well.\tNo-error\tno-error",
    ]
    path = tmp_path / "rated.tsv"
    path.write_text(HEADER + "\n".join(rows) + "\n")
    result = json.loads(printed(capsys, "eval", "--mqm", "--language", "en", "--format", "json", str(path)))
    total = result["total"]
    assert (total["marked"], total["found"], total["findings"], total["right"]) == (3, 2, 1, 1)
    assert result["categories"]["Accuracy/Mistranslation"]["found"] == 0
    assert result["rules"] == {"repeated-word": {**result["rules"]["repeated-word"], "findings": 1, "right": 1}}
    assert 0 < result["raters"]["characters_both"] < result["raters"]["characters_rules"]
    assert "raters among themselves" in printed(capsys, "eval", "--mqm", "--language", "en", str(path))


@pytest.mark.parametrize("broken", ["doc\ttarget\nx\ty\n", HEADER + "too\tfew\n", HEADER])
def test_a_broken_table_is_named(broken: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.tsv"
    path.write_text(broken)
    assert cli.main(["eval", "--mqm", str(path)]) == 2
    assert "broken.tsv" in capsys.readouterr().err


def test_totals_follow_the_weights(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tmp_path / "mtlint.toml"
    command = ("check", "--language", "en", "--config", str(settings), "--format")
    settings.write_text("")
    before = json.loads(printed(capsys, *command, "mqm-json", str(article), status=1))
    settings.write_text("[mqm-weights]\nminor = 3\n")
    after = json.loads(printed(capsys, *command, "mqm-json", str(article), status=1))
    assert before["totals"]["penalty"] == before["totals"]["errors"]["minor"]
    assert after["totals"]["penalty"] == 3 * before["totals"]["penalty"]
    assert sum(one["penalty"] for one in after["by_rule"].values()) == after["totals"]["penalty"]
    report = json.loads(printed(capsys, *command, "json", str(article), status=1))
    assert report["articles"][0]["mqm_score"] == after["totals"]["score"] < before["totals"]["score"]
    settings.write_text("[mqm-weights]\nminor = -3\n")
    assert cli.main([*command, "json", str(article)]) == 2


@given(st.text(alphabet="ab é漢", max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_marks_come_off_where_they_went_on(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    assert mqm._span(mqm.marked(text, start, end)) == (start, end)


def test_segments_of_a_table_keep_their_ids_and_empty_ones_their_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.csv"
    rows = ["k1,Nobody was hurt.,Niemand wurde verletzt.", "k2,The ship was late.,", 'k3,"It\nrained.","Es\nregnete regnete."']
    file.write_text("\n".join(["id,source,target", *rows]) + "\n", encoding="utf-8")
    words = ("check", "--language", "de", "--source-language", "en", "--format", "mqm-tsv", str(file))
    shown = [line.split("\t")[3:8] for line in printed(capsys, *words, status=1).splitlines()[1:]]
    assert [(id, source, target, kind) for id, _, source, target, kind in shown] == [
        ("k1", "Nobody was hurt.", "Niemand wurde verletzt.", "no-error"),
        ("k2", "The ship was late.", "<v></v>", "accuracy/omission"),
        ("k3", "It rained.", "Es <v>regnete regnete</v>.", "linguistic-conventions/grammar"),
    ]
