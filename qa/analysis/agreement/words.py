"""The words of a language that agree with a person."""

from functools import cached_property

from qa.analysis.persons import PersonWords, Sex
from qa.analysis.phrases import tokens

Links = dict[str, list[tuple[str, ...]]]
"""Phrases as words, by the last of them."""


class AgreementWords(PersonWords, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """What agrees with a person, all in lower case. Pairs are masculine and feminine.

    `roles`: nouns that say what somebody is; women bear those of `titular` in the masculine as well; `feminine_roles` have no masculine
    of their own. `titles`: they stand before a name, those of `first_titles` before a first name alone too. What is `soft` may be
    usage, and its clashes are hints. `surnames`: roles that are names as well. `loose`: a name may follow a role without being its
    bearer's: the actress Tom Reed married; `zero_relatives`: at the start of a sentence too. `feminine_articles`: feminine ones with
    the masculine; `opening_feminine`: those that are such at the start of a sentence only; `spoken_articles`, `spoken_feminine`:
    those that clash only after a verb of speech (German der, which is a dative as well). `declined`, `declined_feminine`: articles
    and the ending of an adjective that together clash with a role of the other sex, with the right article. `adjectives` stand
    between an article and a role.
    `possessives` follow a name and one of `joining`; `relative_pronouns`, `relative_feminine` follow a name and a comma.
    `of`: prepositions of a role's complement, `between`: adjectives of a role.
    `qualities`: participles and adjectives said of persons; `copulas` link them to a subject, `own_copulas` to the speaker;
    `adverbs` may stand before them, `relatives` before the copula; `subjects`: pronouns that are subjects, of which those of
    `courtesy` may address a man or a woman where they have a capital.
    `conjunctions` open a clause; `clitics`: pronouns that belong to the verb after them; `auxiliaries` of its perfect; `linkers`
    before a pronoun after it (French a-t-elle dit). `speech`: verbs that say who spoke right after a quotation, beside the language's
    verbs of speech; `also_told`: more of those that stand with an auxiliary, in attributions too.
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
    def gendered(self) -> frozenset[str]:
        """All words of which a person's sex can be told, or asked."""
        return frozenset((*self.bearers, *self.quality_sex))

    @cached_property
    def adjectives_of_women(self) -> dict[str, str]:
        return {hers: his for his, hers in reversed(self.adjectives.items())}

    @cached_property
    def links(self) -> Links:
        return _by_last_word(self.copulas)

    @cached_property
    def own_links(self) -> Links:
        return _by_last_word(self.own_copulas)

    def counterpart(self, word: str, sex: Sex) -> str:
        """What the other sex has for a role, a title or a quality of a sex: the word itself where there is no other."""
        return (self.feminine_of if sex == "m" else self.masculine_of).get(word, word)


def _by_last_word(phrases: tuple[str, ...]) -> Links:
    found: Links = {}
    for words in map(tokens, phrases):
        found.setdefault(words[-1], []).append(words)
    return found
