"""What was measured of each rule in each language, and what follows: how grave its findings may be there, or that it is off.

`measured.json` is written by `python -m tests.bench.measure`; nobody edits it by hand.
"""

import os
from functools import lru_cache
from typing import Literal

import msgspec
from msgspec import Struct

PATH = os.path.join(os.path.dirname(__file__), "measured.json")

RIGHT, CASES = 0.99, 100
"""Fixes are safe where this share of at least so many was right over all languages."""


class Measured(Struct, frozen=True, omit_defaults=True):
    """A rule's figures in a language, errors and warnings counted.

    `severity` is the gravest that it may raise there. `words` of clean text raised `alarms` false alarms; of `labels` planted
    faults `found` were found. Of `findings` in the articles with planted faults `right` overlap one; the rest are faults that
    nobody planted, too. Of `fixes` that the rule calls safe, on labelled faults and on clean text, `fixes_right` were; `safe` says
    that they may be made unseen there.

    A rule that weighs its findings may be sure of some where it is wrong too often about others: findings of a confidence under
    `warns_from` are hints there, those under `hints_from` are left out. The figures are of what remains.
    """

    severity: Literal["error", "warning", "info", "off"]
    warns_from: float = 0.0
    hints_from: float = 0.0
    words: int = 0
    alarms: int = 0
    labels: int = 0
    found: int = 0
    findings: int = 0
    right: int = 0
    fixes: int = 0
    fixes_right: int = 0
    safe: bool = False


@lru_cache(maxsize=1)
def table() -> dict[str, dict[str, Measured]]:
    """Rule -> language code -> figures. Empty before anything was measured."""
    try:
        with open(PATH, "rb") as file:
            return msgspec.json.decode(file.read(), type=dict[str, dict[str, Measured]])
    except FileNotFoundError:
        return {}
