"""What all HTML of the report is written with: text from outside, escaped, and the language and direction that it has."""

import html
import re

from qa import language as languages
from qa.analysis.scripts import scripts_of
from qa.readers.source import OBJECT

_RTL = frozenset({"Arabic", "Hebrew", "Thaana"})
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {0x7F: 0x2421}
"""Control characters, which HTML cannot hold or changes, and the signs that stand for them."""
_LONE = re.compile("[\ud800-\udfff]")


def escape(text: str) -> str:
    """Text as HTML writes it, in attributes too; control characters and halves of surrogate pairs get a sign."""
    return html.escape(_LONE.sub("\N{REPLACEMENT CHARACTER}", text.translate(_PICTURES)))


def direction(code: str, text: str) -> str:
    """ "rtl" or "ltr": that of the language, or of the text's script where nothing is known of the language."""
    language = languages.load(code)
    if language.name != language.code and language.code != "und":
        return language.direction
    return "rtl" if scripts_of(text) & _RTL else "ltr"


def attributes(code: str, text: str) -> str:
    """The language and direction of a text as attributes of the element that holds it."""
    tag = languages.canonical(code) or "und"
    return f' lang="{escape(tag)}" dir="{direction(tag, text)}"'


def visible(text: str) -> str:
    """A stretch of text; pictures, code and formulas in it show as a sign."""
    sign = '<span class="object" role="img" aria-label="code, formula or picture">▦</span>'
    return escape(text).replace(OBJECT, sign)
