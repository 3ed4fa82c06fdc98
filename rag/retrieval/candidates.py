"""Where the candidates of a question come from: words and meaning, in everything or in a window of days.

The vector index cannot filter by day without reading every row. So a narrow window's vectors are scored one by one,
exactly, and a wide one's are what is left of a longer list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np

from rag.domain import Question, Scored, Vector
from rag.ports import LexicalIndex, VectorIndex, Window
from rag.recent import Recent
from rag.retrieval.fusion import Fused, fuse
from rag.retrieval.query import lexical_query, requested

NARROW = 5_000  # passages in a window up to which each is scored
LONGER = 10  # how much longer the list is that a wide window filters
LONGEST = 1_000
SEARCHES = 4  # at once
REMEMBERED = 60_000  # vectors kept, ~1 KB each
AROUND = timedelta(days=45)  # what happened in a period is reported in it or soon after

VectorsOf = Callable[[Sequence[int]], Mapping[int, Vector]]
"""Stored vectors by passage id, of those that have one."""


@dataclass
class Candidates:
    """Both indexes, and the stored vectors for narrow windows. Thread-safe when they are.

    Meaning is searched while words are: both engines work outside the interpreter's lock.
    """

    lexical: LexicalIndex
    vectors: VectorIndex
    stored: VectorsOf
    narrow: int = NARROW
    _read: Recent[int, Vector] = field(default_factory=lambda: Recent(REMEMBERED))
    _beside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(SEARCHES, "geungeo-search"))

    def of(self, question: Question, limit: int) -> list[Fused]:
        """The passages that either index lists, at most `limit` from each, best first.

        A request's days are a demand. A period that the question names is a wish: passages published in it or soon
        after join the others, so that a good one is not crowded out by better known days.
        """
        asked, wished = requested(question), _wished(question)
        meaning = self._beside.submit(self._semantic, question, asked, wished, limit)
        words = self.lexical.search(lexical_query(question, asked), limit)
        if wished is not None:
            words = _joined(words, self.lexical.search(lexical_query(question, wished), limit))
        return fuse(words, meaning.result())

    def meanings(self, question: Question, ids: Sequence[int]) -> dict[int, float]:
        """How near these passages are in meaning, by id."""
        vector = question.vector
        near = self._exactly(vector, ids, len(ids)) if vector is not None and any(vector) else []
        return {one.id: one.score for one in near}

    def _semantic(self, question: Question, asked: Window, wished: Window | None, limit: int) -> list[Scored]:
        vector = question.vector
        if vector is None or not any(vector):
            return []
        if asked and (inside := self.lexical.published(asked, self.narrow)) is not None:
            return self._exactly(vector, inside, limit)
        if not asked and wished is None:
            return self.vectors.search(vector, limit)
        longer = self.vectors.search(vector, min(limit * LONGER, LONGEST))
        first = self._within(asked, longer)[:limit]
        return first if wished is None else _joined(first, self._within(wished, longer)[:limit])

    def _within(self, window: Window, found: list[Scored]) -> list[Scored]:
        if not window:
            return found
        kept = set(self.lexical.published(window, len(found), [one.id for one in found]) or ())
        return [one for one in found if one.id in kept]

    def _exactly(self, vector: Vector, ids: Sequence[int], limit: int) -> list[Scored]:
        known = self._vectors(ids)
        if not known:
            return []
        cosines = np.frombuffer(b"".join(known.values()), dtype=np.float32).reshape(len(known), -1) @ np.asarray(vector)
        best = np.argsort(-cosines, kind="stable")[:limit]
        numbers = list(known)
        return [Scored(numbers[row], float(cosines[row])) for row in best]

    def _vectors(self, ids: Sequence[int]) -> dict[int, Vector]:
        """A passage's vector never changes, and its id is never used again: what was read once stays true."""
        known = self._read.get_all(ids)
        missing = dict(self.stored([one for one in ids if one not in known]))
        self._read.add_all(missing)
        return known | missing


def _wished(question: Question) -> Window | None:
    period = question.period
    if period is None or period.source != "question":
        return None
    before = period.end + AROUND
    bound = requested(question).before
    return Window(period.start, before if bound is None else min(before, bound))


def _joined(first: Sequence[Scored], second: Sequence[Scored]) -> list[Scored]:
    best = {one.id: one for one in (*second, *first)}
    return sorted(best.values(), key=lambda one: (-one.score, one.id))
