"""Files, folders, standard input and JSON Lines."""

import io
import json
import os
import sys

import msgspec
import pytest

from qa import readers
from qa.article import Document

OPTIONS = readers.Options()


@pytest.fixture
def write(tmp_path):
    def write(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def read(path: str) -> list[Document | readers.ReportedError]:
    return list(readers.read(path, OPTIONS))


def only(path: str) -> Document | readers.ReportedError:
    (one,) = read(path)
    return one


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt", "a <b> *c*", "a <b> *c*"),
        ("a.html", "a <b>b</b> *c*", "a b *c*"),
        ("a.HTM", "a <b>b</b> *c*", "a b *c*"),
        ("a.md", "a <b>b</b> *c*", "a b c"),
        ("a.odd", "a <b> *c*", "a <b> *c*"),
        ("plain", "\ufeffa", "a"),
    ],
)
def test_the_ending_says_how_a_file_is_read(write, name, content, text):
    path = write(name, content)
    document = only(path)
    assert (document.text, document.id, document.path, document.source.raw) == (text, path, path, content)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_damaged_and_empty_files(write, name):
    assert only(write(name, b"ab\xffc")).message == "not UTF-8 at byte 2"
    assert only(write(name, "x".encode("utf-16"))).message == "not UTF-8 but UTF-16: save it as UTF-8"
    assert only(write(name, b"")).warnings == ("empty",)
    assert "one" in only(write(name, b"\0one\0 \x01")).text


def test_what_cannot_be_opened(tmp_path):
    assert only(str(tmp_path / "none.txt")).message == "no such file"
    assert only(str(tmp_path)).message == "a folder, not a file"
    assert only("a\0b").message == "no file can have such a name"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_opened(write):
    path = write("secret.txt", "a")
    os.chmod(path, 0)
    assert only(path).message == "no permission to read it"


def test_standard_input_is_plain_text(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("<p>é\r\n".encode())))
    document = only("-")
    assert (document.id, document.text, document.source.raw) == ("-", "<p>é\n", "<p>é\r\n")


