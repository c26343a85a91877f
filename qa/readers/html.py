"""HTML: the text that a reader of the page sees, every character with its place in the markup.

White space collapses as in a browser. Left out: what no browser shows (head, scripts, hidden elements), navigation, footers, form
controls, code blocks, calls of notes; U+FFFC stands for code, formulas and pictures amid text. `lang` attributes say what is in
which language.
"""

# ruff: noqa: SIM905 - lists of tags read better as words

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from qa.article import Block, Document, Foreign, Kind, Link
from qa.positions import Mark, Run, SourceMap, line_starts
from qa.readers.source import OBJECT, SOFT_HYPHEN, decode, joins_wide
from qa.suppress import Comments

_KINDS: dict[str, Kind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "item", "dd": "item", "dt": "item", "figcaption": "caption", "caption": "caption", "td": "cell", "th": "cell",
    "blockquote": "quotation",
}  # fmt: skip
_BLOCKS = frozenset(_KINDS) | frozenset(
    "address article aside body br center details dialog dir div dl fieldset figure footer form frameset head header hgroup hr html "
    "legend listing main menu nav ol optgroup option p plaintext pre search section select summary table tbody tfoot thead tr ul "
    "video xmp".split()
)
_LEFT_OUT = frozenset(
    "audio button canvas datalist footer frameset iframe listing meter nav noembed noframes noscript object option plaintext pre "
    "progress rp rt script select style template textarea title video xmp".split()
)
_OBJECTS = frozenset("code kbd math samp".split())
_PICTURES = frozenset("img input embed svg".split())
_VOID = frozenset("area base br col embed frame hr img input link meta param source track wbr".split())
_ENDS = {
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "td": ("td", "th"), "th": ("td", "th"), "tr": ("tr",),
}  # fmt: skip
"""Which open elements a start tag ends, unless a list or table that holds it began within them."""
_SCOPES = frozenset("table ul ol dl menu dir".split())
_SEARCHED = 64
"""How far up open elements are searched for one of these; no page nests deeper within an item."""

