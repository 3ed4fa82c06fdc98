"""One event loop in a thread of its own, started when it is first needed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from typing import Any, ParamSpec

P = ParamSpec("P")

PATIENCE = 2.0
"""Seconds for tasks to end that were told to."""


class Loop:
    """Thread-safe."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def begin(
        self, doing: Callable[P, Coroutine[Any, Any, None]], *args: P.args, **kwargs: P.kwargs
    ) -> Future[None] | None:
        """Run it as a task; the future's `cancel` cancels it. None after `close`."""
        with self._lock:
            if self._closed:
                return None
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=_run, args=(self._loop,), name=self._name, daemon=True)
                self._thread.start()
            return asyncio.run_coroutine_threadsafe(doing(*args, **kwargs), self._loop)

    def close(self, last: Callable[[], Awaitable[None]]) -> None:
        """Cancel the tasks, do the last thing there and end the thread. Any number of times."""
        with self._lock:
            loop, thread = self._loop, self._thread
            again, self._closed = self._closed, True
        if loop is None or thread is None or again:
            return
        asyncio.run_coroutine_threadsafe(_wind_up(last), loop).result(3 * PATIENCE)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE)


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.close()


async def _wind_up(last: Callable[[], Awaitable[None]]) -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=PATIENCE)
    await last()
    await asyncio.get_running_loop().shutdown_asyncgens()
