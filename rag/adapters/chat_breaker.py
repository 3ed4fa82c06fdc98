"""Leave a model alone that fails again and again, and try it again later.

The libraries there are (aiobreaker, pybreaker, purgatory) lack what counts here: exactly one trial at a time, outcomes
that decide nothing because the reader left, a time of rest that the model itself names, and a look from another thread.
"""

from __future__ import annotations

import enum
import threading
import time
from collections.abc import Callable

FAILURES = 3
REST = 30.0
LONGEST_REST = 300.0


class Entry(enum.Enum):
    NORMAL = enum.auto()
    TRIAL = enum.auto()
    REFUSED = enum.auto()


class Breaker:
    """`failures` in a row → nobody asks for `rest` seconds; then one may try. Thread-safe. `now`: a monotonic clock."""

    def __init__(self, failures: int = FAILURES, rest: float = REST, now: Callable[[], float] = time.monotonic) -> None:
        self._allowed = failures
        self._rest = rest
        self._now = now
        self._lock = threading.Lock()
        self._failed = 0
        self._until: float | None = None
        self._trial = False

    def available(self) -> bool:
        """Whether `admit` would let somebody in."""
        with self._lock:
            return self._open_to_ask()

    def seconds_left(self) -> float:
        """Of the rest; 0 when it is over, or there is none."""
        with self._lock:
            return 0.0 if self._until is None else max(0.0, self._until - self._now())

    def admit(self) -> Entry:
        """Who was let in tells how it went: `succeeded`, `failed` or `undecided`."""
        with self._lock:
            if not self._open_to_ask():
                return Entry.REFUSED
            if self._until is None:
                return Entry.NORMAL
            self._trial = True
            return Entry.TRIAL

    def succeeded(self) -> None:
        with self._lock:
            self._failed, self._until, self._trial = 0, None, False

    def failed(self, rest: float | None = None) -> None:
        """`rest`: how long the model itself wants to be left alone, which is believed at once, up to LONGEST_REST."""
        with self._lock:
            self._failed += 1
            self._trial = False
            wanted = min(rest or 0.0, LONGEST_REST)
            if self._failed >= self._allowed:
                wanted = max(wanted, self._rest)
            if wanted:
                self._until = self._now() + wanted

    def undecided(self, entry: Entry) -> None:
        """The reader left, or the question was at fault: the next one may try."""
        if entry is Entry.TRIAL:
            with self._lock:
                self._trial = False

    def _open_to_ask(self) -> bool:
        return self._until is None or (self._now() >= self._until and not self._trial)
