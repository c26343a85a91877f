"""XML as a stream: exact places, bounded memory, and nothing that a hostile file could do.

`expat` reads it, as UTF-8 whatever the file's encoding, and says at which byte each piece stands. Refused are documents that declare
entities or anything else of their own, references to what is not declared, tags beyond a megabyte and nesting beyond `DEPTH`.
Nothing outside the file is ever read.
"""

import codecs
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Any, BinaryIO, ClassVar, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from qa.positions import SourceMap
from qa.readers import bilingual, html
from qa.readers.bilingual import BREAK, Atom, Gathering, Languages, Part, Stretch
from qa.readers.source import OBJECT, ReadError, decoded

DEPTH = 200
_PIECE = 1 << 16
_TOKEN = 1 << 20
"""Bytes read at once, and bytes that a tag, a comment or the like may have at most."""
_SEGMENT, _APART = 1 << 20, 1 << 28
"""Characters that a segment may have, and bytes that units may stand apart: a skeleton may stand between."""

_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']""")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_STARTS = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))

Attributes = Mapping[str, str]
Open = tuple[tuple[str, Attributes], ...]
"""The elements that are open somewhere, from the outside in."""


class Unit(NamedTuple):
    """A unit as it was read, with places in bytes: its parts, where its end tag ends, and what is open there.

    `label` names the part of the file that it is of; where that changes the file is cut.
    """

    parts: list[Part]
    languages: Languages
    end: int
    open: Open
    label: str


