"""What a lost character was: the letter that makes a known word, else the quotation mark, apostrophe or dash that fits its place."""

from itertools import product
from typing import TYPE_CHECKING

from qa.analysis.scripts import UNSPACED
from qa.language.scripts import script_of

if TYPE_CHECKING:
    from qa.article import Article

_LATIN = "áéíóúýàèìòùâêîôûäëïöüãõñçåæøœßčďěňřšťůžąćęłńśźżăâîșțğıőűāēģīķļņūėįų"
"""Letters beyond ASCII that European languages write."""
_PARTNERS = {"“": "”", "‘": "’", "„": "“", "«": "»", "»": "«"}
_MOST = 2
"""Gaps in a word for which letters are tried."""
_DOUBTFUL, _SURE = 3.0, 5.0
"""How well known a word must be to need no mark in its place, and to be one letter alone."""
_HERE = 2.0
"""What a word gains by standing elsewhere in the article."""


def is_of_word(character: str) -> bool:
    """Whether a character is of the same word as its neighbour, in scripts that part words with spaces."""
    return ("a" + character).isidentifier() and script_of(character) not in UNSPACED


def restored(article: "Article", parts: list[str], start: int, end: int) -> str:
    """The likeliest reading of `text[start:end]`, whose `parts` have lost a character between them; "" where nothing is likely."""
    text = article.text
    if len(parts) > _MOST + 1 or (start and script_of(text[start - 1]) in UNSPACED):
        return ""
    core = "".join(parts)
    letters = _letters(article)
    word, known = _best_word(article, parts, letters)
    if "?" in text[start:end]:  # it may be a question mark without its space
        return word if known > max(2.5, 1.0 + min(_known(article, part) for part in parts if part)) else ""
    if not core:
        before, after = text[start - 1 : start].strip(), text[end : end + 1].strip()
        return _closing(text, start) if before else _opening(article) if after else word if known > _SURE else "–"
    if len(parts) == 2 and all(parts):
        if _leaning(article, *parts) > known:
            return "’".join(parts)
    elif (
        known < _DOUBTFUL
        and _known(article, core) > known
        and (mark := _closing(text, start) if parts[0] else _opening(article))
    ):
        return core + mark if parts[0] else mark + core
    return (word.upper() if core.isupper() else word) or _by_neighbours(text, parts, letters)


def _letters(article: "Article") -> list[str]:
    """The letters beyond ASCII that the article may have lost: those it still has, and the Latin ones."""
    own = {letter for letter in set(article.text.lower()) if letter > "\x7f" and ("a" + letter).isidentifier()}
    return sorted(own.union(_LATIN) if "Latin" in article.scripts else own)


def _best_word(article: "Article", parts: list[str], letters: list[str]) -> tuple[str, float]:
    """The best known word with a letter in each gap, and how well known it is."""
    best, most = "", 0.0
    for gaps in product(letters, repeat=len(parts) - 1):
        word = parts[0] + "".join(gap + part for gap, part in zip(gaps, parts[1:], strict=True))
        if (known := _known(article, word)) > most:
            best, most = word, known
    return best, most


def _known(article: "Article", word: str) -> float:
    """How well the lexicon and the article know a word: its Zipf value, and more where it stands elsewhere."""
    entry = article.lexicon.word(word) if article.lexicon else None
    return (max(entry.zipf, float(entry.known)) if entry else 0.0) + _HERE * (word in article.words.positions)


def _leaning(article: "Article", first: str, second: str) -> float:
    """How well two words are known to be joined by an apostrophe."""
    joined = _known(article, f"{first}'{second}")
    if first.lower() + "’" in article.language.elisions:
        return max(joined, _known(article, second))
    return max(joined, _known(article, first)) if "’" + second in article.language.enclitics else joined


def _closing(text: str, start: int) -> str:
    """The mark that closes the last quotation opened in the line before `start`."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return _PARTNERS.get(next((mark for mark in reversed(line) if mark in "“‘„«‹”’»›"), ""), "")


def _opening(article: "Article") -> str:
    """The mark that opens quotations in the language, else in the article."""
    used = next((mark for mark in "“„«‘" if mark in article.text), "")
    return article.language.quotes[0][0] if article.language.quotes else used


def _by_neighbours(text: str, parts: list[str], letters: list[str]) -> str:
    """The word with the letter that stands most often in the article between the neighbours of its one gap."""
    if len(parts) != 2 or not letters:
        return ""
    before, after = parts[0][-1:] or " ", parts[1][:1] or " "
    best = max(letters, key=lambda letter: text.count(before + letter + after))
    return best.join(parts) if before + best + after in text else ""
