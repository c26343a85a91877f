"""Where two rules see one fault, one finding is reported: settled here, once, for all rules."""

from typing import Any, Protocol, TypeVar

ORDER = (
    "leftover-markup", "mojibake", "mixed-script", "boilerplate", "repeated-passage", "untranslated", "truncated", "merged-words",
    "doubled-punctuation", "missing-space", "extra-space", "dash-spacing", "fullwidth-punctuation", "repeated-word",
    "number-format", "lowercase-noun", "lowercase-name", "lowercase-sentence-start", "stray-capital", "inverted-mark",
    "unpaired-quote", "unpaired-bracket", "quote-style",
)  # fmt: skip
"""Of two rules that see one fault the earlier keeps it; rules not named here come last."""

_RANK = {name: rank for rank, name in enumerate(ORDER)}
_SWALLOWS = frozenset({"untranslated", "leftover-markup"})
_HIDES_NOTHING = frozenset(
    {"repeated-passage", "truncated", "inconsistent-name", "inconsistent-term", "inconsistent-translation"}
)
_SLACK = 24


class Raised(Protocol):
    """A finding with the name of its rule."""

    @property
    def rule(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Placed(Raised, Protocol):
    """What is settled: a finding that may be a mere hint, or be about what the text lacks, and takes over what another says of its fault."""

    @property
    def hint(self) -> bool: ...
    @property
    def lacking(self) -> bool: ...
    def absorb(self, other: Any, /) -> None: ...


T = TypeVar("T", bound=Placed)


def settle(findings: list[T]) -> list[T]:
    """The findings that stay, in order of position. A hint never displaces an error or a warning; what stays for another of about its
    length absorbs it.
    """
    ranked = sorted(
        findings, key=lambda finding: (finding.hint, _RANK.get(finding.rule, len(ORDER)), finding.start, -finding.end)
    )
    order = {id(finding): place for place, finding in enumerate(ranked)}
    rivals: dict[int, list[T]] = {}
    active: list[T] = []
    for finding in sorted(findings, key=lambda finding: finding.start):
        active = [other for other in active if other.end > finding.start]
        for other in active:
            first, second = sorted((finding, other), key=lambda one: order[id(one)])
            if _see_one_fault(first, second):
                rivals.setdefault(id(second), []).append(first)
        active.append(finding)
    kept: set[int] = set()
    for finding in ranked:
        standing = [rival for rival in rivals.get(id(finding), ()) if id(rival) in kept]
        if not standing:
            kept.add(id(finding))
        for rival in standing[:1]:
            if _are_alike(rival, finding):
                rival.absorb(finding)
    return sorted((finding for finding in findings if id(finding) in kept), key=lambda finding: (finding.start, finding.end))


def _see_one_fault(first: Placed, second: Placed) -> bool:
    """Whether two overlapping findings, the one that would stay first, are about one fault."""
    inside = first.start <= second.start and second.end <= first.end
    around = second.start <= first.start and first.end <= second.end
    if first.rule in _HIDES_NOTHING and inside and not around:
        return False
    if (inside and first.rule in _SWALLOWS) or (around and second.rule in _SWALLOWS):
        return True
    if first.lacking or second.lacking:
        return False
    return _are_alike(first, second)


def _are_alike(first: Placed, second: Placed) -> bool:
    return abs((first.end - first.start) - (second.end - second.start)) <= _SLACK
