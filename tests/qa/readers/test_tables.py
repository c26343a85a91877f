"""CSV and TSV: columns, quotation marks, rows that are articles, and where cells stand."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.check import Checker
from qa.config import Config
from qa.readers import Options, tables
from qa.readers import read as read_file
from qa.readers.source import ReadError
from qa.references import segments
from qa.rewrite import rewrite
from tests.qa.readers.bilingual import fixing_settles, only, pairs, places_hold, read, refusal, small_stretches
from tests.qa.readers.test_xliff import relaxed
from tests.qa.test_rewrite import mending

__all__ = ["small_stretches"]


def shown(raw: str) -> str:
    return raw.replace('""', '"').replace("\r\n", "\n")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_segments(delimiter):
    rows = ['\ufeffID,"Source Text",Translation,Note', '1,One,"Eins ""und"" zwei",n', "", "2,Three,Drei,", "3,Four,,"]
    document = only("tables", "\r\n".join(rows).replace(",", delimiter))
    assert pairs(document) == [("1", "One", 'Eins "und" zwei'), ("2", "Three", "Drei"), ("3", "Four", "")]
    assert (document.id, document.given, document.declared) == ("x", None, None)


def test_a_cell_holds_delimiters_and_lines():
    document = only("tables", 'source,target\n"a,b\nc","d,""e"",\r\nf"\n')
    assert pairs(document) == [("", "a,b\nc", 'd,"e",\nf')]
    assert [document.text[block.start : block.end] for block in document.blocks] == ['d,"e",', "f"]


def test_rows_with_a_text_are_articles():
    file = "id,text,source,language,source_language,reference\na,Eins.,One.,de,en,R\n,Deux.,,fr,,\nb,Tres.,,not a tag,,\n"
    one, two, three = read("tables", file)
    assert (one.id, one.text, one.given, one.reference, one.pairs) == ("a", "Eins.", "de", "R", ())
    assert (one.original.text, one.original.given) == ("One.", "en")
    assert (two.id, two.given, two.original) == ("3", "fr", None)
    assert (three.given, three.warnings) == (None, ("“not a tag” is no language tag, so the language is detected",))
    assert [document.origin.line for document in (one, two, three)] == [1, 3, 4]


def test_segments_are_scored_against_their_references():
    file = 'id,source,target,reference\n1,One.,Eins.,Eins.\n2,Two.,"Zwei,\nja.",Zwei ja.\n3,Three.,Drei.,\n4,Four.,,Vier.\n'
    document = only("tables", file)
    assert document.reference == "Eins.\nZwei ja.\n\nVier."
    assert segments(document) == (["Eins.", "Zwei, ja.", ""], ["Eins.", "Zwei ja.", "Vier."])
    report = Checker({}, Config(), language="de").check(document).report
    assert report.scores is not None and [score.metric for score in report.scores] == ["BLEU", "chrF2++", "TER"]
    assert only("tables", file.replace("reference", "note")).reference is None


def test_segments_of_several_languages_are_several_documents():
    documents = read("tables", "target,language\nEins,de\nZwei,de\nUn,fr\n")
    assert [(document.id, document.given, document.text) for document in documents] == [
        ("de", "de", "Eins\nZwei"),
        ("fr", "fr", "Un"),
    ]


def test_in_tsv_a_mark_is_a_mark(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text('source\ttarget\n"A", he said\t"B", sagte er\n"a ""b"""\t"c\t""d"""\n')
    (document,) = read_file(str(path), Options())
    assert pairs(document) == [("", '"A", he said', '"B", sagte er'), ("", 'a "b"', 'c\t"d"')]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("", "empty"),
        ("a,b\n1,2\n", "no column is named target, translation, hypothesis, or text; the header has a, b"),
        ("id,target\n1\n", "line 2: 1 cells, where the header has 2"),
        ('id,target\n1,"a\nb\n', "line 2: the quotation mark of a cell is never closed"),
        ('id,target\n1,"a"b\n', "line 2: text after the quotation mark that closes a cell"),
        (b"target\n\xff\n", "not UTF-8 at byte 7"),
    ],
)
def test_what_is_refused(file, told):
    assert refusal("tables", file).startswith(told)


@pytest.mark.parametrize(
    ("before", "after"),
    [("a,;b", 'a,;;b'), ("x", "x"), ('5" y,;z', '5" y,;;z')],
)  # fmt: skip
def test_cells_get_quotation_marks_where_they_must(before, after):
    doubling = mending(r",;", lambda match: ",")
    file = f"source|target\n1|{before}\n"
    assert rewrite(file.encode(), "x", "tables", doubling).data.decode() == file.replace(",;", ",")
    with_bar = mending(r",;", lambda match: "|")
    changed = rewrite(file.encode(), "x", "tables", with_bar).data.decode()
    assert list(csv.reader(io.StringIO(changed), delimiter="|"))[1] == ["1", before.replace(",;", "|")]


def test_what_is_put_into_a_quoted_cell_is_doubled():
    marks = mending("x", lambda match: '"')
    assert rewrite(b'source,target\n1,"axb"\n', "x", "tables", marks).data == b'source,target\n1,"a""b"\n'


cells = st.lists(st.sampled_from(["word", " ", "😀", "é", ",,", '"', "\n", "\r\n", ";", "\t", "漢"]), max_size=7).map("".join)


@relaxed
@given(
    st.lists(cells, min_size=1, max_size=9),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_others_write_is_read_and_mended(small_stretches, targets, quoting, end):
    out = io.StringIO()
    writer = csv.writer(out, quoting=quoting, lineterminator=end)
    writer.writerow(["id", "source", "target"])
    writer.writerows([str(number), f"Source {number}", "T" + target] for number, target in enumerate(targets))
    file = out.getvalue()
    documents = read("tables", file)
    assert "".join(document.source.raw for document in documents) == file
    places_hold(documents, file, shown)
    said = [("T" + one).replace("\r\n", "\n").rstrip() for one in targets]
    assert [target for document in documents for *_, target in pairs(document)] == said
    after = fixing_settles("tables", file.encode()).decode()
    (_, *rows) = csv.reader(io.StringIO(after, newline=""))
    settled = [row[2].replace("\r\n", "\n").rstrip() for row in rows]
    assert settled == [target for document in read("tables", after) for *_, target in pairs(document)]


@relaxed
@given(st.text('",\n\r\t;aé', max_size=40))
def test_no_input_crashes(small_stretches, text):
    for file in (text, "id,target\n" + text):
        with suppress(ReadError):
            read("tables", file)


def test_the_columns_are_found_by_many_names():
    for names in (["Target"], ["MT", "source"], ["hypothesis", "ref"], ["Target-Text"]):
        assert "target" in tables._columns(names, "x")
