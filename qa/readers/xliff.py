"""XLIFF 1.2 and 2: units of a source and a target; each `<file>` is a document, or several where it is large.

A unit's id is that of `<trans-unit>` or `<unit>`; where it has several segments, `unit/segment`. Checked are targets: not what is
marked `translate="no"`, nor what its state, or that of the tool which wrote it, says is not translated yet as long as it is empty or a
copy of its source. Inline codes show
nothing where they mark text up; one that stands for something shows as U+FFFC, one for a line break as that. Matches, notes and
what stands within a code are left out.
"""

from collections.abc import Iterator
from typing import ClassVar

from qa.readers import xml
from qa.readers.bilingual import BREAK, Atom, Languages, Part

_NEW = frozenset({"new", "needs-translation", "initial"})
_NEW_OF_TOOLS = {"mq:status": "NotStarted", "m:confirmed": "0"}
"""How memoQ and Phrase say of a unit that nobody has translated it."""
_NEW_OF_STUDIO = ("", "Unspecified", "Draft")
"""How Trados Studio says it of a segment (`sdl:seg`), after the target."""
_SEGMENTS = frozenset({"segment", "ignorable"})
_CODES = frozenset({"g", "pc", "x", "ph", "bx", "sc", "bpt", "it"})
"""Inline elements that begin or are a code; what ends one needs no mention."""
_SAME = {"sc": "pc", "bx": "g"}
"""Codes that begin what another element may span as well."""
_HEADER = "x-gettext-domain-header"
"""What the header of a PO file is marked as, where XLIFF was made of one."""
_BREAKS = frozenset({"lb", "x-br", "xlf:lb"})


