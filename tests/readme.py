"""Keeps the README's report, rules and figures what the program prints: `python -m tests.readme` writes them anew."""

import contextlib
import io
import os
import re
from pathlib import Path

from qa import cli
from qa.commands.languages import figures as figures_of
from qa.language import load
from qa.lexicon import code_for, list_lexicons
from qa.measured import table
from qa.overlaps import ORDER
from qa.rule import Example, discover

README = Path(__file__).parents[1] / "README.md"
DEMO = "corpus/demo/en-talks.txt"


def report() -> str:
    """The first findings of a demonstration article and the summary."""
    out = io.StringIO()
    before = os.getcwd()
    os.chdir(README.parent)
    try:
        with contextlib.redirect_stdout(out):
            cli.main(["check", DEMO])
    finally:
        os.chdir(before)
    lines = out.getvalue().rstrip("\n").split("\n")
    summary = next(at for at, line in enumerate(lines) if re.match(r"\d+ articles?,", line))
    findings = "\n".join(lines[:summary]).split("\n\n")
    return "\n".join(
        ["```console", f"$ mtlint check {DEMO}", "\n\n".join(findings[:5]).rstrip(), "", "  ...", "", *lines[summary:], "```"]
    )


def rules() -> str:
    """Every rule with its summary and an example."""
    lines = ["| rule | flags | example → fix |", "|---|---|---|"]
    modules = discover()
    for name in sorted(modules, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name)):
        example = next(example for example in modules[name].examples if example.start is not None)
        lines.append(f"| `{name}` | {modules[name].rule.summary} | {_shown(example)} |")
    return "\n".join(lines)


def figures() -> str:
    """What was measured of each rule over all languages that it runs in."""
    lines = [
        "| rule | languages | planted faults found | false alarms per 1,000 words of clean text | safe fixes right |",
        "|---|---|---|---|---|",
    ]
    for name, by_language in sorted(table().items()):
        on = {code: one for code, one in by_language.items() if one.severity in ("error", "warning")}
        labels, found = sum(one.labels for one in on.values()), sum(one.found for one in on.values())
        words, alarms = sum(one.words for one in on.values()), sum(one.alarms for one in on.values())
        recall = f"{found / labels:.2f} of {labels:,}" if labels else "not planted"
        safe = [one for one in by_language.values() if one.safe]
        fixes = f"{sum(one.fixes_right for one in safe):,} of {sum(one.fixes for one in safe):,}" if safe else "none is safe"
        lines.append(f"| `{name}` | {len(on)} | {recall} | {alarms * 1000 / words if words else 0:.3f} | {fixes} |")
    return "\n".join(lines)


SHOWN = ("merged-words", "lowercase-name", "stray-capital", "unpaired-quote", "untranslated", "truncated")
"""Rules whose recall differs between languages, each with a column."""


def languages() -> str:
    """What is found, and what is raised in vain, in every language that was measured."""
    lexicons = {one.code: one for one in list_lexicons()}
    names = [name for name, module in discover().items() if "original" not in module.rule.requires]
    lines = [
        "| language | lexicon | " + " | ".join(f"`{name}`" for name in SHOWN) + " | all rules | false alarms per 1,000 words |",
        "|---" * (len(SHOWN) + 4) + "|",
    ]
    for code in sorted({code for by_language in table().values() for code in by_language}):
        lexicon = lexicons.get(code_for(code) or "")
        shown = f"{lexicon.size}: {' + '.join(lexicon.sources)}" if lexicon else "none"
        whole = figures_of(code, names)
        columns = [figures_of(code, [name]).recall or "–" for name in SHOWN]
        lines.append(
            f"| {load(code).name} (`{code}`) | {shown} | {' | '.join(columns)} | {whole.recall} | {whole.alarm_rate} |"
        )
    return "\n".join(lines)


def _shown(example: Example) -> str:
    text = example.text[example.start : example.end].replace("\n", " ").replace("|", "\\|")
    text = text if len(text) <= 60 else text[:57].rsplit(" ", 1)[0] + " …"
    return f"`{text}`" + (f" → `{example.fix}`" if example.fix and len(example.fix) <= 60 else "")


def rendered(text: str) -> str:
    """The README with what stands between its marks made anew."""
    for name, content in (("report", report()), ("rules", rules()), ("figures", figures()), ("languages", languages())):
        pattern = re.compile(f"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.S)
        assert pattern.search(text), f"README.md has no <!-- {name} --> part"
        text = pattern.sub(lambda match, content=content: match[1] + content + match[2], text)  # type: ignore[misc]
    return text


if __name__ == "__main__":
    README.write_text(rendered(README.read_text(encoding="utf-8")), encoding="utf-8")
