"""TMX: which language is the source, where targets stand, and files of several target languages."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.check import Checker
from qa.config import Config
from qa.readers.source import OBJECT, ReadError
from qa.rewrite import rewrite
from qa.rule import discover
from tests.qa.readers.bilingual import fixing_settles, only, pairs, places_hold, read, refusal, small_stretches
from tests.qa.readers.test_xliff import relaxed
from tests.qa.test_rewrite import doubled

__all__ = ["small_stretches"]


def tuv(language: str, text: str) -> str:
    return f'<tuv xml:lang="{language}"><seg>{text}</seg></tuv>'


def tmx(*units: str, srclang: str = "en") -> str:
    head = f'<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header srclang="{srclang}" segtype="sentence"/>'
    numbered = "".join(f"<tu tuid='{number}'>{one}</tu>" for number, one in enumerate(units, 1))
    return f"{head}<body>{numbered}</body></tmx>"


def shown(raw: str) -> str:
    raw = re.sub(r"<(bpt|it)\b.*?</\1>", "", re.sub(r"<ph[^>]*/>", OBJECT, raw))
    return html.unescape(re.sub(r"</?[a-z][^>]*>", "", raw))


def test_the_header_names_the_language_of_the_sources():
    document = only(
        "tmx",
        tmx(
            tuv("en-US", "One <bpt i='1'>&lt;b></bpt>two<ept i='1'>&lt;/b></ept>") + tuv("de", "Eins <hi>zwei</hi>"),
            "<prop>P</prop>" + tuv("DE", "Drei") + tuv("EN-us", "Three"),
        ),
    )
    assert pairs(document) == [("1", "One two", "Eins zwei"), ("2", "Three", "Drei")]
    document = only("tmx", tmx(tuv("de", "Drei,, &amp; <ph x='1'/> vier") + tuv("en", "Three"), tuv("en", "A") + tuv("de", "")))
    assert pairs(document) == [("1", "Three", f"Drei,, & {OBJECT} vier"), ("2", "A", "")]
    assert (document.declared, document.original.declared) == ("de", "en")


def test_without_one_the_first_variant_is_the_source():
    document = only("tmx", tmx(tuv("fr", "Un") + tuv("it", "Uno"), srclang="*all*"))
    assert (pairs(document), document.original.declared) == ([("1", "Un", "Uno")], "fr")


def test_units_without_an_id_go_by_their_number():
    bare = tmx(tuv("en", "One") + tuv("de", "Eins"), tuv("en", "Two") + tuv("de", "Zwei")).replace(" tuid='1'", "")
    assert pairs(only("tmx", bare.replace(" tuid='2'", ""))) == [("1", "One", "Eins"), ("2", "Two", "Zwei")]


def test_every_target_language_is_a_document_and_such_a_file_is_not_fixed():
    file = tmx(tuv("en", "One") + tuv("de", "Eins") + tuv("fr", "Un"), tuv("en", "Two") + tuv("fr", "Deux"))
    documents = read("tmx", file)
    assert [(document.id, document.declared, document.text) for document in documents] == [
        ("de", "de", "Eins"),
        ("fr", "fr", "Un\nDeux"),
    ]
    with pytest.raises(ReadError, match="several target languages"):
        rewrite(file.encode(), "x", "tmx", doubled)


def test_what_is_refused():
    assert refusal("tmx", "<xliff/>") == "its root is <xliff>, not <tmx>"
    bomb = '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tmx><header/><body>&b;</body></tmx>'
    assert "is refused" in refusal("tmx", bomb)


@relaxed
@given(
    st.lists(
        st.tuples(
            st.text("aé😀,. ", min_size=1),
            st.sampled_from(
                ["", "<ph/> z", "&lt;,,", "<hi>漢</hi>", "<bpt i='1'>&lt;b <sub>é😀</sub></bpt>b<ept i='1'/>", "<it>,,</it>"]
            ),
        ),
        min_size=1,
        max_size=9,
    )
)
def test_places_are_exact_and_fixing_settles(small_stretches, texts):
    targets = ["T" + "".join(text) for text in texts]
    file = tmx(*(tuv("en", f"Source {number}") + tuv("de", target) for number, target in enumerate(targets)))
    documents = read("tmx", file)
    assert "".join(document.source.raw for document in documents) == file
    places_hold(documents, file, shown)
    assert [target for document in documents for *_, target in pairs(document)] == [shown(target).strip() for target in targets]
    fixing_settles("tmx", file.encode())


def mismatches(file: str) -> list[tuple[str | None, str, str]]:
    report = Checker(discover(), Config()).check(only("tmx", file)).report
    return [(one.segment, one.message, one.severity) for one in report.findings if one.rule == "markup-mismatch"]


def test_inline_codes_are_no_text_and_are_held_against_each_other():
    bold = "<bpt i='1' x='1'>&lt;b title=\"<sub>Title</sub>\"></bpt>{}<ept i='1'>&lt;/b></ept>"
    file = tmx(
        tuv("en", f"The {bold.format('old')} bridge is <ph x='2'>{{1}}</ph> open.")
        + tuv("de", "Die alte Brücke ist <ph x='2'>{1}</ph> offen."),
        tuv("en", "The bridge is <ph>{1}</ph> open <it pos='begin' x='3'>&lt;i></it> today.")
        + tuv("de", "Die Brücke ist <ph>{2}</ph> heute <it pos='begin' x='3'>&lt;i></it> offen."),
        tuv("en", "The <hi>old</hi> bridge <ut>{\\b </ut>is<ut>}</ut> open.") + tuv("de", "Die alte Brücke ist offen."),
        tuv("en", "The <hi x='5'>old</hi> bridge <ut>&lt;b></ut>is open.")
        + tuv("de", "Die <hi x='5'>alte</hi> Brücke ist offen."),
    )
    assert pairs(only("tmx", file))[0] == ("1", f"The old bridge is {OBJECT} open.", f"Die alte Brücke ist {OBJECT} offen.")
    assert mismatches(file) == [
        ("1", "the original’s “<bpt x=\"1\">” is missing", "warning"),
        ("2", "the original’s “<ph>{1}</ph>” is missing; the original has no “<ph>{2}</ph>”", "error"),
        ("4", "the original’s “<ut><b></ut>” is missing", "warning"),
    ]  # fmt: skip


def test_a_placeholder_for_a_line_break_is_one():
    document = only("tmx", tmx(tuv("en", "One<ph type='lb'/>two") + tuv("de", "Eins<ph type='lb'/>zwei")))
    assert document.text == "Eins\nzwei"
