"""One thing in use by many threads, replaced while it is used."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class Turnover(Generic[T]):
    """Who began with the old one ends with it; who comes later gets the new one."""

    def __init__(self, first: T) -> None:
        self._current = _Seat(first)
        self._changed = threading.Condition()

    @property
    def current(self) -> T:
        """The one in use, for a look."""
        return self._current.value

    @contextmanager
    def using(self) -> Iterator[T]:
        with self._changed:
            seat = self._current
            seat.users += 1
        try:
            yield seat.value
        finally:
            with self._changed:
                seat.users -= 1
                self._changed.notify_all()

    def replace(self, value: T) -> None:
        """From now on this one; returns when nobody uses the old one any more."""
        with self._changed:
            old, self._current = self._current, _Seat(value)
            self._changed.wait_for(lambda: old.users == 0)


class _Seat(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value = value
        self.users = 0
