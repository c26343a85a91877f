"""One name spelt two ways in an article.

What it flags: the rarer of two spellings of one name (`Izium` and `Izyum`, `Virat Kohli` and `Virat Kohla`), wherever it stands.
Why a reader minds: it reads as two people or two places, and a search finds half of it.
How it decides: two of the article's names are one where they agree in everything but what transliterations render differently
(doubled letters, i/y/j, c/k, v/w, kh/h), where the same first or last name stands beside two that
differ by a slip of one letter, or where two long names that no source knows do.
What it leaves alone: spellings that are both well established (Stuart, Stewart) or both first names, endings of case, plurals and
other additions, names of fewer than five letters; where both are frequent they may be two people: a hint.
Source: name variants seen on machine-translated pages.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from qa.article import Article
from qa.lexicon import Lexicon
from qa.rule import HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="inconsistent-name",
    summary="one name spelt two ways in an article",
    severity="warning",
    mqm="terminology/inconsistent-use-of-terminology",
    requires=("lexicon", "case"),
)

EXAMPLES = (
    bad(
        "en",
        "The mayor, Ruslan Tagdanov, met the press. Nobody believed Tagdanov. On Sunday Ruslan ⟦Tagdenov⇒Tagdanov⟧ resigned.",
    ),
    bad(
        "en",
        "The coach praised Ivo Terzhinski. Without Terzhinski, he said, nothing works. “I trust ⟦Terjinski⇒Terzhinski⟧,” he added.",
    ),
    good("pl", "W mieście Terżyńsk był Kowalczukowski. O Kowalczukowskim i Kowalczukowskiego pisano w Warszawie."),
    good("en", "The painter Stuart met the actor Stewart in Iran, not in Iraq, and then Marina met Marino."),
    good("en", "The Koreans left Korea. A Korean flag was raised. Then the Korean returned to Korea."),
)

_SHORTEST = 5
_ESTABLISHED = 2.5
"""Zipf value from which a spelling is one that a language knows."""
_LONG, _RARE = 7, 1.5
"""Letters of a name from which a single differing letter tells, where its Zipf value is below this."""
_FREQUENT = 3
"""Occurrences of the rarer spelling from which it may be another name."""

_SAME = (
    ("sch", "sh"), ("tch", "ch"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("ck", "k"), ("dj", "j"), ("th", "t"), ("ff", "v"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("c", "k"), ("q", "k"), ("w", "v"), ("y", "i"), ("j", "i"), ("ё", "е"), ("э", "е"), ("є", "е"),
    ("ы", "и"), ("й", "и"), ("і", "и"), ("ї", "и"), ("ь", ""), ("ъ", ""), ("’", ""),
)  # fmt: skip
"""What transliterations render differently, brought to one form, in this order."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    lexicon, names = article.lexicon, article.names
    if lexicon is None:
        return
    totals = _totals(article, lexicon)
    declines = article.language.declines_names
    pairs = (
        *_transliterations(totals, declines),
        *_beside_the_same(totals, names.pairs, declines),
        *_slips([form for form in totals if len(form) >= _LONG and lexicon.word(form).zipf < _RARE], declines),
    )
    reported: set[str] = set()
    for first, second, why in pairs:
        if _both_established(first, second, lexicon) or article.accepted_names & {first, second}:
            continue
        usual, rare = _ranked(first, second, totals, article)
        if rare in reported or usual in reported:
            continue
        reported.add(rare)
        message = f"“{rare}” is spelt “{usual}” elsewhere in this article"
        confidence = HINT if totals[rare] >= _FREQUENT else LIKELY
        for index in article.words.positions[rare]:
            start = article.words.starts[index]
            yield Finding(start, start + len(rare), message, (usual,), confidence, why)


def _totals(article: Article, lexicon: Lexicon) -> dict[str, int]:
    """How often each name stands in the article, those that only start sentences included where no source knows them."""
    counts, initial = article.names.counts, article.names.initial
    forms = {*counts, *(form for form in initial if form not in counts and not lexicon.word(form).known)}
    return {form: counts.get(form, 0) + initial.get(form, 0) for form in forms if len(form) >= _SHORTEST and form[1:].islower()}


