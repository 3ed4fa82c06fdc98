"""What a server remembers of the requests it had."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from evals.model_server.connection import Received
from evals.model_server.script import Request


@dataclass(slots=True)
class Exchange:
    """One request. Times are of `time.monotonic`, None while it has not happened.

    `request`: of a request for an answer that was in order; `answered_at`: when all of the answer was sent.
    """

    received: Received
    connected_at: float
    received_at: float
    request: Request | None = None
    answered_at: float | None = None
    closed_at: float | None = None
    _closed: threading.Event = field(default_factory=threading.Event)

    @property
    def headers(self) -> Mapping[str, str]:
        return self.received.headers

    @property
    def left_early(self) -> bool:
        """Whether the connection was closed before all of the answer was sent."""
        return self.closed_at is not None and self.answered_at is None

    def close(self) -> None:
        if self.closed_at is None:
            self.closed_at = time.monotonic()
            self._closed.set()

    def wait_closed(self, seconds: float) -> bool:
        """Whether the connection is closed, now or within so many seconds."""
        return self._closed.wait(seconds)
