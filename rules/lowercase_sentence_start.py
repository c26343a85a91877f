"""A sentence that starts in lower case.

What it flags: a word in lower case right after the end of a sentence, or at the start of a paragraph.
Why a reader minds: where the capital is missing, two sentences run into one and must be read twice.
How it decides: the stop before must end a sentence (it is no abbreviation's, initial's or ordinal's, see
qa/analysis/sentences.py), and the word before the stop must be a word of the language or one that the article has without a
stop. The article must start its other sentences, and for a paragraph its other paragraphs, with a capital. A segment of a translator's
file that is a sentence is held against what it translates.
What it leaves alone: what follows a closing quotation mark (“Wait!” he said) or dots that trail off, bylines, names written small
(eBay, al-Sisi, van der Bellen), brackets, lines of dialogue (– Why? he asked), titles with a question mark, units after figures,
list items, captions, cells, code, addresses, enumerations, one-letter symbols, verse and chat that do without capitals, lines that
carry on the one before. Where a sentence may go on after a question, for its language or its few words, that is a hint.
Source: in 330,000 words of professional news 113 sentences seemed to start so, all but a dozen after ordinals (2018. godine).
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from qa.analysis.casing import Casing
from qa.analysis.names import PARTICLES
from qa.analysis.sentences import Sentence
from qa.analysis.words import is_code
from qa.article import Article, Block
from qa.patterns import late
from qa.rule import CERTAIN, HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="lowercase-sentence-start",
    summary="a sentence that starts in lower case",
    severity="error",
    mqm="linguistic-conventions/grammar",
    requires=("case", "spaces"),
    safe=True,
)

EXAMPLES = (
    bad("en", "The ferry left the harbour on time. ⟦nobody⇒Nobody⟧ saw the boy jump."),
    bad("en", "Who would pay for the repairs? ⟦the⇒The⟧ council had no answer."),
    bad("en", "Ferry strike goes on\n\nThe crews met at noon.\n\nThey voted to go on.\n\n⟦the⇒The⟧ owners made no new offer."),
    good("en", "The ferry, built by Smith Bros. of Hull, left at 6 p.m. on Monday. eBay sold the rest. “Wait!” he said."),
    bad("pt", "A vendedora mora em Lima. ⟦a⇒A⟧ casa dela perdeu o telhado na tempestade."),
    good("sv", "Färjan låg kvar. Polisen var där.\n\n– Varför då? undrade en passagerare. Ingen svarade."),
    good("ru", "Она (зачем? почему?) молчала. Паром ушёл. Никто не ответил."),
    good("da", "Han er cand.polit. fra KU. Hun er dr.phil. og lektor. Det varer 5 min. med pause, og 7 sek. uden."),
    good("en", "The singer waited… then left. Yahoo! shares rose. The price was approx. five pounds, i.e. nothing."),
    good("en", "They ate:\n\nThe list was long.\n\nThe cook was tired.\n\nbread and butter,\n\nhoney from the hills"),
    good("en", "in the morning\ni hear the sea.\nit tells me\nwho i am."),
    good("en", "The general met his friends. al-Sisi left early. The envoys stayed. van der Linde spoke last."),
)

_GOES_ON = frozenset(",;:-–—…(&/+·|")
_LISTED = frozenset(",;")
_ASIDE = frozenset(("item", "caption", "cell", "code"))
_HEADING_LENGTH, _BYLINE_LENGTH = 120, 250
_PARAGRAPH_CAPITALS = 2
"""Of an article whose paragraphs can be trusted to want a capital, the least sentences that have one."""

_SHORT = 4
_KNOWN_ZIPF, _KNOWN_ZIPF_WITHOUT_DATA = 3.5, 5.5
"""How common a word of up to four letters must be to be none of the abbreviations that no list has."""

_TAG = 3
"""A question or cry of fewer words may go on (Oh no! not again), and as few after it may say who spoke (Why now? he asked)."""

_LINE = 400
"""How far back a bracket is looked for."""

_STOPS = frozenset(".!?…")
"""What ends a sentence."""

_CLOSING = r"[\"'’”»“‘«›‹)\]\u00a0\u202f ]*"
_WORD = late(r"[^\W\d_]+")
_FIRST_LETTER = late(r"[^\w•*-]{0,3}([^\W\d_])")
_LAST_WORD = late(rf"(\w+){_CLOSING}([.!?]+){_CLOSING}$")
_COUNT = late(r"(?:/|\d[ \u00a0\u202f]?)\Z")
"""What stands before a unit."""
_QUOTED = re.compile(r"\.(?:[\"’”»“]|[\u00a0\u202f]»)+ (?=[^\W\d_])")
_QUOTED_WORDS = 6
"""Of a sentence that starts after a quotation with its own stop, the least words: fewer are likely to say who spoke."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    yield from _after_quotations(article)
    yield from _unlike_original(article)
    text, sentences = article.text, article.sentences
    suspects = [number for number, sentence in enumerate(sentences) if text[sentence.start].islower()]
    if not suspects:
        return
    first_letters = [_FIRST_LETTER.match(text, *sentence) for sentence in sentences]
    capitals = sum(match is not None and match[1].isupper() for match in first_letters)
    if capitals < max(len(suspects), 1):
        return
    paragraphs = _paragraphs(article) if capitals >= _PARAGRAPH_CAPITALS else frozenset()
    blocks = {block.start for block in article.blocks}
    last_words = {
        number: _LAST_WORD.search(text, max(sentences[number].start - 60, 0), sentences[number - 1].end) for number in suspects
    }
    met = Counter(match[1] for match in last_words.values() if match)
    for number in suspects:
        start, end = sentences[number]
        word = _WORD.match(text, start, end)
        if word is None or not _may_start(article, word, end):
            continue
        if start in blocks:
            plausible, confidence = start in paragraphs, LIKELY
            evidence = "the other paragraphs start with a capital"
        else:
            last = last_words[number]
            if last is None or (len(last[1]) <= _SHORT and met[last[1]] > 1):
                continue
            known = article.lexicon is None or article.lexicon.word(word[0]).lower
            plausible = _ends_sentence(article, last) and not _is_in_brackets(text, start)
            confidence = CERTAIN if known else LIKELY
            if last[2] != ".":
                plausible = plausible and not _is_within(article, sentences[number - 1])
                cry = article.words.between(*sentences[number - 1])
                goes_on = len(cry) < _TAG or text.count(" ", start, end) < _TAG or _joins_names(article, word, end)
                confidence = HINT if goes_on or article.language.goes_on_after_questions else LIKELY
            evidence = f"“{last[0].strip()}” ends a sentence"
        if plausible:
            fix = article.language.capital(word[0])
            message = f"“{word[0]}” starts a sentence in lower case"
            yield Finding(start, word.end(), message, (fix,), confidence, evidence, safe=confidence >= CERTAIN)


