"""Which original belongs to which article, where the user names originals: a file, a folder, or a pattern.

A pattern such as `{stem}.en.txt` leads from the folder of each article on: `{stem}` is the article's file name without its ending,
`{ext}` that ending with its dot, `{name}` all before the first dot (`talks` of `talks.de.html`). In a folder an original has the path
below it that its article has below the folder that is checked.
"""

import os
import re
from collections.abc import Iterable

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
        originals = {os.path.normpath(one) for one in found.values()}
        return {file: one for file, one in found.items() if os.path.normpath(file) not in originals}
    inside = os.path.join(os.path.realpath(source), "")
    return {file: one for file, one in found.items() if not os.path.realpath(file).startswith(inside)}


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
