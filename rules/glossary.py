"""A term that the glossary wants otherwise.

What it flags: a name that the glossary forbids, and, where the original is at hand, a passage that lacks the name which the glossary
has for a term of the original.
Why a reader minds: one thing has two names; the customer, the law or the product calls it by one of them.
How it decides: by the files that `--glossary` or the setting `glossary` names, TBX or CSV with a column a language (`en`, `de`,
`de forbidden`). A term is known with any ending, by its lemma where a dictionary has it, within compounds in languages that write
them as one word, and whatever its case.
What it leaves alone: passages that are not surely each other's translation, terms without a name in the article's language.
Source: ISO 30042 (TBX); the terminology checks of bilingual checkers (Xbench, Verifika, QA Distiller).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from qa.analysis.passages import lacking, sure
from qa.analysis.scripts import UNSPACED
from qa.article import Article
from qa.glossary import Concept, concepts, load
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
            "zh forbidden": "摆渡船",
        },
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
    good("de", "Die Fähren riefen die Küstenwache.", "en", "The ferries called the coast guard."),
    good("ru", "С парома вызвали береговую охрану.", "en", "The ferry called the coast guard."),
    good("fi", "Lautta kutsui merivartioston.", "en", "The ferry called the coast guard."),
    good("es", "El barco se hundió.", "en", "The ship sank."),
)

_STEM, _ENDING = 4, 4
"""Letters that two forms of a word share at least, and by how many the longer one may go on."""


class _Place(NamedTuple):
    """Where a name of a concept stands."""

    start: int
    end: int
    concept: Concept
    name: str


class _Index:
    """The names that concepts have in a language, to be looked up by how the first word of each begins."""

    def __init__(self, names: Sequence[tuple[Concept, str]], article: Article) -> None:
        self._article = article
        self._unspaced = bool(article.scripts & UNSPACED)
        self._found: dict[str, list[tuple[Concept, str, list[str]]]] = {}
        for concept, name in names:
            words = name.lower().split()
            self._found.setdefault(words[0][: 1 if self._unspaced else _STEM - 1], []).append((concept, name, words))

    def within(self, start: int, end: int) -> Iterator[_Place]:
        """The places of names in a passage."""
        words = self._article.words
        if self._unspaced:
            yield from self._written(start, end)
            return
        forms = [words.forms[index].lower() for index in words.between(start, end)]
        first = words.between(start, end).start
        for at, form in enumerate(forms):
            for concept, name, wanted in self._found.get(form[: _STEM - 1], ()):
                here = forms[at : at + len(wanted)]
                if len(here) == len(wanted) and all(map(self._is_form, here, wanted)):
                    yield _Place(words.starts[first + at], words.end(first + at + len(wanted) - 1), concept, name)

    def _written(self, start: int, end: int) -> Iterator[_Place]:
        """The same where words are not separated."""
        small = self._article.text[start:end].lower()
        for names in self._found.values():
            for concept, name, _ in names:
                if (at := small.find(name.lower())) >= 0:
                    yield _Place(start + at, start + at + len(name), concept, name)

    def _is_form(self, form: str, wanted: str) -> bool:
        """Whether a word is a form of another: with another ending, or in a compound."""
        if form == wanted:
            return True
        if self._article.language.compounds and len(wanted) > _STEM and form.startswith(wanted):
            return True
        shared = next(
            (at for at, pair in enumerate(zip(form, wanted, strict=False)) if pair[0] != pair[1]), min(len(form), len(wanted))
        )
        if shared >= max(_STEM, len(wanted) - 2) and len(form) - shared <= _ENDING:
            return True
        return _lemma(form, self._article.language.code) == _lemma(wanted, self._article.language.code) != ""


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
