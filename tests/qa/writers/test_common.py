"""What formats share: paths as services find them, edits made one, the gravest kept."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from qa.positions import Edit
from qa.rule import SEVERITIES
from qa.writers.common import Gravest, as_one, in_project, message
from tests.qa.writers.golden import alone
from tests.qa.writers.samples import applied, checked, record


def test_paths_start_at_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "repository" / "news"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        with alone(**{name: str(tmp_path / "repository")}):
            assert in_project("./a.txt") == "news/a.txt"
            assert in_project(str(inner / "de" / "a.txt")) == "news/de/a.txt"
            assert in_project("../b.txt") == "b.txt"
            assert in_project("../../c.txt") == "../../c.txt"
            assert in_project("./a.txt", os.curdir) == "a.txt"
    with alone(GITHUB_WORKSPACE=str(tmp_path / "another")):
        assert in_project("a.txt") == "a.txt"
    with alone():
        assert in_project("a.txt") == "a.txt"
        assert in_project("-") == "-"
        assert in_project("https://example.org/./a") == "https://example.org/./a"
        assert in_project(str(tmp_path / "c.txt")) == str(tmp_path / "c.txt")


@given(st.text(min_size=1, max_size=20), st.data())
def test_edits_made_one_do_the_same(raw: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(raw)), max_size=6)))
    edits = [Edit(a, b, data.draw(st.text(max_size=3))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    one = as_one(edits, raw)
    if not edits:
        assert one is None
    elif len({edit.start for edit in edits}) == len(edits):  # the order of two insertions at a place is theirs to settle
        assert one is not None
        wanted = applied(raw, ((edit.start, edit.end, edit.text) for edit in edits))
        assert applied(raw, [(one.start, one.end, one.text)]) == wanted


@given(st.lists(st.sampled_from(SEVERITIES)), st.integers(1, 5))
def test_the_gravest_are_kept_in_order(severities: list[str], limit: int) -> None:
    kept: Gravest[tuple[str, int]] = Gravest(limit)
    for place, severity in enumerate(severities):
        if kept.wants(severity):  # type: ignore[arg-type]
            kept.add(severity, (severity, place))  # type: ignore[arg-type]
    everything = sorted(zip(severities, range(len(severities)), strict=True), key=lambda one: SEVERITIES.index(one[0]))  # type: ignore[arg-type]
    assert kept.all() == everything[:limit]
    assert kept.met == len(severities)


def test_a_message_names_the_segment() -> None:
    result = checked("twothree")
    (finding,) = result.report.findings
    assert message(replace(finding, segment="u7"), result.document).startswith("segment u7: “twothree” is wrong")
    assert message(finding, record("twothree", "b", 4)).startswith("record b: “twothree” is wrong")