class _Xliff(xml.Markup):
    root = "xliff"
    inline: ClassVar = {
        "g": "through", "pc": "through", "mrk": "through", "bx": "through", "ex": "through", "sc": "through", "ec": "through",
        "sm": "through", "em": "through", "bpt": "hidden", "ept": "hidden", "it": "hidden", "sub": "hidden", "cp": "hidden",
        "x": "thing", "ph": "thing",
    }  # fmt: skip

    def __init__(self, path: str, open: xml.Open = ()) -> None:
        self._languages = Languages()
        self._label = ""
        self._kept: list[tuple[bool, bool]] = []
        """Of each open element outside of segments: whether it is to be translated, and whether its white space is meant."""
        self._unit = ""
        self._parts: list[Part] = []
        self._source_text: list[str] | None = None
        self._target_text: list[Atom] | None = None
        self._place = 0
        self._state = ""
        self._is_segmented = False
        """Whether what is read is the source as segments, which stands beside the source as it is."""
        self._by_mark: dict[str, list[str]] = {}
        self._mark, self._mark_at = "", 0
        self._undone: set[str] = set()
        """The marks of segments that nobody has translated."""
        self._codes: dict[str, list[str]] = {}
        self._source_codes: dict[str, list[str]] = {}
        """By the mark of the segment that they are in."""
        self._marks: list[tuple[str, int, int, int]] = []
        """Of the target's segments: the mark, the atoms before its start and its end, and the place of that."""
        super().__init__(path, open)

    def opened(self, tag: str, attributes: xml.Attributes) -> None:
        translated, preserved = self._kept[-1] if self._kept else (True, False)
        translated = attributes.get("translate", "yes" if translated else "no") != "no"
        translated = translated and attributes.get("restype") != _HEADER
        preserved = attributes.get("xml:space", "preserve" if preserved else "") == "preserve"
        self._kept.append((translated, preserved))
        parent = self.stack[-2][0].rpartition(":")[2] if len(self.stack) > 1 else ""
        if tag == "xliff":
            self._languages = Languages(attributes.get("trgLang"), attributes.get("srcLang"))
        elif tag == "file":
            self._label = attributes.get("original") or attributes.get("id", "")
            if "source-language" in attributes:
                self._languages = Languages(attributes.get("target-language"), attributes["source-language"])
        elif tag in ("trans-unit", "unit"):
            self._unit, self._parts = attributes.get("id", ""), []
            undone = any(attributes.get(name) == value for name, value in _NEW_OF_TOOLS.items())
            self._begin_segment("new" if undone else "")
        elif tag in _SEGMENTS and parent == "unit":
            self._begin_segment(attributes.get("state", ""))
        elif tag == "seg" and parent == "seg-defs" and attributes.get("conf", "") in _NEW_OF_STUDIO:
            self._undone.add(attributes.get("id", ""))
        elif tag in ("source", "seg-source") and (parent == "trans-unit" or parent in _SEGMENTS):
            text = self.begin_source()
            self._is_segmented = tag == "seg-source"
            if not self._is_segmented:
                self._source_text = text
        elif tag == "target" and (parent == "trans-unit" or parent in _SEGMENTS):
            self._state = attributes.get("state", self._state)
            self._target_text = self.begin_target()
            self._is_segmented = False

    def _begin_segment(self, state: str) -> None:
        self._state, self._source_text, self._target_text = state, None, None
        self._by_mark, self._marks, self._undone = {}, [], set()
        self._codes, self._source_codes = {}, {}

    def kind(self, tag: str, attributes: xml.Attributes) -> str:
        return "hidden" if attributes.get("mtype") == "x-sdl-deleted" else super().kind(tag, attributes)

    def coded(self, tag: str, attributes: xml.Attributes, content: str) -> None:
        if tag not in _CODES or "copyOf" in attributes or (self._is_segmented and not self._mark):
            return
        into = self._codes if self.target is not None else self._source_codes
        into.setdefault(self._mark, []).append(f'<{_SAME.get(tag, tag)} id="{attributes.get("id", "")}">')

    def marked(self, attributes: xml.Attributes, closes: bool) -> None:
        if attributes.get("mtype") != "seg":
            return
        mark = attributes.get("mid", "")
        self._mark = "" if closes else mark
        if self.source is not None:
            if not closes:
                self._by_mark[mark] = []
                self._mark_at = len(self.source)
            else:
                self._by_mark[mark] = self.source[self._mark_at :]
        elif self.target is not None:
            if not closes:
                self._marks.append((mark, len(self.target), len(self.target), self.at()))
            elif self._marks:
                mark, first, *_ = self._marks[-1]
                self._marks[-1] = (mark, first, len(self.target), self.at())

    def is_break(self, attributes: xml.Attributes) -> bool:
        return attributes.get("ctype") in _BREAKS or attributes.get("subType") in _BREAKS

    def closed(self, tag: str, at: int, end: int) -> None:
        translated, preserved = self._kept.pop()
        if tag in ("source", "seg-source"):
            self.source = None
            self._place = end
        elif tag == "target":
            self.target = None
            self._place = at
        elif tag in _SEGMENTS:
            self._end_segment(self.stack[-1][1].get("id", ""), preserved, is_text=tag == "segment")
        elif tag in ("trans-unit", "unit"):
            if tag == "trans-unit":
                self._end_segment("", preserved, is_text=True)
            if translated and self._parts:
                several = sum(part.source is not None for part in self._parts) > 1
                parts = [part._replace(id=self._id(part.id, several)) for part in self._parts]
                self.units.append(xml.Unit(parts, self._languages, end, tuple(self.stack[:-1]), self._label))

    def _end_segment(self, id: str, preserved: bool, *, is_text: bool) -> None:
        source, atoms = "".join(self._source_text or ()), self._target_text or []
        due = self._state not in _NEW and not (self._undone and self._undone >= self._by_mark.keys())
        if not due and _is_copy(atoms, source):
            atoms = []
        if not is_text:
            if self._target_text is None:  # what has no target stands as it is
                atoms = [Atom(" ", self._place, self._place, self._place)] if source.isspace() else []
            self._parts.append(Part("", None, atoms, self._place, preserved))
        elif not (self._marks and self._by_mark) or (not due and not atoms):
            self._part_from_last()
            self._parts.append(Part(id, source, atoms, self._place, preserved, due, *self._codes_of("")))
        else:
            self._parts += self._of_marks(atoms, preserved, due)

    def _part_from_last(self) -> None:
        """Put a line break between a segment and the one right before it: their file leaves out what parts them."""
        last = self._parts[-1] if self._parts else None
        if last is not None and last.source is not None and last.atoms and not last.atoms[-1].shown[-1:].isspace():
            at = last.atoms[-1].end
            self._parts.append(Part("", None, [Atom(BREAK, at, at, at)], at))

    def _of_marks(self, atoms: list[Atom], preserved: bool, due: bool) -> Iterator[Part]:
        """The segments of a unit of 1.2 that marks tell apart."""
        at = 0
        sources = {mark: "".join(text) for mark, text in self._by_mark.items()}
        for mark, first, last, place in self._marks:
            if at < first:
                yield Part("", None, atoms[at:first], 0, preserved)
            source, text, done = sources.pop(mark, ""), atoms[first:last], due and mark not in self._undone
            if not done and _is_copy(text, source):
                text = []
            yield Part(mark, source, text, place, preserved, done, *self._codes_of(mark))
            at = last
        if at < len(atoms):
            yield Part("", None, atoms[at:], 0, preserved)
        for mark, source in sources.items():
            yield Part(mark, source, (), self._place, preserved, due and mark not in self._undone)

    def _codes_of(self, mark: str) -> tuple[list[str], list[str]]:
        """The codes of a segment and of its source."""
        return self._codes.get(mark, []), self._source_codes.get(mark, [])

    def _id(self, segment: str, several: bool) -> str:
        return f"{self._unit}/{segment}" if several and segment else self._unit


def _is_copy(atoms: list[Atom], source: str) -> bool:
    return "".join(atom.shown for atom in atoms).strip() in ("", source.strip())


FORMAT = xml.Format(_Xliff)
documents = FORMAT.documents
