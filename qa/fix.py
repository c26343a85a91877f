"""Findings + text -> mended text: what may be changed together, what a change brings about, and when nothing is left to do.

`apply` is all that an editor or a page needs to make one suggestion's edits. `mend` goes on until nothing is left that may be
fixed: it fixes, checks again, and takes back what would raise a finding that was not there before. So fixing twice is fixing
once, and no fix makes a new fault.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from qa.article import Document
from qa.check import Checked
from qa.positions import Edit
from qa.report import ReportedError, ReportedFinding

_PASSES = 10
"""Rounds of fixing and checking again; what goes on for longer never settles."""
_TRIES = 20
"""Times that fixes are taken back before the text is left as it was."""


def apply(raw: str, edits: Iterable[Edit]) -> str:
    """The input with its edits made; their offsets are those of `raw`. Raises ValueError where two of them overlap."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not at <= edit.start <= edit.end <= len(raw):
            raise ValueError(f"the edit of {edit.start}-{edit.end} overlaps another, or lies outside of {len(raw)} characters")
        parts += raw[at : edit.start], edit.text
        at = edit.end
    parts.append(raw[at:])
    return "".join(parts)


def combined(raw: str, passes: Iterable[Sequence[Edit]]) -> tuple[Edit, ...]:
    """The edits of `raw` that come to the same as all the passes, one after another. Raises ValueError as `apply` does."""
    text, origins = raw, list(range(len(raw)))
    for edits in passes:
        text = apply(text, edits)
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
            origins[edit.start : edit.end] = [_PUT_IN] * len(edit.text)
    made: list[Edit] = []
    at = begin = 0  # what follows the last character that stayed, in `raw` and in `text`
    for place, origin in enumerate((*origins, len(raw))):
        if origin == _PUT_IN:
            continue
        if origin > at or place > begin:
            made.append(Edit(at, origin, text[begin:place]))
        at, begin = origin + 1, place + 1
    return tuple(made)


_PUT_IN = -1
"""The origin of a character that the input does not have."""


def fixable(findings: Iterable[ReportedFinding], *, unsafe: bool = False) -> list[ReportedFinding]:
    """The findings whose first suggestion may be made at once, in order: safe ones, and then others if `unsafe`.

    Of findings that overlap or touch one waits: what it says may no longer hold when the other is fixed.
    """
    chosen: list[ReportedFinding] = []
    findings = list(findings)
    for safe in (True, False) if unsafe else (True,):
        for finding in findings:
            if finding.suggestions and finding.suggestions[0].edits and finding.suggestions[0].safe == safe:
                at = bisect_left(chosen, _extent(finding), key=_extent)
                start, end = _extent(finding)
                if (not at or _extent(chosen[at - 1])[1] < start) and (at == len(chosen) or end < _extent(chosen[at])[0]):
                    chosen.insert(at, finding)
    return chosen


def _extent(finding: ReportedFinding) -> tuple[int, int]:
    """From the first to the last character of the input that a finding or its first suggestion touches."""
    edits = finding.suggestions[0].edits
    return min(finding.start, *(edit.start for edit in edits)), max(finding.end, *(edit.end for edit in edits))


class Mended(NamedTuple):
    """What became of a document's input.

    `passes` are the edits that lead from the input to `raw`, each round's with offsets of what the round before left. `fixed`
    are the findings fixed, as they were placed when they were; `left` those of the text as it is now. With `errors` the text
    could not be checked, and nothing was changed.
    """

    raw: str
    passes: tuple[tuple[Edit, ...], ...]
    fixed: tuple[ReportedFinding, ...]
    left: tuple[ReportedFinding, ...]
    errors: tuple[ReportedError, ...] = ()


def mend(
    document: Document, reread: Callable[[str], Document], check: Callable[[Document], Checked], *, unsafe: bool = False
) -> Mended:
    """Fix a document: what is safe, and with `unsafe` what else has a suggestion. `reread` makes a document of changed input."""
    first = check(document)
    untouched = whole = Mended(document.source.raw, (), (), first.report.findings, first.errors)
    now = first
    for _ in range(_TRIES):
        if now.errors:
            return untouched._replace(errors=now.errors)
        settled, taken_back = _Mending(document, now, reread, check, unsafe).settle()
        if settled is None or settled.errors:
            return untouched if settled is None else untouched._replace(errors=settled.errors)
        whole = Mended(settled.raw, whole.passes + settled.passes, whole.fixed + settled.fixed, settled.left)
        if not taken_back or not settled.passes:
            return whole
        # What was taken back may be fixed now that other things are; else fixing again would change the text.
        document = reread(whole.raw)
        now = check(document)
    return untouched


Key = tuple[str, int, int]
"""A fix: its rule and the stretch of the first input that its finding came from."""


