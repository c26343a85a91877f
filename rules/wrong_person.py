"""A pronoun, an article or a verb that does not fit the person who speaks.

What it flags: `he explained` after words of a spokeswoman, and the reverse; a masculine article before a woman's role or name
(`el ministra`, `el portavoz María Keller`); a reporter's own “I” before a quotation of someone else (`And I add:`).
Why a reader minds: it turns one speaker into two people, or into the wrong one.
How it decides: a pronoun beside a verb of speech, after a quotation or at a sentence's start, looks back over its own paragraph and
the one before; where everybody there is of the other sex, by title, role or first name, it cannot fit.
What it leaves alone: pronouns within quotations; scopes with anybody of the pronoun's sex, or whose sex nothing tells (surnames,
unknown names, `the driver`), however far off; first names that both sexes have; nouns that good usage lets stand with either article.
Where only an uncommon first name tells, it is a hint.
Source: pronouns of machine-translated news, where the source language has none or leaves them out.
"""

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from qa import packs
from qa.analysis.persons import Persons, PersonWords, Sex
from qa.analysis.phrases import JOINERS, find, tokens
from qa.article import Article
from qa.rule import HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="wrong-person",
    summary="a pronoun or verb that does not fit the speaker",
    severity="warning",
    mqm="linguistic-conventions/grammar",
    mqm_severity="major",
    requires=("lexicon", "language", "case"),
    languages=packs.codes("wrong-person"),
)

EXAMPLES = (
    bad("en", "The actress Julia Brandt opened the fair in Graz. “I grew up here,” ⟦he recalled⇒she recalled⟧."),
    bad("en", "Mrs Okoro runs the bakery.\n\n“We start at three,” ⟦he explained⇒she explained⟧. The ovens are old."),
    bad("en", "The chairman, Peter Brandt, opened the fair. ⟦She added⇒He added⟧ that it was free."),
    bad("en", "The tower was built in 1914. ⟦And I add⟧: “It will be repaired.”"),
    good("en", "The actress Julia Brandt was with Peter Novak. “I grew up here,” he recalled."),
    good("en", "Peter Novak built it.\n\nHis wife, Julia Brandt, sold it. “I was sorry,” he recalled."),
    good("en", "The actress Julia Brandt fell. The driver stopped at once. “I saw nothing,” he said."),
    good("en", "Julia Brandt met Ndubo. “I saw nothing,” he said. Novak’s daughter Anna left. “She is ill,” he said."),
    good("en", "I sold my house. And I add: nobody should buy it."),
)


class Template(Struct, frozen=True):
    """Words of an attribution, and which of them tells the sex, with the word that the other sex has."""

    tokens: tuple[str, ...]
    pivot: int
    other: str
    sex: Sex


