"""Boosted decision trees, scored without the library that grew them."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

Node = Any
"""A leaf (its value) or a branch: [feature, threshold, node up to the threshold, node above it]."""


class Trees(Struct, frozen=True):
    """Trees whose leaves add up to a score in thousandths.

    `gates` let most of what is no case leave early: after so many trees a sum below the bound cannot win any more.
    """

    trees: list[Node]
    gates: list[tuple[int, int]]

    def score(self, features: Sequence[float]) -> int | None:
        """The sum of the leaves that the features lead to; None where a gate stops them."""
        total = place = 0
        for end, bound in (*self.gates, (len(self.trees), None)):
            for node in self.trees[place:end]:
                while type(node) is list:
                    node = node[2] if features[node[0]] <= node[1] else node[3]
                total += node
            if bound is not None and total < bound:
                return None
            place = end
        return total
