"""A pronoun, an article or a verb that does not fit the person who speaks.

What it flags: `he explained` after words of a spokeswoman, and the reverse; an article that clashes with its noun or with the first
name after it (`el ministra`, `el portavoz María Keller`); a reporter's own “I” before a quotation of someone else (`And I add:`).
Why a reader minds: it turns one speaker into two people, or into the wrong one.
How it decides: a pronoun beside a verb of speech, after a quotation or at a sentence's start, looks back over its own paragraph and
the one before; where everybody there is of the other sex, by title, role or first name, it cannot fit.
What it leaves alone: pronouns within quotations; scopes with anybody of the pronoun's sex, or whose sex nothing tells (surnames,
unknown names, `the driver`), however far off; first names that both sexes have; nouns that good usage lets stand with either article.
Where only an uncommon first name tells, it is a hint.
Source: pronouns of machine-translated news, where the source language has none or leaves them out.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from qa import packs
from qa.analysis.chunks import function_words
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

Sex = Literal["f", "m"]


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """What shows a person's sex: `nouns` for roles, kin and titles, without their stop, and `pronouns`."""

    nouns: frozenset[str]
    pronouns: frozenset[str]


class Pack(Struct, frozen=True, forbid_unknown_fields=True):
    """What a language says of speakers, all in lower case.

    `said`, `told`: forms of verbs of speech, for <said> and <told> in `attributions`, which have a masculine and a feminine form that
    differ in one word. `one_way`: the feminine pronoun also stands for bodies or for several people, and is never doubted. `someone`:
    nouns for people that do not tell the sex. `shared`: nouns whose article alone tells it. `articles`: masculine articles, with the
    feminine ones. `roles`: masculine nouns that no woman should bear, with their feminine. `places`: words before a place. `along`:
    words before who is merely there too. `first_person`: what opens a quotation, with what should; `own_voice`: pronouns of a writer.
    """

    said: frozenset[str]
    attributions: tuple[tuple[str, str], ...]
    feminine: Person
    masculine: Person
    told: frozenset[str] = frozenset()
    one_way: bool = False
    someone: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    articles: dict[str, str] = {}
    roles: dict[str, str] = {}
    places: frozenset[str] = frozenset()
    along: frozenset[str] = frozenset()
    first_person: dict[str, str] = {}
    own_voice: frozenset[str] = frozenset()


class Template(NamedTuple):
    """Words of an attribution, and which of them tells the sex, with the word that the other sex has."""

    tokens: tuple[str, ...]
    pivot: int
    other: str
    sex: Sex


_QUOTES = frozenset("\"'“”„«»‘’‹›")
_JOINERS = frozenset((" ", "\u00a0", "-", "\u2010", "’", "'"))
_AFTER_INITIALS = frozenset((".", ". ", ".\u00a0"))
_PARTICLES = frozenset(("al", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "la", "van", "von"))
_REACH = 1500
"""Code points over which a pronoun looks back at most."""
_COMMON = 3.0
"""Zipf value from which a first name alone tells."""
_NOBODY, _SOMEBODY = "", "?"


def check(article: Article, options: Options) -> Iterator[Finding]:
    pack = packs.load("wrong-person", article.language.code, Pack)
    if pack is None or article.lexicon is None:
        return
    yield from _attributions(article, pack)
    yield from _articles(article, pack)
    yield from _own_voice(article, pack)


def _attributions(article: Article, pack: Pack) -> Iterator[Finding]:
    text, words = article.text, article.words
    candidates = sorted(
        (start, end, index, template)
        for template in _templates(article.language.code)
        for start, end, index in _occurrences(article, template.tokens, template.pivot, pack)
        if _stands_alone(text, start, template, article)
    )
    doubted: set[int] = set()
    surnames: dict[str, str] | None = None
    for start, end, index, template in candidates:
        surnames = _surnames(article, pack) if surnames is None else surnames
        speaker = _Scene(article, pack, template.sex, surnames, doubted).speaker(start)
        if speaker is None:
            continue
        doubted.add(index)
        at = words.starts[index]
        fix = template.other.capitalize() if words.forms[index][0].isupper() else template.other
        found = text[start:end]
        yield Finding(
            start,
            end,
            f"“{found}” does not fit the speaker, “{speaker.name}”",
            (text[start:at] + fix + text[at + len(words.forms[index]) : end],),
            LIKELY if speaker.sure else HINT,
            "nobody else is named in this paragraph or the one before",
        )


