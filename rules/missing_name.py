"""A name of the original that the translation lacks.

What it flags: the name of a person, a place or a body that the original has in a passage and its translation has not.
Why a reader minds: they do not learn who or where it was, or read it of somebody else.
How it decides: a name is compared letter by letter, then by its consonants as they sound, in whatever script (`Kennedy`, `Кеннеди`,
`Κένεντι`, `كينيدي`), with the endings that languages add; places go by all names that CLDR and GeoNames have for them (`Vienna`,
`Wien`), and by adjectives. What translators leave out they leave to be understood; so a score tells how likely a name that has no
counterpart is lost: whether another stands there or an empty place, whether it can be known again, how often the translation has it
in the other passages where the original has it, whether it stands close by too.
What it leaves alone: passages that are not surely each other's translation, weekdays and months, acronyms, words made of names
(Koreans), names whose sound says too little in another script (Lee), scripts without spaces.
Source: the checks of bilingual checkers for names and acronyms (Xbench, QA Distiller); transliteration by AnyAscii; places from CLDR and GeoNames.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from qa.analysis.passages import beside, is_settled, opening, sure
from qa.analysis.placenames import places_within
from qa.analysis.sounds import latin, skeleton
from qa.article import Article, Pair
from qa.lexicon.places import open_places
from qa.memo import Memo
from qa.patterns import late
from qa.rule import HINT, LIKELY, Finding, Options, Rule, bad, good

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
        "es",
        "La alcaldesa recibió a Kristina Halvorsen en el ayuntamiento el lunes.\n\n"
        "⟦Al⟧ día siguiente la policía preguntó a  por el dinero.\n\n"
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
        "es",
        "La alcaldesa recibió a Kristina Halvorsen en el ayuntamiento el lunes, acompañada de sus asesores.\n\n"
        "Al día siguiente la policía le preguntó por el dinero.\n\n"
        "La ciudad espera una respuesta desde entonces.",
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

_REMEMBERED = 20_000
"""Words known to be names or none at once."""

_CLASSES, _LETTERS = 3, 4
"""Classes of consonants that a name has at least that is compared by its sound, and letters: shorter ones are words by chance."""

_SCRIPTS = frozenset(("Latin", "Cyrillic", "Greek", "Arabic"))
"""Those whose transliterations were looked at closely enough for names that stand but once."""

_SAFE = 5
"""Letters or classes by which a word in lower case is known to be made of a name."""

_START, _ANOTHER, _HOLE, _CARRIED, _PLACE = -2.8, 1.4, 1.3, 2.5, 0.4
_HOLE_OF_CARRIED, _ONCE, _KEPT = 0.8, 1.2, 1.5
_AROUND, _OTHERWISE, _SEEN = 0.7, 2.6, 0.25
"""Log-odds, by logistic regression over names replaced and removed in the news in 11 languages and those that its translators had
otherwise; with the weights of the other ten languages each one's names are told apart as well. `_AROUND` was set by hand.
"""

_CUT, _UNLIKELY = 0.95, 0.55
"""The score of a warning, and that up to which nothing is said: set by hand, at about 0.1 alarms per 1,000 words of news."""

_EMPTY = late(
    r"(?<=\S)  +(?=\S)|(?<=\w) [,.;](?=\s|$)|(?<=\s)['’-](?=[^\W\d_])|(?<=[^\W\d_])- (?=\w)|\( | \)|[“«„\"] [”»\"]|^ "
)

_DERIVED = late(r"(?:i?ans?|ics?|e?ers?|ists?|ites?|s)$")
"""Endings of words for people and things that go by a name or another word; those are translated (Remainers, Koreas)."""

_LEANING = late("^(?:[وف]?(?:[بك]?ال|لل|[بكلوف]))")
"""What Arabic writes before a name as one word: and, in, as, to, the."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    original = article.original
    assert original is not None
    if not original.language.case or not article.language.spaces:
        return
    related = bool(article.scripts & original.scripts)
    known = bool(article.scripts & _SCRIPTS)
    is_name = Memo(lambda form: _is_name(original, form), _REMEMBERED)
    passages = {number: (pair, _names(original, pair, related, is_name)) for number, pair in sure(article)}
    lacking = {number: _lacking(article, pair, names) for number, (pair, names) in passages.items()}
    total = Counter(name for _, names in passages.values() for name in names)
    lost = Counter(name for names in lacking.values() for name in names)
    for number, (pair, names) in passages.items():
        if not lacking[number] or not is_settled(article, number):
            continue
        moved = [form for near in beside(article, number) for form in _forms(article, near)]
        around = {name for near in (number - 1, number + 1) if near in passages for name in passages[near][1]}
        passage = _has_another(article, pair), _has_hole(article, pair)
        scored = []
        for name in sorted(lacking[number]):
            if name not in around and any(_is_surely(name, form) for form in moved):
                continue  # it was moved there
            carried = known and _is_carried(original, name, related)
            others = total[name] - 1
            kept = (total[name] - lost[name]) / others if others else None
            scored.append((_score(*passage, carried, kept, name in around, bool(names[name])), name))
        score, name = max(scored, default=(_UNLIKELY, ""))
        if score <= _UNLIKELY:
            continue
        understood = not any(passage) and _is_named(original, pair, name, names.keys() - lacking[number])
        confidence = LIKELY if score > _CUT and not understood else HINT
        yield Finding(*opening(article, pair), f"the original’s “{name}” is missing", (), confidence)


