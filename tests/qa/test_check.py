"""Where rules run: what crashes is an error, what was not measured is off, what is found is placed in the input."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from qa import __version__, measured
from qa.article import Article
from qa.check import Checked, Checker
from qa.config import Config
from qa.measured import Measured
from qa.readers.text import document
from qa.rule import Finding, Rule, RuleModule, severity_of

TEXT = "One two three four five six seven."


def rule(name: str = "calque", *findings: Finding, crash: bool = False, **fields: Any) -> RuleModule:
    def check(article: Article, options: Mapping[str, Any]) -> Iterator[Finding]:
        if crash:
            raise RuntimeError("no such luck")
        yield from findings

    return RuleModule(Rule(name, "", **{"severity": "error", "mqm": "other", **fields}), "", check, pytest)


def checked(
    *rules: RuleModule,
    config: Config | None = None,
    text: str = TEXT,
    fail_on: str = "error",
    measured: bool = False,
    language: str = "en",
) -> Checked:
    checker = Checker({module.rule.name: module for module in rules}, config or Config(), fail_on, measured=measured)
    return checker.check(document("a", "a.txt", text, given=language))


def test_a_rule_that_crashes_is_an_error_and_the_others_still_report() -> None:
    result = checked(rule("first", crash=True), rule("second", Finding(0, 3, "")))
    assert result.report.verdict == "error"
    assert "rule first crashed: RuntimeError: no such luck" in result.errors[0].message
    assert [finding.rule for finding in result.report.findings] == ["second"]


def test_whatever_goes_wrong_stays_with_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> str:
        raise RuntimeError("no such\nluck")

    monkeypatch.setattr("qa.language.identify.detect", broken)
    result = Checker({}, Config()).check(document("b", "a.jsonl", TEXT))
    assert (result.report.verdict, result.report.findings, result.report.mqm_score) == ("error", (), None)
    assert [error.message for error in result.errors] == ["[b] the check crashed: RuntimeError: no such luck; please report it"]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 4), (0, 1000)])
def test_a_finding_outside_the_text_is_a_crash_of_its_rule(start: int, end: int) -> None:
    result = checked(rule("first", Finding(start, end, "")), rule("second", Finding(0, 3, "")))
    assert "rule first crashed" in result.errors[0].message
    assert [finding.rule for finding in result.report.findings] == ["second"]


@pytest.mark.parametrize(
    ("confidence", "ceiling", "severity"),
    [(0.99, "error", "error"), (0.93, "error", "warning"), (0.99, "warning", "warning"), (0.5, "error", "info")],
)
def test_confidence_earns_severity_up_to_the_ceiling(confidence: float, ceiling: Any, severity: str) -> None:
    assert severity_of(confidence, ceiling) == severity


@pytest.mark.parametrize(("fail_on", "verdict"), [("error", "pass"), ("warning", "fail"), ("info", "fail"), ("never", "pass")])
def test_the_verdict_follows_fail_on(fail_on: str, verdict: str) -> None:
    assert checked(rule("calque", Finding(0, 3, "", confidence=0.93)), fail_on=fail_on).report.verdict == verdict


def test_measurements_decide_what_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {"loud": {"en": Measured("off")}, "shy": {"en": Measured("warning")}}
    monkeypatch.setattr("qa.check.table", lambda: table)
    found = Finding(0, 3, "")
    rules = [rule(name, found, requires=requires) for name, requires in (("loud", ()), ("shy", ()), ("new", ("language",)))]
    report = checked(*rules, measured=True).report
    assert {finding.rule: finding.severity for finding in report.findings} == {"shy": "warning"}
    skipped = {one.rule: one.reason for one in report.skipped_rules}
    assert set(skipped) == {"loud", "new"}
    assert "false alarms" in skipped["loud"]
    assert "not yet measured" in skipped["new"]
    asked_for = checked(rules[2], config=Config(select=("new",)), measured=True).report
    assert [finding.severity for finding in asked_for.findings] == ["warning"]


def test_rules_without_their_data_are_skipped_with_a_reason() -> None:
    report = checked(rule("one", requires=("lexicon",)), rule("two", requires=("language",)), language="tlh").report
    assert {one.rule: one.reason for one in report.skipped_rules} == {
        "one": "no lexicon for 'tlh'",
        "two": "no language data for 'tlh'",
    }


def test_settings_set_severities_and_leave_rules_out() -> None:
    rules = rule("calque", Finding(0, 3, "")), rule("boilerplate", Finding(8, 13, ""))
    report = checked(*rules, config=Config(severity={"calque": "info"}, ignore=("boilerplate",))).report
    assert [(finding.rule, finding.severity) for finding in report.findings] == [("calque", "info")]


def test_accepted_names_are_left_alone() -> None:
    report = checked(rule("calque", Finding(0, 3, ""), Finding(4, 7, "")), config=Config(names=("One",))).report
    assert [finding.text for finding in report.findings] == ["two"]


def test_what_a_passage_lacks_is_told_at_an_accepted_name_too() -> None:
    report = checked(rule("calque", Finding(0, 3, "", lacking=True)), config=Config(names=("One",))).report
    assert [finding.text for finding in report.findings] == ["One"]


def test_fingerprints_survive_edits_elsewhere_and_tell_equals_apart() -> None:
    def fingerprints(text: str) -> list[str]:
        findings = [Finding(at, at + 5, "") for at in range(len(text)) if text.startswith("three", at)]
        return [finding.fingerprint for finding in checked(rule("calque", *findings), text=text).report.findings]

    first = fingerprints("One two three four five.\n\nOne two three four five.")
    moved = fingerprints("A new start.\n\nOne two three four five.\n\nOne two three four five.")
    assert first == moved
    assert len(set(first)) == 2


def test_what_stands_outside_the_block_or_beyond_two_words_leaves_a_fingerprint_alone() -> None:
    def fingerprint(text: str, flagged: str) -> str:
        at = text.index(flagged)
        return checked(rule("calque", Finding(at, at + len(flagged), "")), text=text).report.findings[0].fingerprint

    alone = fingerprint("One two three four five.", "One")
    assert fingerprint("Something new.\n\nOne two three and so on.\n\nMore.", "One") == alone
    assert fingerprint("One two other four five.", "One") != alone
    assert fingerprint("昨日北京下雨了因为天气变冷所以路上结冰。", "冷所") == fingerprint(
        "新的开头在这里北京下雨了因为天气变冷所以路上结冰。", "冷所"
    )


def test_the_signature_says_how_to_run_the_check_again() -> None:
    checker = Checker({}, Config(select=("b", "a"), language="en", severity={"a": "info"}), "warning")
    assert checker.signature(["en.1", "de.2", "en.1", ""]) == (
        f"mtlint:{__version__}|rules:a,b|severity:a=info|language:en|lexicon:de.2,en.1|fail-on:warning"
    )
    assert Checker({}, Config(names=("One",))).signature([]) != Checker({}, Config(names=("Two",))).signature([])


@pytest.mark.parametrize(
    ("config", "told"),
    [
        (Config(), ["calque", "boilerplate"]),
        (Config(ignore=("boilerplate",)), ["calque"]),
        (Config(select=("unused-suppression", "calque")), ["calque"]),
        (Config(select=("calque",)), []),
        (Config(ignore=("unused-suppression",)), []),
    ],
)
def test_idle_suppressions_are_told_of_rules_that_ran(config: Config, told: list[str]) -> None:
    from qa.readers.html import document as page

    rules = {name: rule(name) for name in ("calque", "boilerplate")}
    checker = Checker(rules, replace(config, language="en"), measured=False)
    findings = checker.check(page("a", "a.html", "<!-- mtlint-ignore calque, boilerplate --><p>Three four.")).report.findings
    assert [finding.message.split("”")[0].lstrip("“") for finding in findings] == told


def test_the_score_is_that_of_the_mqm_model() -> None:
    report = checked(rule("calque", Finding(0, 3, ""), mqm_severity="major")).report
    assert (report.words, report.mqm_score) == (7, round(100 * (1 - 5 / 7), 2))


def test_table_reads_what_is_written() -> None:
    for by_language in measured.table().values():
        for one in by_language.values():
            assert 0 <= one.found <= one.labels
            assert one.alarms <= one.words


def test_a_suppression_silences_its_rule_and_an_idle_one_is_told_on_its_comment() -> None:
    from qa.readers.html import document as page

    raw = "<p>One two.</p><!-- mtlint-ignore calque, boilerplate --><p>Three four.</p>"
    module = rule("calque", Finding(0, 3, ""), Finding(10, 15, ""))
    checker = Checker({"calque": module, "boilerplate": rule("boilerplate")}, Config(language="en"), measured=False)
    findings = checker.check(page("a", "a.html", raw)).report.findings
    assert [(finding.rule, finding.severity, finding.text) for finding in findings] == [
        ("calque", "error", "One"),
        ("unused-suppression", "info", "<!-- mtlint-ignore calque, boilerplate -->"),
    ]
    assert "“boilerplate”" in findings[1].message


def test_whose_word_counts_on_the_language() -> None:
    def found(option: str | None, record: str | None, settings: str | None) -> tuple[str, str]:
        checker = Checker({}, Config(language=settings), language=option)
        report = checker.check(document("a", "a.txt", TEXT, given=record)).report
        return report.language, report.language_origin

    assert found("de", "fr", "es") == ("de", "given")
    assert found(None, "fr", "es") == ("fr", "given")
    assert found(None, None, "es") == ("es", "given")
    assert found(None, None, None) == ("en", "detected")


def test_an_empty_article_whose_original_is_not_is_an_error():
    article = document("a.txt", "a.txt", " ", given="de")
    article.original = document("a.txt", "a.txt", "Nobody came.", given="en")
    checked = Checker({}, Config()).check(article)
    assert ([error.message for error in checked.errors], checked.report.verdict) == (
        ["it is empty, and its original is not"],
        "error",
    )


@pytest.mark.parametrize(
    ("name", "text", "original", "stays"),
    [
        ("merged-words", "Wir nutzen OpenStreetMap, ja.", "We use OpenStreetMap.", False),
        ("merged-words", "Wir nutzen OpenStreetMap, ja.", "We use Open Street Map.", True),
        ("lowercase-noun", "Es gibt %(count)d Dinge.", "There are %(count)d things.", False),
        ("lowercase-noun", "Es gibt %(count)d Dinge.", "There are %(n)d things.", False),
        ("lowercase-noun", "Es gibt count-Dinge.", "There are %(n)d things, so count.", True),
        ("unpaired-quote", "Das sagte Blinken” gestern.", "“That was it, Blinken” he said.", True),
        ("untranslated", "Das ist Breaking gestern.", "This is Breaking news.", True),
    ],
)
def test_a_word_that_is_written_so_in_the_original_is_meant(name: str, text: str, original: str, stays: bool) -> None:
    word = next(word for word in ("OpenStreetMap", "count", "Blinken”", "Breaking") if word in text)
    article = document("a", "a.txt", text, given="de")
    article.original = document("a", "a.txt", original, given="en")
    finding = Finding(text.index(word), text.index(word) + len(word), "")
    result = Checker({name: rule(name, finding)}, Config(), measured=False).check(article)
    assert bool(result.report.findings) == stays
