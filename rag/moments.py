"""Times as requests write them: ISO 8601, Asia/Seoul where no zone is given."""

from __future__ import annotations

from datetime import date, datetime, time

from rag.domain import KST

END_OF_DAY = time(23, 59, 59)


def moment(text: str, *, day_ends: bool = False) -> datetime:
    """`2025-04-14`, `2025-04-14T09:00` or `2025-04-14T09:00:00+09:00`, aware; raises ValueError.

    A bare date is that day's first moment, or its last second with `day_ends`: what was known as of a day includes it.
    """
    cleaned = text.strip()
    if len(cleaned) == len("2025-04-14"):
        return datetime.combine(date.fromisoformat(cleaned), END_OF_DAY if day_ends else time.min, KST)
    parsed = datetime.fromisoformat(cleaned)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=KST)
