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
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from qa import packs
from qa.article import Article
from qa.language import Language, load
from qa.patterns import late
from qa.rule import HINT, LIKELY, Finding, Options, Rule, bad, good

if TYPE_CHECKING:
    from qa.analysis.words import Words

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
    """A phrase in lower case; in [brackets] the part that is flagged, if not all.

    Its slots: `<weekday>`, `<month>`, `<number>` in digits or a small one in words, `<digits>`, `<year>`, which is no number here, `<word>` for any one word,
    `<take>` for any form of a word that the pack has the forms of. Its choices: `(pay|paid)` stands for either form,
    `encontrad(o|a)` for either ending, `(the |)` for a word that may be missing. The `fix` repeats what stood in a slot; each of
    its choices (or words with forms) follows the phrase's next choice of the same forms, else of as many: it takes the form at the
    same place.
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


_CHOICE = re.compile(r"\(([^()]*)\)")
_OPTIONAL = r"\((?:(?:[^()|]+ )?\|)+(?:[^()|]+ )?\)"
"""A choice whose every form is empty or ends in a space, so that what follows is a word of its own."""
_SLOT = re.compile(r"<(\w+)>")
_FIXED = re.compile(r"\b[^\W\d_]+\b")
_PIECE = late(rf"{_OPTIONAL}|(?:[^\W\d_]|\([^()]*\))+|<\w+>")
_SYNTAX = late(r"\(([^()]*)\)|<(\w+)>|[^\w]|\w+")
_AFFIXED = late(r"([^\W\d_]*)\(([^()]*)\)([^\W\d_]*)")
_RARE = 4
"""How many letters a word has to have to be rare enough to look for a phrase by."""
_START = late(r"(?<![\w-])\w")
_SLOT_WORDS = 3
"""How many words what stands in a slot may have (`segunda-feira`)."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    by_word, phrases = _phrases(article.language.code)
    text, words = article.text, article.words
    sentence_starts: set[int] = set()
    done: set[tuple[int, int]] = set()
    for form, places in words.positions.items():
        key = form.lower()
        for number in by_word.get(key, ()):
            phrase = phrases[number, key]
            for match in phrase.matches(text, words, places):
                start = match.start()
                if phrase.entry.where:
                    sentence_starts = sentence_starts or {_first_letter(text, sentence.start) for sentence in article.sentences}
                    if start not in sentence_starts:
                        continue
                if (number, start) not in done:
                    done.add((number, start))
                    yield phrase.finding(match)


class Phrase:
    """An entry made ready to be found by one of its words, the key."""

    def __init__(self, entry: Entry, key: str, pack: Pack, language: Language) -> None:
        self.entry = entry
        self._text, self._fix = (with_forms(written, pack) for written in (entry.phrase, entry.fix))
        self._pieces = pieces = _PIECE.findall(self._text)
        held = [(place, len(form)) for place, piece in enumerate(pieces) for form in _forms(piece) if key in form]
        self._before = self._after = None
        if [length for _, length in held] == [1]:
            place = held[0][0]
            self._before, self._after = _neighbours(pieces[:place][::-1], -1), _neighbours(pieces[place + 1 :], 0)
        self._numbers, self._language = pack.numbers, language

    def matches(self, text: str, words: "Words", places: list[int]) -> "Iterator[re.Match[str]]":
        """Where it stands around the key, which is the words of those indices."""
        forms, before, after = words.forms, self._before, self._after
        for place in places:
            if before is not None and (place == 0 or forms[place - 1].lower() not in before):
                continue
            if after is not None and (place + 1 == len(forms) or forms[place + 1].lower() not in after):
                continue
            first = max(place - self._length, 0)
            around = {form.lower() for form in forms[first : place + self._length]}
            if any(map(around.isdisjoint, self._needed)):
                continue
            for start in _START.finditer(text, words.end(first - 1) if first else 0, words.starts[place] + 1):
                if match := self._pattern.match(text, start.start()):
                    yield match

    def finding(self, match: "re.Match[str]") -> Finding:
        found = match["flagged"]
        fix = self._fixed(match)
        if found[0].isupper():
            fix = fix[:1].upper() + fix[1:]
        return Finding(
            match.start("flagged"),
            match.end("flagged"),
            f"“{found}” was carried over word by word",
            (fix,) if fix else (),
            HINT if self.entry.hint else LIKELY,
            f"it renders the {self.entry.source}" if self.entry.source else "",
        )

    def _fixed(self, match: "re.Match[str]") -> str:
        choices: list[tuple[int, list[str]]] = [*enumerate(choice.split("|") for choice in _CHOICE.findall(self._text))]

        def same_place(own: "re.Match[str]") -> str:
            fixes = own[1].split("|")
            paired = next((choice for choice in choices if choice[1] == fixes), None) or next(
                choice for choice in choices if len(choice[1]) == len(fixes)
            )
            choices[:] = choices[choices.index(paired) + 1 :]
            number, forms = paired
            taken = match[f"choice{number}"].lower().replace("\u00a0", " ").replace("’", "'")
            return fixes[forms.index(taken)]

        fix = _CHOICE.sub(same_place, self._fix)
        return _SLOT.sub(lambda slot: str(match[slot[1]]), fix)

    @cached_property
    def _length(self) -> int:
        """How many words it has, at most."""
        return sum(_SLOT_WORDS if piece[0] == "<" else max(map(len, _forms(piece))) for piece in self._pieces)

    @cached_property
    def _needed(self) -> list[frozenset[str]]:
        """Of each set a word has to stand in it: asking that first spares most phrases their pattern, which takes long to compile."""
        pieces = [_forms(piece) for piece in self._pieces if piece[0] != "<"]
        return [frozenset(form[-1] for form in forms) for forms in pieces if all(forms)]

    @cached_property
    def _pattern(self) -> "re.Pattern[str]":
        digits = r"(?!(?:1[89]|20)\d\d\b)\d+(?:[.,]\d+)*"  # no year: “In 2020 millions of people …”
        values = {
            "weekday": "|".join(self._language.weekdays),
            "month": "|".join(self._language.months),
            "number": "|".join((*self._numbers, digits)),
            "digits": digits,
            "year": r"(?:1[89]|20)\d\d",
            "word": r"[^\W\d_]+",
        }
        named: set[str] = set()
        choices = 0

        def piece(match: "re.Match[str]") -> str:
            nonlocal choices
            found, choice, slot = match[0], match[1], match[2]
            if found in "[]":
                return "(?P<flagged>" if found == "[" else ")"
            if choice is not None:
                choices += 1
                return f"(?P<choice{choices - 1}>{'|'.join(map(_written, choice.split('|')))})"
            if slot is None:
                return _written(found)
            first = slot not in named
            named.add(slot)
            return f"(?P<{slot}>{values[slot]})" if first else f"(?:{values[slot]})"

        phrase = self._text if "[" in self._text else f"[{self._text}]"
        end = r"(?=,)" if self.entry.where == "opening" else r"(?![-'’]?\w)"
        return re.compile(_SYNTAX.sub(piece, phrase) + end, re.I)


