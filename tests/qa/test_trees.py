"""Trees scored by hand."""

from qa.trees import Branch, Trees

STUMP = Branch(0, 0.5, -10, Branch(1, 2.0, 20, 300))


def test_a_branch_goes_left_up_to_its_threshold() -> None:
    trees = Trees([STUMP], [])
    assert trees.score((0.5, 9.0)) == -10
    assert trees.score((0.6, 2.0)) == 20
    assert trees.score((0.6, 2.1)) == 300


def test_leaves_add_up_and_a_tree_may_be_a_leaf() -> None:
    assert Trees([STUMP, 5, STUMP], []).score((1.0, 0.0)) == 45


def test_a_gate_stops_what_is_below_its_bound() -> None:
    trees = Trees([STUMP, 1000], [(1, 0)])
    assert trees.score((0.0, 0.0)) is None
    assert trees.score((1.0, 0.0)) == 1020


def test_gates_hold_for_what_was_added_to_the_start() -> None:
    trees = Trees([STUMP, 1000], [(1, 0)])
    assert trees.score((0.0, 0.0), 10) == 1000
    assert trees.score((1.0, 0.0), -21) is None
