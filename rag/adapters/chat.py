"""Chat models through LangChain: streamed, in time or not at all, retried by one owner, and left alone while they fail.

A model is asked on one event loop that runs in a thread of its own, so that whoever waits for an answer, in whatever
thread, may leave at any time and the connection is closed within milliseconds.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass

from rag.adapters.chat_breaker import Breaker, Entry
from rag.adapters.chat_failures import Failure, cut_short, failure, nothing_said, time_over
from rag.adapters.chat_loop import Loop
from rag.adapters.chat_stream import ArrivingText, Flow
from rag.adapters.chat_vendor import Vendor, finish_reason, used
from rag.errors import ChatBusy, ChatError, ChatUnavailable
from rag.ports import ChatMessage, ChatStream, TokenCounter

FIRST_PAUSE = 0.25
LONGEST_PAUSE = 4.0
"""Seconds between two calls, where the model does not say how long: doubled each time, a part of it left to chance."""
LINGER = 1.0
"""Seconds for the usage to arrive once the answer is whole."""
LETTERS = 16
"""No text of a language has more letters a token, taken together: what is longer, ignores the limit it was given."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`end`: when the time is over, by the loop's clock."""

    messages: Sequence[ChatMessage]
    tokens: int
    end: float
    calls: int

    @property
    def left(self) -> float:
        return self.end - time.monotonic()


class LangChainChat:
    """Port `ChatModel`. `concurrency`: answers at once; more wait for at most `patience` seconds, then raise ChatBusy."""

    def __init__(
        self,
        vendor: Vendor,
        counter: TokenCounter,
        *,
        concurrency: int = 4,
        patience: float = 2.0,
        breaker: Breaker | None = None,
    ) -> None:
        self.model = vendor.name
        self._vendor = vendor
        self._title = f"The chat model {vendor.where}"
        self._counter = counter
        self._places = asyncio.Semaphore(concurrency)
        self._patience = patience
        self._breaker = breaker or Breaker()
        self._loop = Loop("chat-model")

    def available(self) -> bool:
        return self._breaker.available()

    def stream(self, messages: Sequence[ChatMessage], *, tokens: int, seconds: float, calls: int = 3) -> ChatStream:
        asked = Asked(tuple(messages), tokens, time.monotonic() + seconds, max(1, calls))
        flow = Flow(self._counter, asked.messages, asked.end)
        task = self._loop.begin(self._answer, asked, flow)
        if task is None:
            raise ChatUnavailable(f"{self._title} is not asked any more: Geungeo is closing.")
        return ArrivingText(flow, task)

    def close(self) -> None:
        """Whoever still iterates stops, the connections are closed and the thread ends."""
        self._loop.close(self._vendor.aclose)

    async def _answer(self, asked: Asked, flow: Flow) -> None:
        """Let the answer flow until its end, which is told in any case."""
        flow.bind(asyncio.get_running_loop())
        try:
            async with asyncio.timeout(min(self._patience, asked.left)):
                await self._places.acquire()
        except TimeoutError:
            flow.end(ChatBusy(f"{self._title} is being asked too many questions at once: try again in a moment."))
            return
        try:
            flow.end(await self._guarded(asked, flow))
        finally:
            self._places.release()

    async def _guarded(self, asked: Asked, flow: Flow) -> ChatError | None:
        """What went wrong, counted against the model where it is to blame."""
        entry = self._breaker.admit()
        if entry is Entry.REFUSED:
            alone = self._breaker.seconds_left()
            return ChatUnavailable(
                f"{self._title} has failed again and again and is left alone for {alone:.0f} seconds."
            )
        wrong: Failure | None = None
        try:
            wrong = await self._persistently(asked, flow)
        except asyncio.CancelledError:
            self._breaker.undecided(entry)
            raise
        if wrong is None:
            self._breaker.succeeded()
        elif wrong.blame:
            self._breaker.failed(wrong.after)
        else:
            self._breaker.undecided(entry)
        return None if wrong is None else wrong.error

    async def _persistently(self, asked: Asked, flow: Flow) -> Failure | None:
        """Ask until something is heard, while it is worth it. None: the answer is whole."""
        pause = FIRST_PAUSE
        while True:
            wrong = await self._once(asked, flow)
            if wrong is None or flow.heard or flow.calls >= asked.calls:
                return wrong
            if wrong.wanting:
                continue
            wait = pause * random.uniform(0.5, 1.0) if wrong.after is None else wrong.after
            if not wrong.passing or wait >= asked.left:
                return wrong
            await asyncio.sleep(wait)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _once(self, asked: Asked, flow: Flow) -> Failure | None:
        flow.calls += 1
        told = _Told()
        try:
            async with asyncio.timeout(asked.left) as limit:
                await self._read(asked, flow, told, limit)
        except TimeoutError as exc:
            if told.reason is None:
                # Whoever reads too slowly may blame himself.
                return time_over(self._title, exc, blame=not flow.waiting)
        except Exception as exc:  # noqa: BLE001 - vendors raise anything; all of it is given a name of ours
            if told.reason is None:
                return self._understood(exc, flow)
        return self._conclusion(told.reason, flow)

    async def _read(self, asked: Asked, flow: Flow, told: _Told, limit: asyncio.Timeout) -> None:
        room = LETTERS * asked.tokens
        async with aclosing(self._vendor.astream(asked.messages, asked.tokens)) as chunks:
            async for chunk in chunks:
                flow.count(used(chunk))
                text = str(chunk.text)
                room -= len(text)
                if room < 0:
                    told.reason = "length"
                    return
                if text:
                    await flow.put(text)
                reason = finish_reason(chunk)
                if reason is not None and told.reason is None:
                    told.reason = reason
                    limit.reschedule(min(asked.end, time.monotonic() + LINGER))

    def _understood(self, exc: Exception, flow: Flow) -> Failure:
        wanting = self._vendor.give_up(exc)
        return failure(exc, self._title, heard=flow.heard, wanting=wanting)

    def _conclusion(self, reason: str | None, flow: Flow) -> Failure | None:
        title = self._title
        if reason == "stop":
            return None if flow.heard else nothing_said(title)
        if reason is None and not flow.heard:
            return nothing_said(title)
        return cut_short(title, reason or "closed")


@dataclass(slots=True)
class _Told:
    """`reason`: why the answer ended, where the model said so: stop, length, content_filter or closed."""

    reason: str | None = None
