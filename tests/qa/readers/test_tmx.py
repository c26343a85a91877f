"""TMX: which language is the source, where targets stand, and files of several target languages."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.readers.source import OBJECT, ReadError
from qa.rewrite import rewrite
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
    return html.unescape(re.sub(r"</?[a-z][^>]*>", "", re.sub(r"<ph[^>]*/>", OBJECT, raw)))


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
        st.tuples(st.text("aé😀,. ", min_size=1), st.sampled_from(["", "<ph/> z", "&lt;,,", "<hi>漢</hi>"])),
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
