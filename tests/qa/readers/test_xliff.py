"""XLIFF: what is read of units, where it stands, and what is refused."""

import html
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.check import Checker
from qa.config import Config
from qa.readers.source import OBJECT
from qa.rule import discover
from tests.qa.readers.bilingual import fixing_settles, only, pairs, places_hold, read, refusal, small_stretches

__all__ = ["small_stretches"]

HEAD = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
FILE = '<file original="a.html" source-language="en" target-language="de" datatype="html"><body>'


def one(*units: str) -> str:
    return f"{HEAD}{FILE}{''.join(units)}</body></file></xliff>"


def unit(target: str, source: str = "Source", id: str = "1", **attributes: str) -> str:
    return f'<trans-unit id="{id}"><source>{source}</source><target>{target}</target></trans-unit>'


def shown(raw: str) -> str:
    """What simple XML shows."""
    raw = re.sub(r"<(x|ph)\b[^>]*/>", OBJECT, raw)
    parts = re.split(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", raw, flags=re.S)
    text = "".join(
        part.removeprefix("<![CDATA[").removesuffix("]]>")
        if part.startswith("<![CDATA[")
        else html.unescape(re.sub(r"<!--.*?-->|</?[a-z][^>]*>", "", part))
        for part in parts
    )
    return text.replace("]]>", "")


def test_a_file_of_version_1_2():
    document = only(
        "xliff",
        one(
            unit("Eins &amp; zwei", "One &amp; two", "a"),
            unit("<g id='1'>Fett</g> und <![CDATA[<roh>]]>", "Bold and raw", "b"),
            '<trans-unit id="c"><source>Three</source></trans-unit>',
            '<trans-unit id="d" translate="no"><source>Four</source><target>Vier</target></trans-unit>',
            '<trans-unit id="e" restype="x-gettext-domain-header"><source>Version: 1</source><target>Version: 1</target></trans-unit>',
            '<trans-unit id="e"><source>Five</source><target state="needs-translation">Five</target></trans-unit>',
            '<trans-unit id="f"><source>Six</source><target>Sechs</target><alt-trans><source>S</source><target>T</target>'
            "</alt-trans><note>N</note></trans-unit>",
        ),
    )
    assert (document.id, document.declared, document.original.declared) == ("x", "de", "en")
    assert pairs(document) == [
        ("a", "One & two", "Eins & zwei"), ("b", "Bold and raw", "Fett und <roh>"), ("c", "Three", ""), ("f", "Six", "Sechs"),
    ]  # fmt: skip
    assert document.warnings == ("not translated yet: 1 of 5 segments",)


def test_a_file_of_version_2():
    document = only(
        "xliff",
        '<xliff version="2.0" srcLang="en" trgLang="fr-CA"><file id="f1"><unit id="u1"><notes><note>N</note></notes>'
        '<segment id="s1"><source>One.</source><target>Un.</target></segment><ignorable><source> </source><target> </target>'
        '</ignorable><segment id="s2" state="final"><source>Two <pc id="1">bold</pc>.</source>'
        '<target>Deux <pc id="1">gras</pc>.</target></segment></unit><unit id="u2" translate="no"><segment><source>A</source>'
        '<target>B</target></segment></unit><unit id="u3"><mtc:matches><mtc:match><source>X</source><target>Y</target>'
        '</mtc:match></mtc:matches><segment state="initial"><source>Three</source><target/></segment></unit></file></xliff>',
    )
    assert document.text.strip() == "Un. Deux gras."
    assert len(document.blocks) == 1
    assert pairs(document) == [("u1/s1", "One.", "Un."), ("u1/s2", "Two bold.", "Deux gras.")]
    assert (document.declared, document.original.declared) == ("fr-CA", "en")
    assert document.warnings == ("not translated yet: 1 of 3 segments",)


def test_segments_that_nothing_parts_are_lines_of_their_own():
    segment = "<segment><source>S</source><target>{}</target></segment>"
    file = '<xliff version="2.0" srcLang="en" trgLang="de"><file id="f"><unit id="u">{}</unit></file></xliff>'
    document = only("xliff", file.format(segment.format("Eins.") + segment.format("Zwei.")))
    assert [document.text[block.start : block.end] for block in document.blocks] == ["Eins.", "Zwei."]
    space = "<ignorable><source> </source></ignorable>"
    document = only("xliff", file.format(segment.format("Eins.") + space + segment.format("Zwei.")))
    assert [document.text[block.start : block.end] for block in document.blocks] == ["Eins. Zwei."]


def test_segments_of_a_unit_are_told_by_their_marks():
    seg = '<mrk mtype="seg" mid="{}">{}</mrk>'
    source = f"<seg-source>{seg.format(1, 'One.')} {seg.format(2, 'Two.')} {seg.format(3, 'Three.')}</seg-source>"
    document = only(
        "xliff",
        one(
            f'<trans-unit id="t"><source>One. Two. Three.</source>{source}'
            f"<target>{seg.format(2, 'Zwei.')} {seg.format(1, 'Eins.')}</target></trans-unit>"
        ),
    )
    assert document.text == "Zwei. Eins."
    assert pairs(document) == [("t/2", "Two.", "Zwei."), ("t/1", "One.", "Eins."), ("t/3", "Three.", "")]


def test_codes_that_stand_for_something_show_as_an_object_amid_text():
    document = only(
        "xliff",
        one(
            unit('Hallo <x id="1"/>, <ph id="2">%s</ph> und <bpt id="3">&lt;b></bpt>fett<ept id="3">&lt;/b></ept>.'),
            unit('<x id="1"/>Nur am Rand<x id="2"/>'),
            unit('Zeile<x id="1" ctype="lb"/>Zeile zwei'),
        ),
    )
    assert document.text == f"Hallo {OBJECT}, {OBJECT} und fett.\nNur am Rand\nZeile\nZeile zwei"
    assert [document.text[block.start : block.end] for block in document.blocks][1:] == ["Nur am Rand", "Zeile", "Zeile zwei"]


def test_segments_of_trados_studio():
    def segments(*texts: str) -> str:
        return " ".join(f'<mrk mtype="seg" mid="{number}">{text}</mrk>' for number, text in enumerate(texts, 1))

    file = one(
        f'<trans-unit id="a"><source>One. Two. Three. Four.</source><seg-source><g id="3">{segments("One.", "Two.", "Three.", "Four.")}'
        f'</g></seg-source><target><g id="3">{segments("Eins <mrk mtype=~x-sdl-deleted~>nun </mrk>da.", "Two.", "", "")}</g></target>'
        '<sdl:seg-defs><sdl:seg id="1" conf="Draft"/><sdl:seg id="2"/><sdl:seg id="3" conf="Draft"/>'
        '<sdl:seg id="4" conf="Translated"/></sdl:seg-defs></trans-unit>'.replace("~", '"'),
        f'<trans-unit id="b"><source>Five.</source><seg-source>{segments("Five.")}</seg-source><target>{segments("")}</target>'
        '<sdl:seg-defs><sdl:seg id="1"/></sdl:seg-defs></trans-unit>',
    ).replace("<xliff ", '<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" ')
    document = only("xliff", file)
    assert pairs(document) == [("a/1", "One.", "Eins da."), ("a/4", "Four.", "")]
    assert document.warnings == ("not translated yet: 3 of 5 segments",)
    assert (
        document.source.raw_span(document.pairs[1].start, document.pairs[1].start)
        == (file.index('mid="4"></mrk></g></target>') + 8,) * 2
    )


@pytest.mark.parametrize("undone", ['mq:status="NotStarted"', 'm:confirmed="0"'])
def test_what_tools_call_not_translated_is_not(undone):
    new = f'<trans-unit id="2" {undone}><source>Two words</source><target>{{}}</target></trans-unit>'
    document = only(
        "xliff", one(unit("Eins<mq:ch val='x'/>", "One"), new.format(""), new.format("Two words"), new.format("Zwei"))
    )
    assert pairs(document) == [("1", "One", "Eins"), ("2", "Two words", "Zwei")]
    assert document.warnings == ("not translated yet: 2 of 4 segments",)


def test_line_breaks_are_white_space_unless_they_are_meant():
    kept = '<trans-unit id="2" xml:space="preserve"><source>S</source><target>zwei\nZeilen</target></trans-unit>'
    document = only("xliff", one(unit("\n   eine\n   Zei\u00adle  da\n "), kept))
    assert [document.text[block.start : block.end] for block in document.blocks] == ["eine Zeile  da", "zwei", "Zeilen"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(encoding):
    declared = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    file = f'<?xml version="1.0" encoding="{declared}"?>\n{one(unit("Größe,, so"))}'
    data = file.encode(encoding)
    document = only("xliff", data)
    assert document.text == "Größe,, so"
    start, end = document.source.raw_span(0, 5)
    assert document.source.raw[start:end] == "Größe"
    assert fixing_settles("xliff", data) == data.decode(encoding).replace(",,", ",").encode(encoding)


def test_every_file_is_a_document():
    other = '<file original="b.html" source-language="en" target-language="fr"><body>'
    file = f"{HEAD}{FILE}{unit('Eins')}</body></file>\n{other}{unit('Deux')}</body></file></xliff>"
    documents = read("xliff", file)
    assert [(document.id, document.declared, document.text) for document in documents] == [
        ("a.html", "de", "Eins"), ("b.html", "fr", "Deux"),
    ]  # fmt: skip
    assert "".join(document.source.raw for document in documents) == file
    places_hold(documents, file, shown)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("<xliff", "not well-formed XML: "),
        (one(unit("a"))[:-3], "not well-formed XML: unclosed token at line 1"),
        ("", "not well-formed XML: no element found at line 1"),
        ("<html/>", "its root is <html>, not <xliff>"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><xliff/>', "a document type with declarations of its own is refused"),
        ('<!DOCTYPE xliff SYSTEM "file:///etc/passwd">' + one(unit("&a;")), "the entity &a; is not declared"),
        (one(unit("&nbsp;")), "not well-formed XML: undefined entity"),
        (one("<g>" * 300), "elements within more than 200 others are refused"),
        (one(f'<note a="{"x" * 2_000_000}"/>'), "a tag or comment of more than 1,048,576 bytes is refused"),
        (one(unit("x" * 5_000_000)), "a segment of more than 1,048,576 characters is refused"),
        (b"<xliff>\xff", "not UTF-8 at byte 7"),
        (b'<?xml version="1.0" encoding="rot13"?><xliff/>', "it declares the encoding rot13, which is not read"),
        (one(unit("", "Two words"), '<trans-unit id="3"><source>B</source><target state="new"/></trans-unit>'), "none of its 2 segments"),
    ],
)  # fmt: skip
def test_what_is_refused(file, told):
    assert refusal("xliff", file).startswith(told)


def test_several_files_without_any_translation_are_an_error_too():
    undone = '<trans-unit id="1"><source>One</source><target state="new"/></trans-unit>'
    file = f"{HEAD}{FILE}{undone}</body></file>{FILE.replace('a.html', 'b.html')}{undone}</body></file></xliff>"
    assert refusal("xliff", file).startswith("none of its 2 segments has a translation")


def test_a_document_type_alone_is_no_harm():
    assert only("xliff", '<!DOCTYPE xliff SYSTEM "xliff.dtd">' + one(unit("Eins"))).text == "Eins"


def test_an_empty_target_is_a_finding_where_it_should_stand():
    file = one(
        unit("Der Rat tagt.", "The council meets.", "a"),
        unit("", "It will meet again in May.", "b"),
        unit("Ende.", "End.", "c"),
    )
    document = only("xliff", file)
    report = Checker(discover(), Config()).check(document).report
    (finding,) = [one for one in report.findings if one.rule == "omitted-passage"]
    assert (finding.severity, finding.segment, finding.start, finding.end) == (
        "error",
        "b",
        *[file.index("<target></target>") + 8] * 2,
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a,,b &amp; c", "a,b &amp; c"),
        ("<g id='1'>a,</g>, b", "<g id='1'>a,</g> b"),
        ("<![CDATA[a & b,,]]>", "<![CDATA[a & b,]]>"),
        ("a,<!-- ,, -->, b", "a,<!-- ,, --> b"),
        ("a&#44;, b", "a&#44; b"),
    ],
)
def test_fixes_change_nothing_else(before, after):
    assert fixing_settles("xliff", one(unit(before)).encode()).decode() == one(unit(after))


