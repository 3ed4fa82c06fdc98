"""A question in the words of the lexical index."""

from __future__ import annotations

from rag.domain import Filters, Question
from rag.ports import LexicalQuery

BIGRAM_WEIGHT = 1.0


def lexical_query(question: Question) -> LexicalQuery:
    """Weighted terms and bigrams; only what the request itself demands is a hard date filter."""
    filters: Filters = question.filters
    before = filters.published_before
    if question.as_of is not None:
        day = question.as_of.date()
        before = day if before is None else min(before, day)
    return LexicalQuery(
        terms=question.weights,
        bigrams={gram: weight * BIGRAM_WEIGHT for gram, weight in question.bigrams.items()},
        published_after=filters.published_after,
        published_before=before,
    )
