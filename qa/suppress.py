"""Suppressions: what users ask to be left alone, in comments of the text and in records.

`<!-- mtlint-ignore RULE, RULE -->` silences these rules in the block that follows, `<!-- mtlint-ignore-file RULE -->` in the whole
file; without a rule they silence all. A JSONL record has `"ignore": ["RULE", "RULE:TEXT"]`.
"""

import re
import sys
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from qa.article import Document, Suppression
from qa.overlaps import Raised

_COMMENT = re.compile(r"\s*mtlint-ignore(-file)?(?![\w-])[\s:]*(.*?)\s*", re.S)
_SEPARATOR = re.compile(r"[\s,]+")


WHOLE = sys.maxsize
"""The end of a suppression of the whole text."""


T = TypeVar("T", bound=Raised)


class Comments:
    """Gathers the suppressions of one file while a reader goes through it."""

    def __init__(self) -> None:
        self._waiting: list[Suppression] = []
        self._done: list[Suppression] = []

    def comment(self, content: str, at: int, raw_start: int, raw_end: int) -> None:
        """Take note of a comment, `raw[raw_start:raw_end]`, if it is one of ours; `at`: how much text came before it."""
        if "mtlint-ignore" not in content or not (match := _COMMENT.fullmatch(content)):
            return
        rules = tuple(filter(None, _SEPARATOR.split(match[2])))
        if match[1]:
            self._done.append(Suppression(rules, 0, WHOLE, raw_start, raw_end))
        else:
            self._waiting.append(Suppression(rules, at, at, raw_start, raw_end))

    def block(self, start: int, end: int) -> None:
        """The block `text[start:end]` has been read: comments before it silence it, one amid it what follows there."""
        if self._waiting:
            self._done += (
                Suppression(one.rules, max(start, one.start), end, one.raw_start, one.raw_end)
                for one in self._waiting
                if one.start < end
            )
            self._waiting = [one for one in self._waiting if one.start >= end]

    def all(self) -> tuple[Suppression, ...]:
        """Every suppression of the file; one that no block follows silences nothing."""
        return tuple(sorted((*self._done, *self._waiting), key=lambda one: one.raw_start))


def from_record(entries: Iterable[str]) -> tuple[Suppression, ...]:
    """The suppressions of a record's `ignore` entries, `RULE` or `RULE:TEXT`."""
    found = []
    for entry in entries:
        rule, colon, text = entry.partition(":")
        found.append(
            Suppression((rule.strip(),) if rule.strip() not in ("", "*") else (), 0, WHOLE, text=text if colon else None)
        )
    return tuple(found)


def used(
    raised: Iterable[T], document: Document, known: Collection[str], ran: Collection[str]
) -> tuple[list[T], list[tuple[Suppression, str]]]:
    """(the findings that no suppression silences, the suppressions that are of no use with what is wrong with each).

    A finding is silenced where it overlaps the suppression's stretch. `known` are the rules there are, `ran` those that ran:
    nothing can be said of the others. A suppression of all rules is of no use only where it silences none of all that ran.
    """
    local = sorted((one.start, index) for index, one in enumerate(document.suppressions) if one.end < WHOLE)
    whole = [index for index, one in enumerate(document.suppressions) if one.end == WHOLE]
    kept: list[T] = []
    silenced: set[tuple[int, str]] = set()
    for one in raised:
        hits = [
            index for index in (*whole, *_around(one, local, document)) if _covers(document.suppressions[index], one, document)
        ]
        silenced.update((index, one.rule) for index in hits)
        if not hits:
            kept.append(one)
    return kept, [
        (suppression, message)
        for index, suppression in enumerate(document.suppressions)
        for message in _idle(index, suppression, silenced, known, ran)
    ]


def _around(one: Raised, local: list[tuple[int, int]], document: Document) -> Iterator[int]:
    """The suppressions of single blocks in whose stretch a finding lies; those come in order and blocks do not overlap."""
    at = bisect_left(local, (one.end, 0))
    while at and document.suppressions[local[at - 1][1]].end > one.start:
        at -= 1
        yield local[at][1]


def _covers(suppression: Suppression, one: Raised, document: Document) -> bool:
    if suppression.rules and one.rule not in suppression.rules:
        return False
    return suppression.text is None or suppression.text == document.text[one.start : one.end]


def _idle(
    index: int, suppression: Suppression, silenced: set[tuple[int, str]], known: Collection[str], ran: Collection[str]
) -> Iterable[str]:
    """What is wrong with a suppression: each rule of it that does not exist, or ran and was not silenced."""
    if not suppression.rules and not any(at == index for at, _ in silenced):
        yield "this suppression silences nothing"
    for rule in suppression.rules:
        if rule not in known:
            yield f"this suppression names “{rule}”, and no rule has that name"
        elif rule in ran and (index, rule) not in silenced:
            yield (
                f"“{rule}” flags nothing here"
                if suppression.text is None
                else f"“{rule}” does not flag “{suppression.text}” here"
            )
