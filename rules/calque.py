"""A phrase carried over from another language word by word.

What it flags: phrases that are idiom in the source language and hardly ever right in the article's (`In another order of things,`).
Why a reader minds: every word is known and the phrase says nothing, or something else.
How it decides: by phrase packs of the article's language; a phrase comes in all its forms, may hold a day of the week, a month, a
number or any word, and may count only at a sentence's start.
What it leaves alone: phrases that are at home in the language too; those that are merely heavy are hints.
Source: translationese collected from machine-translated news, and the idioms of the usual source languages.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from qa import packs
from qa.article import Article
from qa.language import load
from qa.rule import HINT, LIKELY, Finding, Options, Rule, bad, good
from qa.wording import Phrases, Slot, fold, spelled_out

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
    bad("en", "The repairs took ⟦12 millions of euros⇒12 million euros⟧."),
    bad("en", "The owner ⟦has 45 years old⇒is 45 years old⟧."),
    good(
        "en",
        "She lost the life she had known. It is a built-in the past Tuesday’s storm did not break, and 12 million people saw it.",
    ),
    good("en", "It was put in March. They found death threats, and he pretended to reach for it."),
    good("en", "He read the words in another order. Since 2003 the port has been closed. The past is another country."),
    bad("es", "La boda ⟦tomó lugar⇒tuvo lugar⟧ en la catedral."),
    bad("es", "Nadie ⟦pagaba atención⇒prestaba atención⟧."),
    bad("es", "Volverán ⟦tan tarde como posible⇒lo más tarde posible⟧."),
    bad("es", "Las dos fueron ⟦apuñaladas a muerte⇒muertas a puñaladas⟧ el domingo."),
    good(
        "es",
        "Pagó una visita guiada y preguntó por el precio y sobre el curso de inglés. Llegó más temprano este año. Encontró al culpable, que cambió su turno.",
    ),
    good("es", "Tomó asiento en primer lugar. En el pasado, el lunes era festivo."),
    bad("fr", "Le président a ⟦délivré un discours⇒prononcé un discours⟧ devant la foule."),
    bad("fr", "Les électeurs ⟦iront aux sondages⇒iront aux urnes⟧ dimanche."),
    good(
        "fr",
        "Il a pris la parole, puis délivré un permis. Il faudra attendre pour les résultats : la demande pour ce poste est forte.",
    ),
    bad("fr", "⟦Avec respect à l’⇒En ce qui concerne l’⟧accord, rien n’a changé."),
    bad("de", "⟦Auf der anderen Hand⇒Andererseits⟧ fehlt das Geld."),
    good("de", "Es gab eine Rede. Für Aufmerksamkeit zahlen viele. Der Frost kam früher in diesem Jahr."),
    bad("de", "Der Minister will am Montag ⟦eine Rede geben⇒eine Rede halten⟧."),
    good("de", "Auf der anderen Seite trug er die Tasche in der anderen Hand. Das macht eine Entscheidung schwierig."),
    bad("it", "Il bilancio va letto ⟦a questo punto nel tempo⇒in questo momento⟧ con cautela."),
    bad("it", "Gli imputati ⟦sono stati trovati colpevoli⇒sono stati giudicati colpevoli⟧ ieri."),
    good("it", "Ha pagato una visita al museo e ha avuto un buon tempo in gara. Sono stati trovati in casa del colpevole."),
    bad("it", "Il ministro ⟦prese pieno vantaggio della⇒approfittò appieno della⟧ crisi."),
    good("it", "A questo punto è nel tempo che si misura la fiducia. Il secondo ha detto che farà senso a molti."),
    bad("pt", "Os dois ⟦fizeram uma decisão⇒tomaram uma decisão⟧ que ninguém esperava."),
    bad("pt", "A cerimônia ⟦tomou lugar⇒teve lugar⟧ no porto."),
    good("pt", "Pagou uma visita guiada e jogou um papel no chão. Sem embargo do tribunal, a obra segue."),
    good("pt", "Tomou o lugar do irmão, que prestou atenção."),
)


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase, in the notation of `qa.wording`.

    Its slots: `<weekday>`, `<month>`, `<number>` in digits or a small one in words, `<digits>`, `<year>`, which is no number here,
    `<word>` for any one word, `<take>` for any form of a word that the pack has the forms of. The `fix` repeats what stood in a slot;
    each of its choices (or words with forms) follows the phrase's next choice of the same forms, else of as many: it takes the form
    at the same place.
    `fix` is what a professional would write ("" where it depends). `source` is what was carried over. `where`: only at a
    sentence's start, or only as its opening, before a comma. `hint`: heavy rather than wrong.
    """

    phrase: str
    fix: str
    source: str = ""
    where: Literal["start", "opening", ""] = ""
    hint: bool = False


