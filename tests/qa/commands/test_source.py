"""`mtlint check --source` from outside."""

import json
from pathlib import Path

import pytest

from tests.qa.test_cli import mtlint

GERMAN = "Der Rat trifft sich am 4. Mai.\n\nEs gab 4.178 Stimmen und 12 Proteste in der Stadt.\n"
ENGLISH = "The council meets on May 4.\n\nThere were 4,718 votes and 12 protests in the city.\n"
FRENCH = "Le conseil municipal se réunit mardi pour parler du nouveau pont, dont les travaux ont commencé en avril.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("de/a.txt", GERMAN), ("en/a.txt", ENGLISH), ("fr/a.txt", FRENCH)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("source", "path"),
    [("en/a.txt", "de/a.txt"), ("en", "de"), ("../en/{stem}{ext}", "de")],
)
def test_the_original_is_held_against_the_article(folder: Path, source: str, path: str) -> None:
    done = mtlint("check", "--format", "json", "--source", source, "--source-language", "en", path, cwd=folder)
    assert done.returncode == 1, done.stderr
    (finding,) = json.loads(done.stdout)["articles"][0]["findings"]
    assert (finding["rule"], finding["text"]) == ("number-mismatch", "4.178")


def test_without_it_nothing_is_wrong(folder: Path) -> None:
    assert mtlint("check", "de", cwd=folder).returncode == 0


def test_settings_may_say_where_originals_are(folder: Path) -> None:
    settings = folder / "mtlint.toml"
    settings.write_text('source = "../en/{stem}{ext}"\n')
    assert mtlint("check", "de", cwd=folder).returncode == 1
    settings.write_text('source = "en"\n')
    done = mtlint("check", "de", cwd=folder)
    assert (done.returncode, "source: expected a pattern" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--source", "none.txt", "de/a.txt"), "none.txt: no such file or folder"),
        (("--source", "en/a.txt", "de"), "en/a.txt is the original of one article"),
        (("--source", "en/a.txt", "de/a.txt", "fr/a.txt"), "en/a.txt is the original of one article"),
        (("--source", "{stam}.txt", "de"), "{stam} stands for nothing"),
        (("--source", "{stem}.en.txt", "de"), "a.en.txt: no such file"),
        (("--source", "fr/a.txt", "--source-language", "en", "de/a.txt"), "in French, not in English"),
        (("--source", "en/a.txt", "--source-language", "e n", "de/a.txt"), "--source-language: expected a BCP 47 tag"),
    ],
)
def test_what_cannot_be_compared_is_an_error(folder: Path, words: tuple[str, ...], told: str) -> None:
    done = mtlint("check", *words, cwd=folder)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr


def test_an_original_in_the_language_of_its_article_is_the_wrong_file(folder: Path) -> None:
    (folder / "copy.txt").write_text(GERMAN + GERMAN, encoding="utf-8")
    done = mtlint("check", "--source", "copy.txt", "de/a.txt", cwd=folder)
    assert (done.returncode, "in German, as the article is" in done.stderr) == (2, True), done.stderr


def test_an_original_that_is_the_article_itself_is_no_original(folder: Path) -> None:
    (folder / "short.txt").write_text("Der Zug hielt dort nicht.", encoding="utf-8")
    (folder / "copy.txt").write_text("Der Zug hielt dort nicht.", encoding="utf-8")
    page = f'<html lang="de"><p>{GERMAN}</p><p>{GERMAN}</p></html>'
    for name in ("a.html", "copy.html"):
        (folder / name).write_text(page, encoding="utf-8")
    for copy, own in (("copy.txt", "short.txt"), ("copy.html", "a.html")):
        done = mtlint("check", "--source", copy, own, cwd=folder)
        assert (done.returncode, "in German, as the article is" in done.stderr) == (2, True), done.stderr
    assert mtlint("check", "--source", "copy.html", "--source-language", "de", "a.html", cwd=folder).stderr == ""


def test_fixing_knows_the_original_too(folder: Path) -> None:
    done = mtlint("fix", "--unsafe", "--source", "en", "--source-language", "en", "de", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "de/a.txt").read_text(encoding="utf-8") == GERMAN.replace("4.178", "4.718")
    assert mtlint("check", "--source", "en", "--source-language", "en", "de", cwd=folder).returncode == 0
    (folder / "en/a.txt").unlink()
    done = mtlint("fix", "--source", "en", "de", cwd=folder)
    assert (done.returncode, "a.txt: no such file" in done.stderr) == (2, True)


def test_an_original_without_a_translation_is_told_and_an_error_where_all_are_to_be_translated(folder: Path) -> None:
    (folder / "en/b.txt").write_text(ENGLISH)
    words = ("check", "--source", "en", "--source-language", "en", "--fail-on", "never", "de")
    done = mtlint(*words, cwd=folder)
    assert (done.returncode, done.stderr) == (0, "mtlint: de: an original has no translation: en/b.txt\n")
    done = mtlint(*words, "--all-translated", "--format", "json", cwd=folder)
    assert (done.returncode, json.loads(done.stdout)["errors"]) == (
        2,
        [{"path": "en/b.txt", "message": "it has no translation in de"}],
    )
    assert mtlint("check", "--all-translated", "de", cwd=folder).returncode == 2
