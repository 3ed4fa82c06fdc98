"""An answer on its way from the event loop to whoever reads it in another thread."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import partial

from rag.domain import Usage
from rag.errors import ChatCutShort, ChatError, ChatTimeout, ChatUnavailable
from rag.ports import ChatMessage, TokenCounter

PIECES = 64
"""On their way at once: a model is not read faster than its reader reads."""
GRACE = 2.0
"""Seconds beyond the deadline after which the loop is taken for dead."""
AROUND_MESSAGE = 4
AROUND_ALL = 3
"""Tokens that a chat template adds, as OpenAI counts them."""


class Flow:
    """Between the two. Written by the loop's thread, read by any; `end` and `stop` by both.

    `calls`: requests sent up to now. `waiting`: whether the writer waits for the reader.
    """

    def __init__(self, counter: TokenCounter, messages: Sequence[ChatMessage], end: float) -> None:
        self.calls = 0
        self.waiting = False
        self.stopped = False
        self._counter = counter
        self._messages = messages
        self._deadline = end
        self._said: list[str] = []
        self._reported: tuple[int, int] | None = None
        self._started = False
        self._room = asyncio.Semaphore(PIECES)
        self._ready: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._lock = threading.RLock()  # the garbage collector may close a stream while this thread is in here
        self._ended = False
        self._over = False
        self._error: ChatError | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def bind(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    @property
    def heard(self) -> bool:
        """Whether any text has come."""
        return bool(self._said)

    def count(self, reported: tuple[int, int] | None) -> None:
        """Something came, perhaps with (prompt, completion) tokens up to now, of which the last word is the largest."""
        self._started = True
        if reported is not None:
            before = self._reported or (0, 0)
            self._reported = (max(before[0], reported[0]), max(before[1], reported[1]))

    async def put(self, text: str) -> None:
        self.waiting = self._room.locked()
        await self._room.acquire()
        self.waiting = False
        self._said.append(text)
        self._ready.put(text)

    def end(self, error: ChatError | None) -> None:
        """No more comes. The first end counts."""
        with self._lock:
            if self._ended:
                return
            self._ended = True
            self._error = error
        self._ready.put(None)

    def stop(self) -> None:
        """The reader wants no more."""
        self.stopped = True
        self.end(_stopped())
        self._ready.put(None)  # wakes one who waits, whatever there is to read

    def take(self) -> str | None:
        """The next piece; None where the answer is whole. Raises ChatError."""
        piece = None if self._over or self.stopped else self._next()
        if self.stopped and not self._over:
            raise _stopped()
        if piece is None:
            self._over = True
            self._ready.put(None)  # for whoever else waits
            if self._error is not None:
                raise self._error
            return None
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop is closed
                self._loop.call_soon_threadsafe(self._room.release)
        return piece

    def _next(self) -> str | None:
        try:
            return self._ready.get(timeout=max(0.0, self._deadline - time.monotonic()) + GRACE)
        except queue.Empty:
            self.end(ChatTimeout("The chat model's answer did not come in time."))
            return None

    @property
    def usage(self) -> Usage:
        prompt, completion = self._reported or self._own_count()
        return Usage(self.calls, prompt, completion)

    def _own_count(self) -> tuple[int, int]:
        """Nothing is counted for calls that came to nothing."""
        if not self._started:
            return 0, 0
        prompt = sum(self._counter.count(message.text) + AROUND_MESSAGE for message in self._messages)
        return prompt + AROUND_ALL, self._counter.count("".join(self._said))


class ArrivingText:
    """Port `ChatStream`. Left unread and unreferenced, it closes itself."""

    def __init__(self, flow: Flow, task: Future[None]) -> None:
        self._flow = flow
        self._task = task
        task.add_done_callback(partial(_settle, flow))

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        piece = self._flow.take()
        if piece is None:
            raise StopIteration
        return piece

    @property
    def usage(self) -> Usage:
        return self._flow.usage

    def close(self) -> None:
        self._flow.stop()
        self._task.cancel()

    def __del__(self) -> None:
        self.close()


def _settle(flow: Flow, task: Future[None]) -> None:
    """However the task ended, whoever waits is told."""
    error = None if task.cancelled() else task.exception()
    flow.end(_stopped() if error is None else ChatUnavailable(f"Asking the chat model failed: {type(error).__name__}."))


def _stopped() -> ChatError:
    return ChatCutShort("The answer was stopped before it was whole.", "closed")
