"""A name of the original that the translation lacks.

What it flags: the name of a person, a place or a body that the original has in a passage and its translation has not.
Why a reader minds: they do not learn who or where it was, or read it of somebody else.
How it decides: a name is compared letter by letter, then by its consonants as they sound, in whatever script (`Kennedy`, `Кеннеди`,
`Κένεντι`, `كينيدي`), with the endings that languages add. Only names count that the translation has in at least half of the passages
where the original has them: what the translator writes so elsewhere is no word that is translated.
What it leaves alone: passages that are not surely each other's translation, names that the original has once, weekdays and
months, acronyms, what is a word in lower case too, and scripts without spaces.
Source: the checks of bilingual checkers for names and acronyms (Xbench, QA Distiller); transliteration by AnyAscii.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from qa.analysis.passages import is_settled, opening, sure
from qa.analysis.sounds import latin, skeleton
from qa.article import Article
from qa.rule import LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="missing-name",
    summary="a name of the original that the translation lacks",
    severity="warning",
    mqm="accuracy/omission",
    mqm_severity="major",
    requires=("original",),
)

_SOURCE = (
    "The mayor met Kristina Halvorsen in the town hall on Monday.\n\n"
    "The next day the police asked Halvorsen about the money.\n\n"
    "The town has waited for an answer since then."
)

EXAMPLES = (
    bad(
        "es",
        "La alcaldesa recibió a Kristina Halvorsen en el ayuntamiento el lunes.\n\n"
        "⟦Al⟧ día siguiente la policía preguntó a Andersson por el dinero.\n\n"
        "La ciudad espera una respuesta desde entonces.",
        "en",
        _SOURCE,
    ),
    bad(
        "el",
        "Η δήμαρχος συνάντησε την Κριστίνα Χάλβορσεν στο δημαρχείο τη Δευτέρα.\n\n"
        "⟦Την⟧ επόμενη μέρα η αστυνομία ρώτησε τον Άντερσον για τα χρήματα.\n\n"
        "Η πόλη περιμένει μια απάντηση από τότε.",
        "en",
        _SOURCE,
    ),
    good(
        "uk",
        "Мерка зустрілася з Крістіною Халворсен у ратуші в понеділок.\n\n"
        "Наступного дня поліція спитала Халворсен про гроші.\n\n"
        "Місто відтоді чекає на відповідь.",
        "en",
        _SOURCE,
    ),
    good(
        "ar",
        "التقت العمدة كريستينا هالفورسن في مبنى البلدية يوم الاثنين.\n\n"
        "وفي اليوم التالي سألت الشرطة هالفورسن عن المال.\n\n"
        "وتنتظر المدينة جوابا منذ ذلك الحين.",
        "en",
        _SOURCE,
    ),
)

_CLASSES, _LETTERS = 3, 4
"""Classes of consonants and letters that a name has at least: shorter ones are words by chance."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    original = article.original
    assert original is not None
    if not original.language.case or not article.language.spaces:
        return
    words = article.words
    passages = [
        (number, pair, frozenset(_names(original, pair.source_start, pair.source_end))) for number, pair in sure(article)
    ]
    total = Counter(name for _, _, names in passages for name in names)
    written: Counter[str] = Counter()
    for _, pair, names in passages:
        here = words.between(pair.start, pair.end)
        written.update(name for name in names if any(_is_surely(name, words.forms[index]) for index in here))
    for number, pair, names in passages:
        usual = [name for name in sorted(names) if 2 * written[name] >= total[name] > 1]
        if not usual or not is_settled(article, number):
            continue
        near = words.between(pair.start, pair.end)
        for name in usual:
            if not any(_may_be(name, words.forms[index]) for index in near):
                yield Finding(*opening(article, pair), f"the original’s “{name}” is missing", (), LIKELY)
                break


def _names(original: Article, start: int, end: int) -> Iterator[str]:
    """The names of a passage: what its language knows as no word in lower case, nor as one for people of a place."""
    words, language, lexicon = original.words, original.language, original.lexicon
    for index in words.between(start, end):
        form = words.forms[index]
        if not form[0].isupper() or len(form) < _LETTERS or form.lower() in words.positions or form not in original.names:
            continue
        if form in language.capitalised or form in language.months or len(skeleton(form)) < _CLASSES:
            continue
        if lexicon is None or not lexicon.word(form).lower:
            yield form


@lru_cache(maxsize=100_000)
def _is_surely(name: str, form: str) -> bool:
    """Whether a word begins as the name does, in letters or in sound."""
    if form.isascii() or latin(form)[:1] == latin(name)[:1]:
        return latin(form).startswith(latin(name)[:-1]) or (not form.isascii() and skeleton(form).startswith(skeleton(name)))
    return False


@lru_cache(maxsize=100_000)
def _may_be(name: str, form: str) -> bool:
    """Whether a word may be a name, transliterated or with an ending, or have it within."""
    if latin(name)[:_LETTERS] in latin(form):
        return True
    wanted, sound = skeleton(name), skeleton(form)
    return wanted in sound or wanted[:_CLASSES] == sound[:_CLASSES] or (len(wanted) > _CLASSES and wanted[:-1] in sound)
