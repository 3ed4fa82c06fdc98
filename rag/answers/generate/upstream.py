"""What one answer asks of the language model: few requests, in the time of the answer, all of them counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from rag.domain import Usage
from rag.errors import ChatTimeout
from rag.ports import ChatMessage, ChatModel, ChatStream

Render = Callable[..., Sequence[ChatMessage]]
"""(id of a prompt, its variables by name) → messages."""

CALLS = 3
"""Requests to the model that one answer may cost, retries and second attempts together."""
FEWEST_SECONDS = 1.0
"""Less than that is not worth another request."""


class Upstream:
    """From the question to the end of its answer, `seconds` long."""

    def __init__(self, chat: ChatModel, render: Render, seconds: float) -> None:
        self._chat, self._render = chat, render
        self._ends = time.monotonic() + seconds
        self._seconds = seconds
        self._usage = Usage()
        self._beside = 0
        self._open: list[ChatStream] = []
        self.asked = False
        """Whether the model was asked anything, be it in vain."""

    @property
    def usage(self) -> Usage:
        return sum((stream.usage for stream in tuple(self._open)), self._usage)

    def spent(self) -> bool:
        """Whether there is neither a request nor the time for one left."""
        return self.calls_left < 1 or self._ends - time.monotonic() < FEWEST_SECONDS

    @property
    def calls_left(self) -> int:
        return CALLS - (self.usage.calls - self._beside)

    def ask(self, prompt: str, tokens: int, /, **variables: str) -> Iterator[str]:
        """What the model answers, in all the time that is left. Raises ChatError."""
        return self._asked(prompt, tokens, variables, self._ends - time.monotonic(), self.calls_left)

    def ask_briefly(self, prompt: str, tokens: int, share: float, /, **variables: str) -> str:
        """A short answer, whole: one request, in this share of the time at most. Raises ChatError."""
        if self._ends - time.monotonic() < FEWEST_SECONDS:
            raise ChatTimeout("The time of the answer is over.")
        seconds = min(share * self._seconds, self._ends - time.monotonic())
        return "".join(self._asked(prompt, tokens, variables, seconds, 1))

    def ask_beside(self, prompt: str, tokens: int, share: float, /, **variables: str) -> str:
        """The same, of the answer that was written: it does not count among the requests that writing it may cost."""
        before = self.usage.calls
        try:
            return self.ask_briefly(prompt, tokens, share, **variables)
        finally:
            self._beside += self.usage.calls - before

    def _asked(self, prompt: str, tokens: int, variables: dict[str, str], seconds: float, calls: int) -> Iterator[str]:
        self.asked = True
        messages = self._render(prompt, **variables)
        stream = self._chat.stream(messages, tokens=tokens, seconds=max(seconds, FEWEST_SECONDS), calls=calls)
        self._open.append(stream)
        try:
            yield from stream
        finally:
            stream.close()
            self._open.remove(stream)
            self._usage += stream.usage

    def close(self) -> None:
        """Leave the model alone; whoever iterates stops."""
        for stream in tuple(self._open):
            stream.close()
