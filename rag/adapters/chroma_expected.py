"""The vectors that an index should hold, in two flat files: written as they come, read without loading them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from rag.adapters.chroma_collection import Matrix, embedded, matrix, pieces
from rag.domain import IndexedPassage

_IDS, _VECTORS = "expected.ids", "expected.f32"


class Expected:
    """Vectors gathered under a folder; the folder's owner deletes them."""

    def __init__(self, folder: Path) -> None:
        self._ids, self._vectors = folder / _IDS, folder / _VECTORS

    def add(self, passages: Sequence[IndexedPassage]) -> list[IndexedPassage]:
        """Append those that have a vector; those are returned."""
        some = embedded(passages)
        with open(self._ids, "ab") as ids, open(self._vectors, "ab") as vectors:
            if some:
                ids.write(np.array([passage.id for passage in some], dtype=np.int64).tobytes())
                vectors.write(matrix([passage.vector for passage in some]).tobytes())
        return some

    @property
    def total(self) -> int:
        return self._ids.stat().st_size // np.dtype(np.int64).itemsize if self._ids.exists() else 0

    def pieces(self) -> Iterator[tuple[Sequence[int], Matrix]]:
        """(ids, one row a vector), in the order they came."""
        if not self.total:
            return
        ids = np.fromfile(self._ids, dtype=np.int64)
        vectors = np.memmap(self._vectors, dtype=np.float32, mode="r").reshape(len(ids), -1)
        yield from pieces(ids.tolist(), vectors)

    def forget(self) -> None:
        self._ids.unlink(missing_ok=True)
        self._vectors.unlink(missing_ok=True)
