"""Words that the original quotes and the translation does not, or the other way round.

What it flags: a quotation of four words or more whose passage has no quotation mark at all in the translation, and one of seven words
or more that the original has not.
Why a reader minds: what somebody said is read as the writer's word, or the writer's word as somebody's.
How it decides: by whole quotations, opened and closed within a passage, against the passage that surely translates it.
What it leaves alone: fewer words (irony, titles, names), passages that lie within a longer quotation, speech after a dash, marks of
whatever kind, apostrophes included, and headlines.
Source: the quotation checks of bilingual checkers (Xbench, Verifika, QA Distiller).
"""

from collections.abc import Iterator

from qa.analysis.passages import is_settled, lacking, sure
from qa.analysis.quotes import Quotation, is_single
from qa.analysis.words import LETTERS_A_WORD
from qa.article import Article
from qa.patterns import late
from qa.rule import LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="quote-mismatch",
    summary="words that the original quotes and the translation does not, or the other way round",
    severity="warning",
    mqm="accuracy/mistranslation",
    requires=("original",),
)

EXAMPLES = (
    bad("de", "⟦Die⟧ Bürgermeisterin sagte, niemand habe sie gewarnt.", "en", "“Nobody had warned me,” the mayor said."),
    bad(
        "es",
        "La alcaldesa lamenta ⟦«los largos años perdidos en el puerto»⟧.",
        "en",
        "The mayor regrets the years lost in the port.",
    ),
    bad("ru", "⟦Мэр⟧ сказала, что её никто не предупреждал.", "en", "“Nobody had warned me,” the mayor said."),
    bad("zh", "⟦市长说没有人警告过她⟧。", "en", "“Nobody had warned me,” the mayor said."),
    good("fr", "— Personne ne m’avait prévenue, dit la maire.", "en", "“Nobody had warned me,” the mayor said."),
    good("pl", "– Nikt mnie nie ostrzegł – powiedziała burmistrzyni.", "en", "“Nobody had warned me,” the mayor said."),
    good("de", "Auf den Fahnen stand Nein zur neuen Brücke.", "pt", "Nas bandeiras lia-se “Não à nova ponte” ontem."),
    good("en", "The Regional Bridge Committee meets today.", "zh", "“地区桥梁建设委员会”今天开会。"),
    good("it", "La sindaca parla di anni perduti.", "en", "The mayor speaks of “lost years”."),
    good("el", "Η δήμαρχος είπε: «Κανείς δεν με προειδοποίησε».", "en", "“Nobody had warned me,” the mayor said."),
    good("ar", 'قالت العمدة: "لم يحذرني أحد".', "en", "“Nobody had warned me,” the mayor said."),
)

_FEWEST, _FEWEST_PART, _FEWEST_ADDED = 4, 6, 7
"""Words of a quotation that counts; of a part of a sentence, a name or a slogan, which may be said in other words; and of one that the
original has not: what it sets in italics, or names, stands in marks elsewhere."""

_LEADING, _ENDING, _GOING_ON = (":", "："), ".,!?。，！？؟،…", (",", "，", "،", "-", "–", "—", ".", "。")
"""What leads into somebody's words, what they end with before the closing mark, and what follows it where they open the sentence."""

_MARKS = late("[\"“”„‟«»‹›‘’‚‛'`「」『』〝〞〟＂＇<>《》〈〉]|&quot;|[-–—―]\\s|[—―]")
"""What may set off somebody's words."""


def check(article: Article, options: Options) -> Iterator[Finding]:
    original = article.original
    assert original is not None
    for number, pair in sure(article):
        if not is_settled(article, number) or article.blocks[article.block_at(pair.start)].kind == "heading":
            continue
        ours = _quotation(article, pair.start, pair.end, _FEWEST_ADDED, _FEWEST_ADDED)
        theirs = _quotation(original, pair.source_start, pair.source_end, _FEWEST, _FEWEST_PART)
        if theirs and _is_plain(article, pair.start, pair.end):
            shown = original.text[theirs.opening.start : theirs.closing.start + 1]
            yield lacking(article, pair, f"the original quotes somebody: {shown[:60]}{'…' * (len(shown) > 60)}", LIKELY)
        elif ours and _is_plain(original, pair.source_start, pair.source_end):
            yield Finding(ours.opening.start, ours.closing.start + 1, "the original does not quote this", (), LIKELY)


def _quotation(article: Article, start: int, end: int, fewest: int, fewest_of_part: int) -> Quotation | None:
    """The first quotation of some words that opens and closes within a passage."""
    for quotation in article.quotes.within(start, end):
        if not is_single(quotation.opening.form):
            first, last = quotation.opening.start, quotation.closing.start
            words = len(article.words.between(first, last)) if article.language.spaces else (last - first - 1) / LETTERS_A_WORD
            if words >= (fewest if _is_said(article, start, quotation) else fewest_of_part):
                return quotation
    return None


def _is_said(article: Article, start: int, quotation: Quotation) -> bool:
    """Whether a quotation is what somebody said, and no part of a sentence: it follows a colon, ends as a sentence does, or opens its
    passage before a comma or dash."""
    text, after = article.text, quotation.closing.start + len(quotation.closing.form)
    before = text[start : quotation.opening.start].rstrip()
    if before[-1:] in _LEADING or text[quotation.closing.start - 1] in _ENDING:
        return True
    return not before and text[after : after + 2].lstrip()[:1] in _GOING_ON


def _is_plain(article: Article, start: int, end: int) -> bool:
    """Whether a passage has nothing that may set off somebody's words, nor stands within a quotation."""
    return not _MARKS.search(article.text, start, end) and article.quotes.around(start) is None