def test_what_is_put_in_is_written_as_it_must_be():
    source = only("xliff", one(unit("ab <![CDATA[cd]]> ef"))).source
    assert [source.written("<&>]]>", place) for place in (source.raw.index("ab"), source.raw.index("cd"), source.raw.index("ef"))] == [
        "&lt;&amp;&gt;]]&gt;", "<&>]]]]><![CDATA[>", "&lt;&amp;&gt;]]&gt;",
    ]  # fmt: skip


content = st.lists(
    st.sampled_from(
        ["ein Wort", " ", "&amp;", "&#228;", "&lt;", "😀", "é", ",,", "<g id='1'>", "</g>", "<x id='1'/>", "<![CDATA[a & b]]>", "<!-- c -->", "漢字", ". "]
    ),
    max_size=8,
).map(lambda parts: "".join(parts) if parts.count("<g id='1'>") == parts.count("</g>") == 0 else balanced(parts))  # fmt: skip


def balanced(parts: list[str]) -> str:
    opened = 0
    kept = []
    for part in parts:
        if part == "</g>" and not opened:
            continue
        opened += {"<g id='1'>": 1, "</g>": -1}.get(part, 0)
        kept.append(part)
    return "".join(kept) + "</g>" * opened


relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@relaxed
@given(st.lists(content, min_size=1, max_size=9), st.sampled_from(["", "\n", "\r\n  "]), st.sampled_from(["", "\ufeff"]))
def test_places_are_exact_wherever_the_file_is_cut(small_stretches, targets, between, mark):
    file = mark + one(
        *(
            between + unit("Anfang " + target + " Ende", f"Source {number}", str(number))
            for number, target in enumerate(targets)
        )
    )
    documents = read("xliff", file)
    assert "".join(document.source.raw for document in documents) == file
    places_hold(documents, file, shown)
    assert [target for document in documents for _, _, target in pairs(document)] == [
        shown("Anfang " + target + " Ende") for target in targets
    ]


