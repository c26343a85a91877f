"""The processes that check: so many at once, so many requests waiting for them, each check within its time."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import anyio
from anyio import to_process
from starlette.requests import Request

from qa import worker
from qa.server.options import Options
from qa.server.problem import Problem

T = TypeVar("T")

_RETRY_SECONDS = 2


class Pool:
    """Work for processes, handed out in the order in which it comes."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._places = options.jobs + options.max_queue
        self._free = anyio.Semaphore(options.jobs)
        self._processes = anyio.CapacityLimiter(options.jobs)

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """A place among those who are served or wait, taken before the body is read: it bounds memory. Raises Problem."""
        if self._places <= 0:
            reason = f"too busy: {self._options.max_queue} requests are waiting already"
            raise Problem(503, "busy", reason, {"Retry-After": str(_RETRY_SECONDS)})
        self._places -= 1
        try:
            yield
        finally:
            self._places += 1

    async def run(self, request: Request, function: Callable[..., T], *arguments: object) -> T:
        """What the function returns in a process. One that takes too long is killed. Raises Problem."""
        await self._turn(request)
        try:
            with anyio.fail_after(self._options.timeout):
                return await to_process.run_sync(function, *arguments, cancellable=True, limiter=self._processes)
        except TimeoutError:
            raise Problem(504, "too-slow", f"the check took longer than {self._options.timeout:g} seconds") from None
        except anyio.BrokenWorkerProcess:
            raise Problem(500, "died", "the process that checked it died, perhaps for want of memory") from None
        finally:
            self._free.release()

    async def _turn(self, request: Request) -> None:
        """Wait for a process to be free. Raises Problem where the client is gone before: nobody waits for the answer."""
        try:
            self._free.acquire_nowait()
            return
        except anyio.WouldBlock:
            pass
        taken = False

        async def watch() -> None:
            while (await request.receive())["type"] != "http.disconnect":
                pass
            tasks.cancel_scope.cancel()

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(watch)
            await self._free.acquire()
            taken = True
            tasks.cancel_scope.cancel()
        if not taken:
            raise Problem(499, "gone", "the client went away")

    async def warm(self, language: str | None) -> None:
        """Start all processes and have them load what every check needs, so that the first request does not wait for it."""
        async with anyio.create_task_group() as tasks:
            for _ in range(self._options.jobs):
                tasks.start_soon(self._warm_one, language)

    async def _warm_one(self, language: str | None) -> None:
        try:
            await to_process.run_sync(worker.warm, language, cancellable=True, limiter=self._processes)
        except Exception:  # whatever it is, the first request meets it again and says so
            return
