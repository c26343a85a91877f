r"""PO files of gettext: each entry is a unit, and so is each of its plural forms.

A segment's id is its msgid, after its msgctxt where it has one, cut where it is long. A msgid that reads like a path (`menu.file.open`)
is a mere key, and nothing is held against it. Not checked are obsolete entries, and fuzzy ones, which programs do not use; those count as
not translated yet, as do entries without a translation. A line break (`\n`) parts lines; one at the edge of a string is a code of it. The header says the language, and
`X-Source-Language` that of the msgids.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import BinaryIO

import msgspec
from msgspec import Struct

from qa.positions import SourceMap
from qa.readers import bilingual, html
from qa.readers.bilingual import Atom, Gathering, Languages, Part, Stretch
from qa.readers.source import ReadError, lines

_STRING = re.compile(
    r'[ \t]*(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,3})\])?[ \t]*)?"([^"\\\r\n]*+(?:\\.[^"\\\r\n]*+)*+)"[ \t\r]*\n?'
)
_PIECES = re.compile(
    r"\\(?:3[0-7]{2}|x[c-fC-F][\da-fA-F])(?:\\(?:2[0-7]{2}|x[89abAB][\da-fA-F]))+|\\(?:[0-7]{1,3}|x[\da-fA-F]{1,2}|.)|[^\\]+"
)
"""What is no escape, an escape, or all the bytes of a letter in UTF-8, by number."""
_BYTE = re.compile(r"\\(?:x([\da-fA-F]{1,2})|([0-7]{1,3}))")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\n", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*?)[ \t]*$", re.M)
_CHARSET = re.compile(rb"charset=([\w.:-]+)", re.I)
_PLACEHOLDER = re.compile(r"%(?:\d+\$)?[-+0# ]*\d*(?:\.\d+)?[a-zA-Z]|%\(\w+\)\w|\{\w*\}")
_KEY = re.compile(r"\w+(?:[._:/-]\w+)+")
_HEAD = 1 << 16
_NUMBERS = 200
"""Enough of them to see what a plural form serves: no formula asks for more than the last two digits."""
_ID = 80
"""Characters of a msgid that stand for it."""


class _Header(Struct):
    """What the first entry says: languages, how many plural forms there are, and the numbers that those serve which serve a single one."""

    languages: Languages = Languages()
    forms: int = 2
    lone: Mapping[int, int] = msgspec.field(default_factory=lambda: {0: 1})


class _String(Struct):
    """A string of an entry: what it says, its pieces in the file, and where its last line's content ends."""

    atoms: list[Atom]
    place: int

    @property
    def text(self) -> str:
        return "".join(atom.shown for atom in self.atoms)


class _Entry:
    """An entry as far as it has been read."""

    def __init__(self) -> None:
        self.strings: dict[str, _String] = {}
        self.forms: dict[int, _String] = {}
        self.fuzzy = False
        self._open: _String | None = None
        """The string that lines go on with."""

    def line(self, line: str, at: int) -> str | None:
        """Take a line, which starts at `at`; what is wrong with it, None where nothing is."""
        shown = line.strip()
        if not shown or shown[0] == "#":
            self.fuzzy |= shown.startswith("#,") and "fuzzy" in re.split(r"[\s,]+", shown)
            return None
        match = _STRING.fullmatch(line)
        if match is None:
            return "neither a comment nor a string of an entry"
        keyword, number, content = match.groups()
        if keyword:
            self._open = _String([], 0)
            if keyword == "msgstr":
                self.forms[int(number or 0)] = self._open
            else:
                self.strings[keyword] = self._open
        if self._open is None:
            return "this string belongs to no entry"
        begin = at + match.start(3)
        for piece in _PIECES.finditer(content):
            start, end = begin + piece.start(), begin + piece.end()
            self._open.atoms.append(Atom(_unescaped(piece[0]), start, end, start))
        self._open.place = at + match.end(3)
        return None

    @property
    def is_header(self) -> bool:
        return "msgctxt" not in self.strings and "msgid" in self.strings and not self.strings["msgid"].atoms

    def parts(self, header: _Header) -> list[Part]:
        """Its segments: one, or one a plural form."""
        id = self.strings["msgid"].text if "msgid" in self.strings else ""
        plural = self.strings["msgid_plural"].text if "msgid_plural" in self.strings else None
        name = id if len(id) <= _ID else id[: _ID - 1] + "…"
        name = " ".join(name.split())
        if context := self.strings.get("msgctxt"):
            name = f"{context.text}: {name}"
        done = not self.fuzzy and any(form.atoms for form in self.forms.values())
        parts = []
        for number, form in sorted(self.forms.items()):
            source = id if plural is None else _counterpart(form.text, id, plural, number, header)
            own = name if plural is None else f"{name}[{number}]"
            if done and _KEY.fullmatch(source):
                source = ""
            codes = [_breaks(text) if done and form.atoms else [] for text in (form.text, source)]
            parts.append(Part(own, source, form.atoms if done else (), form.place, True, done, codes[0], codes[1]))
        return parts