class Pack(Struct, frozen=True, forbid_unknown_fields=True):
    """The entries of a language, its words for small numbers, and `forms` of words.

    They are written `pay|paid`, in one order for words that replace each other.
    """

    numbers: tuple[str, ...]
    phrases: tuple[Entry, ...]
    forms: dict[str, str] = {}


_DIGITS = r"(?!(?:1[89]|20)\d\d\b)\d+(?:[.,]\d+)*"  # no year: “In 2020 millions of people …”
_ENDS = {"opening": "(?=,)"}
_WORD_ENDS = r"(?:(?<=')|(?![-']?\w))"
_CHOICE = re.compile(r"\(([^()]*)\)")
_SLOT = re.compile(r"<(\w+)>")


def check(article: Article, options: Options) -> Iterator[Finding]:
    pack, phrases = _phrases(article.language.code)
    words, starts = article.words, set[int]()
    forms: dict[str, list[str]] = {}
    for form in words.positions:
        forms.setdefault(form.lower(), []).append(form)

    def places(word: str) -> list[int]:
        return [words.starts[index] for form in forms[word] for index in words.positions[form]]

    for number, match in phrases.find(fold(article.text, article.language), forms.keys(), places):
        entry = pack.phrases[number]
        if entry.where:
            starts = starts or {_first_letter(article.text, sentence.start) for sentence in article.sentences}
            if match.start() not in starts:
                continue
        yield _finding(article.text, entry, match, phrases.written(number), spelled_out(entry.fix, pack.forms))


def _finding(text: str, entry: Entry, match: "re.Match[str]", written: str, fix: str) -> Finding:
    start, end = match.span("meant")
    found = text[start:end]
    fix = _fixed(fix, match, written, text)
    if found[0].isupper():
        fix = fix[:1].upper() + fix[1:]
    return Finding(
        start,
        end,
        f"“{found}” was carried over word by word",
        (fix,) if fix else (),
        HINT if entry.hint else LIKELY,
        f"it renders the {entry.source}" if entry.source else "",
    )


def _fixed(fix: str, match: "re.Match[str]", written: str, text: str) -> str:
    """The fix with what stood in the slots, and the forms of its choices that answer those that were taken."""
    choices = [(number, choice.split("|")) for number, choice in enumerate(_CHOICE.findall(written), 1)]

    def same_place(own: "re.Match[str]") -> str:
        fixes = own[1].split("|")
        paired = next((choice for choice in choices if choice[1] == fixes), None) or next(
            choice for choice in choices if len(choice[1]) == len(fixes)
        )
        choices[:] = choices[choices.index(paired) + 1 :]
        number, forms = paired
        return str(fixes[forms.index(match[f"choice{number if number > 1 else ''}"])])

    return _SLOT.sub(lambda slot: text[slice(*match.span(slot[1]))], _CHOICE.sub(same_place, fix))


@lru_cache(maxsize=128)
def _phrases(code: str) -> tuple[Pack, Phrases]:
    pack, language = packs.load("calque", code, Pack) or Pack((), ()), load(code)
    weekdays, months = (tuple(name.lower() for name in names) for names in (language.weekdays, language.months))
    slots = {
        "weekday": Slot("|".join(weekdays), weekdays),
        "month": Slot("|".join(months), months),
        "number": Slot("|".join((*pack.numbers, _DIGITS))),
        "digits": Slot(_DIGITS),
        "year": Slot(r"(?:1[89]|20)\d\d"),
        "word": Slot(r"[^\W\d_]+"),
    }
    ends = [_ENDS.get(entry.where, _WORD_ENDS) for entry in pack.phrases]
    return pack, Phrases([entry.phrase for entry in pack.phrases], slots, pack.forms, ends)


def _first_letter(text: str, start: int) -> int:
    while start < len(text) and not text[start].isalnum():
        start += 1
    return start
