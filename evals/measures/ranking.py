"""trec_eval's measures of one ranking. `judged` maps a document's id to its grade; a grade above 0 is relevant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from math import log2

Judged = Mapping[str, int]


def in_order(scored: Iterable[tuple[str, float]]) -> list[str]:
    """Ids of a ranked list, each once where it stands first; of neighbours with equal scores the greater id first.

    trec_eval sorts by score and breaks ties by descending id, so that a measure never depends on the order of ties.
    """
    ties = (sorted((name for name, _ in tied), reverse=True) for _, tied in groupby(scored, key=lambda one: one[1]))
    return list(dict.fromkeys(name for tied in ties for name in tied))


def ndcg(ranking: Sequence[str], judged: Judged, depth: int = 10) -> float:
    """0..1: Σ grade / log2(1 + rank) down to `depth`, over the same sum of the best possible ranking."""
    best = _gain(sorted(judged.values(), reverse=True)[:depth])
    return _gain([judged.get(name, 0) for name in ranking[:depth]]) / best if best else 0.0


def recall(ranking: Sequence[str], judged: Judged, depth: int) -> float:
    """0..1: the share of the relevant documents that are among the first `depth`."""
    relevant = relevant_in(judged)
    return len(relevant.intersection(ranking[:depth])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[str], judged: Judged, depth: int = 10) -> float:
    """1 / the rank of the first relevant document, 0 where it is beyond `depth`."""
    relevant = relevant_in(judged)
    return next((1 / rank for rank, name in enumerate(ranking[:depth], 1) if name in relevant), 0.0)


def relevant_in(judged: Judged) -> frozenset[str]:
    return frozenset(name for name, grade in judged.items() if grade > 0)


def _gain(grades: Sequence[int]) -> float:
    return sum(max(grade, 0) / log2(1 + rank) for rank, grade in enumerate(grades, 1))
