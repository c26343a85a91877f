"""What publishing systems, templates and translation programs left in the text.

What it flags: tags, character entities (also escaped twice), placeholders that were never filled in, shortcodes, wiki and Markdown
marks, tokens of translation programs, program code, characters that no font shows.
Why a reader minds: `&quot;never slept&quot;, {0} said` looks broken, and a placeholder may stand for a name or a number that is lost.
How it decides: by the patterns of `packs/leftover-markup.tsv`; a tag by its name or its attributes, an entity by HTML's own list.
What it leaves alone: URLs, code blocks, `a < b`, `{x}` in formulas, `R&D`, `[sic]`, `[…]`, footnotes, stock symbols, e-mail
addresses, a tag that an article about tags quotes, what stands so in the original; white space of no width in scripts that part words
with it.
Source: facts on machine-translated pages; HTML's entities, the placeholder syntaxes of gettext, ICU, XLIFF and Mustache.
"""

import os
import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from qa.analysis.passages import sources, stands_in_original
from qa.analysis.placeholders import placeholders, plain
from qa.analysis.scripts import UNSPACED
from qa.article import Article
from qa.patterns import late
from qa.rule import CERTAIN, HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="leftover-markup",
    summary="tags, entities, placeholders, shortcodes and other remains of markup",
    severity="error",
    mqm="design-and-markup/markup-tag",
    mqm_severity="major",
    safe=True,
)

EXAMPLES = (
    bad("en", 'The ferry was ⟦&quot;⇒"⟧unsinkable, they wrote.'),
    bad("en", "Two sisters, Ruth ⟦&amp;⇒&⟧ Joan, run the mill."),
    bad("fr", "Le maire⟦&nbsp;⇒ ⟧a promis un pont."),
    bad("de", "Das Wetter bleibt sch⟦&amp;ouml;⇒ö⟧n."),
    bad("en", "The ferry ⟦{0} ⇒⟧was late."),
    bad("en", "The ferry carried ⟦%1$s⟧, the captain said."),
    bad("es", "El tren llegó a las ⟦$1⟧:40 a la estación."),
    bad("fr", "La famille du maire ⟦$1 ⇒⟧parle à la presse."),
    good("fr", "Il vend la carte $1 million de fois et touche $1 dollar."),
    good("es", "El boleto cuesta $1 por persona, y el pase anual $45."),
    good("en", "They pay a $1 fee."),
    bad("en", "⟦[ad_1] ⇒⟧The ferry was late."),
    bad("en", "The ferry ⟦<b>⇒⟧sank off the coast."),
    bad("en", "First line⟦<br/>⇒ ⟧second line."),
    bad("en", "We are ⟦**very**⇒very⟧ sorry."),
    bad("en", "They live in ⟦[[Lisbon|the capital]]⇒the capital⟧ now."),
    bad("en", "Our report⟦](https://example.org/a)⇒⟧ says so."),
    bad("en", "She played the violin.⟦ (tagsToTranslate)⇒⟧\nNext day it rained."),
    bad("en", "The sea co⟦@@ ⇒⟧ast is long."),
    bad("en", 'He said ⟦\\"⇒"⟧no and left.'),
    bad("en", "Caf⟦\\u00e9⇒é⟧ society met."),
    bad("ja", "会議は⟦__PH0__⇒⟧月曜日に開かれた。"),
    good("en", "R&D at AT&T; a < b; I <3 you; it was #1 [sic] […] [AAPL.O] and 50% of 3 > 2, wrote Ann <ann@example.org>."),
    good("en", "The set {x} holds one element and {0, 1} two, with f = {0}. It cost $1. See note [1] or [citation needed]."),
    good(
        "en",
        "“[I]t was [the mayor’s] idea,” she said, s**t happens ** and so on, see https://example.org/a?b=1&copy;=2#39;{0}.",
    ),
    good("en", "The new “<blink>” tag was never a standard, and x<y and z>w hold."),
    good("fr", "La hausse est de 20 %d’ici à mai, dit Q&R; selon {x}."),
    good("tr", "Fiyatlar %20 arttı, %5 düştü."),
    good("th", "ภาษา\u200bไทย"),
    good("de", "„%s“ ließ sich nicht öffnen, <b>leider</b> &copy;.", "en", "Could not open “%s”, <b>sadly</b> &copy;."),
    good("ar", "{n, plural, one {ملف} two {ملفان} other {# ملفات}}", "en", "{n, plural, one {# file} other {# files}}"),
    good("fr", '<a href="https://example.org/fr">ici</a>', "en", '<a href="https://example.org/en">here</a>'),
    bad("de", "Die Fähre ⟦{0} ⇒⟧kam zu spät.", "en", "The ferry Aurora was late."),
)


