"""Of whom a sentence or an attribution speaks."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from qa.analysis.agreement.places import Places
from qa.analysis.marks import QUOTES, SPACES
from qa.analysis.persons import Persons, Sex
from qa.analysis.phrases import JOINERS

if TYPE_CHECKING:
    from qa.analysis.quotes import Quotation

AFTER_TITLE = JOINERS | {". ", ".\u00a0"}
"""What may stand between a title and a name."""
_BREAKS = frozenset(".,;:!?\n") | QUOTES - {"’", "'"}
_OPENING = 12
"""Words that a participle at the start of a sentence may have with it."""


class Subject(NamedTuple):
    """Who a sentence or an attribution speaks of, in the words `first:stop`. `sure` as for a mention."""

    first: int
    stop: int
    sex: Sex
    sure: bool
    pronoun: bool = False


class Subjects:
    """Who stands where in an article."""

    def __init__(self, places: Places, persons: Persons) -> None:
        self.places, self.article, self.told = places, places.article, places.told
        self._words, self._persons = places.article.words, persons

    # of a sentence

    def subject_of(self, first: int, apposition: bool = True) -> Subject | None:
        """The subject of the sentence or the attribution, where it leads to the word `first` by a copula or a comma at most.

        Without `apposition`, only by a copula.
        """
        article, words, places = self.article, self._words, self.places
        links = places.links_before(first, self.told.links)
        if not (links or apposition):
            return None
        place = words.starts[first]
        if article.quotes.around(place):
            return None
        begin = article.sentences[article.sentence_at(place)].start
        if place == begin and apposition:
            return self._after_opening(first)
        for start, outer in self._starts(begin, place, within=bool(links)):
            if article.quotes.around(words.starts[start]):
                continue
            attributed = self._attribution(start)
            if attributed is None and not links and not self._is_comma(first):
                continue
            subject = self.starting_at(start) if attributed is None else attributed[1] or self.starting_at(attributed[0])
            if (
                subject
                and ((apposition and outer) or subject.stop < first)
                and self._leads(subject, first, links, attributed is not None)
            ):
                return subject
        return None

    def _starts(self, begin: int, place: int, within: bool) -> Iterator[tuple[int, bool]]:
        """The words with which a subject before a place may start: those that open its sentence, or what follows a quotation (True);
        those that open a clause `within` the sentence (False)."""
        words, places = self._words, self.places
        opening = words.between(begin, place + 1)
        yield opening[0], True
        if closing := self.article.quotes.last_before(place):
            for start in words.between(max(closing, begin), place + 1)[:1]:
                yield start, True
        if within:
            for start in words.between(begin, place)[1:]:
                if places.gap(start) == ", " or places.lower(start - 1) in self.told.conjunctions:
                    yield start, False

    def _leads(self, subject: Subject, first: int, links: list[int], attributed: bool) -> bool:
        """Whether only a copula, of which `links` are the starts, or a comma, stands between a subject and the word `first`."""
        places, at = self.places, subject.stop
        comma = self._is_comma(at)
        if at == first:
            return (comma and not subject.pronoun) or (attributed and (comma or places.joined(at)))
        if comma and places.lower(at) in self.told.relatives and not subject.pronoun:
            at += 1
        elif comma or attributed:
            return False
        return at in links and places.joined(at)

    def _is_comma(self, index: int) -> bool:
        gap = self.places.gap(index)
        return gap.startswith(",") and len(gap) == 2

    def _after_opening(self, first: int) -> Subject | None:
        """The subject that follows the first comma of a sentence: Born in the north, she ..."""
        for index in range(first + 1, min(first + _OPENING, len(self._words))):
            gap = self.places.gap(index)
            if gap.endswith(", "):
                return self.starting_at(index)
            if not _BREAKS.isdisjoint(gap):
                break
        return None

    # of an attribution

    def speaker_of(self, quotation: "Quotation") -> tuple[Subject | None, int]:
        """Who an attribution right after a quotation names; else the place before which its speaker was named, -1 where none tells."""
        text, opening = self.article.text, quotation.opening.start
        index = self._words.between(quotation.closing.start + 1, len(text))[:1]
        attributed = self._attribution(index[0]) if index else None
        if attributed is None:
            return None, opening if text[:opening].rstrip(SPACES).endswith(":") else -1
        after, subject = attributed
        if subject is None and self.places.joined(after):
            subject = self.starting_at(after)
        return subject, -1 if subject or not self._is_closed(after) else opening

    def speaker_beside(self, first: int, index: int) -> tuple[Subject | None, int]:
        """The same for words `first` to `index` that say how somebody spoke, right after a quotation’s verb: said, moved to tears."""
        places = self.places
        if places.gap(first) not in (" ", ", "):
            return None, -1
        verb = next((at for at in (first - 1, first - 2) if at >= 0 and self._attribution(at) == (first, None)), -1)
        if verb < 0:
            return None, -1
        subject = self.starting_at(index + 1) if places.joined(index + 1) else None
        return subject, -1 if subject or not self._is_closed(index + 1) else self._words.starts[verb]

    def _attribution(self, index: int) -> tuple[int, Subject | None] | None:
        """The end of the verb of an attribution that starts with the word right after a quotation, and the pronoun within it."""
        places, told = self.places, self.told
        if not places.after_quote(index):
            return None
        at, pronoun = index, -1
        if places.lower(at) in told.auxiliaries:
            at += 1 + (places.lower(at + 1) in told.linkers)
            if places.lower(at) in told.subjects:
                pronoun, at = at, at + 1
        if places.lower(at) not in places.said:
            return None
        if pronoun >= 0:
            return at + 1, Subject(pronoun, at + 1, told.subjects[places.lower(pronoun)], True)
        return at + 1 + (places.lower(at + 1) in told.linkers), None

    def _is_closed(self, index: int) -> bool:
        """Whether no subject can start with the word there: a mark stands before it, or it is a preposition."""
        told, places = self.told, self.places
        return not places.joined(index) or places.lower(index) in told.places | told.along | told.of

    # of some words

    def starting_at(self, index: int) -> Subject | None:
        """The person spoken of from a word on: a pronoun, or a title or role with its article, or a name, or both."""
        told, places = self.told, self.places
        if index >= len(self._words):
            return None
        small = places.lower(index)
        if small in told.subjects and not (small in told.courtesy and places.form(index) != small):
            return Subject(index, index + 1, told.subjects[small], True, pronoun=True)
        determined = small in self.article.language.articles
        noun = index + determined
        role = places.lower(noun)
        sex = told.bearers.get(role)
        if sex is None:
            return None if determined else self.named_at(index)
        if sex == "?":
            sex = places.sex_by_article(noun) if determined else None
        if sex == "m" and (role in told.titular or role in told.soft):
            sex = None
        after = noun + 1
        if places.gap(after) in AFTER_TITLE:
            named = self.named_at(after, alone=True)
            if named:
                if sex is None:
                    return named
                return Subject(index, named.stop, sex, True) if named.sex in (sex, "?") else None
            if role in told.titles or role in told.titles.values():
                return Subject(index, after + 1, sex, True) if sex and places.form(after)[:1].isupper() else None
        return Subject(index, after, sex, True) if sex and determined else None

    def ending_at(self, stop: int) -> Subject | None:
        """The person named at the start of a sentence, or right after a quotation and its verb, in the words up to `stop`."""
        for first in range(stop - 2, max(stop - 6, -1), -1):
            if self.places.opens(first) or self.places.said_before(first):
                subject = self.starting_at(first)
                return subject if subject and subject.stop == stop and not subject.pronoun else None
        return None

    def named_at(self, index: int, alone: bool = False) -> Subject | None:
        """Whose name starts there, first and last, or a first name `alone`."""
        named = self._persons.named_at(index, alone)
        return Subject(index, named.stop, named.sex, named.sure) if named else None

    def is_backed(self, named: Subject, role: Sex) -> bool:
        """Whether the article has reason to give a name the sex of its role: a title elsewhere, or pronouns after it that fit."""
        words, article = self._words, self.article
        if self._persons.is_known_as(range(named.first, named.stop), role):
            return True
        start = words.end(named.stop - 1)
        block = article.blocks[article.block_at(start)]
        shown = {self.told.pronouns.get(words.forms[at].lower()) for at in words.between(start, block.end)}
        return role in shown and named.sex not in shown
