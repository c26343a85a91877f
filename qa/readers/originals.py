"""Which original belongs to which article, where the user names originals: a file, a folder, or a pattern.

A pattern such as `{stem}.en.txt` leads from the folder of each article on: `{stem}` is the article's file name without its ending,
`{ext}` that ending with its dot, `{name}` all before the first dot (`talks` of `talks.de.html`). In a folder an original has the path
below it that its article has below the folder that is checked.
"""

import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping

from qa.article import Document
from qa.readers.source import ReadError

FIELDS = ("stem", "name", "ext")
_FIELD = re.compile(r"\{(\w*)\}")

EXPECTED = "expected a file, a folder or a pattern such as {stem}.en.txt"


def wrong(source: str) -> str | None:
    """What is wrong with what a user names as originals; None where nothing is."""
    for field in _FIELD.findall(source):
        if field not in FIELDS:
            return f"{{{field}}} stands for nothing; a pattern may hold {', '.join(f'{{{known}}}' for known in FIELDS)}"
    if not is_pattern(source) and not os.path.exists(source):
        return f"{source}: no such file or folder; {EXPECTED}"
    return None


def is_pattern(source: str) -> bool:
    return bool(_FIELD.search(source))


def original_of(path: str, source: str, folder: str | None = None) -> str:
    """The path of an article's original; `folder` is the one that the article was found in, where its path leads from there."""
    if is_pattern(source):
        at, file = os.path.split(path)
        stem, ext = os.path.splitext(file)
        fields = {"stem": stem, "ext": ext, "name": file.partition(".")[0] or file}
        return os.path.normpath(os.path.join(at, _FIELD.sub(lambda match: fields[match[1]], source)))
    if os.path.isdir(source):
        return os.path.join(source, os.path.relpath(path, folder) if folder else os.path.basename(path))
    return source


def paired(files: Iterable[str], source: str, folder: str) -> dict[str, str]:
    """The originals of a folder's files, by their paths. Files that are originals themselves are no articles, and left out."""
    found = {file: original_of(file, source, folder) for file in files}
    if is_pattern(source):
        originals = {one for file, one in found.items() if one != os.path.normpath(file)}
        return {file: one for file, one in found.items() if not _is_original(os.path.normpath(file), one, source, originals)}
    inside = os.path.join(os.path.realpath(source), "")
    return {file: one for file, one in found.items() if not os.path.realpath(file).startswith(inside)}


def untranslated(source: str, pairs: Mapping[str, str], folder: str, walk: Callable[[str], Iterable[str]]) -> list[str]:
    """The originals without an article, sorted; `pairs` are those of the articles of a folder, `walk` gives the files below one.

    Where a pattern names originals they are looked for in the folders to which it leads from the articles', and from `folder` itself.
    """
    taken = {os.path.realpath(one) for one in (*pairs, *pairs.values())}
    if not is_pattern(source):
        found = set(walk(source))
    else:
        within = os.path.dirname(source)
        folders = {os.path.normpath(os.path.join(at, within)) for at in (folder, *map(os.path.dirname, pairs))}
        tops = {at for at in folders if not any(at != other and at.startswith(os.path.join(other, "")) for other in folders)}
        files = (os.path.normpath(file) for at in tops if not _FIELD.search(at) for file in walk(at))
        found = {
            file for file in files if os.path.dirname(file) in folders and _made_by(source).fullmatch(os.path.basename(file))
        }
    return sorted(one for one in found if os.path.realpath(one) not in taken)


def _is_original(file: str, original: str, source: str, originals: Collection[str]) -> bool:
    """Whether a file is an original itself: another file's, or one that stands where, and is called as, the pattern has originals."""
    if original == file or file in originals:
        return True
    if os.path.exists(original) or not _made_by(source).fullmatch(os.path.basename(file)):
        return False
    at = os.path.dirname(file)
    return not os.path.dirname(source) or any(os.path.dirname(one) == at and os.path.exists(one) for one in originals)


def _made_by(source: str) -> "re.Pattern[str]":
    """What an original may be called by a pattern."""
    parts = re.split(r"(\{\w+\})", os.path.basename(source))
    return re.compile("".join(_MADE.get(part) or re.escape(part) for part in parts))


_MADE = {"{stem}": ".+", "{name}": "[^.]+", "{ext}": r"(?:\.[^.]+)?"}


def only(read: Iterable[object], path: str, named: str) -> Document:
    """The one document that reading an original gave, for the article at `path`. Raises ReadError where it is not one with text."""
    documents = list(read)
    if len(documents) != 1:
        raise ReadError(path, f"its original {named} holds {len(documents)} articles, and one was expected")
    (document,) = documents
    if not isinstance(document, Document):
        raise ReadError(path, f"its original {named}: {getattr(document, 'message', document)}")
    if not document.blocks:
        raise ReadError(path, f"its original {named} is empty")
    return document
