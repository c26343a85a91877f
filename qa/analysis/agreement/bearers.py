"""Titles and roles that clash with who bears them."""

from collections.abc import Iterator

from qa.analysis.agreement.articles import ENDS, adjective_clash, article_clash
from qa.analysis.agreement.clashes import Clash, clash
from qa.analysis.agreement.subjects import AFTER_TITLE, Subject, Subjects
from qa.analysis.marks import QUOTES
from qa.analysis.persons import Sex

_COMPLEMENT = 6
"""Words that may say of what somebody is the head: the director of the old city library, NAME."""
_HYPHENS = ("-", "\u2010", "’", "'")


def bearers(subjects: Subjects) -> Iterator[Clash]:
    """Titles and roles that clash with their article or with the name of who bears them."""
    told, places = subjects.told, subjects.places
    for _, small, indices in places.gendered:
        shown = told.bearers.get(small)
        if shown is None:
            continue
        for index in indices:
            if places.gap(index + 1)[:1] in _HYPHENS or _is_in_name(subjects, index, small):
                continue
            sex = shown
            if sex == "?":
                sex = told.by_article(small, places.lower(index - 1)) or places.sex_by_article(index) or "?"
            found = (
                _named_otherwise(subjects, index, small, sex)
                or article_clash(subjects, index, small)
                or adjective_clash(subjects, index, small)
            )
            if found:
                yield found


def _is_in_name(subjects: Subjects, index: int, small: str) -> bool:
    """Whether a role is somebody's surname, or part of a body's name: Anna König, Prince Albert Road."""
    told, places = subjects.told, subjects.places
    before = places.form(index - 1)
    if not places.form(index)[0].isupper() or not before[:1].isupper() or not places.joined(index):
        return False
    if small in told.titles or small in told.titles.values():
        return False
    lexicon = subjects.article.lexicon
    assert lexicon is not None
    return small in told.surnames or bool(lexicon.word(before).first_name)


def _named_otherwise(subjects: Subjects, index: int, small: str, sex: Sex) -> Clash | None:
    """A title or a role of one sex beside the name of somebody of the other."""
    told, places = subjects.told, subjects.places
    if sex == "?" or (sex == "m" and small in told.titular):
        return None
    article = places.lower(index - 1) if places.joined(index) else ""
    determined = article in subjects.article.language.articles or places.sex_by_article(index) is not None
    before = index - 1 if determined else index
    if told.nouns.get(places.lower(before - 1)) and places.gap(before) in AFTER_TITLE and small not in told.titles:
        return None  # Madame le ministre, Frau Minister
    named, sure = _bearer(subjects, index, small, sex, determined)
    if named is None or named.sex in (sex, "?") or subjects.is_backed(named, sex):
        return None
    sure = sure and named.sure and small not in told.soft
    other = told.counterpart(small, sex)
    changed = _exchanged(subjects, index, article, sex) if determined else None
    if changed is None:
        return clash(subjects.article, index, index + 1, "", other, sure)
    return clash(subjects.article, index - 1, index + 1, changed, other, sure)


def _exchanged(subjects: Subjects, index: int, article: str, sex: Sex) -> str | None:
    """The article of the other gender, before a role of a sex."""
    told = subjects.told
    if sex == "m":
        return {**told.articles, **told.spoken_articles}.get(article)
    feminine = {**{hers: his for his, hers in told.articles.items()}, **told.feminine_articles, **told.spoken_feminine}
    if told.opening_feminine and subjects.places.opens(index - 1):
        feminine.update(told.opening_feminine)
    return feminine.get(article)


def _bearer(subjects: Subjects, index: int, small: str, sex: Sex, determined: bool) -> tuple[Subject | None, bool]:
    """Whose name stands beside a role or title, `determined` by an article; and whether it surely is its bearer's."""
    told, places = subjects.told, subjects.places
    before = index - determined
    if places.gap(index + 1) in AFTER_TITLE and (named := subjects.named_at(index + 1, alone=small in told.first_titles)):
        may_go_on = told.loose and (determined or small not in told.titles)
        if not may_go_on:
            return named, True
        relative = told.zero_relatives and determined and places.opens(before)
        if not relative and _is_spoken_of(subjects, before, determined):
            return named, True
        ends = places.gap(named.stop)[:1] in ENDS or places.lower(named.stop) in places.said
        return (named, False) if ends else (None, False)
    if determined and _is_spoken_of(subjects, before, determined) and (named := _name_in_apposition(subjects, index + 1)):
        return named, not told.loose or sex == "f"
    if small not in told.titles and _is_said_of_name(subjects, index):
        return _name_before(subjects, index), sex == "f"
    return None, False


def _is_spoken_of(subjects: Subjects, index: int, determined: bool) -> bool:
    """Whether a role, from its article on, opens a sentence or follows a verb of speech."""
    places, told = subjects.places, subjects.told
    return places.said_before(index) or places.opens(index) or (told.loose and not determined and _is_modified(subjects, index))


def _is_modified(subjects: Subjects, index: int) -> bool:
    """Whether one word or two stand between a verb of speech, or an article after it, and a role: said company spokesman NAME."""
    places, language = subjects.places, subjects.article.language
    for first in range(index - 1, max(index - 3, 0), -1):
        if not places.joined(first + 1) or places.lower(first) in language.function_words:
            return False
        start = first - (places.lower(first - 1) in language.articles)
        if places.said_before(start) or places.opens(start):
            return True
    return False


def _name_in_apposition(subjects: Subjects, index: int) -> Subject | None:
    """The name that follows a role and its complement between commas: the director of the school, NAME, said."""
    told, places, count = subjects.told, subjects.places, len(subjects.article.words)
    start, heads = index, set[Sex | None]()
    while places.lower(index) in told.between and places.joined(index):
        index += 1
    if places.lower(index) in told.of and places.joined(index):
        for end in range(index + 1, min(index + 1 + _COMPLEMENT, count)):
            if places.gap(end) == ", ":
                index = end
                break
            if not places.joined(end) or places.lower(end) in places.said:
                return None
        else:
            return None
        heads = {told.nouns.get(places.lower(at)) for at in range(start, index)}
    if index >= count or places.gap(index) != ", ":
        return None
    named = subjects.named_at(index)
    if named is None or named.sex in heads or places.gap(named.stop)[:1] not in ENDS - QUOTES:
        return None
    is_listed = places.gap(named.stop).startswith(", ") and places.form(named.stop)[:1].isupper()  # NAME, NAME and NAME
    return None if is_listed else named


def _is_said_of_name(subjects: Subjects, index: int) -> bool:
    """Whether a role without an article follows a name and a comma, and has a complement or another comma: NAME, head of."""
    places = subjects.places
    if places.gap(index) != ", " or index < 2 or not places.form(index - 1)[:1].isupper():
        return False
    complement = places.lower(index + 1) in subjects.told.of and places.joined(index + 1)
    return complement or places.gap(index + 1).startswith(", ")


def _name_before(subjects: Subjects, index: int) -> Subject | None:
    """The name that opens a sentence or follows a verb of speech, and ends before a word."""
    for first in (index - 2, index - 3):
        if first >= 0 and (subjects.places.opens(first) or subjects.places.said_before(first)):
            named = subjects.named_at(first)
            if named and named.stop == index:
                return named
    return None