def _stands_alone(text: str, start: int, template: Template, article: Article) -> bool:
    """Whether an attribution follows a quotation or starts a sentence; one without a verb may follow a comma."""
    if article.quotes.around(start):
        return False
    before = text[max(0, start - 4) : start].rstrip(" \u00a0\u202f")
    last = before.rstrip(",–—-").rstrip(" \u00a0\u202f")[-1:]
    if not before or before[-1] == "\n" or before[-1] in ".!?…" or last in _QUOTES:
        return True
    return before[-1] == "," and "<said>" not in template.tokens and "<told>" not in template.tokens


class _Speaker(NamedTuple):
    name: str
    sure: bool


class _Scene:
    """Who is there before an attribution whose pronoun is of a `sex`."""

    def __init__(self, article: Article, pack: Pack, sex: Sex, surnames: dict[str, str], doubted: set[int]) -> None:
        self._article, self._pack, self._sex, self._surnames, self._doubted = article, pack, sex, surnames, doubted
        self._fitting, self._others = (pack.masculine, pack.feminine) if sex == "m" else (pack.feminine, pack.masculine)
        self._names: set[str] = set()
        self._sure = False
        self._speaker = ""

    def speaker(self, place: int) -> _Speaker | None:
        """The one person of the other sex who can have spoken, None where another can, or nobody is there."""
        blocks = self._article.blocks
        index = bisect_right(blocks, place, key=lambda block: block.start) - 1
        here = max(blocks[index].start, place - _REACH)
        if not self._read(here, place, True):
            return None
        introduced = self._speaker
        if index and not self._read(max(blocks[index - 1].start, here - _REACH), here, not introduced):
            return None
        return _Speaker(introduced or self._speaker, self._sure) if self._speaker else None

    def _read(self, start: int, end: int, strict: bool) -> bool:
        """Whether nobody within `start:end` may be meant; `strict`: nobody unnamed either."""
        article, pack = self._article, self._pack
        words, quotes = article.words, article.quotes
        forms, starts, function, tells = (
            words.forms,
            words.starts,
            function_words(article.language),
            _telling(article.language.code),
        )
        done, named_at, placed = 0, -9, -9
        for index in words.between(start, end):
            if index < done or not (forms[index] in tells or forms[index][0].isupper()) or quotes.around(starts[index]):
                continue
            form, small = forms[index], forms[index].lower()
            previous = forms[index - 1].lower() if index else ""
            beside = previous in pack.along or (index > 1 and forms[index - 2].lower() in pack.along)
            told = self._told_by_article(small, previous)
            if small in self._fitting.pronouns or small in self._fitting.nouns or told == self._sex:
                if strict and index not in self._doubted and not beside:
                    return False
            elif small in self._others.nouns or told:
                self._sure = True
                self._speaker = self._speaker or form
                named_at = index
            elif small in self._others.pronouns:
                self._sure = True
            elif small in pack.someone:
                if strict and not self._is_apposition(index, named_at):
                    return False
            elif form[0].isupper() and small not in function:
                run = self._run(index, end)
                done = run.stop
                titled = named_at == index - 1
                known = self._kind(run, placed >= index - 2)
                if known == "place":
                    placed = run.stop - 1
                elif known == _NOBODY and not titled:
                    continue
                elif known == self._sex or (known == _SOMEBODY and not titled):
                    return False
                else:
                    self._names.update(forms[run.start : run.stop])
                    self._speaker = article.text[starts[run.start] : starts[run.stop - 1] + len(forms[run.stop - 1])]
                    named_at = run.stop - 1
        return True

    def _told_by_article(self, small: str, previous: str) -> str:
        if small not in self._pack.shared:
            return ""
        return "m" if previous in self._pack.articles else "f" if previous in self._pack.articles.values() else ""

    def _is_apposition(self, index: int, named_at: int) -> bool:
        """Whether a noun says what the person named beside it is: Anna Novak, a driver; the mayor of Padua, Anna Novak."""
        words, text = self._article.words, self._article.text
        if index - 6 < named_at < index:
            end = words.starts[named_at] + len(words.forms[named_at])
            between = text[end : words.starts[index]]
            if between.startswith(",") and not any(stop in between for stop in ".!?\n"):
                return True
        for after in range(index + 1, min(index + 12, len(words))):
            gap = text[words.starts[after - 1] + len(words.forms[after - 1]) : words.starts[after]]
            if any(stop in gap for stop in ".!?\n"):
                return False
            if words.forms[after][0].isupper() and ("," in gap or after == index + 1):
                return True
        return False

    def _run(self, index: int, end: int) -> range:
        """The name that starts with a word: capitalised words in a row, with particles and initials between."""
        words, text = self._article.words, self._article.text
        stop = after = index + 1
        while after < len(words) and words.starts[after] < end:
            form, before = words.forms[after], words.forms[after - 1]
            gap = text[words.starts[after - 1] + len(before) : words.starts[after]]
            if gap not in _JOINERS and not (len(before) == 1 and gap in _AFTER_INITIALS):
                break
            if form[0].isupper():
                stop = after + 1
            elif form not in _PARTICLES:
                break
            after += 1
        return range(index, stop)

    def _kind(self, run: range, after_place: bool) -> str:
        """The sex of a name's bearer, "?" where it may be anybody, "place", or "" where it is nobody."""
        article, pack = self._article, self._pack
        lexicon, forms = article.lexicon, article.words.forms
        assert lexicon is not None
        name = forms[run.start : run.stop]
        first, last = lexicon.word(name[0]), lexicon.word(name[-1])
        previous = forms[run.start - 1].lower() if run.start else ""
        following = forms[run.stop].lower() if run.stop < len(forms) else ""
        sex = _sex_of(name[0], first.first_name)
        if len(name) > 1:
            if name[-1] in self._names or (name[-1] in self._surnames and not sex):
                return self._surnames.get(name[-1], _SOMEBODY)
            if lexicon.is_place(" ".join(name)) or (len(name) > 2 and last.lower):
                return _NOBODY
            if not sex or sex == _SOMEBODY:
                known = any(lexicon.word(form).lower or form in article.language.capitalised for form in name)
                return _NOBODY if known and not sex else _SOMEBODY
            self._sure = self._sure or (sex != self._sex and first.zipf >= _COMMON and not first.place)
            return sex
        if name[0] in self._names or name[0] in self._surnames:
            return self._surnames.get(name[0], "f" if self._sex == "m" else "m")
        if following in pack.said:
            return sex or _SOMEBODY
        if previous in pack.places or (after_place and not sex):
            return "place"
        ordinary = first.lower or first.place or first.country or name[0].isupper() or name[0] in article.language.capitalised
        if ordinary or previous in article.language.articles:
            return _NOBODY
        return sex or _SOMEBODY