@relaxed
@given(st.lists(content, min_size=1, max_size=6))
def test_fixing_twice_is_fixing_once(small_stretches, targets):
    file = one(*(unit("Anfang " + target, f"Source {number}", str(number)) for number, target in enumerate(targets)))
    after = fixing_settles("xliff", file.encode()).decode()
    before, now = read("xliff", file), read("xliff", after)
    assert [re.sub(",,+", ",", document.text) for document in before] == [document.text for document in now]


@relaxed
@given(st.data())
def test_no_input_crashes(small_stretches, data):
    file = bytearray(
        one(unit("Eins <g id='1'>zwei</g> &amp; <![CDATA[drei]]> <x/>"), unit("é<mrk mtype='seg'>x</mrk>")).encode()
    )
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(file) - 1))
        file[at : at + data.draw(st.integers(0, 30))] = data.draw(
            st.sampled_from(
                [
                    b"",
                    b"<",
                    b">",
                    b"&",
                    b"</target>",
                    b"<target>",
                    b"<source>",
                    b"<mrk mtype='seg'>",
                    b"\xff",
                    b"]]>",
                    b"</trans-unit>",
                ]
            )
        )
    try:
        read("xliff", bytes(file))
    except Exception as error:
        assert type(error).__name__ == "ReadError", error


