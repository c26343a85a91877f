"""The processes that check: two at most, so that a lexicon that is being built does not hold up texts in other languages."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import anyio
from anyio import to_process

from qa import worker

T = TypeVar("T")

PROCESSES = 2
SECONDS = 120.0
"""Longest that a check may take; building a lexicon takes 20."""


class WorkError(Exception):
    """A process did not do what it was asked for; the message says why."""


class Worker:
    """Runs functions in processes of its own."""

    def __init__(self) -> None:
        self._limit = anyio.CapacityLimiter(PROCESSES)
        self._running: set[asyncio.Task[Any]] = set()

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        """What the function returns. One that takes too long is killed, one for which nobody waits any longer is not: others may.

        Raises WorkError.
        """
        task = asyncio.create_task(self._run(function, *arguments))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def _run(self, function: Callable[..., T], *arguments: object) -> T:
        try:
            with anyio.fail_after(SECONDS):
                return await to_process.run_sync(function, *arguments, cancellable=True, limiter=self._limit)
        except TimeoutError:
            raise WorkError(f"it took longer than {SECONDS:g} seconds") from None
        except anyio.BrokenWorkerProcess:
            raise WorkError("the process that did it died, perhaps for want of memory") from None
        except Exception as error:
            raise WorkError(f"{type(error).__name__}: {' '.join(str(error).split())}; please report it") from error

    async def stop(self) -> None:
        """End what runs, and its processes."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def warm(self) -> None:
        """Have a process load what every check needs, so that the first one does not wait for it."""
        await self.run(worker.warm, None)
