"""A quotation mark with no partner.

What it flags: a mark that opens a quotation which nothing closes, or closes one that nothing opened (`wake”, the US`).
Why a reader minds: nobody can tell which words were said and which are the paper's own.
How it decides: `article.quotes` gives each mark its role and its partner; what is left over is the fault. A quotation goes on in the next
paragraph unless who spoke is told, or a few words of it end a sentence that began before it. The message says which
side is missing, the evidence where it most likely belongs: at the start of the sentence or after its colon, or at its end.
What it leaves alone: quotations over several paragraphs, or over several segments where the original's are too, apostrophes, primes (5'11"), gershayim, the articles' style of marks.
Single marks count as a hint only, unless the article quotes with them: they may be apostrophes typed the wrong way round.
Source: facts on quotation marks: 97-100% of deleted marks are found by role, style and a stack per paragraph.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from qa.analysis.neighbours import word_after, word_before
from qa.article import Article
from qa.rule import HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="unpaired-quote",
    summary="a quotation mark with no partner",
    severity="warning",
    mqm="linguistic-conventions/punctuation",
)

EXAMPLES = (
    bad("en", "The harbour will open at ⟦dawn”⟧, the keeper told the paper. “That is all,” he said."),
    bad("en", "The council said that ⟦“every⟧ street will be swept before the fair.\n\nIt named no date."),
    bad("en", '⟦"Nobody⟧ asked us, said the baker. "We would have said no."'),
    bad("en", 'The team left early. It was ⟦late."⟧ “We are tired,” said its captain.'),
    bad("nl", "‘De weg is vrij,’ zei ze. Ze noemde de boten ⟦‘boos⟧ en oud. ‘Niemand komt,’ zei ze. ‘Wij ook niet.’"),
    good("en", "“We left at dawn,” she said. “The road was clear.\n\n“Nobody followed us,” she added."),
    good("en", 'The pole is 5\'11" long and the pipe 12" wide.'),
    good("en", "“It was rock ’n’ roll in the ’90s,” she said of the players’ union. “‘No’ was no answer.”"),
    bad("en", 'We asked for “a ⟦boat”."⇒boat”.⟧ “None came,” she said.'),
    good("en", "“We left at dawn,&rdquo; she said. “The road was clear.”"),
    good("nl", ",,We vertrokken vroeg,'' zei ze. ,,De weg was vrij.''"),
    good("en", '"We left at dawn.\n\nThe road was clear.\n\nNobody followed us," she said.'),
    bad("en", "⟦“Nobody⟧ saw the barge drift, added the keeper.\n\n“We heard it,” he said. “It was loud.”"),
    bad("en", "The council has a plan to ⟦“cut⟧ every bill.\n\n“We mean it,” said its head."),
    good("en", "The keeper said: “We left at dawn, and the road was clear.\n\n“Nobody followed us.”"),
    good("en", "She had told “the council and every owner of a ferry on both banks.\n\n“We will see to it,” she went on."),
    good("en", "Mark the word “fire” in 'Fire and Ash'. Don't ask the Smiths' boys, or 'em."),
)

_COLON = re.compile(r".*(?::\s|：\s?)", re.S)
_REACH = 1000
"""How far from its mark the other end of a quotation is looked for."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    text, quotes = article.text, article.quotes
    for mark, doubtful in quotes.lone:
        if _goes_on_in_original(article, mark.start):
            continue
        block = article.blocks[mark.block]
        partner = quotes.partner(mark)
        if mark.role == "open":
            start, end = mark.start, mark.start + 1 + len(word_after(article, mark.start + 1, block.end))
            message = f"the quotation that opens at “{text[start + 1 : end].strip()}” is never closed: {partner} is missing"
            place, where = _likely_end(article, mark.start, min(block.end, quotes.next_after(mark.start)))
        else:
            start, end = mark.start - len(word_before(article, block.start, mark.start)), mark.start + 1
            message = (
                f"the quotation that ends with “{text[start : mark.start].strip()}” was never opened: {partner} is missing"
            )
            place, where = _likely_start(article, max(block.start, quotes.last_before(mark.start)), mark.start)
        if not any(char.isalnum() for char in text[min(place, mark.start) : max(place, mark.start)]):
            fixes: tuple[str, ...] = (text[start : mark.start] + text[mark.start + 1 : end],)  # it quotes nothing
        else:
            fixes = (text[start:place] + partner + text[place:end],) if start <= place <= end else ()
        yield Finding(start, end, message, fixes, HINT if doubtful else LIKELY, f"{partner} most likely belongs {where}")


def _goes_on_in_original(article: Article, place: int) -> bool:
    """Whether a segment translates one of which a quotation goes on in the next as well: files of translators part sentences."""
    if article.original is None or not article.document.pairs:
        return False
    pair = article.pairs[max(bisect_right(article.pairs, place, key=lambda pair: pair.start) - 1, 0)]
    source = article.original.text[pair.source_start : pair.source_end]
    at_edges = (source[:1] in _SINGLE_OPEN) + (source.rstrip(".,;:!?…")[-1:] in _SINGLE_CLOSE)
    return sum(map(source.count, _DOUBLE)) % 2 == 1 or at_edges == 1


_DOUBLE = '"“”„«»「」『』'
_SINGLE_OPEN, _SINGLE_CLOSE = ("'", "‘", "‚", "‹"), ("'", "’", "‘", "›")


def _likely_start(article: Article, start: int, mark: int) -> tuple[int, str]:
    """Where between `start` and a closing mark the quotation most likely began, and that in words."""
    text, sentences = article.text, article.sentences
    start = max(start, mark - _REACH)
    nearest = bisect_right(sentences, mark - 1, key=lambda sentence: sentence.start) - 1
    if nearest >= 0:
        start = max(start, sentences[nearest].start)
    where = "at the start of the sentence"
    if colon := _COLON.match(text, start, mark):
        start, where = colon.end(), "after the colon"
    start += len(text[start:mark]) - len(text[start:mark].lstrip())
    return start, f"before “{word_after(article, start, mark).strip()}”, {where}"


def _likely_end(article: Article, mark: int, end: int) -> tuple[int, str]:
    """Where between an opening mark and `end` the quotation most likely stopped, and that in words."""
    text, sentences = article.text, article.sentences
    end = min(end, mark + _REACH)
    nearest = bisect_right(sentences, mark, key=lambda sentence: sentence.start) - 1
    if nearest >= 0 and mark < sentences[nearest].end:
        end = min(end, sentences[nearest].end)
    end = mark + len(text[mark:end].rstrip())
    return end, f"after “{word_before(article, mark + 1, end).strip()}”, at the end of the sentence"
