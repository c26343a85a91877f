"""A phrase carried over from another language word by word.

What it flags: phrases that are idiom in the source language and hardly ever right in the article's (`In another order of things,`).
Why a reader minds: every word is known and the phrase says nothing, or something else.
How it decides: by phrase packs of the article's language; a phrase may hold a day of the week, a month or a number, and may count
only at a sentence's start.
What it leaves alone: phrases that are at home in the language too; those that are merely heavy are hints.
Source: translationese collected from machine-translated news, and the idioms of the usual source languages.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from qa import packs
from qa.article import Article
from qa.language import Language
from qa.rule import HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="calque",
    summary="a phrase carried over word by word",
    severity="warning",
    mqm="style/unidiomatic-style",
    requires=("language",),
    languages=packs.codes("calque"),
)

EXAMPLES = (
    bad("en", "⟦In another order of things⇒Meanwhile⟧, the port closed."),
    bad("en", "They have lived there ⟦since three years⇒for three years⟧."),
    bad("en", "The ship left ⟦the past Tuesday⇒last Tuesday⟧ at noon."),
    good("en", "It was put in March. They found death threats, and he pretended to reach for it."),
    good("en", "He read the words in another order. Since 2003 the port has been closed. The past is another country."),
    bad("es", "La boda ⟦tomó lugar⇒tuvo lugar⟧ en la catedral."),
    good(
        "es",
        "Pagó una visita guiada y preguntó por el precio y sobre el curso de inglés. Llegó más temprano este año. Encontró al culpable, que cambió su turno.",
    ),
    good("es", "Tomó asiento en primer lugar. En el pasado, el lunes era festivo."),
    bad("fr", "Le président a ⟦délivré un discours⇒prononcé un discours⟧ devant la foule."),
    good("fr", "Il a pris la parole, puis délivré un permis."),
    bad("de", "⟦Auf der anderen Hand⇒Andererseits⟧ fehlt das Geld."),
    good("de", "Es gab eine Rede. Für Aufmerksamkeit zahlen viele. Der Frost kam früher in diesem Jahr."),
    good("de", "Auf der anderen Seite trug er die Tasche in der anderen Hand."),
    bad("it", "Il bilancio va letto ⟦a questo punto nel tempo⇒in questo momento⟧ con cautela."),
    bad("it", "Gli imputati ⟦sono stati trovati colpevoli⇒sono stati giudicati colpevoli⟧ ieri."),
    good("it", "Ha pagato una visita al museo e ha avuto un buon tempo in gara. Sono stati trovati in casa del colpevole."),
    good("it", "A questo punto è nel tempo che si misura la fiducia."),
    bad("pt", "A cerimônia ⟦tomou lugar⇒teve lugar⟧ no porto."),
    good("pt", "Pagou uma visita guiada e jogou um papel no chão. Sem embargo do tribunal, a obra segue."),
    good("pt", "Tomou o lugar do irmão, que prestou atenção."),
)


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase in lower case with its slots `<weekday>`, `<month>`, `<number>`, `<year>`; in [brackets] the part that is flagged, if not all.

    `(pay|paid)` stands for either form; where the `fix` holds such a choice too, it takes the form at the same place.
    `fix` is what a professional would write ("" where it depends). `source` is what was carried over. `where`: only at a
    sentence's start, or only as its opening, before a comma. `hint`: heavy rather than wrong.
    """

    phrase: str
    fix: str
    source: str = ""
    where: Literal["start", "opening", ""] = ""
    hint: bool = False


class Pack(Struct, frozen=True, forbid_unknown_fields=True):
    """The entries of a language, and its words for small numbers."""

    numbers: tuple[str, ...]
    phrases: tuple[Entry, ...]


class Phrase(Struct, frozen=True):
    """An entry with its words up to the first slot and all its words."""

    entry: Entry
    head: tuple[str, ...]
    words: frozenset[str]


_TOKEN = re.compile(r"<\w+>|[^\W\d_]+")
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


