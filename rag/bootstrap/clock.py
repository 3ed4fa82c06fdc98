"""The wall clock, in Korean time."""

from __future__ import annotations

from datetime import datetime

from rag.domain import KST


class WallClock:
    """Port `Clock`."""

    def now(self) -> datetime:
        return datetime.now(KST)
