"""One client's connection: HTTP/1.1 read and written by hand, so that every byte of it can be wrong."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import cast

LIMIT = 64 * 1024 * 1024  # bytes of one request


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came. `headers`: by lower-case name."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


Handle = Callable[["Connection", Received], Awaitable[None]]


class Connection(asyncio.Protocol):
    """Requests one after the other; the answer being given stops as soon as the client leaves.

    `lost`: called once, when the connection is closed, by whomever.
    """

    def __init__(
        self, handle: Handle, opened: Callable[[Connection], None], lost: Callable[[Connection], None]
    ) -> None:
        self._handle = handle
        self._opened = opened
        self._lost = lost
        self._read = bytearray()
        self._writable = asyncio.Event()
        self._writable.set()
        self._task: asyncio.Task[None] | None = None
        self._transport: asyncio.Transport | None = None

    @property
    def transport(self) -> asyncio.Transport:
        assert self._transport is not None
        return self._transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._opened(self)

    def data_received(self, data: bytes) -> None:
        self._read += data
        self._next()

    def eof_received(self) -> bool:
        return False  # whoever has said all has left

    def connection_lost(self, exc: Exception | None) -> None:
        if self._task is not None:
            self._task.cancel()
        self._writable.set()
        self._lost(self)

    def pause_writing(self) -> None:
        self._writable.clear()

    def resume_writing(self) -> None:
        self._writable.set()

    async def write(self, data: bytes) -> None:
        self.transport.write(data)
        await self._writable.wait()

    async def chunk(self, data: bytes) -> None:
        """A piece of a body whose length nobody knew when it began."""
        await self.write(b"%x\r\n%b\r\n" % (len(data), data))

    async def end_chunks(self) -> None:
        await self.write(b"0\r\n\r\n")

    async def begin(self, status: int, headers: Mapping[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {headers[name]}" for name in headers)]
        await self.write("\r\n".join([*lines, "", ""]).encode("latin-1"))

    async def answer(self, status: int, body: bytes, kind: str, headers: Mapping[str, str] | None = None) -> None:
        """The whole of it."""
        about = {"content-type": kind, "content-length": str(len(body))}
        await self.begin(status, about | dict(headers or {}))
        await self.write(body)

    def reset(self) -> None:
        """Break off with RST instead of an orderly end."""
        raw = self.transport.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def _next(self) -> None:
        if self._task is not None and not self._task.done():
            return
        received = parse(self._read)
        if received is not None:
            self._task = asyncio.get_running_loop().create_task(self._respond(received))

    async def _respond(self, received: Received) -> None:
        await self._handle(self, received)
        asyncio.get_running_loop().call_soon(self._next)


def parse(read: bytearray) -> Received | None:
    """The first request of what was read, which is taken away; None while it is not complete."""
    end = read.find(b"\r\n\r\n")
    if end < 0:
        return None
    first, *rest = bytes(read[:end]).decode("latin-1").split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
    begin = end + 4
    length = min(int(headers.get("content-length", "0")), LIMIT)
    if len(read) < begin + length:
        return None
    body = bytes(read[begin : begin + length])
    del read[: begin + length]
    method, path, _ = first.split(" ", 2)
    return Received(method, path.partition("?")[0], headers, body)
