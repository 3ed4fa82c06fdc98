"""The days a question is about, counted from when it is asked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from rag.domain import Period
from rag.korean.dates import find
from rag.questions.english import is_english
from rag.questions.english_time import korean_time

LATELY = re.compile(r"최근|요즘|근래")
LATELY_DAYS = 30
_CLOCK_ONLY = re.compile(
    r"(오전|오후|밤|낮|새벽|아침|저녁|정오|자정)?\s?(\d{1,2}\s?시(\s?\d{1,2}\s?분|\s?반)?)?(께|쯤|경)?"
)


_ASKED = re.compile(r"며칠|몇")
"""`며칠 뒤에 투표가 있나요?` asks for the days and names none."""


def period_of(text: str, asked_at: datetime) -> tuple[Period | None, tuple[tuple[int, int], ...]]:
    """The days of the question's first resolved expression (None where it names none), and where in the text its time
    expressions stand: they say when, they are not words to look for."""
    if is_english(text):
        return _of_english(text, asked_at)
    if lately := LATELY.search(text):
        period = Period(asked_at.date() - timedelta(days=LATELY_DAYS), asked_at.date(), lately.group())
        return period, (lately.span(),)
    found = [
        e
        for e in find(text, asked_at, base_is="question")
        if e.dated and not _CLOCK_ONLY.fullmatch(e.text) and not _ASKED.search(e.text)
    ]
    spans = tuple((e.begin, e.finish) for e in found)
    for expression in found:
        if expression.start is not None:
            start, end = _day(expression.start), _day(expression.end or expression.start)
            return Period(start, end, expression.text), spans
    return None, spans


def _of_english(text: str, asked_at: datetime) -> tuple[Period | None, tuple[tuple[int, int], ...]]:
    said = korean_time(text)
    if said is None:
        return None, ()
    wording, (start, end) = said
    period, _ = period_of(wording, asked_at)
    return (replace(period, text=text[start:end]) if period else None), ((start, end),)


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value
