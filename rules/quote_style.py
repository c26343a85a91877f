"""Quotation marks mixed within an article, or foreign to its language.

What it flags: a quotation that opens in one style and closes in another (`„so"`, `«so"`), a closing mark in opening form
(`period,“ said`), a few quotations in other marks than the article's many, marks that the language does not use.
Why a reader minds: mixed marks show that the text was pasted together; a mark in the wrong form points the wrong way.
How it decides: `article.quotes` pairs the marks; the pair that most quotations of the article wear is its style, and what
departs from it is mended towards it. Without a majority the language's own order decides: the pairs that its data name before the
plain ones are those of its print, and one quotation in them is evidence enough against plain marks and what comes after those.
What it leaves alone: straight marks throughout, nested quotations in the other pair of marks, headings set in single marks, ' beside ’
as apostrophes, two pairs that are both usual in print, words in ‘ ’ where the language sets them apart so (`singles_for_words`).
A style that the whole article keeps is at most a hint, once.
Source: the contract's decisions on quotation marks; facts: 74% of the punctuation errors that raters mark in English-German news
translations are a straight mark among typographic ones.
"""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from qa.analysis.neighbours import word_after, word_before
from qa.analysis.quotes import BRACKETS, PAIRS, STRAIGHT, Pair, Quotation, ends_sentence, is_single
from qa.article import Article
from qa.rule import HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="quote-style",
    summary="quotation marks mixed within an article, or foreign to its language",
    severity="warning",
    mqm="linguistic-conventions/punctuation",
)

EXAMPLES = (
    bad("en", "“We will wait,” she said. “Nobody is in a ⟦hurry,“⇒hurry,”⟧ he added. “The talks go on.”"),
    bad("en", 'The “harbour ⟦tax"⇒tax”⟧ was dropped. “We are glad,” he said.'),
    bad("en", "“We go,” he said. “We stay,” she said, and spoke of ⟦‘pressure’⇒“pressure”⟧ on the crew."),
    bad(
        "en",
        'Ada called it “a start.” Ben said: ⟦"It is the end."⇒“It is the end.”⟧ “Well,” said Cy. “So it goes,” said Di. “Yes,” said Ed.',
    ),
    bad("en", "The mill was called ⟦„the⇒“the⟧ dragon” by the “old families” of the town."),
    bad("fr", 'Selon elle, « le pont tient ». Le maire y voit ⟦"un pari"⇒«\u00a0un pari\u00a0»⟧ sur dix ans.'),
    good("es", "«El muelle cierra», dijo la alcaldesa. Un vecino lo llama “castigo” y otro calla."),
    good("en", '"We go," he said. "We stay," she said.'),
    good("en", "‘Nobody’ in the way\n\n“We go,” he said. “He asked: ‘Why?’ and left,” she said. “So did I.”"),
    good("en", "‘We go,’ he said. ‘They call it “the pit”,’ she said."),
    good("en", "It's the players’ league, the players' money, and “rock ’n’ roll”."),
)

_FEW = 4
"""How many times as many quotations in its style an article must have before a whole pair in another one counts as a slip."""
_FEW_KIN = 1.5
"""The same for straight marks among typographic ones or the reverse; there single marks count, those without a partner too."""
_LONGEST = 300
"""Characters of a quotation that a finding marks whole."""


class Verdict(Struct, frozen=True):
    """What a quotation should wear, how sure that is and why. `once`: it is the article's habit, told at its first quotation."""

    wanted: Pair
    confidence: float
    message: str
    once: bool = False


def check(article: Article, options: Options) -> Iterator[Finding]:
    counts = Counter(quotation.pair for quotation in article.quotes.pairs)
    if len(counts) < 2 and all(pair in article.quotes.known for pair in counts):
        return
    told: set[Pair] = set()
    for quotation in article.quotes.pairs:
        if quotation.pair in told:
            continue
        verdict = _judge(article, quotation, counts)
        if verdict:
            if verdict.once:
                told.add(quotation.pair)
            yield _finding(article, quotation, verdict)


def _judge(article: Article, quotation: Quotation, counts: Counter[Pair]) -> Verdict | None:
    pair, known = quotation.pair, article.quotes.known
    if BRACKETS.get(pair[0]) == pair[1]:
        return None
    single = is_single(pair[0]) and is_single(pair[1])
    style = article.quotes.usual(single)
    if pair not in PAIRS and pair not in known:
        doubtful = single and "'" in pair  # an apostrophe may stand for either
        habit = counts[pair] > 2 and 2 * counts[pair] > sum(counts.values())
        message = f"the quotation opens with {pair[0]} and closes with {pair[1]}"
        return Verdict(_mended(article, quotation, style), HINT if doubtful else LIKELY, message, habit)
    if single:
        return _single_among_double(article, quotation)
    if pair == style:
        return _foreign(article, pair, counts[pair])
    if quotation.depth or style is None:
        return None
    if pair not in known and style in known:
        return Verdict(style, LIKELY, f"{pair[0]} {pair[1]} among {style[0]} {style[1]}")
    kin = (pair[0] in STRAIGHT) != (style[0] in STRAIGHT) or pair[0] == style[0] or pair[1] == style[1]
    of_print = article.quotes.of_print
    slip = _marks(article, pair) == 2 and style in of_print and pair not in of_print
    if slip:
        too_few = False
    elif kin:
        too_few = _marks(article, style) < _FEW_KIN * _marks(article, pair)
    else:
        too_few = counts[style] < max(_FEW, _FEW * counts[pair])
    if too_few or _stands_alone(article, quotation):
        return None
    return Verdict(style, LIKELY if kin or slip else HINT, f"{pair[0]} {pair[1]} among {style[0]} {style[1]}")