class Remains(Struct, frozen=True):
    """A line of the pack: what to look for where `trigger` stands in the text, and in it its `mark`, a character that is seldom met."""

    kind: str
    fix: str
    confidence: float
    trigger: str
    pattern: str
    mark: str


_SAYS = {
    "entity": "is a character entity shown as code",
    "tag": "is a tag shown as text",
    "placeholder": "is a placeholder that was never filled in",
    "token": "is a mark of the translation program",
    "shortcode": "is a shortcode of the publishing system",
    "wiki": "is wiki markup",
    "markdown": "is Markdown",
    "escape": "is an escaped character",
    "code": "is program code",
    "id": "is a leftover of the page it came from",
}

_TAGS = (
    " a abbr address article aside audio b big blockquote body br button caption center cite code col dd del details div dl dt em "
    "embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label li "
    "link main mark meta nav nobr noscript object ol option p param path picture pre q rp rt ruby s script section select small "
    "source span strike strong style sub summary sup svg table tbody td textarea tfoot th thead title tr tt u ul var video wbr "
    "bpt bx cp ept ex g it mrk ph seg target tu tuv x bos cls eos mask msk pad sep unk "
)
"""HTML's, those of XLIFF and TMX, and those of language models."""
_SLOTS = frozenset(("mask", "msk", "unk"))
"""Tags that stand where a word was."""
_PARTING = " br p div li td tr th h1 h2 h3 h4 h5 h6 hr dd dt ul ol table "
_TAG = late(r"</?([A-Za-z][\w:.-]*)(.*?)(/?)>", re.S)
_TAG_LENGTH = 400
_UNSEEN = late("[\x00-\x08\x0b\x0c\x0e-\x1f\u200b\u2060\ufeff\ufff9-\ufffb\ue000-\uf8ff]")
_SUM, _TOKEN = late(r"\$ ?\d\d|\$ ?\d[.,]\d"), 20
"""A sum in dollars, and how much of the text after one may say that it is one."""
_NO_WIDTH = "\u200b\u2060\ufeff"
_QUOTES = frozenset("\"'“”„«»‘’‚‹›「」『』`")
_FORMULA = frozenset("\\^_=∈∪∩∖⊂×")
"""What stands before the braces of a set or an index."""


@lru_cache(maxsize=1)
def _pack() -> list[Remains]:
    confidences = {"certain": CERTAIN, "likely": LIKELY, "hint": HINT}
    path = os.path.join(os.path.dirname(__file__), "packs", "leftover-markup.tsv")
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    return [
        Remains(kind, fix, confidences[sure], trigger, pattern, next((mark for mark in trigger if not mark.isalnum()), trigger))
        for kind, fix, sure, trigger, pattern in rows
    ]


@lru_cache(maxsize=1)
def _marks() -> frozenset[str]:
    return frozenset(remains.mark for remains in _pack())


def check(article: Article, options: Options) -> Iterator[Finding]:
    text = article.text
    found: list[Finding] = []
    outline = article.words.outline
    marks = {mark for mark in _marks() if mark in outline or (mark.isalpha() and mark in text)}
    for remains in _pack() if marks else ():
        if remains.mark in marks and remains.trigger in text:
            matches = re.compile(remains.pattern).finditer(text)
            found.extend(finding for match in matches if (finding := _judge(article, remains, match)))
    if not text.isascii() and _UNSEEN.search(outline):
        found += _unseen(article)
    found.sort(key=lambda finding: (finding.start, -finding.end))
    end = -1
    for finding in found:
        if finding.start >= end:
            yield finding
            end = finding.end


def _judge(article: Article, remains: Remains, match: "re.Match[str]") -> Finding | None:
    """The finding on what a pattern matched; None where it is no markup, or is meant."""
    text, (start, end) = article.text, match.span()
    shown, before, after = match[0], text[start - 1 : start], text[end : end + 1]
    if stands_in_original(article, start, end):
        return None
    if (
        remains.kind == "placeholder"
        and shown[0] in "{$%"
        and any(re.search(remains.pattern, one) or _has_choice(one) for one in sources(article, start))
    ):
        return None  # one of the original’s, changed: markup-mismatch knows which
    if shown[0] == "$" and after == " " and _may_be_amount(article, end + 1):
        return None
    if _in_code_or_url(article, start) or (shown[0] == "{" and text[max(start - 2, 0) : start].rstrip()[-1:] in _FORMULA):
        return None
    if _is_in_tag_of_original(article, start):
        return None
    fix: str | None = None
    tag: str | None = None
    if remains.fix == "decode":
        fix = _decoded(shown)
        if fix == shown.replace(" ", ""):
            return None
        if fix == " " and (" " in (before, after) or _is_amid_han(article, before, after)):
            fix = ""
    elif remains.fix == "tag":
        tag = _tag(_decoded(shown) if shown[0] == "&" else shown)
        if tag is None or (before in _QUOTES and after in _QUOTES):
            return None
        parts = f" {tag} " in _PARTING and before.isalnum() and after.isalnum() and not article.scripts & UNSPACED
        fix = " " if parts else ""
    elif remains.fix == "keep":
        fix = match[1]
    elif remains.fix in ("space", "join"):
        fix = " " if remains.fix == "space" else ""
    elif remains.fix == "cut" or (remains.fix == "slot" and _stands_free(article, before, after)):
        fix = ""
    if fix == "" and remains.fix in ("tag", "cut", "slot"):
        start, end = _with_a_space(text, start, end)
    message = f"“{shown[:60]}” {_SAYS[remains.kind]}"
    confidence, safe = remains.confidence, None
    if article.document.pairs and remains.kind == "placeholder" and not any(sources(article, start)):
        confidence = HINT  # a message of a program, of which only the key is at hand
    elif article.document.pairs and tag is not None:
        confidence, safe = min(confidence, LIKELY), False  # a translator may have set it: 2<sup>e</sup>
    if remains.fix == "slot" or (remains.fix == "tag" and tag in _SLOTS):
        safe = False
    return Finding(start, end, message, () if fix is None else (fix,), confidence, safe=safe)