def _after_quotations(article: Article) -> Iterator[Finding]:
    """What follows a quotation that ends with its own stop is another sentence, unless it says who spoke (Turkish: dedi)."""
    text = article.text
    stops = (match for match in _QUOTED.finditer(text) if text[match.end()].islower())
    starts = [match.end() for match in stops if text[max(match.start() - 3, 0) : match.start()].isalpha()]
    if len(starts) != 1:  # a habit of the language or the house
        return
    sentence = next((one for one in article.sentences if one.start <= starts[0] < one.end), None)
    word = _WORD.match(text, starts[0])
    if sentence is None or word is None or not _may_start(article, word, sentence.end) or word[0] in article.language.pronouns:
        return
    if text.count(" ", word.end(), sentence.end) >= _QUOTED_WORDS - 1:
        fix = article.language.capital(word[0])
        message = f"“{word[0]}” starts a sentence in lower case"
        yield Finding(*word.span(), message, (fix,), LIKELY, "the quotation before ends with a stop", safe=False)


def _unlike_original(article: Article) -> Iterator[Finding]:
    """Segments that are a sentence as what they translate is, which starts with a capital."""
    original = article.original
    if original is None or not article.document.pairs or not original.language.case:
        return
    text, theirs = article.text, original.text
    for pair in article.document.pairs:
        if not text[pair.start : pair.start + 1].islower() or text[pair.end - 1] not in _STOPS:
            continue
        source = theirs[pair.source_start : pair.source_end]
        first, word = _FIRST_LETTER.match(source), _WORD.match(text, pair.start, pair.end)
        if first is None or not first[1].isupper() or source[-1] not in _STOPS or word is None:
            continue
        if word[0] not in source and _may_start(article, word, pair.end):
            message, fix = f"“{word[0]}” starts a sentence in lower case", article.language.capital(word[0])
            evidence = "the original starts with a capital"
            yield Finding(*word.span(), message, (fix,), LIKELY, evidence, safe=False)


