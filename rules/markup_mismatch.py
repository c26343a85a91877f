"""Placeholders, tags and entities that differ from the original's.

What it flags: a placeholder, tag or character entity of the original that its translation lost or changed, and one that it added;
inline codes of XLIFF likewise, by their ids.
Why a reader minds: the program puts no value in, or breaks; the page shows half of it in italics.
How it decides: those of a passage are held against those of the passage that it translates, letter by letter, in whatever order;
where one is left over on either side, the original's is the fix. Of a choice (`{n, plural, …}`) the argument and what stands in the
branches have to be there, the categories may be the language's own.
Where passages are not surely each other's translation, only what stands nowhere on the other side counts.
What prose writes as well (`@name`, `!name`, `%name`, `[name]`) counts in files of segments where four or more of that sign stand in the
translation as in the original, and three times as many as do not.
What it leaves alone: a percentage (`50% der`), an entity whose character is written out or no sign (`&amp;` and “and”, `&nbsp;`),
attributes of a tag, how often a placeholder with a name is repeated, arguments that are numbered because their order changed, `$1`.
Source: the placeholder and tag checks of bilingual checkers (Xbench, Verifika, pofilter, gettext's c-format and python-format).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from qa.analysis.passages import SURE, lacking, sure
from qa.analysis.placeholders import Placeholder, placeholders, slots_of
from qa.article import Article, Pair
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
    bad("de", "⟦{n, plural, one {# Datei} other {# Dateien}}⟧", "en", "{m, plural, one {# file} other {# files}}"),
    bad(
        "fr",
        "Il y a {n, plural, one {# fichier} other {# fichiers dans ⟦{dossier}⇒{folder}⟧}}.",
        "en",
        "There are {n, plural, one {# file} other {# files in {folder}}}.",
    ),
    bad("de", "Die Tür ⟦%2⇒%1⟧ ist zu.", "en", "Door %1 is shut."),
    bad("de", "⟦Die⟧ Tür ist zu.", "en", "Door :number is shut."),
    bad("it", "Ciao ⟦{{ nome }}⇒{{ name }}⟧!", "en", "Hello {{ name }}!"),
    good(
        "ru",
        "{n, plural, one {# файл} few {# файла} many {# файлов} other {# файла}} от {{name}}",
        "en",
        "{n, plural, one {# file} other {# files}} from {{ name }}",
    ),
    good(
        "fr",
        "{g, select, female {Elle a} other {Il a}} 20 %d’avance, dit Anna :enfin.",
        "en",
        "{g, select, female {She is} other {He is}} 20% ahead, said Anna: at last.",
    ),
    good("tr", "Fiyatlar %20 arttı.", "en", "Prices rose by 20%."),
    good("en", "Prices rose by 20%.", "tr", "Fiyatlar %20 arttı."),
    good(
        "ja",
        "ファイル%sを%1$sへ、$nameと:itemを__x__さんに%1で%d件送る。",
        "en",
        "Send %d and file %s to %1$s, $name and :item to __x__ by %1.",
    ),
    good("hi", "%sको $nameने %d बार देखा।", "en", "$name saw %s %d times."),
    good("de", "Die Attaché:innen kamen, und die Lehrer:innen auch.", "en", "The attachés came, and the teachers too."),
    good("en", "The attachés came, and the teachers too.", "de", "Die Attaché:innen kamen, und die Lehrer:innen auch."),
    good("fr", "Sujets et guides&nbsp;: la suite", "en", "Topics &amp; guides &mdash; continued"),
    bad("fr", "⟦Marque⟧ déposée", "en", "Trademark &reg;"),
    good("zh", "读取耗时%.3f秒，共%d分。", "en", "Reading took %.3fs, in all %dm."),
    good("de", "{name} wurde gespeichert, ein weiteres nicht.", "en", "The {name} was saved, another {name} was not."),
    good("de", "Siehe <<erster Eintrag>>.", "en", "See <<first entry>>."),
    bad("de", "⟦Nur⟧ %s.", "en", "Only %s and %s."),
    good("pl", "Pliki %d w folderze %s", "en", "In folder %2$s: files %1$d"),
    good(
        "uk",
        "Температура впала на 5 %, а якщо x < 3 і y > 4, то ще.",
        "en",
        "The temperature fell by 5% and if x < 3 and y > 4, more.",
    ),
)


def check(article: Article, options: Options) -> Iterator[Finding]:
    original = article.original
    assert original is not None
    for _, pair in sure(article):
        yield from _codes(article, pair)
    slots = slots_of(article)
    everywhere = [{one.key for one in placeholders(text, slots=slots)} for text in (article.text, original.text)]
    if not any(everywhere):
        return
    for pair in article.pairs:
        if pair.start == pair.end or (pair.source_start == pair.source_end and article.document.pairs):
            continue
        here = list(placeholders(article.text, pair.start, pair.end, slots))
        there = list(placeholders(original.text, pair.source_start, pair.source_end, slots))
        if not (here or there):
            continue
        if sorted(map(_unnumbered, here)) == sorted(map(_unnumbered, there)) and len(_numbered(here) | _numbered(there)) > 1:
            continue  # numbered on one side only
        added, lost = _unmatched(here, there), _unmatched(there, here)
        if pair.confidence < SURE:
            added = [one for one in added if one.key not in everywhere[1]]
            lost = [one for one in lost if one.key not in everywhere[0]]
        added = [one for one in added if not _is_said(one.key, original.text[pair.source_start : pair.source_end])]
        lost = [one for one in lost if not _is_said(one.key, article.text[pair.start : pair.end])]
        if original.language.percent_first:
            lost = [one for one in lost if one.key[0] != "%" or not one.doubtful]
        for one in added:
            if lost:
                other = lost.pop(0)
                fix = () if other.shown else (_text(other, original.text),)
                message = f"“{_shown(one, article.text)}” is “{_shown(other, original.text)}” in the original"
                yield Finding(one.start, one.end, message, fix, LIKELY if one.doubtful and other.doubtful else CERTAIN)
            elif not one.doubtful:
                yield Finding(one.start, one.end, f"the original has no “{_shown(one, article.text)}”", (), LIKELY)
        if lost:
            told = _listed([_shown(one, original.text) for one in lost])
            yield lacking(
                article, pair, f"the original’s {told} missing", LIKELY if all(one.doubtful for one in lost) else CERTAIN
            )


def _unmatched(ours: list[Placeholder], theirs: list[Placeholder]) -> list[Placeholder]:
    """Those of one side that the other has not, or has less often unless they have names: a value may be told as often as is needed."""
    keys = Counter(one.key for one in theirs)
    left = keys.copy()
    left.subtract(one.key for one in ours)
    unmatched = []
    for one in reversed(ours):
        if left[one.key] < 0:
            left[one.key] += 1
            if not (one.named and keys[one.key]):
                unmatched.append(one)
    return unmatched[::-1]


def _text(one: Placeholder, text: str) -> str:
    return text[one.start : one.end]


def _shown(one: Placeholder, text: str) -> str:
    """What to call it in a message."""
    return one.shown or _text(one, text)


def _unnumbered(one: Placeholder) -> str:
    """A conversion of printf without the number of its argument."""
    return re.sub(r"^%\d+\$", "%", one.key)


def _numbered(ones: list[Placeholder]) -> set[bool]:
    """Whether conversions of printf are numbered; both where some are."""
    return {"$" in one.key for one in ones if one.key[0] == "%"}


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


_THINGS = ("<x ", "<ph ", "<ph>", "\\n", "…\\n")
"""Codes that stand for something, or that programs cannot do without; others mark text up, which a translation may do without."""


def _is_said(markup: str, text: str) -> bool:
    """Whether a text has the character itself for which an entity stands, or may do without: all but signs do as each language writes
    (&amp; and “and”, &nbsp;, &mdash;).
    """
    if markup[0] != "&":
        return False
    from html import unescape  # its table of entities takes 2 ms to import

    character = unescape(markup)
    return len(character) == 1 and (character in text or unicodedata.category(character)[0] != "S")