def check(article: Article, options: Options) -> Iterator[Finding]:
    places: dict[str, list[int]] = {}
    for form, indices in article.words.positions.items():
        places.setdefault(form.lower(), []).extend(indices)
    starts: set[int] = set()
    phrases, by_word = _phrases(article.language.code)
    for number in sorted(number for word in by_word.keys() & places.keys() for number in by_word[word]):
        phrase = phrases[number]
        if not places.keys() >= phrase.words:
            continue
        if phrase.entry.where and not starts:
            starts = {_first_letter(article.text, sentence.start) for sentence in article.sentences}
        pivot = min(range(len(phrase.head)), key=lambda place: len(places[phrase.head[place]]))
        pattern = _pattern(phrase.entry, article.language)
        for index in places[phrase.head[pivot]]:
            if index >= pivot and (match := pattern.match(article.text, article.words.starts[index - pivot])):
                if phrase.entry.where and match.start() not in starts:
                    continue
                yield _finding(phrase.entry, match)


def _finding(entry: Entry, match: "re.Match[str]") -> Finding:
    found = match["flagged"]
    fix = entry.fix
    for slot, value in match.groupdict().items():
        fix = fix.replace(f"<{slot}>", value or "")
    if found[0].isupper():
        fix = fix[:1].upper() + fix[1:]
    message = f"“{found}” was carried over word by word"
    return Finding(
        match.start("flagged"),
        match.end("flagged"),
        message,
        (fix,) if fix else (),
        HINT if entry.hint else LIKELY,
        f"it renders the {entry.source}" if entry.source else "",
    )


@lru_cache(maxsize=128)
def _phrases(code: str) -> tuple[tuple[Phrase, ...], dict[str, list[int]]]:
    """The phrases of a language, and which of them hold a word: each stands under its longest, as the rarest."""
    found: list[Phrase] = []
    by_word: dict[str, list[int]] = {}
    for entry in entries(code):
        tokens = _TOKEN.findall(entry.phrase)
        slot = next((place for place, token in enumerate(tokens) if token[0] == "<"), len(tokens))
        words = frozenset(token for token in tokens if token[0] != "<")
        by_word.setdefault(max(sorted(words), key=len), []).append(len(found))
        found.append(Phrase(entry, tuple(tokens[:slot]), words))
    return tuple(found), by_word


def entries(code: str) -> tuple[Entry, ...]:
    """The entries of a language's pack, one for each form of those that have several."""
    pack = packs.load("calque", code, Pack)
    return tuple(form for entry in (pack.phrases if pack else ()) for form in _forms(entry))


def _forms(entry: Entry) -> Iterator[Entry]:
    choice = _CHOICE.search(entry.phrase)
    if not choice:
        yield entry
        return
    fixes = _CHOICE.search(entry.fix)
    for place, form in enumerate(choice[1].split("|")):
        fix = _CHOICE.sub(fixes[1].split("|")[place], entry.fix, count=1) if fixes else entry.fix
        yield from _forms(replace(entry, phrase=_CHOICE.sub(form, entry.phrase, count=1), fix=fix))


@lru_cache(maxsize=2048)
def _pattern(entry: Entry, language: Language) -> "re.Pattern[str]":
    pack = packs.load("calque", language.code, Pack)
    values = {
        "weekday": "|".join(language.weekdays),
        "month": "|".join(language.months),
        "number": "|".join((*(pack.numbers if pack else ()), r"\d[\d.,]*")),
        "year": r"(?:1[89]|20)\d\d",
    }
    phrase = entry.phrase if "[" in entry.phrase else f"[{entry.phrase}]"
    named: set[str] = set()

    def piece(match: "re.Match[str]") -> str:
        found = match[0]
        if found in ("[", "]"):
            return "(?P<flagged>" if found == "[" else ")"
        if found[0] != "<":
            return {" ": "[ \u00a0]", "'": "['’]"}.get(found, re.escape(found))
        slot = found[1:-1]
        first = slot not in named
        named.add(slot)
        return f"(?P<{slot}>{values[slot]})" if first else f"(?:{values[slot]})"

    pattern = re.sub(r"<\w+>|[^\w]|\w+", piece, phrase)
    return re.compile(pattern + (r"(?=,)" if entry.where == "opening" else r"(?!\w)"), re.I)


def _first_letter(text: str, start: int) -> int:
    while start < len(text) and not text[start].isalnum():
        start += 1
    return start
