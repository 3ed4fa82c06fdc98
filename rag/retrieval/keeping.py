"""A running conversation keeps its evidence: what an earlier answer cited is read again for a follow-up, found or not."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rag.domain import Hit, Turn

REMEMBERED = 4  # articles, those cited last
PLACES = 3  # passages of theirs among those that are read


def cited_in(history: Sequence[Turn]) -> tuple[str, ...]:
    """Ids of the articles that were cited, those of the last answer first."""
    found = dict.fromkeys(one for turn in reversed(history) if turn.role == "assistant" for one in turn.cited)
    return tuple(found)[:REMEMBERED]


def kept(hits: Sequence[Hit], cited: Collection[str], read: int) -> list[Hit]:
    """The same hits, the best passages of cited articles among the `read` first ones, after those that came there by
    themselves."""
    first, rest = hits[:read], hits[read:]
    missing = max(PLACES - sum(_is_of(hit, cited) for hit in first), 0)
    moved = [hit for hit in rest if _is_of(hit, cited)][:missing]
    stay = len(first) - len(moved)
    return [*first[:stay], *moved, *first[stay:], *(hit for hit in rest if hit not in moved)]


def _is_of(hit: Hit, cited: Collection[str]) -> bool:
    return hit.passage.stored.id in cited
