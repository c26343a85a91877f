"""No space after punctuation or between sentences.

What it flags: a mark of punctuation, with or without a closing quotation mark or bracket, run into the next word
(`Colombia?Answer`, `for us.”he`), and a quotation run into the words around it.
Why a reader minds: two sentences or clauses read as one word; search engines and screen readers stumble too.
How it decides: by the words on either side. After a comma any word will do. After a full stop a capital behind a lower-case
letter, or a word that the language or the article knows. The space goes behind a closing quotation mark and before an opening one.
What it leaves alone: addresses, handles, file names, code; initials and chains of abbreviations (U.S., z.B., cand.mag.); formulas
((Mg,Fe)₂SiO₄); brands of two scripts (Дія.City); endings
behind a colon or full stop (EU:n, Lehrer:innen, étudiant.es); numbers, times, ratios; endings behind a quotation mark in
languages that write them so; what a language without spaces writes.
Source: facts on machine-translated news; planted and clean news in 70 languages.
"""

import re
from collections.abc import Iterator

from qa.analysis.chunks import (
    DOMAINS,
    EDGES,
    FILES,
    GENERAL_DOMAINS,
    Neighbour,
    abbreviations,
    chunk,
    is_address,
    is_code,
    knows,
    word_after,
    word_before,
)
from qa.article import Article
from qa.language.scripts import script_of
from qa.patterns import late
from qa.rule import CERTAIN, HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="missing-space",
    summary="no space after punctuation or between sentences",
    severity="error",
    mqm="linguistic-conventions/punctuation",
    requires=("spaces",),
    safe=True,
)

EXAMPLES = (
    bad("en", "The talks ended in ⟦Geneva.The⇒Geneva. The⟧ envoys went home."),
    bad("en", "Boats were found near the village of ⟦Akkala.in⇒Akkala. in⟧ the north of the island."),
    bad("en", "The envoys came on ⟦Monday,although⇒Monday, although⟧ nobody had asked them."),
    bad("en", "Why did they leave ⟦Geneva?Nobody⇒Geneva? Nobody⟧ knows."),
    bad("en", "There was one ⟦goal:peace⇒goal: peace⟧ before winter."),
    bad("en", "“There is no other way for ⟦us.”he⇒us.” he⟧ said."),
    bad("en", "He ⟦said,“We⇒said, “We⟧ will wait.”"),
    bad("en", "The talks (which began in ⟦May)ended⇒May) ended⟧ without a word."),
    bad("en", "The fleet left in ⟦1968,bound⇒1968, bound⟧ for the south."),
    good("en", "See example.com/a,b?c=d, mail jo.smith@post.example.org, or open notes.txt; Booking.com and Amazon.Com agree."),
    good(
        "en",
        "J.R. Ewing of the U.S. left at 6:30 p.m. for St.-Jean, a.k.a. “the spot”; it cost 1,250.50, said Acme Inc.’s boss.",
    ),
    good("en", "AC/DC played N,N-dimethyl at 3:16; P!nk and ASP.NET did not, and will.i.am hummed f(x,y)."),
    good("en", "The (re)opening of the bar(s) on “M*A*S*H”-like grounds… and then...nothing; Acme:D :)"),
    good("de", "Die Lehrer:innen und Bürger:innen, z.B. jede:r der:die kam, sahen Schalke 04:Köln 2:1."),
    bad("fr", "Quelle nuit⟦!⇒\u00a0!⟧ La lampe brûle « encore »."),
    good("fr-CA", "Quelle nuit! La lampe brûle."),
    good("fr", "Les étudiant.es et les professionnel.les ont répondu au·à la maire."),
    good("fi", "EU:n ja Nokia Oyj:n johto tapasi USA:ssa, kertoi ”Aamulehti”."),
)

_L = r"[^\W\d_]"
_GAP = re.compile(  # one class first, for speed
    rf"[.,;:!?،؛؟۔।॥։…“”„«»\")\]]"
    rf"(?:(?<=[.,;:!?،؛؟۔।॥։…])([\"'“”„‟«»‘’‚‹›)\](\[]{{0,3}})(?={_L})|(?<={_L}([“”„«»\"]))(?={_L})|(?<={_L}[)\]])(?={_L}))"
)
_FIGURE = late(r"\d+$|.$")
_IN_BRACKETS = late(r"\s[(\[][^()\[\]\n]* [^()\[\]\n]*$")
"""Several words behind an opening bracket."""
_SYMBOL_BEFORE = late(r"(?<![^\W\d_])([A-Z][a-z]?)([\d₀-₉.]*[\d₀-₉⁰-⁹+\-−⁺⁻]?),$")
_SYMBOL_AFTER = late(r"([A-Z][a-z]?)(?![^\W\d_])([\d₀-₉⁰-⁹+\-−⁺⁻]?)")
"""Chemical symbols with their numbers and charges on both sides of a comma: (Mg,Fe)₂SiO₄, Na+,K+-ATPase."""
_ADDRESS = late(r"[a-z\d-]+\.[a-z\d-]+(?:(?:\.[a-z\d-]+)+(?:/\S*)?|/\S*)")
"""Three labels or more, or a path behind two: an address whatever its last label is."""
_PART = 5
"""Letters that a part of an abbreviation like cand.mag. has at most."""
_EYES, _MOUTHS = ":;", ("D", "P")


