"""Stretches of an article that are likely in another language."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from qa.analysis.placeholders import placeholders
from qa.analysis.scripts import UNSPACED
from qa.language import load
from qa.language.contrast import Contrast, Stretch, contrast
from qa.language.identify import STEP
from qa.language.scripts import LANGUAGE_OF, script_of
from qa.patterns import late

if TYPE_CHECKING:
    from qa.article import Article

_LATIN_WORD = late("[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u024f\u1e00-\u1eff]+")
_TOKEN = late(r"[^\s«»“”\"()]+")
_NO_PROSE = re.compile(r"://|www\.|[@#/]|\w\.\w")
_JOINING = "-‐‑'’‘ʻʼ"
OPENING = "([{（［【«“„‟\"‘‚'‹»”「『《〈：/*_"
"""Marks that may set a stretch off from what stands before it."""
_KANA = re.compile("[\u3041-\u3096]")
_TRIGGER = 3 * STEP
"""What Latin words amid another script must gain, and what any words may be worth for their sentence to be looked into."""
_GAP = 12
_NAME_HEAD = 2
_FEW_LETTERS = 3
_AFTER, _AFTER_GAIN = 3, 1.0
_HAN_AMID_HANGUL = 8
_HAN_SENTENCE = 15
_CHINESE = frozenset("的是了在这這们們我他她你吗嗎么麼没沒")
"""Chinese function words that Japanese does not write."""


class Piece(Struct, frozen=True):
    """`text[start:end]` of an article may be in another language.

    `words` is the number of different words, `gain` the log10 of how much likelier they are in the other language, `kinship` what
    the own language's function words gain in it, `telling` the number of words in lower case that speak for it. `amid`: words of the
    own language stand before it in its sentence; `goes_on`: such stand after it. `weak`: little is known of one of the languages.
    """

    start: int
    end: int
    language: str
    words: int
    evidence: str = ""
    gain: float = 0.0
    kinship: float = -3.0
    telling: int = 0
    amid: bool = False
    goes_on: bool = False
    capital: bool = False
    whole_block: bool = False
    weak: bool = False
    other_script: bool = False


def in_own_script(article: "Article", least: float, weak: float) -> Iterator[Piece]:
    """The stretches of words that another language of their script explains better, at most one a sentence.

    They gain `least` or more, `weak` where little is known of the article's language; Latin words amid another script may gain less.
    """
    own = contrast(article.language.code, article.scripts, article.lexicon)
    kinships: dict[str, float] = {}
    if "Latin" not in article.scripts and (article.scripts & UNSPACED or _LATIN_WORD.search(article.text)):
        trigger = _TRIGGER
    else:
        trigger = int(STEP * (weak if own.weak else least))
    if article.scripts & UNSPACED:
        spans = list(_latin_amid_unspaced(article.text))
    else:
        spans = _suspicious_sentences(article, own)
    for start, end in spans:
        words = _words(article, start, end)
        stretch = own.best([form for form, _ in words])
        if stretch is None or stretch.gain * STEP < trigger:
            continue
        if stretch.language not in kinships:
            kinships[stretch.language] = own.kinship(
                article.language.function_words or _others(article, start, end), stretch.language
            )
        yield _piece(article, own, start, end, words, stretch, kinships[stretch.language])


def _others(article: "Article", start: int, end: int) -> list[str]:
    """The words in lower case outside a sentence."""
    words = article.words
    amid = words.between(start, end)
    return [form for form in words.forms[: amid.start] + words.forms[amid.stop :] if not form[0].isupper()]


def _suspicious_sentences(article: "Article", own: Contrast) -> list[tuple[int, int]]:
    """The sentences that hold words which another language may explain better: one sum over all words, of which those that stand in
    no list count for less than they may gain.
    """
    total, hits = 0, []
    for at, gain in enumerate(map(own.most.__getitem__, article.words.forms)):
        total += gain
        if total <= 0:
            total = 0
        elif total > _TRIGGER:
            hits.append(at)
    if not hits:
        return []
    starts = [sentence.start for sentence in article.sentences]
    found = {bisect_right(starts, article.words.starts[at]) - 1 for at in hits}
    return [article.sentences[index] for index in sorted(found) if index >= 0]


def _latin_amid_unspaced(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of Latin words in a text whose own script has no spaces."""
    start = end = words = 0
    for match in _LATIN_WORD.finditer(text):
        gap = text[end : match.start()]
        if not words or len(gap) > _GAP or "\n" in gap or any(map(str.isalpha, gap)):
            if words > 2:
                yield start, end + len(text[end : end + 3]) - len(text[end : end + 3].lstrip('.!?”"'))
            start, words = match.start(), 0
        end = match.end()
        words += 1
    if words > 2:
        yield start, end + len(text[end : end + 3]) - len(text[end : end + 3].lstrip('.!?”"'))


def _words(article: "Article", start: int, end: int) -> list[tuple[str, int]]:
    """The words of a sentence with their offsets, those of URLs, handles, file names, placeholders and tags left out."""
    text = article.text
    if article.scripts & UNSPACED:
        found = [(match[0], match.start()) for match in _LATIN_WORD.finditer(text, start, end)]
    else:
        words = article.words
        found = [(words.forms[at], words.starts[at]) for at in words.between(start, end)]
    skipped = [match.span() for match in _TOKEN.finditer(text, start, end) if _NO_PROSE.search(match[0])]
    skipped += [(one.start, one.end) for one in placeholders(text, start, end) if not one.shown]
    if not skipped:
        return found
    skipped.sort()
    starts = [at for at, _ in skipped]
    return [word for word in found if not (before := bisect_right(starts, word[1])) or word[1] >= skipped[before - 1][1]]


