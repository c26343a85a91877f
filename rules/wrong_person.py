"""A pronoun, an article or a verb that does not fit the person who speaks.

What it flags: `he explained` after words of a spokeswoman, and the reverse; a title, a role, an article or a participle of the other
gender than the person it stands beside (`Mr Anna Reed`, `el ministra`, `la directora está convencido`); a reporter's own “I” beside a
quotation of someone else (`And I add:`), or alone in a report of others; a reader addressed in two ways (`Sie` and `du`).
Why a reader minds: it turns one speaker into two people, or into the wrong one.
How it decides: a pronoun beside a verb of speech, after a quotation or at a sentence's start, looks back over its own paragraph and
the one before; where everybody there is of the other sex, by title, role or first name, it cannot fit. What agrees with a person is
held against the role or the first name right beside it.
What it leaves alone: pronouns within quotations; scopes with anybody of the pronoun's sex, or whose sex nothing tells (surnames,
unknown names, `the driver`), however far off; first names that both sexes have; nouns that good usage lets stand with either article
or for either sex (`Madame le ministre`, `il sindaco Anna`); a role that the paragraph's pronouns or a title elsewhere bear out.
Where only an uncommon first name tells, where usage varies (`chairman`), and of first persons and addresses alone, it is a hint.
Source: pronouns of machine-translated news, where the source language has none or leaves them out.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Literal

from msgspec import Struct

from qa import packs
from qa.analysis import voices
from qa.analysis.agreement.bearers import bearers
from qa.analysis.agreement.companions import companions
from qa.analysis.agreement.places import Places
from qa.analysis.agreement.predicates import predicates
from qa.analysis.agreement.qualities import is_own, qualities
from qa.analysis.agreement.subjects import Subjects
from qa.analysis.agreement.words import AgreementWords
from qa.analysis.marks import PAUSES, QUOTES, SPACES
from qa.analysis.persons import Persons, Sex
from qa.analysis.phrases import find, tokens
from qa.analysis.voices import VoiceWords
from qa.article import Article
from qa.rule import HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="wrong-person",
    summary="a pronoun, title or verb that does not fit the person",
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


Place = Literal["start", "quote", ""]


class Template(Struct, frozen=True):
    """Words of an attribution, and which of them tells the sex, with the word that the other sex has.

    `place`: it stands at the `start` of a sentence only, after a `quote` only, or at either.
    """

    tokens: tuple[str, ...]
    pivot: int
    other: str
    sex: Sex
    place: Place = ""


class Pack(AgreementWords, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """What a language says of speakers, beside persons, all in lower case.

    `attributions` have a masculine and a feminine form that differ in one word; <said> and <told> stand in them for the language's
    verbs of speech, those of `after_quotes` only tell right after a quotation, those of `at_starts` at the start of a sentence, of one
    paragraph with the person. These are hints, and stay silent before `impersonal` verbs or where a thing may be meant, but where
    pronouns stand for persons alone (`surely_persons`).
    `one_way`: the feminine pronoun also stands for bodies or for several people, and is never doubted. `voice` is of the writer.
    """

    attributions: tuple[tuple[str, str], ...]
    after_quotes: tuple[tuple[str, str], ...] = ()
    at_starts: tuple[tuple[str, str], ...] = ()
    impersonal: frozenset[str] = frozenset()
    surely_persons: bool = False
    one_way: bool = False
    voice: VoiceWords = VoiceWords()

    @cached_property
    def templates(self) -> list[Template]:
        found = []
        places: tuple[tuple[tuple[tuple[str, str], ...], Place], ...] = (
            (self.attributions, ""),
            (self.after_quotes, "quote"),
            (self.at_starts, "start"),
        )
        for pairs, place in places:
            for his, hers in (map(tokens, pair) for pair in pairs):
                pivot = next(at for at, token in enumerate(his) if token != hers[at])
                found.append(Template(his, pivot, hers[pivot], "m", place))
                if not self.one_way:
                    found.append(Template(hers, pivot, his[pivot], "f", place))
        return found


_CLOSING = QUOTES - {"‚"}
_REACH = 1500
"""Code points over which a pronoun looks back at most."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    pack = packs.load("wrong-person", article.language.code, Pack)
    if pack is None or article.lexicon is None:
        return
    persons = Persons(article, pack)
    subjects = Subjects(Places(article, pack), persons)
    yield from _attributions(article, pack, persons)
    yield from _bearers(article, subjects)
    yield from _qualities(article, persons, subjects)
    for slip in voices.slips(article, pack.voice):
        message = f"“{article.text[slip.start : slip.end]}” {slip.says}"
        yield Finding(slip.start, slip.end, message, (slip.fix,) if slip.fix else (), LIKELY if slip.sure else HINT)


