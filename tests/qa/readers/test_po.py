"""PO: entries, plural forms, escapes, and where they stand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.qa.readers.bilingual import fixing_settles, only, pairs, places_hold, read, refusal, small_stretches
from tests.qa.readers.test_xliff import relaxed

__all__ = ["small_stretches"]

HEAD = 'msgid ""\nmsgstr ""\n"Language: pt_BR\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "101": "A", "x41": "A"}


def shown(raw: str) -> str:
    """What a stretch within strings shows."""
    raw = re.sub(r'"[ \t]*\r?\n[ \t]*"', "", raw)
    return re.sub(r'\\(101|x41|[nt"\\])', lambda match: ESCAPES[match[1]], raw)


def test_entries():
    document = only(
        "po",
        HEAD
        + '\n#: a.c:1\n#, c-format\nmsgid "One %s"\nmsgstr "Um %s"\n'
        + '\nmsgctxt "menu"\nmsgid ""\n"Two\\n"\n"lines"\nmsgstr "Duas\\n"\n  "lin" \n"has"\n'
        + '\n#, fuzzy, c-format\n#| msgid "Old"\nmsgid "New"\nmsgstr "Novo"\n'
        + '\nmsgid "Nothing"\nmsgstr ""\n'
        + '\n#~ msgid "Gone"\n#~ msgstr "Foi"\n',
    )
    assert (document.declared, document.original.declared, document.id) == ("pt-BR", None, "x")
    assert pairs(document) == [("One %s", "One %s", "Um %s"), ("menu: Two lines", "Two\nlines", "Duas\nlinhas")]
    assert [document.text[block.start : block.end] for block in document.blocks] == ["Um %s", "Duas", "linhas"]
    assert document.warnings == ("not translated yet: 2 of 4 segments",)


def test_plural_forms_go_with_the_msgid_that_has_their_placeholders():
    forms = 'msgid "One file"\nmsgid_plural "%d files"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n'
    assert pairs(only("po", HEAD + forms.format("Um arquivo", "%d arquivos"))) == [
        ("One file[0]", "One file", "Um arquivo"), ("One file[1]", "%d files", "%d arquivos"),
    ]  # fmt: skip
    assert pairs(only("po", HEAD + forms.format("%d arquivo", ""))) == [
        ("One file[0]", "%d files", "%d arquivo"), ("One file[1]", "%d files", ""),
    ]  # fmt: skip


def test_plural_forms_are_lines_of_their_own():
    document = only("po", HEAD + 'msgid "A file."\nmsgid_plural "Files."\nmsgstr[0] "Um arquivo."\nmsgstr[1] "Arquivos."\n')
    assert document.text == "Um arquivo.\nArquivos."


SLAVIC = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
ARABIC = "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"


@pytest.mark.parametrize(
    ("formula", "without"),
    [
        ("nplurals=2; plural=(n != 1);", [0]), ("nplurals=2; plural=n>1;", []), (SLAVIC, []), (ARABIC, [0, 1, 2]),
        ("nplurals=2; plural=import os;", []), ("nplurals=2; plural=n%0;", []), ("nplurals=1; plural=0;", []),
    ],
)  # fmt: skip
def test_a_plural_form_of_one_number_alone_may_do_without_it(formula, without):
    forms = "".join(f'msgstr[{number}] "in %s"\n' for number in range(3))
    file = f'{HEAD}"Plural-Forms: {formula}\\n"\nmsgid "%d file in %s"\nmsgid_plural "%d files in %s"\n{forms}'
    asked = [source for _, source, _ in pairs(only("po", file))]
    assert [number for number in range(3) if "%d" not in asked[number]] == without


def test_a_plural_form_of_none_may_do_without_anything():
    file = f'{HEAD}"Plural-Forms: {ARABIC}\\n"\nmsgid "%d file in %s"\nmsgid_plural "%d files in %s"\nmsgstr[0] "none"\nmsgstr[1] "one"\n'
    assert [source.count("%") for _, source, _ in pairs(only("po", file))] == [0, 2]


def test_a_long_msgid_is_cut_where_it_is_a_name():
    ((id, *_),) = pairs(only("po", f'msgid "{"word " * 40}"\nmsgstr "x"\n'))
    assert (len(id), id[-1]) == (80, "…")


@pytest.mark.parametrize(
    ("locale", "tag"), [("de", "de"), ("pt_BR", "pt-BR"), ("sr@latin", "sr-Latn"), ("sr_RS@latin", "sr-Latn-RS"), ("", None)]
)
def test_locales_are_tags(locale, tag):
    file = f'msgid ""\nmsgstr "Language: {locale}\\nX-Source-Language: en_US\\n"\nmsgid "a"\nmsgstr "b"\n'
    document = only("po", file)
    assert (document.declared, document.original.declared) == (tag, "en-US")


def test_encodings():
    file = HEAD.replace("UTF-8", "ISO-8859-2") + 'msgid "a"\nmsgstr "żó,,"\n'
    data = file.encode("iso-8859-2")
    assert only("po", data).text == "żó,,"
    assert fixing_settles("po", data) == data.replace(b",,", b",")
    assert only("po", "\ufeff" + HEAD + 'msgid "a"\r\nmsgstr "b"\r\n').text == "b"
    assert refusal("po", HEAD.encode() + b'msgid "a"\nmsgstr "\xff"').startswith("not UTF-8 at byte ")


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("Just words\n", "line 1: neither a comment nor a string of an entry"),
        (HEAD + 'msgid "a\nmsgstr "b"\n', "line 5: neither"),
        ('"a"\n', "line 1: this string belongs to no entry"),
        (HEAD + 'msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n', "none of its 2 segments has a translation"),
    ],
)
def test_what_is_refused(file, told):
    assert refusal("po", file).startswith(told)


def test_an_empty_file_is_an_empty_document():
    assert only("po", "").warnings == ("empty",)


@pytest.mark.parametrize(
    ("before", "after"),
    [('"a,,b"', '"a,b"'), ('"a,"\n", b"', '"a,"\n" b"'), ('"\\"a\\",, \\\\"', '"\\"a\\", \\\\"'), ('"a\\n,,"', '"a\\n,"')],
)
def test_fixes_change_nothing_else(before, after):
    file = HEAD + '# ,,\nmsgid "x,,"\nmsgstr {}\n#~ msgid ",,"\n'
    assert fixing_settles("po", file.format(before).encode()).decode() == file.format(after)


def test_letters_by_the_bytes_of_their_utf_8():
    document = only("po", HEAD + '\nmsgid "Coffee"\nmsgstr "Caf\\303\\251 \\x41\\101 \\xe2\\x82\\xac"\n')
    assert document.text == "Café AA €"


def test_what_is_put_in_is_escaped():
    source = only("po", 'msgid "a"\nmsgstr "b"\n').source
    (edit,) = source.edits("b", 0, 1, 'c"\\\n')
    assert edit.text == 'c\\"\\\\\\n'


content = st.lists(
    st.sampled_from(["word", " ", "😀", "é", ",,", "\\n", "\\t", '\\"', "\\\\", "\\101 ", "\\x41 ", '"\n"', '" \r\n  "']),
    max_size=8,
).map("".join)


@relaxed
@given(st.lists(content, min_size=1, max_size=9), st.sampled_from(["\n", "\n# c\n", "\r\n\r\n"]))
def test_places_are_exact_and_fixing_settles(small_stretches, targets, between):
    file = (
        HEAD
        + "".join(f'{between}msgid "Source {number}"\nmsgstr "T{target}"\n' for number, target in enumerate(targets))
        + between
    )
    documents = read("po", file)
    assert "".join(document.source.raw for document in documents) == file
    places_hold(documents, file, shown)
    assert [target for document in documents for *_, target in pairs(document)] == [
        shown("T" + one).rstrip() for one in targets
    ]
    fixing_settles("po", file.encode())


@pytest.mark.parametrize("between", ["\n", "\n\n", "# c\n", "\n# c\n"])
def test_a_large_file_is_cut_whatever_stands_between_its_entries(small_stretches, between):
    file = HEAD + "".join(f'{between}msgid "Source {number}"\nmsgstr "T {number}"\n' for number in range(30))
    documents = read("po", file)
    assert len(documents) > 3
    assert [id for document in documents for id, *_ in pairs(document)] == [f"Source {number}" for number in range(30)]


@relaxed
@given(st.text('"\\\n #~,|msgidstrctxplual[]01 ABC', max_size=60))
def test_no_input_crashes(small_stretches, text):
    for file in (text, HEAD + 'msgid "a"\nmsgstr "b' + text + '"\n'):
        try:
            read("po", file)
        except Exception as error:
            assert type(error).__name__ == "ReadError", error
