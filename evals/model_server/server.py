"""The server: one thread, one port of this machine, a script for its answers and a memory of what it was asked."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import threading
import time
from collections.abc import Coroutine, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

from evals.model_server import protocol
from evals.model_server.connection import Connection, Received
from evals.model_server.faults import FAULTS, REFUSED
from evals.model_server.record import Exchange
from evals.model_server.script import Fault, Reply, Request, Script, texts
from evals.model_server.speaking import speak

HOST = "127.0.0.1"
CHAT = "/v1/chat/completions"
MODELS = "/v1/models"
PATIENCE = 5.0  # seconds for the thread to do as it is told

T = TypeVar("T")
_log = logging.getLogger(__name__)


class ModelServer:
    """A context manager. `script`: what to answer, or one reply to everything; it may be changed while the server runs.

    `key`: when given, requests must carry it. `port` 0: any that is free. Anything a script raises is answered with 500.
    """

    def __init__(
        self,
        script: Script | Reply,
        *,
        models: Sequence[str] = ("test",),
        key: str | None = None,
        host: str = HOST,
        port: int = 0,
    ) -> None:
        self._script = script
        self._models = tuple(models)
        self._key = key
        self._host = host
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="model-server", daemon=True)
        self._listener: asyncio.Server | None = None
        self._open: dict[Connection, tuple[float, list[Exchange]]] = {}
        self.exchanges: list[Exchange] = []
        """Every request, in the order in which they came."""

    def __enter__(self) -> Self:
        self._thread.start()
        self._call(self._obey())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._call(self._shut())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)

    @property
    def base_url(self) -> str:
        return f"http://{self._host}:{self._port}/v1"

    @property
    def script(self) -> Script | Reply:
        return self._script

    @script.setter
    def script(self, script: Script | Reply) -> None:
        self._script = script
        self._call(self._obey())

    @property
    def requests(self) -> list[Request]:
        """The requests for an answer."""
        return [exchange.request for exchange in self.exchanges if exchange.request is not None]

    @property
    def count(self) -> int:
        """How many requests for an answer there were, those that were not in order included."""
        return sum(exchange.received.path == CHAT for exchange in self.exchanges)

    @property
    def connections(self) -> int:
        """How many are open now."""
        return len(self._open)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._loop.close()

    def _call(self, doing: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result(PATIENCE)

    async def _obey(self) -> None:
        """Listen, or, where the script says so, do not even do that."""
        if isinstance(self._script, Fault) and self._script.name == REFUSED:
            self._port = self._port or _free_port(self._host)
            await self._shut()
        elif self._listener is None:
            self._listener = await self._loop.create_server(self._connection, self._host, self._port)
            self._port = self._listener.sockets[0].getsockname()[1]

    async def _shut(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        for connection in list(self._open):
            connection.transport.abort()
        while self._open:
            await asyncio.sleep(0)

    def _connection(self) -> Connection:
        return Connection(self._handle, self._opened, self._lost)

    def _opened(self, connection: Connection) -> None:
        self._open[connection] = (time.monotonic(), [])

    def _lost(self, connection: Connection) -> None:
        _, exchanges = self._open.pop(connection)
        for exchange in exchanges:
            exchange.close()

    async def _handle(self, connection: Connection, received: Received) -> None:
        connected_at, exchanges = self._open[connection]
        exchange = Exchange(received, connected_at, time.monotonic())
        exchanges.append(exchange)
        self.exchanges.append(exchange)
        await self._answer(connection, exchange)
        exchange.answered_at = time.monotonic()

    async def _answer(self, connection: Connection, exchange: Exchange) -> None:
        received = exchange.received
        if self._key is not None and received.headers.get("authorization") != f"Bearer {self._key}":
            await _refuse(connection, 401, "Incorrect API key provided.", code="invalid_api_key")
        elif received.path == MODELS and received.method == "GET":
            await connection.answer(200, protocol.encoded(protocol.models(self._models)), "application/json")
        elif received.path == CHAT and received.method == "POST":
            await self._chat(connection, exchange)
        else:
            await _refuse(connection, 404, f"Unknown request URL: {received.method} {received.path}.")

    async def _chat(self, connection: Connection, exchange: Exchange) -> None:
        try:
            body = json.loads(exchange.received.body)
            request = Request(len(self.requests), texts(body["messages"]), body)
        except (ValueError, KeyError, TypeError) as exc:
            await _refuse(connection, 400, f"We could not read the request: {exc}.")
            return
        exchange.request = request
        try:
            reply = self._script(request) if callable(self._script) else self._script
        except Exception:  # noqa: BLE001 - scripts are anybody's, and a client must not wait for what will not come
            _log.exception("the script failed")
            await connection.answer(500, protocol.encoded(protocol.error("The script failed.")), "application/json")
            return
        if isinstance(reply, Fault):
            await FAULTS[reply.name](connection, request, reply)
        else:
            await speak(connection, request, reply)


async def _refuse(connection: Connection, status: int, message: str, code: str | None = None) -> None:
    await connection.answer(status, protocol.encoded(protocol.error(message, code=code)), "application/json")


def _free_port(host: str) -> int:
    with socket.socket() as one:
        one.bind((host, 0))
        return int(one.getsockname()[1])
