"""The report for people: the span is marked where it stands, and no text of an article reaches the terminal as a command."""

import io
from typing import Any

import pytest

from qa.check import Checked
from qa.readers.text import document
from qa.report import ArticleReport, Edit, ReportedError, ReportedFinding, SkippedRule, Suggestion
from qa.writers import text as writer


def written(*results: Checked | ReportedError, out: io.StringIO | None = None) -> str:
    out = out or io.StringIO()
    writer.write(results, out, lambda: "")
    return out.getvalue()


def checked(raw: str, flagged: str = "", *, fix: str = "x", skipped: tuple[SkippedRule, ...] = (), **fields: Any) -> Checked:
    at = raw.index(flagged)
    finding = ReportedFinding(
        "calque", "error", "other", "minor", fields.get("message", "wrong"), flagged, at, at + len(flagged), 1, at + 1, 1, at + len(flagged) + 1,
        (Suggestion(fix, False, (Edit(at, at + len(flagged), fix),)),), 0.99, fields.get("evidence", ""), "",
    )  # fmt: skip
    report = ArticleReport(
        "a", "a", fields.get("language", "en"), "given", 3, 50.0, "fail", skipped, (finding,) if flagged else ()
    )
    return Checked(document("a", "a", raw), report)


@pytest.mark.parametrize(
    ("raw", "flagged", "before", "width"),
    [
        ("one two three", "two", 4, 3),
        ("这是 two", "two", 5, 3),
        ("two 这是 x", "这是", 4, 4),
        ("cafe\u0301 two", "two", 5, 3),
        ("हिंदू two", "two", 4, 3),
        ("می\u200cخواهم two", "two", 8, 3),
        ("\ufeffone two", "two", 4, 3),
        ("first\none two\nthird", "two", 4, 3),
    ],
)
def test_marks_stand_below_the_span(raw: str, flagged: str, before: int, width: int) -> None:
    lines = written(checked(raw, flagged)).splitlines()
    (place,) = (number for number, line in enumerate(lines) if "^" in line)
    assert lines[place] == "      " + " " * before + "^" * width
    assert flagged in lines[place - 1]


def test_nothing_of_an_article_commands_the_terminal() -> None:
    evil = "\x1b[31m\r\u202eevil\n"
    shown = written(checked(f"one {evil} two", evil, fix=evil, message=f"“{evil}”", evidence=evil))
    assert "evil" in shown
    assert not {"\x1b", "\r", "\u202e"} & set(shown)
    assert len([line for line in shown.splitlines() if "evil" in line]) == 4


def test_joiners_within_words_stay() -> None:
    assert "می\u200cخواهم" in written(checked("می\u200cخواهم", "خ"))


def test_a_long_line_is_cut_around_the_span() -> None:
    lines = written(checked("word " * 1000 + "here" + " word" * 1000, "here")).splitlines()
    (place,) = (number for number, line in enumerate(lines) if "^" in line)
    assert lines[place].index("^") == lines[place - 1].index("here")
    assert len(lines[place - 1]) < 120


def test_few_reasons_are_told_and_many_are_not() -> None:
    one = SkippedRule("calque", "no lexicon for 'xx'")
    assert "not run: calque: no lexicon for 'xx'\n" in written(checked("a", skipped=(one,)))
    many = [
        checked("a", skipped=(SkippedRule("calque", f"no lexicon for '{code}'"),), language=code)
        for code in ("xx", "yy", "zz", "ww")
    ]
    assert [line for line in written(*many).splitlines() if line.startswith("not run")] == [
        "not run in all of ww, xx, yy, zz: calque; `mtlint languages CODE` says where and why"
    ]


def test_the_summary_counts_what_was_found_and_what_was_not_checked() -> None:
    shown = written(checked("a b", "b"), checked("a", ""), ReportedError("x", "gone"))
    assert shown.splitlines()[-2:] == [
        "2 articles, 6 words: 1 finding (1 error), 1 with a suggested fix",
        "not checked: 1 input, named on standard error",
    ]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" in written(checked("a b", "b"), out=Terminal())
    assert "\x1b[" not in written(checked("a b", "b"))
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in written(checked("a b", "b"), out=Terminal())


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("word", ["word ", "这是文字", "\U0001f600 "])
@pytest.mark.parametrize("flagged", ["here", "here " * 30, "这里" * 30])
def test_excerpts_fit_the_terminal(monkeypatch: pytest.MonkeyPatch, columns: int, word: str, flagged: str) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    lines = written(checked(word * 100 + flagged + word * 100, flagged), out=Terminal()).splitlines()
    (place,) = (number for number, line in enumerate(lines) if "^" in line)
    assert writer._columns(lines[place - 1]) <= columns
    assert writer._columns(lines[place]) <= columns
    assert lines[place - 1][6:].startswith("…")
