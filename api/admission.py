"""How many questions may be under way at once: the next one is told to come back, instead of waiting for minutes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 64


class Busy(Exception):
    """Too many questions are under way."""


class Admission:
    """A counter for one event loop; needs no lock."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self.at_once = at_once
        self.under_way = 0

    @contextmanager
    def enter(self) -> Iterator[None]:
        """Hold a place. Raises Busy when there is none."""
        if self.under_way >= self.at_once:
            raise Busy
        self.under_way += 1
        try:
            yield
        finally:
            self.under_way -= 1
