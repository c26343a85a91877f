"""Checks articles one after another, or in several processes: what comes out is the same, in the order of the inputs."""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from qa.article import Document
from qa.check import Checked, Checker
from qa.config import Config
from qa.lexicon import cache
from qa.report import ReportedError

_AT_ONCE = 4
"""Articles per worker that may wait: enough to keep it busy, few enough to hold memory."""


def check_in_workers(
    inputs: Iterable[Document | ReportedError], checker: Checker, jobs: int
) -> Iterator[Checked | ReportedError]:
    """Every input checked by `jobs` processes, in the order of the inputs. An article on which a process dies is an error."""
    waiting: deque[tuple[Document, Future[Checked]] | ReportedError] = deque()
    workers = _Workers(checker, jobs)
    try:
        for item in inputs:
            waiting.append(item if isinstance(item, ReportedError) else (item, workers.submit(item)))
            if len(waiting) > jobs * _AT_ONCE:
                yield workers.result(waiting.popleft())
        while waiting:
            yield workers.result(waiting.popleft())
    except BaseException:
        workers.stop(wait=False)
        raise
    workers.stop(wait=True)


class _Workers:
    """Processes that check articles; started anew when one of them dies."""

    def __init__(self, checker: Checker, jobs: int) -> None:
        self._setup = (checker.config, checker.fail_on, checker.language, checker.source_language, cache.silent)
        self._jobs = jobs
        self._pool = self._start(jobs)

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=self._setup)

    def submit(self, document: Document) -> "Future[Checked]":
        try:
            return self._pool.submit(_check_in_worker, document)
        except BrokenProcessPool:
            self._pool = self._start(self._jobs)
            return self._pool.submit(_check_in_worker, document)

    def result(self, item: "tuple[Document, Future[Checked]] | ReportedError") -> Checked | ReportedError:
        """What became of an article. Where a process died nobody knows on which: each gets a process of its own."""
        if isinstance(item, ReportedError):
            return item
        document, future = item
        try:
            return future.result()
        except BrokenProcessPool:
            with self._start(1) as alone:
                try:
                    return alone.submit(_check_in_worker, document).result()
                except BrokenProcessPool:
                    return ReportedError(
                        document.path, f"the process that checked {document.id!r} died, perhaps for want of memory"
                    )

    def stop(self, *, wait: bool) -> None:
        """Give up what has not begun; `wait` for the processes to end, or the interpreter may complain when it ends before them."""
        self._pool.shutdown(wait=wait, cancel_futures=True)


_worker: Checker


def _start_worker(config: Config, fail_on: str, language: str | None, source_language: str | None, silent: bool) -> None:
    from qa.rule import discover

    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent ends the workers
    cache.silent = silent
    _worker = Checker(discover(), config, fail_on, language=language, source_language=source_language)


def _check_in_worker(document: Document) -> Checked:
    return _worker.check(document)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
