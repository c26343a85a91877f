"""Words, a clause or a sentence left in another language.

What it flags: stretches of four words or more of another language, in the article's script or in another one; a single word in
another script amid the text.
Why a reader minds: half a sentence cannot be read.
How it decides: by the frequencies of the words in 70 languages: a stretch is foreign where another language explains its words
better than the article's own by five powers of ten; by more where the two are akin or little is known of the article's language.
What it leaves alone: what stands in quotation marks or brackets within a sentence, quotations whose sentence goes on to say who
spoke, titles and names (stretches that start with a capital amid a sentence, or have few words in lower case), addresses, URLs,
handles, blocks that the input declares to be in another language. Lists of short phrases (dishes, sayings) are hints.
Source: facts on the language of a segment; word frequencies of wordfreq.
"""

from collections.abc import Iterator

from qa.analysis.foreign import OPENING, Piece, in_other_scripts, in_own_script
from qa.article import Article
from qa.language.scripts import script_of
from qa.rule import CERTAIN, HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="untranslated",
    summary="words, a clause or a sentence left in another language",
    severity="error",
    mqm="accuracy/untranslated",
    mqm_severity="major",
)

EXAMPLES = (
    bad(
        "en",
        "The fair opened on Friday. ⟦Los vecinos del pueblo llegaron desde muy temprano para ver los caballos.⟧ It ends tomorrow.",
    ),
    bad("en", "The fair opened on Friday, and the farmers ⟦llegaron desde muy temprano para ver los caballos.⟧"),
    bad("es", "La feria abrió el viernes. ⟦The farmers arrived very early to see the horses.⟧ Termina mañana."),
    bad("fr", "La foire a ouvert vendredi. ⟦Die Bauern kamen schon sehr früh, um die Pferde zu sehen.⟧ Elle finit demain."),
    bad("de", "Der Markt begann am Freitag. ⟦The farmers arrived very early to see the horses.⟧ Er endet morgen."),
    bad("ru", "Ярмарка открылась в пятницу. ⟦The farmers arrived very early to see the horses.⟧ Она закончится завтра."),
    bad("ja", "市は金曜日に始まった。⟦The farmers arrived very early to see the horses.⟧明日まで続く。"),
    bad("en", "The fair opened on Friday. ⟦Крестьяне приехали рано утром посмотреть на лошадей.⟧ It ends tomorrow."),
    bad("de", "Der Markt wird laut ⟦Правда⟧ am Freitag eröffnet."),
    good(
        "en",
        "He cried “Los vecinos del pueblo llegaron desde muy temprano” and left for the Rue de la Paix, then read Cien años de soledad.",
    ),
    good(
        "en",
        "The Kremlin (Russian: Московский Кремль) and Beijing (北京市东城区) were lit; see https://example.org/los-vecinos-del-pueblo-de-la.",
    ),
    good("fr", "Le Financial Times et The New York Review of Books ont salué le rapport « for the sake of the people »."),
    good("de", "Médecins Sans Frontières und die Associação Portuguesa de Apoio à Vítima halfen."),
    good("ru", "Компания Microsoft выпустила Call of Duty: Modern Warfare и The Lord of the Rings для iPhone."),
    good("ja", "同社は「The Lord of the Rings」とMicrosoft Office for Macを発売した。"),
)

_GAIN, _WEAK_GAIN = 5.0, 9.0
"""Powers of ten by which another language must be likelier; where little is known of one of the two."""
_SHORT, _WHOLE = 0.5, 1.0
"""How much more a paragraph of few words must gain, and how much less any other that is whole in the other language."""
_SURE = 8.0
_AKIN, _WEAK_AKIN, _PER_KINSHIP = -1.9, -1.4, 10.0
"""Kinship from which a language must be likelier still, and by how much for each unit of it."""
_FEWEST, _TELLING = 4, 3
_TITLE, _LONG_TITLE, _TITLE_TELLING = 8, 12, 4
"""So many words are no title, nor are so many where they start with a capital amid a sentence, or so many telling ones."""
_PARTS, _PART, _LAST = 3, 4, 3
"""The fewest parts of a list, the most words of one, and of the last, which may hold an “and”, for each before it."""
_STOPS = ".,;!?…。，！？ \xa0\u202f"
_CLOSING = ")]}）］】»”“\"’'›«」』》〉*_"


