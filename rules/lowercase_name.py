"""A proper name without its capital.

What it flags: `kyiv`, `chivas`, `Erik rubin`, `nato`: a name that stands in lower case amid a sentence.
Why a reader minds: a name in lower case reads as a common word, and shows that no person read the text.
How it decides: no dictionary accepts the form in lower case, and one of these speaks for a name: a dictionary has it with a capital,
or it is a country, place or first name, or the article itself writes it with a capital amid a sentence, or it follows a first
name. Where the article has two words as a name (López Obrador), the second needs its capital even if it is a common word. How much
a missing entry says depends on how many of the article's other words the dictionary has.
What it leaves alone: words that are common words as well (turkey, march, polish, nice), what the language itself writes in lower
case (months and peoples in Spanish or French), common words that the dictionary happens to lack, those that English lends (jazz),
particles (van der Linde), species (Vulpes vulpes), handles, addresses, file names, parts of hyphenated words, brands that the article
writes small throughout (adidas), words among those of another language or script.
Source: facts on casing: dictionary, gazetteer and article together find 28-80% of such names at few false alarms; a gazetteer
alone raises 45-330 per 10,000 words.
"""

from collections.abc import Iterator
from functools import lru_cache

from qa.analysis.names import PARTICLES, capitals_beside, is_part_of_name
from qa.analysis.words import is_code
from qa.article import Article
from qa.language import Language, load
from qa.language.contrast import contrast
from qa.language.identify import STEP
from qa.lexicon import open_lexicon
from qa.rule import CERTAIN, HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="lowercase-name",
    summary="a proper name without its capital",
    severity="error",
    mqm="linguistic-conventions/spelling",
    requires=("case", "spaces", "lexicon"),
    safe=True,
)

EXAMPLES = (
    bad("en", "The town of ⟦tagdanovsk⇒Tagdanovsk⟧ was hit again.", "es", "La ciudad de Tagdanovsk fue atacada de nuevo."),
    good(
        "fi",
        "Rannikolla on taas red tide, sanoi Minna Kallio.",
        "en",
        "The Red Tide is back on the coast, said Minna Kallio. It was a bad Tide, the Red Tide of old.",
    ),
    good("en", "They met in the club tagdanovsk again.", "es", "Se reunieron de nuevo en el club tagdanovsk."),
    bad("en", "The envoys left ⟦kyiv⇒Kyiv⟧ before dawn."),
    bad("en", "Only the crew of the Aldora stayed calm, and the captain of the ⟦aldora⇒Aldora⟧ said so."),
    bad("en", "The prize went to Martina Oyelaran, and Martina ⟦oyelaran⇒Oyelaran⟧ gave it away."),
    bad("en", "They will meet on ⟦monday⇒Monday⟧ and sign the papers a week later."),
    good("en", "We may march past a nice polish shop, reading about a turkey and a bath, and will go on."),
    good("en", "Write to anna@kyiv.example.org, follow @kyiv or #kyiv, open kyiv.txt and read https://example.org/kyiv today."),
    good("en", "She put adidas shoes, adidas shirts, adidas socks and an adidas cap into the bag and left the house."),
    good("en", "The poets e.m. kyiv and j.b. brent read, c’est la vie, mon cher ami, and the cook served a tarta della nonna."),
    good("en", "The iPhone, the eBay account and the van der Linde file were gone."),
)

