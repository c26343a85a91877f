"""Articles and adjectives that clash with the role after them."""

from qa.analysis.agreement.clashes import Clash, clash
from qa.analysis.agreement.subjects import Subjects
from qa.analysis.marks import QUOTES

ENDS = frozenset(".,;:!?)]–—") | QUOTES
"""Marks that end what is said of somebody."""


def article_clash(subjects: Subjects, index: int, small: str) -> Clash | None:
    """An article of the other gender before a role, in lower case `small`, whose form tells its own."""
    told, places = subjects.told, subjects.places
    sex, before = told.bearers[small], places.lower(index - 1)
    if not places.joined(index) or sex == "?" or small in told.titles or small in told.titles.values():
        return None
    if sex == "f":
        right = told.articles.get(before)
        if right is None and before in told.spoken_articles and _is_spoken(subjects, index - 1, ends=True):
            right = told.spoken_articles[before]
    elif small in told.titular or small in told.surnames:
        return None
    else:
        right = told.feminine_articles.get(before)
        if right is None and before in told.opening_feminine and places.opens(index - 1) and subjects.named_at(index + 1):
            right = told.opening_feminine[before]
        if right is None and before in told.spoken_feminine and _is_spoken(subjects, index - 1, ends=False):
            right = told.spoken_feminine[before]
    if right is None:
        return None
    named, sure = subjects.named_at(index + 1), small not in told.soft
    if named and named.sex not in (sex, "?"):
        return clash(subjects.article, index - 1, index + 1, before, told.counterpart(small, sex), sure)
    return clash(subjects.article, index - 1, index + 1, right, small, sure)


def adjective_clash(subjects: Subjects, index: int, small: str) -> Clash | None:
    """An article or an adjective of the other gender, with an adjective between article and role."""
    told, places = subjects.told, subjects.places
    sex = told.bearers[small]
    if sex == "?" or small in told.titles or (sex == "m" and (small in told.titular or small in told.surnames)):
        return None
    if index < 2 or not places.joined(index) or not places.joined(index - 1):
        return None
    adjective, before = places.lower(index - 1), places.lower(index - 2)
    declined = told.declined if sex == "f" else told.declined_feminine
    for both, right in declined.items():
        article, _, ending = both.partition(" ")
        if (
            article == before
            and adjective.endswith(ending)
            and places.form(index - 1).islower()
            and adjective not in places.said
            and adjective not in subjects.article.language.function_words
        ):
            return clash(subjects.article, index - 2, index + 1, f"{right} {adjective}", small, True)
    hers, his = told.adjectives.get(adjective), told.adjectives_of_women.get(adjective)
    if (hers is None and his is None) or (before not in told.articles and before not in told.feminine_articles):
        return None
    right = (told.articles if sex == "f" else told.feminine_articles).get(before, before)
    fitting = (hers or adjective) if sex == "f" else (his or adjective)
    if (right, fitting) == (before, adjective):
        return None
    return clash(subjects.article, index - 2, index + 1, f"{right} {fitting}", small, small not in told.soft)


def _is_spoken(subjects: Subjects, article: int, ends: bool) -> bool:
    """Whether an article opens who speaks, right after a quotation and its verb or at the start of a sentence, before a verb.

    Where it `ends`, nobody else may follow.
    """
    places, named = subjects.places, subjects.named_at(article + 2)
    stop = named.stop if named else article + 2
    if places.said_before(article) and places.after_quote(article - 1):
        return not ends or places.gap(stop)[:1] in ENDS
    speaks = places.opens(article) and places.joined(stop) and places.lower(stop) in places.said
    return speaks and (named is not None or ends) and (not ends or places.gap(stop + 1)[:1] in (",", ":"))
