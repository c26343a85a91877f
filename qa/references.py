"""Parallel text for scores: the segments of a system and of its references, brought together by line or by id."""

from msgspec import Struct

from qa.article import Document
from qa.readers import ONE_EACH, Options, ReadError, ReportedError, reader_of
from qa.readers import read as read_documents
from qa.readers.source import decode


class ParallelArticle(Struct, frozen=True):
    """The segments of one article, and for each its reference and what a baseline has (None: there is none)."""

    id: str
    hypotheses: list[str]
    references: list[str]
    baseline: list[str] | None = None


def read(hypothesis: str, reference: str | None, baseline: str | None) -> list[ParallelArticle]:
    """The articles of a file of lines (one article, a line a segment), of a JSONL file (a record an article), or of a translator's file
    or a table (a unit or a row a segment).

    Those of a reference or baseline are found by their `id`, in a file of one article by that alone; without `reference` each record's
    or segment's own serves.
    Raises ReadError where something cannot be read, is missing or has another number of segments.
    """
    ours = _articles(hypothesis)
    theirs = _articles(reference) if reference else {id: text for id, (_, text) in ours.items() if text is not None}
    others = _articles(baseline) if baseline else None
    references = {id: text if isinstance(text, str) else text[0] for id, text in theirs.items()}
    return [
        _parallel(
            "" if id == hypothesis else id,
            text,
            _of(references, id, hypothesis, reference or f"a reference in {hypothesis}"),
            _of({key: value[0] for key, value in others.items()}, id, hypothesis, baseline or "") if others else None,
            (hypothesis, reference or hypothesis, baseline or ""),
        )
        for id, (text, _) in ours.items()
    ]


def _articles(path: str) -> dict[str, tuple[str, str | None]]:
    """The text of each article of a file, and its reference where it has one."""
    if reader_of(path) in ONE_EACH:
        try:
            with open(path, "rb") as file:
                return {path: (decode(file.read(), path).removeprefix("\ufeff"), None)}
        except OSError as error:
            raise ReadError(path, f"cannot be read: {error.strerror or error}") from error
    found: dict[str, tuple[str, str | None]] = {}
    for document in read_documents(path, Options(quiet=True)):
        if isinstance(document, ReportedError):
            raise ReadError(path, document.message)
        text, reference = document.source.raw, document.reference
        if document.pairs:
            text = "\n".join(_flat(document.text[pair.start : pair.end]) for pair in document.pairs)
            if document.id in found:  # a large file comes in several
                before, known = found[document.id]
                text = f"{before}\n{text}"
                reference = f"{known}\n{reference}" if known is not None and reference is not None else None
        found[document.id] = text, reference
    return found


def _of(texts: dict[str, str], id: str, hypothesis: str, where: str) -> str:
    """The text of an article; of a file of lines the only one."""
    if id in texts:
        return texts[id]
    if id == hypothesis and len(texts) == 1:
        return next(iter(texts.values()))
    raise ReadError(hypothesis, f"{id!r} has no counterpart: it is missing in {where}")


def _parallel(id: str, text: str, reference: str, baseline: str | None, paths: tuple[str, str, str]) -> ParallelArticle:
    """An article's lines with those of the others; where their numbers differ, a record as one segment."""
    ours, theirs = _lines(text), _lines(reference)
    others = _lines(baseline) if baseline is not None else None
    if len(ours) == len(theirs) and (others is None or len(others) == len(ours)):
        return ParallelArticle(id, ours, theirs, others)
    if id:
        return ParallelArticle(id, [_flat(text)], [_flat(reference)], [_flat(baseline)] if baseline is not None else None)
    count, path = (len(theirs), paths[1]) if len(ours) != len(theirs) else (len(others or ()), paths[2])
    raise ReadError(paths[0], f"{len(ours):,} lines, but {path} has {count:,}: a line is a segment, so both need as many")


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
    return text.rstrip("\n").replace("\r\n", "\n").split("\n") if text.strip() else []


def _flat(text: str) -> str:
    return " ".join(text.split())
