"""`mtlint check --watch`: checks again what changed, and reports anew.

Files are looked at every half second: that works on every file system, in containers, and for editors that put a new file in the
place of the old one, where a notification would be lost.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable

from qa import readers
from qa.article import Document
from qa.check import Checked
from qa.report import ReportedError
from qa.terminal import clear
from qa.writers.common import number

_PAUSE = 0.5
_SHARE = 20
"""A look at very many files is followed by a pause of this many times its length at least: 5% of a core is spent on it."""

Read = Iterable[Document | ReportedError]
Results = list[Checked | ReportedError]
Stamp = tuple[int, int, int]
"""When a file was changed, its size and its number: what changes with its content."""


def watch(
    paths: list[str],
    options: readers.Options,
    checked: Callable[[Read], Iterable[Checked | ReportedError]],
    report: Callable[[Results], None],
    *,
    quiet: bool,
) -> None:
    """Check `paths`, report, and do so again whenever one of their files appears, changes or goes; until Ctrl-C."""
    seen: dict[str, Stamp | None] = {}
    kept: dict[str, Results] = {}
    first = True
    while True:
        started = time.monotonic()
        now, unlisted = _look(paths)
        changed = [path for path, stamp in now.items() if path not in seen or seen[path] != stamp]
        gone = seen.keys() - now.keys()
        if first or changed or gone:
            for path in gone:
                kept.pop(path, None)
            for path in changed:
                kept[path] = list(checked(readers.read(path, options)))
            seen = now
            clear(sys.stdout)
            report([*unlisted, *(result for path in now for result in kept[path])])
            if not quiet:
                _tell(len(now), first=first, changed=len(changed), gone=len(gone))
            first = False
        time.sleep(max(_PAUSE, _SHARE * (time.monotonic() - started) if not (changed or gone) else 0))


def _look(paths: list[str]) -> tuple[dict[str, Stamp | None], list[ReportedError]]:
    """Every file to watch with its stamp, None for one that is not there, and what could not be listed."""
    files: dict[str, Stamp | None] = {}
    unlisted: list[ReportedError] = []
    for path in paths:
        found = readers.walk(path) if readers.is_folder(path) else readers.Walk([path], 0, [])
        unlisted += found.errors
        files.update((file, _stamp(file)) for file in found.files)
    return files, unlisted


def _stamp(path: str) -> Stamp | None:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _tell(files: int, *, first: bool, changed: int, gone: int) -> None:
    news = "" if first else f"{number(changed, 'file')} checked again, {gone:,} gone; " if gone else f"{number(changed, 'file')} checked again; "
    print(f"mtlint: {time.strftime('%H:%M:%S')}: {news}watching {number(files, 'file')}, Ctrl-C ends", file=sys.stderr, flush=True)