def test_a_quotation_over_segments_is_no_fault_where_the_original_has_it_so():
    file = one(
        unit("„Die Brücke bleibt zu.", "“The bridge stays closed.", "a"),
        unit("Sie ist nicht sicher“, sagte er.", "It is not safe,” he said.", "b"),
        unit("Das sei „schlecht.", "That is “bad”.", "c"),
        unit("Und nun.", "And now.", "d"),
    )
    report = Checker(discover(), Config()).check(only("xliff", file)).report
    assert [(one.rule, one.segment) for one in report.findings] == [("unpaired-quote", "c")]


def test_inline_codes_are_held_against_each_other():
    seg = '<mrk mtype="seg" mid="{}">{}</mrk>'
    marks = (
        f"<source>A. B.</source><seg-source>{seg.format(1, 'A<x id=~7~/>.')} {seg.format(2, 'B.')}</seg-source>"
        f"<target>{seg.format(1, 'A.')} {seg.format(2, 'B<x id=~7~/>.')}</target>"
    )
    file = one(
        unit('Der <g id="1">alte</g> Rat <x id="2"/> tagt.', 'The <g id="1">old</g> council <x id="2"/> meets.', "a"),
        unit("Der alte Rat tagt.", 'The <g id="1">old</g> council <x id="2"/> meets.', "b"),
        unit('Der <x id="2"/> Rat <ph id="3">a <sub>b</sub></ph>.', 'The <x id="2"/> council.', "c"),
        f'<trans-unit id="d">{marks}</trans-unit>'.replace("~", '"'),
    )
    report = Checker(discover(), Config()).check(only("xliff", file)).report
    assert [(one.segment, one.message, one.severity) for one in report.findings if one.rule == "markup-mismatch"] == [
        ("b", 'the original’s “<g id="1">”, “<x id="2">” are missing', "error"),
        ("c", 'the original has no “<ph id="3">”', "warning"),
        ("d/1", 'the original’s “<x id="7">” is missing', "error"),
        ("d/2", 'the original has no “<x id="7">”', "warning"),
    ]