def _attributions(article: Article, pack: Pack, persons: Persons) -> Iterator[Finding]:
    """Attributions to somebody of the other sex than the one person who is there."""
    text, words, language = article.text, article.words, article.language
    slots = {
        "<said>": frozenset((*language.said, *pack.speech)),
        "<told>": frozenset((*language.told, *pack.also_told)),
    }
    candidates = sorted(
        (found.start, -found.stop, template)
        for template in pack.templates
        for found in find(article, template.tokens, slots)
        if _stands_alone(article, found, template) and not article.quotes.around(words.starts[found.start])
    )
    doubted: set[int] = set()
    for first, last, template in candidates:
        start, end, pivot = words.starts[first], words.end(-last - 1), first + template.pivot
        if pivot in doubted:
            continue
        speaker = _speaker(article, persons, start, template.sex, doubted)
        if speaker is None or (template.place == "start" and _may_be_a_thing(article, pack, speaker, -last, start)):
            continue
        doubted.add(pivot)
        fix = language.capital(template.other) if words.forms[pivot][0].isupper() else template.other
        yield Finding(
            start,
            end,
            f"“{text[start:end]}” does not fit the speaker, “{speaker.name}”",
            (text[start : words.starts[pivot]] + fix + text[words.end(pivot) : end],),
            LIKELY if speaker.sure and template.place != "start" else HINT,
            "nobody else is named in this paragraph or the one before",
        )


def _stands_alone(article: Article, found: range, template: Template) -> bool:
    """Whether an attribution follows a quotation or starts a sentence; one without a verb may follow a comma.

    Verbs that are none of the language's verbs of speech only tell after a quotation, or before one with a colon.
    """
    start, text, words = article.words.starts[found.start], article.text, article.words
    before = text[max(0, start - 4) : start].rstrip(SPACES)
    bare = before.rstrip(PAUSES)
    if bare[-1:] in _CLOSING and bare:
        if template.place == "start":
            return False
        return not template.place or before[-1:] == "," or text[: text.rindex(bare[-1], 0, start)][-1:] in (",", "?", "!")
    if template.place == "quote":
        return False
    if template.place == "start":
        return article.sentences[article.sentence_at(start)].start == start
    said, told = article.language.said, article.language.told
    if any(
        token in ("<said>", "<told>") and (verb := words.forms[at].lower()) not in said and verb not in told
        for at, token in zip(found, template.tokens, strict=True)
    ):
        return words.gap(found.stop).startswith(":") and (not before or before[-1] in "\n.!?…")
    if not before or before[-1] in "\n.!?…":
        return True
    return before[-1] == "," and "<said>" not in template.tokens and "<told>" not in template.tokens


def _may_be_a_thing(article: Article, pack: Pack, speaker: "_Speaker", following: int, start: int) -> bool:
    """Whether a pronoun there may be impersonal, or stand for a masculine noun since the speaker was named."""
    words = article.words
    if pack.impersonal and following < len(words) and words.forms[following].lower() in pack.impersonal:
        return True
    if pack.surely_persons:
        return False
    if speaker.end < article.blocks[article.block_at(start)].start:
        return True
    since = words.between(speaker.end, start)
    return any(words.forms[index].lower() in pack.articles for index in since)


class _Speaker(Struct, frozen=True):
    name: str
    sure: bool
    end: int = 0
    """Where the last mention ends."""


def _speaker(article: Article, persons: Persons, place: int, sex: Sex, doubted: set[int]) -> _Speaker | None:
    """The one person of the other sex who can have spoken before `place`; None where another can, or nobody is there.

    Within the first stretch that has such a person, nobody of the pronoun's sex may be spoken of at all; beyond it, none be named.
    """
    speaker, sure, last = "", False, 0
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
                    last = max(last, article.words.end(mention.stop - 1))
                    speaker = article.text[article.words.starts[mention.first] : article.words.end(mention.stop - 1)]
        speaker = introduced or speaker
    if not speaker or persons.addresses(before, place, sex):
        return None
    return _Speaker(speaker, sure, last)


def _bearers(article: Article, subjects: Subjects) -> Iterator[Finding]:
    """Titles, roles and articles that do not fit who bears them."""
    text, words = article.text, article.words
    for clash in chain(bearers(subjects), predicates(subjects), companions(subjects)):
        start, end = words.starts[clash.first], words.end(clash.stop - 1)
        message = f"“{text[start:end]}” does not fit the person"
        yield Finding(start, end, message, (clash.fix,), LIKELY if clash.sure else HINT)


def _qualities(article: Article, persons: Persons, subjects: Subjects) -> Iterator[Finding]:
    """Participles and adjectives that do not fit whom they are said of: the subject beside them, or the speaker of a quotation."""
    words = article.words
    for first, index, sex in qualities(subjects.places):
        place = words.starts[index]
        subject, spoken = subjects.subject_of(first), -1
        if subject is None and (around := article.quotes.around(place)):
            if is_own(subjects.places, first):
                subject, spoken = subjects.speaker_of(around)
        elif subject is None:
            subject, spoken = subjects.speaker_beside(first, index)
        if subject:
            sure, clashes = subject.sure, subject.sex not in (sex, "?")
        elif spoken >= 0 and (speaker := _speaker(article, persons, spoken, sex, set())):
            sure, clashes = speaker.sure, True
        else:
            continue
        if clashes:
            form = words.forms[index]
            fix = subjects.told.counterpart(form.lower(), sex)
            fix = article.language.capital(fix) if form[0].isupper() else fix
            message = f"“{form}” does not agree with the person"
            yield Finding(place, words.end(index), message, (fix,), LIKELY if sure else HINT)
