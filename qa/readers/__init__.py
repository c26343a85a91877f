"""One file per input format: raw input to `qa.article.Document`, offsets kept."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module

from msgspec import Struct

from qa.article import Document
from qa.readers.source import Options, ReadError, ReportedError

__all__ = [
    "ONE_EACH",
    "READERS",
    "Options",
    "ReadError",
    "ReportedError",
    "Walk",
    "from_string",
    "holds_one",
    "is_folder",
    "is_url",
    "listed",
    "original_of",
    "read",
    "read_all",
    "reason",
    "walk",
]

READERS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".sdlxliff": "xliff",
    ".mqxliff": "xliff",
    ".mxliff": "xliff",
    ".txlf": "xliff",
    ".tmx": "tmx",
    ".po": "po",
    ".csv": "tables",
    ".tsv": "tables",
}
"""The ending of a file's name, in lower case, and the module that reads it."""

ONE_EACH = ("text", "markdown", "html")
"""Readers whose files hold one article each."""


class Walk(Struct):
    """What a user named: files to read, how many have an ending that no reader knows, and what could not be listed.

    `originals` are the paths of what the files translate, by theirs, where the user named them; `untranslated` are those beside them
    that no file translates, where they are no errors.
    """

    files: list[str]
    skipped: int = 0
    errors: list[ReportedError] = []
    originals: dict[str, str] = {}
    untranslated: list[str] = []


def read_all(paths: Iterable[str], options: Options) -> Iterator[Document | ReportedError]:
    """The documents of files, folders, pages and standard input, in the order named; each problem stands in its place.

    Says on stderr how many files of a folder were skipped, and which originals have no translation there, unless `options.quiet`.
    """
    for path in paths:
        found = listed(path, options)
        yield from found.errors
        for file in found.files:
            yield from read(file, options, found.originals.get(file))
        if found.skipped and not options.quiet:
            files = "file" if found.skipped == 1 else "files"
            print(f"mtlint: {path}: {found.skipped} {files} skipped, of kinds that are not read", file=sys.stderr)
        if found.untranslated and not options.quiet:
            print(f"mtlint: {path}: {_untranslated(found.untranslated)}", file=sys.stderr)


def listed(path: str, options: Options) -> Walk:
    """What there is to read where a user names a path: the files of a folder, else itself, with their originals."""
    found = walk(path) if is_folder(path) else Walk([path])
    if options.source is not None:
        from qa.readers import originals

        if is_folder(path):
            found.originals = originals.paired(found.files, options.source, path)
            found.files = list(found.originals)
            left = originals.untranslated(options.source, found.originals, path, lambda folder: walk(folder).files)
            if options.all_translated:
                found.errors += [ReportedError(shown(one), f"it has no translation in {shown(path)}") for one in left]
            else:
                found.untranslated = left
        else:
            found.originals = {path: originals.original_of(path, options.source)}
    return found


def read(path: str, options: Options, original: str | None = None) -> Iterator[Document | ReportedError]:
    """The documents of one file, one page or standard input (`-`, plain text); a file of an unknown kind is read as plain text.

    `original` is the path of what it translates; formats that bring originals themselves have no use for one. What cannot be read
    yields a ReportedError, and so does an original that is not there. A name that is not UTF-8 stands in documents and errors with
    its bytes written out.
    """
    name = shown(path)
    try:
        if original is not None:
            yield from (_with_original if holds_one(path) else _with_own)(path, options, original)
        elif is_url(path):
            yield from import_module("qa.readers.web").documents(name, options)
        elif path == "-":
            if sys.stdin is None:
                raise ReadError(path, "standard input is closed")
            yield from import_module("qa.readers.text").documents(sys.stdin.buffer, path)
        else:
            reader = import_module("qa.readers." + reader_of(path))
            with open(path, "rb") as file:
                yield from reader.documents(file, name)
    except ReadError as error:
        yield ReportedError(name, error.message)
    except OSError as error:
        yield ReportedError(name, reason(error))
    except Exception as error:
        if isinstance(error, ValueError) and "null" in str(error):  # a path with a NUL character
            yield ReportedError(name, "no file can have such a name")
        else:  # other people's parsers: what they trip over must not stop the others
            yield ReportedError(name, f"reading it crashed: {_one_line(error)}; please report it")