def _marks(article: Article, pair: Pair) -> int:
    """How many marks of a style an article has, lone ones included."""
    return sum(article.quotes.forms[mark] for mark in {*pair})


def _foreign(article: Article, pair: Pair, count: int) -> Verdict | None:
    """The article's own style, if its language does not use it: a hint, unless the very marks are strange to the language."""
    known, language = article.quotes.known, article.language
    if pair in known:
        return None
    strange = count < 3 and not any(pair[0] in other for other in known)
    first = language.quotes[0]
    message = f"{pair[0]} {pair[1]} are no quotation marks of {language.name}"
    return Verdict((first[0], first[-1]), LIKELY if strange else HINT, message, count > 2)


def _single_among_double(article: Article, quotation: Quotation) -> Verdict | None:
    """A few words in ‘ ’ where the article sets others in “ ”; where only speech stands in those, as a hint."""
    style = article.quotes.usual(single=False)
    if (
        article.language.singles_for_words
        or quotation.depth
        or quotation.pair != ("‘", "’")
        or style != ("“", "”")
        or _stands_alone(article, quotation)
    ):
        return None
    outer = [other for other in article.quotes.pairs if not other.depth]
    like = sum(other.pair == quotation.pair for other in outer)
    doubles = [other for other in outer if other.pair == style]
    if 2 * like > len(doubles):
        return None
    text = article.text
    phrases = any(_is_phrase(text[other.opening.start + 1 : other.closing.start]) for other in doubles)
    return Verdict(style, LIKELY if phrases else HINT, "‘ ’ among “ ”")


def _is_phrase(quoted: str) -> bool:
    return quoted.count(" ") < 4 and quoted[-1:].isalnum()


def _stands_alone(article: Article, quotation: Quotation) -> bool:
    """Whether a quotation stands in a heading or a caption, between brackets as a gloss, or as the value of an attribute."""
    block, start = article.blocks[quotation.opening.block], quotation.opening.start
    return (
        block.kind in ("heading", "caption", "cell")
        or not ends_sentence(article, block)
        or article.text[start - 1 : start] in ("(", "=")
    )


def _mended(article: Article, quotation: Quotation, style: Pair | None) -> Pair:
    """The pair that a mixed one should be: the article's style, else that which keeps the mark more usual in the article."""
    pair = quotation.pair
    if style and (style[0] == pair[0] or style[1] == pair[1] or not (quotation.depth or style[0] in BRACKETS)):
        return style
    forms = article.quotes.forms - Counter(pair)
    if not forms.keys() & {*pair}:  # no other quotation to go by: an article without a typographic mark was typed in plain ones
        typographic = not {*pair} & {"“", "”"} or any(mark in article.text for mark in "’…–—")
        forms.update("“”„«»" if typographic else '"')
    candidates = [*((own[0], own[-1]) for own in article.language.quotes), *BRACKETS.items()]
    candidates += [] if article.language.quotes else sorted(PAIRS)
    near = [other for other in candidates if other[0] == pair[0] or other[1] == pair[1]] or candidates
    return max(near, key=lambda other: forms[other[0] if other[1] == pair[1] else other[1]])


def _finding(article: Article, quotation: Quotation, verdict: Verdict) -> Finding:
    """Around the mark that has to change and its word, or the whole quotation where both have to."""
    text, wanted, pair = article.text, verdict.wanted, quotation.pair
    opening, closing = quotation.opening.start, quotation.closing.start
    fixes: tuple[str, ...]
    pad = _inner_space(article, wanted)
    if wanted[0] == pair[0]:
        start, end = closing - len(word_before(article, opening + 1, closing)), closing + 1
        fixes = (text[start:closing].rstrip() + pad + wanted[1],)
    elif wanted[1] == pair[1]:
        start, end = opening, opening + 1 + len(word_after(article, opening + 1, closing))
        fixes = (wanted[0] + pad + text[opening + 1 : end].lstrip(),)
    elif closing - opening <= _LONGEST:
        start, end = opening, closing + 1
        fixes = (wanted[0] + pad + text[opening + 1 : closing].strip() + pad + wanted[1],)
    else:  # no editor wants a page marked: its first word stands for it, and half a fix is none
        start, end, fixes = opening, opening + 1 + len(word_after(article, opening + 1, closing)), ()
    style = article.quotes.usual(single=False)
    evidence = f"most quotations of this article stand in {style[0]} {style[1]}" if style and style != pair else ""
    return Finding(start, end, verdict.message, fixes, verdict.confidence, evidence)


def _inner_space(article: Article, pair: Pair) -> str:
    """What stands between a pair's marks and its words: as elsewhere in the article, else as the language spaces its marks."""
    text = article.text
    for quotation in article.quotes.pairs:
        if quotation.pair == pair:
            after = text[quotation.opening.start + 1]
            return "\u00a0" if after.isspace() and text[quotation.closing.start - 1].isspace() else ""
    return "\u00a0" if pair == ("«", "»") and article.language.spaced_marks else ""
