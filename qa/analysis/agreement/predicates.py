"""Roles that a copula gives to somebody of the other sex."""

from collections.abc import Iterator

from qa.analysis.agreement.clashes import Clash, clash
from qa.analysis.agreement.subjects import Subjects


def predicates(subjects: Subjects) -> Iterator[Clash]:
    """Roles that a copula gives to somebody of the other sex: Tom Reed was the chairwoman."""
    told, places = subjects.told, subjects.places
    articles = subjects.article.language.articles
    for _, small, indices in places.gendered:
        sex = told.bearers.get(small)
        if sex is None or sex == "?" or small in told.titular or small in told.titles:
            continue
        for index in indices:
            before = places.lower(index - 1)
            determined = before in articles and places.joined(index)
            subject = subjects.subject_of(index - determined, apposition=False)
            if subject and subject.sex not in (sex, "?") and not subject.pronoun and not subjects.is_backed(subject, sex):
                exchange = told.feminine_articles if sex == "f" else told.articles
                changed = exchange.get(before) if determined else None
                first, sure = index - (changed is not None), subject.sure and sex == "f"
                yield clash(subjects.article, first, index + 1, changed or "", told.counterpart(small, sex), sure)
