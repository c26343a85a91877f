"""What the formats of translators share: segments with what they translate, gathered into documents of bounded size.

A segment is a cell of such a document: it may be a label as well as a sentence, and the same may well stand there twice.

A document is a stretch of its file, and `Document.origin` says which; those of a file follow one another without a gap. Its text are
the translations, its original what they translate, its pairs the segments. So a file of any size is read in little memory. Where it
is cut depends on what the segments there translate alone: findings stay the same findings when others are mended, come or go.
"""

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, BinaryIO, NamedTuple

from msgspec import Struct

from qa.article import Block, Document, Pair
from qa.language import canonical
from qa.positions import WHOLE_FILE, Origin, Run, SourceMap
from qa.readers.source import OBJECT, SOFT_HYPHEN, ReadError

BREAK = "\u2028"
"""A line break that is meant as one, whether white space is or not."""

_FEWEST, _MOST, _CHARACTERS = 2_000, 8_000, 4_000_000
"""Units that a stretch holds at least, and units and characters after which a file is cut in any case."""
_ONE_IN = 1_024
"""Between the two a file is cut after one unit in so many."""


class Atom(NamedTuple):
    """A stretch of a translation: what it shows, where it stands in the input, and where the input takes text inserted before it.

    It maps character by character where it is as long there as it shows, else as a whole.
    """

    shown: str
    start: int
    end: int
    gap: int


class Part(NamedTuple):
    """A segment: its id ("" for none), what it translates, its translation, and the place in the input where that stands or would.

    `source` is None for what only stands between two segments, such as a space. Line breaks are mere white space unless `preserved`.
    A translation that is not `due` yet may be empty. `codes` and `source_codes` are those of `qa.article.Pair`. `reference` is how people
    translated it, where that is at hand.
    """

    id: str
    source: str | None
    atoms: Sequence[Atom]
    place: int
    preserved: bool = False
    due: bool = True
    codes: Sequence[str] = ()
    source_codes: Sequence[str] = ()
    reference: str = ""


class Languages(NamedTuple):
    """Those of the translations and of what they translate, as the input declares them; None where it does not. `given` says that a
    record's own field names them.
    """

    target: str | None = None
    source: str | None = None
    given: bool = False


class Gathering:
    """A document in the making. Places are those of its stretch of the file. Where it is not `paired` its one unit is an article, to be
    aligned with its original.
    """

    def __init__(self, languages: Languages, *, paired: bool = True) -> None:
        self.languages = languages
        self.reference: str | None = None
        self._paired = paired
        self.units = self.segments = self.undone = self.translated = 0
        """How many there were, how many segments they have, and of these how many have no translation yet, and have one."""
        self._text: list[str] = []
        self._length = 0
        self._runs: list[Run] = []
        self._blocks: list[Block] = []
        self._pairs: list[Pair] = []
        self._references: list[str] = []
        self._source: list[str] = []
        self._source_length = 0
        self._source_blocks: list[Block] = []
        self._last_source = ""

    def is_full(self, characters: int) -> bool:
        """Whether the file is to be cut after the last unit; `characters` of it have been read."""
        if self.units < _FEWEST:
            return characters >= _CHARACTERS
        marked = zlib.crc32(self._last_source.encode("utf-8", "surrogatepass")) % _ONE_IN == 0
        return marked or self.units >= _MOST or characters >= _CHARACTERS

    def unit(self, parts: Sequence[Part]) -> None:
        """Add segments that belong together, such as the sentences of a paragraph."""
        self.units += 1
        self._last_source = "".join(part.source or "" for part in parts)
        self.segments += sum(part.source is not None for part in parts)
        if not any(part.atoms or (part.due and (part.source or part.reference)) for part in parts):
            self.undone += sum(_says(part.source or "") for part in parts)
            return
        start = at = self._length + bool(self._length or self._pairs)
        source_start = source_at = self._source_length + bool(self._source_length)
        texts: list[str] = []
        sources: list[str] = []
        for part in parts:
            text = self._shown(part, at)
            if part.source is not None:
                source = _plain(part.source, part.preserved)
                if sources and source and not sources[-1][-1:].isspace():
                    source = " " + source
                if text.strip() or (part.due and (_says(source) or part.reference)):
                    here, there = _within(text, at), _within(source, source_at)
                    codes = tuple(part.codes), tuple(part.source_codes)
                    self._pairs.append(Pair(*here, *there, part.id, 1.0, *codes))
                    self._references.append(" ".join(part.reference.split()))
                self.undone += not text.strip() and _says(source) and not part.due
                self.translated += bool(text.strip())
                sources.append(source)
                source_at += len(source)
            texts.append(text)
            at += len(text)
        self._text += ["\n"] * (start - self._length) + texts
        self._blocks += _lines("".join(texts), start)
        self._length = at
        if source_at > source_start:
            self._source += ["\n"] * (source_start - self._source_length) + sources
            self._source_blocks += _lines("".join(sources), source_start)
            self._source_length = source_at

    def _shown(self, part: Part, at: int) -> str:
        """What a segment shows, from `at` on in the text; where that stands in the input is noted."""
        atoms = _without_edges(part.atoms)
        runs = self._runs
        before = len(runs)
        shown = "".join([atom.shown for atom in atoms])
        if SOFT_HYPHEN in shown or BREAK in shown or (not part.preserved and _BREAK.search(shown)):
            atoms = _smooth(atoms, part.preserved)
            shown = "".join([atom.shown for atom in atoms])
        for text, start, end, gap in atoms:
            to = at + len(text)
            last = runs[-1] if len(runs) > before else (0, 0, 0, -1, 0)
            if start == last[3] == gap and to - at == end - start and last[1] - last[0] == last[3] - last[2]:
                runs[-1] = (last[0], to, last[2], end, last[4])
            else:
                runs.append((at, to, start, end, gap))
            at = to
        if not shown:
            runs.append((at, at, part.place, part.place, part.place))
        return shown

    def document(self, id: str, path: str, source: SourceMap) -> Document:
        """All that was gathered; `source` is yet without runs."""
        source.runs = self._runs
        found = Document(id, path, "".join(self._text), self._blocks, source, reference=self.reference)
        _name_language(found, self.languages.target, self.languages.given, found)
        if self._source_blocks:
            theirs = "".join(self._source)
            found.original = Document(id, path, theirs, self._source_blocks, SourceMap(theirs))
            _name_language(found.original, self.languages.source, self.languages.given, found)
        if self._paired:
            found.pairs = tuple(self._pairs)
            found.reference = "\n".join(self._references) if any(self._references) else None
        if self.undone:
            found.warnings += (
                f"not translated yet: {self.undone:,} of {self.segments:,} {'segment' if self.segments == 1 else 'segments'}",
            )
        elif not self._blocks:
            found.warnings += ("empty",)
        return found


