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
from itertools import product

from qa.analysis.encodings import CONTROL, WESTERN, Run, any_latin_1, any_western, misread, suspects
from qa.analysis.scripts import UNSPACED
from qa.article import Article
from qa.language.scripts import script_of
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

_LOST = re.compile("(?:\ufffd|ï¿½|锟斤拷)+")
_QUESTION = re.compile(r"\?{1,2}(?<=[^\W\d_]\?)(?=[^\W\d_])")
_MANY = 3
"""So many misreadings in a sentence make one finding of it."""
_GAP = 80
_STOP = re.compile(r"[.!?…]\s|\n")
_LETTERS = "áéíóúýàèìòùâêîôûäëïöüãõñçåæøœßčďěňřšťůžąćęłńśźżăâîșțğıőűāēģīķļņūėįų"
_PARTNERS = {"“": "”", "‘": "’", "„": "“", "«": "»", "»": "«"}


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
    if soft or any_western(text) or CONTROL.search(text):
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
        while start and _joins(raw[start - 1]):
            start -= 1
        while end < len(raw) and _joins(raw[end]):
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


def _joins(character: str) -> bool:
    """Whether a character is of the same word as its neighbour, in scripts that part words with spaces."""
    return ("a" + character).isidentifier() and script_of(character) not in UNSPACED


def _lost(article: Article, pattern: "re.Pattern[str]") -> Iterator[Finding]:
    """Words that hold a mark for a lost character, with what they were where the lexicon or the article knows it."""
    text, end = article.text, -1
    for match in pattern.finditer(text):
        if match.start() < end:
            continue
        start, end = match.span()
        while start and (_joins(text[start - 1]) or text[start - 1] in "\ufffd"):
            start -= 1
        while end < len(text) and (_joins(text[end]) or (text[end] in "\ufffd?" and end + 1 < len(text) and text[end + 1].isalpha())):
            end += 1
        gaps = _LOST if pattern is _LOST else _QUESTION
        shown = text[start:end]
        restored = _restored(article, gaps.split(shown), start, end)
        if pattern is _LOST:
            found = (restored,) if restored else ()
            yield Finding(start, end, f"“{shown}” has lost a character", found, CERTAIN, safe=False)
        elif restored and shown.count("?") < 3 and not _is_address(text, start, end):
            yield Finding(start, end, f"“{shown}” has lost a letter: “{restored}”", (restored,), LIKELY, safe=False)


def _restored(article: Article, parts: list[str], start: int, end: int) -> str | None:
    """The likeliest word with one letter in each gap between `parts`; a quotation mark, apostrophe or dash where no letter fits."""
    text, lexicon, words, language = article.text, article.lexicon, article.words.positions, article.language
    if len(parts) > 3 or (start and script_of(text[start - 1]) in UNSPACED):
        return None

    def score(word: str) -> float:
        known = lexicon.word(word) if lexicon else None
        return (max(known.zipf, float(known.known)) if known else 0.0) + 2.0 * (word in words)

    letters = {c for c in set(text.lower()) if c > "\x7f" and c != "\ufffd" and ("a" + c).isidentifier()}
    if "Latin" in article.scripts:
        letters.update(_LETTERS)
    best, most = "", 0.0
    for gaps in product(sorted(letters), repeat=len(parts) - 1):
        word = parts[0] + "".join(gap + part for gap, part in zip(gaps, parts[1:], strict=True))
        if (value := score(word)) > most:
            best, most = word, value
    core = "".join(parts)
    if "?" in text[start:end]:
        sure = most > max(2.5, 1.0 + min(score(part) for part in parts if part))  # else a question mark without its space
        return best if sure else None
    if core.isupper() and len(core) > 1:
        best = best.upper()
    if not core:
        before, after = text[start - 1 : start].strip(), text[end : end + 1].strip()
        if before or after:
            return (_closing(text, start) if before else _opening(article)) or None
        return best if most > 5 else "–"
    if len(parts) == 2 and all(parts):
        leaning = (parts[0].lower() + "’" in language.elisions and score(parts[1])) or ("’" + parts[1] in language.enclitics and score(parts[0]))
        if max(leaning, score("'".join(parts))) > most:
            return "’".join(parts)
    elif most < 3 and score(core) > most and (mark := _closing(text, start) if parts[0] else _opening(article)):
        return core + mark if parts[0] else mark + core
    return best or _by_neighbours(text, parts, letters)


def _closing(text: str, start: int) -> str:
    """The mark that closes the last quotation opened in the line before `start`."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return _PARTNERS.get(next((mark for mark in reversed(line) if mark in "“‘„«‹”’»›"), ""), "")


def _opening(article: Article) -> str:
    used = next((mark for mark in "“„«‘" if mark in article.text), "")
    return article.language.quotes[0][0] if article.language.quotes else used


def _by_neighbours(text: str, parts: list[str], letters: set[str]) -> str | None:
    """The word with the letter that stands most often in the article between the neighbours of the gap."""
    if len(parts) != 2 or not "".join(parts):
        return None
    before, after = parts[0][-1:] or " ", parts[1][:1] or " "
    best = max(sorted(letters), key=lambda letter: text.count(before + letter + after))
    return best.join(parts) if before + best + after in text else None


def _is_address(text: str, start: int, end: int) -> bool:
    space_before = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    return "/" in text[space_before:start] or "=" in text[end : end + 2]
