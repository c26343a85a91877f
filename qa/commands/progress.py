"""The bar that shows how far a check has come: on a terminal only, on standard error, once it takes longer than a moment."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from qa import readers
from qa.check import Checked
from qa.report import ReportedError
from qa.terminal import is_terminal

_MOMENT = 0.5
"""Seconds without a bar: most checks take less."""

Say = Callable[[str], None]
Results = Iterator[Checked | ReportedError]


def with_progress(
    results: Results, paths: Iterable[str], options: readers.Options, out: TextIO, hand: Callable[[Say], None]
) -> Results:
    """The results, counted by a bar, of as many as `paths` hold where that is known.

    The report goes to `out`: where that is a terminal too the bar makes way for it. `hand` is given the function by which messages
    pass the bar.
    """
    started = time.monotonic()
    bar = None
    try:
        for count, result in enumerate(results, 1):
            if bar is None and time.monotonic() - started > _MOMENT:
                from tqdm import tqdm

                bar = tqdm(
                    total=_expected(paths, options),
                    initial=count,
                    unit=" articles",
                    file=sys.stderr,
                    leave=False,
                    dynamic_ncols=True,
                )
                hand(_passing(bar))
            elif bar is not None:
                bar.update()
            if bar is not None and isinstance(result, Checked) and result.report.findings and is_terminal(out):
                bar.clear()
            yield result
    finally:
        if bar is not None:
            bar.close()


def _passing(bar: object) -> Say:
    from tqdm import tqdm

    return lambda message: tqdm.write(message, file=sys.stderr)


def _expected(paths: Iterable[str], options: readers.Options) -> int | None:
    """How many results there will be; None where a file may hold any number of articles."""
    total = 0
    for path in paths:
        found = readers.listed(path, options)
        if not all(readers.holds_one(file) for file in found.files):
            return None
        total += len(found.files) + len(found.errors)
    return total
