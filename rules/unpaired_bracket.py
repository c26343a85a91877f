"""A round or square bracket with no partner.

What it flags: a bracket that is never closed (`(which opened in 1990 was closed`), closed without having been opened, or closed
by one of another kind.
Why a reader minds: nobody can tell where the aside ends.
How it decides: a stack of brackets per block, full-width and half-width ones alike; what is left open in one block may be
closed in a later one. Only where that leaves one over, what else a bracket can be is taken out and the rest read again. The partner is
offered where an aside seems to be one name, acronym or figure, or to end at the next mark not far off.
What it leaves alone: list markers (`a)`, `1)`, `iv)`), emoticons, intervals such as [0, 1), addresses, code.
Source: own count: lone brackets of clean news and treebank sentences are list markers, emoticons and asides over sentences.
"""

import re
from collections.abc import Iterable, Iterator

from qa.analysis.neighbours import word_after, word_before
from qa.article import Article
from qa.patterns import late
from qa.rule import LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="unpaired-bracket",
    summary="a round or square bracket with no partner",
    severity="warning",
    mqm="linguistic-conventions/punctuation",
)

EXAMPLES = (
    bad("en", "The mill ⟦(which⟧ opened in 1920 was sold on Monday. Its wheel will stay."),
    bad("en", "The mill, which opened in ⟦1920)⟧ was sold on Monday (again)."),
    bad("en", "The dockers’ union ⟦(NDU⇒(NDU)⟧ has called a strike."),
    bad("en", "The dockers’ union ⟦NDU)⇒(NDU)⟧ has called a strike."),
    bad("en", "The growers’ club ⟦(Agrona⇒(Agrona)⟧ wants to wait."),
    bad("en", "They drew 1–1 in the end ⟦(0–1⇒(0–1)⟧.\n\nIt rained."),
    bad("en", "“We sold [the ⟦mill)⇒mill]⟧ today,” he said."),
    bad("en", "The price ⟦[in⟧ euros was not named (yet)."),
    bad("en", "We won :) but the cup ⟦(a⟧ fine one was stolen."),
    good("en", "The mill (which opened in 1920 (or 1921)) was sold [again]."),
    good("en", "Three points: a) the price, b) the date, and 3) the wheel.\n\n1) The price\n\niv) The wheel"),
    good("en", "We won :) and they lost :-( but (as ever :)) nobody minded ;-) or cried :'("),
    good("en", "(The mill was sold on Monday.\n\nIts wheel will stay.)"),
    good("en", "A value in [0, 1) or (0, 1] is fine. See https://example.org/a_(b and the rest."),
)