def _sex_of(form: str, known: str) -> str:
    """What a first name tells; one of two or three letters may be another word or a surname."""
    if known == "fm" or (known == "f" and len(form) < 3):
        return _SOMEBODY
    return known


def _surnames(article: Article, pack: Pack) -> dict[str, str]:
    """Who bears a surname in this article: "f", "m", or "?" where both do."""
    assert article.lexicon is not None
    pairs = article.names.pairs
    seconds = {second for _, second in pairs}
    found: dict[str, str] = {}
    for first, second in pairs:
        title = first.lower()
        titled = "f" if title in pack.feminine.nouns else "m" if title in pack.masculine.nouns else ""
        sex = titled or _sex_of(first, article.lexicon.word(first).first_name)
        if sex:
            sex = _SOMEBODY if first in seconds and not titled else sex
            found[second] = sex if found.get(second, sex) == sex else _SOMEBODY
    return found


def _articles(article: Article, pack: Pack) -> Iterator[Finding]:
    """Articles that clash with a role noun or with the first name after it."""
    if not pack.roles and not pack.articles:
        return
    words, text = article.words, article.text
    feminine = {noun: masculine for masculine, noun in pack.roles.items()}
    to_masculine = {her: his for his, her in pack.articles.items() if " " not in his}
    for form in words.positions.keys() & (pack.roles.keys() | feminine.keys() | pack.shared):
        for index in words.positions[form]:
            before = words.forms[index - 1] if index else ""
            start = words.starts[index - 1] if index else 0
            end = words.starts[index] + len(form)
            if text[start + len(before) : words.starts[index]] not in (" ", "\u00a0"):
                continue
            male = before.lower() in pack.articles
            if not male and before.lower() not in to_masculine:
                continue
            sex = _named(article, index)
            if male and (sex == "f" or (form in feminine and sex != "m")):
                fix = f"{pack.articles[before.lower()]} {pack.roles.get(form, form)}"
            elif sex == "m" and male and form in feminine:
                fix = f"{before} {feminine[form]}"
            elif sex == "m" and not male:
                fix = f"{to_masculine[before.lower()]} {feminine.get(form, form)}"
            else:
                continue
            confidence = LIKELY if male else HINT  # two surnames may look like a man's name: la ministra Martín Gil
            fix = fix[:1].upper() + fix[1:] if before[0].isupper() else fix
            yield Finding(start, end, f"“{text[start:end]}” does not fit the person", (fix,), confidence)


