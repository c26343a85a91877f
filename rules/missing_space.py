"""No space after punctuation or between sentences.

What it flags: a mark of punctuation, with or without a closing quotation mark or bracket, run into the next word
(`Colombia?Answer`, `for us.”he`), and a quotation run into the words around it.
Why a reader minds: two sentences or clauses read as one word; search engines and screen readers stumble too.
How it decides: by the words on either side. After a comma any word will do. After a full stop a capital behind a lower-case
letter, or a word that the language or the article knows. The space goes behind a closing quotation mark and before an opening one.
What it leaves alone: addresses, handles, file names, code; initials and chains of abbreviations (U.S., z.B., a.k.a); endings
behind a colon or full stop (EU:n, Lehrer:innen, étudiant.es); numbers, times, ratios; endings behind a quotation mark in
languages that write them so; what a language without spaces writes.
Source: facts on machine-translated news; planted and clean news in 70 languages.
"""

import re
from collections.abc import Iterator

from qa.analysis.chunks import (
    DOMAINS,
    FILES,
    GENERAL_DOMAINS,
    Neighbour,
    abbreviations,
    function_words,
    is_address,
    is_code,
    knows,
    quotation_roles,
    word_after,
    word_before,
)
from qa.article import Article
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
_FIGURE = re.compile(r"\d+$|.$")
_OPENING, _CLOSING = frozenset("([„‟‚"), frozenset(")]")


def check(article: Article, options: Options) -> Iterator[Finding]:
    text = article.text
    if article.language.spaced_marks and not article.language.spacing_optional:
        yield from _spaced_marks(article)
    roles: dict[int, str] | None = None
    for match in _GAP.finditer(text):
        at, end = match.start(), match.end()
        after = word_after(article, end)
        if after is None or at == 0 or text[at - 1].isspace() or (text[at] == text[at - 1] == ","):
            continue  # two commas for a low quotation mark
        before = word_before(article, at)
        mark = "" if match[2] or text[at] in ")]" else text[at]
        marks = match[2] or match[1] or ""
        if marks and roles is None:
            roles = quotation_roles(article)
        space = _where(text, roles or {}, at + len(mark), end) if marks else end
        if mark:
            confidence = _confidence(article, before, mark, marks, after, at)
        else:
            confidence = _quotation(article, after, at, space == end) if marks else _bracket(article, at, after.form)
        if not confidence or is_code(text, at, end) or (mark != "." and is_address(text, at, end)):
            continue
        start = before.start if before else at - len(_FIGURE.search(text, max(0, at - 12), at)[0])  # type: ignore[index]
        left, right = text[start:space], text[space : after.end]
        suggestions = [f"{left} {right}"]
        if mark == "." and not marks and after.form[0].islower():
            suggestions += [f"{left[:-1]}, {right}", f"{left[:-1]} {right}"]
        if before and _is_habit(article, before, after):
            confidence = min(confidence, LIKELY)
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


def _confidence(article: Article, before: Neighbour | None, mark: str, marks: str, after: Neighbour, at: int) -> float:
    """How sure it is that a space is missing behind a mark; 0 where it is not."""
    text, form = article.text, after.form
    if marks and article.language.endings_after_quotes and not article.language.case:
        return 0.0  # Korean: “…”라고
    if mark == "…" or text[at - 1] in ".…":
        if mark == "." and not marks and text[at - 2 : at - 1].isalpha() and text[at - 1] == ".":
            return 0.0
        if mark in ".…" and not marks:
            return 0.0
    if marks and marks[0] in "'’" and form[0].islower():
        return 0.0 if mark == "." else LIKELY  # Inc.’s
    if marks and marks[0] in ")" and mark in ":;":
        return 0.0  # an emoticon
    if mark in ".:":
        return _stop(article, before, mark, marks, after, at)
    if before is None:
        return _behind_a_figure(text, at, form)
    if mark in "!?؟":
        return _behind_a_question(article, before, after)
    if len(before.form) == len(form) == 1 or (mark == ";" and form in ("D", "P")):
        return 0.0
    if len(form) == 1:
        return CERTAIN if form.lower() in function_words(article.language) else LIKELY if len(before.form) > 2 else HINT
    return LIKELY if len(before.form) == 1 or (before.form.isupper() and form.isupper()) else CERTAIN


def _behind_a_figure(text: str, at: int, form: str) -> float:
    if len(form) < 3 and text[at - 1].isdigit():
        return 0.0
    return CERTAIN if text[at] == "," else LIKELY


def _behind_a_question(article: Article, before: Neighbour, after: Neighbour) -> float:
    """A `?` within a lower-case word stands for a lost letter, a `!` in a name belongs to it (P!nk)."""
    if len(before.form) == 1 or (before.form.isupper() and after.form.isupper()):
        return 0.0
    if not _cased(after.form):
        return CERTAIN
    if after.form[0].islower():
        return LIKELY if knows(article, before.form) and knows(article, after.form) else 0.0
    return CERTAIN if before.form[-1].islower() else LIKELY


