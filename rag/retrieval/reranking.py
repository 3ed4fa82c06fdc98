"""The best hits in the order of a model that reads question and passage together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.domain import Hit, Question
from rag.ports import Reranker

READ = 30
"""Passages that are read: the time of a question with a re-ranker is theirs."""


def reranked(hits: Sequence[Hit], question: Question, reranker: Reranker | None, read: int = READ) -> list[Hit]:
    """Best first. The `read` best change places and hand their scores on: what the score of the first, the second …
    means to whoever reads it stays. Raises ModelUnavailable."""
    ordered = sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))
    if reranker is None:
        return ordered
    best, rest = ordered[:read], ordered[read:]
    scores = reranker.rerank(question.standalone, [_text(hit) for hit in best])
    places = sorted(range(len(best)), key=lambda at: (-scores[at], at))
    return [replace(best[at], score=hit.score) for at, hit in zip(places, best, strict=True)] + rest


def _text(hit: Hit) -> str:
    article = hit.passage.stored.article
    passage = article.body[hit.passage.start : hit.passage.end]
    return f"{article.title}\n{passage}" if article.title else passage
