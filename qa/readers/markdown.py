"""Markdown (CommonMark, with tables, footnotes, strikethrough and task lists): the text that its HTML would show.

Every event of the parser becomes what its HTML would be, so pages and Markdown share one reading. Left out: front matter, code
blocks, targets of links and pictures, HTML tags; U+FFFC stands for code, bare links in <>, and pictures amid text. What a picture
that stands alone, without a link, is called is its caption.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise
from operator import add
from typing import Any, BinaryIO, Literal

from qa.article import Document, Link
from qa.positions import Mark
from qa.readers.html import Page
from qa.readers.source import decode

_FRONT_MATTER = re.compile(
    r"\ufeff?(?:---[ \t]*\r?\n(?:#.*\n)*(?=[^\s:#][^\n:]*:)(?:.*\n)*?(?:---|\.\.\.)[ \t]*|\+\+\+[ \t]*\r?\n(?:.*\n)*?\+\+\+[ \t]*)(?:\r?\n|\Z)"
)
_LANGUAGE = re.compile(
    r"""^(?:lang|language)[ \t]*[:=][ \t]*["']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)["']?[ \t\r]*$""", re.M
)
_SPECIAL = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)")
_LONE = re.compile("[\ud800-\udfff]")
_TAGS = {
    "Paragraph": "p", "Heading": "h2", "BlockQuote": "blockquote", "List": "ul", "Item": "li", "Table": "table", "TableHead": "tr",
    "TableRow": "tr", "TableCell": "td", "FootnoteDefinition": "div", "CodeBlock": "pre",
}  # fmt: skip
"""The elements that the parser's blocks stand for."""
_MARKS = frozenset(("Emphasis", "Strong", "Strikethrough", "Link"))


def documents(file: BinaryIO, path: str) -> Iterator[Document]:
    """The one document that a Markdown file is. Raises ReadError where it is not UTF-8."""
    yield document(path, path, decode(file.read(), path))


def document(id: str, path: str, raw: str) -> Document:
    """A Markdown text as a document."""
    text = _Text(raw)
    text.read()
    return text.document(id, path, escape, text.marks)


def escape(text: str) -> str:
    """Visible text as Markdown writes it."""
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)