_BLANK = f" \u00a0{OBJECT}"
_WHITE = " \t\n\f\r"
_ODD = re.compile(f"[\t\n\f\r{SOFT_HYPHEN}]")
_IRREGULAR = re.compile(f"[ \t\n\f\r]{{2,}}|[\t\n\f\r{SOFT_HYPHEN}]")
_LANGUAGE = frozenset(("lang", "xml:lang"))
_HIDING = {
    "hidden": re.compile(".*", re.S),
    "role": re.compile("navigation"),
    "style": re.compile(r"(?:.*?;)?\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b.*", re.I | re.S),
}
"""Attributes that take an element off the page or the article, and the values with which they do."""
_NOTHING = re.compile("</>")
_NOTE_CALL = re.compile(r"\s*(?:<[^>]{0,300}>\s*){0,4}[\[(]?\s*(?:\d|[*†‡§])")
_CHARSET = re.compile(rb"""<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_ENCODINGS = re.compile(
    r"windows-(?:125\d|874)|cp(?:125\d|866)|x-sjis|iso-?8859-\d+|latin-?1|us-ascii|ascii|koi8-[ru]|ibm866|macintosh|gb(?:k|2312|18030)"
    r"|big5(?:-hkscs)?|euc-(?:jp|kr)|shift[-_]jis|iso-2022-jp|tis-620"
)
_BROWSERS_READ_AS = {
    "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252",
    "ascii": "windows-1252", "us-ascii": "windows-1252", "iso-8859-9": "windows-1254", "gb2312": "gb18030", "gbk": "gb18030",
    "macintosh": "mac_roman", "x-sjis": "cp932", "shift_jis": "cp932", "shift-jis": "cp932", "big5": "big5hkscs",
    "euc-kr": "cp949", "tis-620": "cp874", "windows-874": "cp874",
}  # fmt: skip
"""Encodings that browsers take for a larger one; https://encoding.spec.whatwg.org/#names-and-labels."""

_TEXT, _START, _END, _COMMENT, _REFERENCE = 0, 1, 2, 3, 5
"""Values of turbohtml's TokenType."""


def documents(file: BinaryIO, path: str) -> Iterator[Document]:
    """The one document that an HTML file is. Raises ReadError where it is not in the encoding that it declares."""
    data = file.read()
    encoding = declared_encoding(data)
    found = document(path, path, decode(data, path, encoding))
    found.encoding = encoding
    yield found


def declared_encoding(data: bytes) -> str:
    """The encoding that a page declares in its first 2048 bytes; UTF-8 where it declares none or one that is not known."""
    declared = None if data.startswith(b"\xef\xbb\xbf") else _CHARSET.search(data, 0, 2048)
    return known_encoding(declared[1].decode("ascii")) if declared else "utf-8"


def known_encoding(label: str) -> str:
    """The codec that reads what a page or server labels so, as browsers would; "utf-8" for labels that mean nothing."""
    label = label.strip().lower()
    return _BROWSERS_READ_AS.get(label, label) if _ENCODINGS.fullmatch(label) else "utf-8"


def document(id: str, path: str, raw: str) -> Document:
    """A page, or a piece of one, as a document."""
    page = Page(raw)
    page.markup(0, len(raw))
    return page.document(id, path, escape)


def escape(text: str) -> str:
    """Visible text as HTML writes it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_Element = tuple[str, Kind, str | None]
"""The tag of an open element, what its text is and in which language."""
_NONE: _Element = ("", "paragraph", None)


class Page:
    """The text of a page, gathered in one pass over its markup."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.comments = Comments()
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.runs: list[Run] = []
        self.length = 0
        """Of the text so far."""
        self.gap = int(raw.startswith("\ufeff"))
        """Where text inserted now would go: after the tags that closed, before those that opened."""
        self.spaced = True
        """Whether white space that follows shows nothing."""
        self.begin = self.begin_parts = self.begin_runs = 0
        """The open block's: offset in the text, first of the parts, first of the runs."""
        self.objects: list[int] = []
        """Where U+FFFC stands in the open block."""
        self.pictures: list[int] = []
        """Those of them that show a picture."""
        self.unfinished: int | None = None
        """The run of the code or formula that is open."""
        self.open: list[_Element] = []
        self.counts: defaultdict[str, int] = defaultdict(int)
        self.kind: Kind = "paragraph"
        self.hidden = 0
        """How many elements are open from the outside to the one that is left out; 0 where text shows."""
        self.language: str | None = None
        self.page_language: str | None = None
        self.stretches: list[tuple[int, int, str | None]] = []
        """Text start and end, and the language that tags around it name."""
        self.stretch_start = 0
        self.links: list[Link] = []
        self.link: tuple[int, str] | None = None
        """Where the open link starts in the text, and its target."""

    def markup(self, begin: int, finish: int) -> None:
        """Read the HTML `raw[begin:finish]`."""
        from turbohtml import tokenize

        runs, parts, odd = self.runs, self.parts, _ODD.search
        raw = self.raw[begin:finish]
        lines = [begin + line for line in line_starts(raw)] if begin else line_starts(raw)
        tokens = tokenize(raw, resolve_references=False)
        token = next(tokens, None)
        start = begin
        while token is not None:
            following = next(tokens, None)
            end = lines[following.line - 1] + following.col if following is not None else finish
            kind = token.type
            if kind == _TEXT:
                if not self.hidden:
                    shown = token.data or ""
                    if len(shown) != end - start:
                        self._broken(len(shown), start, end)
                    elif (self.spaced and shown[0] == " ") or "  " in shown or odd(shown) or not start:
                        self.show_run(start, end)
                    else:  # as show does, without the call: most text goes this way
                        length = self.length + end - start
                        runs.append((self.length, length, start, end, self.gap))
                        parts.append(shown)
                        self.length, self.gap, self.spaced = length, end, shown[-1] == " "
            elif kind == _START:
                self.start(token.tag or "", token.attrs or (), start, end)
            elif kind == _END:
                self.end(token.tag or "", end)
            elif kind == _REFERENCE:
                if not self.hidden:
                    source = token.source or ""
                    start = self.raw.index(source, start)  # past any `</>`
                    self.reference(token.data or "", start, start + len(source))
            elif kind == _COMMENT:
                self.comments.comment(token.data or "", self.length, start, end)
            token, start = following, end

    def document(self, id: str, path: str, escape: Callable[[str], str], marks: Sequence[Mark] = ()) -> Document:
        """All that was read, as a document."""
        self.part(len(self.raw))
        self._end_stretch()
        text = "".join(self.parts).removesuffix("\n")
        declared, foreign = self._languages()
        return Document(
            id,
            path,
            text,
            _with_languages(self.blocks, foreign),
            SourceMap(self.raw, self.runs, escape, marks),
            declared,
            suppressions=self.comments.all(),
            warnings=() if self.blocks else ("empty",),
            foreign=foreign,
            links=tuple(self.links),
        )

    # ------------------------------------------------------------------ text

    def _broken(self, length: int, start: int, end: int) -> None:
        """Text of `length` characters that takes up more of the input: through carriage returns, or through markup of which a
        browser makes nothing: `</>`, and a tag that the file's end cuts off.
        """
        for part in _NOTHING.split(self.raw[start:end]):
            shown = len(part) - part.count("\r\n")
            if shown > length:
                part = part[: _with_returns(part, length)]
            if part:
                self.show_run(start, start + len(part))
            start += len(part) + len("</>")
            length -= shown

    def show_run(self, start: int, end: int) -> None:
        """Show `raw[start:end]`, which holds no markup."""
        raw = self.raw
        if start == 0 and raw[0] == "\ufeff":
            start = 1
        shown = raw[start:end]
        if "  " in shown or _ODD.search(shown):
            at = 0
            for match in _IRREGULAR.finditer(shown):
                a, b = match.span()
                if a > at:
                    self._regular(shown[at:a], start + at, start + a)
                if shown[a] == SOFT_HYPHEN:
                    self.gap = start + b
                else:
                    self.white(start + a, start + b)
                at = b
            start, shown = start + at, shown[at:]
        if shown:
            self._regular(shown, start, end)

    def _regular(self, shown: str, start: int, end: int) -> None:
        """Text in which every space shows, but for a first one where one has just been."""
        if self.spaced and shown[0] == " ":
            self.white(start, start + 1)
            if end == start + 1:
                return
            start, shown = start + 1, shown[1:]
        self.show(shown, start, end)

    def white(self, start: int, end: int) -> None:
        """Show white space, which shows as one space at most."""
        if not self.spaced and not joins_wide(self.raw, start, end):
            self.show(" ", start, end)
            return
        if self.length > self.begin:  # goes with the space before: who deletes that must delete this
            self.runs.append((self.length, self.length, start, end, self.gap))
            self.parts.append("")
        self.gap = end

    def reference(self, shown: str, start: int, end: int) -> None:
        """Show what the character reference `raw[start:end]` stands for."""
        rest = len(shown) - 1 if self.raw[end - 1] != ";" else 0  # `&notit` stands for ¬ and for the letters after it
        if shown in _WHITE:
            self.white(start, end)
        elif shown == SOFT_HYPHEN:
            self.gap = end
        elif rest:
            self.show(shown[:-rest], start, end - rest)
            self.show(shown[-rest:], end - rest, end)
        else:
            self.show(shown, start, end)

    def drop(self) -> None:
        """Forget what the open block shows so far."""
        del self.parts[self.begin_parts :], self.runs[self.begin_runs :]
        self.length, self.unfinished, self.spaced = self.begin, None, True
        self.objects, self.pictures = [], []
        while self.links and self.links[-1].start >= self.begin:
            self.links.pop()

    def show(self, shown: str, start: int, end: int) -> None:
        """Show `shown` for `raw[start:end]`."""
        length = self.length + len(shown)
        self.runs.append((self.length, length, start, end, self.gap))
        self.parts.append(shown)
        self.length = length
        self.gap = end
        self.spaced = shown[-1] == " "

    def thing(self, start: int, end: int, *, picture: bool = False) -> None:
        """Show code, a formula or a picture; a picture shows only between text."""
        if picture:
            if self.length == self.begin:
                return
            self.pictures.append(self.length)
        self.objects.append(self.length)
        self.show(OBJECT, start, end)

    def end_link(self) -> None:
        """End the link that is open."""
        if self.link is not None and self.length > self.link[0]:
            self.links.append(Link(self.link[0], self.length, self.link[1]))
        self.link = None

    # ------------------------------------------------------------------ tags

    def start(self, tag: str, attributes: Iterable[tuple[str, str | None]], start: int, end: int) -> None:
        """The start tag `raw[start:end]`."""
        if tag in _BLOCKS:
            self.part(end)
            if self.counts["p"] and tag != "br":
                self._close("p", start)
            if tag in _ENDS:
                self._end_open(_ENDS[tag], start)
        if tag in _PICTURES and not self.hidden:
            self.thing(start, end, picture=True)
        if tag in _VOID:
            if tag == "meta":
                self._meta(dict(attributes))
            return
        language, hidden = self.language, tag in _LEFT_OUT or tag == "svg"
        for name, value in attributes:
            if name in _LANGUAGE:
                language = (value or "").strip() or None
            elif name in _HIDING:
                hidden = hidden or _HIDING[name].fullmatch(value or "") is not None
        if tag == "sup" and _NOTE_CALL.match(self.raw, end):
            hidden = True
        if language != self.language:
            self._end_stretch()
            self.language = language
        self.kind = _KINDS.get(tag, self.kind)
        self.open.append((tag, self.kind, language))
        self.counts[tag] += 1
        if self.hidden:
            return
        if hidden:
            self.hidden = len(self.open)
        elif tag == "a":
            self.end_link()
            if target := dict(attributes).get("href"):
                self.link = self.length, target.strip()
        elif tag in _OBJECTS:
            self.unfinished = len(self.runs)
            self.thing(start, end)
            self.hidden = len(self.open)

    def end(self, tag: str, end: int) -> None:
        """The end tag that ends at `raw[end]`."""
        if tag in _BLOCKS:  # a browser takes </p> and </br> for whole elements
            self.part(end)
        if self.counts[tag]:
            self._close(tag, end)
        if not self.hidden:
            self.gap = end

    def _end_open(self, tags: tuple[str, ...], at: int) -> None:
        """End the item, cell or row that is open where the next one starts."""
        for tag, _, _ in islice(reversed(self.open), _SEARCHED):
            if tag in tags:
                self._close(tag, at)
            if tag in tags or tag in _SCOPES:
                return

    def _close(self, tag: str, at: int) -> None:
        """End the innermost element of that name and all within it at `raw[at]`."""
        closed = ""
        while closed != tag:
            closed = self.open.pop()[0]
            self.counts[closed] -= 1
            if closed == "a":
                self.end_link()
        if self.hidden > len(self.open):
            self.hidden = 0
            if self.unfinished is not None:
                a, b, start, _, gap = self.runs[self.unfinished]
                self.runs[self.unfinished] = (a, b, start, at, gap)
                self.unfinished = None
        _, self.kind, language = self.open[-1] if self.open else _NONE
        if language != self.language:
            self._end_stretch()
            self.language = language

    def _meta(self, attributes: dict[str, str | None]) -> None:
        if (attributes.get("http-equiv") or "").lower() == "content-language":
            self.page_language = (attributes.get("content") or "").split(",")[0].strip() or None

    # ---------------------------------------------------------------- blocks

    def part(self, at: int) -> None:
        """End the block; the tag that parts it from the next ends at `raw[at]`."""
        if self.length > self.begin:
            self._trim()
        if self.length > self.begin:
            start, end = self._extent()
            self.blocks.append(Block(start, end, self.kind))
            self.comments.block(start, end)
            self.parts.append("\n")
            self.length += 1
            self.begin, self.begin_parts, self.begin_runs = self.length, len(self.parts), len(self.runs)
        if not self.hidden:
            self.gap = at
        self.spaced = True
        if self.objects:
            self.objects, self.pictures = [], []

    def _trim(self) -> None:
        """Take white space and pictures off the block's end, and all of a block that has nothing but them, formulas and code."""
        if (self.objects or not self.parts[self.begin_parts].strip()) and not self._block_text().strip(_BLANK):
            self.drop()
            return
        while self.parts[-1] in ("", " ") or (self.pictures and self.pictures[-1] == self.length - 1):
            part = self.parts.pop()
            self.runs.pop()
            self.length -= len(part)
            if part == OBJECT:
                self.pictures.pop()
        if self.parts[-1][-1] == " ":
            self.parts[-1] = self.parts[-1][:-1]
            a, b, start, end, gap = self.runs[-1]
            self.runs[-1] = (a, b - 1, start, end - 1, gap)
            self.length -= 1

    def _block_text(self) -> str:
        return "".join(self.parts[self.begin_parts :])

    def _extent(self) -> tuple[int, int]:
        """Where the open block starts and ends, no-break spaces that indent it left out."""
        if self.parts[self.begin_parts].strip() and self.parts[-1].strip():
            return self.begin, self.length
        text = self._block_text()
        return self.length - len(text.lstrip()), self.begin + len(text.rstrip())

    # ------------------------------------------------------------- languages

    def _end_stretch(self) -> None:
        if self.length > self.stretch_start:
            self.stretches.append((self.stretch_start, self.length, self.language))
        self.stretch_start = self.length

    def _languages(self) -> tuple[str | None, tuple[Foreign, ...]]:
        """The language that most of the text is declared to be in, and the stretches in others, split at block ends."""
        sizes: Counter[str | None] = Counter()
        for start, end, language in self.stretches:
            sizes[language or self.page_language] += end - start
        main = max(sizes, key=lambda language: sizes[language], default=self.page_language)
        if set(sizes) <= {main, None}:
            return main, ()
        primary = _primary(main)
        others = [
            (start, end, language)
            for start, end, tag in self.stretches
            if (language := tag or self.page_language) is not None and _primary(language) != primary
        ]
        return main, tuple(_within_blocks(others, self.blocks))


def _with_returns(text: str, length: int) -> int:
    """How much of `text` holds its first `length` characters, "\\r\\n" counted as one."""
    for match in re.finditer("\r\n", text):
        if match.start() >= length:
            break
        length += 1
    return length


def _primary(tag: str | None) -> str | None:
    return re.split("[-_]", tag, maxsplit=1)[0].lower() if tag else None


def _within_blocks(stretches: list[tuple[int, int, str]], blocks: list[Block]) -> Iterator[Foreign]:
    """The stretches, each cut to the blocks that it runs through. Both are in order."""
    first = 0
    for start, end, language in stretches:
        while first < len(blocks) and blocks[first].end <= start:
            first += 1
        index = first
        while index < len(blocks) and blocks[index].start < end:
            block = blocks[index]
            yield Foreign(max(start, block.start), min(end, block.end), language)
            index += 1


def _with_languages(blocks: list[Block], foreign: tuple[Foreign, ...]) -> list[Block]:
    """The blocks, those that are wholly in another language marked as such."""
    if not foreign:
        return blocks
    whole = {(one.start, one.end): one.language for one in foreign}
    return [Block(block.start, block.end, block.kind, whole.get((block.start, block.end))) for block in blocks]
