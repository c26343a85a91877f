"""The report of one run in every format of a CI service, byte for byte: `python -m tests.qa.writers.golden` writes the files anew.

The run has what formats stumble over: emoji, a byte order mark, CRLF, a fault across a tag, records of a JSONL file, odd paths, a page
of the web, standard input, control characters, an article whose check crashed and a file that could not be read. Its rules are its
own, so that the files change with the writers alone.
"""

import io
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

from qa.article import Article, Document
from qa.check import Checked, Checker
from qa.config import Config
from qa.readers import html, jsonl, text
from qa.report import ReportedError
from qa.rule import Finding, Rule, RuleModule, bad, good

FOLDER = Path(__file__).parent / "golden"
FILES = {
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "html": "report.html",
    "junit": "junit.xml",
    "rdjson": "rdjson.json",
    "sarif": "sarif.json",
}
SUMMARY = "github-summary.md"
"""What the format `github` appends to the file that GITHUB_STEP_SUMMARY names."""


def rule(name: str, severity: Any, pattern: str, *fixes: str, evidence: str = "") -> RuleModule:
    """A rule that flags what a pattern matches."""

    def check(article: Article, options: Any) -> Iterator[Finding]:
        for match in re.finditer(pattern, article.text):
            told = f"“{match[0]}” is not right" if severity != "error" else f"“{match[0]}” is wrong: 100 %, {{0}} [x](1)"
            yield Finding(match.start(), match.end(), told, tuple(match.expand(fix) for fix in fixes), evidence=evidence)

    module = ModuleType(name)
    module.__file__ = __file__
    module.RULE = Rule(name, f"what `{pattern}` matches", severity, "other", safe=True)  # type: ignore[attr-defined]
    module.EXAMPLES = (bad("en", "one ⟦twothree⇒two three⟧ {0}"), good("en", "one `two` three"))  # type: ignore[attr-defined]
    doc = f"Words like `{name}`.\n\nWhat it flags: a pattern.\nWhy a reader minds: {{0}} and <b>.\nSource: none."
    return RuleModule(module.RULE, doc, check, module)  # type: ignore[attr-defined]


def crash(article: Article, options: Any) -> Iterator[Finding]:
    if "crash" in article.text:
        raise ValueError("no\nluck")
    yield from ()


RULES = {
    "merged": rule("merged", "error", r"(two|five)(three|six)", r"\1 \2", r"\1, \2", evidence="“two” is a word"),
    "odd-mark": rule("odd-mark", "warning", "[\x07⟨]", ""),
    "hint": rule("hint", "info", "four|ثلاثة"),
}
RULES["crashing"] = RuleModule(RULES["hint"].rule, "", crash, RULES["hint"].module)

PAGE = (
    '<html lang="xx"><p>\U0001f600 caf&eacute; <b>two</b>three &amp; four</p>\r\n<p dir="rtl">واحد \U0001f600 ثلاثة</p></html>'
)
PLAIN = "\ufefftwothree\r\n\r\n\U0001f468\u200d\U0001f469\u200d\U0001f467 one twothree ⟨ four\r\n\r\n这是 fivesix。\r\n"
RECORDS = [
    {"id": "b:1, 2", "language": "xx", "text": "one\n\ntwo \U0001f600 twothree\n"},
    {"language": "xx", "text": "nothing wrong"},
    {"id": "b:1, 2", "language": "xx", "text": "twothree bell \x07"},
]


def documents() -> Iterator[Document | ReportedError]:
    """What was read, in the order of the inputs."""
    lines = "\n".join(json.dumps(record) for record in RECORDS)
    yield from html.documents(io.BytesIO(PAGE.encode()), "articles/page é#1.html")
    yield from text.documents(io.BytesIO(PLAIN.encode()), os.path.join(os.getcwd(), "articles", "bom.txt"))
    yield from jsonl.documents(io.BytesIO(lines.encode() + b'\n\n{"id":'), "archive.jsonl")
    yield from text.documents(io.BytesIO(b"All is well."), "./well.txt")
    yield from text.documents(io.BytesIO(b"A crash with twothree"), "crash, 100%.txt")
    yield ReportedError("gone.txt", "no such file")
    yield from text.documents(io.BytesIO(b"one twothree"), "-")
    yield from html.documents(io.BytesIO(PAGE.encode()), "https://example.org/a b?c=d")


def check(found: Iterable[Document | ReportedError]) -> list[Checked | ReportedError]:
    """The documents checked with the run's own rules."""
    checker = Checker(RULES, Config(), language="xx", measured=False)
    return [one if isinstance(one, ReportedError) else checker.check(one) for one in found]


def results() -> list[Checked | ReportedError]:
    return check(documents())


def written(format: str, given: Iterable[Checked | ReportedError]) -> str:
    """The report of `given`, as the command writes it, with the run's own rules."""
    out = io.StringIO()
    with alone():
        import_module(f"qa.writers.{format}").write(iter(given), out, lambda: "mtlint:0|rules:default")
    return _without_assets(out.getvalue()) if format == "html" else out.getvalue()


def _without_assets(page: str) -> str:
    """The page without its style and script, which have tests of their own, and without the folder it was made in."""
    page = page.replace(os.getcwd() + os.sep, "")
    page = re.sub(r"(<style>|<script type=\"module\">)\n?.*?(</style>|</script>)", r"\1\2", page, flags=re.S)
    return re.sub(r"'sha256-[^']*'", "'sha256-…'", page)


@contextmanager
def alone(**environment: str) -> Iterator[None]:
    """The run's own rules, and of the environment nothing that speaks of a CI service or a terminal but what is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI", "COLUMNS"))}
    with mock.patch.dict(os.environ, kept | environment, clear=True), mock.patch("qa.writers.sarif.discover", lambda: RULES):
        yield


def summary(given: Iterable[Checked | ReportedError], file: Path) -> str:
    """What the format `github` adds to the summary of a step."""
    with alone(GITHUB_STEP_SUMMARY=str(file)):
        import_module("qa.writers.github").write(iter(given), io.StringIO(), str)
    return file.read_text(encoding="utf-8")


if __name__ == "__main__":
    for format, name in FILES.items():
        (FOLDER / name).write_text(written(format, results()), encoding="utf-8", newline="")
    (FOLDER / SUMMARY).unlink(missing_ok=True)
    summary(results(), FOLDER / SUMMARY)
