"""The article: what a reader of the page sees, where it came from, and what the rules ask of it.

Rules read `text` (offsets count its code points), `blocks`, `words`, `sentences`, `names`, `quotes`, the `language` data and the
`lexicon`. Everything that more than one rule needs is worked out here once, at first use.
"""

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from qa.positions import WHOLE_FILE, LineIndex, Origin, SourceMap

if TYPE_CHECKING:
    from qa.analysis.names import Names
    from qa.analysis.quotes import Quotations
    from qa.analysis.sentences import Sentence
    from qa.analysis.words import Words
    from qa.language import Language
    from qa.lexicon import Lexicon

Kind = Literal["paragraph", "heading", "item", "caption", "cell", "quotation", "code"]


class Block(Struct, frozen=True):
    """A paragraph, heading, list item, caption or table cell: `text[start:end]` of its article.

    `language` is what the input declares for all of it where that is another language than the document's.
    """

    start: int
    end: int
    kind: Kind = "paragraph"
    language: str | None = None


class Foreign(Struct, frozen=True):
    """`text[start:end]`, which the input declares to be in another `language` than the document; it lies within one block."""

    start: int
    end: int
    language: str


class Link(Struct, frozen=True):
    """`text[start:end]`, which leads to `target` on the page: an address, or what leads there from the page's own."""

    start: int
    end: int
    target: str


class Suppression(Struct, frozen=True):
    """A user's word that `rules` are to stay silent in `text[start:end]`, or on `text` there when given.

    `raw_start`, `raw_end` say where the comment itself stands in the input.
    """

    rules: tuple[str, ...]
    start: int
    end: int
    raw_start: int = 0
    raw_end: int = 0
    text: str | None = None


class Pair(Struct, frozen=True):
    """A passage and what it translates: `text[start:end]` of a document, and `source_start:source_end` of its original's text.

    `id` is the input's own name for the two where they come paired (a unit of XLIFF). `confidence` is the probability that they
    belong together: 1.0 there, else the alignment's. One of the two is empty where a passage was left out or added. `codes` and
    `source_codes` are the inline codes of the two by their ids, as tags, where the input has them apart from the text.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    id: str = ""
    confidence: float = 1.0
    codes: tuple[str, ...] = ()
    source_codes: tuple[str, ...] = ()


class Document(Struct):
    """What a reader of a format hands over: the visible text and all that the format says of it.

    `declared` is the language that the input names, `given` one that a record's own field gives; `foreign` are the stretches, whole
    blocks or words within one, that it declares to be in another. Blocks are separated in `text` by at least one line feed, and
    none holds one. U+FFFC stands in `text` for inline code, formulas and pictures. `original` is what it was translated from, a document
    in the language that it is `given` or `declared` to be in; `pairs` are its passages with what they translate, in order, where the
    input pairs them. `reference` is a human translation, where the input pairs passages a line for each. `encoding` writes the input back. `record_line` is the line of
    the file on which a record stands whose `source` is but one of its fields, so that no offset leads into the file. `origin` is where
    the input begins in its file: large files come in several documents. `links` are those of pages and Markdown, None
    where the format has none.
    """

    id: str
    path: str
    text: str
    blocks: list[Block]
    source: SourceMap
    declared: str | None = None
    given: str | None = None
    suppressions: tuple[Suppression, ...] = ()
    warnings: tuple[str, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    original: "Document | None" = None
    pairs: tuple[Pair, ...] = ()
    reference: str | None = None
    encoding: str = "utf-8"
    record_line: int | None = None
    origin: Origin = WHOLE_FILE
    links: tuple[Link, ...] | None = None


class Article:
    """A document in a language, with the analyses that rules share, each made at first use."""

    def __init__(
        self,
        document: Document,
        language: "Language",
        lexicon: "Lexicon | None" = None,
        accepted_names: frozenset[str] = frozenset(),
        original: "Article | None" = None,
    ) -> None:
        self.document = document
        self.text = document.text
        self.blocks = document.blocks
        self.language = language
        self.lexicon = lexicon
        self.accepted_names = accepted_names
        self.original = original
        """The article that this one is a translation of, where it is at hand."""

    @cached_property
    def words(self) -> "Words":
        """The runs of letters and marks, with their offsets."""
        from qa.analysis.words import Words

        return Words(self)

    @cached_property
    def sentences(self) -> "list[Sentence]":
        """The sentences of all blocks, in order."""
        from qa.analysis.sentences import split

        return split(self)

    @cached_property
    def names(self) -> "Names":
        """The proper names that this article itself shows to be names."""
        from qa.analysis.names import Names

        return Names(self)

    @cached_property
    def quotes(self) -> "Quotations":
        """Every quotation mark with its role and partner, and the marks this article uses."""
        from qa.analysis.quotes import Quotations

        return Quotations(self)

    @cached_property
    def pairs(self) -> "tuple[Pair, ...]":
        """The passages with what they translate, in order: those that the input pairs, else aligned; none without an original."""
        if self.document.pairs or self.original is None:
            return self.document.pairs
        from qa.analysis.alignment import align

        return align(self, self.original)

    @cached_property
    def carried(self) -> "Names | None":
        """The names of the original, where it is at hand in the same script: what stands so there is a name here too."""
        original = self.original
        if original is None or not original.language.case or original.language.nouns_capitalised:
            return None
        return original.names if self.scripts & original.scripts else None

    def block_at(self, place: int) -> int:
        """The number of the block that holds a place of the text, or follows last before it; the first's where none does."""
        return max(bisect_right(self._block_starts, place) - 1, 0)

    def sentence_at(self, place: int) -> int:
        """The same of sentences."""
        return max(bisect_right(self._sentence_starts, place) - 1, 0)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def scripts(self) -> frozenset[str]:
        """The scripts it is written in, by Unicode's names of them; Kana for both of Japan's.

        That of its language, kana too where that is Han, where its text has it; else what its text is in.
        """
        if self.words.latin:
            return frozenset({"Latin"} if self.words.forms else ())
        from qa.analysis.scripts import scripts_of

        own = self.language.script if self.language.name != self.language.code else ""
        found = scripts_of(self.text, own)
        return found & ({"Han", "Kana"} if own == "Han" else {own}) if own in found else found

    @cached_property
    def lines(self) -> LineIndex:
        """Lines and columns of the input."""
        return LineIndex(self.document.source.raw, self.document.origin)
