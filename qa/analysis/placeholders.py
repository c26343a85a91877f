"""Placeholders, tags and entities as programs write them, wherever they stand in a text.

Notations: printf and its kin (C, Objective-C, Python, PHP, Ruby, Qt), braces (Python, .NET, Java, Rust, ICU, Fluent, Vue, React), templates
(Mustache, Twig, Liquid, ERB, i18next), shells, tags, character entities, line breaks written `\\n`. Those that prose has as well
(`@name`, `!name`, `%name` of Drupal, `[name]`) only where a file shows them to be placeholders; not `$1`.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from qa.patterns import late

if TYPE_CHECKING:
    from qa.article import Article

_DEPTH = 6
"""Braces within braces: a plural of a gender takes four, the slots in it one more."""
_WITHIN = "[^{}]*+"
for _ in range(_DEPTH):
    _WITHIN = rf"(?:[^{{}}]++|\{{{_WITHIN}\}})*+"

_A = r"[A-Za-z\d_]"
"""What a name goes on with that nothing closes: words in other letters may follow right behind it, %sを."""
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_MARKUP = late(
    r"(?=[$#{%<&@_\\\[:])(?:"
    rf"(?P<choice>\{{\s*[\w.]+\s*,\s*(?:plural|select|selectordinal|choice)\s*,{_WITHIN}\}})"
    r"|\{\{\{?[^{}\n]{1,80}\}?\}\}|\{%[^{}\n]{1,80}%\}|<%[^<>\n]{1,80}%>|[$#] ?\{[^{}\n]{1,60}\}|[$]t\([^()\n]{1,60}\)"
    r"|\{ ?[$@-]?[\w.:$()\[\]-]*(?:![rsa])?(?:[:,][^{}\n]{1,40})? ?\}|\{\w{1,3}>|<\w{1,3}\}"
    r"|%\([\w.-]+\)[-+0#]*\d*(?:\.\d+)?[sdifuxXeEgGcr]|%\{\w+\}|%<\w+>[-+0#]*\d*(?:\.\d+)?[sdifuxXeg]?"
    rf"|%[A-Za-z]{_A}+%"
    r"|(?<![\d%])(?<!\d[ \xa0\u202f])%(?:%|(?:\d+\$)?(?:[-+0#]|'.)*+(?:\d++|\*)?(?:\.(?:\d++|\*))?(?:hh?|ll?|[jztL])?"
    rf"[sdiufFeEgGxXoaAcpn@](?![A-Za-z]{{3}}|[\d_]))"
    rf"|(?P<number>(?<![A-Za-z\d%])%L?\d{{1,2}}(?![\d$%]|[.,]\d))"
    rf"|[$]\{{?[A-Z_]{{3,}}(?!{_A})\}}?|[$][a-z_]{_A}{{2,}}"
    r"|</[A-Za-z][\w:.-]*\s*>|<[A-Za-z][\w:.-]*(?:\s[^<>=]*+=[^<>]*+|\s*/)>|(?P<tag><[A-Za-z][\w:.-]*\s*>)|</?\d{1,3} ?/?>|&(?:[A-Za-z]{2,8}|#\d+|#x[\da-fA-F]+);"
    rf"|@[A-Za-z](?:{_A}|[.-])*@|@(?:\.{_A}+)?:[A-Za-z](?:{_A}|\.)*{_A}|(?<!{_A})__[A-Za-z]{_A}*?__(?!{_A})|##{_A}+##"
    r"|\\[nrt]|\[/(?:b|i|u|url|img|quote|color|size|code|list)\]|\[(?:url|img|quote|color|size|code|list)=[^\]\n]{1,80}\]"
    rf"|(?P<colon>(?<![^\W{_UNSPACED}])(?<!:):[a-z][a-z_-]{{2,}}(?::(?!:)|(?![A-Za-z\d_:])))"
    r")"
)
_KNOWN = late(
    r"<(?:a|abbr|b|big|blockquote|br|code|div|dd|dl|dt|em|font|g|h[1-6]|hr|i|img|kbd|li|mark|ol|p|pre|q|s|small|span|strong|sub|sup|table"
    r"|tbody|td|th|thead|tr|tt|u|ul|var|x)\s*>",
    re.I,
)
"""Tags of text; others in angle brackets may be words, such as <command>."""
_PRINTF = late(r"%(?:\d+\$)?[^A-Za-z({<]*[A-Za-z]{1,3}|%.")
_BRANCH = late(rf"([^\s{{}}]+)\s*\{{({_WITHIN})\}}")
_HEAD = late(r"\{\s*([\w.]+)\s*,\s*(\w+)\s*,")


class Placeholder(Struct, frozen=True):
    """`text[start:end]`, and its `key`, which those have in common that do the same. `doubtful`: it may be prose. `shown` is what to call
    it where that is not the text itself.
    """

    @property
    def named(self) -> bool:
        """Whether it stands for a value by its name, as often as a sentence needs that."""
        return (
            self.key[0] in "{$%#@_:!["
            and not self.key.startswith(("{%", "{{#", "{{/", "{{^"))
            and any(map(str.isalpha, self.key))
            and _PRINTF.fullmatch(self.key) is None
        )

    start: int
    end: int
    key: str
    doubtful: bool = False
    shown: str = ""


def placeholders(text: str, start: int = 0, end: int | None = None, slots: Collection[str] = ()) -> Iterator[Placeholder]:
    """Those of a stretch of text, in order. What choices of ICU hold in their branches comes once each, however many say it.

    `slots` are the signs of the notations that prose has as well and that count nevertheless, as `slots_of` gives them.
    """
    end = len(text) if end is None else end
    found = list(_placeholders(text, start, end))
    if slots:
        taken = [(one.start, one.end) for one in found]
        others = (match for match in _SLOT.finditer(text, start, end) if match[0][0] in slots)
        free = [one for one in others if not any(a < one.end() and one.start() < b for a, b in taken)]
        found = sorted((*found, *(Placeholder(*one.span(), one[0]) for one in free)), key=lambda one: one.start)
    yield from found


def slots_of(article: "Article") -> frozenset[str]:
    """The signs of the notations that prose has as well (`@!%[`) with which a file of segments writes placeholders: nearly all that its
    originals have stand so in their translations.
    """
    original = article.original
    if original is None or not article.document.pairs:
        return frozenset()
    kept, lost, at = Counter[str](), Counter[str](), 0
    pairs = article.document.pairs
    for match in _SLOT.finditer(original.text):
        while at < len(pairs) and pairs[at].source_end < match.end():
            at += 1
        if at == len(pairs):
            break
        pair = pairs[at]
        if pair.start < pair.end and pair.source_start <= match.start():
            (kept if match[0] in article.text[pair.start : pair.end] else lost)[match[0][0]] += 1
    return frozenset(sign for sign, times in kept.items() if times >= max(_SHOWN, _TO_ONE * lost[sign]))


_SHOWN, _TO_ONE = 4, 3
"""How many that stand so in the translation show a notation, in all and for each that does not."""

_SLOT = late(
    r"(?<![A-Za-z\d_.@!%/&])(?:[@!%][A-Za-z][A-Za-z\d_-]*[A-Za-z\d](?![A-Za-z\d_@%])|\[[A-Za-z][A-Za-z\d_:.-]+\](?![(\[]))"
)


def _placeholders(text: str, start: int, end: int) -> Iterator[Placeholder]:
    for match in _MARKUP.finditer(text, start, end):
        if match["choice"]:
            yield from _choice(text, match.start(), match.end())
        else:
            doubtful = match.lastgroup in ("number", "colon") or (match.lastgroup == "tag" and not _KNOWN.match(match[0]))
            yield Placeholder(*match.span(), plain(match[0]), doubtful)


def _choice(text: str, start: int, end: int) -> Iterator[Placeholder]:
    head = _HEAD.match(text, start, end)
    assert head is not None
    branches = list(_BRANCH.finditer(text, head.end(), end - 1))
    names = ",".join(sorted({branch[1] for branch in branches})) if head[2] == "select" else ""
    yield Placeholder(start, end, f"{{{head[1]},{head[2]},{names}}}", False, f"{{{head[1]}, {head[2]}, …}}")
    within: dict[str, Placeholder] = {}
    for branch in branches:
        for one in placeholders(text, branch.start(2), branch.end(2)):
            within.setdefault(one.key, one)
    yield from within.values()


def plain(markup: str) -> str:
    """A piece of markup without what may differ between languages: case and attributes of tags, spaces within braces."""
    if markup[0] == "<":
        return re.sub(r"\s.*?(?=/?>)", "", markup, flags=re.S).lower()
    return re.sub(r"\s+", "", markup) if markup[0] == "{" else markup