def _stop(article: Article, before: Neighbour | None, mark: str, marks: str, after: Neighbour, at: int) -> float:
    text, form = article.text, after.form
    previous = text[before.start - 1 : before.start] if before else ""
    following = text[after.end : after.end + 1]
    if (mark == ":" and form in ("D", "P")) or (following == "." and text[after.end + 1 : after.end + 2].isalpha()):
        return 0.0
    if before is None:
        if text[at - 1].isdigit():
            if mark == ":" or len(form) < 3 or (form[0].islower() and not knows(article, form)):
                return 0.0
            return CERTAIN if at > 2 and text[at - 3 : at].isdigit() else LIKELY
        return CERTAIN if form[0].isupper() and text[at - 1] in ')]”»“"%°€' and len(form) > 1 else HINT
    if previous in (".", "/", "@", "#") and not (previous == "." and len(form) > 2 and knows(article, form)):
        return 0.0
    if not _cased(form):
        return _caseless(article, before, mark, form)
    if form[0].islower():
        return _lower(article, before, mark, marks, after)
    if mark == "." and not marks and (form.lower() in GENERAL_DOMAINS or (form.isupper() and form.lower() in DOMAINS | FILES)):
        return 0.0
    if len(before.form) == 1 or len(form) == 1:
        known = before.form.lower() + "." in abbreviations(article.language)
        if len(before.form) == 1:
            return LIKELY if before.form.islower() and known and len(form) > 2 else 0.0
        return LIKELY if len(before.form) > 3 and following != "." and before.form[-1].islower() else 0.0
    if not before.form[-1].islower():
        return LIKELY if form[-1].islower() and len(form) > 2 else HINT
    return CERTAIN if len(before.form) > 2 and len(form) > 1 else LIKELY


def _lower(article: Article, before: Neighbour, mark: str, marks: str, after: Neighbour) -> float:
    """Behind a full stop or colon a lower-case word is most often an ending, or part of an address."""
    text, form, words = article.text, after.form, function_words(article.language)
    if len(form) < 2 or (len(before.form) < 2 and text[before.start - 1 : before.start] != "."):
        return 0.0
    function = form in words
    if mark == ":":
        inclusive = before.form.lower() in words or (
            article.lexicon is not None and article.lexicon.word(before.form + form).known
        )
        ordinary = (function and len(form) > 2) or (len(form) > (3 if before.form.islower() else 5) and knows(article, form))
        return LIKELY if ordinary and not inclusive and before.form[-1].islower() else 0.0
    if marks:
        return LIKELY if function or knows(article, form, 4.0) else HINT
    if form in DOMAINS or form in FILES:
        # Scroll.in or Akkala.in the north: only the words that follow can say
        following = word_after(article, after.end + 1)
        named = before.form[0].isupper() and text[after.end : after.end + 1] == " "
        return LIKELY if function and named and following and following.form in words else 0.0
    if article.lexicon is not None and article.lexicon.word(before.form + form).known:
        return 0.0  # étudiant.es
    shortened = abbreviations(article.language)
    if form + "." in shortened and (before.form.lower() + "." in shortened or text[after.end : after.end + 1] == "."):
        return 0.0  # dr.phil.
    if not (function or knows(article, form) or len(article.words.positions[form]) > 1):
        return 0.0
    return CERTAIN if function and len(form) > 2 and len(before.form) > 3 else LIKELY


def _cased(form: str) -> bool:
    """Whether its first letter could be the other case; Georgian has capitals but starts no word with one."""
    return form[0].isupper() or form[0].title() != form[0]


def _caseless(article: Article, before: Neighbour, mark: str, form: str) -> float:
    if mark == ":":
        return LIKELY if min(len(before.form), len(form)) > 1 else 0.0
    if min(len(before.form), len(form)) < 2:
        return 0.0
    if len(before.form) < 4 and not (len(form) > 3 and knows(article, form)):
        return HINT
    return LIKELY


def _quotation(article: Article, after: Neighbour, at: int, closes: bool) -> float:
    """A quotation run into a word: endings may follow it in many languages, so a lower-case word must be a known one."""
    if not _cased(after.form):
        return 0.0
    if after.form[0].isupper():
        return LIKELY if article.text[at - 1].islower() and len(after.form) > 1 else 0.0
    if article.language.endings_after_quotes and closes:
        return 0.0
    return LIKELY if len(after.form) > 1 and after.form in function_words(article.language) else 0.0


def _bracket(article: Article, at: int, form: str) -> float:
    """`)word` is a slip behind a bracket that holds words, not behind one within a word: (re)opening."""
    text = article.text
    if article.language.endings_after_quotes or (not form[0].isupper() and not knows(article, form)):
        return 0.0
    opening = max(text.rfind("(", max(0, at - 200), at), text.rfind("[", max(0, at - 200), at))
    return (
        LIKELY
        if opening > 0 and text[opening - 1].isspace() and " " in text[opening:at] and "\n" not in text[opening:at]
        else 0.0
    )


def _where(text: str, roles: dict[int, str], start: int, end: int) -> int:
    """Where the space belongs among the quotation marks and brackets `text[start:end]`: before the first that opens."""
    for at in range(start, end):
        if text[at] in _OPENING or (text[at] not in _CLOSING and roles.get(at) == "open"):
            return at
    return end


def _is_habit(article: Article, before: Neighbour, after: Neighbour) -> bool:
    """Whether the article writes the two words so more than once: a name, or a way of writing."""
    words, joined = article.words, article.text[before.start : after.end]
    places = min(words.positions[before.form], words.positions[after.form], key=len)
    offset = 0 if words.forms[places[0]] == before.form else after.start - before.start
    same = (place for place in places if article.text.startswith(joined, max(0, words.starts[place] - offset)))
    return next(same, None) is not None and next(same, None) is not None
