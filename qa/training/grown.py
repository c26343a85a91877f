"""Trees that LightGBM has grown, as `qa.trees` reads them."""

from typing import Any

import lightgbm

from qa.trees import Branch, Node


def nodes(booster: lightgbm.Booster) -> list[Node]:
    """The trees, with leaves in thousandths."""
    return [_node(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]


def _node(node: dict[str, Any]) -> Node:
    """A tree of the library as `qa.trees` reads it. It parts what is below zero from zero by a threshold that would round to zero."""
    if "leaf_value" in node:
        leaf: int = round(1000 * node["leaf_value"])
        return leaf
    threshold = round(node["threshold"], 3) or (0.001 if node["threshold"] > 0 else -0.001)
    return Branch(node["split_feature"], threshold, _node(node["left_child"]), _node(node["right_child"]))
