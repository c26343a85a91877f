"""What counts as found, as a right first fix and as a false alarm."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from qa.article import Article
from qa.check import Checker
from qa.config import Config
from qa.evaluate import (
    Artefact,
    Evaluation,
    Except,
    LabelledArticle,
    calibration,
    evaluate,
    poisson_interval,
    rows,
    wilson,
)
from qa.rule import Finding, Rule, RuleModule


def checker(rule: str, *findings: Finding, safe: bool = False) -> Checker:
    """A checker whose only rule finds the same in every article."""

    def check(article: Article, options: Mapping[str, Any]) -> Iterator[Finding]:
        yield from findings

    module = RuleModule(Rule(rule, "", "error", "other", safe=safe), "", check, pytest)
    return Checker({rule: module}, Config(), measured=False)


def judged(article: LabelledArticle, rule: str, *findings: Finding) -> Evaluation:
    return evaluate([article], checker(rule, *findings))


TEXT = "Here stands ahorrible fault among many other and quite long words of text."
ARTICLE = LabelledArticle("one", "xx", TEXT, (Artefact(12, 21, "merged-words", "a horrible"),))


def test_a_label_is_found_and_fixed() -> None:
    tally = judged(ARTICLE, "merged-words", Finding(12, 21, "", ("a horrible",))).tally("xx", "merged-words")
    assert (tally.labels, tally.found, tally.fixed, tally.alarms) == (1, 1, 1, 0)


def test_the_comma_between_merged_parts_may_differ() -> None:
    assert judged(ARTICLE, "merged-words", Finding(12, 21, "", ("a, horrible",))).tally("xx", "merged-words").fixed == 1


def test_a_wider_finding_with_the_same_result_is_a_right_fix() -> None:
    assert judged(ARTICLE, "merged-words", Finding(5, 21, "", ("stands a horrible",))).tally("xx", "merged-words").fixed == 1


def test_a_finding_longer_by_more_than_the_slack_finds_nothing_and_is_no_alarm() -> None:
    tally = judged(ARTICLE, "merged-words", Finding(12, 40, "")).tally("xx", "merged-words")
    assert (tally.found, tally.alarms) == (0, 0)


def test_a_companion_answers_and_another_rule_does_not() -> None:
    assert judged(ARTICLE, "missing-space", Finding(12, 21, "")).tally("xx", "merged-words").found == 1
    assert judged(ARTICLE, "mojibake", Finding(12, 21, "")).tally("xx", "merged-words").found == 0


def test_hints_do_not_count() -> None:
    tally = judged(ARTICLE, "merged-words", Finding(12, 21, "", confidence=0.6)).tally("xx", "merged-words")
    assert (tally.found, tally.infos) == (0, 1)


def test_a_finding_off_every_label_is_a_false_alarm_unless_excepted() -> None:
    finding = Finding(40, 44, "")
    assert judged(ARTICLE, "merged-words", finding).tally("xx", "merged-words").alarms == 1
    result = evaluate([ARTICLE], checker("merged-words", finding), {("xx", "one"): [Except("one", "xx", 38, 41)]})
    assert (result.tally("xx", "merged-words").alarms, result.excepted) == (0, 1)


def test_rows_sum_up_languages() -> None:
    result = evaluate(
        [ARTICLE, LabelledArticle("two", "yy", TEXT)], checker("merged-words", Finding(12, 21, "", ("a horrible",)))
    )
    total = next(row for row in rows(result) if (row.language, row.rule) == ("all", "merged-words"))
    assert (total.labels, total.recall, total.right_first_fix, total.precision, total.false_alarms) == (1, 1.0, 1.0, 0.5, 1)


def test_intervals_agree_with_published_values() -> None:
    assert [round(bound, 3) for bound in wilson(8, 10)] == [0.49, 0.943]
    assert [round(bound, 1) for bound in poisson_interval(10)] == [4.8, 18.4]


def test_findings_are_held_against_the_confidence_that_they_claim() -> None:
    sure, doubtful = Finding(12, 21, "", confidence=0.92), Finding(40, 44, "", confidence=0.94)
    hints, warnings = calibration(judged(ARTICLE, "merged-words", sure, doubtful, Finding(0, 4, "", confidence=0.6)))
    assert (hints.floor, hints.findings, hints.right) == (0.0, 1, 0.0)
    assert (warnings.floor, warnings.findings, warnings.right) == (0.9, 2, 0.5)
    assert warnings.claimed == pytest.approx(0.93)


@pytest.mark.parametrize(
    ("found", "safe", "right", "alarms"),
    [
        ([Finding(4, 7, "", ("",))], 1, 0, 0),  # takes out what the label would keep
        ([Finding(0, 7, "", ("The",))], 1, 1, 0),
        ([Finding(0, 7, "", ("The",), 0.7)], 0, 0, 0),  # a hint is never fixed unseen
        ([Finding(0, 7, "", ("The",), safe=False)], 0, 0, 0),
        ([Finding(8, 11, "", ("x",))], 0, 0, 1),
        ([Finding(15, 20, "", ("x",))], 0, 0, 0),  # a known fault
        ([Finding(3, 4, "", ("",)), Finding(4, 7, "", ("",))], 2, 2, 0),  # together they are right
    ],
)
def test_safe_fixes_are_held_against_labels(found: list[Finding], safe: int, right: int, alarms: int) -> None:
    article = LabelledArticle("x", "en", "The the end. On mondays.", (Artefact(0, 7, "some-rule", "The"),))
    result = evaluate([article], checker("some-rule", *found, safe=True), {("en", "x"): [Except("x", "en", 15, 20)]})
    tally = result.tally("en", "some-rule")
    assert (tally.safe, tally.safe_right, tally.safe_alarms) == (safe, right, alarms)
    assert len(result.wrong_fixes) == safe - right + alarms