class _Mending:
    """One document and the fixes that are taken back in it."""

    def __init__(
        self,
        document: Document,
        start: Checked,
        reread: Callable[[str], Document],
        check: Callable[[Document], Checked],
        unsafe: bool,
    ) -> None:
        self.start = start
        self._document = document
        self._reread = reread
        self._check = check
        self._unsafe = unsafe
        self._before = _by_rule(start.report.findings)

    def settle(self) -> tuple[Mended | None, bool]:
        """(what is left when all may stand that was done, None where that never came about; whether some was taken back)."""
        banned: set[Key] = set()
        for number in range(_TRIES):
            run = self._run(banned)
            if run.mended.errors or (run.settled and not run.new):
                return run.mended, bool(banned)
            blamed = self._blamed(run, 1 << number)
            if not blamed - banned:
                break
            banned |= blamed
        return None, True

    def _run(self, banned: set[Key]) -> "_Run":
        """Fix and check again until nothing is left to fix but what is banned."""
        raw, checked = self._document.source.raw, self.start
        ways: list[_WayBack] = []
        fixed: list[ReportedFinding] = []
        rounds: list[list[Key]] = []
        while True:
            chosen = [
                (_key(finding, ways), finding)
                for finding in fixable(_allowed(raw, checked.report.findings, banned, ways), unsafe=self._unsafe)
            ]
            settled = not chosen
            if settled or len(ways) == _PASSES:
                break
            edits = tuple(edit for _, finding in chosen for edit in finding.suggestions[0].edits)
            raw = apply(raw, edits)
            ways.append(_WayBack(edits))
            fixed += (finding for _, finding in chosen)
            rounds.append([key for key, _ in chosen])
            checked = self._check(self._reread(raw))
            if checked.errors:
                break
        left = checked.report.findings
        new = [
            (start, end)
            for rule, start, end in (_key(finding, ways) for finding in left)
            if not self._before.get(rule, _NOWHERE).touch(start, end)
        ]
        return _Run(Mended(raw, tuple(way.edits for way in ways), tuple(fixed), left, checked.errors), rounds, settled, new)

    def _blamed(self, run: "_Run", reach: int) -> set[Key]:
        """The fixes to take back: the last ones where that never settles; those that touch a new finding; else the `reach` nearest
        on either side of it.
        """
        if not run.settled:
            return set(run.rounds[-1])
        applied = sorted((key for keys in run.rounds for key in keys), key=lambda key: key[1:])
        blamed: set[Key] = set()
        for start, end in run.new:
            first = bisect_left(applied, start, key=lambda key: key[2])
            last = bisect_right(applied, end, key=lambda key: key[1])
            blamed.update(applied[first:last] or applied[max(0, first - reach) : last + reach])
        return blamed


class _Run(NamedTuple):
    """What came of fixing with some fixes banned; `new`: where in the first input the findings stand that were not there."""

    mended: Mended
    rounds: list[list[Key]]
    settled: bool
    new: list[tuple[int, int]]


class _Places:
    """Stretches of a text."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them overlaps `start:end` or meets it."""
        at = bisect_right(self._starts, end) - 1
        return at >= 0 and self._ends[at] >= start


_NOWHERE = _Places(())


def _by_rule(findings: Iterable[ReportedFinding]) -> dict[str, _Places]:
    stretches: dict[str, list[tuple[int, int]]] = {}
    for finding in findings:
        stretches.setdefault(finding.rule, []).append((finding.start, finding.end))
    return {rule: _Places(some) for rule, some in stretches.items()}


class _WayBack:
    """From the text that edits left to the text that they were made in."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.edits = tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))
        self._starts: list[int] = []
        moved = 0
        for edit in self.edits:
            self._starts.append(edit.start + moved)
            moved += len(edit.text) - (edit.end - edit.start)

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self._place(start)[0], self._place(end)[1]

    def _place(self, offset: int) -> tuple[int, int]:
        """Where an offset stood: the first and the last place, which differ within what was changed."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return offset, offset
        edit, start = self.edits[at], self._starts[at]
        if offset <= start + len(edit.text):
            return edit.start, edit.end
        place = offset - start - len(edit.text) + edit.end
        return place, place


def _key(finding: ReportedFinding, ways: Sequence[_WayBack]) -> Key:
    """A finding's rule, and where in the first input it stands."""
    span = finding.start, finding.end
    for way in reversed(ways):
        span = way.span(*span)
    return finding.rule, *span


def _allowed(
    raw: str, findings: Iterable[ReportedFinding], banned: set[Key], ways: Sequence[_WayBack]
) -> Iterator[ReportedFinding]:
    """The findings that have a fix which changes something and is not banned."""
    for finding in findings:
        if (
            finding.suggestions
            and any(raw[edit.start : edit.end] != edit.text for edit in finding.suggestions[0].edits)
            and (not banned or _key(finding, ways) not in banned)
        ):
            yield finding
