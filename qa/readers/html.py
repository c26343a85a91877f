"""HTML: the text that a reader of the page sees, every character with its place in the markup.

White space collapses as in a browser. Left out: what no browser shows (head, scripts, hidden elements), navigation, footers, form
controls; U+FFFC stands for code, formulas and pictures amid text. `lang` attributes say what is in which language.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from qa.article import Block, Document, Foreign, Kind
from qa.positions import Run, SourceMap
from qa.readers.source import OBJECT, SOFT_HYPHEN, decode, joins_wide
from qa.suppress import Comments

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(("td", "th"), "cell"),
    "blockquote": "quotation",
}  # fmt: skip
_BLOCKS = frozenset(_KINDS) | frozenset(
    "address article aside body center details dialog dir div dl fieldset figure footer form frameset head header hgroup hr html "
    "legend listing main menu nav ol optgroup option p pre search section summary table tbody tfoot thead tr ul".split()
)
_LEFT_OUT = frozenset(
    "audio button canvas datalist footer frameset iframe listing meter nav noembed noframes noscript object option plaintext progress "
    "script select style template textarea title video xmp".split()
)
_OBJECTS = frozenset("code kbd math pre samp svg".split())
_PICTURES = frozenset(("img", "input", "embed", "picture"))
_VOID = frozenset("area base br col embed frame hr img input link meta param source track wbr".split())
_SCOPES = frozenset("table td th ul ol dl menu dir".split())
"""A list item or cell within one of these ends none outside of it."""
_ENDS_ITSELF = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "td": ("td", "th"), "th": ("td", "th"), "tr": ("tr",),
                "option": ("option",)}  # fmt: skip
_DEEPEST = 512
"""Elements nested deeper are taken to stand at this depth, as browsers do."""

_WHITE = " \t\n\f\r"
_IRREGULAR = re.compile(f"[ \t\n\f\r]{{2,}}|[\t\n\f\r{SOFT_HYPHEN}]")
_INVISIBLE_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_TEXT, _START, _END, _COMMENT, _REFERENCE = 0, 1, 2, 3, 5


class _Element(NamedTuple):
    tag: str
    kind: Kind
    language: str | None


def documents(file: BinaryIO, path: str) -> Iterator[Document]:
    """The one document that an HTML file is. Raises ReadError where it is not in the encoding that it declares."""
    data = file.read()
    encoding = declared_encoding(data) or "utf-8"
    found = document(path, path, decode(data, path, encoding))
    found.encoding = encoding
    yield found


def document(id: str, path: str, raw: str) -> Document:
    """A page, or a piece of one, as a document."""
    return _Page(raw).document(id, path)


def escape(text: str) -> str:
    """Visible text as HTML writes it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class _Page:
    """One pass over the tokens of a page."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.parts: list[str] = []
        self.length = 0  # of the text so far
        self.runs: list[Run] = []
        self.gap = 0  # where text inserted now would go: after the tags that closed, before those that opened
        self.spaced = True  # whether white space that follows shows nothing
        self.picture: tuple[int, int] | None = None  # one that shows only if text follows it in its block
        self.begin = self.first_run = self.first_part = 0  # of the block: where it starts in text, runs and parts
        self.blocks: list[Block] = []
        self.open: list[_Element] = []
        self.counts: dict[str, int] = {}  # open elements by tag
        self.kind: Kind = "paragraph"
        self.language: str | None = None
        self.hidden = 0  # depth of the outermost element that is left out; 0: none is
        self.page_language: str | None = None
        self.stretches: list[tuple[int, int, str | None]] = []  # text in a language that a tag names
        self.stretch = 0
        self.comments = Comments()

    def document(self, id: str, path: str) -> Document:
        for token, start, end in _tokens(self.raw):
            kind = token.type
            if kind == _TEXT:
                if not self.hidden:
                    self._text(start, end)
            elif kind == _START:
                self._start(token, start, end)
            elif kind == _END:
                self._end(token.tag, start, end)
            elif kind == _REFERENCE:
                if not self.hidden:
                    self._reference(token.data, start, end)
            elif kind == _COMMENT:
                self.comments.comment(token.data, start, end)
        self._break(len(self.raw))
        self._close_stretch()
        text = "".join(self.parts)
        declared, foreign = self._languages()
        if foreign:
            self.blocks = _with_languages(self.blocks, foreign)
        source = SourceMap(self.raw, self.runs, escape)
        warnings = () if self.blocks else ("empty",)
        suppressions = self.comments.all(len(text))
        return Document(id, path, text, self.blocks, source, declared, suppressions=suppressions, warnings=warnings, foreign=foreign)

    def _text(self, start: int, end: int) -> None:
        shown = self.raw[start:end]
        if _IRREGULAR.search(shown):
            self._irregular(shown, start)
            return
        if self.spaced and shown[0] == " ":
            start += 1
            shown = shown[1:]
            if not shown:
                return
        self._show(shown, start, end)

    def _irregular(self, shown: str, start: int) -> None:
        """Text with white space that collapses, or with soft hyphens."""
        at = 0
        for match in _IRREGULAR.finditer(shown):
            a, b = match.span()
            if a > at:
                self._piece(shown[at:a], start + at)
            if shown[a] == SOFT_HYPHEN:
                pass
            elif not self.spaced and not joins_wide(self.raw, start + a, start + b):
                self._show(" ", start + a, start + b)
            at = b
        if at < len(shown):
            self._piece(shown[at:], start + at)

    def _piece(self, shown: str, start: int) -> None:
        if self.spaced and shown[0] == " ":
            shown, start = shown[1:], start + 1
        if shown:
            self._show(shown, start, start + len(shown))

    def _reference(self, shown: str, start: int, end: int) -> None:
        if self.raw[end - 1] != ";":  # `&notit` stands for ¬ and the letters after it
            rest = len(shown) - 1
            self._show(shown[0], start, end - rest)
            if rest:
                self._show(shown[1:], end - rest, end)
        elif shown in _WHITE:
            if not self.spaced:
                self._show(" ", start, end)
        elif shown != SOFT_HYPHEN:
            self._show(shown, start, end)

    def _show(self, shown: str, start: int, end: int) -> None:
        if self.picture and shown != " ":
            picture, self.picture = self.picture, None
            if self.length > self.begin:
                self._show(OBJECT, *picture)
        length = self.length + len(shown)
        self.runs.append((self.length, length, start, end, self.gap if self.gap else start))
        self.parts.append(shown)
        self.length = length
        self.gap = end
        self.spaced = shown[-1] == " "

    def _start(self, token: "_Token", start: int, end: int) -> None:
        tag = token.tag
        if tag in _BLOCKS or tag == "br":
            self._break(end)
            if self.counts.get("p") and tag != "br":
                self._close("p")
            if tag in _ENDS_ITSELF:
                self._close_before(_ENDS_ITSELF[tag])
        if tag in _VOID:
            if tag in _PICTURES and not self.hidden and self.picture is None:
                self.picture = (start, end)
            elif tag == "meta" and self.page_language is None:
                self._meta(dict(token.attrs))
            return
        language, hidden = self.language, tag in _LEFT_OUT
        if token.attrs:
            for name, value in token.attrs:
                if name in ("lang", "xml:lang"):
                    language = (value or "").strip() or None
                elif name == "hidden" or (name == "role" and value == "navigation"):
                    hidden = True
                elif name == "style" and value and _INVISIBLE_STYLE.search(value):
                    hidden = True
            if tag == "html" and language:
                self.page_language = language
        if len(self.open) >= _DEEPEST:
            return
        if language != self.language:
            self._close_stretch()
            self.language = language
        self.kind = _KINDS.get(tag, self.kind)
        self.open.append(_Element(tag, self.kind, language))
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if not self.hidden and (hidden or tag in _OBJECTS):
            self.hidden = len(self.open)
            if tag in _OBJECTS and not hidden:
                if tag == "svg":
                    self.picture = self.picture or (start, end)
                else:
                    self._show(OBJECT, start, end)

    def _end(self, tag: str, start: int, end: int) -> None:
        if tag in _BLOCKS:
            self._break(end)
        if self.counts.get(tag):
            self._close(tag)
        if tag == "br":  # a browser reads </br> as <br>
            self._break(end)
        if not self.hidden:
            self.gap = end

    def _close_before(self, tags: tuple[str, ...]) -> None:
        """End the list item or cell that goes on where a new one starts."""
        if not any(map(self.counts.get, tags)):
            return
        for element in reversed(self.open):
            if element.tag in tags:
                self._close(element.tag)
                return
            if element.tag in _SCOPES:
                return

    def _close(self, tag: str) -> None:
        """End the innermost element of that name and all within it."""
        while self.open:
            closed = self.open.pop()
            self.counts[closed.tag] -= 1
            if closed.tag == tag:
                break
        if self.hidden > len(self.open):
            self.hidden = 0
        language = self.open[-1].language if self.open else None
        if language != self.language:
            self._close_stretch()
            self.language = language
        self.kind = self.open[-1].kind if self.open else "paragraph"

    def _break(self, at: int) -> None:
        """End the block of text. `at`: where the tag that parts it from the next ends."""
        self.picture = None
        if self.length > self.begin:
            if self.spaced:  # white space at a block's end shows nothing
                self.runs.pop() if len(self.parts[-1]) == 1 else self._cut()
            ...
        if not self.hidden:
            self.gap = at
        self.spaced = True