class _Phrases(dict[tuple[int, str], Phrase]):
    """The phrases of a pack by number and key, each made ready when first asked for: an article needs few of them."""

    def __init__(self, pack: Pack, language: Language) -> None:
        self._pack, self._language = pack, language

    def __missing__(self, number_and_key: tuple[int, str]) -> Phrase:
        number, key = number_and_key
        self[number_and_key] = phrase = Phrase(self._pack.phrases[number], key, self._pack, self._language)
        return phrase


@lru_cache(maxsize=128)
def _phrases(code: str) -> tuple[dict[str, list[int]], _Phrases]:
    """Which phrases of a language hold a word, and the phrases.

    Each stands under its longest word that is no choice, as the rarest; if that is short or none, under each form of a choice that
    has longer ones.
    """
    pack = packs.load("calque", code, Pack) or Pack((), ())
    by_word: dict[str, list[int]] = {}
    written = "\n".join(entry.phrase for entry in pack.phrases)
    fixed_parts = _SLOT.sub("_", _CHOICE.sub("_", re.sub(_OPTIONAL, " ", written))).split("\n")
    for number, (entry, fixed) in enumerate(zip(pack.phrases, fixed_parts, strict=False)):
        key = max(filter(str.isalpha, fixed.split()), key=len, default="") or max(_FIXED.findall(fixed), key=len, default="")
        keys = {key} if len(key) >= _RARE else _best_keys(key, entry.phrase, pack)
        for key in keys:
            by_word.setdefault(key, []).append(number)
    return by_word, _Phrases(pack, load(code))


def _best_keys(key: str, phrase: str, pack: Pack) -> set[str]:
    """A word of each form of the choice whose shortest form is longest; the key itself if that is no shorter."""
    best, length = {key}, len(key)
    for start, forms, end in _AFFIXED.findall(phrase) or _AFFIXED.findall(with_forms(phrase, pack)):
        whole = [start + form + end for form in forms.split("|")]
        if len(min(whole, key=len)) > length:
            keys = {form if form.isalpha() else max(_words(form), key=len) for form in whole}
            if (shortest := len(min(keys, key=len))) > length:
                best, length = keys, shortest
    return best


def _words(form: str) -> list[str]:
    return [form] if form.isalpha() else _FIXED.findall(form)


def _forms(piece: str) -> list[list[str]]:
    """The words of each form of a piece."""
    return [*map(_words, spread(piece))]


def _neighbours(pieces: list[str], end: Literal[0, -1]) -> frozenset[str] | None:
    """The words that may stand next, reading outward; `end` is the side of a form that comes first. None for any word or none."""
    found: set[str] = set()
    for piece in pieces:
        if piece[0] == "<":
            return None
        forms = _forms(piece)
        found.update(form[end] for form in forms if form)
        if all(forms):
            return frozenset(found)
    return None


def spread(written: str) -> list[str]:
    """Every form of what is written with choices."""
    start = written.find("(")
    if start < 0:
        return [written]
    end = written.index(")", start)
    forms = written[start + 1 : end].split("|")
    return [written[:start] + form + rest for rest in spread(written[end + 1 :]) for form in forms]


def with_forms(written: str, pack: Pack) -> str:
    """What is written with the words that the pack has the forms of as choices."""
    return _SLOT.sub(lambda slot: f"({pack.forms[slot[1]]})" if slot[1] in pack.forms else slot[0], written)


def _written(plain: str) -> str:
    """A pattern of what is written, with spaces and apostrophes of either kind."""
    return re.escape(plain).replace("\\ ", "[ \u00a0]").replace("'", "['’]")


def _first_letter(text: str, start: int) -> int:
    while start < len(text) and not text[start].isalnum():
        start += 1
    return start