class Markup:
    """Reads one file, or a stretch of one within elements that are `open` already. Formats say which elements mean what.

    `inline` says what an element amid a segment is: "through" for one whose text shows, "hidden" for one whose does not,
    "thing" for one that stands for something.
    """

    root = ""
    inline: ClassVar[Mapping[str, str]] = {}

    def __init__(self, path: str, open: Open = ()) -> None:
        self.path = path
        self.units: list[Unit] = []
        self.stack: list[tuple[str, Attributes]] = []
        self.source: list[str] | None = None
        self.target: list[Atom] | None = None
        """What the text that is read goes into; None where it is none."""
        self._hidden = self._length = 0
        """Within how many codes the text is that is read, and how much of it there was."""
        self._code: list[str] = []
        """What the code says that is read."""
        self._gap = 0
        self._literal = False
        self._begun = -1
        """Where the last start tag stands if nothing has followed it."""
        self._buffer = bytearray()
        self._base = 0
        """The byte at which the buffer starts."""
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartCdataSectionHandler = self._enter_literal
        parser.EndCdataSectionHandler = self._leave_literal
        parser.CommentHandler = self._skip
        parser.ProcessingInstructionHandler = self._skip
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._refuse_entity
        parser.SkippedEntityHandler = self._unknown_entity
        self._shift = 0
        if open:
            before = "".join(
                f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in own.items())}>" for name, own in open
            )
            parser.Parse(before.encode(), False)
            self._shift = len(before.encode())

    def stretches(self, pieces: Iterable[str]) -> Iterator[Stretch]:
        """What the file holds, a stretch at a time. Raises ReadError."""
        gathered: dict[str | None, Gathering] = {}
        label, cut = "", 0
        open = here = tuple(self.stack)
        count = self._code_points()
        for piece in chain(pieces, (None,)):
            self._feed(piece)
            for unit in self.units:
                changes = gathered and unit.label != label
                if changes or (unit.end > cut and any(one.is_full(cut - self._base) for one in gathered.values())):
                    yield self._stretch(cut, list(gathered.values()), label, open)
                    gathered, open, count = {}, here, self._code_points()
                label = unit.label
                into = gathered.setdefault(unit.languages.target, Gathering(unit.languages))
                into.unit([_placed(part, count) for part in unit.parts])
                cut, here = unit.end, unit.open
            self.units.clear()
        yield self._stretch(self._base + len(self._buffer), list(gathered.values()) or [Gathering(Languages())], label, open)

    def again(self, raw: str) -> Stretch:
        """The same of a stretch of a file alone, as it is now. Raises ReadError."""
        for piece in raw[:0], raw:
            self._feed(piece)
        gathered: dict[str | None, Gathering] = {}
        count = self._code_points()
        for unit in self.units:
            gathered.setdefault(unit.languages.target, Gathering(unit.languages)).unit(
                [_placed(part, count) for part in unit.parts]
            )
        return Stretch(raw, list(gathered.values()) or [Gathering(Languages())])

    def _feed(self, piece: str | None) -> None:
        data = b"" if piece is None else piece.encode("utf-8")
        self._buffer += data
        try:
            self._parser.Parse(data, piece is None)
        except expat.ExpatError as error:
            told = expat.ErrorString(error.code)
            raise ReadError(
                self.path, f"not well-formed XML: {told} at line {error.lineno}, column {error.offset + 1}"
            ) from error
        if self._base + len(self._buffer) - self.at() > _TOKEN:
            raise ReadError(self.path, f"a tag or comment of more than {_TOKEN:,} bytes is refused")
        if len(self._buffer) > _APART:
            raise ReadError(self.path, f"{_APART:,} bytes without the end of a unit are refused")

    def _stretch(self, end: int, gathered: list[Gathering], label: str, open: Open) -> Stretch:
        raw = self._buffer[: end - self._base].decode("utf-8")
        del self._buffer[: end - self._base]
        self._base = end
        return Stretch(raw, gathered, label, open)

    def _code_points(self) -> Callable[[int], int]:
        """Code points of the stretch before a byte, asked for in ascending order."""
        start, last, count = self._base, self._base, 0
        buffer = self._buffer

        def before(byte: int) -> int:
            nonlocal last, count
            if byte > last:
                count += len(buffer[last - start : byte - start].decode("utf-8"))
                last = byte
            return count

        return before

    # ------------------------------------------------------------------ what formats say

    def opened(self, tag: str, attributes: Attributes) -> None:
        """An element outside of segments begins."""
        raise NotImplementedError

    def closed(self, tag: str, at: int, end: int) -> None:
        """An element ends that is not inline: its end tag is at `at:end`, empty where its start tag was its end."""
        raise NotImplementedError

    def marked(self, attributes: Attributes, closes: bool) -> None:
        """A segment amid a unit begins or ends (`mrk`)."""

    # ------------------------------------------------------------------ events

    def at(self) -> int:
        """The byte at which what is being read stands."""
        return self._parser.CurrentByteIndex - self._shift

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if len(self.stack) >= DEPTH:
            raise ReadError(self.path, f"elements within more than {DEPTH} others are refused")
        if not self.stack and tag != self.root:
            raise ReadError(self.path, f"its root is <{name[:40]}>, not <{self.root}>")
        self.stack.append((name, attributes))
        at = self.at()
        if self.source is None and self.target is None:
            self._begun = at
            self.opened(tag, attributes)
            return
        self._begun = at
        if self._hidden:
            self._hidden += 1
            return
        kind = self.kind(tag, attributes)
        if kind == "through":
            self.coded(tag, attributes, "")
            if tag == "mrk":
                self.marked(attributes, False)
            return
        self._hidden = 1
        self._code = []
        if kind == "thing":
            shown = BREAK if self.is_break(attributes) else OBJECT
            if self.source is not None:
                self.source.append(shown)
            elif self.target is not None:
                self.target.append(Atom(shown, at, -1, at if self._gap < 0 else self._gap))

    def kind(self, tag: str, attributes: Attributes) -> str:
        """What an inline element is, as in `inline`."""
        return self.inline.get(tag, "hidden")

    def coded(self, tag: str, attributes: Attributes, content: str) -> None:
        """An inline element begins whose text shows, or one has ended whose `content` does not; it is within no other code."""

    def is_break(self, attributes: Attributes) -> bool:
        """Whether an inline thing is a line break."""
        return False

    def _end(self, name: str) -> None:
        at = self.at()
        end = at if self._is_empty(at) else self._base + self._buffer.index(b">", at - self._base) + 1
        self._begun = -1
        tag = name.rpartition(":")[2]
        _, attributes = self.stack[-1]
        if (self.source is None and self.target is None) or self._is_segment(tag):
            self.closed(tag, at, end)
            self.stack.pop()
            return
        self.stack.pop()
        if self._hidden:
            self._hidden -= 1
            if self._hidden:
                return
            self.coded(tag, attributes, "".join(self._code))
            if self.target and self.target[-1].end < 0:
                self.target[-1] = self.target[-1]._replace(end=end)
        elif tag == "mrk":
            self.marked(attributes, True)
        self._gap = end

    def _is_segment(self, tag: str) -> bool:
        """Whether this element is the one that a segment's text stands in."""
        return not self._hidden and tag not in self.inline

    def _is_empty(self, at: int) -> bool:
        """Whether the tag that ends at `at` was its element's only one (`<x/>`)."""
        return 0 <= self._begun < at and self._buffer[at - 2 - self._base : at - self._base] == b"/>"

    def begin_target(self) -> list[Atom]:
        """From here on text is a translation's."""
        self.target, self._hidden, self._length = [], 0, 0
        self._gap = -1
        return self.target

    def begin_source(self) -> list[str]:
        """From here on text is what is translated."""
        self.source, self._hidden, self._length = [], 0, 0
        return self.source

    def _characters(self, data: str) -> None:
        if self.source is not None or self.target is not None:
            self._length += len(data)
            if self._length > _SEGMENT:
                raise ReadError(self.path, f"a segment of more than {_SEGMENT:,} characters is refused")
        if self._hidden:
            self._code.append(data)
        elif self.source is not None:
            self.source.append(data)
        elif self.target is not None:
            at = self.at()
            first = self._buffer[at - self._base]
            if first == 0x26 and not self._literal:
                end = self._base + self._buffer.index(b";", at - self._base) + 1
            elif first == 0x0D:
                end = at + 1 + (self._buffer[at - self._base + 1 : at - self._base + 2] == b"\n")
            else:
                end = at + (len(data) if data.isascii() else len(data.encode("utf-8")))
            self.target.append(Atom(data, at, end, at if self._gap < 0 else self._gap))
            self._gap = end
        self._begun = -1

    def _enter_literal(self) -> None:
        self._literal = True
        self._begun = -1
        self._gap = -1  # what is inserted before its text goes into the section

    def _leave_literal(self) -> None:
        self._literal = False
        self._begun = -1

    def _skip(self, *_: Any) -> None:
        self._begun = -1

    def _doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        if internal:
            raise ReadError(self.path, "a document type with declarations of its own is refused: entities could be anything")

    def _refuse_entity(self, *_: Any) -> None:
        raise ReadError(self.path, "declarations of entities are refused")

    def _unknown_entity(self, name: str, *_: Any) -> None:
        raise ReadError(self.path, f"the entity &{name}; is not declared")


