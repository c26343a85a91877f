"""Marks that cannot stand together.

What it flags: a comma, semicolon, colon or full stop twice (`,,`, `..`), two that exclude each other (`.;`, `,.`), and a stop or
comma on both sides of a closing quotation mark (`individuals.”,`).
Why a reader minds: one of the marks was added by a machine that did not see the other; the sentence seems to end twice.
How it decides: by the run of marks itself. Before a second mark a full stop may belong to an abbreviation: to one of the
language's data, to an initial or a chain (U.S.), to a short word that this article writes with a stop only, or to one that is quoted
alone (the prudent “aff.”).
What it leaves alone: ellipses of three and four dots, `?!` and `!!!`, Russian `?..`, a question or exclamation that ends within
a longer sentence (`?“,`, `!,`), ordinals (`am 5., 6. und 7. Mai`), two commas before a word for a low quotation mark (`,,so“`),
paths and ranges (`../`, `1..5`), operators (`::`).
Source: planted and clean news in 70 languages.
"""

import re
from collections.abc import Iterator

from qa.analysis.chunks import is_abbreviation, is_code, knows, word_before
from qa.article import Article
from qa.patterns import late
from qa.rule import CERTAIN, HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="doubled-punctuation",
    summary="marks that cannot stand together",
    severity="error",
    mqm="linguistic-conventions/punctuation",
    safe=True,
)

EXAMPLES = (
    bad("en", "The road will stay closed⟦,,⇒,⟧ although nobody knows why."),
    bad("en", "The road will stay closed⟦..⇒.⟧ Nobody knows why."),
    bad("en", "The river left its bed⟦.;⇒. ⟧Families fled to the hills."),
    bad("en", "“We counted the boats⟦.”,⇒”,⟧ said the harbour master."),
    bad("en", "“We counted the boats,” she said, “and we waited⟦.”,⇒,”⟧ said the harbour master."),
    bad("en", "“We counted the boats⟦.”.⇒.”⟧ Nobody answered."),
    bad("en", "The harbour⟦, ,⇒,⟧ built in 1912, is too small."),
    bad("ja", "橋は昨年に完成した⟦、。⇒、⟧しかし車は通れない。"),
    bad("zh", "大桥去年建成⟦，。⇒，⟧但是汽车不能通行。"),
    bad("zh", "大桥去年建成⟦。，⇒。⟧但是汽车不能通行。"),
    bad("es", "El premio fue para la joven Ana⟦.,⇒.⟧ «No lo esperaba», dijo."),
    good("en", "Wait... what?! No!!! The firm, Acme Inc., sells tools, ropes, etc.; it left the U.S., the paper said."),
    good("en", "“Who wrote ‘Why?’, and when?” asked J.R., a clerk at Smith & Co.; nobody knew…"),
    good("en", "See ../notes/index.html and the range 1..5, or use std::cout :: done."),
    good("en", "The soup was lovely.:) We will be back.;-)"),
    good("nl", "De trainer zei:,,We gaan door'' en riep dat,,het volk’’ wint, en zweeg."),
    good("de", "Am 5., 6. und 7. Mai fragte er: „Wer kommt?“, und sie rief: „Ich!“, doch ,,niemand“ kam."),
    good("ru", "Кто там?.. Никто не ответил, и т. д., и т. п.; всё стихло!.."),
)

_RUN = re.compile(  # one class first, for speed
    r"[.,;:!?،؛؟۔।։、。，；：！？]"
    r"(?:[.,;:!?،؛؟۔।։、。，；：！？]+"
    r"|(?<=[.,])[ \u00a0\u202f]?(»)[.,]"
    r"|(?<=[.,。，।])([\"”“’'」』›]{1,2})[.,。，।]"
    r"|(?<=\w,) (,)(?=\s)|(?<=\w،) (،)(?=\s))"
)
_CLIPPED = 5
"""Letters up to which a word may be an abbreviation that the data lack."""
_LONG = 8
"""Marks from which on a run is a drawn line, a leader or a cry."""
_STOPS, _COMMAS, _ENDS = frozenset(".。।۔։"), frozenset(",،、，"), frozenset("!?؟！？")
_LEGAL = late(r"[!?؟！？]+|.*\.\.\..*|[!?]+\.\.+|[.。…]*[!?؟！？]+[,،;؛:，]|[،,.]{3,}|:,,")