class Pack(PersonWords, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """What a language says of speakers, beside persons, all in lower case.

    `attributions` have a masculine and a feminine form that differ in one word; <said> and <told> stand in them for the language's
    verbs of speech. `one_way`: the feminine pronoun also stands for bodies or for several people, and is never doubted.
    `roles`: masculine nouns that no woman should bear, with their feminine. `first_person`: what opens a quotation, with what should;
    `own_voice`: pronouns of a writer.
    """

    attributions: tuple[tuple[str, str], ...]
    one_way: bool = False
    roles: dict[str, str] = {}  # noqa: RUF012 (a Struct copies its defaults)
    first_person: dict[str, str] = {}  # noqa: RUF012
    own_voice: frozenset[str] = frozenset()

    @cached_property
    def templates(self) -> list[Template]:
        found = []
        for his, hers in (map(tokens, pair) for pair in self.attributions):
            pivot = next(at for at, token in enumerate(his) if token != hers[at])
            found.append(Template(his, pivot, hers[pivot], "m"))
            if not self.one_way:
                found.append(Template(hers, pivot, his[pivot], "f"))
        return found


_QUOTES = frozenset("\"'“”„«»‘’‹›")
_SPACES = " \u00a0\u202f"
_REACH = 1500
"""Code points over which a pronoun looks back at most."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    pack = packs.load("wrong-person", article.language.code, Pack)
    if pack is None or article.lexicon is None:
        return
    persons = Persons(article, pack)
    yield from _attributions(article, pack, persons)
    yield from _articles(article, pack, persons)
    yield from _own_voice(article, pack)


def _attributions(article: Article, pack: Pack, persons: Persons) -> Iterator[Finding]:
    """Attributions to somebody of the other sex than the one person who is there."""
    text, words = article.text, article.words
    slots = {"<said>": frozenset(article.language.said), "<told>": frozenset(article.language.told)}
    candidates = sorted(
        (found.start, found.stop, template)
        for template in pack.templates
        for found in find(article, template.tokens, slots)
        if _stands_alone(article, words.starts[found.start], template)
    )
    doubted: set[int] = set()
    for first, stop, template in candidates:
        start, end, pivot = words.starts[first], words.end(stop - 1), first + template.pivot
        speaker = _speaker(article, persons, start, template.sex, doubted)
        if speaker is None:
            continue
        doubted.add(pivot)
        fix = article.language.capital(template.other) if words.forms[pivot][0].isupper() else template.other
        yield Finding(
            start,
            end,
            f"“{text[start:end]}” does not fit the speaker, “{speaker.name}”",
            (text[start : words.starts[pivot]] + fix + text[words.end(pivot) : end],),
            LIKELY if speaker.sure else HINT,
            "nobody else is named in this paragraph or the one before",
        )


def _stands_alone(article: Article, start: int, template: Template) -> bool:
    """Whether an attribution follows a quotation or starts a sentence; one without a verb may follow a comma."""
    if article.quotes.around(start):
        return False
    before = article.text[max(0, start - 4) : start].rstrip(_SPACES)
    if not before or before[-1] in "\n.!?…" or before.rstrip(",–—-" + _SPACES)[-1:] in _QUOTES:
        return True
    return before[-1] == "," and "<said>" not in template.tokens and "<told>" not in template.tokens


class _Speaker(Struct, frozen=True):
    name: str
    sure: bool


def _speaker(article: Article, persons: Persons, place: int, sex: Sex, doubted: set[int]) -> _Speaker | None:
    """The one person of the other sex who can have spoken before `place`; None where another can, or nobody is there.

    Within the first stretch that has such a person, nobody of the pronoun's sex may be spoken of at all; beyond it, none be named.
    """
    speaker, sure = "", False
    number = article.block_at(place)
    here = max(article.blocks[number].start, place - _REACH)
    before = max(article.blocks[number - 1].start, here - _REACH) if number else here
    for start, end in ((here, place), (before, here)):
        introduced = speaker
        for mention in persons.between(start, end):
            if mention.sex in (sex, "?"):
                if mention.kind == "name" or (not introduced and mention.first not in doubted):
                    return None
            else:
                sure = sure or mention.sure
                if mention.kind == "name" or (mention.kind == "noun" and not speaker):
                    speaker = article.text[article.words.starts[mention.first] : article.words.end(mention.stop - 1)]
        speaker = introduced or speaker
    return _Speaker(speaker, sure) if speaker else None


def _articles(article: Article, pack: Pack, persons: Persons) -> Iterator[Finding]:
    """Masculine articles before a woman's role, or before a role and a woman's name."""
    text, words = article.text, article.words
    women = frozenset(pack.roles.values())
    for role in words.positions.keys() & (pack.roles.keys() | women | pack.shared):
        for index in words.positions[role]:
            his = words.forms[index - 1] if index else ""
            if his.lower() not in pack.articles or words.gap(index) not in JOINERS:
                continue
            named = persons.named_at(index + 1) if words.gap(index + 1) in JOINERS else None
            if role in women or (named and named.sex == "f" and named.sure):
                start, end = words.starts[index - 1], words.end(index)
                fix = f"{pack.articles[his.lower()]} {pack.roles.get(role, role)}"
                fix = article.language.capital(fix) if his[0].isupper() else fix
                yield Finding(start, end, f"“{text[start:end]}” does not fit the person", (fix,), LIKELY)


def _own_voice(article: Article, pack: Pack) -> Iterator[Finding]:
    """A first person that opens a quotation in a text that has none otherwise."""
    text, words = article.text, article.words
    for phrase, fix in pack.first_person.items():
        for found in find(article, tokens(phrase)):
            start, end = words.starts[found.start], words.end(found[-1])
            rest = text[end : end + 6].lstrip(_SPACES)
            if (
                rest[:1] != ":"
                or not text[start].isupper()
                or article.quotes.around(start)
                or _writes_as_i(article, pack, found)
            ):
                continue
            confidence = LIKELY if rest[1:].lstrip(_SPACES)[:1] in _QUOTES else HINT
            fixes = (article.language.capital(fix),) if fix else ()
            message = f"“{text[start:end]}” speaks as the writer, before another’s words"
            yield Finding(start, end, message, fixes, confidence)


def _writes_as_i(article: Article, pack: Pack, apart: range) -> bool:
    """Whether a writer speaks of himself outside quotations and the words `apart`."""
    words = article.words
    return any(
        index not in apart and not article.quotes.around(words.starts[index])
        for pronoun in pack.own_voice
        for form in (pronoun, pronoun.capitalize())
        for index in words.positions.get(form, ())
    )