def check(article: Article, options: Options) -> Iterator[Finding]:
    text = article.text
    if article.language.spaced_marks and not article.language.spacing_optional:
        yield from _spaced_marks(article)
    if not _GAP.search(article.words.outline):
        return
    for match in _GAP.finditer(text):
        at, end = match.start(), match.end()
        after = word_after(article, end)
        if after is None or at == 0 or text[at - 1].isspace() or (text[at] == text[at - 1] == ","):
            continue  # two commas for a low quotation mark
        before = word_before(article, at)
        mark = "" if match[2] or text[at] in ")]" else text[at]
        marks = match[2] or match[1] or ""
        if mark:
            confidence = _confidence(article, before, mark, marks, after)
        else:
            confidence = _quotation(article, at, after.form) if marks else _bracket(article, at, after.form)
        if not confidence or is_code(text, at, end) or (mark != "." and is_address(text, at, end)):
            continue
        start = before.start if before else at - len(_FIGURE.search(text, max(0, at - 12), at)[0])  # type: ignore[index]
        space = _space(article, at + len(mark), end)
        left, right = text[start:space], text[space : after.end]
        suggestions = [f"{left} {right}"]
        if mark == "." and not marks and after.form[0].islower():
            suggestions += [f"{left[:-1]}, {right}", f"{left[:-1]} {right}"]
        message = f"a space is missing in “{text[start : after.end]}”"
        yield Finding(start, after.end, message, tuple(suggestions), confidence, safe=confidence >= CERTAIN)


def _spaced_marks(article: Article) -> Iterator[Finding]:
    """Marks before which the language wants a space; many professionals leave it out, so these are hints."""
    text, marks = article.text, re.escape(article.language.spaced_marks)
    for match in re.finditer(rf"[{marks}»](?<=[^\W_].)(?=[\s»\"”)]|$)|«(?=\w)", text):
        at, mark = match.start(), match[0]
        if not is_code(text, at, at + 1):
            fixed = f"{mark}\u00a0" if mark == "«" else f"\u00a0{mark}"
            yield Finding(at, at + 1, f"the language wants a space beside “{mark}”", (fixed,), HINT, safe=False)


def _space(article: Article, start: int, end: int) -> int:
    """Where the space belongs among the quotation marks and brackets `text[start:end]`: before the first that opens."""
    if start == end:
        return end
    return next((at for at in range(start, end) if article.text[at] in "([„‟‚" or at in article.quotes.opening), end)


def _confidence(article: Article, before: Neighbour | None, mark: str, marks: str, after: Neighbour) -> float:
    """How sure it is that a space is missing behind a mark, with `marks` between it and the next word; 0 where it is not."""
    text, form, at = article.text, after.form, after.start - len(marks) - 1
    if marks and article.language.endings_after_quotes and not article.language.case:
        return 0.0  # Korean: “…”라고
    if (mark in _EYES and form in _MOUTHS) or (not marks and (mark == "…" or (mark == "." and text[at - 1] in ".…"))):
        return 0.0  # an emoticon; an ellipsis
    if marks and marks[0] in "'’" and form[0].islower():
        return 0.0 if mark == "." else LIKELY  # Inc.’s
    if mark in ".:":
        return _stop(article, before, mark, marks, after)
    if mark == "," and _is_formula(article, at + 1):
        return 0.0
    if before is None:
        return 0.0 if len(form) < 3 and text[at - 1].isdigit() else CERTAIN if mark == "," else LIKELY
    if mark in "!?؟":
        return _question(article, before.form, form)
    if len(form) == 1:
        return 0.0 if len(before.form) == 1 else CERTAIN if form.lower() in article.language.function_words else LIKELY
    return LIKELY if len(before.form) == 1 or (before.form.isupper() and form.isupper()) else CERTAIN


def _is_formula(article: Article, behind: int) -> bool:
    """Whether the comma before `behind` stands between the symbols of elements; two that are words need a number or a charge."""
    before = _SYMBOL_BEFORE.search(article.text, max(0, behind - 8), behind)
    after = before and _SYMBOL_AFTER.match(article.text, behind)
    if not before or not after:
        return False
    return bool(before[2] or after[2]) or not {before[1].lower(), after[1].lower()} <= article.language.function_words


