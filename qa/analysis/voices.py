"""Who speaks outside the quotations of an article, and whom it addresses: a voice that slips from those of the rest."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from qa.analysis.marks import PAUSES, QUOTES, SPACES
from qa.analysis.phrases import anchors, find, tokens

if TYPE_CHECKING:
    from qa.article import Article

_SENTENCES = 2
"""Sentences that a report has at least."""


class VoiceWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """What a language's words say of who speaks and who is spoken to, all in lower case but what is never written so (English I,
    German Sie).

    `first_person`: what attributes a quotation to the writer, with what attributes it to another; <said> and <told> as in attributions.
    `openers`: what may stand before it. `own_voice`: pronouns of a writer; `writers`: words that
    open a sentence of his, verbs where these need no pronoun.
    `formal`, `informal`: pronouns of the two ways to address a reader.
    """

    first_person: dict[str, str] = {}
    openers: frozenset[str] = frozenset()
    own_voice: frozenset[str] = frozenset()
    writers: frozenset[str] = frozenset()
    formal: frozenset[str] = frozenset()
    informal: frozenset[str] = frozenset()

    @cached_property
    def first_persons(self) -> list[tuple[tuple[str, ...], str]]:
        """The phrases of `first_person` as words, longest first."""
        return sorted(((tokens(phrase), fix) for phrase, fix in self.first_person.items()), key=lambda pair: -len(pair[0]))

    @cached_property
    def anchors(self) -> dict[str, list[int]]:
        return anchors(phrase for phrase, _ in self.first_persons)

    @cached_property
    def opening_writers(self) -> list[str]:
        """What opens a sentence of a writer, with its capital."""
        return [form.capitalize() for form in self.writers]


class Slip(NamedTuple):
    """A voice in `start:end` of the text that is not that of the rest, what it does, and what should stand there ("": unknown)."""

    start: int
    end: int
    says: str
    fix: str
    sure: bool


def slips(article: "Article", told: VoiceWords) -> Iterator[Slip]:
    """First persons beside another's words in a text that has none otherwise, and addresses that change."""
    yield from _attributions(article, told)
    yield from _lone_writers(article, told)
    yield from _addresses(article, told)


def _attributions(article: "Article", told: VoiceWords) -> Iterator[Slip]:
    text, words, language = article.text, article.words, article.language
    slots = {"<said>": frozenset(language.said), "<told>": frozenset(language.told)}
    seen: set[int] = set()
    present = {number for form in told.anchors.keys() & words.positions.keys() for number in told.anchors[form]}
    for phrase, fix in (told.first_persons[number] for number in sorted(present)):
        for found in find(article, phrase, slots):
            if found.start in seen or article.quotes.around(words.starts[found.start]):
                continue
            seen.update(found)
            first = found.start
            if first and words.forms[first - 1].lower() in told.openers and words.gap(first) in (" ", ", "):
                first -= 1
            start, end = words.starts[first], words.end(found[-1])
            rest = text[end : end + 6].lstrip(SPACES)
            opens = rest[:1] == ":" and text[start].isupper()
            closes = _ends_quotation(text[max(0, words.starts[found.start] - 4) : words.starts[found.start]])
            if not (opens or closes) or _writes_as_i(article, told, found):
                continue
            quoted = rest[1:].lstrip(SPACES)[:1] in QUOTES
            kept = text[start : words.starts[found.start]]
            mended = kept + fix if first < found.start else language.capital(fix) if text[start].isupper() else fix
            sure = quoted if opens else _goes_on_with_subject(article, found.stop)
            yield Slip(start, end, "speaks as the writer, beside another’s words", mended if fix else "", sure)


def _lone_writers(article: "Article", told: VoiceWords) -> Iterator[Slip]:
    """A sentence in the first person, outside quotations, of a report that has no other and speaks of persons by name."""
    words, text = article.words, article.text
    starting = [
        index
        for form in told.opening_writers
        for index in words.positions.get(form, ())
        if article.sentences[article.sentence_at(words.starts[index])].start == words.starts[index]
    ]
    if len(starting) != 1 or len(article.sentences) < _SENTENCES:
        return
    index = starting[0]
    number = article.sentence_at(words.starts[index])
    sentence = article.sentences[number]
    if not number or text[sentence.end - 1] in "?!" or article.quotes.around(sentence.start):
        return
    own = [
        index
        for pronoun in told.own_voice
        for form in {pronoun, pronoun.capitalize()}
        for index in words.positions.get(form, ())
        if not article.quotes.around(words.starts[index])
    ]
    if all(sentence.start <= words.starts[at] < sentence.end for at in own) and _names_somebody(article, sentence.start):
        yield Slip(words.starts[index], words.end(index), "speaks as the writer, in a report of others", "", False)


def _names_somebody(article: "Article", end: int) -> bool:
    """Whether a person stands before that place by first name and surname."""
    lexicon = article.lexicon
    return lexicon is not None and any(
        lexicon.word(first).first_name and article.text.find(f"{first} {second}", 0, end) >= 0
        for first, second in article.names.pairs
    )


def _ends_quotation(before: str) -> bool:
    """Whether a quotation and a comma, in either order, or its other stop end there."""
    bare = before.rstrip(SPACES)
    return bare.rstrip(PAUSES)[-1:] in QUOTES and (bare[-1:] in ",–—-" or bare[-2:-1] in (",", "!", "?"))


def _goes_on_with_subject(article: "Article", index: int) -> bool:
    """Whether a third person follows as the subject: “...”, I said the mayor."""
    words = article.words
    if index >= len(words) or words.gap(index) not in SPACES:
        return False
    form = words.forms[index]
    return form.lower() in article.language.articles or (
        form[0].isupper() and article.lexicon is not None and bool(article.lexicon.word(form).first_name)
    )


def _writes_as_i(article: "Article", told: VoiceWords, apart: range) -> bool:
    """Whether a writer speaks of himself outside quotations and the words `apart`."""
    words = article.words
    return any(
        index not in apart and not article.quotes.around(words.starts[index])
        for pronoun in told.own_voice
        for form in {pronoun, pronoun.capitalize()}
        for index in words.positions.get(form, ())
    )


def _addresses(article: "Article", told: VoiceWords) -> Iterator[Slip]:
    """A reader addressed as one addresses strangers, and elsewhere as one addresses friends: the rarer way."""
    familiar = _outside_quotations(article, told.informal)
    formal = _outside_quotations(article, told.formal) if familiar else []
    if not formal:
        return
    words = article.words
    index = min(familiar) if len(familiar) <= len(formal) else min(formal)
    yield Slip(words.starts[index], words.end(index), "addresses the reader otherwise than the rest", "", False)


def _outside_quotations(article: "Article", forms: frozenset[str]) -> list[int]:
    """Where one of the words stands outside quotations: in lower case or at the start of a sentence, or with its own capital, which
    tells nothing there."""
    words, found = article.words, []
    for form in forms:
        for shape in {form, form.capitalize()}:
            for index in words.positions.get(shape, ()):
                place = words.starts[index]
                initial = article.sentences[article.sentence_at(place)].start == place
                if initial == (shape != form) and not article.quotes.around(place) and not _is_mentioned(article, index):
                    found.append(index)
    return found


def _is_mentioned(article: "Article", index: int) -> bool:
    """Whether a pronoun is spoken of itself: between an article and a noun’s place, or between marks of any kind."""
    words = article.words
    before, after = words.gap(index)[-1:], words.gap(index + 1)[:1]
    return (
        before in QUOTES
        or after in QUOTES - {"'", "’"}
        or (index > 0 and words.forms[index - 1].lower() in article.language.articles)
    )
