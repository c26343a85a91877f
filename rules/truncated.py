"""A sentence that breaks off, or a place where a word was lost.

What it flags: the last sentence of a paragraph without its end, a sentence that ends in a word that none can end in (`spoke to the.`),
a gap before a stop after such a word (`a conversation with .`), brackets and quotation marks with nothing in them.
Why a reader minds: what was to be told is missing.
How it decides: where nearly all paragraphs end in a stop, one that does not is cut: surely if it ends in a word such as “the” or has an
open bracket, likely if whole sentences stand before the piece or it is long. The words that end no sentence are language data
(`never_last`, `stranded`).
What it leaves alone: articles whose paragraphs often lack stops; headings, list items, captions, cells, code; short lines, a title
and the deck after it, credits, by-lines, signatures and labels (mostly capitals, a colon, an address); paragraphs that end in a colon,
a bracket or an address, or that the next line goes on with: in lower case, or as a list.
Source: facts on machine-translated pages; planted cuts in 70 languages.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from qa.analysis.chunks import is_address, is_code, word_before
from qa.analysis.scripts import UNSPACED
from qa.analysis.words import LETTERS_A_WORD
from qa.article import Article, Block
from qa.patterns import late
from qa.rule import CERTAIN, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="truncated",
    summary="a sentence cut off, a slot left empty",
    severity="error",
    mqm="accuracy/omission",
    mqm_severity="major",
)

EXAMPLES = (
    bad("en", "On Friday the mayor had a conversation ⟦with .⟧ It lasted two hours."),
    bad("en", "On Friday the mayor spoke to ⟦the.⟧ It lasted two hours."),
    bad("en", "The mayor ⟦(.)⟧ – who was late – spoke first."),
    bad(
        "en",
        "Ferry runs aground\n\nThe ferry ran aground off the northern cape on Friday night.\n\nAll hands were saved before the storm broke.\n\n"
        "The captain will be heard on Monday. He has steered the ⟦ferry⟧\n\nThe sea was calm again on Sunday, the harbour master said.",
    ),
    good(
        "en",
        "Ferry runs aground\n\nThe ferry ran aground off the northern cape on Friday night.\n\nA long night on the rocks\n\n"
        "All hands were saved before the storm broke. Photo: Ann Miller\n\nThe sea was calm again on Sunday, the harbour master said.\n\n"
        "The passengers were taken to the town hall:\n\nReporting by Ann Miller and John Smith in Oslo and Bergen, Norway",
    ),
    good(
        "en",
        "Who will pay for the pier?\n\nThe town has no money left. The ferries have none to spare, say the owners of all three\n\n"
        "The pier was closed on Friday. Gulls have held it since. “Let them,” said the harbour master.\n— Ann Miller, Bergen\n\n"
        "All plans hang in the town library until the end of May. They are on the net at harbour.example.no\n\n"
        "The sea was calm again on Sunday, the harbour master said. The ferries have run since then, three a day\n• to Oslo",
    ),
    bad("fr", "La foire se tient au port de mai à juin ⟦2024 – .⇒2024.⟧ Les visiteurs viennent de toute la région."),
    good("es", "«No vendrá nadie – dijo la alcaldesa – .» Los vecinos callaron, pero la plaza estaba llena."),
    good("en", "It was all that she had hoped for. Call f() or see plan a. He knew who to talk to. “And” is a word."),
)

_ENDS = frozenset(".!?…:;。！？；：।۔؟։՜།၊។.")
_NO_HEADLINE = frozenset(".:;。।۔።།")
_CLOSERS = "\"'”’“‘»«›‹)]}）］】」』》〉*†‡"
_EMPTY = re.compile(r"[(“„«](?:(?<=\()(?:[.,;:–—-]| [.,;:–—-]?) ?\)|(?<=[“„]) ?[”“]|(?<=«)[ \xa0\u202f]?»)")
_HANGING = late(r"(?<=\w)[ \u00a0\u202f][–—][ \u00a0\u202f](?=\.(?:\s|\Z|[”»\"]))")
"""A dash with spaces on both sides, and the stop right after it."""
_STOP = re.compile(r"\.(?![^ \n”»\"])")
_LABEL = re.compile(r"[@#©®|/]|www\.|^\S+(?: \S+)?:")
_SIGNATURE = late(r"[.!?…。！？”»\"] ?[–—―]+ ?[^.!?…。！？\n]{1,40}\Z")
_SIGNED = 50
_BULLETS = "•·▪▸●■*✓"
_FINISHED = 0.75
"""The share of paragraphs that end in a stop from which one without is cut."""
_SENTENCE, _LONG, _PIECE = 8, 12, 3
"""Words of what may count as a paragraph, of a sentence that is no heading, of a piece that is no signature."""
_HEADLINE, _DECK = 20, 33
"""The most words of a headline that does end in a mark, and of the sentences under it that need no stop."""
_ALLOWED, _LEADS = 2, 2
_DASHES = ("–", "—", " -")


def check(article: Article, options: Options) -> Iterator[Finding]:
    yield from _slots(article)
    yield from _open_ends(article)


def _slots(article: Article) -> Iterator[Finding]:
    """Gaps where a word was lost, and sentences that end in a word that ends none."""
    text, language = article.text, article.language
    for match in _EMPTY.finditer(text) if _EMPTY.search(article.words.outline) else ():
        if not text[match.start() - 1 : match.start()].isalnum():
            yield Finding(*match.span(), f"nothing stands in “{match[0]}”", (), LIKELY)
    for match in _HANGING.finditer(text) if " ." in text else ():
        start = end = match.start()
        while start and text[start - 1].isalnum():
            start -= 1
        sentence = article.sentences[article.sentence_at(end)]
        if not any(dash in text[sentence.start : end] for dash in _DASHES):  # else it closes what another opened
            kept = (text[start:end] + ".",)
            yield Finding(start, match.end() + 1, "nothing follows the dash before the stop", kept, LIKELY)
    for match in _STOP.finditer(text):
        stop = match.start()
        gap = text[stop - 1 : stop] == " "
        word = word_before(article, stop - gap)
        if word is None or not (word.form in language.never_last or (gap and word.form in language.stranded)):
            continue
        form = word.form
        abbreviations = (*language.abbreviations, *language.ending_abbreviations)
        if not gap and (len(form) < 2 or form in language.stranded or form + "." in abbreviations):
            continue
        following, before = text[stop + 2 : stop + 3], text[word.start - 1]
        if following.islower() or following == "(" or before in "-'’“„«\"‘.":
            continue
        if not gap and text[word.start - 2 : word.start - 1].isdigit():
            continue  # shortened behind a figure: 3–2 ja.
        yield Finding(word.start, stop + 1, f"the sentence breaks off after “{form}”", (), CERTAIN if gap else LIKELY)


def _open_ends(article: Article) -> Iterator[Finding]:
    """Paragraphs whose last sentence has no end, where nearly all others have one."""
    text, blocks = article.text, article.blocks
    if all(_ends(text, block) for block in blocks):
        return
    titled = _is_headline(article, blocks[0])
    leads = blocks[: _LEADS if titled else 0]
    paragraphs = [(block, _size(article, block)) for block in blocks if block.kind == "paragraph" or block in leads]
    unended = [(block, size) for block, size in paragraphs if not _ends(text, block)]
    long = sum(size >= _SENTENCE for block, size in paragraphs if block not in leads or _ends(text, block))
    long_unended = sum(size >= _SENTENCE for block, size in unended if block not in leads)
    if not unended or long_unended - 1 > (1 - _FINISHED) * (long - 1) or long == long_unended:
        return
    found = [_cut(article, block, size, block in leads, long - long_unended < _PIECE - 1) for block, size in unended]
    findings = [finding for finding in found if finding]
    if len(findings) <= max(_ALLOWED, long // 8):
        yield from findings


def _size(article: Article, block: Block) -> int:
    if article.scripts & UNSPACED:
        return round((block.end - block.start) / LETTERS_A_WORD)
    return len(article.words.between(block.start, block.end))


def _is_headline(article: Article, block: Block) -> bool:
    """Whether a block ends in no mark; a short one may end in a question, in a bracket or a quotation."""
    if not _ends(article.text, block):
        return True
    return (
        _size(article, block) <= _HEADLINE and article.text[block.start : block.end].rstrip(_CLOSERS)[-1:] not in _NO_HEADLINE
    )


def _ends(text: str, block: Block) -> bool:
    return text[block.end - 1] in _ENDS or text[block.end - 1] in _CLOSERS


def _cut(article: Article, block: Block, size: int, lead: bool, few: bool) -> Finding | None:
    text, words = article.text, article.words
    within = words.between(block.start, block.end)
    if not within:
        return None
    sentences = article.sentences
    at = bisect_left(sentences, block.end, key=lambda sentence: sentence.start) - 1
    piece = text[sentences[at].start : block.end]
    forms = [words.forms[place] for place in words.between(sentences[at].start, block.end)]
    unspaced = bool(article.scripts & UNSPACED)
    last = block.end - 2 if unspaced else words.starts[within[-1]]
    if not forms:
        return None
    if (following := text[block.end : block.end + 20].lstrip()[:1]).islower() or (following and following in _BULLETS):
        return None  # the sentence goes on in the next block, or a list follows
    if is_address(text, block.end - 1, block.end) or is_code(text, block.end - 1, block.end):
        return None  # after an address no stop is set
    if _SIGNATURE.search(text, max(block.start, block.end - _SIGNED), block.end):
        return None
    at_end = words.starts[within[-1]]
    if text[at_end + len(forms[-1]) : block.end] or text[at_end - 1] in "-‐":
        forms.append("")  # figures, marks or a part of a word stand last
    single, clipped = sentences[at].start == block.start, forms[-1] in article.language.function_words
    evidence = ""
    if forms[-1].lower() in (*article.language.never_last, *article.language.articles) and size > _PIECE:
        evidence = f"no sentence ends in “{forms[-1]}”"
    elif block.kind != "paragraph":
        return None
    elif piece.count("(") > piece.count(")") or piece.count("（") > piece.count("）"):
        evidence = "a bracket is open"
    elif (lead and (single or (size <= _DECK and block is not article.blocks[0]))) or (
        single and (few or size < (_SENTENCE if clipped else _LONG))
    ):
        return None  # a heading, a deck, a caption
    elif _LABEL.search(piece) or sum(form[:1].isupper() for form in forms) > 0.6 * len(forms):
        return None  # a credit
    elif size < (_LONG if few else 0) or (len(forms) < _PIECE and not unspaced):
        return None
    message = f"the sentence breaks off after “{text[last : block.end]}”"
    return Finding(
        last, block.end, message, (), CERTAIN if evidence else LIKELY, evidence or "the other paragraphs end in a stop"
    )
