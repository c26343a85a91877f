"""Mended documents go back into their files, and every byte that no fix touches stays."""

import json
import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.article import Document
from qa.check import Checked, Checker
from qa.config import Config
from qa.fix import Mended, apply, mend
from qa.readers.source import ReadError
from qa.report import ArticleReport, ReportedFinding, Suggestion
from qa.rewrite import Reread, Rewritten, rewrite
from qa.rule import discover


def mending(pattern: str, fix: Callable[["re.Match[str]"], str]) -> Callable[[Document, Reread], Mended]:
    """Mends what a pattern finds in a document's text."""

    def check(document: Document) -> Checked:
        found = []
        for match in re.finditer(pattern, document.text):
            edits = document.source.edits(document.text, match.start(), match.end(), fix(match))
            start, end = document.source.raw_span(*match.span())
            suggestion = Suggestion(fix(match), True, edits)
            found.append(
                ReportedFinding("x", "error", "", "minor", "", match[0], start, end, 1, 1, 1, 1, (suggestion,), 1.0, "", "")
            )
        return Checked(document, ArticleReport("x", "x", "en", "given", 1, 100.0, "pass", (), tuple(found)))

    return lambda document, reread: mend(document, reread, check)


doubled = mending(r",,", lambda match: ",")


def fixed(data: bytes, kind: str, mend: Callable[[Document, Reread], Mended] = doubled) -> bytes:
    rewritten = rewrite(data, "x", kind, mend)
    assert not rewritten.errors
    return rewritten.data


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("text", "\ufeffOne,, two\r\nthree\u00ad,,\rfour\n", "\ufeffOne, two\r\nthree\u00ad,\rfour\n"),
        ("text", "no end,,", "no end,"),
        ("html", "<P Class = 'a,,b'>a<b>,</b>, &eacute;,,\r\n&amp;x</P  ><!-- ,, -->", "<P Class = 'a,,b'>a<b>,</b> &eacute;,\r\n&amp;x</P  ><!-- ,, -->"),
        ("markdown", "---\ntitle: a,,b\n---\n# A,, b\n\n*c*,, `d,,e`\\*\r\n", "---\ntitle: a,,b\n---\n# A, b\n\n*c*, `d,,e`\\*\r\n"),
    ],
)  # fmt: skip
def test_only_the_edits_change_a_file(kind, before, after):
    assert fixed(before.encode(), kind) == after.encode()


def test_a_page_keeps_its_encoding_and_writes_what_that_lacks_as_a_reference():
    page = '<meta charset="windows-1252"><p>caf\u00e9,, x</p>'
    assert fixed(page.encode("cp1252"), "html") == page.replace(",,", ",").encode("cp1252")
    dashes = mending(",,", lambda match: " → ä")
    assert fixed(page.encode("cp1252"), "html", dashes) == page.replace(",,", " &#8594; ä").encode("cp1252")


def test_bytes_that_would_not_come_back_the_same_are_refused():
    page = b'<meta charset="iso-2022-jp"><p>\x1b(B\x1b(Babc,,</p>'
    with pytest.raises(ReadError, match="cannot be written back"):
        rewrite(page, "x", "html", doubled)


def test_a_kind_that_cannot_be_written_is_refused():
    with pytest.raises(ReadError, match=r"\.txt.*\.jsonl"):
        rewrite(b"", "x.odd", "odd", doubled)


def test_in_a_record_nothing_changes_but_what_its_text_says():
    line = (
        '\ufeff{"a":[{"text":"x,,"}],"te\\u0078t" : "\\u00e9,, \\ud83d\\ude00\\n\\/,,\\"","n":1.0e2 ,"text2":",,"}\r\n'
        '\n{"text":"bad,,", "text":"caf\u00e9,,\\\\"}\nnot JSON,,\n{"text":"half \\ud83d,,"}'
    )
    rewritten = rewrite(line.encode(), "x", "jsonl", doubled)
    assert rewritten.data.decode() == (
        '\ufeff{"a":[{"text":"x,,"}],"te\\u0078t" : "\\u00e9, \\ud83d\\ude00\\n\\/,\\"","n":1.0e2 ,"text2":",,"}\r\n'
        '\n{"text":"bad,,", "text":"caf\u00e9,\\\\"}\nnot JSON,,\n{"text":"half \\ud83d,"}'
    )
    assert [error.message.split(":")[0] for error in rewritten.errors] == ["line 4"]


