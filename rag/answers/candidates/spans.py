"""The likeliest spans of a sentence by the learned weights, of these the ones that are of the kind asked for."""

from __future__ import annotations

import re

import numpy as np

from rag.answers.candidates.amounts import COMPARED, NUMERAL, counts, wanted_unit
from rag.answers.candidates.candidate import FITS, OTHERS, Candidate
from rag.answers.candidates.days import WEEKDAY
from rag.answers.candidates.persons import SOUGHT, holders, persons
from rag.answers.candidates.places import wider
from rag.answers.matching import solid
from rag.answers.people import like_person, like_place
from rag.answers.reading import ArticleView, SentenceView
from rag.answers.scoring.cutting import Spans
from rag.answers.scoring.weights import Floats
from rag.domain import Kind, Question
from rag.korean.dates import TimeExpression, with_wording
from rag.korean.dates.expression import DATED

KEPT = 6  # spans of a sentence that are worth offering


def of_spans(
    question: Question, view: ArticleView, sentence: SentenceView, spans: Spans, scores: Floats
) -> tuple[Candidate, ...]:
    """The likeliest spans, best first, where a span is what the question asks for; its score is 0.6 and more where it is of
    the kind asked for."""
    if question.kind not in _BY_SPAN or not len(scores):
        return ()
    if question.kind is Kind.WHO and SOUGHT.search(question.text):
        return tuple(sorted(persons(question, view, sentence), key=lambda c: (-c.score, c.start)))
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    times = view.times(sentence.index)
    asked, unit = solid(question.standalone), wanted_unit(question)
    found: dict[str, Candidate] = {}
    for at in np.argsort(-scores, kind="stable")[:KEPT]:
        start, end = int(spans.start[at]), int(spans.end[at])
        dated = next((e for e in times if e.kind in DATED and e.begin <= start and end <= e.finish), None)
        said = solid(sentence.text[start:end]) in asked
        before = question.asked.kind is Kind.HOW_MANY and COMPARED.match(sentence.text, end) is not None
        fits = not said and not before and _fits(question, sentence, (start, end), dated, unit)
        chance = float(chances[at])
        score = FITS + (1 - FITS) * chance if fits else OTHERS * chance
        candidate = _candidate(question, sentence, dated, (start, end), score)
        found.setdefault(candidate.text, candidate)
    return tuple(sorted(found.values(), key=lambda c: -c.score))


def _fits(
    question: Question,
    sentence: SentenceView,
    span: tuple[int, int],
    dated: TimeExpression | None,
    unit: re.Pattern[str] | None,
) -> bool:
    """Whether a span is of the kind that is asked for."""
    kind, text = question.asked.kind, sentence.text[slice(*span)]
    if kind is not Kind.WHEN and _is_clause(sentence, *span):
        return False
    if kind is Kind.WHEN:
        return dated is not None or WEEKDAY.search(text) is not None
    if kind is Kind.HOW_MANY:
        return NUMERAL.search(text) is not None and (unit is None or counts(unit, text))
    if kind is Kind.WHO:
        return like_person(sentence, *span) and not any(holder in text for holder in holders(question))
    return kind is not Kind.WHERE or (dated is None and like_place(sentence, *span))


def _is_clause(sentence: SentenceView, start: int, end: int) -> bool:
    """Whether it holds a subject, an object or a verb that goes on: `486억원을 깎은 수정안을 표결`."""
    inside = [t for t in sentence.tokens if start <= t.start - sentence.start and t.end - sentence.start <= end]
    return any(t.tag in ("JKS", "JX", "JKO", "EC", "EF") for t in inside[:-1])


def _candidate(
    question: Question, sentence: SentenceView, dated: TimeExpression | None, span: tuple[int, int], score: float
) -> Candidate:
    """A day in full where its wording needs the day of the article."""
    text = sentence.text[span[0] : span[1]]
    if dated is not None and question.asked.kind is Kind.WHEN and not _spells_year(text):
        return Candidate(with_wording(dated), dated.begin, dated.finish, score, dated.resolved)
    if question.asked.kind is Kind.WHERE:
        start = wider(sentence, span[0], solid(question.standalone))
        return Candidate(sentence.text[start : span[1]], start, span[1], score)
    return Candidate(text, *span, score)


def _spells_year(text: str) -> bool:
    return re.search(r"\d{3,4}\s?년|세기|년대", text) is not None


_BY_SPAN = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.HOW_MANY, Kind.WHAT})