def test_codes_of_version_2_are_the_same_where_they_span_the_same():
    head = '<xliff version="2.1" srcLang="en" trgLang="de"><file id="f">'
    segment = '<unit id="{}"><segment><source>{}</source><target>{}</target></segment></unit>'
    file = (
        head
        + segment.format("a", 'The <pc id="1">old</pc> town.', 'Die <sc id="1"/>alte<ec startRef="1"/> Stadt.')
        + segment.format("b", 'The <ph id="1"/> town.', 'Die <ph id="1"/> Stadt <ph id="2" copyOf="1"/> hier.')
        + segment.format("c", 'The <mrk id="m" type="term">old</mrk> town <sc id="2"/>x<cp hex="001f"/>.', "Die alte Stadt x.")
        + "</file></xliff>"
    )
    document = only("xliff", file)
    assert [one for *_, one in pairs(document)] == [
        "Die alte Stadt.",
        f"Die {OBJECT} Stadt {OBJECT} hier.",
        "Die alte Stadt x.",
    ]
    report = Checker(discover(), Config()).check(document).report
    assert [(one.segment, one.message) for one in report.findings if one.rule == "markup-mismatch"] == [
        ("c", 'the original’s “<pc id="2">” is missing')
    ]


tags = st.sampled_from(
    [
        "file",
        "unit",
        "trans-unit",
        "segment",
        "ignorable",
        "source",
        "seg-source",
        "target",
        "mrk",
        "g",
        "x",
        "ph",
        "sub",
        "note",
        "group",
        "tu",
        "tuv",
        "seg",
        "hi",
        "body",
    ]
)
trees = st.recursive(
    st.sampled_from(["", "a ", "é&amp;", " "]),
    lambda inner: st.tuples(tags, st.lists(inner, max_size=3), st.sampled_from(["", " id='1'", " mtype='seg' mid='2'", " xml:lang='de'"])).map(
        lambda one: f"<{one[0]}{one[2]}>{''.join(one[1])}</{one[0]}>"
    ),
    max_leaves=12,
)  # fmt: skip


@relaxed
@given(st.lists(trees, max_size=4), st.sampled_from(["xliff", "tmx"]))
def test_elements_in_any_order_crash_nothing(small_stretches, parts, kind):
    file = f"<{kind}>{''.join(parts)}</{kind}>"
    documents = read(kind, file)
    assert all(document.source.raw in file for document in documents)
