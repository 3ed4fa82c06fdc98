"""A value first: a person, a day, a place, a number, and then the sentence that says it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rag.answers import phrases
from rag.answers.candidates import Candidate, day_of
from rag.answers.choosing import SURE
from rag.answers.coreference import named_people
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.outlook import as_of, close, reported
from rag.answers.forms.quoting import names_of, quote
from rag.domain import Kind, Question, Status
from rag.korean.dates import korean
from rag.korean.particles import choose


def value_first(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    """`2025년 4월 8일(기사 표기: 지난 8일)입니다.` and then the quotation."""
    best = chosen[0]
    if candidate := nearest(question, best):
        if candidate.resolved:
            _say_value(draft, question, candidate, best, found)
        else:
            draft.status = Status.PARTIAL
            josa = choose(candidate.text, "으로/로") + "만"
            text = phrases.NOT_COMPLETE.format(wording=candidate.text, josa=josa)
            draft.say(text, [draft.cite(best, found)], "verified")
    quote(draft, chosen, found)
    close(draft, question, chosen[:1], found)


def _say_value(draft: Draft, question: Question, candidate: Candidate, best: Found, found: Sequence[Found]) -> None:
    """The value, as of its day where the present is asked for, as a plan where it was still to come."""
    value = _in_full(candidate, best)
    facts = [*dates_of(best), *names_of(best).values(), *filter(None, [reported(best)])]
    sentences = [f"{value}입니다{as_of(question, best)}.", f"{value}입니다."]
    if question.kind is Kind.WHEN and _is_ahead(candidate, best):
        sentences.insert(0, phrases.PLANNED.format(value=value))
    for text in sentences:
        if draft.say(text, [draft.cite(best, found)], "verified", facts):
            draft.short_answer = value
            return


def _in_full(candidate: Candidate, best: Found) -> str:
    """`도하준 가람시장(기사 표기: 도 시장)` where the sentence has the short name only; `하늘봄 위원장` of `위원장 하늘봄`."""
    for person in named_people(best.view):
        if candidate.text == f"{person.office} {person.name}":
            return person.full
    full = names_of(best).get(candidate.text)
    return f"{full}(기사 표기: {candidate.text})" if full else candidate.text


def _is_ahead(candidate: Candidate, best: Found) -> bool:
    published = best.view.stored.article.published_at
    starts = (_start(best, candidate), published)
    return starts[0] is not None and published is not None and starts[0] > published.date()


def _start(best: Found, candidate: Candidate) -> date | None:
    times = best.view.times(best.sentence.index)
    return next((day_of(e.start) for e in times if e.begin == candidate.start and e.start is not None), None)


def dates_of(found: Found) -> list[str]:
    """Full dates that the sentence's time expressions stand for."""
    days = []
    for expression in found.view.times(found.sentence.index):
        for day in (expression.start, expression.end):
            if expression.resolved and day is not None:
                days += [korean(day, expression.precision), expression.text]
    return days


def nearest(question: Question, found: Found) -> Candidate | None:
    """The likeliest candidate of the kind asked for; None where it says too little by itself."""
    best = next((c for c in found.candidates if c.score >= SURE), None)
    return best if best is not None and best.told else None
