"""A value first: a person, a day, a place, a number, and then the sentence that says it."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers import phrases
from rag.answers.candidates import Candidate
from rag.answers.choosing import SURE
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.quoting import quote
from rag.domain import Question, Status
from rag.korean.dates import korean
from rag.korean.particles import choose


def value_first(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    """`2025년 4월 8일(기사 표기: 지난 8일)입니다.` and then the quotation."""
    best = chosen[0]
    if candidate := nearest(question, best):
        citation = draft.cite(best, found)
        if not candidate.resolved:
            draft.status = Status.PARTIAL
            text = phrases.NOT_COMPLETE.format(wording=candidate.text, josa=_only(candidate.text))
            draft.say(text, [citation], "verified")
        elif draft.say(f"{candidate.text}입니다.", [citation], "verified", dates_of(best)):
            draft.short_answer = candidate.text
    quote(draft, chosen, found)


def _only(text: str) -> str:
    return choose(text, "으로/로") + "만"


def dates_of(found: Found) -> list[str]:
    """Full dates that the sentence's time expressions stand for."""
    days = []
    for expression in found.view.times(found.sentence.index):
        for day in (expression.start, expression.end):
            if expression.resolved and day is not None:
                days += [korean(day, expression.precision), expression.text]
    return days


def nearest(question: Question, found: Found) -> Candidate | None:
    """The likeliest candidate of the kind asked for."""
    return next((c for c in found.candidates if c.score >= SURE), None)
