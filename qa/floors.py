"""Figures that the corpus pins: what every rule must reach on it, never lowered in silence."""

import msgspec
from msgspec import Struct

from qa.evaluate import Evaluation, Row, rows


class Floor(Struct, frozen=True, forbid_unknown_fields=True):
    """What a rule must reach over all languages: shares of 1, and at most so many false alarms."""

    recall: float | None = None
    right_first_fix: float | None = None
    false_alarms: int = 0


def read(path: str) -> dict[str, Floor]:
    """The floors in a JSON file, by rule. Raises OSError, ValueError."""
    with open(path, "rb") as file:
        try:
            return msgspec.json.decode(file.read(), type=dict[str, Floor])
        except msgspec.MsgspecError as error:
            raise ValueError(f"{path}: {error}") from error


def shortfalls(result: Evaluation, path: str) -> list[str]:
    """Where an evaluation falls short of the floors in a file, in words. Raises OSError, ValueError."""
    floors = read(path)
    measured = {row.rule: row for row in rows(result, by_language=False)}
    short = [line for rule, floor in floors.items() for line in _against(rule, floor, measured.get(rule))]
    unpinned = [rule for rule, row in measured.items() if rule not in floors and (row.labels or row.false_alarms)]
    return short + [f"{rule}: has no floor in {path}" for rule in unpinned]


def _against(rule: str, floor: Floor, row: Row | None) -> list[str]:
    if row is None:
        return [f"{rule}: nothing was measured"]
    short = []
    for name, wanted, got in (
        ("recall", floor.recall, row.recall),
        ("right first fix", floor.right_first_fix, row.right_first_fix),
    ):
        if wanted is not None and (got is None or got + 1e-9 < wanted):
            short.append(f"{rule}: {name} {got if got is None else round(got, 3)}, floor {wanted}")
    if row.false_alarms > floor.false_alarms:
        short.append(f"{rule}: {row.false_alarms} false alarms, at most {floor.false_alarms}")
    return short


def pinned(result: Evaluation) -> dict[str, Floor]:
    """The floors that an evaluation reaches, by rule."""
    return {
        row.rule: Floor(_down(row.recall), _down(row.right_first_fix), row.false_alarms)
        for row in rows(result, by_language=False)
    }


def raised(floor: Floor, other: Floor) -> Floor:
    """The stricter of two floors in each figure."""
    return Floor(
        _higher(floor.recall, other.recall),
        _higher(floor.right_first_fix, other.right_first_fix),
        min(floor.false_alarms, other.false_alarms),
    )


def encoded(floors: dict[str, Floor]) -> bytes:
    """Floors as their file holds them."""
    return msgspec.json.format(msgspec.json.encode(floors), indent=1) + b"\n"


def _higher(one: float | None, other: float | None) -> float | None:
    return max((value for value in (one, other) if value is not None), default=None)


def _down(value: float | None) -> float | None:
    return None if value is None else int(value * 1000) / 1000
