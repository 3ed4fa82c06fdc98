"""Spans of a sentence that are of the kind asked for: a person, a day, a place, a number with its unit, a reason, a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rag.answers.candidates.amounts import amounts
from rag.answers.candidates.candidate import FITS, OTHERS, Candidate
from rag.answers.candidates.clauses import leads, lists, reasons
from rag.answers.candidates.days import day_of, days
from rag.answers.candidates.persons import persons
from rag.answers.candidates.places import places
from rag.answers.candidates.spans import KEPT, of_spans
from rag.answers.reading import ArticleView, SentenceView
from rag.domain import Kind, Question

__all__ = ["FITS", "KEPT", "OTHERS", "Candidate", "candidates", "day_of", "of_spans"]


def candidates(question: Question, view: ArticleView, sentence: SentenceView) -> tuple[Candidate, ...]:
    """Best first. Empty for kinds that have no spans of their own."""
    finder = _FINDERS.get(question.kind)
    if finder is None:
        return ()
    found = sorted(finder(question, view, sentence), key=lambda c: (-c.score, c.start))
    return tuple(found)


_FINDERS: Mapping[Kind, Callable[[Question, ArticleView, SentenceView], Iterator[Candidate]]] = {
    Kind.WHO: persons,
    Kind.WHEN: days,
    Kind.HOW_MANY: amounts,
    Kind.WHERE: places,
    Kind.WHY: reasons,
    Kind.LIST: lists,
    Kind.TIMELINE: leads,
    Kind.COMPARE: leads,
    Kind.SUMMARY: leads,
}