def _is_in_tag_of_original(article: Article, at: int) -> bool:
    """Whether a tag begins or goes on there that the original has as well, be it with other attributes."""
    text, originals = article.text, sources(article, at)
    begins, ends = text.rfind("<", max(at - _TAG_LENGTH, 0), at + 1), text.find(">", at, at + _TAG_LENGTH)
    if not originals or begins < 0 or ends < 0 or text.find(">", begins, ends) >= 0:
        return False
    key = plain(text[begins : ends + 1])
    return any(one.key == key for source in originals for one in placeholders(source))


def _has_choice(text: str) -> bool:
    """Whether a text has braces with branches in braces, which are no placeholders: `{n, plural, one {day} other {days}}`."""
    return any(one.shown for one in placeholders(text))


def _may_be_amount(article: Article, start: int) -> bool:
    """Whether a dollar sign with a digit may be money: where the sign comes first (there decimals have a point), before what sums are
    followed by, or in an article that has sums written so.
    """
    language, after = article.language, article.text[start : start + _TOKEN]
    sums = (*language.numerals, *language.measures)
    return language.decimal != "," or not after[0].islower() or after.startswith(sums) or bool(_SUM.search(article.text))


def _unseen(article: Article) -> Iterator[Finding]:
    text = article.text
    for match in _UNSEEN.finditer(text):
        mark, before, after = match[0], text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if mark in _NO_WIDTH and article.scripts & UNSPACED:
            continue
        likely = mark not in _NO_WIDTH or (article.language.case and before.isalpha() and after.isalpha())
        yield Finding(*match.span(), f"an invisible character, U+{ord(mark):04X}", ("",), LIKELY if likely else HINT)


def _decoded(code: str) -> str:
    """The character that an entity or an escape stands for, however often it was escaped; the code itself where it is none."""
    from html import unescape

    code = code.replace(" ", "")
    if code[0] == "\\":
        return code.encode("ascii").decode("unicode_escape").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    shown = "&" + code.removeprefix("&").removesuffix(";") + ";"
    while (plain := unescape(shown)) != shown:
        shown = plain
    if code.count(";") < 2 and len(shown) > 2:
        return code
    return shown.replace("\xa0", " ")


def _tag(shown: str) -> str | None:
    """The name of a tag, or None where it is no tag: `x<y and z>w`."""
    match = _TAG.fullmatch(shown)
    if match is None:
        return None
    name, attributes = match[1].lower(), match[2].strip()
    if attributes:
        return name if "=" in attributes else None
    return name if f" {name} " in _TAGS or match[3] or shown[1] == "/" else None


def _in_code_or_url(article: Article, at: int) -> bool:
    if article.blocks[article.block_at(at)].kind == "code":
        return True
    token = re.split(r"[\s\"<>()\[\]]", article.text[max(0, at - 300) : at])[-1]
    return "://" in token or token.startswith("www.")


def _is_amid_han(article: Article, before: str, after: str) -> bool:
    """Whether no space belongs between two characters: in Chinese and Japanese, unless both are of other scripts."""
    return bool(article.scripts & {"Han", "Kana"}) and not (before + after).isascii()


def _stands_free(article: Article, before: str, after: str) -> bool:
    """Whether a placeholder stands between spaces, so that it need not stand for a word."""
    return bool(article.scripts & UNSPACED) or (before in " \n" and after in " \n")


def _with_a_space(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the space that would be one too many once it is gone."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if after == " " and before in " \n":
        return start, end + 1
    if before == " " and after in "\n.,;:!?…)":
        return start - 1, end
    return start, end