def _named(article: Article, index: int) -> str:
    """The sex that a full name right after a word tells, "" where none does."""
    words, text, lexicon = article.words, article.text, article.lexicon
    assert lexicon is not None
    if index + 2 >= len(words):
        return ""
    for at in (index + 1, index + 2):
        previous_end = words.starts[at - 1] + len(words.forms[at - 1])
        if not words.forms[at][0].isupper() or text[previous_end : words.starts[at]] not in (" ", "\u00a0"):
            return ""
    first, second = lexicon.word(words.forms[index + 1]), lexicon.word(words.forms[index + 2])
    told = first.first_name in ("f", "m") and len(words.forms[index + 1]) > 2 and first.zipf >= _COMMON
    ordinary = first.lower or first.place or second.country
    return first.first_name if told and not ordinary else ""


def _own_voice(article: Article, pack: Pack) -> Iterator[Finding]:
    """A first person that opens a quotation in a text that has none otherwise."""
    words, text = article.words, article.text
    for phrase, fix in pack.first_person.items():
        tokens = _tokens(phrase)
        for start, end, _ in _occurrences(article, tokens, len(tokens) - 1, pack):
            rest = text[end : end + 6].lstrip(" \u00a0\u202f")
            if rest[:1] != ":" or not text[start].isupper():
                continue
            own = bisect_right(words.starts, start) - 1
            if article.quotes.around(start) or _writes_as_i(article, pack, range(own, own + len(tokens))):
                continue
            quoted = rest[1:].lstrip(" \u00a0\u202f")[:1] in _QUOTES
            fixes = (fix[:1].upper() + fix[1:],) if fix else ()
            yield Finding(
                start,
                end,
                f"“{text[start:end]}” speaks as the writer, before another’s words",
                fixes,
                LIKELY if quoted else HINT,
            )


def _writes_as_i(article: Article, pack: Pack, apart: range) -> bool:
    words = article.words
    return any(
        index not in apart and not article.quotes.around(words.starts[index])
        for pronoun in pack.own_voice
        for form in (pronoun, pronoun.capitalize())
        for index in words.positions.get(form, ())
    )


def _occurrences(article: Article, tokens: tuple[str, ...], pivot: int, pack: Pack) -> Iterator[tuple[int, int, int]]:
    """(start, end, index of the pivot's word) wherever the words of a template stand in a row."""
    words, text = article.words, article.text
    slots = {"<said>": pack.said, "<told>": pack.told}
    for form in (tokens[pivot], tokens[pivot].capitalize()):
        for index in words.positions.get(form, ()):
            first = index - pivot
            if first < 0 or first + len(tokens) > len(words):
                continue
            there = [word.lower() for word in words.forms[first : first + len(tokens)]]
            if not all(
                word in slots[token] if token in slots else word == token for word, token in zip(there, tokens, strict=True)
            ):
                continue
            ends = [words.starts[at] + len(words.forms[at]) for at in range(first, first + len(tokens))]
            gaps = [text[end : words.starts[first + at + 1]] for at, end in enumerate(ends[:-1])]
            if all(gap in _JOINERS for gap in gaps):
                yield words.starts[first], ends[-1], index


@lru_cache(maxsize=16)
def _templates(code: str) -> tuple[Template, ...]:
    pack = packs.load("wrong-person", code, Pack)
    found = []
    for pair in pack.attributions if pack else ():
        his, hers = map(_tokens, pair)
        pivot = next(at for at, (one, other) in enumerate(zip(his, hers, strict=True)) if one != other)
        found.append(Template(his, pivot, hers[pivot], "m"))
        if pack and not pack.one_way:
            found.append(Template(hers, pivot, his[pivot], "f"))
    return tuple(found)


@lru_cache(maxsize=16)
def _telling(code: str) -> frozenset[str]:
    """All words in lower case that tell of a person."""
    pack = packs.load("wrong-person", code, Pack)
    if pack is None:
        return frozenset()
    people = (pack.feminine, pack.masculine)
    telling: frozenset[str] = pack.someone.union(pack.shared, *(person.nouns | person.pronouns for person in people))
    return telling


def _tokens(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.replace("'", " ").split())
