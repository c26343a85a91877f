"""A passage left as it stands in the original.

What it flags: a sentence, or a clause of five words or more, that the translation has word for word as its original has it.
Why a reader minds: it is in a language that they may not read.
How it decides: the words of each sentence, whatever their case and punctuation, are held against those of the sentence that it
translates and, as text left alone unsettles the alignment, against all sentences of the original.
What it leaves alone: originals in the article's own language, names and titles (sentences without function words of the original's
language, and without words in lower case that the article's has not, where both write one script or the original the Latin one, in scripts without spaces short ones), figures, addresses, what
stands in quotation marks, what the input declares to be in another language.
Source: the check for untranslated segments of bilingual checkers (Xbench, Verifika, QA Distiller); `untranslated` needs no original.
"""

from collections.abc import Iterator

from qa.analysis.words import LETTERS_A_WORD
from qa.article import Article
from qa.rule import CERTAIN, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="copied-source",
    summary="a passage left as it stands in the original",
    severity="error",
    mqm="accuracy/untranslated",
    mqm_severity="major",
    requires=("original",),
)

EXAMPLES = (
    bad(
        "es",
        "La feria abrió el viernes. ⟦The farmers came early to see the horses.⟧ Termina mañana.",
        "en",
        "The fair opened on Friday. The farmers came early to see the horses. It ends tomorrow.",
    ),
    bad("ru", "⟦Press the button to go on.⟧ Готово.", "en", "Press the button to go on. Done."),
    bad("el", "Έφτασε αργά. ⟦Nobody was in the house.⟧", "en", "He came late. Nobody was in the house."),
    bad("zh", "他来晚了。⟦Nobody was in the house.⟧", "en", "He came late. Nobody was in the house."),
    bad("en", "⟦Der Zug hält nicht in der Stadt.⟧ He walked.", "de", "Der Zug hält nicht in der Stadt. Er ging zu Fuß."),
    bad("en", "He came late. ⟦记者说，房子里没有人。⟧", "zh", "他来晚了。记者说，房子里没有人。"),
    bad("de", "Er kam spät. ⟦家には誰もいなかった。⟧", "ja", "彼は遅れて来た。家には誰もいなかった。"),
    good("en", "He came late. 人民日报", "zh", "他来晚了。人民日报"),
    bad(
        "en",
        "He came late. ⟦Пастухи Норвегии встретили путешественников.⟧",
        "ru",
        "Он опоздал. Пастухи Норвегии встретили путешественников.",
    ),
    good(
        "bg",
        "Той закъсня. Российская государственная библиотека имени Ленина.",
        "ru",
        "Он опоздал. Российская государственная библиотека имени Ленина.",
    ),
    bad(
        "de",
        "Er kam spät. ⟦Yolcular sabaha kadar limanda beklediler.⟧",
        "tr",
        "Geç geldi. Yolcular sabaha kadar limanda beklediler.",
    ),
    good("de", "The New York Times", "en", "The New York Times"),
    good("fr", "Microsoft Office Professional Plus 2021", "en", "Microsoft Office Professional Plus 2021"),
    good("es-MX", "The farmers came early to see the horses.", "es", "The farmers came early to see the horses."),
    good("ar", "قال “Nobody was in the house” ثم غادر.", "en", "He said “Nobody was in the house” and left."),
)

_FEWEST = 4
"""Words of the original's language that a sentence has at least which counts as copied."""

_FUNCTION = 2
"""How many of these are function words at least: names and titles have fewer."""

_STRANGE = 3
"""How many words in lower case that the article's language has not do as well: languages of many endings have few function words."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    original = article.original
    assert original is not None
    if original.language.code.partition("-")[0] == article.language.code.partition("-")[0]:
        return
    small = original.language.function_words
    names = original.language.spaces and original.language.script in (
        "Latin",
        article.language.script,
    )  # others are not left so
    declared = [(part.start, part.end) for part in article.document.foreign]
    declared += [(block.start, block.end) for block in article.blocks if block.language or block.kind == "code"]
    known = {form.lower() for form in original.words.positions}
    theirs: set[tuple[str, ...]] = set()
    for start, end in article.sentences:
        words = article.words.between(start, end)
        if any(article.words.forms[index].lower() not in known for index in words):
            continue
        if (len(words) if original.language.spaces else _written(article, words) / LETTERS_A_WORD) < _FEWEST:
            continue
        theirs = theirs or {_forms(original, first, last) for first, last in original.sentences}
        forms = _forms(article, start, end)
        if forms not in theirs or any(first <= start < last for first, last in declared):
            continue
        telling = sum(form in small for form in forms) if small else sum(form.islower() for form in forms)
        own = article.language.function_words
        if names and telling - sum(form in own for form in forms) < _FUNCTION and _strange(article, words) < _STRANGE:
            continue
        shown = article.text[start:end]
        message = f"“{shown[:60]}{'…' if len(shown) > 60 else ''}” stands so in the original"
        yield Finding(start, end, message, (), CERTAIN if len(forms) > _FEWEST else LIKELY)


def _strange(article: Article, words: range) -> int:
    """How many of some words are in lower case and none of the article's language."""
    forms = [article.words.forms[index] for index in words]
    lexicon = article.lexicon
    return sum(form.islower() and len(form) > 3 and not lexicon.word(form).known for form in forms) if lexicon else 0


def _written(article: Article, words: range) -> int:
    """How many letters beyond ASCII some words have: those of a script without spaces, where they stand among names in Latin ones."""
    return sum(not letter.isascii() for index in words for letter in article.words.forms[index])


def _forms(article: Article, start: int, end: int) -> tuple[str, ...]:
    words = article.words.between(start, end)
    return tuple(form.lower() for form in article.words.forms[words.start : words.stop])
