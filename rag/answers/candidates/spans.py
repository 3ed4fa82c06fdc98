"""The likeliest spans of a sentence by the learned weights, of these the ones that are of the kind asked for."""

from __future__ import annotations

import re

import numpy as np

from rag.answers.candidates.amounts import COMPARED, NUMERAL, counts, measures_time, tight, wanted_unit
from rag.answers.candidates.candidate import FITS, OTHERS, Candidate
from rag.answers.candidates.days import WEEKDAY, fine_enough, lasts
from rag.answers.candidates.persons import SOUGHT, person_at, persons, without_asides
from rag.answers.candidates.places import place_at, wider
from rag.answers.candidates.sorts import asks_amount, asks_person, shows
from rag.answers.candidates.span import Span
from rag.answers.matching import solid
from rag.answers.reading import ArticleView, SentenceView
from rag.answers.scoring.cutting import Spans
from rag.answers.scoring.weights import Floats
from rag.domain import Kind, Question
from rag.korean.dates import with_wording

KEPT = 6  # spans of a sentence that are worth offering
LIKELY = 0.0  # chance from which a thing, of which no form shows what it is, is said


def of_spans(
    question: Question, view: ArticleView, sentence: SentenceView, spans: Spans, scores: Floats
) -> tuple[Candidate, ...]:
    """The likeliest spans, best first, where a span is what the question asks for; its score is 0.6 and more where it is of
    the kind asked for."""
    if question.kind not in _BY_SPAN or not len(scores):
        return ()
    if question.kind is Kind.WHO and SOUGHT.search(question.text):
        holding = sorted(persons(question, view, sentence), key=lambda c: (-c.score, c.start))
        if holding:
            return tuple(holding)
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    found: dict[str, Candidate] = {}
    for at in np.argsort(-scores, kind="stable")[:KEPT]:
        span, chance = Span(view, sentence, int(spans.start[at]), int(spans.end[at])), float(chances[at])
        fitting = _fitting(question, span, FITS + (1 - FITS) * chance)
        candidate = fitting or Candidate(span.text, span.start, span.end, OTHERS * chance)
        found.setdefault(candidate.text, candidate)
    return tuple(sorted(found.values(), key=lambda c: -c.score))


def _fitting(question: Question, span: Span, score: float) -> Candidate | None:
    """The span as it would be printed, where it is of the kind asked for and not in the question already."""
    if solid(span.text) in solid(question.standalone):
        return None
    kind = question.asked.kind if question.asked.kind is not Kind.HOW else question.kind
    if kind is Kind.WHEN:
        return _day(question, span, score)
    if kind is Kind.HOW_MANY or asks_amount(question):
        return _amount(question, span, score)
    if asks_person(question):
        return _person(question, span, score)
    if not span.well_cut:
        return None
    if kind is Kind.WHERE:
        return _place(question, span, score) if place_at(question, span) else None
    return Candidate(span.text, span.start, span.end, score) if shows(question, span) else None


def _day(question: Question, span: Span, score: float) -> Candidate | None:
    """A day in full where its wording needs the day of the article."""
    dated = span.dated
    if dated is None or lasts(span.sentence.text, dated):
        weekly = dated is None and WEEKDAY.search(span.text) is not None
        return Candidate(span.text, span.start, span.end, score) if weekly else None
    told = fine_enough(question, dated)
    if dated.named:
        score *= BY_NAME
    if _SPELLS_YEAR.search(span.text):
        return Candidate(span.text, span.start, span.end, score, told=told)
    return Candidate(with_wording(dated), dated.begin, dated.finish, score, dated.resolved, told)


BY_NAME = 0.6
"""`제21대 대통령선거` is mostly what something is for, and seldom when it was."""
_SPELLS_YEAR = re.compile(r"\d{3,4}\s?년|세기|년대")


def _amount(question: Question, span: Span, score: float) -> Candidate | None:
    unit = wanted_unit(question)
    compared = COMPARED.match(span.sentence.text, span.end) is not None
    if compared or span.is_clause or NUMERAL.search(span.text) is None:
        return None
    if unit is not None and not counts(unit, span.text):
        return None
    if unit is None and "얼마" in question.text and (measures_time(span.text) or not any(map(str.isdigit, span.text))):
        return None
    first, last = tight(span.text, unit) or (0, len(span.text))
    return Candidate(span.text[first:last].strip(), span.start + first, span.start + last, score)


def _person(question: Question, span: Span, score: float) -> Candidate | None:
    """The whole person, be the span a part of one."""
    who = person_at(question, span)
    if who is None:
        return None
    start, end, named = who
    text = without_asides(span.sentence.text[start:end])
    return Candidate(text, start, end, score, told=named)


def _place(question: Question, span: Span, score: float) -> Candidate:
    start = wider(span.sentence, span.start, solid(question.standalone))
    return Candidate(span.sentence.text[start : span.end], start, span.end, score)


_BY_SPAN = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.HOW_MANY, Kind.WHAT})
