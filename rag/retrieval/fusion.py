"""Two ranked lists → one. Scores, not ranks: a far better first hit stays far better."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rag.domain import Scored

SEMANTIC_WEIGHT = 0.35


class Fused(NamedTuple):
    """`score` > 0, about 1 for a clear best hit; the parts as the indexes gave them, None where one did not list it."""

    id: int
    score: float
    lexical: float | None
    semantic: float | None


def fuse(
    lexical: Sequence[Scored], semantic: Sequence[Scored], semantic_weight: float = SEMANTIC_WEIGHT
) -> list[Fused]:
    """Best first, ties by id. BM25 is scaled by its best; a passage absent from the semantic list gets that list's last
    cosine (it cannot be better), one absent from the lexical list gets nothing from it."""
    best = max((s.score for s in lexical), default=0.0)
    floor = min((s.score for s in semantic), default=0.0)
    words = {s.id: s.score for s in lexical}
    meaning = {s.id: s.score for s in semantic}
    fused = [
        Fused(
            id_,
            (words.get(id_, 0.0) / best if best > 0 else 0.0) + semantic_weight * max(meaning.get(id_, floor), 0.0),
            words.get(id_),
            meaning.get(id_),
        )
        for id_ in words.keys() | meaning.keys()
    ]
    return sorted(fused, key=lambda f: (-f.score, f.id))
