"""A noun in lower case, in a language that writes nouns with a capital.

What it flags: `den ökologischen übergang`, `die marine`, `dem leitschiff`.
Why a reader minds: in German the capital tells the noun from verb and adjective; without it the sentence must be read again.
How it decides: the dictionary has the form with a capital only; or it has no such form, but its ending is one that only nouns
have, or its head is a noun that the dictionary knows, and an article or another small word stands before it.
What it leaves alone: adjectives and participles (which stand before a noun), words that are verbs or adjectives as well (essen,
recht, morgen), numerals and predicates (auf allen vieren, mir ist angst), parts of hyphenated words, names (the rule
lowercase-name has them), words of other languages and what follows them (pars pro toto), and texts that do without capitals.
Source: of 57,000 words of German the dictionary lacks the lower case of six, all of them participles before a noun.
"""

from collections.abc import Iterator

from qa.analysis.words import is_code
from qa.article import Article
from qa.rule import CERTAIN, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="lowercase-noun",
    summary="a noun in lower case",
    severity="error",
    mqm="linguistic-conventions/spelling",
    requires=("case", "spaces", "lexicon", "language"),
    languages=("de", "de-CH"),
    safe=True,
)

EXAMPLES = (
    bad("de", "Der Rat plant den ökologischen ⟦neubau⇒Neubau⟧ der Häfen."),
    bad("de", "Die Crew rettete das ⟦frachtschiff⇒Frachtschiff⟧ vor der Küste."),
    bad("de", "Für die ⟦umrüstung⇒Umrüstung⟧ der Fähren fehlt das Geld."),
    good("de", "Wir essen heute morgen recht spät, und er hat recht: Das gewählte neue Schiff ist groß."),
    good(
        "de",
        "Die öffentlich-rechtlichen Sender und die Ost-west-Frage bleiben. Sie sprach auf twitter.com über die App myhafen.",
    ),
    good(
        "de",
        "Die Fähre kam mit dreien an Bord. Das Kind lief auf allen vieren, und uns war angst; der Streit um das Tu quoque ruht.",
    ),
    bad("de", "Die Leute im Hafen packte die ⟦angst⇒Angst⟧ vor dem Sturm."),
    good("de", "heute war die sonne da\nder hafen schlief\ndas schiff lag still\ndie stadt war leer"),
)

_SHORTEST = 4
_STYLE = 0.4
"""So many nouns in lower case to a word with a capital are a style, not slips."""
_NOUN_ZIPF, _MODIFIER_ZIPF = 3.0, 2.0
"""How common the head of a compound must be, and a first part that is no word of its own."""
_SHORTEST_HEAD, _SHORTEST_MODIFIER = 4, 3
_UNCOMMON, _STRANGE = 3.5, 3.0
"""How rare a form in lower case is that no dictionary has, or a short one, if it may be a word of another language."""
_SHORT = 5
_ADJECTIVAL = ("e", "em", "en", "er", "es")


def check(article: Article, options: Options) -> Iterator[Finding]:
    if not article.language.nouns_capitalised or article.lexicon is None:
        return
    small = article.language.function_words
    found = []
    for form, indices in article.words.positions.items():
        if len(form) < _SHORTEST or not form.islower() or form in small:
            continue
        evidence, sure = _evidence(article, form)
        if evidence:
            found += [(index, evidence, sure) for index in indices if _is_noun_here(article, index, small, sure)]
    if len(found) > _STYLE * len(article.words.capitalised):
        return
    for index, evidence, sure in sorted(found):
        form, start = article.words.forms[index], article.words.starts[index]
        fix = article.language.capital(form)
        yield Finding(
            start, start + len(form), f"the noun “{form}” needs a capital", (fix,), CERTAIN if sure else LIKELY, evidence
        )


def _evidence(article: Article, form: str) -> tuple[str, bool]:
    """Why a form is a noun and no other word ("": it may be another), and whether a dictionary says so."""
    assert article.lexicon is not None
    word = article.lexicon.word(form)
    if word.lower or word.country:
        return "", False
    if word.capital:
        return "dictionaries have it with a capital only", True
    if word.zipf >= _NOUN_ZIPF:
        return "", False
    if form.endswith(article.language.noun_endings):
        return "only nouns end so", False
    for cut in range(_SHORTEST_MODIFIER, len(form) - _SHORTEST_HEAD + 1):
        head = article.lexicon.word(form[cut:])
        if head.capital and not head.lower and head.zipf >= _NOUN_ZIPF and _is_modifier(article, form[:cut]):
            return f"its head is the noun “{article.language.capital(form[cut:])}”", False
    return "", False


def _is_modifier(article: Article, part: str) -> bool:
    """Whether a compound may begin with `part`: a word, with or without the -s- that joins compounds."""
    assert article.lexicon is not None
    word = article.lexicon.word(part)
    return (
        word.lower
        or word.capital
        or word.zipf >= _MODIFIER_ZIPF
        or (part.endswith("s") and len(part) > _SHORTEST_MODIFIER and article.lexicon.word(part[:-1]).capital)
    )


def _is_noun_here(article: Article, index: int, small: frozenset[str], sure: bool) -> bool:
    """Whether the form stands where a noun may stand: a word of its own among known words, and no adjective before a noun."""
    forms, starts, text = article.words.forms, article.words.starts, article.text
    form, start = forms[index], starts[index]
    end = start + len(form)
    if is_code(text, start, end) or text[start - 1 : start] in ("-", "'", "’") or text[end : end + 1] in ("-", "'", "’"):
        return False
    before = forms[index - 1].lower() if index and text[start - 1 : start] == " " else ""
    after = forms[index + 1] if index + 1 < len(forms) and text[end : starts[index + 1]] == " " else ""
    if form in article.language.lowered_nouns and before not in article.language.articles:
        return False
    if _is_foreign(article, index):
        return False
    inflected = form.endswith(_ADJECTIVAL)
    then = forms[index + 2] if index + 2 < len(forms) else ""
    if (
        after
        and inflected
        and (after[0].isupper() or (then[:1].isupper() and after not in small and after.endswith(_ADJECTIVAL)))
    ):
        return False
    word = article.lexicon.word(form) if article.lexicon else None
    if word and (word.place or word.first_name) and (before in small) > (before in article.language.articles):
        return False  # a town or a person
    if not sure:
        return before in small and not (after and after[0].isupper())
    known = article.lexicon is not None and any(article.lexicon.word(other).lower for other in (before, after) if other)
    return known or not (before or after)


def _is_foreign(article: Article, index: int) -> bool:
    """Whether one of the two words before looks like another language's: a form that no dictionary has, or a short and rare one."""
    forms, starts, text = article.words.forms, article.words.starts, article.text
    for before in range(index - 1, max(-1, index - 3), -1):
        form = forms[before]
        if text[starts[before] + len(form) : starts[before + 1]] != " " or article.lexicon is None:
            return False
        word = article.lexicon.word(form)
        if form.islower() and (word.zipf < _STRANGE if len(form) <= _SHORT else not word.lower and word.zipf < _UNCOMMON):
            return True
    return False
