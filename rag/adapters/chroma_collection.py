"""One Chroma collection of passage vectors: ids and vectors, nothing readable.

Vendor traps: the default metric is l2; a batch has a cap; ids and embeddings may not be empty; `get` answers in its own
order; a cosine of a zero vector means nothing, so such vectors are not stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.domain import IndexedPassage, Scored, Vector

HNSW = {
    "space": "cosine",
    "ef_construction": 64,
    "ef_search": 200,
    "max_neighbors": 16,
}
SYNC_THRESHOLD = 5_000
"""Vectors between two writings of the HNSW files. Each writes all of them anew; what is left over is added to the graph
again at the next opening, 0.5 ms a vector."""

Matrix = NDArray[np.float32]

WHOLE = 5_000
"""Up to so many vectors every one is searched for when verifying; of more, a sample."""
SAMPLE = 1_000
REACHED = 0.99
TOLERANCE = 1e-4
_NEIGHBOURS = 10
_PIECE = 500


def matrix(vectors: Iterable[Vector | None]) -> Matrix:
    """float32, one row a vector. None, a vector that nobody made, is a defect of ours: raises TypeError."""
    return np.stack([np.frombuffer(vector, dtype=np.float32) for vector in vectors])  # type: ignore[arg-type]


def embedded(passages: Iterable[IndexedPassage]) -> list[IndexedPassage]:
    """Those that have something to compare."""
    return [passage for passage in passages if passage.vector is None or any(passage.vector)]


def put(collection: Any, cap: int, passages: Sequence[IndexedPassage], *, fresh: bool = False) -> None:
    """Add or replace. `fresh` promises that none of the ids is there, which is a little faster."""
    write = collection.add if fresh else collection.upsert
    for some in _cut(passages, cap):
        write(ids=[str(passage.id) for passage in some], embeddings=matrix([passage.vector for passage in some]))


def remove(collection: Any, cap: int, ids: Sequence[int]) -> None:
    """Those that are there."""
    for some in _cut(ids, cap):
        collection.delete(ids=[str(number) for number in some])


def nearest(collection: Any, vector: Vector, limit: int) -> list[Scored]:
    """By cosine (−1..1), best first, ties in order of id."""
    if limit <= 0 or not any(vector):
        return []
    found = collection.query(query_embeddings=matrix([vector]), n_results=limit, include=["distances"])
    pairs = zip(found["ids"][0], found["distances"][0], strict=True)
    scored = [Scored(int(number), max(-1.0, min(1.0, 1.0 - distance))) for number, distance in pairs]
    return sorted(scored, key=lambda one: (-one.score, one.id))


def complaint(collection: Any, total: int, pieces: Iterable[tuple[Sequence[int], Matrix]]) -> str | None:
    """What is wrong with the collection, compared with all `total` vectors that it should hold; None if nothing."""
    if collection.count() != total:
        return f"it counts {collection.count()} vectors instead of {total}"
    stride = 1 if total <= WHOLE else -(-total // SAMPLE)
    seen = asked = reached = 0
    for ids, expected in pieces:
        if not _holds(collection, ids, expected):
            return "a stored vector is missing or another"
        chosen = range(-seen % stride, len(ids), stride)
        reached += _reached(collection, [ids[row] for row in chosen], expected[chosen.start :: stride])
        seen, asked = seen + len(ids), asked + len(chosen)
    if seen != total:
        return f"it should hold {seen} vectors and counts {total}"
    return None if reached >= REACHED * asked else f"only {reached} of {asked} stored vectors are found by themselves"


def finds_itself(collection: Any, count: int) -> bool:
    """A cheap look: the number is right and a few stored vectors find themselves."""
    if collection.count() != count:
        return False
    for offset in {0, count // 2, max(0, count - 1)} if count else ():
        one = collection.get(limit=1, offset=offset, include=["embeddings"])
        if not one["ids"] or not _reached(collection, one["ids"], np.asarray(one["embeddings"], dtype=np.float32)):
            return False
    return True


def _holds(collection: Any, ids: Sequence[int], expected: Matrix) -> bool:
    got = collection.get(ids=[str(number) for number in ids], include=["embeddings"])
    rows = {number: row for row, number in enumerate(got["ids"])}
    if len(rows) != len(ids) or any(str(number) not in rows for number in ids):
        return False
    stored = np.asarray(got["embeddings"], dtype=np.float32)[[rows[str(number)] for number in ids]]
    return bool(np.all(np.abs(_unit(stored) - _unit(expected)) <= TOLERANCE))


def _reached(collection: Any, ids: Sequence[Any], vectors: Matrix) -> int:
    """How many are among their own nearest neighbours, or have that many equals."""
    if not len(ids):
        return 0
    found = collection.query(query_embeddings=vectors, n_results=_NEIGHBOURS, include=["distances"])
    answers = zip(ids, found["ids"], found["distances"], strict=True)
    return sum(
        str(number) in names or (len(distances) == _NEIGHBOURS and distances[-1] < TOLERANCE)
        for number, names, distances in answers
    )


def pieces(ids: Sequence[int], vectors: Matrix, size: int = _PIECE) -> Iterator[tuple[Sequence[int], Matrix]]:
    for at in range(0, len(ids), size):
        yield ids[at : at + size], np.asarray(vectors[at : at + size])


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _cut(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for at in range(0, len(items), size):
        yield items[at : at + size]
