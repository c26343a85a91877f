"""What users ask to be left alone."""

from typing import NamedTuple

import pytest

from qa.article import Document
from qa.readers import html, jsonl, markdown
from qa.suppress import Comments, used

RULES = {"extra-space", "merged-words", "repeated-word"}


class Raised(NamedTuple):
    rule: str
    start: int
    end: int


def outcome(document: Document, *found: tuple[str, str]) -> tuple[list[str], list[str]]:
    """(the texts of the findings that stay, what is said of idle suppressions) for (rule, flagged text) pairs."""
    raised = [Raised(rule, document.text.index(text), document.text.index(text) + len(text)) for rule, text in found]
    kept, idle = used(raised, document, RULES, RULES)
    return [document.text[one.start : one.end] for one in kept], [message for _, message in idle]


def record(text: str, *ignore: str) -> Document:
    import io
    import json

    (only,) = jsonl.documents(io.BytesIO(json.dumps({"id": "a", "text": text, "ignore": ignore}).encode()), "a.jsonl")
    return only


@pytest.mark.parametrize("reader", [html, markdown])
def test_a_comment_silences_its_rules_in_the_block_that_follows(reader):
    raw = "<p>One one.</p>\n\n<!-- mtlint-ignore repeated-word, extra-space -->\n\n<p>Two two , and Threefour.</p>\n\n<p>Five five.</p>\n"
    found = (("repeated-word", "One one"), ("repeated-word", "Two two"), ("extra-space", " ,"), ("merged-words", "Threefour"),
             ("repeated-word", "Five five"))  # fmt: skip
    assert outcome(reader.document("a", "a", raw), *found) == (["One one", "Threefour", "Five five"], [])


@pytest.mark.parametrize("reader", [html, markdown])
def test_a_comment_may_silence_the_whole_file(reader):
    raw = "<p>One one.</p>\n\n<p>Two two , and Threefour.</p>\n\n<!-- mtlint-ignore-file repeated-word -->\n"
    found = (("repeated-word", "One one"), ("extra-space", " ,"), ("repeated-word", "Two two"))
    assert outcome(reader.document("a", "a", raw), *found) == ([" ,"], [])


@pytest.mark.parametrize("form", ["mtlint-ignore", " mtlint-ignore ", "\nmtlint-ignore\n"])
def test_without_a_rule_all_are_silenced(form):
    document = html.document("a", "a", f"<!--{form}--><p>Two two , and<p>Threefour")
    found = (("repeated-word", "Two two"), ("extra-space", " ,"), ("merged-words", "Threefour"))
    assert outcome(document, *found) == (["Threefour"], [])


def test_amid_a_block_a_comment_silences_the_rest_of_it():
    document = html.document("a", "a", "<p>Two two and <!-- mtlint-ignore repeated-word -->three three</p><p>four four")
    found = (("repeated-word", "Two two"), ("repeated-word", "three three"), ("repeated-word", "four four"))
    assert outcome(document, *found) == (["Two two", "four four"], [])


@pytest.mark.parametrize(
    "comment", ["mtlint-ignored x", "mtlint-ignore-files", "mtlint", "please mtlint-ignore x", "mtlint-ignorex"]
)
def test_other_comments_are_none_of_ours(comment):
    comments = Comments()
    comments.comment(comment, 0, 0, 10)
    assert comments.all() == ()


def test_a_record_silences_a_rule_or_a_text():
    found = (("merged-words", "Onetwo"), ("merged-words", "Threefour"), ("repeated-word", "a a"))
    assert outcome(record("Onetwo Threefour a a", "merged-words:Onetwo"), *found) == (["Threefour", "a a"], [])
    assert outcome(record("Onetwo Threefour a a", "merged-words"), *found) == (["a a"], [])
    assert outcome(record("Onetwo Threefour a a", "merged-words:Onetwo", "repeated-word:a a"), *found) == (["Threefour"], [])


def test_a_suppression_that_silences_nothing_is_told():
    document = html.document(
        "a", "a", "<!-- mtlint-ignore extra-space, no-such-rule, repeated-word --><p>a a</p><!-- mtlint-ignore --><p>b"
    )
    assert outcome(document, ("repeated-word", "a a")) == (
        [],
        [
            "“extra-space” flags nothing here",
            "this suppression names “no-such-rule”, and no rule has that name",
            "this suppression silences nothing",
        ],
    )
    assert outcome(record("b", "extra-space:,,")) == ([], ["“extra-space” does not flag “,,” here"])


def test_one_that_no_block_follows_is_told_at_the_end():
    document = html.document("a", "a", "<p>a a</p><!-- mtlint-ignore repeated-word -->")
    ((suppression, message),) = used([Raised("repeated-word", 0, 3)], document, RULES, RULES)[1]
    assert (suppression.raw_start, suppression.raw_end) == (10, 46)
    assert message == "“repeated-word” flags nothing here"


def test_nothing_is_said_of_rules_that_did_not_run():
    document = html.document("a", "a", "<!-- mtlint-ignore extra-space, repeated-word, no-such-rule --><p>a a")
    assert [message for _, message in used([], document, RULES, {"repeated-word"})[1]] == [
        "“repeated-word” flags nothing here",
        "this suppression names “no-such-rule”, and no rule has that name",
    ]
