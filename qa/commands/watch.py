"""`mtlint check --watch`: checks again what changed, and reports anew.

Files are looked at every half second: that works on every file system, in containers, and for editors that put a new file in the
place of the old one, where a notification would be lost.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable
from itertools import chain

from qa import config, readers
from qa.article import Document
from qa.check import Checked
from qa.report import ReportedError
from qa.terminal import clear
from qa.writers.common import number

_PAUSE = 0.5
_SHARE = 20
"""A look at very many files is followed by a pause of this many times its length at least: 5% of a core is spent on it."""

Inputs = Iterable[Document | ReportedError]
Results = list[Checked | ReportedError]
Stamp = tuple[int, int, int]
"""When a file was changed, its size and its number: what changes with its content."""


def watch(
    paths: list[str],
    options: readers.Options,
    check: Callable[[Inputs, list[str]], Iterable[Checked | ReportedError]],
    report: Callable[[Results], object],
    unchanged: Callable[[], bool],
) -> None:
    """Check `paths`, report, and do so again whenever one of their files appears, changes or goes.

    `check` is given what is read, and of which files. Ends when the settings are not `unchanged` any more.
    """
    seen: dict[str, tuple[Stamp | None, ...]] = {}
    kept: dict[str, Results] = {}
    first = True
    while unchanged():
        started = time.monotonic()
        now, originals, unlisted = _look(paths, options)
        changed = [path for path, stamp in now.items() if path not in seen or seen[path] != stamp]
        gone = seen.keys() - now.keys()
        if first or changed or gone:
            for path in (*gone, *changed):
                kept[readers.shown(path)] = []
            for result in check(
                chain.from_iterable(readers.read(path, options, originals.get(path)) for path in changed), changed
            ):
                kept[result.path if isinstance(result, ReportedError) else result.report.path].append(result)
            seen = now
            clear(sys.stdout)
            report([*unlisted, *(result for path in now for result in kept[readers.shown(path)])])
            if not options.quiet:
                _tell(len(now), "" if first else _news(len(changed), len(gone)))
            first = False
        else:
            time.sleep(max(_PAUSE, _SHARE * (time.monotonic() - started)))


def settings(path: str | None) -> Callable[[], bool]:
    """A function that says whether the settings are still those of now; `path` is their file where the user names one."""

    def stamp() -> tuple[str | None, Stamp | None]:
        governing = path or config.find()
        return governing, _stamp(governing) if governing else None

    now = stamp()
    return lambda: stamp() == now


def wait(unchanged: Callable[[], bool]) -> None:
    """Do nothing as long as the settings stay."""
    while unchanged():
        time.sleep(_PAUSE)


def _look(
    paths: list[str], options: readers.Options
) -> tuple[dict[str, tuple[Stamp | None, ...]], dict[str, str], list[ReportedError]]:
    """(every file to watch with its stamp, None for one that is not there, and that of its original; the originals by the files'
    paths; what could not be listed).
    """
    files: dict[str, tuple[Stamp | None, ...]] = {}
    originals: dict[str, str] = {}
    unlisted: list[ReportedError] = []
    for path in paths:
        found = readers.listed(path, options)
        unlisted += found.errors
        originals |= found.originals
        files.update((file, (_stamp(file), *map(_stamp, filter(None, [found.originals.get(file)])))) for file in found.files)
    return files, originals, unlisted


def _stamp(path: str) -> Stamp | None:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _news(changed: int, gone: int) -> str:
    parts = [f"{number(changed, 'file')} checked again"] if changed else []
    parts += [f"{number(gone, 'file')} gone"] if gone else []
    return ", ".join(parts) + "; "


def _tell(files: int, news: str) -> None:
    clock = time.strftime("%H:%M:%S")
    print(f"mtlint: {clock}: {news}watching {number(files, 'file')}, Ctrl-C ends it", file=sys.stderr, flush=True)