def _name_language(document: Document, tag: str | None, given: bool, told: Document) -> None:
    """Say what language a document is in; `told` is warned where that is none."""
    if not given:
        document.declared = tag
    elif tag and not canonical(tag):
        told.warnings += (f"“{tag}” is no language tag, so the language is detected",)
    else:
        document.given = tag


class Stretch(Struct):
    """A stretch of a file: as it stands there, and what was gathered from it, a document for each target language.

    `label` is the input's own name for the part of the file that it is of; a `labelled` one is named so even where it is the only one.
    `context` is what its reader needs to read it anew.
    """

    raw: str
    gathered: list[Gathering]
    label: str = ""
    context: Any = None
    labelled: bool = False


class Format:
    """How files of a kind are read: a stretch at a time, so that each can be read anew when fixes have changed it.

    `unwritable` is the error handler of `str.encode` for what the file's encoding lacks.
    """

    unwritable = "strict"

    def stretches(self, file: BinaryIO, path: str) -> tuple[Iterator[Stretch], str]:
        """The file's stretches and its encoding. Raises ReadError, and so does reading on."""
        raise NotImplementedError

    def again(self, path: str, stretch: Stretch, raw: str) -> Stretch:
        """A stretch whose input has become `raw`. Raises ReadError."""
        raise NotImplementedError

    def map_of(self, stretch: Stretch) -> SourceMap:
        """The map of a stretch, yet without its runs."""
        return SourceMap(stretch.raw)

    def documents(self, file: BinaryIO, path: str) -> Iterator[Document]:
        """The documents of a file. The only one is named as the file is, several by their parts of it.

        Raises ReadError where it is no such file, and where units are to be translated and none is.
        """
        stretches, encoding = self.stretches(file, path)
        segments = undone = translated = 0
        names: dict[str, int] = {}
        origin = WHOLE_FILE
        for stretch, several in _looking_ahead(stretches):
            segments += sum(one.segments for one in stretch.gathered)
            undone += sum(one.undone for one in stretch.gathered)
            translated += sum(one.translated for one in stretch.gathered)
            if not several and undone and not translated:
                break
            several = several or stretch.labelled or len(stretch.gathered) > 1
            for one in stretch.gathered:
                label = stretch.label if len(stretch.gathered) == 1 else one.languages.target or ""
                yield self.document(_name(label, names) if several else path, path, stretch, one, origin, encoding)
            origin = origin.after(stretch.raw)
        if undone and not translated:
            raise ReadError(path, f"none of its {segments:,} segments has a translation, so there is nothing to check")

    def document(self, id: str, path: str, stretch: Stretch, gathered: Gathering, origin: Origin, encoding: str) -> Document:
        """What was gathered from a stretch, as a document."""
        found = gathered.document(id, path, self.map_of(stretch))
        found.origin, found.encoding = origin, encoding
        return found