def _question(article: Article, before: str, form: str) -> float:
    """A `?` within a lower-case word stands for a lost letter, a `!` in a name belongs to it (P!nk)."""
    if len(before) == 1:
        return 0.0
    if not form[0].islower():
        return CERTAIN
    return LIKELY if knows(article, before) and knows(article, form) else 0.0


def _stop(article: Article, before: Neighbour | None, mark: str, marks: str, after: Neighbour) -> float:
    """Behind a full stop or colon may follow an ending or a part of an address."""
    text, form = article.text, after.form
    if text[after.end : after.end + 1] == "." and text[after.end + 1 : after.end + 2].isalpha():
        return 0.0
    if before is None:
        return _behind_a_figure(article, mark, form, after.start - len(marks) - 2)
    if article.language.script != script_of(form[0]) != script_of(before.form[-1]):
        return 0.0  # a brand of two scripts: Дія.City
    if text[before.start - 1 : before.start] in tuple("./@#") and not (len(form) > 2 and knows(article, form)):
        return 0.0
    if not _cased(form):
        if min(len(before.form), len(form)) < 2:
            return 0.0
        return LIKELY if mark == ":" or len(before.form) > 3 or (len(form) > 3 and knows(article, form)) else HINT
    if form[0].islower():
        return _lower(article, before, mark, marks, after)
    if not marks and (form.lower() in GENERAL_DOMAINS or (form.isupper() and form.lower() in DOMAINS | FILES)):
        return 0.0
    if len(before.form) == 1:
        return (
            LIKELY if before.form.islower() and before.form + "." in abbreviations(article.language) and len(form) > 2 else 0.0
        )
    if len(form) == 1:
        return LIKELY if len(before.form) > 3 and before.form[-1].islower() else 0.0
    if not before.form[-1].islower():
        return LIKELY if form[1:].islower() else HINT
    return CERTAIN if len(before.form) > 2 else LIKELY


def _cased(form: str) -> bool:
    """Whether its first letter could be the other case; Georgian has capitals but starts no word with one."""
    return form[0].isupper() or form[0].title() != form[0]


def _behind_a_figure(article: Article, mark: str, form: str, last: int) -> float:
    """The same where a figure, or a mark such as a bracket, stands before the stop."""
    if article.text[last].isdigit():
        return 0.0 if mark == ":" or len(form) < 3 or (form[0].islower() and not knows(article, form)) else LIKELY
    return CERTAIN if article.text[last] in ')]”»“"%°€' and form[0].isupper() and len(form) > 1 else HINT


def _lower(article: Article, before: Neighbour, mark: str, marks: str, after: Neighbour) -> float:
    """Behind a full stop or colon a lower-case word is most often an ending, or part of an address."""
    text, form, function = article.text, after.form, article.language.function_words
    if len(form) < 2 or (len(before.form) < 2 and text[before.start - 1 : before.start] != "."):
        return 0.0
    if marks:
        return LIKELY if knows(article, form, 4.0) else HINT
    start, end = chunk(text, before.start, after.end)
    if mark == "." and _ADDRESS.fullmatch(text[start:end].strip(EDGES)):
        return 0.0
    if mark == "." and text[after.end : after.end + 1] == "." and max(len(before.form), len(form)) <= _PART:
        return 0.0  # cand.mag. fra
    if article.lexicon is not None and article.lexicon.word(before.form + form).known:
        return 0.0  # étudiant.es, Bürger:innen
    if mark == ":":
        longest_ending = 2 if before.form.islower() else 5
        ordinary = len(form) > longest_ending and knows(article, form) and before.form.lower() not in function  # der:die
        return LIKELY if ordinary and before.form[-1].islower() else 0.0
    if form in DOMAINS or form in FILES:
        # Scroll.in or Akkala.in the north: only the words that follow can say
        following = word_after(article, after.end + 1)
        return LIKELY if form in function and before.form[0].isupper() and following and following.form in function else 0.0
    shortened = abbreviations(article.language)
    if form + "." in shortened and before.form.lower() + "." in shortened:
        return 0.0  # dr.phil.
    return LIKELY if knows(article, form) else 0.0


def _quotation(article: Article, at: int, form: str) -> float:
    """A quotation run into a word: endings may follow it in many languages, so a lower-case word must be a known one."""
    if form[0].isupper():
        return LIKELY if article.text[at - 1].islower() and len(form) > 1 else 0.0
    ending = article.language.endings_after_quotes or not _cased(form) or len(form) < 2
    return LIKELY if not ending and form in article.language.function_words else 0.0


def _bracket(article: Article, at: int, form: str) -> float:
    """`)word` is a slip behind a bracket that holds words, not behind one within a word: (re)opening."""
    if article.language.endings_after_quotes or not (form[0].isupper() or knows(article, form)):
        return 0.0
    return LIKELY if _IN_BRACKETS.search(article.text, max(0, at - 200), at) else 0.0
