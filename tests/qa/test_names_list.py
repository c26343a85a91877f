"""Adding to the list of names in a settings file: all else stays."""

import os
import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.config import ConfigError, load
from qa.names_list import LONGEST, add_name

SHAPES = {
    "none yet": 'ignore = ["number-format"]  # house style\n\n[severity]\nquote-style = "info"  # softly\n',
    "one line": 'names = ["Sanctum", \'tagesjournal\'] # ours\nfail-on = "warning"\n',
    "empty": "# names\nnames = []\n",
    "a line each": 'names = [\n    "Sanctum",  # the club\n    # and the paper\n    "tagesjournal",\n]\n\n[paths."sport/*"]\nignore = ["calque"]\n',
    "no last comma": 'names = [\n  "Sanctum",\n  "tagesjournal"\n]\n',
    "windows": '# one\r\nnames = ["Sanctum"]\r\n\r\n[severity]\r\nquote-style = "info"\r\n',
    "no last line end": 'fail-on = "never"',
}
PROJECTS = {
    "table": '[project]\nname = "site"  # ours\n\n[tool.mtlint]\nignore = ["calque"]\n\n[tool.other]\nkey = 1\n',
    "sub-table only": '[tool.other]\nkey = 1\n\n[tool.mtlint.severity]\nquote-style = "info"\n',
    "with names": '[tool.mtlint]\nnames = ["Sanctum"]  # ours\n\n[tool.mtlint.severity]\nquote-style = "info"\n',
    "inline": 'tool.mtlint = { names = ["Sanctum"] }\n',
    "absent": '[project]\nname = "site"\n',
}


def _written(path: Path, text: str, name: str) -> str:
    path.write_bytes(text.encode())
    assert add_name(str(path), name) is True
    return path.read_bytes().decode()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_name_is_added_and_every_line_stays(tmp_path: Path, shape: str) -> None:
    path = tmp_path / "mtlint.toml"
    text = SHAPES[shape]
    after = _written(path, text, "Kyjiwska “Perepitschka”")
    old = tomllib.loads(text)
    assert tomllib.loads(after) == {**old, "names": [*old.get("names", []), "Kyjiwska “Perepitschka”"]}
    for comment in ("# house style", "# softly", "# ours", "# names", "# the club", "# and the paper", "# one"):
        assert (comment in after) == (comment in text)
    if "\r\n" in text:
        assert after.count("\n") == after.count("\r\n")
    for line in text.splitlines():
        if "names" not in line and "tagesjournal" not in line:
            assert line in after.splitlines()
    assert add_name(str(path), " Kyjiwska “Perepitschka” ") is False
    assert path.read_bytes().decode() == after


@pytest.mark.parametrize("shape", PROJECTS)
def test_in_pyproject_it_goes_into_our_table(tmp_path: Path, shape: str) -> None:
    path = tmp_path / "pyproject.toml"
    old: dict[str, Any] = tomllib.loads(PROJECTS[shape])
    after = tomllib.loads(_written(path, PROJECTS[shape], "Nowa Huta"))
    ours = old.setdefault("tool", {}).setdefault("mtlint", {})
    ours["names"] = [*ours.get("names", []), "Nowa Huta"]
    assert after == old
    assert "Nowa Huta" in load(str(path)).names


def test_a_file_that_is_missing_is_made(tmp_path: Path) -> None:
    path = tmp_path / "mtlint.toml"
    assert add_name(str(path), "Sanctum")
    assert path.read_text() == 'names = ["Sanctum"]\n'


def test_rights_stay_and_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "real.toml", tmp_path / "mtlint.toml"
    path.write_text("names = []\n")
    path.chmod(0o640)
    link.symlink_to(path)
    add_name(str(link), "Sanctum")
    assert link.is_symlink()
    assert "Sanctum" in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(os.listdir(tmp_path)) == ["mtlint.toml", "real.toml"]


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("names = [", "Sanctum", "not valid TOML"),
        ('names = "Sanctum"\n', "Sanctum", "expected a list"),
        ("names = 3\n", "Sanctum", "expected a list"),
        ("", "  ", "expected a name"),
        ("", "two\nlines", "expected a name"),
        ("", "x" * (LONGEST + 1), "expected a name"),
    ],
)
def test_what_cannot_be_done_is_said_and_the_file_stays(tmp_path: Path, text: str, name: str, message: str) -> None:
    path = tmp_path / "mtlint.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=message):
        add_name(str(path), name)
    assert path.read_text() == text


def test_a_file_that_is_no_text_or_may_not_be_written_stays(tmp_path: Path) -> None:
    path = tmp_path / "mtlint.toml"
    path.write_bytes(b"# caf\xe9\n")
    with pytest.raises(ConfigError, match="not UTF-8 at byte 5"):
        add_name(str(path), "Sanctum")
    path.write_bytes(b"names = []\n")
    path.chmod(0o444)
    with pytest.raises(ConfigError, match="not writable"):
        add_name(str(path), "Sanctum")
    assert path.read_bytes() == b"names = []\n"
    with pytest.raises(ConfigError, match="cannot be read"):
        add_name(str(tmp_path), "Sanctum")


@pytest.mark.parametrize("text", ["tool = 3\n", '[tool]\nmtlint = "x"\n'])
def test_a_project_without_room_for_our_table(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match="expected a table"):
        add_name(str(path), "Sanctum")
    assert path.read_text() == text


@settings(max_examples=50)
@given(st.lists(st.text(min_size=1, max_size=20), max_size=4), st.sampled_from(sorted(SHAPES.values())))
def test_any_printable_name_can_be_added(tmp_path_factory: pytest.TempPathFactory, names: list[str], text: str) -> None:
    path = tmp_path_factory.mktemp("names") / "mtlint.toml"
    path.write_bytes(text.encode())
    expected = list(tomllib.loads(text).get("names", []))
    for name in names:
        if not name.strip() or not name.strip().isprintable():
            with pytest.raises(ConfigError):
                add_name(str(path), name)
            continue
        assert add_name(str(path), name) is (name.strip() not in expected)
        if name.strip() not in expected:
            expected.append(name.strip())
    assert list(load(str(path)).names) == expected
