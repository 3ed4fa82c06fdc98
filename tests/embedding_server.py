"""A server on this machine that speaks OpenAI's embeddings protocol, well or badly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.fakes_indexes import vector_of

DIMENSION = 8
Reply = tuple[int, Mapping[str, str], bytes]
Request = dict[str, Any]
Behaviour = Callable[[Request], Reply]


def answering(dimension: int = DIMENSION) -> Behaviour:
    """As it should be, vectors of any length, in an order of its own."""

    def reply(request: Request) -> Reply:
        rows = [
            {"object": "embedding", "index": at, "embedding": [3 * x for x in vector_of(text, dimension)]}
            for at, text in enumerate(request["input"])
        ]
        body = {"object": "list", "model": request["model"], "data": rows[::-1], "usage": {"total_tokens": 1}}
        return 200, {"content-type": "application/json"}, json.dumps(body).encode()

    return reply


def failing(status: int, headers: Mapping[str, str] | None = None, code: str | None = None) -> Behaviour:
    body = json.dumps({"error": {"message": "no", "code": code, "type": "t", "param": None}}).encode()
    return lambda request: (status, {"content-type": "application/json", **(headers or {})}, body)


def saying(body: bytes, kind: str = "application/json") -> Behaviour:
    """Status 200, and this."""
    return lambda request: (200, {"content-type": kind}, body)


class EmbeddingServer:
    """`script`: what it does with each request in turn; the last one for all that follow."""

    def __init__(self) -> None:
        self.script: list[Behaviour] = [answering()]
        self.requests: list[Request] = []
        self.headers: list[dict[str, str]] = []
        self.drip_seconds: float | None = None
        """Pause between two bytes, for a server that never gets to the end."""
        self.url = ""
        self._closing = threading.Event()

    @contextmanager
    def running(self) -> Iterator[EmbeddingServer]:
        server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        server.daemon_threads = True
        self.url = f"http://127.0.0.1:{server.server_port}/v1"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield self
        finally:
            self._closing.set()
            server.shutdown()
            server.server_close()
            thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["content-length"])))
                owner.requests.append({**request, "path": self.path})
                owner.headers.append({name.lower(): value for name, value in self.headers.items()})
                behaviour = owner.script[0] if len(owner.script) == 1 else owner.script.pop(0)
                status, headers, body = behaviour(request)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                try:
                    owner._write(self.wfile, body)
                except OSError:
                    self.close_connection = True

            def log_message(self, *args: object) -> None:
                """Nothing on stderr."""

        return Handler

    def _write(self, out: Any, body: bytes) -> None:
        if self.drip_seconds is None:
            out.write(body)
            return
        for byte in body:
            if self._closing.is_set():
                return
            out.write(bytes([byte]))
            out.flush()
            time.sleep(self.drip_seconds)