def test_closed_standard_input_is_an_error(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert only("-").message == "standard input is closed"


def test_a_reader_that_crashes_is_an_error(write, monkeypatch):
    def crash(*arguments):
        raise RuntimeError("no such\nluck")

    monkeypatch.setattr("qa.readers.text.document", crash)
    assert only(write("a.txt", "x")).message == "reading it crashed: RuntimeError: no such luck; please report it"


def test_a_file_without_records_is_one_empty_document(write):
    for content in ("", "\n \n"):
        document = only(write("a.jsonl", content))
        assert (document.text, document.id, document.warnings) == ("", document.path, ("empty",))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are text there")
def test_a_name_that_is_not_utf8_can_be_written_to_a_report(tmp_path):
    name = os.fsencode(tmp_path) + b"/a\xff.txt"
    with open(name, "w") as file:
        file.write("x")
    (document,) = readers.read_all([str(tmp_path)], OPTIONS)
    assert document.path == f"{tmp_path}/a\\xff.txt"
    assert only(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt")).path == f"{tmp_path}/b\\xff.txt"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    found = readers.walk(str(tmp_path))
    assert (found.files, found.skipped) == ([], 1)


def test_links_that_lead_in_circles_are_errors(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "sub").symlink_to(tmp_path)
    (error,) = readers.read_all([str(tmp_path)], OPTIONS)
    assert error.path == str(tmp_path / "a.txt")
    assert "cannot be read" in error.message


def test_a_page_is_read_in_the_encoding_that_it_declares(write):
    document = only(write("a.html", '<meta charset="ISO-8859-1"><p>“é'.encode("cp1252")))
    assert (document.text, document.encoding) == ("“é", "windows-1252")
    declared = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Ж'
    assert only(write("b.html", declared.encode("koi8-r"))).text == "Ж"
    assert only(write("c.html", '<?xml version="1.0" encoding="Shift_JIS"?><p>漢'.encode("cp932"))).text == "漢"
    assert only(write("d.html", '<meta charset="rot13"><p>é')).text == "é"
    assert only(write("e.html", '\ufeff<meta charset="latin1"><p>é')).text == "é"
    assert only(write("f.html", b'<meta charset="gb2312"><p>\xff\xff')).message == "not gb18030, which it declares, at byte 26"


def test_folders_are_read_in_order_and_say_what_they_skipped(write, tmp_path, capsys):
    for name in ("b.md", "a.txt", "sub/c.html", "sub/.hidden.txt", ".git/d.txt", "sub/e.png", "f"):
        write(name, "x")
    found = readers.walk(str(tmp_path))
    assert [os.path.relpath(path, tmp_path) for path in found.files] == ["a.txt", "b.md", "sub/c.html"]
    assert (found.skipped, found.errors) == (2, [])
    assert [os.path.basename(one.path) for one in readers.read_all([str(tmp_path)], OPTIONS)] == ["a.txt", "b.md", "c.html"]
    assert capsys.readouterr().err == f"mtlint: {tmp_path}: 2 files skipped, of kinds that are not read\n"
    assert len(list(readers.read_all([str(tmp_path)], readers.Options(quiet=True)))) == 3
    assert capsys.readouterr().err == ""


def test_a_dangling_link_in_a_folder_is_an_error(tmp_path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (error,) = readers.read_all([str(tmp_path)], OPTIONS)
    assert error == readers.ReportedError(str(tmp_path / "gone.txt"), "no such file")


def test_each_record_is_a_document_and_each_bad_line_an_error(write):
    lines = [
        '\ufeff{"id": "one", "text": "A\\r\\nb", "language": "pt-BR", "source": "S", "source_language": "en", "reference": "R"}',
        "",
        '{"id": "two"}',
        "{oops",
        '{"text": "C"}',
        "[1]",
        '{"id": 7, "text": "D", "language": null, "more": 1}',
        '{"text": 1}',
        '{"text": "E", "ignore": "x"}',
    ]
    path = write("a.jsonl", "\n".join(lines).encode() + b'\n{"text": "\xff"}')
    found = read(path)
    documents = [one for one in found if isinstance(one, Document)]
    errors = [one for one in found if isinstance(one, readers.ReportedError)]
    assert [(one.id, one.text, one.given, one.path) for one in documents] == [
        ("one", "A\nb", "pt-BR", path), ("5", "C", None, path), ("7", "D", None, path),
    ]  # fmt: skip
    first = documents[0]
    assert (first.reference, first.source.raw) == ("R", "A\r\nb")
    assert first.original is not None
    assert (first.original.text, first.original.given) == ("S", "en")
    assert {error.path for error in errors} == {path}
    assert errors[0].message == 'line 3: no "text" field'
    assert errors[1].message.startswith("line 4: invalid JSON: ")
    assert [error.message for error in errors][2:] == [
        "line 6: not a JSON object", 'line 8: "text" is not a string', 'line 9: "ignore" is not a list of strings',
        "line 10: not UTF-8 at its byte 10",
    ]  # fmt: skip


def test_half_a_surrogate_pair_shows_as_a_lost_character(write):
    path = write("a.jsonl", '{"text": "a\\ud800b \\ud83d\\ude00 \\udc00"}\n')
    assert only(path).text == "a\ufffdb 😀 \ufffd"
    assert msgspec.json.encode(only(path).text)
    path = write("b.jsonl", '{"text": "a", "ignore": ["calque:\\ud800"]}\n')
    assert only(path).suppressions[0].text == "\ufffd"


def test_a_record_that_nests_too_deep_is_an_error(write):
    path = write("a.jsonl", '{"text": "a", "x": ' + "[" * 100_000 + "]" * 100_000 + "}\n" + json.dumps({"text": "b"}))
    error, document = read(path)
    assert error.message.startswith("line 1: invalid JSON: ")
    assert document.text == "b"
