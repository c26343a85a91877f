"""Originals beside articles: which belongs to which, and what is told where one is not there."""

import os
import shutil
from pathlib import Path

import pytest

from qa import readers
from qa.article import Document
from qa.readers import originals


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("de/a.txt", "de/sub/b.html", "en/a.txt", "en/sub/b.html", "c.de.md", "c.en.md", "c.fr.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Text of {name}.", encoding="utf-8")
    return tmp_path


def found(paths: list[Path], source: str) -> dict[str, str]:
    options = readers.Options(source=source, quiet=True)
    result = {}
    for one in readers.read_all(map(str, paths), options):
        told = one.message if isinstance(one, readers.ReportedError) else one.original.text if one.original else ""
        result[os.path.basename(one.path)] = told
    return result


def test_a_file_is_the_original_of_one_article(tree):
    assert found([tree / "de/a.txt"], str(tree / "en/a.txt")) == {"a.txt": "Text of en/a.txt."}


def test_in_a_folder_originals_have_the_same_paths(tree):
    assert found([tree / "de"], str(tree / "en")) == {"a.txt": "Text of en/a.txt.", "b.html": "Text of en/sub/b.html."}
    assert found([tree / "de/a.txt"], str(tree / "en")) == {"a.txt": "Text of en/a.txt."}


def test_a_folder_of_originals_within_what_is_checked_is_not_checked_itself(tree):
    paths = [one.path for one in readers.read_all([str(tree)], readers.Options(source=str(tree / "en"), quiet=True))]
    assert not any(os.path.join("", "en", "") in path for path in paths)
    assert len(paths) == 5


def test_patterns_lead_from_the_folder_of_each_article_on(tree):
    assert found([tree / "de"], "../en/{stem}{ext}")["a.txt"] == "Text of en/a.txt."
    for name in ("de", "en"):
        for file in ("a.txt", "sub/b.html"):
            (tree / name / file).unlink()
    assert found([tree], "{name}.en{ext}") == {"c.de.md": "Text of c.en.md.", "c.fr.md": "Text of c.en.md."}


def test_what_is_wrong_with_an_original_stands_in_the_place_of_its_article(tree):
    (tree / "en/a.txt").unlink()
    (tree / "en/sub/b.html").write_bytes(b"\xff")
    told = found([tree / "de"], str(tree / "en"))
    assert told["a.txt"].endswith("a.txt: no such file")
    assert told["b.html"].endswith("b.html: not UTF-8 at byte 0")
    (tree / "en/a.txt").write_text("\n")
    assert found([tree / "de/a.txt"], str(tree / "en"))["a.txt"].endswith("a.txt is empty")
    (tree / "en/a.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n')
    assert found([tree / "de/a.txt"], str(tree / "en/a.jsonl"))["a.txt"].endswith("holds 2 articles, and one was expected")
    assert found([tree / "de/a.txt"], "{stem}{ext}")["a.txt"].startswith("its original would be itself")


@pytest.mark.parametrize(
    ("checked", "source", "gone", "left"),
    [
        ("de", "TREE/en", ["de/a.txt"], ["en/a.txt"]),
        ("de", "../en/{stem}{ext}", ["de/a.txt"], ["en/a.txt"]),
        ("", "{name}.en{ext}", ["c.de.md", "c.fr.md", "de", "en"], ["c.en.md"]),
        ("de", "TREE/en", [], []),
        ("de/a.txt", "TREE/en", ["de/sub"], []),
    ],
)
def test_originals_without_a_translation_are_told(tree, capsys, checked, source, gone, left):
    for name in gone:
        shutil.rmtree(tree / name) if (tree / name).is_dir() else (tree / name).unlink()
    (tree / "en/.hidden.txt").parent.mkdir(exist_ok=True)
    (tree / "en/.hidden.txt").write_text("No article.")
    options = readers.Options(source=source.replace("TREE", str(tree)))
    paths = [str(tree / checked)]
    assert not any(str(tree / one) == read.path for one in left for read in readers.read_all(paths, options))
    told = capsys.readouterr().err
    assert [name for name in ("en/a.txt", "en/sub/b.html", "c.en.md", "en/.hidden.txt") if str(tree / name) in told] == left
    strict = readers.Options(source=options.source, all_translated=True)
    errors = [one.path for one in readers.read_all(paths, strict) if isinstance(one, readers.ReportedError)]
    assert [path for path in errors if "/sub/" not in path] == [str(tree / one) for one in left]


def test_an_article_without_its_original_is_an_error_though_it_is_called_as_originals_are(tree):
    (tree / "de/deep").mkdir()
    (tree / "de/deep/a.txt").write_text("An article of de/a.txt.")
    told = found([tree / "de"], "../{stem}{ext}")
    assert told["b.html"].endswith("no such file")
    (tree / "x.txt").write_text("x")
    (tree / "x.en.txt").write_text("x")
    (tree / "y.txt").write_text("y")
    assert found([tree], "{stem}.en.txt")["y.txt"].endswith("y.en.txt: no such file")


def test_records_bring_their_originals_themselves(tree):
    path = tree / "r.jsonl"
    path.write_text('{"text": "a", "source": "b"}\n{"text": "c"}\n')
    read = list(readers.read(str(path), readers.Options(), str(tree / "nothing.txt")))
    assert [one.original and one.original.text for one in read if isinstance(one, Document)] == ["b", None]
    assert [len(one.warnings) for one in read if isinstance(one, Document)] == [0, 1]


@pytest.mark.parametrize(
    ("source", "told"), [("{stm}.txt", "{stm} stands for nothing"), ("no/such", "no/such: no such file or folder")]
)
def test_what_names_no_originals(source, told):
    assert (originals.wrong(source) or "").startswith(told)
    assert originals.wrong("{stem}.en.txt") is None


@pytest.mark.parametrize(
    ("path", "source", "original"),
    [
        ("x/talks.de.html", "{stem}.en.txt", "x/talks.de.en.txt"),
        ("x/talks.de.html", "{name}.en{ext}", "x/talks.en.html"),
        ("talks", "../en/{stem}{ext}", "../en/talks"),
        ("x/.odd", "{stem}.en", "x/.odd.en"),
    ],
)
def test_the_fields_of_a_pattern(path, source, original):
    assert originals.original_of(path, source) == os.path.normpath(original)
