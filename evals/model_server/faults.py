"""Every way in which a chat model's server fails, by name."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from evals.model_server import protocol
from evals.model_server.connection import Connection
from evals.model_server.script import Fault, Piece, Request, Say
from evals.model_server.speaking import SSE, speak

Break = Callable[[Connection, Request, Fault], Awaitable[None]]

REFUSED = "refused"
"""Nobody listens. The server sees to it, for no request arrives."""
LONG = 3600.0
WORDS = ("솔빛 ", "공장이 ", "문을 ")
HUGE = 8 * 1024 * 1024
SPOKEN = Say(tuple(Piece(word) for word in WORDS))


def _status(status: int, message: str, kind: str, code: str | None = None, retry_after: float | None = None) -> Break:
    """An error in OpenAI's shape. The fault's value, where it has one: seconds of Retry-After."""

    async def fail(connection: Connection, request: Request, fault: Fault) -> None:
        after = fault.value if fault.value is not None else retry_after
        headers = {} if after is None else {"retry-after": f"{after}"}
        body = protocol.encoded(protocol.error(message, kind, code))
        await connection.answer(status, body, "application/json", headers)

    return fail


def _body(body: bytes, kind: str) -> Break:
    """These bytes with status 200."""

    async def fail(connection: Connection, request: Request, fault: Fault) -> None:
        await connection.answer(200, body, kind)

    return fail


def _events(*events: bytes) -> Break:
    """These bytes as a stream that ends in good order."""

    async def fail(connection: Connection, request: Request, fault: Fault) -> None:
        await connection.begin(200, SSE)
        for one in events:
            await connection.chunk(one)
        await connection.end_chunks()

    return fail


def _choices(choices: Any) -> bytes:
    head = {"id": "chatcmpl-0", "object": "chat.completion.chunk", "created": protocol.CREATED, "model": "m"}
    return protocol.event(head | {"choices": choices})


def _finished(reason: str, pieces: tuple[Piece, ...] = SPOKEN.pieces) -> Break:
    """In the form of the protocol, streamed or not, as the request wants it."""

    async def end(connection: Connection, request: Request, fault: Fault) -> None:
        await speak(connection, request, Say(pieces, reason))

    return end


async def _silence(connection: Connection, request: Request, fault: Fault) -> None:
    await asyncio.sleep(_seconds(fault))


async def _slow_headers(connection: Connection, request: Request, fault: Fault) -> None:
    await asyncio.sleep(_seconds(fault))
    await speak(connection, request, SPOKEN)


async def _begun(connection: Connection, request: Request) -> None:
    """Half an answer."""
    await connection.begin(200, SSE)
    await connection.chunk(protocol.event(protocol.chunk(request, {"role": "assistant", "content": ""})))
    for word in WORDS:
        await connection.chunk(protocol.event(protocol.chunk(request, {"content": word})))


async def _no_finish(connection: Connection, request: Request, fault: Fault) -> None:
    await _begun(connection, request)
    await connection.end_chunks()


async def _reset(connection: Connection, request: Request, fault: Fault) -> None:
    await _begun(connection, request)
    await asyncio.sleep(0.05)  # an RST takes with it what the client has not read yet
    connection.reset()


async def _reset_at_once(connection: Connection, request: Request, fault: Fault) -> None:
    connection.reset()


async def _stall(connection: Connection, request: Request, fault: Fault) -> None:
    await _begun(connection, request)
    await asyncio.sleep(_seconds(fault))


async def _lingers(connection: Connection, request: Request, fault: Fault) -> None:
    """A whole answer, and a connection that does not end: rude, and yet no fault of the answer."""
    await _begun(connection, request)
    await connection.chunk(protocol.event(protocol.chunk(request, {}, "stop")))
    await asyncio.sleep(_seconds(fault))


async def _pings(connection: Connection, request: Request, fault: Fault) -> None:
    """The fault's value: seconds between two."""
    await connection.begin(200, SSE)
    while True:
        await connection.chunk(protocol.PING)
        await asyncio.sleep(_seconds(fault, 0.02))


async def _garbage(connection: Connection, request: Request, fault: Fault) -> None:
    await _begun(connection, request)
    await connection.chunk(b'data: {"choices": [{"delta": {"content": "\xff\xfe\xb1\xdb"}}]}\n\n')
    await connection.end_chunks()


async def _error_object(connection: Connection, request: Request, fault: Fault) -> None:
    await _begun(connection, request)
    await connection.chunk(protocol.event(protocol.error("The engine is overloaded.", "server_error")))
    await connection.end_chunks()


async def _endless(connection: Connection, request: Request, fault: Fault) -> None:
    """An answer that does not end, as fast as the client reads."""
    await _begun(connection, request)
    while True:
        await connection.chunk(protocol.event(protocol.chunk(request, {"content": "그리고 " * 100})))
        await asyncio.sleep(0)


async def _refuses(connection: Connection, request: Request, fault: Fault) -> None:
    """Answers only requests without the parameter that the fault's value names."""
    name = str(fault.value)
    if name not in request.body:
        await speak(connection, request, SPOKEN)
        return
    message = f"Unsupported parameter: '{name}' is not supported with this model."
    body = protocol.error(message, code="unsupported_parameter", param=name)
    await connection.answer(400, protocol.encoded(body), "application/json")


def _seconds(fault: Fault, default: float = LONG) -> float:
    return default if fault.value is None else float(fault.value)


HTML = "<!doctype html><html><head><title>Sign in</title></head><body>로그인하십시오.</body></html>".encode()
INVALID = "invalid_request_error"
SERVER = "server_error"
LIMITED = "rate_limit_error"

FAULTS: Mapping[str, Break] = {
    "silence": _silence,
    "slow-headers": _slow_headers,
    "reset-at-once": _reset_at_once,
    "status-500": _status(500, "The server had an error.", SERVER),
    "status-503": _status(503, "The engine is overloaded.", SERVER),
    "busy": _status(429, "Rate limit reached.", LIMITED, "rate_limit_exceeded"),
    "busy-short": _status(429, "Rate limit reached.", LIMITED, "rate_limit_exceeded", 0.05),
    "busy-long": _status(429, "Rate limit reached.", LIMITED, "rate_limit_exceeded", LONG),
    "no-quota": _status(429, "You exceeded your quota.", "insufficient_quota", "insufficient_quota"),
    "unauthorised": _status(401, "Incorrect API key provided.", INVALID, "invalid_api_key"),
    "no-model": _status(404, "The model does not exist.", INVALID, "model_not_found"),
    "bad-request": _status(400, "Something about it is wrong.", INVALID),
    "too-long": _status(400, "The context is too long.", INVALID, "context_length_exceeded"),
    "html": _body(HTML, "text/html; charset=utf-8"),
    "empty-body": _body(b"", "application/json"),
    "bad-json": _events(b'data: {"choices": [{"delta": {"cont\n\n'),
    "null-choices": _events(_choices(None), protocol.DONE),
    "no-choices": _events(_choices([]), protocol.DONE),
    "no-text": _finished("stop", ()),
    "no-finish": _no_finish,
    "reset": _reset,
    "stall": _stall,
    "lingers": _lingers,
    "pings": _pings,
    "length": _finished("length"),
    "content-filter": _finished("content_filter"),
    "garbage": _garbage,
    "huge": _finished("stop", (Piece("가" * (HUGE // 3)),)),
    "endless": _endless,
    "error-object": _error_object,
    "refuses": _refuses,
}