def _transliterations(forms: Iterable[str], declines: bool) -> Iterator[tuple[str, str, str]]:
    """Pairs of forms that one name may be rendered by."""
    buckets: dict[str, list[str]] = {}
    for form in sorted(forms):
        buckets.setdefault(_plain(form), []).append(form)
    for same in buckets.values():
        for other in same[1:]:
            if not (declines and _agree_but_for_the_end(same[0], other)):
                yield same[0], other, "the two differ only in what transliterations render differently"


def _slips(forms: list[str], declines: bool) -> Iterator[tuple[str, str, str]]:
    """Pairs of long forms, both rare anywhere, that differ by a slip: found by what is left when any one letter is left out."""
    shortened: dict[str, list[str]] = {}
    for form in sorted(forms):
        small = form.lower()
        for key in {small, *(small[:at] + small[at + 1 :] for at in range(1, len(small)))}:
            shortened.setdefault(key, []).append(form)
    for same in shortened.values():
        for at, first in enumerate(same[:8]):
            for second in same[at + 1 : 8]:
                if _differ_by_a_slip(first, second, declines):
                    yield first, second, "no source knows either, and they differ in a single letter"


def _beside_the_same(totals: dict[str, int], pairs: set[tuple[str, str]], declines: bool) -> Iterator[tuple[str, str, str]]:
    """Pairs of forms that stand beside the same first or last name and differ in a letter or two."""
    beside: dict[tuple[int, str], list[str]] = {}
    for pair in sorted(pairs):
        for place in (0, 1):
            if pair[1 - place] in totals:
                beside.setdefault((place, pair[place]), []).append(pair[1 - place])
    for (_, same), forms in beside.items():
        for at, first in enumerate(forms[:8]):
            for second in forms[at + 1 : 8]:
                if _differ_by_a_slip(first, second, declines):
                    yield first, second, f"both stand beside “{same}”"


def _differ_by_a_slip(first: str, second: str, declines: bool) -> bool:
    """Whether one letter is another, missing or swapped with its neighbour, and not merely an ending."""
    a, b = sorted((first.lower(), second.lower()), key=len)
    head = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if head < 2 or head == len(a) or len(b) - len(a) > 1:
        return False
    if declines and _agree_but_for_the_end(a, b):
        return False
    if len(a) == len(b):
        return a[head + 1 :] == b[head + 1 :] or (
            a[head : head + 2] == b[head : head + 2][::-1] and a[head + 2 :] == b[head + 2 :]
        )
    return a[head:] == b[head + 1 :]


def _agree_but_for_the_end(first: str, second: str) -> bool:
    """Whether two forms agree up to their last three letters, as forms of one name with different endings do."""
    return first[: min(len(first), len(second)) - 3].lower() == second[: min(len(first), len(second)) - 3].lower()


@lru_cache(maxsize=50_000)
def _plain(form: str) -> str:
    """A form without what transliterations and pipelines render differently."""
    from unicodedata import combining, normalize

    text = (
        "".join(char for char in normalize("NFD", form.lower()) if not combining(char)) if not form.isascii() else form.lower()
    )
    for variant, plain in _SAME:
        text = text.replace(variant, plain)
    return "".join(char for at, char in enumerate(text) if not at or text[at - 1] != char)


def _both_established(first: str, second: str, lexicon: Lexicon) -> bool:
    one, other = lexicon.word(first), lexicon.word(second)
    if one.lower or other.lower or (one.first_name and other.first_name):
        return True
    return min(one.zipf, other.zipf) >= _ESTABLISHED


def _ranked(first: str, second: str, totals: dict[str, int], article: Article) -> tuple[str, str]:
    """(the usual spelling, the rarer one); of equals the one that stands first is the usual."""
    positions = article.words.positions
    first, second = sorted((first, second), key=lambda form: (-totals[form], positions[form][0]))
    return first, second
