"""A time line: what happened, a line each, in the order of the days on which it happened, not of the reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rag.answers import phrases
from rag.answers.candidates import day_of
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.outlook import reported
from rag.answers.forms.quoting import quotation, quote
from rag.answers.telling import lies_ahead, told
from rag.domain import Question
from rag.korean.dates import TimeExpression, korean

_COARSE = {"month": 1, "year": 2}
NEAR_START = 3
"""Letters from the beginning of a sentence within which a month or year says when all of it happens."""

_TOLD_BY = re.compile(r"\s(?:[^\s,]+\s){0,3}?[^\s,]+에 따르면")
"""After the day on which somebody told it (`13일 서울시에 따르면`), which is not when it happens."""


class _Event(NamedTuple):
    day: date
    precision: str
    found: Found


def in_order(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    """`- 2021년 10월 18일(2021년 10월 13일 보도): 총회가 열릴 예정이라고 보도됐습니다.`"""
    events = [event for one in chosen if (event := _event(one))]
    for event in sorted(events, key=lambda e: (e.day, e.found.sentence.start)):
        _say(draft, _heading(event), event.found, found, event.day)
    for one in chosen:
        if _event(one) is None:
            _say(draft, f"{phrases.NO_DATE}: ", one, found)
    if not draft.sentences:
        quote(draft, chosen[:1], found)


def _say(draft: Draft, heading: str, one: Found, found: Sequence[Found], day: date | None = None) -> None:
    facts = [heading.removesuffix(": ")]
    made = told(one.view, one.sentence, said=day)
    text = f"{phrases.LINE}{heading}{made.text if made else ''}"
    if made and draft.say(text, [draft.cite(one, found)], "verified", [*facts, *made.facts]):
        return
    draft.say(f"{phrases.LINE}{heading}{quotation(one)}", [draft.cite(one, found)], "quoted", facts)


def _heading(event: _Event) -> str:
    """`2021년 10월 18일(2021년 10월 13일 보도): `, or `2021년 10월 13일 보도: ` where it was reported on that day."""
    day, said = korean(event.day, event.precision), reported(event.found)
    if said is None:
        return f"{day}: "
    return f"{said} 보도: " if said == day else f"{day}({said} 보도): "


def _event(found: Found) -> _Event | None:
    """The day on which it happens: one that the sentence tells, not later than its report unless it tells of what was to
    come; else the day of the report."""
    published = found.view.stored.article.published_at
    last = published.date() if published and not lies_ahead(found.view, found.sentence) else date.max
    text = found.sentence.text
    days = [e for e in found.view.times(found.sentence.index) if _tells(e, last) and not _TOLD_BY.match(text, e.finish)]
    if first := min(days, key=lambda e: (_COARSE.get(e.precision, 0), e.begin), default=None):
        precision = first.precision if first.precision in _COARSE else "day"
        return _Event(day_of(first.start or date.max), precision, found)
    return _Event(published.date(), "day", found) if published else None


def _tells(expression: TimeExpression, last: date) -> bool:
    """A month or a year only where the sentence begins with it: elsewhere it is of something mentioned (`2030년 목표`)."""
    if not expression.dated or expression.named or expression.approximate or expression.start is None:
        return False
    return day_of(expression.start) <= last and (expression.precision not in _COARSE or expression.begin < NEAR_START)
