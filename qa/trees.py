"""Boosted decision trees, scored without the library that grew them."""

from collections.abc import Sequence
from typing import final

from msgspec import Struct


@final
class Branch(Struct, frozen=True, array_like=True, gc=False):
    """Leads on to `low` where a `feature` is `most` or less, else to `high`; a whole number is a leaf's value."""

    feature: int
    most: float
    low: "Branch | int"
    high: "Branch | int"


Node = Branch | int


class Trees(Struct, frozen=True):
    """Trees whose leaves add up to a score in thousandths.

    `gates` let most of what is no case leave early: after so many trees a sum below the bound cannot win any more.
    """

    trees: list[Node]
    gates: list[tuple[int, int]]

    def score(self, features: Sequence[float], start: int = 0) -> int | None:
        """The sum of `start` and the leaves that the features lead to; None where a gate stops them."""
        figures = [*map(float, features)]  # floats are compared with floats, that is fastest
        total, place = start, 0
        for end, bound in (*self.gates, (len(self.trees), None)):
            for node in self.trees[place:end]:
                while type(node) is Branch:  # twice as fast as isinstance
                    node = node.low if figures[node.feature] <= node.most else node.high
                total += node
            if bound is not None and total < bound:
                return None
            place = end
        return total
