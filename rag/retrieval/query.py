"""A question in the words of the lexical index."""

from __future__ import annotations

from rag.domain import KST, Question
from rag.ports import LexicalQuery, Window


def requested(question: Question) -> Window:
    """The days that the request itself demands, and nothing later than `as_of`."""
    filters = question.filters
    before = filters.published_before
    if question.as_of is not None:
        day = question.as_of.astimezone(KST).date()
        before = day if before is None else min(before, day)
    undated = filters.undated and filters.published_after is None and filters.published_before is None
    return Window(filters.published_after, before, undated)


def lexical_query(question: Question, window: Window) -> LexicalQuery:
    """Weighted terms and bigrams, in a window of days."""
    return LexicalQuery(question.weights, question.bigrams, window)
