"""Pronouns right after a name that are another's."""

from collections.abc import Iterator

from qa.analysis.agreement.clashes import Clash
from qa.analysis.agreement.places import Places
from qa.analysis.agreement.subjects import Subjects


def companions(subjects: Subjects) -> Iterator[Clash]:
    """Possessives and relative pronouns right after the name that opens a sentence, which must be that person’s: NAME and her."""
    told, positions = subjects.told, subjects.article.words.positions
    for pronouns, sex, relative in (
        (told.possessives, "m", False),
        ({} if told.declined else {hers: his for his, hers in told.possessives.items()}, "f", False),
        (told.relative_pronouns, "m", True),
        (told.relative_feminine, "f", True),
    ):
        for pronoun, other in pronouns.items():
            for index in positions.get(pronoun, ()):
                stop = _end_before_relative(subjects.places, index) if relative else _end_before_joining(subjects.places, index)
                subject = subjects.ending_at(stop) if stop > 0 else None
                if subject and subject.sex not in (sex, "?") and subject.sure:
                    yield Clash(index, index + 1, other, not relative or sex == "f")


def _end_before_relative(places: Places, index: int) -> int:
    """Where a name ends that a comma parts from a relative pronoun, with a function word after it; -1 where none can."""
    if places.gap(index) != ", " or not places.joined(index + 1):
        return -1
    return index if places.lower(index + 1) in places.article.language.function_words else -1


def _end_before_joining(places: Places, index: int) -> int:
    """Where a name ends that is joined to a possessive: NAME and her; -1 where none can."""
    joined = places.lower(index - 1) in places.told.joining and places.joined(index)
    return index - 1 if joined and places.joined(index - 1) else -1
