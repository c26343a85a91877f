"""Characters that were decoded wrongly, or lost.

What it flags: UTF-8 read in another encoding (`â€œ`, `Ã©`, `РџСЂРё`), bytes of an older encoding read as Latin-1, the mark of a lost
character (U+FFFD), a question mark in place of a letter, control characters that were quotation marks.
Why a reader minds: the words cannot be read, and every reader knows that nobody looked.
How it decides: runs whose bytes in an encoding make valid UTF-8 are decoded; what comes out must be letters of the article's own
script or usual marks, and what stands there must be more than a letter before a closing mark. A lost letter is guessed where
one letter of the language makes a known word of it.
What it leaves alone: capitals with diacritics before closing marks (`CAFÉ»`), foreign words, questions without a space.
Source: the code charts of the encodings; facts on machine-translated pages.
"""

import re
from collections.abc import Iterator

from qa.analysis.chunks import is_code
from qa.analysis.encodings import CONTROL, WESTERN, Run, any_latin_1, any_western, misread, suspects
from qa.analysis.lost import is_of_word, restored
from qa.article import Article
from qa.patterns import late
from qa.rule import CERTAIN, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="mojibake",
    summary="wrongly decoded or lost characters",
    severity="error",
    mqm="design-and-markup/character-encoding",
    mqm_severity="major",
    safe=True,
)

EXAMPLES = (
    bad("en", "The ⟦mayorâ€™s⇒mayor’s⟧ office was closed."),
    bad("es", "La ⟦decisiÃ³n⇒decisión⟧ fue unánime."),
    bad("fr", "Il a ⟦Ã©tÃ©⇒été⟧ vu hier."),
    bad("fr", "Il est resté ⟦Ã\xa0⇒à⟧ Paris."),
    bad("de", "Die ⟦MÃ¤rkte⇒Märkte⟧ schlossen früh."),
    bad("ru", "Сегодня ⟦РїРѕРіРѕРґР°⇒погода⟧ хорошая, сказали нам."),
    bad("ru", "Сегодня ⟦Ð¿Ð¾Ð³Ð¾Ð´Ð°⇒погода⟧ хорошая, сказали нам."),
    bad("ru", "Сегодня ⟦ïîãîäà⇒погода⟧ хорошая, сказали нам."),
    bad("zh", "会议于⟦å‘¨ä¸€⇒周一⟧在日内瓦举行。"),
    bad("en", "The ⟦caf√©⇒café⟧ was closed."),
    bad("fr", "La ⟦d�cision⇒décision⟧ sera prise à l’été."),
    bad("fr", "La ⟦d?cision⇒décision⟧ sera prise à l’été."),
    good("fr", "« Il est allé à » : l’été… le « café » et “l’été” ; LE CAFÉ», À L’ÉTÉ”, L’ÎLE…"),
    good("pt", "A IRMÃ”, disse, e a MAÇû e É… não sei. NÃO! AMANHÃ…"),
    good("de", "DAS CAFÉ“ und der FUß“, STRAßE… ÜBÄ“"),
    good("ru", "Сёмин и Рёв, «С…» — так он сказал о СССР."),
    good("en", "What?he said, and √π is not √2. Is it a caf? No."),
)

_LOST = late("(?:\ufffd|ï¿½|锟斤拷)+")
_QUESTION = late(r"\?{1,2}(?<=[^\W\d_]\?)(?=[^\W\d_])")
_MANY = 3
"""So many misreadings in a sentence make one finding of it."""
_STOP = late(r"[.!?…]\s")
_GAP = 80
"""Code points between two misreadings of one sentence."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    if not article.text.isascii():
        yield from _misreadings(article)
        if any(mark in article.text for mark in ("\ufffd", "ï¿½", "锟斤拷")):
            yield from _lost(article, _LOST)
    if "?" in article.text and article.lexicon:
        yield from _lost(article, _QUESTION)


def _misreadings(article: Article) -> Iterator[Finding]:
    text, source = article.text, article.document.source
    encodings = tuple(suspects(text, article.scripts))
    soft = "\xad" in source.raw
    if soft or any_western(text) or CONTROL.search(article.words.outline):
        encodings = (*WESTERN, *encodings)
    elif not encodings and not any_latin_1(text, article.scripts):
        return
    for block in article.blocks:
        shown = text[block.start : block.end]
        raw = source.raw[slice(*source.raw_span(block.start, block.end))] if soft else shown
        if raw.replace("\xad", "") != shown:  # the text is without soft hyphens, but here they were bytes
            raw = shown
        yield from _told(raw, block.start, misread(raw, encodings, article.scripts))


def _told(raw: str, at: int, runs: list[Run]) -> Iterator[Finding]:
    """A finding for each word that holds misread runs, one for all of them where a sentence is full of them."""
    words: list[tuple[int, int, list[Run]]] = []
    for run in runs:
        start, end = run.start, run.end
        while start and is_of_word(raw[start - 1]):
            start -= 1
        while end < len(raw) and is_of_word(raw[end]):
            end += 1
        if words and start <= words[-1][1]:
            words[-1] = (words[-1][0], max(end, words[-1][1]), [*words[-1][2], run])
        else:
            words.append((start, end, [run]))
    for start, end, part in _sentences(raw, words):
        was, last = "", start
        for run in part:
            was += raw[last : run.start] + run.text
            last = run.end
        was += raw[last:end]
        if raw[end - 1] == "\xad" and end < len(raw):  # no offset of the text stands after a soft hyphen, so take what follows
            was, end = was + raw[end], end + 1
        yield Finding(
            at + start - raw.count("\xad", 0, start),
            at + end - raw.count("\xad", 0, end),
            f"“{raw[start:end][:60]}” was decoded wrongly: it reads “{was[:60]}”",
            (was,),
            CERTAIN if any(run.sure for run in part) else LIKELY,
        )


def _sentences(raw: str, words: list[tuple[int, int, list[Run]]]) -> Iterator[tuple[int, int, list[Run]]]:
    """The words, but those of a sentence with many of them as one."""
    groups: list[list[tuple[int, int, list[Run]]]] = []
    for word in words:
        gap = raw[groups[-1][-1][1] : word[0]] if groups else ""
        if groups and len(gap) < _GAP and not _STOP.search(gap):
            groups[-1].append(word)
        else:
            groups.append([word])
    for group in groups:
        if len(group) >= _MANY:
            yield group[0][0], group[-1][1], [run for _, _, runs in group for run in runs]
        else:
            yield from group


def _lost(article: Article, pattern: "re.Pattern[str]") -> Iterator[Finding]:
    """Words that hold a mark for a lost character, with what they were where the lexicon or the article knows it."""
    text, end = article.text, -1
    for match in pattern.finditer(text):
        if match.start() < end:
            continue
        start, end = match.span()
        while start and is_of_word(text[start - 1]):
            start -= 1
        while end < len(text) and ((gap := pattern.match(text, end)) or is_of_word(text[end])):
            end = gap.end() if gap else end + 1
        shown = text[start:end]
        word = restored(article, pattern.split(shown), start, end)
        if pattern is _LOST:
            yield Finding(start, end, f"“{shown}” has lost a character", (word,) if word else (), CERTAIN, safe=False)
        elif word and not is_code(text, start, end):
            yield Finding(start, end, f"“{shown}” has lost a letter: “{word}”", (word,), LIKELY, safe=False)
