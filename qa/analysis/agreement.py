"""Whether what stands beside a person agrees with them: titles, roles and their articles, participles and adjectives."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from qa.analysis.persons import Persons, PersonWords, Sex
from qa.analysis.phrases import JOINERS, tokens

if TYPE_CHECKING:
    from qa.analysis.quotes import Quotation
    from qa.article import Article

_AFTER_TITLE = JOINERS | {". ", ".\u00a0"}
_QUOTES = frozenset("\"'“”„«»‘’‚‹›")
_SPACES = " \u00a0\u202f"
_ENDS = frozenset(".,;:!?)]–—") | _QUOTES
_COMPLEMENT = 6
"""Words that may say of what somebody is the head: the director of the old city library, NAME."""
_BREAKS = frozenset(".,;:!?\n") | _QUOTES - {"’", "'"}
_OPENING = 12
"""Words that a participle at the start of a sentence may have with it."""
_DEGREES = 2
"""Adverbs that may stand before an adjective."""


class AgreementWords(PersonWords, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """What agrees with a person, all in lower case. Pairs are masculine and feminine.

    `roles`: nouns that say what somebody is; women bear those of `titular` in the masculine as well; `feminine_roles` have no masculine
    of their own. `titles`: they stand before a name, those of `first_titles` before a first name alone too. What is `soft` may be
    usage, and its clashes are hints. `surnames`: roles that are names as well. `loose`: a name may follow a role without being its
    bearer's: the actress Tom Reed married; `zero_relatives`: at the start of a sentence too. `feminine_articles`: feminine ones with the masculine; `opening_feminine`: those that are such
    at the start of a sentence only; `spoken_articles`, `spoken_feminine`: those that clash only after a verb of speech (German der,
    which is a dative as well). `declined`, `declined_feminine`: articles and the ending of an adjective that
    together clash with a role of the other sex, with the right article. `adjectives` stand between an article and a role.
    `possessives` follow a name and one of `joining`; `relative_pronouns`, `relative_feminine` follow a name and a comma.
    `of`: prepositions of a role's complement, `between`: adjectives of a role.
    `qualities`: participles and adjectives said of persons; `copulas` link them to a subject, `own_copulas` to the speaker;
    `adverbs` may stand before them, `relatives` before the copula; `subjects`: pronouns that are subjects, of which those of
    `courtesy` may address a man or a woman where they have a capital.
    `conjunctions` open a clause; `clitics`: pronouns that belong to the verb after them;
    `auxiliaries` of its perfect; `linkers` before a pronoun after it (French a-t-elle dit). `speech`: verbs that say who spoke right after a quotation, beside the language's verbs of speech.
    """

    titles: dict[str, str] = {}  # noqa: RUF012 (a Struct copies its defaults)
    roles: dict[str, str] = {}  # noqa: RUF012
    feminine_roles: frozenset[str] = frozenset()
    titular: frozenset[str] = frozenset()
    first_titles: frozenset[str] = frozenset()
    soft: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    loose: bool = False
    zero_relatives: bool = False
    feminine_articles: dict[str, str] = {}  # noqa: RUF012
    opening_feminine: dict[str, str] = {}  # noqa: RUF012
    spoken_articles: dict[str, str] = {}  # noqa: RUF012
    spoken_feminine: dict[str, str] = {}  # noqa: RUF012
    declined: dict[str, str] = {}  # noqa: RUF012
    declined_feminine: dict[str, str] = {}  # noqa: RUF012
    adjectives: dict[str, str] = {}  # noqa: RUF012
    possessives: dict[str, str] = {}  # noqa: RUF012
    relative_pronouns: dict[str, str] = {}  # noqa: RUF012
    relative_feminine: dict[str, str] = {}  # noqa: RUF012
    of: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    qualities: dict[str, str] = {}  # noqa: RUF012
    copulas: tuple[str, ...] = ()
    own_copulas: tuple[str, ...] = ()
    adverbs: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    subjects: dict[str, Sex] = {}  # noqa: RUF012
    courtesy: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    clitics: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    linkers: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    also_told: frozenset[str] = frozenset()

    @cached_property
    def masculine_of(self) -> dict[str, str]:
        """The masculine of each feminine role, title and quality that has another."""
        pairs = {**self.titles, **self.roles, **self.qualities}
        return {hers: his for his, hers in reversed(pairs.items()) if his != hers}

    @cached_property
    def feminine_of(self) -> dict[str, str]:
        return {his: hers for his, hers in {**self.qualities, **self.roles, **self.titles}.items() if his != hers}

    @cached_property
    def bearers(self) -> dict[str, Sex]:
        """Roles and titles with the sex that their form tells; "?" where only the article tells it."""
        women = {*self.roles.values(), *self.titles.values(), *self.feminine_roles}
        men = self.roles.keys() | self.titles.keys()
        return {**dict.fromkeys(women, "f"), **dict.fromkeys(men, "m"), **dict.fromkeys(self.shared, "?")}

    @cached_property
    def quality_sex(self) -> dict[str, Sex]:
        his: dict[str, Sex] = {one: "m" for one, other in self.qualities.items() if one != other}
        hers: dict[str, Sex] = {other: "f" for one, other in self.qualities.items() if one != other}
        return {**his, **hers}

    @cached_property
    def links(self) -> list[tuple[str, ...]]:
        """The copulas as words, longest first."""
        return sorted(map(tokens, self.copulas), key=len, reverse=True)

    @cached_property
    def own_links(self) -> frozenset[tuple[str, ...]]:
        return frozenset(map(tokens, self.own_copulas))


class Clash(NamedTuple):
    """Words `first:stop` that do not fit a person, and what should stand there."""

    first: int
    stop: int
    fix: str
    sure: bool


class Subject(NamedTuple):
    """Who a sentence or an attribution speaks of, in the words `first:stop`. `sure` as for a mention."""

    first: int
    stop: int
    sex: Sex
    sure: bool
    pronoun: bool = False


class Agreement:
    """What of an article does not agree with the persons it stands beside."""

    def __init__(self, article: "Article", told: AgreementWords, persons: Persons) -> None:
        self._article, self._words, self._told, self._persons = article, article.words, told, persons
        self._text = article.text

    # titles, roles, articles

    def bearers(self) -> Iterator[Clash]:
        """Titles and roles that clash with their article or with the name of who bears them."""
        told, bearers = self._told, self._told.bearers
        for form, places in self._words.positions.items():
            small = form.lower()
            if small not in bearers:
                continue
            for index in places:
                if self._gap(index + 1)[:1] in ("-", "\u2010", "’", "'") or self._is_in_name(index, small):
                    continue
                sex = bearers[small]
                if sex == "?":
                    sex = told.by_article(small, self._lower(index - 1)) or self._sex_by_article(index) or "?"
                clash = (
                    self._named_otherwise(index, small, sex)
                    or self._article_clash(index, small)
                    or self._adjective_clash(index, small)
                )
                if clash:
                    yield clash

    def _article_clash(self, index: int, small: str) -> Clash | None:
        """An article of the other gender before a role whose form tells its own."""
        told, before = self._told, self._lower(index - 1)
        sex = told.bearers[small]
        if self._gap(index) not in JOINERS or sex == "?" or small in told.titles or small in told.titles.values():
            return None
        if sex == "f":
            right = told.articles.get(before)
            if right is None and before in told.spoken_articles and self._is_spoken(index - 1, ends=True):
                right = told.spoken_articles[before]
        elif small in told.titular or small in told.surnames:
            return None
        else:
            right = told.feminine_articles.get(before)
            if right is None and before in told.opening_feminine and self._opens(index - 1) and self._name_at(index + 1):
                right = told.opening_feminine[before]
            if right is None and before in told.spoken_feminine and self._is_spoken(index - 1, ends=False):
                right = told.spoken_feminine[before]
        if right is None:
            return None
        named = self._name_at(index + 1)
        if named and named.sex not in (sex, "?"):
            return self._clash(index - 1, index + 1, before, self._other(small, sex), small not in told.soft)
        return self._clash(index - 1, index + 1, right, small, small not in told.soft)

    def _adjective_clash(self, index: int, small: str) -> Clash | None:
        """An article or an adjective of the other gender, with an adjective between article and role."""
        told, adjective, before = self._told, self._lower(index - 1), self._lower(index - 2)
        sex = told.bearers[small]
        if sex == "?" or small in told.titles or (sex == "m" and (small in told.titular or small in told.surnames)):
            return None
        if index < 2 or self._gap(index) not in JOINERS or self._gap(index - 1) not in JOINERS:
            return None
        articles = told.articles if sex == "f" else told.feminine_articles
        declined = told.declined if sex == "f" else told.declined_feminine
        for both, right in declined.items():
            article, _, ending = both.partition(" ")
            if (
                article == before
                and adjective.endswith(ending)
                and self._form(index - 1).islower()
                and adjective not in self._said
                and adjective not in self._article.language.function_words
            ):
                return self._clash(index - 2, index + 1, f"{right} {adjective}", small, True)
        hers = told.adjectives.get(adjective)
        his = next((one for one, other in told.adjectives.items() if other == adjective), None)
        if hers is None and his is None:
            return None
        right = articles.get(before, before)
        fitting = (hers or adjective) if sex == "f" else (his or adjective)
        if (right, fitting) == (before, adjective) or before not in {*told.articles, *told.feminine_articles}:
            return None
        return self._clash(index - 2, index + 1, f"{right} {fitting}", small, small not in told.soft)

    def _named_otherwise(self, index: int, small: str, sex: Sex) -> Clash | None:
        """A title or a role of one sex beside the name of somebody of the other."""
        told = self._told
        if sex == "?" or (sex == "m" and small in told.titular):
            return None
        article = self._lower(index - 1) if self._gap(index) in JOINERS else ""
        determined = article in self._article.language.articles or self._sex_by_article(index) is not None
        before = index - 1 if determined else index
        if told.nouns.get(self._lower(before - 1)) and self._gap(before) in _AFTER_TITLE and small not in told.titles:
            return None  # Madame le ministre, Frau Minister
        spoken = (
            self._opens(before) or self._said_before(before) or (told.loose and not determined and self._is_modified(before))
        )
        named = None
        if self._gap(index + 1) in _AFTER_TITLE:
            named = self._name_at(index + 1, alone=small in told.first_titles)
            relative = told.zero_relatives and determined and self._opens(before)
            if told.loose and named and (relative or not spoken) and (determined or small not in told.titles):
                if self._gap(named.stop)[:1] not in _ENDS and self._lower(named.stop) not in self._said:
                    return None
                sure = False
            else:
                sure = True
        if named is None and spoken and determined:
            named, sure = self._name_in_apposition(index + 1), not told.loose or sex == "f"
        if named is None and small not in told.titles and self._is_said_of_name(index):
            named, sure = self._name_before(index), sex == "f"
        if named is None or named.sex in (sex, "?") or self._is_backed(named, sex):
            return None
        sure = sure and named.sure and small not in told.soft
        other = self._other(small, sex)
        if not determined:
            return self._clash(index, index + 1, "", other, sure)
        exchange = {**{hers: his for his, hers in told.articles.items()}, **told.feminine_articles, **told.spoken_feminine}
        if sex == "m":
            exchange = {**told.articles, **told.spoken_articles}
        if told.opening_feminine and self._opens(index - 1) and sex == "f":
            exchange.update(told.opening_feminine)
        changed = exchange.get(article)
        if changed is None:
            return self._clash(index, index + 1, "", other, sure)
        return self._clash(index - 1, index + 1, changed, other, sure)

    def predicates(self) -> Iterator[Clash]:
        """Roles that a copula gives to somebody of the other sex: Tom Reed was the chairwoman."""
        told, bearers = self._told, self._told.bearers
        for form, places in self._words.positions.items():
            sex = bearers.get(form.lower())
            if sex is None or sex == "?" or form.lower() in told.titular or form.lower() in told.titles:
                continue
            for index in places:
                determined = self._lower(index - 1) in self._article.language.articles and self._gap(index) in JOINERS
                subject = self.subject_of(index - determined, apposition=False)
                if subject and subject.sex not in (sex, "?") and not subject.pronoun and not self._is_backed(subject, sex):
                    article = told.feminine_articles if sex == "f" else told.articles
                    changed = article.get(self._lower(index - 1)) if determined else None
                    first = index - (changed is not None)
                    sure = subject.sure and sex == "f"
                    yield self._clash(first, index + 1, changed or "", self._other(form.lower(), sex), sure)

    def _clash(self, first: int, stop: int, article: str, noun: str, sure: bool) -> Clash:
        """The clash of the words `first:stop` with what should stand there, with capitals as they are."""
        language, forms = self._article.language, self._words.forms
        if forms[stop - 1][0].isupper():
            noun = language.capital(noun)
        fix = f"{article} {noun}" if article else noun
        return Clash(first, stop, language.capital(fix) if forms[first][0].isupper() else fix, sure)

    def _other(self, small: str, sex: Sex) -> str:
        told = self._told
        return told.feminine_of.get(small, small) if sex == "m" else told.masculine_of.get(small, small)

    def _sex_by_article(self, index: int) -> Sex | None:
        """The sex that the article before a word shows."""
        told, before = self._told, self._lower(index - 1)
        if self._gap(index) not in JOINERS:
            return None
        if before in told.articles:
            return "m"
        opening = before in told.opening_feminine and self._opens(index - 1)
        return "f" if before in told.feminine_articles or opening else None

    def _is_in_name(self, index: int, small: str) -> bool:
        """Whether a role is somebody's surname, or part of a body's name: Anna König, Prince Albert Road."""
        form, before = self._words.forms[index], self._form(index - 1)
        if not form[0].isupper() or not before[:1].isupper() or self._gap(index) not in JOINERS:
            return False
        if small in self._told.titles or small in self._told.titles.values():
            return False
        lexicon = self._article.lexicon
        assert lexicon is not None
        return small in self._told.surnames or bool(lexicon.word(before).first_name)

    def _is_spoken(self, article: int, ends: bool) -> bool:
        """Whether an article opens who speaks, right after a quotation and its verb or at the start of a sentence, before a verb.

        Where it `ends`, nobody else may follow.
        """
        named = self._name_at(article + 2)
        stop = named.stop if named else article + 2
        if self._said_before(article) and self._after_quote(article - 1):
            return not ends or self._gap(stop)[:1] in _ENDS
        speaks = self._opens(article) and self._gap(stop) in JOINERS and self._lower(stop) in self._said
        return speaks and (named is not None or ends) and (not ends or self._gap(stop + 1)[:1] in (",", ":"))

    def _name_at(self, index: int, alone: bool = False) -> Subject | None:
        """Whose name starts there, first and last, or a first name `alone`."""
        named = self._persons.named_at(index, alone)
        return Subject(index, named.stop, named.sex, named.sure) if named else None

    def _name_in_apposition(self, index: int) -> Subject | None:
        """The name that follows a role and its complement between commas: the director of the school, NAME, said."""
        told, words = self._told, self._words
        start, heads = index, set[Sex | None]()
        while self._lower(index) in told.between and self._gap(index) in JOINERS:
            index += 1
        if self._lower(index) in told.of and self._gap(index) in JOINERS:
            for end in range(index + 1, min(index + 1 + _COMPLEMENT, len(words))):
                if self._gap(end) == ", ":
                    index = end
                    break
                if self._gap(end) not in JOINERS or self._lower(end) in self._said:
                    return None
            else:
                return None
            heads = {told.nouns.get(self._lower(at)) for at in range(start, index)}
        if index >= len(words) or self._gap(index) != ", ":
            return None
        named = self._name_at(index)
        if (
            named is None
            or named.sex in heads
            or self._gap(named.stop)[:1] not in _ENDS - _QUOTES
            or self._is_listed(named.stop)
        ):
            return None
        return named

    def _is_listed(self, stop: int) -> bool:
        """Whether what stands between commas may be one of several: NAME, NAME and NAME."""
        rest = self._text[self._words.end(stop - 1) : self._words.end(stop - 1) + 60]
        following = self._form(stop)
        return rest.startswith(", ") and following[:1].isupper()

    def _is_said_of_name(self, index: int) -> bool:
        """Whether a role without an article follows a name and a comma, and has a complement or another comma: NAME, head of."""
        if self._gap(index) != ", " or index < 2 or not self._form(index - 1)[:1].isupper():
            return False
        return self._gap(index + 1).startswith(", ") or (
            self._lower(index + 1) in self._told.of and self._gap(index + 1) in JOINERS
        )

    def _name_before(self, index: int) -> Subject | None:
        """The name that opens a sentence or follows a verb of speech, and ends before a word."""
        for first in (index - 2, index - 3):
            if first >= 0 and (self._opens(first) or self._said_before(first)):
                named = self._name_at(first)
                if named and named.stop == index:
                    return named
        return None

    def _is_backed(self, named: Subject, role: Sex) -> bool:
        """Whether the article has reason to give a name the sex of its role: a title elsewhere, or pronouns after it that fit."""
        words, article = self._words, self._article
        if self._persons.is_known_as(range(named.first, named.stop), role):
            return True
        start = words.end(named.stop - 1)
        block = article.blocks[article.block_at(start)]
        shown = {self._told.pronouns.get(words.forms[at].lower()) for at in words.between(start, block.end)}
        return role in shown and named.sex not in shown

    def companions(self) -> Iterator[Clash]:
        """Possessives and relative pronouns right after the name that opens a sentence, which must be that person’s: NAME and her."""
        told, words = self._told, self._words
        hers = {other: one for one, other in told.possessives.items()}
        for pronoun, other, sex in (
            *((his, her, "m") for his, her in told.possessives.items()),
            *((her, his, "f") for her, his in hers.items() if not told.declined),
            *((his, her, "m") for his, her in told.relative_pronouns.items()),
            *((her, his, "f") for her, his in told.relative_feminine.items()),
        ):
            relative = pronoun in told.relative_pronouns or pronoun in told.relative_feminine
            for index in words.positions.get(pronoun, ()):
                if relative:
                    follows = (
                        self._lower(index + 1) in self._article.language.function_words and self._gap(index + 1) in JOINERS
                    )
                    name_stop = index if self._gap(index) == ", " and follows else -1
                else:
                    joined = self._lower(index - 1) in told.joining and self._gap(index) in JOINERS
                    name_stop = index - 1 if joined and self._gap(index - 1) in JOINERS else -1
                subject = self._subject_ending(name_stop) if name_stop > 0 else None
                if subject and subject.sex not in (sex, "?") and subject.sure:
                    yield Clash(index, index + 1, other, not relative or sex == "f")

    def _subject_ending(self, stop: int) -> Subject | None:
        """The person named at the start of a sentence, or right after a quotation and its verb, in the words up to `stop`."""
        for first in range(stop - 2, max(stop - 6, -1), -1):
            if self._opens(first) or self._said_before(first):
                subject = self._subject_at(first)
                return subject if subject and subject.stop == stop and not subject.pronoun else None
        return None

    # participles and adjectives

    def qualities(self) -> Iterator[tuple[int, int, Sex]]:
        """Participles and adjectives: the first of their adverbs, the word itself, the sex that it shows."""
        told = self._told
        for form, places in self._words.positions.items():
            sex = told.quality_sex.get(form.lower())
            if sex is None:
                continue
            for index in places:
                first = index
                if form[0].isupper() and not self._opens(index):
                    continue
                while index - first < _DEGREES and self._gap(first) in JOINERS and self._lower(first - 1) in told.adverbs:
                    first -= 1
                yield first, index, sex

    def subject_of(self, first: int, apposition: bool = True) -> Subject | None:
        """The subject of the sentence or the attribution, where it leads to the word `first` by a copula or a comma at most."""
        article, words, told = self._article, self._words, self._told
        place = words.starts[first]
        if article.quotes.around(place):
            return None
        begin = article.sentences[article.sentence_at(place)].start
        starts = [words.between(begin, place + 1)[0]]
        if closing := article.quotes.last_before(place):
            starts += words.between(max(closing, begin), place + 1)[:1]
        inner = words.between(begin, place)[1:]
        outer = len(starts)
        starts += [at for at in inner if self._gap(at) == ", " or self._lower(at - 1) in told.conjunctions]
        if words.starts[first] == begin and apposition:
            return self._subject_after_opening(first)
        for number, start in enumerate(starts):
            if article.quotes.around(words.starts[start]):
                continue
            attributed = self._attribution(start)
            subject = self._subject_at(start) if attributed is None else attributed[1] or self._subject_at(attributed[0])
            if (
                subject
                and ((apposition and number < outer) or subject.stop < first)
                and self._leads(subject, first, attributed is not None)
            ):
                return subject
        return None

    def _subject_after_opening(self, first: int) -> Subject | None:
        """The subject that follows the first comma of a sentence: Born in the north, she ..."""
        for index in range(first + 1, min(first + _OPENING, len(self._words))):
            gap = self._gap(index)
            if gap.endswith(", "):
                return self._subject_at(index)
            if not _BREAKS.isdisjoint(gap):
                break
        return None

    def _attribution(self, index: int) -> tuple[int, Subject | None] | None:
        """The end of the verb of an attribution that starts with the word right after a quotation, and the pronoun within it."""
        if not self._after_quote(index):
            return None
        told, at, pronoun = self._told, index, -1
        if self._lower(at) in told.auxiliaries:
            at += 1 + (self._lower(at + 1) in told.linkers)
            if self._lower(at) in told.subjects:
                pronoun, at = at, at + 1
        if self._lower(at) not in self._said:
            return None
        if pronoun >= 0:
            return at + 1, Subject(pronoun, at + 1, told.subjects[self._lower(pronoun)], True)
        return at + 1 + (self._lower(at + 1) in told.linkers), None

    def speaker_of(self, quotation: "Quotation") -> tuple[Subject | None, int]:
        """Who an attribution right after a quotation names; else the place before which its speaker was named, -1 where none tells."""
        opening = quotation.opening.start
        index = self._words.between(quotation.closing.start + 1, len(self._text))[:1]
        attributed = self._attribution(index[0]) if index else None
        if attributed is None:
            return None, opening if self._text[:opening].rstrip(_SPACES).endswith(":") else -1
        after, subject = attributed
        if subject is None and self._gap(after) in JOINERS:
            subject = self._subject_at(after)
        return subject, -1 if subject or not self._is_closed(after) else opening

    def speaker_beside(self, first: int, index: int) -> tuple[Subject | None, int]:
        """The same for words `first` to `index` that say how somebody spoke, right after a quotation’s verb: said, moved to tears."""
        if self._gap(first) not in (" ", ", "):
            return None, -1
        verb = next((at for at in (first - 1, first - 2) if at >= 0 and self._attribution(at) == (first, None)), -1)
        if verb < 0:
            return None, -1
        subject = self._subject_at(index + 1) if self._gap(index + 1) in JOINERS else None
        return subject, -1 if subject or not self._is_closed(index + 1) else self._words.starts[verb]

    def _is_closed(self, index: int) -> bool:
        """Whether no subject can start with the word there: a mark stands before it, or it is a preposition."""
        return self._gap(index) not in JOINERS or self._lower(index) in self._told.places | self._told.along | self._told.of

    def own_quality(self, first: int) -> bool:
        """Whether a speaker says of himself what starts with the word: I am ..."""
        return any(
            len(link) <= first
            and tuple(form.lower() for form in self._words.forms[first - len(link) : first]) == link
            and all(self._gap(at) in JOINERS for at in range(first - len(link) + 1, first + 1))
            for link in self._told.own_links
        )

    def _subject_at(self, index: int) -> Subject | None:
        """The person spoken of from a word on: a pronoun, or a title or role with its article, or a name, or both."""
        told, words = self._told, self._words
        if index >= len(words):
            return None
        small = self._lower(index)
        if small in told.subjects and not (small in told.courtesy and self._form(index) != small):
            return Subject(index, index + 1, told.subjects[small], True, pronoun=True)
        determined = small in self._article.language.articles
        noun = index + determined
        role = self._lower(noun)
        sex = told.bearers.get(role)
        if sex is None:
            return None if determined else self._name_at(index)
        if sex == "?":
            sex = self._sex_by_article(noun) if determined else None
        if sex == "m" and (role in told.titular or role in told.soft):
            sex = None
        after = noun + 1
        if self._gap(after) in _AFTER_TITLE:
            named = self._name_at(after, alone=True)
            if named:
                if sex is None:
                    return named
                return Subject(index, named.stop, sex, True) if named.sex in (sex, "?") else None
            if role in told.titles or role in told.titles.values():
                return Subject(index, after + 1, sex, True) if sex and self._form(after)[:1].isupper() else None
        return Subject(index, after, sex, True) if sex and determined else None

    def _leads(self, subject: Subject, first: int, attributed: bool) -> bool:
        """Whether only a copula, or a comma, stands between a subject and the word `first`."""
        at, told = subject.stop, self._told
        comma = self._gap(at).startswith(",") and len(self._gap(at)) == 2
        if at == first:
            return (comma and not subject.pronoun) or (attributed and (comma or self._gap(at) in JOINERS))
        if comma and self._lower(at) in told.relatives and not subject.pronoun:
            at += 1
        elif comma or attributed:
            return False
        for link in told.links:
            stop = at + len(link)
            if stop == first and tuple(form.lower() for form in self._words.forms[at:stop]) == link:
                return all(self._gap(place) in JOINERS for place in range(at + 1, first + 1)) and (self._gap(at) in JOINERS)
        return False

    # places

    def _form(self, index: int) -> str:
        return self._words.forms[index] if 0 <= index < len(self._words) else ""

    def _lower(self, index: int) -> str:
        return self._form(index).lower()

    def _gap(self, index: int) -> str:
        return self._words.gap(index) if 0 <= index <= len(self._words) else ""

    def _opens(self, index: int) -> bool:
        """Whether a word opens a sentence outside quotations."""
        if index < 0 or index >= len(self._words):
            return False
        place = self._words.starts[index]
        return self._article.sentences[self._article.sentence_at(place)].start == place

    def _is_modified(self, index: int) -> bool:
        """Whether one word or two stand between a verb of speech, or an article after it, and a role: said company spokesman NAME."""
        for first in range(index - 1, max(index - 3, 0), -1):
            if self._gap(first + 1) not in JOINERS or self._lower(first) in self._article.language.function_words:
                return False
            article = self._lower(first - 1) in self._article.language.articles
            if self._said_before(first - article) or self._opens(first - article):
                return True
        return False

    def _said_before(self, index: int) -> bool:
        return index > 0 and self._gap(index) in JOINERS and self._lower(index - 1) in self._said

    def _after_quote(self, index: int) -> bool:
        """Whether a quotation ends right before a word, or before the pronoun that belongs to it: se quejó."""
        if self._gap(index) in JOINERS and self._lower(index - 1) in self._told.clitics:
            index -= 1
        return self._gap(index).rstrip(",–—-" + _SPACES)[-1:] in _QUOTES and bool(self._gap(index).strip("’' -"))

    @cached_property
    def _said(self) -> frozenset[str]:
        language = self._article.language
        return frozenset((*language.said, *language.told, *self._told.speech, *self._told.also_told))