_SHORTEST = 3
_COMMON, _UNCOMMON, _RARE = 4.5, 3.5, 2.0
"""Zipf values: a form that common which no dictionary has is the dictionary's hole; one that rare is no common word."""
_COVERED, _FAIRLY_COVERED = 0.93, 0.8
"""The share of an article's words in lower case that the dictionary must have for its silence on one to say much, or something."""
_PRIOR = 30
"""So many words are taken to be known that well before the first is read: a short article's share is chance. The form itself,
which is unknown, is left out.
"""
_STRANGE = 20
"""An ending of four letters that no more forms of the language share looks like that of a foreign name."""
_LONG = 6
"""A place name of so many letters is hardly also a common word that the dictionary lacks."""
_ENGLISH = 5.0
"""How common an English word must be to be one in a title among names."""
_NEAR, _FEW, _STRANGER, _SAYING = 3, 2, 1.0, 5
"""So many words on either side are asked for their language; of them so many must be of another, and likelier by that power of ten;
a quotation of so few words may be a saying.
"""
_BRAND = 4
"""So often in lower case and never with a capital a name is rather a brand written small."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    assert article.lexicon is not None
    look_up, language, names = article.lexicon.word, article.language, article.names
    always, never = _always(language), _never(language)
    positions = article.words.positions
    lower = [form for form in positions if len(form) >= _SHORTEST and form.islower()]
    if language.script != "Latin":  # Latin words are terms, addresses and brands
        lower = [form for form in lower if not "a" <= form[0] <= "z" or form in names.spelling]
    known = {form for form in lower if look_up(form).lower}
    share = (len(known) + _PRIOR * _COVERED) / (len(lower) - (len(known) < len(lower)) + _PRIOR)
    if share < _FAIRLY_COVERED:
        return
    second = {after.lower() for _, after in names.pairs}
    countries = article.lexicon.of_countries
    for form in lower:
        if form in never or (form in known and form not in second and form not in countries):
            continue
        carried = article.carried.spelling.get(form, "") if article.carried is not None else ""
        name = names.spelling.get(form) or carried or language.capital(form)
        for index in positions[form]:
            start = article.words.starts[index]
            if not _stands_alone(article, start, start + len(form)):
                continue
            reason = _reason(article, index, form, name, share >= _COVERED, form in always)
            if reason and not is_part_of_name(article, index):
                confidence, evidence = reason
                if not article.names.counts.get(name) and _may_be_term(article, index):
                    confidence = HINT
                message = f"“{form}” is a name: “{name}”"
                yield Finding(start, start + len(form), message, (name,), confidence, evidence, safe=confidence >= CERTAIN)


@lru_cache(maxsize=64)
def _always(language: Language) -> frozenset[str]:
    """What the language writes with a capital only."""
    return frozenset(form.lower() for form in language.capitalised).difference(language.also_lower)


@lru_cache(maxsize=64)
def _never(language: Language) -> frozenset[str]:
    """Function words, and the names of months and days where the language writes them small."""
    return language.function_words.union(word.lower() for word in (*language.months, *language.weekdays) if word.islower())


def _is_word_there(article: Article, form: str) -> bool:
    """Whether the original's language has it in lower case: within a name of several words (Red Tide) it is no name of its own."""
    original = article.original
    return original is not None and original.lexicon is not None and original.lexicon.word(form).lower


def _reason(article: Article, index: int, form: str, name: str, covered: bool, always: bool) -> tuple[float, str] | None:
    """Why a form in lower case is a name, and how sure that is."""
    assert article.lexicon is not None
    word, seen = article.lexicon.word(form), article.names.counts.get(name, 0)
    before, after = capitals_beside(article, index)
    first = article.lexicon.word(before)
    if before and (before, name) in article.names.pairs and (not word.lower or (not first.lower and word.zipf < _COMMON)):
        return (CERTAIN if covered and not word.lower else LIKELY), f"the article has “{before} {name}” elsewhere"
    if any(one and article.lexicon.is_capitalised(f"{one} {other}") for one, other in ((before, form), (form, after)) if other):
        return LIKELY, "it is a part of a country’s name"
    if word.lower:
        return None
    if always:
        return CERTAIN, "the language writes it with a capital"
    if article.original is not None and form in article.original.words.positions:
        return None  # the original has it so
    if article.carried is not None and name in article.carried and not _is_word_there(article, form):
        return (CERTAIN if covered else LIKELY), f"the original has “{name}”"
    if word.zipf >= _COMMON and not (word.capital or word.country or (word.place and len(form) > _LONG)):
        return None
    gazetteer = word.place or word.country or bool(word.first_name)
    often = len(article.words.positions[form])
    if seen and (word.capital or gazetteer):
        return (CERTAIN if covered else LIKELY), f"the article has “{name}” elsewhere"
    if often <= 2 * seen and (word.zipf < _UNCOMMON if covered else seen > 1 or (word.zipf < _RARE and (before or after))):
        return (CERTAIN if covered and seen > 1 else LIKELY), f"the article has “{name}” elsewhere"
    if form in article.language.also_lower or (not seen and often >= _BRAND):
        return None
    if (
        name in article.names.initial
        and word.zipf < (_UNCOMMON if gazetteer else _RARE)
        and (gazetteer or (covered and (before or after)))
    ):
        reason = LIKELY, f"the article has “{name}” at the start of a sentence or in a title"
    elif found := _reason_in_sources(article, index, form, covered):
        if _is_loan(article, form, bool(after or (before and not first.lower))):
            return None
        reason = found
    else:
        return None
    return None if _is_foreign(article, index) else reason