_BRACKET = re.compile(r"[()\[\]（）［］]")
_PARTNER = {"(": ")", "[": "]", "）": "（", ")": "(", "]": "[", "（": "）", "［": "］", "］": "［"}
_HALF_WIDTH = str.maketrans("（）［］", "()[]")
_NO_BRACKETS = (
    late(r"[:;=]['’]?[-^~]?[)(\]\[]|(?<!\w)[8xX][-^]?\)|(?<!\S)[(\[][-^~]?['’]?[:;=](?!\S)"),  # emoticons
    late(r"[\]\[(]\s?[-−+]?[\w∞.]{1,12}\s?[,;]\s?[-−+]?[\w∞.+]{1,12}\s?[\])\[]"),  # intervals
    late(r"(?:https?://|www\.)\S+"),
)
_SMILES = late(r"[:;=xX8?!]?['’]?[-^~]?(?:\)+|\(+)(?!\w)")
_MARKER = late(r"(?:\A|[\s;,:/–—-])(?:\d{1,2}[^\W\d]?|[^\W\d]|[ivxIVX]{2,5}|\d+(?:\.\d+)+)\.?\Z")
_SHORT_ASIDE = late(r"[(\[（［](?:([^\W\d_]+|\d[\d–-]*\d)(?=[\s.,;:!?、，。])|([^\s()]{1,10})(?=[.,;:!?](?:\s|$)|[،，。]))")
"""One word or figure behind a bracket; or something not much longer, up to the next mark."""
_REACH = 8
"""Blocks over which a bracket may stay open."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    text = article.text
    if not _BRACKET.search(article.words.outline):
        return
    places = [match.start() for match in _BRACKET.finditer(text)]
    lone: list[tuple[int, int]] = []  # place, number of its block
    at = 0
    for number, block in enumerate(article.blocks):
        first = at
        while at < len(places) and places[at] < block.end:
            at += 1
        here = [place for place in places[first:at] if place >= block.start]
        if not here or block.kind == "code":
            continue
        left, crossed = _read(text, here)
        if left or crossed:
            readings = [_read(text, others) for others in _without_others(text, here, block.start, block.end)]
            left, crossed = min([(left, crossed), *readings], key=lambda reading: len(reading[0]) + len(reading[1]))
        lone += [(place, number) for place in left if not _is_marker(text, place, block.start)]
        for place in crossed:
            yield _crossed(article, place, block.start)
    for place, number in _over_blocks(article, lone):
        yield _lone(article, place, number)


def _read(text: str, places: Iterable[int]) -> tuple[list[int], list[int]]:
    """The brackets that stay without a partner, and those that close one of another kind."""
    stack: list[int] = []
    lone: list[int] = []
    crossed: list[int] = []
    for place in places:
        form = text[place].translate(_HALF_WIDTH)
        if form in "([":
            stack.append(place)
        elif stack and _kind(text, stack[-1]) == _PARTNER[form]:
            stack.pop()
        elif len(stack) > 1 and _kind(text, stack[-2]) == _PARTNER[form]:
            lone.append(stack.pop())
            stack.pop()
        elif stack:
            stack.pop()
            crossed.append(place)
        else:
            lone.append(place)
    return sorted(lone + stack), crossed


def _kind(text: str, place: int) -> str:
    return text[place].translate(_HALF_WIDTH)


def _without_others(text: str, places: list[int], start: int, end: int) -> Iterator[list[int]]:
    """The brackets without those of emoticons, intervals and addresses; then without runs of them too, which are smiles (`:)))`)."""
    others = {
        place for pattern in _NO_BRACKETS for match in pattern.finditer(text, start, end) for place in range(*match.span())
    }
    yield [place for place in places if place not in others]
    for match in _SMILES.finditer(text, start, end):
        if len(match[0]) > 1:
            others.update(range(*match.span()))
    yield [place for place in places if place not in others]


def _is_marker(text: str, place: int, start: int) -> bool:
    """Whether a closing bracket ends a list marker: `a)`, `12)`, `iv)`."""
    return _kind(text, place) == ")" and bool(_MARKER.search(text[max(start, place - 8) : place]))


def _over_blocks(article: Article, lone: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that no bracket of a later block closes; in a script from right to left, `)…(` in one block is a turned pair."""
    text = article.text
    left: list[tuple[int, int]] = []
    for place, number in lone:
        kind = _kind(text, place)
        if left and number - left[-1][1] <= _REACH:
            before = _kind(text, left[-1][0])
            turned = kind == "(" and before == ")" and number == left[-1][1] and article.language.direction == "rtl"
            if turned or (kind in ")]" and before == _PARTNER[kind]):
                left.pop()
                continue
        left.append((place, number))
    return left


def _lone(article: Article, place: int, number: int) -> Finding:
    text, block = article.text, article.blocks[number]
    partner = _PARTNER[text[place]]
    if text[place] in "([（［":
        end = place + 1 + len(word_after(article, place + 1, block.end))
        message = f"the bracket before “{text[place + 1 : end].strip()}” is never closed: {partner} is missing"
        if aside := _short_aside(article, place, block.end):
            end = max(end, place + len(aside))
            rest = text[place + len(aside) : end]
            return Finding(place, end, message, (aside + partner + rest, aside[1:] + rest), LIKELY)
        return Finding(place, end, message, (), LIKELY)
    start = place - len(word_before(article, block.start, place))
    message = f"no bracket opens before “{text[start:place].strip()}”: {partner} is missing"
    word = text[start:place]
    suggestions = (partner + word + text[place], word) if _is_name(article, start, word) else ()
    return Finding(start, place + 1, message, suggestions, LIKELY)


def _short_aside(article: Article, place: int, end: int) -> str:
    """The aside that a bracket opens, from the bracket on, where it seems to be one name or figure or to end at a mark nearby."""
    match = _SHORT_ASIDE.match(article.text, place, min(end, place + 40))
    if match is None:
        return ""
    word, after = match[1], article.text[match.end() : match.end() + 2].strip()
    named = word is not None and (word[0].isdigit() or _is_name(article, place, word))
    return match[0] if match[2] or (named and not after[:1].isupper()) else ""


def _is_name(article: Article, at: int, word: str) -> bool:
    """Whether a word beside a lone bracket is an acronym or the only word of a name."""
    if not word.isalpha() or len(word) < 2 or not word[0].isupper():
        return False
    before = article.text[max(0, at - 30) : at].split()[-1:]
    alone = article.language.nouns_capitalised or not before or not before[0][0].isupper()
    return word.isupper() or (alone and word.lower() not in article.language.function_words)


def _crossed(article: Article, place: int, block_start: int) -> Finding:
    text = article.text
    start = place - len(word_before(article, block_start, place))
    wanted = {")": "]", "]": ")", "）": "］", "］": "）"}[text[place]]
    return Finding(start, place + 1, f"{text[place]} closes a bracket of another kind", (text[start:place] + wanted,), LIKELY)
