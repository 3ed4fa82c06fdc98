"""A chat model that says what a test tells it to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence

from rag.domain import Usage
from rag.errors import ChatCutShort, ChatError, ChatTimeout, ChatUnavailable, GeungeoError
from rag.ports import ChatMessage, ChatStream

Part = str | float | ChatError
"""A piece of text, seconds of silence, or how it fails."""
Says = Callable[[Sequence[ChatMessage]], Sequence[Part]]


class WordCounter:
    """Port `TokenCounter`: each letter is a token."""

    exact = True

    def count(self, text: str) -> int:
        return len(text)


class FakeChatModel:
    """Port `ChatModel`. `says`: the parts of each answer, or one answer for every question.

    `asked`: what it was asked, in order; `bounds`: tokens, seconds and calls that were allowed each time; `streams`: its answers. Set `is_available` to have it left alone.
    """

    def __init__(self, says: Says | Sequence[Part], model: str = "fake") -> None:
        self.model = model
        self.is_available = True
        self.asked: list[tuple[ChatMessage, ...]] = []
        self.bounds: list[tuple[int, float, int]] = []
        self.streams: list[FakeStream] = []
        self._says = says
        self._closed = False

    def available(self) -> bool:
        return self.is_available

    def stream(self, messages: Sequence[ChatMessage], *, tokens: int, seconds: float, calls: int = 3) -> ChatStream:
        if self._closed or not self.is_available:
            raise ChatUnavailable("The chat model is left alone.")
        self.asked.append(tuple(messages))
        self.bounds.append((tokens, seconds, calls))
        parts = self._says(messages) if callable(self._says) else self._says
        stream = FakeStream(messages, parts, time.monotonic() + seconds)
        self.streams.append(stream)
        return stream

    def close(self) -> None:
        self._closed = True
        for stream in self.streams:
            stream.close()


class FakeStream:
    """Port `ChatStream`."""

    def __init__(self, messages: Sequence[ChatMessage], parts: Sequence[Part], end: float) -> None:
        self._prompt = sum(len(message.text) for message in messages)
        self._parts = iter(parts)
        self._end = end
        self._said = 0
        self._over: ChatError | None = None
        self._whole = False
        self._gone = threading.Event()

    @property
    def closed(self) -> bool:
        return self._gone.is_set()

    @property
    def usage(self) -> Usage:
        return Usage(1, self._prompt, self._said)

    def close(self) -> None:
        self._gone.set()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while not self._whole:
            if self._over is not None:
                raise self._over
            if self._gone.is_set():
                self._over = ChatCutShort("The answer was stopped before it was whole.", "closed")
                continue
            part = next(self._parts, None)
            if isinstance(part, str):
                self._said += len(part)
                return part
            self._pass(part)
        raise StopIteration

    def _pass(self, part: float | ChatError | None) -> None:
        if part is None:
            self._whole = True
        elif isinstance(part, ChatError):
            self._over = part
        elif not self._gone.wait(min(part, max(0.0, self._end - time.monotonic()))) and time.monotonic() >= self._end:
            self._over = ChatTimeout("The chat model did not answer in time.")


class FakeJudge:
    """Port `Judge`. `says`: what it thinks of a sentence, or how it fails; `asked`: evidence and sentence, in order."""

    name = "fake-judge"

    def __init__(self, says: Callable[[str], float | GeungeoError]) -> None:
        self.asked: list[tuple[tuple[str, ...], str]] = []
        self._says = says

    def support(self, evidence: Sequence[str], sentence: str) -> float:
        self.asked.append((tuple(evidence), sentence))
        found = self._says(sentence)
        if isinstance(found, GeungeoError):
            raise found
        return found