def _score(another: bool, hole: bool, carried: bool, kept: float | None, around: bool, place: bool) -> float:
    """How likely it is that a name that nothing in a passage stands for was lost and not told otherwise, as log-odds.

    `another` and `hole`: a name stands in the passage that the original has not, a place is empty; `carried`: the name is one to be known
    again; `kept`: in how many of its other passages the translation has it, None if it has no others; `around`: it stands in the original
    beside the passage as well, so that readers know it; `place`: it is a place's.
    """
    score = _START + _ANOTHER * another + _HOLE * hole + _CARRIED * carried - _AROUND * around + _PLACE * place
    score += _HOLE_OF_CARRIED * (carried and hole)
    return score + (_ONCE if kept is None else _KEPT * kept - _OTHERWISE * (kept < _SEEN))


def _is_named(original: Article, pair: Pair, name: str, kept: set[str]) -> bool:
    """Whether a name stands beside one in the original that the translation has: first names are left out, and second surnames."""
    words = original.words
    forms = [words.forms[index] for index in words.between(pair.source_start, pair.source_end)]
    at = forms.index(name)
    return any(form in kept for form in forms[max(at - 1, 0) : at + 2])


def _has_hole(article: Article, pair: Pair) -> bool:
    """Whether a passage has an empty place where a word was: two spaces, one before a stop, an ending that hangs on nothing."""
    return _EMPTY.search(article.text, pair.start, pair.end) is not None


def _has_another(article: Article, pair: Pair) -> bool:
    """Whether a passage has a name that nothing in its original may be: a name that is only left out may be understood."""
    original, words = article.original, article.words
    assert original is not None
    if not article.language.case:
        return False
    words_given = (original.words.forms[index] for index in original.words.between(pair.source_start, pair.source_end))
    given = [form for form in words_given if form[0].isupper() and len(form) > 2]
    own = {words.forms[index] for index in words.between(pair.start, pair.end)} & article.names.counts.keys()
    known = article.lexicon.word if article.lexicon is not None else None
    return any(
        len(form) >= _LETTERS
        and form[1:].islower()
        and not (known and known(form).lower)
        and not any(_may_be(word, form) for word in given)
        and not open_places().named(form)
        for form in own
    )


def _lacking(article: Article, pair: Pair, names: dict[str, frozenset[int]]) -> set[str]:
    """Those names that a passage has by no letters, sound or other name of the same place, nor a word made of that."""
    forms = _forms(article, pair)
    cased = article.language.case
    forms += [one + other for one, other in pairwise(forms) if not cased or (one[0].isupper() and other[0].isupper())]
    lacking = {name for name in names if not any(_may_be(name, form) for form in forms)}
    if lacking:
        places = open_places()
        named = set(places_within(article, pair.start, pair.end))
        lacking = {
            name
            for name in lacking
            if not named & names[name] and not any(places.akin(_LEANING.sub("", form), names[name]) for form in forms)
        }
    return lacking