def check(article: Article, options: Options) -> Iterator[Finding]:
    end = -1
    pieces = [
        piece
        for piece in (*in_other_scripts(article), *in_own_script(article, _GAIN - _WHOLE, _WEAK_GAIN - _WHOLE))
        if _is_fault(article, piece)
    ]
    declared = [(part.start, part.end) for part in article.document.foreign]
    declared += [(block.start, block.end) for block in article.blocks if block.language or block.kind == "code"]
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        if piece.start < end or any(start < piece.end and piece.start < end for start, end in declared):
            continue
        end = piece.end
        shown = article.text[piece.start : piece.end]
        name = f"in {piece.language}" if piece.language else "in another language"
        message = f"“{shown[:60]}{'…' if len(shown) > 60 else ''}” seems to have been left {name}"
        confidence = HINT if _is_list(article, piece) else CERTAIN if _is_sure(piece) else LIKELY
        yield Finding(piece.start, piece.end, message, (), confidence, piece.evidence)


def _is_sure(piece: Piece) -> bool:
    return piece.words >= _FEWEST and (piece.other_script or (piece.gain >= _SURE and not piece.weak and piece.words > _FEWEST))


def _is_list(article: Article, piece: Piece) -> bool:
    """Whether a piece in the article's own script may be a list of dishes, sayings or learned words, which editors leave as they are."""
    shown = article.text[piece.start : piece.end]
    parts = [len(part.split()) for part in shown.replace(";", ",").split(",")]
    listed = len(parts) >= _PARTS and max(parts[:-1]) <= _PART and parts[-1] <= _LAST * (len(parts) - 1)
    return listed and script_of(next(filter(str.isalpha, shown))) in article.scripts


def _is_fault(article: Article, piece: Piece) -> bool:
    opened, closed = _set_off(article.text, piece)
    if piece.other_script:
        if piece.words >= _FEWEST:
            return not (opened and (closed or article.text[piece.start - 1] in OPENING))
        return piece.amid and not opened and not closed
    if opened and (piece.amid or (closed and piece.words < _TITLE)):
        return False  # a quotation, or a title in brackets
    if opened and _is_attributed(article, piece):
        return False
    if piece.words < _TITLE and piece.goes_on and not piece.amid:
        return False  # a title or a phrase that opens a sentence
    if piece.amid and piece.capital and piece.words < _LONG_TITLE and (piece.goes_on or piece.telling <= _TITLE_TELLING):
        return False  # a name or a title
    if article.text.count(",", piece.start, piece.end) * 2 > piece.words:
        return False  # a list of terms
    least, akin = (_WEAK_GAIN, _WEAK_AKIN) if piece.weak else (_GAIN, _AKIN)
    least += (_SHORT if piece.words < _FEWEST else -_WHOLE) if piece.whole_block else 0.0
    needed = least + _PER_KINSHIP * max(0.0, piece.kinship - akin)
    return piece.gain >= needed and piece.words >= _FEWEST - piece.whole_block and piece.telling >= _TELLING - piece.whole_block


def _is_attributed(article: Article, piece: Piece) -> bool:
    """Whether a piece is a quotation whose sentence goes on behind it in the article's own words: “…”, she said."""
    quotation = article.quotes.around(piece.start + 1)
    if quotation is None or quotation.opening.start < piece.start - 1:
        return False
    sentence = article.sentences[article.sentence_at(piece.start)]
    words = article.words.between(quotation.closing.start, sentence.end)
    small = [form for form in article.words.forms[words.start : words.stop] if form.islower()]
    if article.lexicon is None or not small or article.words.forms[words.start] != small[0]:
        return piece.goes_on
    return 2 * sum(article.lexicon.word(form).lower for form in small) > len(small)


def _set_off(text: str, piece: Piece) -> tuple[bool, bool]:
    """Whether a mark opens right before a piece or with it, and whether one closes right after it or with it."""
    before, after = text[max(piece.start - 2, 0) : piece.start], text[piece.end : piece.end + 2].lstrip(_STOPS)
    shown = text[piece.start : piece.end].rstrip(_STOPS)
    opened = before[-1:] + shown[0] if before[-1:].strip() else shown[0]
    spaced = before[:1] == "«" or (before[:1] == ":" and piece.other_script)
    return any(mark in OPENING for mark in opened) or spaced, any(mark in _CLOSING for mark in shown[-1] + after[:1])