_LOW_QUOTE = late("[^\n]{,200}?(?:''|’’|[\"“”])")
"""What follows two commas that stand for a low quotation mark."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    text = article.text
    if not _RUN.search(article.words.outline):
        return
    for match in _RUN.finditer(text):
        if match[1] or match[2]:
            finding = _around_a_quotation_mark(article, match)
        elif match[3] or match[4]:
            finding = _finding(match, (match[3] or match[4],), LIKELY)
        else:
            finding = _run(article, match)
        if finding and not is_code(text, match.start(), match.end()):
            yield finding


def _run(article: Article, match: "re.Match[str]") -> Finding | None:
    text, run = article.text, match[0]
    if article.language.script == "Greek":
        run = run.replace(";", "?")  # the Greek question mark
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if not before or before.isspace() or before in "([{/\\" or len(run) > _LONG or _LEGAL.fullmatch(run):
        return None
    first, last = run[0], run[-1]
    if last in ":;" and after and after in "-)(DP":
        return None  # an emoticon
    if first == last == "," and after.isalpha() and _LOW_QUOTE.match(text, match.end()):
        return None
    if first == last:
        if (before.isdigit() and after.isdigit()) or (first in ".:" and (after.isalnum() or after == "/")) or len(run) > 2:
            return None
        return _finding(match, (first,), CERTAIN)
    if first in _ENDS or last in _ENDS:
        return _question_or_exclamation(article, match, first, last)
    if first in _STOPS and (before.isdigit() or before in ".)" or is_abbreviation(article, match.start())):
        return None
    space = " " if after.isalpha() and article.language.spaces else ""
    if first in _STOPS:
        mark = first if _starts_a_sentence(text, match.end()) else last
        return _finding(match, (mark + space, (first if mark == last else last) + space), _confidence(article, match, after))
    if any(mark.isdigit() for mark in (before, after)) and after.isdigit():
        return None
    if not article.language.spaces:  # nor capitals that tell which of them is right
        return _finding(match, (first, last), CERTAIN)
    return _finding(
        match, ((last if last in _STOPS or first in _COMMAS else first) + space,), LIKELY if after.isalnum() else CERTAIN
    )


def _question_or_exclamation(article: Article, match: "re.Match[str]", first: str, last: str) -> Finding | None:
    """`?.` and `,?`: a title or a brand may end in its own mark (Yahoo!), so a capitalised word before it says nothing."""
    word = word_before(article, match.start())
    if len(match[0]) > 2 or word is None or not word.form[0].islower() or article.text[match.end() : match.end() + 1].isalnum():
        return None
    if first in _STOPS and (is_abbreviation(article, match.start()) or len(word.form) < 5):
        return None
    return _finding(match, (first if first in _ENDS else last,), LIKELY)


def _around_a_quotation_mark(article: Article, match: "re.Match[str]") -> Finding | None:
    text, marks = article.text, match[0]
    before = text[match.start() - 1 : match.start()]
    if before in ".…" or before.isspace() or (marks[0] in _STOPS and is_abbreviation(article, match.start())):
        return None
    if marks[0] in _STOPS and _is_named(article, match.start()):
        return None
    inner, quotes, outer = marks[0], marks[1:-1], marks[-1]
    kept = inner + quotes
    if inner in _STOPS and outer in _COMMAS and text[match.end() : match.end() + 2].strip()[:1].islower():
        inside = re.search(re.escape(outer) + re.escape(quotes), text) is not None
        first, second = (outer + quotes, quotes + outer) if inside else (quotes + outer, outer + quotes)
        return _finding(match, (first, second, kept), CERTAIN)
    return _finding(match, (kept, quotes + outer), CERTAIN)


def _is_named(article: Article, stop: int) -> bool:
    """Whether a quotation holds one short or unknown word in lower case: an abbreviation that is spoken of, the prudent “aff.”, or so."""
    word = word_before(article, stop)
    if word is None or not word.form.islower() or word.start - 1 not in article.quotes.opening:
        return False
    return len(word.form) <= _CLIPPED or not knows(article, word.form)


def _confidence(article: Article, match: "re.Match[str]", after: str) -> float:
    """How sure it is that the stop of `.,` or `.;` ends a sentence and no abbreviation that the language's data lacks."""
    word = word_before(article, match.start())
    if word is None or after in "\n":
        return CERTAIN
    if len(word.form) > _CLIPPED:
        return CERTAIN
    if len(word.form) > 3 and any(not _stop_follows(article, index) for index in article.words.positions[word.form]):
        return CERTAIN
    if match[0] == ".:":
        return HINT  # Tel.:
    if len(word.form) > 3 and knows(article, word.form):
        return LIKELY
    known = article.lexicon.word(word.form) if article.lexicon else None
    whole = known is not None and (known.first_name or known.place or (known.lower and len(word.form) > 4))
    following = article.text[match.end() : match.end() + 3].lstrip(" \u00a0\"'“„«‘")[:1]
    return LIKELY if whole and after.isspace() and following.isupper() else HINT


def _stop_follows(article: Article, index: int) -> bool:
    end = article.words.end(index)
    return article.text[end : end + 1] == "."


def _starts_a_sentence(text: str, at: int) -> bool:
    following = text[at : at + 3].lstrip(" \u00a0\"'“„«‘(")
    return not following or following[0] == "\n" or not following[0].islower()


def _finding(match: "re.Match[str]", suggestions: tuple[str, ...], confidence: float) -> Finding:
    return Finding(
        match.start(), match.end(), f"“{match[0]}” cannot stand together", suggestions, confidence, safe=confidence >= CERTAIN
    )
