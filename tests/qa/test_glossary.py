"""Glossaries are read from every kind of file that they come in; what is none is refused with a word on why."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.cli import main
from qa.glossary import Concept, GlossaryError, load

FERRY = Concept({"en": ("ferry",), "de": ("Fähre", "Fährboot")}, {"de": ("Fährschiff",)})

TBX = """<?xml version="1.0" encoding="UTF-8"?>
<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" type="TBX-Min" xml:lang="en">
<text><body><conceptEntry id="1">
  <langSec xml:lang="en"><termSec><term>ferry</term></termSec></langSec>
  <langSec xml:lang="de">
    <termSec><term>Fähre</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>Fährboot</term></termSec>
    <termSec><term>Fährschiff</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
  </langSec>
</conceptEntry></body></text></tbx>"""

MARTIF = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body><termEntry id="1">
  <langSet xml:lang="en"><tig><term>ferry</term></tig></langSet>
  <langSet xml:lang="de">
    <ntig><termGrp><term>Fähre</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
    <ntig><termGrp><term>Fährboot</term></termGrp></ntig>
    <ntig><termGrp><term>Fährschiff</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termGrp></ntig>
  </langSet>
</termEntry></body></text></martif>"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "en,de,de forbidden,definition\nferry,Fähre|Fährboot,Fährschiff,a ship\n"),
        ("a.csv", "\ufeffnote;EN;de;de Forbidden\nx;ferry;Fähre | Fährboot;Fährschiff\n"),
        ("a.tsv", 'en\tde\tde forbidden\r\n"ferry"\tFähre|Fährboot\tFährschiff\r\n'),
        ("a.tbx", TBX),
        ("a.xml", MARTIF),
    ],
)
def test_reads(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert load(str(tmp_path / name)) == (FERRY,)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.csv", "Begriff;Bedeutung\nx;y\n", "names no language"),
        ("a.csv", "en,de\n", "holds no terms"),
        ("a.csv", 'en,de\n"ferry,Fähre\n', "line 2"),
        ("a.docx", "x", "expected a glossary in TBX or CSV"),
        ("a.tbx", "<tbx><text>", "not well-formed XML"),
        ("a.tbx", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tbx>&b;</tbx>', "declares the entity"),
        ("a.tbx", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>', "declares the entity"),
        ("a.tbx", "<tbx><term>" + "x" * 100_000 + "</term></tbx>", "is refused"),
    ],
)
def test_refuses(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(GlossaryError, match=says):
        load(str(tmp_path / name))


@given(st.binary(max_size=300), st.sampled_from([".csv", ".tbx"]))
def test_junk_is_refused_in_words(tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str) -> None:
    path = tmp_path_factory.mktemp("junk") / f"a{ending}"
    path.write_bytes(data)
    try:
        load(str(path))
    except GlossaryError as error:
        assert str(path) in str(error)


def _check(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    status = main(["check", "--format", "json", "--select", "glossary", *words])
    out = capsys.readouterr().out
    return status, [one["text"] for one in json.loads(out)["articles"][0]["findings"]] if out else []


def test_option_and_setting(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "terms.csv").write_text("en,de,de forbidden\nferry,Fähre,Fährschiff\n", "utf-8")
    (tmp_path / "a.txt").write_text("Das Fährschiff sank vor der Insel.", "utf-8")
    assert _check(capsys, "--language", "de", "--fail-on", "warning", "--glossary", "terms.csv", "a.txt") == (1, ["Fährschiff"])
    assert _check(capsys, "--language", "de", "--fail-on", "warning", "a.txt") == (0, [])
    assert _check(capsys, "--language", "de", "--glossary", "none.csv", "a.txt") == (2, [])
    (tmp_path / "mtlint.toml").write_text('glossary = ["terms.csv"]')
    assert _check(capsys, "--language", "de", "--fail-on", "warning", "a.txt") == (1, ["Fährschiff"])
    (tmp_path / "mtlint.toml").write_text('glossary = ["none.csv"]')
    assert _check(capsys, "--language", "de", "a.txt") == (2, [])


def test_every_place_of_a_forbidden_name_is_told_where_words_are_not_separated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "terms.csv").write_text("en,zh,zh forbidden\nferry,渡轮,摆渡船\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("摆渡船沉没了。另一艘摆渡船来了。", encoding="utf-8")
    status, told = _check(capsys, "--language", "zh", "--glossary", "terms.csv", "a.txt")
    assert (status, told) == (1, ["摆渡船", "摆渡船"])


def test_a_file_that_has_changed_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "terms.csv"
    file.write_text("en,de\nferry,Fähre\n", encoding="utf-8")
    assert load(str(file))[0].names["de"] == ("Fähre",)
    file.write_text("en,de\nferry,Fährschiff\n", encoding="utf-8")
    assert load(str(file))[0].names["de"] == ("Fährschiff",)


def test_signature_tells_states_of_a_glossary_apart(tmp_path: Path) -> None:
    from qa.check import Checker
    from qa.config import Config, with_glossary

    signatures = set()
    for number, term in enumerate(("Fähre", "Boot")):
        path = tmp_path / f"{number}.csv"
        path.write_text(f"en,de\nferry,{term}\n", "utf-8")
        pairs = dict(
            pair.split(":", 1)
            for pair in Checker({}, with_glossary(Config(), [str(path)])).signature([]).split("|")
            if ":" in pair
        )
        signatures.add(pairs["glossary"])
    assert len(signatures) == 2
