"""What needs no server: where positions stand, what a name may be, which settings count."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, Range

from qa.lsp.actions import _NAME, wanted
from qa.lsp.checking import Found, Text, check
from qa.lsp.diagnostics import diagnostics
from qa.lsp.documents import Result, format_of
from qa.lsp.positions import Positions, overlap
from qa.lsp.settings import Settings
from qa.rule import discover
from qa.worker import Setup

RULES = discover()


@given(
    st.text(st.sampled_from("ab é\u0301这😀👩\u200d\n\r\ufeff\u2028\u0085\x0c"), max_size=60),
    st.sampled_from([("utf-8", "utf-8", 1), ("utf-16", "utf-16-le", 2), ("utf-32", "utf-32-le", 4)]),
)
def test_a_position_is_that_of_the_line_as_the_protocol_parts_lines(raw: str, encoding: tuple[str, str, int]) -> None:
    name, codec, size = encoding
    positions = Positions(raw, name)
    for offset in range(len(raw) + 1):
        starts = [0, *(match.end() for match in re.finditer("\r\n|\n|\r", raw) if match.end() <= offset)]
        before = raw[starts[-1] : offset].encode(codec)
        assert positions.position(offset) == Position(len(starts) - 1, len(before) // size)


def test_ranges_that_touch_overlap() -> None:
    def at(*places: int) -> Range:
        return Range(Position(places[0], places[1]), Position(places[2], places[3]))

    assert overlap(at(1, 2, 1, 5), at(1, 5, 1, 5))
    assert overlap(at(0, 9, 2, 0), at(1, 0, 1, 1))
    assert not overlap(at(1, 2, 1, 5), at(1, 6, 2, 0))


@pytest.mark.parametrize("text", ["kyiv", "López obrador", "o'Neill", "AT&T", "Nowa-Huta", "3sat", "Владивосток", "Liga.net"])
def test_what_may_be_a_name(text: str) -> None:
    assert _NAME.fullmatch(text)


@pytest.mark.parametrize(
    "text", [",,", "locks .", "20 .7%", "“hurry", "4.178", "two  spaces", "a b c d e f", "", "one\ntwo", "dawn”"]
)
def test_what_may_not(text: str) -> None:
    assert not _NAME.fullmatch(text)


@pytest.mark.parametrize(
    ("only", "expected"),
    [(None, True), ([], True), (["source"], True), (["source.fixAll"], True), (["source.fixAll.mtlint"], True), ([""], True),
     (["quickfix"], False), (["source.fix"], False), (["source.fixAll.other"], False), (["refactor", "source"], True)],
)  # fmt: skip
def test_kinds_of_actions_stand_for_those_below_them(only: list[str] | None, expected: bool) -> None:
    assert wanted("source.fixAll.mtlint", only) is expected


def test_how_a_text_is_read() -> None:
    assert [format_of(*given) for given in (("plaintext", "x"), ("Markdown", "x"), ("html", "x"), ("", "/a/b.HTM"), ("", "x.md"))] == [
        "text", "markdown", "html", "html", "markdown",
    ]  # fmt: skip
    assert [format_of(*given) for given in (("python", "x.py"), ("", "untitled:x"), ("jsonl", "x.jsonl"))] == [None] * 3


def test_what_could_not_be_checked_stands_at_the_start() -> None:
    text = Text("A line.\n", "text", "a.txt")
    found = Found("en", (), ("rule calque crashed: ValueError: no; please report it",))
    (one,) = diagnostics(Result(1, text, Setup(Settings(RULES, print).setup(None).config), found, "utf-16"))
    assert one.range == Range(Position(0, 0), Position(0, 0))
    assert one.message == "not checked whole: rule calque crashed: ValueError: no; please report it"


def test_a_file_belongs_to_the_innermost_folder_that_is_open(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "mtlint.toml").write_text('ignore = ["calque"]\n')
    (inner / "mtlint.toml").write_text('ignore = ["truncated"]\n[paths."sport/*"]\nlanguage = "de"\n')
    told: list[str] = []
    settings = Settings(RULES, told.append)
    settings.open_folders([str(tmp_path), str(inner)])
    assert settings.setup(str(tmp_path / "a.txt")).config.ignore == ("calque",)
    assert settings.setup(str(tmp_path / "inner.txt")).config.ignore == ("calque",)
    assert settings.setup(str(inner / "a.txt")).config.ignore == ("truncated",)
    assert settings.setup(None).config.ignore == (), "which of several, nobody can tell"
    settings.open_folders([])
    assert settings.setup(str(inner / "a.txt")).config.ignore == ("truncated",), "as for the command in its folder"
    text = Text("The the end.", "text", str(inner / "sport" / "a.txt"))
    settings.open_folders([str(inner)])
    assert check(text, settings.setup(text.path)).language == "de"
    assert told == []


def test_what_the_editor_says_of_a_folder_goes_before_what_it_says_of_all(tmp_path: Path) -> None:
    told: list[str] = []
    settings = Settings(RULES, told.append)
    settings.open_folders([str(tmp_path)])
    file = str(tmp_path / "a.txt")
    settings.start_with({"language": "fr", "ignore": ["calque"]})
    settings.prefer(None, {"language": "de", "select": None})
    settings.prefer(str(tmp_path), {"ignore": ["truncated"]})
    config = settings.setup(file).config
    assert (config.language, config.ignore, config.select) == ("de", ("truncated",), None)
    assert settings.setup("/elsewhere/a.txt").config.ignore == ("calque",)
    settings.prefer(None, {"select": "calque"})
    settings.prefer(None, {"select": "calque"})
    assert [message.partition(":")[0] for message in told] == ["the editor's settings of mtlint"] * 2
    assert settings.setup(file).config.select is None