class _Text(Page):
    """The text of a Markdown file, gathered in one pass over its events."""

    def __init__(self, raw: str) -> None:
        super().__init__(raw)
        self.marks: list[Mark] = []
        self.opened: list[tuple[int, int]] = []
        """Of the open emphases and links: where they start in text and input."""
        self.targets: list[str] = []
        """Of the open links."""
        self.last = 0
        """Where the latest event of a line ended."""
        self.fresh = False
        """Whether text inserted before what comes next goes right before it: so at a block's start."""
        self.wrapped = False
        """Whether a line break has just been, which shows as a space."""
        self.silent = 0
        """How deep within what does not show: a picture's description, a link that is its own text."""
        self.description: Literal["", "open", "closed"] = ""
        """Of a picture at a block's start; shown as its caption if nothing follows in the block."""
        self.html: list[tuple[int, int]] = []
        """The lines of the open HTML block."""

    def read(self) -> None:
        """Read the whole file."""
        from pyromark import Options, events_with_range

        front = _FRONT_MATTER.match(self.raw)
        at = front.end() if front else int(self.raw.startswith("\ufeff"))
        if front and (language := _LANGUAGE.search(front[0])):
            self.page_language = language[1]
        options = (
            Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_TASKLISTS
            | Options.ENABLE_HEADING_ATTRIBUTES | Options.ENABLE_GFM
        )  # fmt: skip
        body = _LONE.sub("\ufffd", self.raw[at:])
        place = partial(add, at) if body.isascii() else _CodePoints(body, at)
        events: Iterable[tuple[Any, Any]] = events_with_range(body, options=options)
        for event, span in events:
            if isinstance(event, str):
                self._bare(event, place(span["end"]))
                continue
            ((name, value),) = event.items()
            if name == "End":
                self._end_of(value if isinstance(value, str) else next(iter(value)), place(span["end"]))
                continue
            start = place(span["start"])
            if name == "Text":
                self._text(value, start, place(span["end"]))
            elif name == "Start":
                kind, details = (value, None) if isinstance(value, str) else next(iter(value.items()))
                self._start_of(kind, details, start, span["end"], place)
            elif name == "Html":
                self.html.append((start, place(span["end"])))
            elif not self.silent:
                self._inline(name, start, place(span["end"]))

    def _text(self, shown: str, start: int, end: int) -> None:
        if self.hidden or self.silent or start == end:  # a tab's rest before an HTML block has no place
            return
        raw = self.raw
        escaped = start > self.last and raw[start - 1] == "\\"
        self._arrive(start - escaped)
        self.last = end
        if escaped:
            self.show(raw[start], start - 1, start + 1)
            start += 1
            shown = shown[1:]
        if len(shown) != end - start:
            self.reference(shown, start, end)
        elif shown:
            self.show_run(start, end)

    def _inline(self, name: str, start: int, end: int) -> None:
        self._arrive(start)
        if name == "InlineHtml":
            self.markup(start, end)
        elif not self.hidden:
            if name == "Code":
                self.thing(start, end)
            self.gap = end  # a note's call and a task's box show nothing
        self.last = end

    def _bare(self, event: str, end: int) -> None:
        if event == "SoftBreak":
            self.wrapped = not self.silent
        elif not self.silent:  # a hard break or a rule
            self.part(end)
            self.last, self.fresh, self.wrapped = end, True, False

    def _start_of(self, kind: str, details: Any, start: int, byte_end: int, place: Callable[[int], int]) -> None:
        if self.silent:
            self.silent += 1
        elif kind in _TAGS:
            self.start(_TAGS[kind], (), start, start)
            self.last, self.fresh, self.wrapped = start, True, False
        elif kind == "HtmlBlock":
            self.part(start)
        elif kind == "Image" and self.length == self.begin and not self.opened:
            self.description = "open"
        elif kind == "Image" or (kind == "Link" and details["link_type"] in ("Autolink", "Email")):
            self._arrive(start)
            self.last = place(byte_end)
            self.silent = 1
            if not self.hidden:
                self.thing(start, self.last, picture=kind == "Image")
                if kind == "Link":
                    mail = "mailto:" if details["link_type"] == "Email" else ""
                    self.links.append(Link(self.length - 1, self.length, mail + details["dest_url"]))
        elif kind in _MARKS:
            self._arrive(start)
            self.last = start + 1
            self.opened.append((self.length, start))
            if kind == "Link":
                self.targets.append(details["dest_url"])

    def _end_of(self, kind: str, end: int) -> None:
        if self.silent:
            self.silent -= 1
        elif kind in _TAGS:
            if self.description == "closed":
                self.kind = "caption"
            self.description = ""
            self.wrapped = False
            self.end(_TAGS[kind], end)
        elif kind == "HtmlBlock":
            self._html_block(end)
        elif kind == "Image":
            self.description = "closed"
            self.gap = self.last = end
        elif kind in _MARKS:
            begin, start = self.opened.pop()
            target = self.targets.pop() if kind == "Link" else ""
            if target and self.length > begin:
                self.links.append(Link(begin, self.length, target))
            if self.length > begin:
                self.marks.append((begin, self.length, start, end))
            self.last = end
            if not self.hidden:
                self.gap = end

    def _arrive(self, at: int) -> None:
        """Something of a line comes at `raw[at]`: what has been waiting for it is settled."""
        if self.description == "closed":  # the picture does not stand alone
            self.drop()
            while self.marks and self.marks[-1][0] >= self.begin:
                self.marks.pop()
            self.description = ""
        if self.wrapped:  # with the marks of quotations and lists at the next line's start
            if not self.hidden:
                self.white(self.last, at)
            self.wrapped = False
        elif self.fresh and not self.hidden:
            self.gap = at
        self.fresh = False

    def _html_block(self, end: int) -> None:
        lines, self.html = self.html, []
        if all(a[1] == b[0] for a, b in pairwise(lines)):
            lines = [(lines[0][0], lines[-1][1])] if lines else []
        for start, finish in lines:  # one by one only where each has the mark of a quotation before it
            self.markup(start, finish)
        self.part(end)


class _CodePoints:
    """Turns offsets in bytes of UTF-8 to code points, counted from `base`. Quick where each is near the one before."""

    def __init__(self, text: str, base: int) -> None:
        self._data = text.encode()
        self._byte = 0
        self._point = base

    def __call__(self, byte: int) -> int:
        if byte >= self._byte:
            self._point += len(self._data[self._byte : byte].decode())
        else:
            self._point -= len(self._data[byte : self._byte].decode())
        self._byte = byte
        return self._point
