"""Languages: what each one's typography and grammar allow, as data, a file a language in `data/`."""

import os
import re
from functools import lru_cache
from typing import Literal

import msgspec
from msgspec import Struct

DATA = os.path.join(os.path.dirname(__file__), "data")


class Language(Struct, frozen=True, forbid_unknown_fields=True):
    """What rules know of a language. The defaults are those of a language that nothing is known of.

    Words are given in lower case unless their capital matters; abbreviations and elisions with their stop or apostrophe (’).
    Lists are sorted unless their order says something. A file may name another in `based_on` and give only what differs from it.
    """

    code: str
    """Its BCP 47 tag."""
    name: str
    """Its English name."""
    based_on: str = ""
    """The code whose data hold where this file is silent (`fr-CA`: `fr`)."""
    script: str = "Latin"
    """The Unicode name of its script; Han with kana for Japanese is Han too."""
    direction: Literal["ltr", "rtl"] = "ltr"
    spaces: bool = True
    """Whether words are separated by spaces."""
    case: bool = True
    """Whether its script has capitals."""
    quotes: tuple[str, ...] = ()
    """The pairs that professional text of it uses, usual first, opening and closing mark: “”. Straight ones too."""
    singles_for_words: bool = False
    """Whether names, titles and words under stress stand in single marks where speech stands in double ones (Korean)."""
    endings_after_quotes: bool = False
    """Whether endings and particles follow a closing quotation mark without a space (Korean, Turkish)."""
    spaced_marks: str = ""
    """Marks before which its typography wants a space (French `;:!?`)."""
    spacing_optional: bool = False
    """Whether `spaced_marks` may stand without that space as well (Canadian French)."""
    percent_spaced: bool = False
    """Whether `%` takes a space before it in the language's own form; news often leaves it out."""
    decimal: str = ""
    """The decimal separator."""
    group: tuple[str, ...] = ()
    """The separators of thousands in use, a plain space standing for the no-break ones too."""
    time: tuple[str, ...] = (":", ".")
    """Separators between hours and minutes in use."""
    clock: tuple[str, ...] = ()
    """Words that stand beside a time of day: a.m., Uhr, الساعة, 午後."""
    measures: tuple[str, ...] = ()
    """Beginnings of the words that decimals stand before: units, per cent, millions, money. Metric prefixes need not be given."""
    imperial: tuple[str, ...] = ()
    """Beginnings of the words for units that translators convert into metric ones: mile, pound, and in English degree (Fahrenheit)."""
    metric: dict[str, tuple[str, ...]] = {}
    """Beginnings of the words for metric units, by their sign (km, m, cm, mm, kg, g, t, l, ha); of three letters and less, whole words."""
    percent_first: tuple[str, ...] = ()
    """Words that say per cent before the figure: Turkish yüzde, Chinese 百分之."""
    abbreviations: tuple[str, ...] = ()
    """Shortened words with their stop, after which a sentence goes on: Dr.; those in several parts in all their forms: z. B., z.B."""
    ending_abbreviations: tuple[str, ...] = ()
    """Shortened words with their stop that may as well end a sentence: etc., Inc., a.m."""
    elisions: tuple[str, ...] = ()
    """Words that lean on the next with an apostrophe: l’, qu’."""
    enclitics: tuple[str, ...] = ()
    """Endings that lean on the word before with an apostrophe: ’s, n’t."""
    clitics: tuple[str, ...] = ()
    """Words that lean on the one before with a hyphen: Portuguese dar-se, French va-t-il."""
    joined: tuple[str, ...] = ()
    """Words that are written as one with the next, alone and together: Arabic و, ال, وال; Hebrew ה, ב."""
    asides_closed: bool = False
    """Whether dashes stand close to the aside that they set off: –so– (Spanish)."""
    doubles: tuple[str, ...] = ()
    """Words that may stand twice running in good text: that that, poco poco, die die."""
    doubled_forms: str = ""
    """A regular expression of other words that may: Arabic indefinite accusatives (خطوة خطوة), Chinese 一步一步."""
    degrees: tuple[str, ...] = ()
    """Endings by which to know the adjectives that it says twice for emphasis: issimo, amente (Italian caldo caldo, caldissimo)."""
    copulas: tuple[str, ...] = ()
    """Forms of to be that may stand twice running after one of the `relatives`: what it is is hope."""
    relatives: tuple[str, ...] = ()
    """Words that open a clause which may itself be a subject: what, who."""
    suffixes: str = ""
    """In scripts without spaces, characters that make another word of the one before: 大学, 大学院."""
    particles: str = ""
    """There, characters that end a word and mark its part in the sentence (Japanese はがを) or its aspect (Chinese 了过)."""
    goes_on_after_questions: bool = False
    """Whether a sentence may go on in lower case after ? or !: Russian Кто виноват? и что делать?"""
    reduplicates: bool = False
    """Whether it says words of any kind twice for emphasis or distribution (Turkish uzun uzun, Hindi दिन दिन)."""
    never_last: frozenset[str] = frozenset()
    """Words that cannot end a sentence: articles, prepositions that are never stranded, conjunctions."""
    stranded: tuple[str, ...] = ()
    """Prepositions that may end a sentence in good text, but hardly with a gap before its stop: with (whom to speak with)."""
    function_words: frozenset[str] = frozenset()
    """Articles, pronouns, prepositions, conjunctions, auxiliaries, common adverbs."""
    pronouns: tuple[str, ...] = ()
    """Personal pronouns in the nominative."""
    said: tuple[str, ...] = ()
    """Forms of verbs of speech that say who spoke a quotation: said, writes."""
    told: tuple[str, ...] = ()
    """Participles of the same, in languages that say so with an auxiliary: (a) déclaré."""
    capitalised: tuple[str, ...] = ()
    """Words that take a capital in mid-sentence without being names: I, Monday (in English), polite pronouns."""
    also_lower: tuple[str, ...] = ()
    """Those of `capitalised` that are words in lower case as well, in lower case: may, polish, ihr."""
    nouns_capitalised: bool = False
    lowered_nouns: tuple[str, ...] = ()
    """There, nouns that have no capital unless an article stands before them: angst (mir ist angst), kopf (er steht kopf), vieren."""
    noun_endings: tuple[str, ...] = ()
    """Endings that only nouns have, for languages that capitalise nouns: ung, heit."""
    works: tuple[str, ...] = ()
    """Beginnings of the words for works, after which a title may stand without marks: film, novel, song."""
    bearers: tuple[str, ...] = ()
    """Beginnings of the words for parties, bands, papers and the like, right after which their names stand without marks."""
    bodies: tuple[str, ...] = ()
    """Where no article tells a name from a common word, beginnings of common words that open names of bodies and places:
    stran (Czech Strana zelených)."""
    deities: tuple[str, ...] = ()
    """Names of God and holy writ, in whose paragraphs pronouns may take a capital."""
    name_openers: tuple[str, ...] = ()
    """Articles that open names of bodies of which no further word need have a capital: det (Norwegian Det hvite hus)."""
    months: tuple[str, ...] = ()
    """From January on, as they stand in a date; where another set is in use (their nominative), it follows: a multiple of 12."""
    weekdays: tuple[str, ...] = ()
    """From Monday on; where two sets are in use one after the other: a multiple of 7."""
    numerals: dict[str, int] = {}
    """Number words and what they are worth, beginnings of four letters and more standing for all that begins so: ordinals, thousands, a
    half (as 50, of a hundred); with a hyphen those that other words begin with: Polish dwu- (dwugodzinny); in scripts without spaces
    their characters. A language may do without those for one."""
    eras: dict[str, int] = {}
    """The names of eras that stand before a year, and what the year of the common era is more: 令和 2018; "" of years without a name."""
    below: tuple[str, ...] = ()
    """Beginnings of the words that say in place of a minus that a figure is below nought: below, minus."""
    asked: tuple[str, ...] = ()
    """Endings by which a sentence may ask without a question mark: Japanese か."""
    negations: tuple[str, ...] = ()
    """Words that negate a sentence or a part of it: not, never, nobody, without; in scripts without spaces their characters."""
    denials: tuple[str, ...] = ()
    """Others by which a sentence may say that something is not so: refuse, only, hardly; beginnings and endings with a hyphen where
    the rest of the word is: un-, -less. Given wherever `negations` are."""
    phrase_hyphen: bool = False
    """Whether a hyphen that joins a word to a phrase has a space before it (Finnish Die Zeit -lehti)."""
    compounds: bool = False
    """Whether it writes compounds as one word freely."""
    articles: tuple[str, ...] = ()
    """The definite and indefinite articles that stand before a noun as words of their own."""
    titles_capitalised: bool = False
    """Whether titles of works have a capital on most words, as English ones do."""
    ordinal_stop: bool = False
    """Whether a stop after figures makes an ordinal: 3. August, 2018. godine."""
    declines_names: bool = True
    """Whether names take endings, of case above all: what differs at the end only may be the same name."""
    no_name_ending: str = ""
    """A regular expression of last two letters that names hardly have, the second a word of its own: Italian e after another letter
    (Romae), Polish i after a vowel (Dudai). What ends so is likelier a name and that word."""
    capitals: tuple[str, ...] = ()
    """Letters whose capital is another than elsewhere, and that capital: ij IJ (Dutch), i İ (Turkish)."""

    def __hash__(self) -> int:
        """That of its code: that of all its words takes 8 µs, and caches ask for it at every look."""
        return hash(self.code)

    def capital(self, form: str) -> str:
        """A word with its first letter as a capital."""
        for pair in self.capitals:
            small, _, capital = pair.partition(" ")
            if form.startswith(small):
                return capital + form[len(small) :]
        return form[:1].upper() + form[1:]

    def small(self, form: str) -> str:
        """A word in lower case."""
        for pair in self.capitals:
            small, _, capital = pair.partition(" ")
            form = form.replace(capital, small)
        return form.lower()