def test_what_is_put_into_a_record_is_written_as_the_record_is():
    accents = mending(",,", lambda match: '\u00e9"\n')
    assert fixed('{"text":"\u00fc,,"}'.encode(), "jsonl", accents) == '{"text":"\u00fc\u00e9\\"\\n"}'.encode()
    assert fixed(b'{"text":"\\u00fc,,"}', "jsonl", accents) == b'{"text":"\\u00fc\\u00e9\\"\\n"}'


texts = st.lists(
    st.sampled_from([",,", ",", "a", "é", "😀", "\n", "\t", '"', "\\", "/", " ", "\u2028", "漢", "\x7f"]), max_size=12
).map("".join)


@given(
    texts,
    st.booleans(),
    st.dictionaries(st.sampled_from(["id", "x", "tex"]), texts, max_size=2),
    st.sampled_from(["", "\n", "\r\n"]),
)
def test_a_record_reads_as_its_text_mended(text, ascii_only, others, end):
    line = json.dumps({**others, "text": text}, ensure_ascii=ascii_only) + end
    changed = fixed(line.encode(), "jsonl").decode()
    assert json.loads(changed) == {**others, "text": re.sub(",,+", ",", text)}
    assert changed.endswith(end)
    assert fixed(changed.encode(), "jsonl").decode() == changed


pieces = st.lists(
    st.sampled_from(
        ["The the ", "council met,, ", "in May.. ", "ahorrible ", "He left , too ", "20 .7% ", "&quot; ", "&amp;amp; ", "house ,, ", "kyiv ", "“We go” ",
         "<b>", "</b>", "<p>", "</p>\r\n", "<!-- x,, -->", "&eacute;", "&nbsp;", "**", "*", "`a,,b`", "\n\n", "\r\n", "\n", "# ", "- ", "😀", "\u00ad",
         "[a](b,,c)", "<script>a,,b</script>", "It was well.in May ", "â€œwe go,â€\x9d "]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(discover(), Config(), language="en")


@settings(deadline=None, max_examples=60)
@given(pieces, st.sampled_from(["text", "markdown", "html", "jsonl"]), st.booleans())
def test_fixing_twice_is_fixing_once_and_no_fix_makes_a_new_finding(checker, raw, kind, bom):
    data = (json.dumps({"text": raw}) if kind == "jsonl" else raw).encode()
    data = b"\xef\xbb\xbf" + data if bom else data
    once = with_rules(checker, data, kind)
    assert with_rules(checker, once.data, kind).data == once.data
    assert once.data.startswith(b"\xef\xbb\xbf") == bom
    before, after = counts(checker, data, kind), counts(checker, once.data, kind)
    assert after <= before


@settings(deadline=None, max_examples=60)
@given(pieces, st.sampled_from(["text", "markdown", "html"]), st.booleans())
def test_nothing_changes_but_by_the_edits_told(checker, raw, kind, unsafe):
    rewritten = with_rules(checker, raw.encode(), kind, unsafe=unsafe)
    (mended,) = rewritten.mended
    replayed = raw
    for edits in mended.passes:
        replayed = apply(replayed, edits)
    assert replayed.encode() == rewritten.data
    assert bool(mended.fixed) == bool(mended.passes)


def counts(checker: Checker, data: bytes, kind: str) -> "Counter[str]":
    """How often each rule finds something in a file."""
    found: Counter[str] = Counter()

    def count(document: Document, reread: Reread) -> Mended:
        findings = checker.check(document).report.findings
        found.update(finding.rule for finding in findings)
        return Mended(document.source.raw, (), (), findings)

    rewrite(data, "x", kind, count)
    return found


def with_rules(checker: Checker, data: bytes, kind: str, *, unsafe: bool = False) -> Rewritten:
    return rewrite(data, "x", kind, lambda document, reread: mend(document, reread, checker.check, unsafe=unsafe))
