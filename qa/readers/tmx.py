"""TMX: translation units, each in several languages; every language but that of the source is a target.

A unit's id is its `tuid`, or else its number in the file. What inline codes say is no text; a placeholder (`<ph>`) shows as U+FFFC,
one for a line break as that. Those of a translation are held against those of its source by what their file matches them by (`x`),
else by what they say. A file of several target languages is a document for each, or several where it is large.
"""

from typing import ClassVar

from qa.readers import xml
from qa.readers.bilingual import Atom, Languages, Part

_RTF = ("{\\", "\\", "}")
"""How codes of RTF begin, which differ in fonts and languages."""


class _Variant:
    """A `<tuv>`: its language, its text, and where that stands or would."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.atoms: list[Atom] = []
        self.place = 0
        self.codes: list[str] = []


class _Tmx(xml.Markup):
    root = "tmx"
    inline: ClassVar = {
        "bpt": "hidden", "ept": "hidden", "it": "hidden", "ut": "hidden", "sub": "hidden", "hi": "through", "ph": "thing",
    }  # fmt: skip

    def __init__(self, path: str, open: xml.Open = ()) -> None:
        self._usual = self._own = "*all*"
        """The language of the sources, in the file and in a unit."""
        self._spelt: dict[str, str] = {}
        """The tags of languages as they were met first, whatever the case."""
        self._id, self._count = "", 0
        self._variants: list[_Variant] = []
        self._header: xml.Attributes = {}
        super().__init__(path, open)

    def opened(self, tag: str, attributes: xml.Attributes) -> None:
        if tag == "header":
            self._usual = attributes.get("srclang", "*all*")
            if self.stack[0][1].get("srclang") is None:  # for who reads a stretch anew, where the header is not open any more
                self.stack[0] = (self.stack[0][0], {**self.stack[0][1], "srclang": self._usual})
        elif tag == "tmx":
            self._usual = attributes.get("srclang", "*all*")
        elif tag == "tu":
            self._count += 1
            self._id, self._variants = attributes.get("tuid") or str(self._count), []
            self._own = attributes.get("srclang", self._usual)
        elif tag == "tuv":
            language = attributes.get("xml:lang") or attributes.get("lang", "")
            self._variants.append(_Variant(self._spelt.setdefault(language.lower(), language)))
        elif tag == "seg" and self._variants:
            self._variants[-1].atoms = self.begin_target()

    def coded(self, tag: str, attributes: xml.Attributes, content: str) -> None:
        if tag == "ept" or (tag == "hi" and "x" not in attributes) or content.startswith(_RTF):
            return
        by = f' x="{attributes["x"]}"' if "x" in attributes else ""
        self._variants[-1].codes.append(f"<{tag}{by}>" if by or not content else f"<{tag}>{content}</{tag}>")

    def is_break(self, attributes: xml.Attributes) -> bool:
        return attributes.get("type") == "lb"

    def closed(self, tag: str, at: int, end: int) -> None:
        if tag == "seg" and self.target is not None:
            self.target = None
            self._variants[-1].place = at
        elif tag == "tu":
            self._close(end)

    def _close(self, end: int) -> None:
        """A unit for each language that another is translated into."""
        source = next((one for one in self._variants if _matches(one.language, self._own)), None)
        if source is None:
            source = self._variants[0] if self._variants and self._own == "*all*" else None
        text, codes = ("".join(atom.shown for atom in source.atoms), source.codes) if source else ("", [])
        for variant in self._variants:
            if variant is not source:
                languages = Languages(variant.language or None, source.language if source else None)
                part = Part(self._id, text, variant.atoms, variant.place, codes=variant.codes, source_codes=codes)
                self.units.append(xml.Unit([part], languages, end, tuple(self.stack[:-1]), ""))


def _matches(language: str, wanted: str) -> bool:
    """Whether a tag names the language of the sources, or a variant of it."""
    language, wanted = language.lower().replace("_", "-"), wanted.lower().replace("_", "-")
    return language == wanted or language.startswith(wanted + "-") or wanted.startswith(language + "-")


FORMAT = xml.Format(_Tmx)
documents = FORMAT.documents