UNKNOWN = Language(code="und", name="an undetermined language")


def codes() -> list[str]:
    """The tags with data of their own, sorted."""
    return sorted(entry[:-5] for entry in os.listdir(DATA) if entry.endswith(".json"))


@lru_cache(maxsize=256)
def load(tag: str) -> Language:
    """The data that serves a BCP 47 tag: its own, its equivalent's or its parent's (`pt-BR`: `pt`), else a bare Language.

    Raises ValueError where a data file is broken, naming it.
    """
    tags = fallbacks(tag)
    for candidate in tags:
        if (data := _read(candidate)) is not None:
            return data
    return UNKNOWN if tags[0] == "und" else Language(code=tags[0], name=tags[0])


def fallbacks(tag: str) -> list[str]:
    """The tag itself and those to fall back on, nearest first; "und" for what is no tag."""
    parts = (canonical(tag) or "und").split("-")
    chain = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    equivalents = _equivalents()
    return [found for part in chain for found in (part, equivalents.get(part, "")) if found]


_TAG = re.compile(r"[a-z]{2,8}(?:[-_][a-z0-9]{1,8})*", re.I | re.A)


def canonical(tag: str) -> str:
    """A BCP 47 tag as it is usually written (`en_us`: `en-US`), extensions left out; "" where it is none."""
    if not _TAG.fullmatch(tag):
        return ""
    first, *others = re.split("[-_]", tag.lower())
    parts = [first]
    for part in others:
        if len(part) == 1:  # what follows is an extension or private
            break
        parts.append(part.title() if len(part) == 4 and part.isalpha() else part.upper() if len(part) == 2 else part)
    return "-".join(parts)


@lru_cache(maxsize=1)
def _equivalents() -> dict[str, str]:
    with open(os.path.join(os.path.dirname(__file__), "equivalents.json"), "rb") as file:
        return msgspec.json.decode(file.read(), type=dict[str, str])


def _read(code: str) -> Language | None:
    path = os.path.join(DATA, code + ".json")
    try:
        with open(path, "rb") as file:
            language = msgspec.json.decode(file.read(), type=Language)
            if language.based_on:
                file.seek(0)
                language = _over(language.based_on, file.read())
            return language
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError as error:
        raise ValueError(f"{path}: {error}") from error


def _over(base: str, own: bytes) -> Language:
    """What a file says, over what the file that it is based on says."""
    with open(os.path.join(DATA, base + ".json"), "rb") as file:
        return msgspec.convert({**msgspec.json.decode(file.read()), **msgspec.json.decode(own)}, Language)