def _placed(part: Part, count: Callable[[int], int]) -> Part:
    """A part with its places in code points."""
    atoms = []
    for shown, start, end, gap in part.atoms:
        before = count(gap)
        begins = count(start)
        atoms.append(Atom(shown, begins, count(end), before))
    return part._replace(atoms=atoms, place=part.place if atoms else count(part.place))


class XmlMap(SourceMap):
    """Writes text as XML needs it where it stands, in a CDATA section and outside of one."""

    @cached_property
    def _literals(self) -> list[int]:
        """Where CDATA sections begin."""
        return [match.start() for match in re.finditer(r"<!\[CDATA\[", self.raw)]

    def written(self, text: str, at: int) -> str:
        if self._is_literal(at):
            return text.replace("]]>", "]]]]><![CDATA[>")
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def _is_literal(self, at: int) -> bool:
        before = bisect_left(self._literals, at)
        return before > 0 and self.raw.find("]]>", self._literals[before - 1], at) < 0


class Format(bilingual.Format):
    """That of files which a kind of `Markup` reads."""

    unwritable = "xmlcharrefreplace"

    def __init__(self, markup: type[Markup]) -> None:
        self._markup = markup

    def stretches(self, file: BinaryIO, path: str) -> tuple[Iterator[Stretch], str]:
        encoding, pieces = _pieces(file, path)
        return self._markup(path).stretches(pieces), encoding

    def again(self, path: str, stretch: Stretch, raw: str) -> Stretch:
        return self._markup(path, stretch.context).again(raw)

    def map_of(self, stretch: Stretch) -> SourceMap:
        return XmlMap(stretch.raw)


def _pieces(file: BinaryIO, path: str) -> tuple[str, Iterator[str]]:
    """A file's encoding and its text, a piece at a time. Raises ReadError where it is not in the encoding that it declares."""
    first = file.read(_PIECE)
    encoding = _encoding(first, path)
    return encoding, decoded(chain((first,), iter(lambda: file.read(_PIECE), b"")), encoding, path)


def _encoding(first: bytes, path: str) -> str:
    for mark, encoding in (*_MARKS, *_STARTS):
        if first.startswith(mark):
            return encoding
    declared = _DECLARED.match(first)
    if declared is None:
        return "utf-8"
    label = declared[1].decode("ascii").lower()
    if label in ("utf-8", "utf8", "us-ascii", "ascii"):
        return "utf-8"
    known = html.known_encoding(label)
    if known == "utf-8":
        raise ReadError(path, f"it declares the encoding {label}, which is not read: save it as UTF-8")
    return label if label in ("iso-8859-1", "latin1") else known