def _names(original: Article, pair: Pair, related: bool, is_name: Memo[bool]) -> dict[str, frozenset[int]]:
    """The names of a passage, with the numbers of the places that each, alone or with the word beside it, is the name of.

    Those that are to be known by their sound need more of it.
    """
    words, within, places = original.words, original.words.between(pair.source_start, pair.source_end), open_places()
    found = {}
    for index in within:
        form, after = words.forms[index], words.gap(index + 1)
        if not is_name[form] or not (related or len(skeleton(form)) >= _CLASSES):
            continue
        if after[:1] == "." and index + 1 < within.stop:
            continue  # shortened
        if after == "-" and words.forms[index + 1][0].islower():
            continue
        joined = [
            " ".join(words.forms[first : first + 2]) for first in (index - 1, index) if within.start <= first < within.stop - 1
        ]
        found[form] = places.named(form) | {places.number(name) for name in joined} - {0}
    return found


def _is_name(original: Article, form: str) -> bool:
    """Whether the original shows a form to be a name: one that is no word too, or somebody’s surname."""
    language = original.language
    if not form[0].isupper() or form.isupper() or len(form) < _LETTERS:
        return False
    if form in language.capitalised or form in language.months or form in language.weekdays:
        return False
    if form not in original.names or form.lower() in original.words.positions:
        return False
    if original.lexicon is None or form in _surnames(original):
        return True
    return not original.lexicon.word(form).lower


@lru_cache(maxsize=4)
def _surnames(original: Article) -> frozenset[str]:
    """What the original writes after a first name."""
    lexicon = original.lexicon
    return frozenset(after for before, after in original.names.pairs if lexicon is not None and not lexicon.word(before).lower)


def _is_carried(original: Article, name: str, related: bool) -> bool:
    """Whether a name is no word in lower case, nor made of one, and has letters or sounds enough to be known again."""
    lexicon = original.lexicon
    if lexicon is None or len(skeleton(name)) < _CLASSES - related:
        return False
    stem = _DERIVED.sub("", re.sub("ies$", "y", name))
    if lexicon.word(name).lower or open_places().may_be_country(name):
        return False
    return stem == name or not (lexicon.word(stem).lower or lexicon.word(stem).country or stem in original.names)


def _forms(article: Article, pair: Pair) -> list[str]:
    return [article.words.forms[index] for index in article.words.between(pair.start, pair.end)]


@lru_cache(maxsize=100_000)
def _may_be(name: str, form: str) -> bool:
    """Whether a word may be a name, transliterated or with an ending, or have it within."""
    written, read = latin(name), latin(form)
    if written[:_SAFE] in read:
        return True
    wanted, sound = skeleton(name), skeleton(form)
    if form[0].islower():
        alike = written[:2] == read[:2] and len(wanted) >= _CLASSES and wanted[:_CLASSES] == sound[:_CLASSES]
        return alike or (len(wanted) >= _SAFE and wanted in sound)
    if written[:_LETTERS] in read or (written[:2] == read[:2] and len(wanted) > 1 and sound.startswith(wanted)):
        return True
    if len(wanted) < _CLASSES:
        return False
    sounds = {sound, skeleton(_LEANING.sub("", form)), sound[written[0] == "w" and sound[:1] == "1" :]}
    return any(_sounds_like(wanted, one) for one in sounds)


@lru_cache(maxsize=100_000)
def _is_surely(name: str, form: str) -> bool:
    """Whether a word has the letters of a name, or all its sounds from its beginning on."""
    return latin(name)[:_SAFE] in latin(form) or (
        not form[0].islower() and len(skeleton(name)) >= _CLASSES and skeleton(form).startswith(skeleton(name))
    )


def _sounds_like(wanted: str, sound: str) -> bool:
    """Whether a skeleton begins as another does, of longer ones with one class left out or other than it should be."""
    if wanted == sound[: len(wanted)] or (len(wanted) > _CLASSES and wanted in sound):
        return True
    if len(wanted) > _CLASSES and len(sound) + 1 >= len(wanted) and wanted[:_CLASSES] == sound[:_CLASSES]:
        return True
    if len(wanted) < _SAFE:
        return len(wanted) > _CLASSES and wanted[:-1] in sound
    ways = {wanted[:at] + wanted[at + 1 :] for at in range(len(wanted))}
    near = (sound[:length] for length in range(len(wanted) - 1, len(wanted) + 2))
    return any(way == one or way in {one[:at] + one[at + 1 :] for at in range(len(one))} for one in near for way in ways)