def _looking_ahead(stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, bool]]:
    """Each stretch, and whether it is one of several; one without units is a part of the one before it."""
    held: Stretch | None = None
    several = False
    for stretch in stretches:
        if held is not None and not any(one.units for one in stretch.gathered):
            held.raw += stretch.raw
            continue
        if held is not None:
            several = True
            yield held, several
        held = stretch
    if held is not None:
        yield held, several


def _name(label: str, names: dict[str, int]) -> str:
    """A name that no other document of the file has."""
    names[label] = names.get(label, 0) + 1
    count = names[label]
    return f"part {count}" if not label else label if count == 1 else f"{label}, part {count}"


_BREAK = re.compile(r"(?<! ) *+[\n\t][ \t\n]*+")
_ODD = re.compile(f"{SOFT_HYPHEN}|{BREAK}")
_ODD_OR_BREAK = re.compile(f"{SOFT_HYPHEN}|{BREAK}|{_BREAK.pattern}")
_LINE = re.compile(r"[^\n]+")


def _plain(source: str, preserved: bool) -> str:
    """A source segment as its document has it."""
    shown = source.replace(SOFT_HYPHEN, "")
    shown = (shown if preserved else _BREAK.sub(" ", shown)).replace(BREAK, "\n")
    if OBJECT in shown:
        inner = shown.lstrip(OBJECT)
        shown = shown if inner[:1].isspace() else inner
        inner = shown.rstrip(OBJECT)
        shown = shown if inner[-1:].isspace() else inner
    return shown


def _without_edges(atoms: Sequence[Atom]) -> Sequence[Atom]:
    """A segment without the things before and behind its text that no space parts from it: most of those are formatting."""
    first, last = 0, len(atoms)
    while first < last and atoms[first].shown == OBJECT and not (first + 1 < last and atoms[first + 1].shown[:1].isspace()):
        first += 1
    while first < last and atoms[last - 1].shown == OBJECT and not (last - 1 > first and atoms[last - 2].shown[-1:].isspace()):
        last -= 1
    return atoms[first:last]


def _smooth(atoms: Sequence[Atom], preserved: bool) -> list[Atom]:
    """Without soft hyphens, and unless `preserved` with a space for line breaks and what stands around them."""
    text = "".join([atom.shown for atom in atoms])
    starts = [0, *accumulate(len(atom.shown) for atom in atoms)]
    smooth: list[Atom] = []
    at = 0
    for match in (_ODD if preserved else _ODD_OR_BREAK).finditer(text):
        smooth += _cut(atoms, starts, at, match.start())
        at = match.end()
        if match[0] != SOFT_HYPHEN:
            gone = list(_cut(atoms, starts, match.start(), at))
            smooth.append(Atom("\n" if match[0] == BREAK else " ", gone[0].start, gone[-1].end, gone[0].gap))
    smooth += _cut(atoms, starts, at, len(text))
    return smooth


def _cut(atoms: Sequence[Atom], starts: list[int], start: int, end: int) -> Iterator[Atom]:
    """What shows from `start` to `end`; each atom begins at its one of `starts`."""
    index = bisect_right(starts, start) - 1
    while start < end:
        atom, begin = atoms[index], starts[index]
        first, last = start - begin, min(end - begin, len(atom.shown))
        if len(atom.shown) == atom.end - atom.start:
            place = atom.start + first
            yield Atom(atom.shown[first:last], place, atom.start + last, place if first else atom.gap)
        else:
            yield atom
        start, index = begin + last, index + 1


def _lines(text: str, at: int) -> list[Block]:
    """The lines of a unit that stands at `at`, as blocks, without the white space around them."""
    if "\n" not in text:
        start, end = _within(text, at)
        return [Block(start, end, "cell")] if start < end else []
    found = []
    for match in _LINE.finditer(text):
        start, end = _within(match[0], at + match.start())
        if start < end:
            found.append(Block(start, end, "cell"))
    return found


def _within(text: str, at: int) -> tuple[int, int]:
    """Where a text that stands at `at` starts and ends without the white space around it."""
    shown = text.lstrip()
    start = at + len(text) - len(shown)
    return start, start + len(shown.rstrip())


def _says(source: str) -> bool:
    """Whether there is anything to translate."""
    return any(map(str.isalpha, source))
