"""Parallel text for scores: the segments of a system and of its references, brought together by line or by id."""

from msgspec import Struct

from qa.article import Document
from qa.readers import ONE_EACH, Options, ReadError, ReportedError, reader_of
from qa.readers import read as read_documents
from qa.readers.source import decode


class ParallelArticle(Struct, frozen=True):
    """The segments of one article, and for each its reference and what a baseline has (None: there is none).

    `language` is what the input says that they are in ("": it does not).
    """

    id: str
    hypotheses: list[str]
    references: list[str]
    baseline: list[str] | None = None
    language: str = ""


class _Text(Struct):
    """An article as one file has it: its segments and their references, or None for none; where the file pairs them, also their ids."""

    segments: list[str]
    references: list[str] | None = None
    ids: list[str] = []
    language: str = ""

    @property
    def referred(self) -> "_Text":
        """Of segments that the file pairs those that have a reference."""
        if not self.ids or self.references is None:
            return self
        kept = [at for at, reference in enumerate(self.references) if reference]
        segments, references, ids = ([each[at] for at in kept] for each in (self.segments, self.references, self.ids))
        return _Text(segments, references, ids, self.language)

    @property
    def named(self) -> dict[str, str]:
        """The segments by their ids; empty where these do not tell them apart."""
        found = dict(zip(self.ids, self.segments, strict=False))
        return found if len(found) == len(self.segments) and "" not in found else {}


def read(hypothesis: str, reference: str | None, baseline: str | None) -> list[ParallelArticle]:
    """The articles of a file of lines (one article, a line a segment), of a JSONL file (a record an article), or of a translator's file
    or a table (a unit or a row a segment).

    Those of a reference or baseline are found by their `id`, in a file of one article by that alone, and their segments by theirs, or
    in order where they have none; without `reference` each record's or segment's own serves.
    Raises ReadError where something cannot be read, is missing or has another number of segments.
    """
    ours = _articles(hypothesis)
    if reference:
        theirs = _articles(reference)
    else:
        ours = {id: text.referred for id, text in ours.items()}
        theirs = {id: _Text(text.references, ids=text.ids) for id, text in ours.items() if text.references is not None}
        if not theirs:
            raise ReadError(hypothesis, "it brings no reference of its own: name one with --reference")
    others = _articles(baseline) if baseline else None
    return [
        _parallel(
            "" if id == hypothesis else id,
            (text, hypothesis),
            (_of(theirs, id, hypothesis, reference or f"a reference in {hypothesis}"), reference or hypothesis),
            (_of(others, id, hypothesis, baseline or ""), baseline or "") if others else None,
        )
        for id, text in ours.items()
    ]


def _articles(path: str) -> dict[str, _Text]:
    """The text of each article of a file."""
    if reader_of(path) in ONE_EACH:
        try:
            with open(path, "rb") as file:
                return {path: _Text(_every_line(decode(file.read(), path).removeprefix("\ufeff")))}
        except OSError as error:
            raise ReadError(path, f"cannot be read: {error.strerror or error}") from error
    found: dict[str, _Text] = {}
    for document in read_documents(path, Options(quiet=True)):
        if isinstance(document, ReportedError):
            raise ReadError(path, document.message)
        text, reference = _Text(_lines(document.source.raw)), document.reference
        text.language = document.given or document.declared or ""
        if document.pairs:
            text.segments = [_flat(document.text[pair.start : pair.end]) for pair in document.pairs]
            text.ids = [pair.id for pair in document.pairs]
            text.references = None if reference is None else reference.split("\n")
        elif reference is not None:
            text.references = _lines(reference)
        if (before := found.get(document.id)) is not None:  # a large file comes in several
            text.segments, text.ids = before.segments + text.segments, before.ids + text.ids
            known = before.references is not None and text.references is not None
            text.references = [*(before.references or ()), *(text.references or ())] if known else None
        found[document.id] = text
    return found


def _of(texts: dict[str, _Text], id: str, hypothesis: str, where: str) -> _Text:
    """The text of an article; of a file of lines the only one."""
    if id in texts:
        return texts[id]
    if id == hypothesis and len(texts) == 1:
        return next(iter(texts.values()))
    raise ReadError(hypothesis, f"{id!r} has no counterpart: it is missing in {where}")


def _parallel(id: str, ours: tuple[_Text, str], theirs: tuple[_Text, str], others: tuple[_Text, str] | None) -> ParallelArticle:
    """An article's segments with those of the others, each with the path of its file; where their numbers differ, a record as one segment."""
    text, path = ours
    sides = [_in_order(text, path, *side) for side in (theirs, others) if side is not None]
    for (_, where), side in zip((theirs, others or theirs), sides, strict=False):
        if len(side) != len(text.segments):
            if not id:
                count = f"{len(text.segments):,} lines, but {where} has {len(side):,}"
                raise ReadError(path, f"{count}: a line is a segment, so both need as many")
            whole = [[_flat(" ".join(one))] for one in (text.segments, *sides)]
            return ParallelArticle(id, whole[0], whole[1], whole[2] if others else None, text.language)
    return ParallelArticle(id, text.segments, sides[0], sides[1] if others else None, text.language)


def _in_order(ours: _Text, path: str, other: _Text, where: str) -> list[str]:
    """The segments of another file in the order of ours: found by their ids, where both files have any in common."""
    named, wanted = other.named, ours.named
    if not named.keys() & wanted.keys():
        return other.segments
    for mine, theirs, lacking in ((wanted, named, where), (named, wanted, path)):
        for id in mine:
            if id not in theirs:
                raise ReadError(path, f"segment {id!r} has no counterpart: it is missing in {lacking}")
    return [named[id] for id in wanted]


def segments(document: Document) -> tuple[list[str], list[str]]:
    """What a document says and what its reference does, segment by segment; empty where it has none.

    Segments are the passages that the input pairs, of which some may have no reference; else lines, or all as one where their numbers
    differ.
    """
    text, reference = document.text, document.reference
    if reference is None:
        return [], []
    if document.pairs:
        ours, theirs = [_flat(text[pair.start : pair.end]) for pair in document.pairs], reference.split("\n")
        kept = [(one, other) for one, other in zip(ours, theirs, strict=True) if other]
    else:
        ours, theirs = _lines(text), _lines(reference)
        if len(ours) != len(theirs):
            ours, theirs = [_flat(text)] if ours else [], [_flat(reference)]
        kept = [(one, other) for one, other in zip(ours, theirs, strict=False) if one.strip() or other.strip()]
    return [one for one, _ in kept], [other for _, other in kept]


def _lines(text: str) -> list[str]:
    """The lines of an article, without empty ones at its end."""
    return _every_line(text.rstrip()) if text.strip() else []


def _every_line(text: str) -> list[str]:
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []


def _flat(text: str) -> str:
    return " ".join(text.split())
