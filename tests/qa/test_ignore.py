"""Comments that silence a rule: where they go, and that nothing else of the text changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.fix import apply
from qa.ignore import comment
from qa.readers import from_string

NEW = "<!-- mtlint-ignore calque -->"


def ignored(raw: str, format: str, at: str) -> str:
    edit = comment(raw, format, "calque", raw.index(at))
    assert edit is not None
    return apply(raw, [edit])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("One.\n\nTwo **here** now.\n", "One.\n\n@\nTwo **here** now.\n"),
        ("here.\n", "@\nhere.\n"),
        ("\ufeffhere.\n", "\ufeff@\nhere.\n"),
        ("One.\r\n\r\nTwo,\r\nand here.\r\n", "One.\r\n\r\n@\r\nTwo,\r\nand here.\r\n"),
        ("# Title\nTwo here.\n", "# Title\n@\nTwo here.\n"),
        ("One.\n\n## Title here\n", "One.\n\n@\n## Title here\n"),
        ("Title here\n======\n\nOne.\n", "@\nTitle here\n======\n\nOne.\n"),
        ("- one\n- two here\n- three\n", "- one\n- @\n  two here\n- three\n"),
        ("1. one\n2. two here\n", "1. one\n2. @\n   two here\n"),
        ("> one\n>\n> two here\n> and on\n", "> one\n>\n> @\n> two here\n> and on\n"),
        ("> - one here\n", "> - @\n>   one here\n"),
        ("- [ ] one here\n", "- [ ] @one here\n"),
        ("| a | b |\n|---|---|\n| x | y here |\n", "| a | b |\n|---|---|\n| x | @y here |\n"),
        ("---\ntitle: x\n---\nOne here.\n", "---\ntitle: x\n---\n@\nOne here.\n"),
        ("<div>\n<p>One</p>\n<p>Two here</p>\n</div>\n", "<div>\n<p>One</p>\n@\n<p>Two here</p>\n</div>\n"),
        ("<!-- mtlint-ignore mojibake -->\nTwo here.\n", "<!-- mtlint-ignore mojibake, calque -->\nTwo here.\n"),
        ("**One** here.\n", "@\n**One** here.\n"),
    ],
)
def test_in_markdown_it_stands_above_the_block(raw: str, expected: str) -> None:
    assert ignored(raw, "markdown", "here") == expected.replace("@", NEW)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<p>One.</p>\n  <p>Two <b>here</b>.</p>\n", "<p>One.</p>\n  @\n  <p>Two <b>here</b>.</p>\n"),
        ("<p>One.</p><p>Two &amp; here.</p>", "<p>One.</p><p>@Two &amp; here.</p>"),
        ("<p>One.</p><p><b>here</b></p>", "<p>One.</p><p>@<b>here</b></p>"),
        ("<ul>\r\n<li>one\r\n<li>here\r\n</ul>", "<ul>\r\n<li>one\r\n@\r\n<li>here\r\n</ul>"),
        ("<table><tr><td>x<td>here</table>", "<table><tr><td>x<td>@here</table>"),
        ("<!-- mtlint-ignore mojibake --><p>here", "<!-- mtlint-ignore mojibake, calque --><p>here"),
        ("<!-- mtlint-ignore-file mojibake --><p>x<p>here", "<!-- mtlint-ignore-file mojibake --><p>x<p>@here"),
        ("bare here", "@bare here"),
        ("one<br>two here", "one<br>@two here"),
    ],
)
def test_in_html_it_stands_before_the_block(raw: str, expected: str) -> None:
    assert ignored(raw, "html", "here") == expected.replace("@", NEW)


def test_where_there_are_no_comments_or_no_room_there_is_none() -> None:
    assert comment("One here.", "text", "calque", 4) is None
    assert comment("", "markdown", "calque", 0) is None
    assert comment("one  \ntwo here", "markdown", "calque", 10) is None, "the comment would end the paragraph"


PIECES = st.sampled_from(
    [
        "One ",
        "two\n",
        "\n\n",
        "\r\n",
        "- ",
        "> ",
        "# ",
        "**b** ",
        "😀 ",
        "<p>",
        "</p>",
        "<b>x</b>",
        "&amp; ",
        "| ",
        "`c` ",
        "1. ",
        "  \n",
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["markdown", "html"]), st.data())
def test_the_text_reads_as_before_and_the_rule_is_silenced_there(raw: str, format: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(raw)))
    edit = comment(raw, format, "calque", place)
    if edit is None:
        return
    assert edit.start == edit.end
    before, after = from_string(raw, format, ""), from_string(apply(raw, [edit]), format, "")
    assert (after.text, after.blocks) == (before.text, before.blocks)
    (one,) = after.suppressions
    assert one.rules == ("calque",)
    assert before.source.raw_span(one.start, one.start)[0] <= max(place, edit.start)