def original_of(path: str, options: Options, original: str) -> Document:
    """The document at `original`, which the article at `path` translates. Raises ReadError, naming the article, where it cannot be had."""
    from qa.readers import originals

    name = shown(path)
    if os.path.exists(original) and os.path.exists(path) and os.path.samefile(original, path):
        raise ReadError(name, "its original would be itself; name another with --source")
    return originals.only(read(original, options), name, shown(original))


def _with_original(path: str, options: Options, original: str) -> Iterator[Document | ReportedError]:
    """A file's one document and what it translates. Raises ReadError where that cannot be had."""
    for document in read(path, options):
        if isinstance(document, Document):
            document.original = original_of(path, options, original)
        yield document


def _with_own(path: str, options: Options, original: str) -> Iterator[Document | ReportedError]:
    """The documents of a file that brings their originals itself; the first that has none says so."""
    told = False
    for document in read(path, options):
        if not told and isinstance(document, Document) and document.original is None:
            document.warnings += ("held against no original: such a file brings its own, and has none for this",)
            told = True
        yield document


def from_string(text: str, format: str, id: str, given: str | None = None) -> Document:
    """The document that a string is, read as `text`, `markdown` or `html`; its `id` serves as its path.

    `given` is the language that whoever hands it over says it is in.
    """
    document: Document = import_module(f"qa.readers.{format}").document(id, id, text)
    document.given = given
    return document


def walk(folder: str) -> Walk:
    """The files below a folder whose endings are known, sorted by path; of tables those that have a column of translations.

    Hidden files and folders are passed over.
    """
    found = Walk([])

    def unlisted(error: OSError) -> None:
        found.errors.append(ReportedError(shown(str(error.filename)), reason(error)))

    for at, folders, files in os.walk(folder, onerror=unlisted):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.startswith("."):
                continue
            path = os.path.join(at, name)
            if _ending(name) in READERS and not _is_special(path) and not _is_other_table(path):
                found.files.append(path)
            else:
                found.skipped += 1
    found.files.sort()
    return found


def _untranslated(paths: list[str]) -> str:
    """What to say of originals without a translation."""
    named = ", ".join(map(shown, paths[:_NAMED])) + ", …" * (len(paths) > _NAMED)
    return (
        f"{len(paths):,} originals have no translation: {named}"
        if len(paths) > 1
        else f"an original has no translation: {named}"
    )


_NAMED = 5
"""How many files are named in one remark."""


def is_folder(path: str) -> bool:
    return not is_url(path) and os.path.isdir(path)


def is_url(path: str) -> bool:
    return path[:8].lower().startswith(("http://", "https://"))


def shown(path: str) -> str:
    """A path as documents and errors have it: bytes that are not UTF-8 written out."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def reader_of(path: str) -> str:
    """The module that reads a file of this name; that of plain text where its kind is unknown."""
    return READERS.get(_ending(path), "text")


def holds_one(path: str) -> bool:
    """Whether a path leads to one article, not to any number of them that may bring their originals."""
    return path == "-" or is_url(path) or reader_of(path) in ONE_EACH


def _one_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def _ending(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _is_special(path: str) -> bool:
    """Whether it is a pipe, a socket or a device, which may never end; what cannot be looked at is left to reading."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode)


def _is_other_table(path: str) -> bool:
    """Whether it is a table of anything but translations; what cannot be read is left to reading."""
    if reader_of(path) != "tables":
        return False
    from qa.readers.tables import has_translations

    return not has_translations(path)


def reason(error: OSError) -> str:
    """Why a file could not be read, in words."""
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, IsADirectoryError):
        return "a folder, not a file"
    return f"cannot be read: {error.strerror or error}"