def _breaks(text: str) -> list[str]:
    """The line breaks at the edges of a string, which its translation needs as well."""
    return ["\\n…"] * text.startswith("\n") + ["…\\n"] * text.endswith("\n")


def _counterpart(form: str, singular: str, plural: str, number: int, header: _Header) -> str:
    """The msgid that a plural form translates: that with its placeholders, else by its number.

    A form of one number alone may say it itself, or not at all: then nothing is asked for the placeholder that it does without, nor for any
    that one of none at all (nothing was changed) does without.
    """
    first, second = (singular, plural) if number == 0 and header.forms > 1 else (plural, singular)
    said, wanted = Counter(_PLACEHOLDER.findall(form)), Counter(_PLACEHOLDER.findall(first))
    if not form or said == wanted:
        return first
    if said == Counter(_PLACEHOLDER.findall(second)):
        return second
    lost = wanted - said
    if said < wanted and (lost.total() == 1 or header.lone.get(number) == 0) and number in header.lone:
        for placeholder in lost.elements():
            first = first.replace(placeholder, "", 1)
    return first


class _Po(bilingual.Format):
    def stretches(self, file: BinaryIO, path: str) -> tuple[Iterator[Stretch], str]:
        declared = _CHARSET.search(file.read(_HEAD))
        file.seek(0)
        encoding = html.known_encoding(declared[1].decode("ascii")) if declared else "utf-8"
        return _stretches(lines(file, encoding, path), _Header(), path), encoding

    def again(self, path: str, stretch: Stretch, raw: str) -> Stretch:
        (changed,) = _stretches(StringIO(raw, newline="\n"), stretch.context, path, cut=False)
        return changed

    def map_of(self, stretch: Stretch) -> SourceMap:
        return SourceMap(stretch.raw, escape=escape)


FORMAT = _Po()
documents = FORMAT.documents


def escape(text: str) -> str:
    """Visible text as a PO string has it."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")


def _stretches(lines: Iterable[str], header: _Header, path: str, *, cut: bool = True) -> Iterator[Stretch]:
    gathering, entry, context = Gathering(header.languages), _Entry(), header
    held: list[str] = []
    at, between = 0, False
    for number, line in enumerate(lines, 1):
        bare = line.removeprefix("\ufeff") if number == 1 else line
        if entry.forms and not bare.lstrip().startswith(('"', "msgstr")):
            header = _close(entry, gathering, header)
            entry, between = _Entry(), True
        if between and bare.strip():
            between = False
            if cut and gathering.is_full(at):
                yield Stretch("".join(held), [gathering], "", context)
                gathering, context, held, at = Gathering(header.languages), header, [], 0
        if problem := entry.line(bare, at + len(line) - len(bare)):
            raise ReadError(path, f"line {number}: {problem}")
        held.append(line)
        at += len(line)
    _close(entry, gathering, header)
    yield Stretch("".join(held), [gathering], "", context)


def _close(entry: _Entry, gathering: Gathering, header: _Header) -> _Header:
    """Add an entry, or the header's own words, which hold from there on."""
    if not entry.is_header:
        for part in entry.parts(header):
            gathering.unit([part])
        return header
    fields = dict(_FIELD.findall(entry.forms[0].text)) if 0 in entry.forms else {}
    source = fields.get("X-Source-Language") or fields.get("Source-Language", "")
    gathering.languages = Languages(_tag(fields.get("Language", "")), _tag(source))
    plurals = fields.get("Plural-Forms", "")
    forms = re.search(r"nplurals\s*=\s*(\d{1,3})", plurals)
    if not forms:
        return _Header(gathering.languages, header.forms, header.lone)
    return _Header(gathering.languages, int(forms[1]), _lone(plurals))


def _lone(plurals: str) -> dict[int, int]:
    """The plural forms that serve one number alone, and it, by the header's formula; none where that is none."""
    from gettext import c2py  # late: few files have plural forms

    formula = re.search(r"plural\s*=([^;]*)", plurals)
    try:
        form = c2py(formula[1].strip() if formula else "")
        serves = [form(number) for number in range(_NUMBERS)]
    except (ValueError, ArithmeticError, RecursionError):
        return {}
    return {form: number for number, form in enumerate(serves) if serves.count(form) == 1}


def _tag(locale: str) -> str | None:
    """The BCP 47 tag of a locale (`pt_BR`, `sr@latin`)."""
    name, _, variant = locale.partition("@")
    name = name.partition(".")[0].replace("_", "-")
    script = {"latin": "-Latn", "cyrillic": "-Cyrl"}.get(variant, "")
    language, _, region = name.partition("-")
    return f"{language}{script}{'-' if region else ''}{region}" or None


def _unescaped(piece: str) -> str:
    """What a piece of a string says."""
    if piece[0] != "\\":
        return piece
    if codes := _BYTE.findall(piece):
        raw = bytes((int(hexadecimal, 16) if hexadecimal else int(octal, 8)) & 255 for hexadecimal, octal in codes)
        return raw.decode(errors="replace") if len(raw) > 1 else chr(raw[0])
    return _ESCAPES.get(piece[1], piece[1])