def _piece(
    article: "Article", own: Contrast, start: int, end: int, words: list[tuple[str, int]], stretch: Stretch, kinship: float
) -> Piece:
    text, language = article.text, stretch.language
    first = stretch.start
    for before in range(first - 1, max(first - 1 - _NAME_HEAD, -1), -1):
        if own.gain(words[before][0], language) <= -STEP:
            break
        if words[before][0][0].isupper():
            first = before  # a name or the first word of a quotation
            break
    at = words[first][1]
    amid = any(own.is_native(form, language) for form, _ in words[:first]) or (first > 0 and at > 0 and text[at - 1] in OPENING)
    if article.scripts & UNSPACED:
        sentence = article.sentences[article.sentence_at(at)]
        amid = any(map(str.isalpha, text[sentence.start : at]))
    goes_on = any(own.is_native(form, language) for form, _ in words[stretch.end :])
    inside = words[first if amid else 0 : stretch.end if goes_on else len(words)]
    last_form, last = words[stretch.end - 1]
    at, until = at if amid else start, last + len(last_form) if goes_on else _trimmed(text, end)
    telling = {form for form, _ in inside if not form[0].isupper() and own.gain(form, language) >= STEP // 2}
    other_script = script_of(inside[0][0][0]) not in article.scripts
    name = load(language).name
    block = article.blocks[article.block_at(start)]
    return Piece(
        at,
        until,
        name if name != language else "",
        len(
            {
                form.lower()
                for form, offset in inside
                if len(form) > 1 and not (text[offset - 1] in _JOINING and text[offset - 2].isalpha())
            }
        ),
        f"words such as “{'”, “'.join(sorted(telling)[:3])}”",
        stretch.gain,
        kinship,
        len(telling),
        amid,
        goes_on,
        inside[0][0][0].isupper(),
        (at, until) == (block.start, block.end),
        own.is_weak(language) and not other_script,
    )


def _trimmed(text: str, end: int) -> int:
    while text[end - 1] in " ,、，。「『（(〔":
        end -= 1
    return end


def in_other_scripts(article: "Article") -> Iterator[Piece]:
    """The stretches in a script that the article is not written in; Latin ones are left to `in_own_script`."""
    text = article.text
    if text.isascii() or not article.scripts:
        return
    scripts = _possible(article)
    if scripts & {"Kana", "Han"}:
        yield from _chinese_and_japanese(article)
    for start, end, runs in _strange_runs(article, scripts):
        script = script_of(runs[0][0])
        letters = sum(map(len, runs))
        if script in UNSPACED:
            words = letters * 5 // 8
        else:
            words = len(runs) if letters >= _FEW_LETTERS * _FEW_LETTERS else sum(len(run) >= _FEW_LETTERS for run in runs)
        if not words or ("Hangul" in scripts and script == "Han" and letters < _HAN_AMID_HANGUL):
            continue
        sentence = article.sentences[article.sentence_at(start)]
        amid = start > 1 and text[start - 1] == " " and text[start - 2].isalpha() and not text[end : end + 1].isdigit()
        amid = amid and text.rfind("(", sentence.start, start) <= text.rfind(")", sentence.start, start)
        if not _any_letter(text[sentence.start : start] + text[end : sentence.end], scripts):
            start, end = sentence.start, article.sentences[article.sentence_at(end - 1)].end
        name = load(LANGUAGE_OF[script]).name if script in LANGUAGE_OF else ""
        yield Piece(start, end, name, words, f"its letters are {script}", amid=amid, other_script=True)


def _possible(article: "Article") -> frozenset[str]:
    """The scripts that an article is written in, without those that its language never is: all of it may be in another language."""
    language = article.language
    if language.name == language.code or language.script in article.scripts:
        return article.scripts
    return article.scripts - {"Han", *LANGUAGE_OF} or frozenset({language.script})


def _strange_runs(article: "Article", scripts: frozenset[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Runs of words that begin in a script that is neither one of these nor Latin: where they stand, and the words."""
    words, usual = article.words, scripts | {"Latin", ""}
    strange = [form for form in words.positions if form[0] > "\u036f" and script_of(form[0]) not in usual]
    places = sorted(place for form in strange for place in words.positions[form])
    for at, place in enumerate(places):
        if at and places[at - 1] == place - 1:
            continue
        last = at
        while (
            last + 1 < len(places)
            and places[last + 1] == places[last] + 1
            and "\n" not in article.text[words.starts[places[last]] : words.starts[places[last + 1]]]
        ):
            last += 1
        runs = words.forms[place : places[last] + 1]
        yield words.starts[place], words.starts[places[last]] + len(runs[-1]), runs


def _any_letter(text: str, scripts: frozenset[str]) -> bool:
    return any(script_of(character) in scripts for character in text)


def _chinese_and_japanese(article: "Article") -> Iterator[Piece]:
    text, japanese = article.text, "Kana" in article.scripts
    for start, end in article.sentences:
        kana = len(_KANA.findall(text, start, end))
        if (
            japanese
            and not kana
            and end - start >= _HAN_SENTENCE
            and sum(character in _CHINESE for character in text[start:end]) > 2
        ):
            yield Piece(start, end, "Chinese", _HAN_SENTENCE, "it has no kana", other_script=True)
        elif not japanese and kana > 3 and kana * 5 > end - start:
            yield Piece(start, end, "Japanese", kana, "its letters are kana", other_script=True)


def is_foreign_after(article: "Article", index: int) -> bool:
    """Whether two of the next three words, in lower case, are likelier in another language by a power of ten."""
    words = article.words
    forms = words.forms[index + 1 : index + 1 + _AFTER]
    stretch = contrast(article.language.code, article.scripts, article.lexicon).best(forms)
    return stretch is not None and stretch.gain >= _AFTER_GAIN and stretch.end - stretch.start > 1 and forms[0].islower()
