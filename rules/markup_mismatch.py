"""Placeholders, tags and entities that differ from the original's.

What it flags: a placeholder, tag or character entity of the original that its translation lost or changed, and one that it added;
inline codes of XLIFF likewise, by their ids.
Why a reader minds: the program puts no value in, or breaks; the page shows half of it in italics.
How it decides: those of a passage are held against those of the passage that it translates, letter by letter, in whatever order;
where one is left over on either side, the original's is the fix.
Where passages are not surely each other's translation, only what stands nowhere on the other side counts.
What it leaves alone: a percentage (`50% der`), an entity whose character is
written out, attributes of a tag, arguments that are numbered because their order changed.
Source: the placeholder and tag checks of bilingual checkers (Xbench, Verifika, pofilter, gettext's c-format and python-format).
"""

import re
from collections import Counter
from collections.abc import Iterator

from qa.analysis.passages import SURE, lacking, sure
from qa.article import Article, Pair
from qa.patterns import late
from qa.rule import CERTAIN, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="markup-mismatch",
    summary="placeholders, tags and entities that differ from the original’s",
    severity="error",
    mqm="design-and-markup/markup-tag",
    mqm_severity="major",
    requires=("original",),
)

EXAMPLES = (
    bad("de", "Sie haben ⟦{zahl}⇒{count}⟧ Nachrichten.", "en", "You have {count} messages."),
    bad("ru", "⟦Здравствуйте⟧, добро пожаловать!", "en", "Hello %s, welcome!"),
    bad("el", "Πατήστε <b>εδώ⟦<b>⇒</b>⟧ για να συνεχίσετε.", "en", "Press <b>here</b> to go on."),
    bad("zh", "共有 ⟦%2$d⇒%1$d⟧ 封邮件", "en", "There are %1$d mails"),
    bad("ar", "مرحبا ⟦$ {name}⇒${name}⟧ في الموقع", "en", "Hello ${name} on the site"),
    bad("de", "⟦Der⟧ Rat tagt.", "en", "The {b>council<b} meets."),
    good(
        "fr",
        "Bonjour {{name}}, 50 % des fichiers <i>sont</i> là & ailleurs.",
        "en",
        "Hi {{name}}, 50% of files <i>are</i> here &amp; there.",
    ),
    good("pl", "Pliki %d w folderze %s", "en", "In folder %2$s: files %1$d"),
    good(
        "uk",
        "Температура впала на 5 %, а якщо x < 3 і y > 4, то ще.",
        "en",
        "The temperature fell by 5% and if x < 3 and y > 4, more.",
    ),
)

_MARKUP = late(
    r"\$ ?\{[\w.:-]+\}|\{\{[^{}\n]{1,60}\}\}|\{[\w.:$-]*(?:![rsa])?\}|%(?:\d+\$)?[-+0#]*\d*(?:\.\d+)?(?:l{1,2})?[sdifuxXcegp@](?![^\W_])"
    r"|%\([\w.-]+\)[sdfr]|%[A-Za-z]\w+%|\$\{?[A-Z_]{3,}\b\}?|</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>|&(?:[A-Za-z]{2,8}|#\d+|#x[\da-fA-F]+);"
    r"|\{\w{1,3}>|<\w{1,3}\}"
)


def check(article: Article, options: Options) -> Iterator[Finding]:
    assert article.original is not None
    for _, pair in sure(article):
        yield from _codes(article, pair)
    everywhere = [{_plain(match[0]) for match in _MARKUP.finditer(text)} for text in (article.text, article.original.text)]
    if not any(everywhere):
        return
    for pair in article.pairs:
        if pair.start == pair.end:
            continue
        here = list(_MARKUP.finditer(article.text, pair.start, pair.end))
        there = list(_MARKUP.finditer(article.original.text, pair.source_start, pair.source_end))
        lost = Counter(_plain(match[0]) for match in there)
        if not lost and not here:
            continue
        kinds = [sorted(_unordered(match[0]) for match in side) for side in (here, there)]
        if kinds[0] == kinds[1] and len({"$" in match[0] for match in (*here, *there) if match[0][0] == "%"}) > 1:
            continue  # numbered on one side only
        written = {_plain(match[0]): match[0] for match in there}
        added = []
        for match in here:
            if lost[_plain(match[0])]:
                lost[_plain(match[0])] -= 1
            else:
                added.append(match)
        missing = [kind for kind in lost.elements() if not _is_said(kind, article.text[pair.start : pair.end])]
        if pair.confidence < SURE:
            missing = [kind for kind in missing if kind not in everywhere[0]]
            added = [match for match in added if _plain(match[0]) not in everywhere[1]]
        for match in added:
            if _is_said(_plain(match[0]), article.original.text[pair.source_start : pair.source_end]):
                continue
            fix = (written[missing.pop(0)],) if missing else ()
            message = f"“{match[0]}” is “{fix[0]}” in the original" if fix else f"the original has no “{match[0]}”"
            yield Finding(*match.span(), message, fix, CERTAIN if fix else LIKELY)
        if missing:
            yield lacking(article, pair, f"the original’s {_listed([written[kind] for kind in missing])} missing", CERTAIN)


def _codes(article: Article, pair: Pair) -> Iterator[Finding]:
    """What a segment's inline codes lack, and have too much."""
    if pair.codes == pair.source_codes:
        return
    here, there = Counter(pair.codes), Counter(pair.source_codes)
    lost, added = [*(there - here).elements()], [*(here - there).elements()]
    told = [f"the original’s {_listed(lost)} missing"] if lost else []
    told += [f"the original has no {', '.join(f'“{code}”' for code in added)}"] if added else []
    if told:
        confidence = CERTAIN if any(code.startswith(_THINGS) for code in lost) else LIKELY
        yield lacking(article, pair, "; ".join(told), confidence)


def _listed(codes: list[str]) -> str:
    return f"{', '.join(f'“{code}”' for code in codes)} {'is' if len(codes) == 1 else 'are'}"


_THINGS = ("<x ", "<ph ", "<ph>")
"""Codes that stand for something; others mark text up, which a translation may do without."""


def _plain(markup: str) -> str:
    """A piece of markup without what may differ between languages: case and attributes of tags."""
    return re.sub(r"\s.*?(?=/?>)", "", markup).lower() if markup[0] == "<" else markup


def _unordered(markup: str) -> str:
    """A conversion of printf without the number of its argument."""
    return re.sub(r"^%\d+\$", "%", _plain(markup))


def _is_said(markup: str, text: str) -> bool:
    """Whether a text has the character itself for which an entity stands."""
    if markup[0] != "&":
        return False
    from html import unescape  # its table of entities takes 2 ms to import

    character = unescape(markup)
    return character != markup and (character in text or character.isspace())
