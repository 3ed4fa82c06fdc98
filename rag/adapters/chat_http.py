"""The HTTP client below openai's: its own for each model, bounded in what it reads, and awake to web pages.

Vendor traps: LangChain shares one client among models of the same address, whichever event loops they live on, and a
connection of one loop breaks in another. openai's reads a line of any length, and takes HTML for a stream of nothing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2
import openai

CONNECT_SECONDS = 5.0
LONGEST = 32 * 1024 * 1024
"""Bytes of one answer. A long one has a hundredth of it."""


class NotAStream(Exception):
    """HTML where an answer should be."""


class TooMuch(Exception):
    """More bytes than any answer has."""


def client() -> httpx2.AsyncClient:
    """How long an answer may take is not its business."""
    return openai.DefaultAsyncHttpxClient(
        timeout=openai.Timeout(None, connect=CONNECT_SECONDS), event_hooks={"response": [_look]}
    )


async def _look(response: httpx2.Response) -> None:
    if response.status_code != 200:
        return
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in {"text/html", "application/xhtml+xml"}:
        raise NotAStream
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Bounded(response.stream)


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = LONGEST
        async for piece in self._stream:
            left -= len(piece)
            if left < 0:
                raise TooMuch
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()
