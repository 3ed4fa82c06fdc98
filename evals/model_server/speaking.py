"""An answer in the form of the protocol, streamed or whole, as the request wants it."""

from __future__ import annotations

import asyncio

from evals.model_server import protocol
from evals.model_server.connection import Connection
from evals.model_server.script import Request, Say

SSE = {"content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache", "transfer-encoding": "chunked"}


async def speak(connection: Connection, request: Request, reply: Say) -> None:
    if request.stream:
        await _stream(connection, request, reply)
        return
    await asyncio.sleep(sum(piece.after for piece in reply.pieces))
    await connection.answer(200, protocol.encoded(protocol.completion(request, reply)), "application/json")


async def _stream(connection: Connection, request: Request, reply: Say) -> None:
    await connection.begin(200, SSE)
    await connection.chunk(protocol.event(protocol.chunk(request, {"role": "assistant", "content": ""})))
    for piece in reply.pieces:
        if piece.after:
            await asyncio.sleep(piece.after)
        await connection.chunk(protocol.event(protocol.chunk(request, {"content": piece.text})))
    await connection.chunk(protocol.event(protocol.chunk(request, {}, reply.finish_reason)))
    if request.wants_usage:
        await connection.chunk(protocol.event(protocol.usage_chunk(request, reply)))
    await connection.chunk(protocol.DONE)
    await connection.end_chunks()