def _may_start(article: Article, word: "re.Match[str]", end: int) -> bool:
    """Whether the word would take a capital at a sentence's start, and more than a word follows."""
    text, first = article.text, word[0]
    if not first.islower() or is_code(text, word.start(), word.end()) or end - word.end() < 3 or text[word.end()] in ")].":
        return False
    if first in article.language.function_words:
        return True
    known = article.lexicon.word(first) if article.lexicon else None
    if len(first) == 1:
        return known is not None and known.zipf >= _KNOWN_ZIPF_WITHOUT_DATA
    if first in PARTICLES and any(letter.isupper() for letter in text[word.end() : word.end() + 12]):
        return False
    return known is None or known.known or len(first) > _SHORT


def _ends_sentence(article: Article, last: "re.Match[str]") -> bool:
    """Whether the word before the stop is no abbreviation that the language's list lacks, and the stop no part of a name."""
    word, marks = last[1], last[2]
    if marks != ".":
        return not word[0].isupper()  # Yahoo! and the like
    if word.isdigit():
        return bool(article.language.function_words) and not article.language.ordinal_stop and len(word) > 2
    if last.string[last.start() - 1 : last.start()] == ".":
        return False  # cand.mag.
    if len(word) <= _SHORT and _COUNT.search(last.string, max(last.start() - 3, 0), last.start()):
        return False  # 12 sek., kWh/mo.
    if len(word) > _SHORT or word.lower() in article.language.function_words:
        return True
    if article.lexicon is None or len(word) < 2:
        return False
    least = _KNOWN_ZIPF_WITHOUT_DATA if len(word) == 2 or not article.language.abbreviations else _KNOWN_ZIPF
    known = article.lexicon.word(word)
    town = known.place and word[0].isupper() and len(word) == _SHORT
    return town or known.zipf >= least or len(article.words.positions.get(word, ())) > 1


def _joins_names(article: Article, word: "re.Match[str]", end: int) -> bool:
    """Whether a conjunction or preposition before a name goes on after one that ends in a question mark (Quo vadis? and Macbeth)."""
    language, first = article.language, word[0]
    if len(first) >= _SHORT or first in language.articles or first in language.pronouns or first not in language.function_words:
        return False
    return any(after[0].isupper() for after in _WORD.findall(article.text, word.end(), end)[:2])


def _is_in_brackets(text: str, at: int) -> bool:
    line = text[max(0, at - _LINE) : at].rpartition("\n")[2]
    return line.rfind("(") > line.rfind(")") or line.rfind("[") > line.rfind("]")


def _is_within(article: Article, question: Sentence) -> bool:
    """Whether a question or cry began amid its sentence: with its inverted mark, or with a small word's capital as titles do."""
    if any(mark in article.text[question.start + 1 : question.end] for mark in "¿¡"):
        return True
    casing, within = Casing(article), article.words.between(question.start + 1, question.end)
    return any(casing.kind(form) == "function" for form in article.words.forms[within.start : within.stop] if form[0].isupper())


def _paragraphs(article: Article) -> frozenset[int]:
    """Where paragraphs of their own start in lower case, in an article whose other paragraphs start with a capital."""
    text, blocks = article.text, article.blocks
    full = [block for block in blocks if block.kind not in _ASIDE and _is_full(article, block)]
    small = {block.start for block in full if text[block.start].islower()}
    if len(small) > max(1, len(full) // 6) or len(full) < 2:
        return frozenset()
    usual = Counter(text[block.end - 1] for block in blocks).most_common(1)[0][0]
    carried_on = set()
    for before, block in pairwise(blocks):
        last = text[before.end - 1]
        if (last in _GOES_ON and last != usual) or (last.isalnum() and before.end - before.start > _HEADING_LENGTH):
            carried_on.add(block.start)
    return frozenset(small - carried_on)


def _is_full(article: Article, block: Block) -> bool:
    """Whether a block looks like a paragraph or headline rather than an item, a cell or a byline (di Anna Conti)."""
    text = article.text
    if text.count(" ", block.start, block.end) < 3 or text[block.end - 1] in _LISTED:
        return False
    words = _WORD.findall(text, block.start, block.end) if block.end - block.start < _BYLINE_LENGTH else []
    names = sum(word[0].isupper() for word in words)
    return not (
        words and words[0] in article.language.function_words and names * 2 >= len(words) and text[block.end - 1] not in ".!?…"
    )