def _reason_in_sources(article: Article, index: int, form: str, covered: bool) -> tuple[float, str] | None:
    """Why dictionaries and the list of names make a name of a form that the article does not show to be one."""
    assert article.lexicon is not None
    word = article.lexicon.word(form)
    before, after = capitals_beside(article, index)
    first = article.lexicon.word(before)
    gazetteer = word.place or word.country or bool(word.first_name)
    if word.capital and gazetteer:
        return CERTAIN, "dictionaries have it with a capital only"
    if article.language.nouns_capitalised and not gazetteer:
        return None
    if word.capital and len(form) > _SHORTEST:
        return LIKELY, "dictionaries have it with a capital only"
    short = _SHORTEST if covered and article.lexicon.size == "large" else _LONG
    place = word.place and len(form) > short and not _follows_article(article, index)
    if (word.country and len(form) > _SHORTEST) or place:
        return LIKELY, "it is a place, and no dictionary has it in lower case"
    if word.first_name and ((before and after) or (covered and (before or after))) and form not in PARTICLES:
        return LIKELY, f"it is a first name beside “{before or after}”"
    strange = word.zipf < _RARE and form[0] != form[1] and article.lexicon.ends(form[-4:]) <= _STRANGE
    if covered and strange and first.first_name and not first.lower and _precedes_surnames(article, before, index):
        return LIKELY, f"it follows the first name “{before}”, and no dictionary has it"
    return None


def _is_loan(article: Article, form: str, beside_name: bool) -> bool:
    """Whether a form is a common word in English, which may have lent it: rock, jazz; beside a name only a very common one."""
    if article.language.script != "Latin":
        return False
    english = open_lexicon(load("en"), quiet=True)
    if english is None or english is article.lexicon:
        return False
    word = english.word(form)
    return word.lower and (not beside_name or word.zipf >= _ENGLISH)


def _is_foreign(article: Article, index: int) -> bool:
    """Whether the words beside it are likely to be of another language: one before it unknown too, or a few likelier elsewhere."""
    words, lexicon = article.words, article.lexicon
    before = words.forms[index - 1] if index else ""
    if before.islower() and lexicon is not None and not (word := lexicon.word(before)).lower and word.zipf < _UNCOMMON:
        return True
    sentence = article.sentences[article.sentence_at(words.starts[index])]
    near = [at for at in words.between(*sentence) if abs(at - index) <= _NEAR]
    own = contrast(article.language.code, article.scripts, lexicon)
    forms = [words.forms[at] for at in near]
    stretch = own.best(forms)
    if stretch is None or not stretch.start <= near.index(index) < stretch.end:
        return False
    others = near[stretch.start : stretch.end]
    gain = sum(own.gain(words.forms[at], stretch.language) for at in others if at != index and words.forms[at].islower())
    return len(others) >= _FEW and gain >= _STRANGER * STEP


def _may_be_term(article: Article, index: int) -> bool:
    """Whether it may be a common word: a first name after an article (the brent price), or in a saying of a few words in quotation marks."""
    assert article.lexicon is not None
    words, word = article.words, article.lexicon.word(article.words.forms[index])
    named_after = word.first_name and not word.country and article.text[words.end(index) : words.end(index) + 1] != "-"
    if named_after and _follows_article(article, index):
        return True
    quotation = article.quotes.around(words.starts[index])
    return quotation is not None and len(words.between(quotation.opening.start, quotation.closing.start)) <= _SAYING


def _follows_article(article: Article, index: int) -> bool:
    """Whether an article stands before the word, as it hardly does before a town."""
    return index > 0 and article.words.forms[index - 1].lower() in article.language.articles


def _precedes_surnames(article: Article, first_name: str, index: int) -> bool:
    """Whether all else that follows a first name in the article has a capital: it never stands alone."""
    others = (other for other in article.words.positions[first_name] if other != index - 1)
    return all(capitals_beside(article, other)[1] for other in others)


def _stands_alone(article: Article, start: int, end: int) -> bool:
    """Whether the form is a word of its own: no part of a hyphenated word or an address, no ending after an apostrophe."""
    text = article.text
    before, after = text[start - 1 : start], text[end : end + 1]
    initials = text[max(text.rfind(" ", 0, start - 1), text.rfind("\n", 0, start - 1)) + 1 : start - 1]
    if (
        len(initials) > 3
        and initials[1::2].strip(".") == ""
        and initials.islower()
        and initials not in article.language.abbreviations
    ):
        return False  # m.j. hartmann
    shortened = after == "." and text[end + 1 : end + 2] == " " and text[end + 2 : end + 3].islower()
    if shortened or is_code(text, start, end) or before == "-" or (after == "-" and text[end + 1 : end + 2].islower()):
        return False
    if before in "'’" and before:
        elided = text[max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1 : start].lower().replace("'", "’")
        return elided in article.language.elisions or not elided[:-1].isalpha()
    return True
