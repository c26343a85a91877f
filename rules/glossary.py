"""A term that the glossary wants otherwise.

What it flags: a name that the glossary forbids, and, where the original is at hand, a passage that lacks the name which the glossary
has for a term of the original.
Why a reader minds: one thing has two names; the customer, the law or the product calls it by one of them.
How it decides: by the files that `--glossary` or the setting `glossary` names, TBX or CSV with a column a language (`en`, `de`,
`de forbidden`). A term is known with any ending, by its lemma where a dictionary has it, within compounds in languages that write
them as one word, and whatever its case unless it is all capitals.
What it leaves alone: passages that are not surely each other's translation, terms without a name in the article's language.
Source: ISO 30042 (TBX); the terminology checks of bilingual checkers (Xbench, Verifika, QA Distiller).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from qa.analysis.passages import lacking, sure
from qa.analysis.scripts import UNSPACED
from qa.analysis.words import parts
from qa.article import Article
from qa.glossary import Concept, concepts, load
from qa.patterns import late
from qa.rule import CERTAIN, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="glossary",
    summary="a term that the glossary wants otherwise",
    severity="error",
    mqm="terminology/inconsistent-with-terminology-resource",
    mqm_severity="major",
    options={"files": [], "terms": []},
)

EXAMPLE_OPTIONS = {
    "terms": [
        {
            "en": "ferry",
            "de": "Fähre",
            "de forbidden": "Fährschiff",
            "es": "ferri",
            "ru": "паром",
            "zh": "渡轮",
            "ar": "عبارة",
            "ko": "연락선",
            "zh forbidden": "摆渡船",
        },
        {
            "en": "European Commission",
            "de": "Europäische Kommission",
            "de forbidden": "EU-Kommission",
            "fr": "Commission européenne",
        },
        {"en": "US", "fr": "États-Unis", "en forbidden": "U.S."},
        {"en": "COVID-19", "de": "Covid-19", "pl": "COVID-19"},
        {"en": "storm", "de": "Sturm", "ar": "عاصفة"},
        {"en": "coast guard", "de": "Küstenwache", "es": "guardia costera", "ru": "береговая охрана", "fi": "merivartiosto"},
    ]
}
"""What the glossary of the examples holds."""

EXAMPLES = (
    bad("de", "Die ⟦Fährschiff⇒Fähre⟧ sank.", "en", "The ferry sank."),
    bad("de", "Das ⟦Fährschiff⇒Fähre⟧ sank."),
    bad("es", "⟦El⟧ barco se hundió.", "en", "The ferry sank."),
    bad("ru", "⟦Вызвали⟧ пограничников.", "en", "They called the coast guard."),
    bad("zh", "⟦摆渡船⇒渡轮⟧沉没了。", "en", "The ferry sank."),
    bad("de", "Das sagte die ⟦EU-Kommission⇒Europäische Kommission⟧.", "en", "So said the European Commission."),
    bad("en", "The ⟦U.S.⇒US⟧ left."),
    bad("de", "⟦Ein⟧ Virus kam.", "en", "COVID-19 came."),
    good("pl", "Pandemia COVID-19 trwa.", "en", "The COVID-19 pandemic goes on."),
    good("de", "Die Stürme kamen, Covid\u201119 auch.", "en", "The storms came, and COVID-19."),
    good("ar", "تضررت المدينة بعواصف قوية.", "en", "The town was damaged by strong storms."),
    bad("ar", "⟦تضررت⟧ المدينة بقوارب قوية.", "en", "The town was damaged by strong storms."),
    good("ar", "غادرت العبارة، وللعبارة محركان.", "en", "The ferry left, and the ferry has two engines."),
    good("ko", "배가 아니라 연락선은 떠났다.", "en", "The ferry left."),
    good("fr", "On nous a dit de partir.", "en", "They told us to leave."),
    good("de", "Die Fähren riefen die Küstenwache.", "en", "The ferries called the coast guard."),
    good("ru", "С парома вызвали береговую охрану.", "en", "The ferry called the coast guard."),
    good("fi", "Lautta kutsui merivartioston.", "en", "The ferry called the coast guard."),
    good("es", "El barco se hundió.", "en", "The ship sank."),
)

_DASH, _SPACE = late("[\u2010-\u2013]"), late(r"\s+")
_KEY = 3
"""Letters by which a name is looked up."""
_SHORTEST = 3
"""Letters of a word from which it may be what is left without those joined to it."""
_STEM, _ENDING = 4, 4
"""Letters that two forms of a word share at least, and by how many the longer one may go on."""


class _Place(NamedTuple):
    """Where a name of a concept stands."""

    start: int
    end: int
    concept: Concept
    name: str


class _Name(NamedTuple):
    """A name as it is looked for: its words, and what stands before the first, between two, and behind the last of them."""

    concept: Concept
    name: str
    words: list[str]
    gaps: list[str]


class _Index:
    """The names that concepts have in a language, to be looked up by how the first word of each begins, or by its lemma."""

    def __init__(self, names: Sequence[tuple[Concept, str]], article: Article) -> None:
        self._article = article
        self._unspaced = bool(article.scripts & UNSPACED)
        self._found: dict[str, list[_Name]] = {}
        self._wordless: list[tuple[_Name, re.Pattern[str]]] = []
        text = article.text.casefold()
        for concept, name in names:
            pieces = parts(name)
            one = _Name(concept, name, pieces[1::2], [_plain(gap) for gap in pieces[::2]])
            if self._unspaced or not one.words:
                if name.casefold() in text:
                    self._wordless.append((one, re.compile(re.escape(name), re.IGNORECASE)))
                continue
            keys = {one.words[0].lower()[:_KEY], *self._lemmas(one.words[0])}
            for key in keys:
                self._found.setdefault(key, []).append(one)

    def within(self, start: int, end: int) -> Iterator[_Place]:
        """The places of names in a passage."""
        for one, pattern in self._wordless:
            for match in pattern.finditer(self._article.text, start, end):
                if self._is_apart(*match.span()):
                    yield _Place(*match.span(), one.concept, one.name)
        if not self._found:
            return
        words = self._article.words
        for at in words.between(start, end):
            form = words.forms[at]
            told: list[_Name] = []
            for key in self._keys(form):
                for one in self._found.get(key, ()):
                    last = at + len(one.words) - 1
                    if one not in told and last < len(words) and words.starts[last] < end and self._stands(one, at):
                        told.append(one)
                        yield _Place(
                            words.starts[at] - len(one.gaps[0]), words.end(last) + len(one.gaps[-1]), one.concept, one.name
                        )

    def _keys(self, form: str) -> Iterator[str]:
        """What names that may begin with a word are found by."""
        for one in self._readings(form.lower()):
            yield from (one[:length] for length in range(1, min(len(one), _KEY) + 1))
        yield from self._lemmas(form)

    def _readings(self, form: str) -> list[str]:
        """A word, and what is left of it without the words that are joined to it."""
        return [form, *(form[len(one) :] for one in self._article.language.joined if form.startswith(one) and form != one)]

    def _stands(self, one: _Name, at: int) -> bool:
        """Whether a name begins with the word of that number."""
        words, text, last = self._article.words, self._article.text, at + len(one.words) - 1
        if not all(map(self._is_form, words.forms[at : last + 1], one.words)):
            return False
        if any(_plain(words.gap(at + number)) != gap for number, gap in enumerate(one.gaps) if 0 < number < len(one.words)):
            return False
        start, end = words.starts[at] - len(one.gaps[0]), words.end(last) + len(one.gaps[-1])
        if (
            start < 0
            or _plain(text[start : words.starts[at]]) != one.gaps[0]
            or _plain(text[words.end(last) : end]) != one.gaps[-1]
        ):
            return False
        return self._is_apart(start, end)

    def _is_apart(self, start: int, end: int) -> bool:
        """Whether a name that begins or ends with a digit is no part of a longer number."""
        text = self._article.text
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        return not (before.isdigit() and text[start].isdigit()) and not (after.isdigit() and text[end - 1].isdigit())

    def _is_form(self, form: str, wanted: str) -> bool:
        """Whether a word is a form of another: with another ending, or in a compound."""
        if wanted.isupper() and len(wanted) > 1 and not form.startswith(wanted):
            return False  # an acronym is no word: US, us
        stem = wanted.lower()
        if any(self._goes_on(reading, stem) for reading in self._readings(form.lower())):
            return True
        return not self._lemmas(form).isdisjoint(self._lemmas(wanted))

    def _goes_on(self, small: str, stem: str) -> bool:
        """Whether a word is another with an ending, or begins with it as a compound does."""
        if small == stem:
            return True
        if (
            self._article.language.compounds
            and small.startswith(stem)
            and (len(stem) > _STEM or "Hangul" in self._article.scripts)
        ):
            return True
        shared = next(
            (at for at, pair in enumerate(zip(small, stem, strict=False)) if pair[0] != pair[1]), min(len(small), len(stem))
        )
        return shared >= max(_STEM, len(stem) - 2) and len(small) - shared <= _ENDING

    def _lemmas(self, form: str) -> frozenset[str]:
        """The dictionary forms of a word, also as if it were written small where that does not tell nouns from verbs, and without the
        words that are joined to it: plurals within an Arabic word (والسفن, سفينة).
        """
        language = self._article.language
        forms = {form} if language.nouns_capitalised else {form, form.lower()}
        forms |= {one for one in self._readings(form) if len(one) >= _SHORTEST}
        return frozenset(_lemma(one, language.code) for one in forms) - {""}


def _plain(gap: str) -> str:
    """What stands between words, whatever the dash, the apostrophe and the space."""
    return _SPACE.sub(" ", _DASH.sub("-", gap.replace("’", "'")))


def check(article: Article, options: Options) -> Iterator[Finding]:
    known = [*concepts(options["terms"]), *(concept for path in options["files"] for concept in load(path))]
    if not known:
        return
    tag = article.language.code
    banned = _Index([(one, name) for one in known for name in _of(one.forbidden, tag)], article)
    if article.original is None:
        yield from (_forbidden(article, place) for place in banned.within(0, len(article.text)))
        return
    theirs = article.original.language.code
    asked = [
        (one, name) for one in known if _of(one.names, tag) for name in (*_of(one.names, theirs), *_of(one.forbidden, theirs))
    ]
    wanted = _Index(asked, article.original)
    ours = _Index([(one, name) for one in known for name in _of(one.names, tag)], article)
    for _, pair in sure(article):
        told = [place.concept for place in (*ours.within(pair.start, pair.end), *banned.within(pair.start, pair.end))]
        for place in wanted.within(pair.source_start, pair.source_end):
            if place.concept not in told:
                told.append(place.concept)
                message = f"“{place.name}” is “{_of(place.concept.names, tag)[0]}” in the glossary, which this lacks"
                yield lacking(article, pair, message, LIKELY)
    yield from (_forbidden(article, place) for place in banned.within(0, len(article.text)))


def _forbidden(article: Article, place: _Place) -> Finding:
    """The finding for a forbidden name, with the usual one as fix where the form allows it."""
    shown = article.text[place.start : place.end]
    usual = _of(place.concept.names, article.language.code)
    fits = bool(usual) and shown.lower() == place.name.lower()
    fix = (
        article.language.capital(usual[0])
        if fits and shown[0].isupper() and not place.name[0].isupper()
        else usual[0]
        if fits
        else ""
    )
    message = f"the glossary forbids “{place.name}”" + (f": it wants “{usual[0]}”" if usual else "")
    return Finding(place.start, place.end, message, (fix,) if fix else (), CERTAIN)


def _of(names: dict[str, tuple[str, ...]], tag: str) -> tuple[str, ...]:
    """A concept's names in a language: of its very tag, else of a variant or parent of it."""
    base = tag.partition("-")[0]
    return names.get(tag) or next((own for other, own in names.items() if other.partition("-")[0] == base), ())


@lru_cache(maxsize=50_000)
def _lemma(form: str, code: str) -> str:
    """The dictionary form of a word; "" where no dictionary has it."""
    import simplemma

    base = code.partition("-")[0]
    try:
        return simplemma.lemmatize(form, base).lower() if simplemma.is_known(form, base) else ""
    except ValueError:
        return ""
