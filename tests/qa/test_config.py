"""Settings: found, read, and wrong ones named by file and key."""

from pathlib import Path

import pytest

from qa import config

RULES: dict[str, dict[str, object]] = {"merged-words": {}, "repeated-word": {"minimum": 2}}


def write(folder: Path, text: str, name: str = "mtlint.toml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_nearest_file_above_governs(tmp_path: Path) -> None:
    path = write(tmp_path, "ignore = ['merged-words']")
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert config.find(str(tmp_path / "a" / "b")) == path


def test_pyproject_counts_only_with_a_table_of_ours(tmp_path: Path) -> None:
    other = tmp_path / "inner"
    other.mkdir()
    write(other, "[tool.other]\nx = 1\n", "pyproject.toml")
    path = write(tmp_path, "[tool.mtlint]\nignore = ['merged-words']\n", "pyproject.toml")
    assert config.find(str(other)) == path
    assert config.load(path).ignore == ("merged-words",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = ['x']", "unknown field `selct`"),
        ("select = 'merged-words'", "select: expected `array"),
        ("severity = {merged-words = 'grave'}", "severity"),
        ("select = [", "not valid TOML"),
        ("folder = 'x'", "unknown field `folder`"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(config.ConfigError) as error:
        config.load(path)
    assert message in str(error.value)
    assert path in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select = ['merged-word']", "select: no rule is named 'merged-word'; did you mean 'merged-words'?"),
        ("[paths.'a/*']\nignore = ['nothing']", "paths.\"a/*\".ignore: no rule is named 'nothing'"),
        ("language = 'en us'", "language: expected a BCP 47 tag"),
        ("[paths.'a/*']\nlanguage = ''", 'paths."a/*".language: expected a BCP 47 tag'),
        ("[rules.repeated-word]\nmaximum = 3", "rules.repeated-word: no option is named 'maximum'; expected one of: minimum"),
        ("[rules.repeated-word]\nminimum = 'two'", "rules.repeated-word.minimum: expected int, got str"),
    ],
)
def test_rules_and_options_must_exist(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(config.ConfigError) as error:
        config.validate(config.load(path), path, RULES)
    assert message in str(error.value)


def test_settings_of_a_path_come_on_top(tmp_path: Path) -> None:
    path = write(tmp_path, "ignore = ['merged-words']\n[paths.'sport/*']\nlanguage = 'de'\nignore = ['repeated-word']\n")
    loaded = config.load(path)
    assert loaded.for_path("sport/one.txt").ignore == ("merged-words", "repeated-word")
    assert loaded.for_path("sport/one.txt").language == "de"
    assert loaded.for_path("world/one.txt") == loaded


def test_patterns_of_paths_start_where_the_settings_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "[paths.'sport/*']\nlanguage = 'de'\n")
    (tmp_path / "sport").mkdir()
    monkeypatch.chdir(tmp_path / "sport")
    loaded = config.load(path)
    assert loaded.for_path("one.txt").language == "de"
    assert loaded.for_path("../one.txt").language is None


def test_a_pyproject_without_tables_has_no_settings(tmp_path: Path) -> None:
    assert config.load(write(tmp_path, "tool = 3", "pyproject.toml")).language is None
