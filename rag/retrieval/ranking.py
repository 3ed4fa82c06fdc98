"""What the order of hits owes to the question's period, to recency and to variety."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from rag.domain import KST, Hit, Period, Question, StoredArticle
from rag.ports import Window
from rag.retrieval.query import requested

PERIOD_BOOST = 1.25
NEAR_PERIOD_BOOST = 1.1
NEAR = timedelta(days=45)
RECENCY_SHARE = 0.1
PER_ARTICLE = 4
COMPARED = 12
COPY = 0.9


def allowed(hits: Sequence[Hit], question: Question) -> list[Hit]:
    """Without what the request excludes: other outlets, other days, and anything later than `as_of`."""
    window = requested(question)
    return [hit for hit in hits if _admits(question, window, hit.passage.stored)]


def _admits(question: Question, window: Window, stored: StoredArticle) -> bool:
    publishers, published = question.filters.publishers, stored.article.published_at
    if publishers and stored.article.publisher not in publishers:
        return False
    if published is None:
        return window.holds(None)
    if question.as_of is not None and published > question.as_of:
        return False
    return window.holds(published.astimezone(KST).date())


def ranked(hits: Sequence[Hit], question: Question) -> list[Hit]:
    """Best first: published in or near the period a little higher, newest a little higher when asked about the present,
    at most a few passages of one article; copies of a passage that stands higher come after everything else."""
    days = [p.date() for hit in hits if (p := hit.passage.stored.article.published_at)]
    newest, oldest = max(days, default=None), min(days, default=None)
    scored = [replace(hit, score=hit.score * _factor(hit, question, oldest, newest)) for hit in hits]
    scored.sort(key=lambda hit: (-hit.score, hit.passage.id))
    taken: Counter[str] = Counter()
    kept = []
    for hit in scored:
        taken[hit.passage.stored.id] += 1
        if taken[hit.passage.stored.id] <= PER_ARTICLE:
            kept.append(hit)
    return _copies_last(kept)


def _copies_last(hits: Sequence[Hit]) -> list[Hit]:
    """Wire stories come under many names: one of them is enough among the first. What differs in a number is no copy."""
    originals: list[Hit] = []
    copies: list[Hit] = []
    seen: list[tuple[frozenset[str], frozenset[str]]] = []
    for hit in hits[:COMPARED]:
        terms = frozenset(hit.passage.terms.split())
        numbers = frozenset(term for term in terms if term[0].isdigit())
        if any(numbers == other_numbers and _alike(terms, other) for other, other_numbers in seen):
            copies.append(hit)
        else:
            originals.append(hit)
            seen.append((terms, numbers))
    return [*originals, *hits[COMPARED:], *copies]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the Jaccard similarity reaches COPY."""
    shared = len(one & other)
    return shared >= COPY * (len(one) + len(other) - shared)


def _factor(hit: Hit, question: Question, oldest: date | None, newest: date | None) -> float:
    published = hit.passage.stored.article.published_at
    if published is None:
        return 1.0
    factor = _period_factor(published.date(), question.period) if question.period else 1.0
    if question.wants_latest and oldest and newest and newest > oldest:
        factor *= 1 + RECENCY_SHARE * (published.date() - oldest) / (newest - oldest)
    return factor


def _period_factor(day: date, period: Period) -> float:
    if period.start <= day <= period.end:
        return PERIOD_BOOST
    return NEAR_PERIOD_BOOST if period.start - NEAR <= day <= period.end + NEAR else 1.0
