"""`2025년 3월에 열린 총회` beside `총회가 2025년 6월 18일 열렸다`: a day on which the thing did not happen."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from rag.answers.candidates import day_of
from rag.answers.premises.comparison import Comparison, FalsePremise
from rag.answers.reading import ArticleView
from rag.domain import Kind
from rag.korean.dates import TimeExpression, find, with_wording

HELD = 0.55  # share of the question's keywords that a sentence must hold for its day to be the thing's day
HELD_OTHERWISE = 0.7  # and where more than one part of it is another
TOUCHED = 0.1  # share of them in a sentence whose days may be the thing's days
REPORTED = timedelta(days=31)  # after it, in which articles report on it
AT_ONCE = timedelta(days=2)
SAME = 0.5  # how much of what the best article holds an article holds whose days count
SPAN = timedelta(days=45)  # a longer span (2025년) does not say when in it
LOOKED_INTO = 4  # articles whose days are all read


_WEEKDAY = re.compile(r"[월화수목금토일]요일")
_OF_SEVERAL = frozenset({Kind.COMPARE, Kind.TIMELINE})
"""Of these each sentence answers for one day only."""


class _Claim(NamedTuple):
    """Days as the question writes them; `any_year` where it names none."""

    text: str
    start: date
    end: date
    any_year: bool
    precision: str

    def holds(self, start: date, end: date) -> bool:
        if not self.any_year:
            return self.start <= end and start <= self.end
        return any(
            _moved(self.start, y) <= end and start <= _moved(self.end, y) for y in range(start.year - 1, end.year + 2)
        )


def _moved(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, 28) if day.month == 2 else day.day)


def wrong_days(comparison: Comparison) -> Iterator[FalsePremise]:
    yield from _weekdays(comparison)
    for claim in _claims(comparison):
        views = comparison.topical(claim.text, SAME)
        if not views or any(v.stored.article.published_at is None for v in views[:LOOKED_INTO]):
            continue
        if any(_told_then(claim, view, comparison) for view in views[:LOOKED_INTO]):
            continue
        yield _corrected(claim, comparison)


def _weekdays(comparison: Comparison) -> Iterator[FalsePremise]:
    """`매주 금요일 서울에서 일하는` beside `매주 수요일 서울에서 근무를 한다`."""
    for claimed in dict.fromkeys(_WEEKDAY.findall(comparison.question.spaced)):
        if any(claimed in view.whole.solid for view in comparison.topical(claimed, SAME)):
            continue
        for found, _ in comparison.nearest(claimed, HELD):
            others = set(_WEEKDAY.findall(found.sentence.text))
            if len(others) == 1:
                yield FalsePremise("date", claimed, others.pop(), found)
                break


def _claims(comparison: Comparison) -> Iterator[_Claim]:
    """Only what is spelled out: `2025년 9월`, `6월 15일`; not `지난달`, which is counted from the day it is asked."""
    question = comparison.question
    if question.text.isascii():
        yield from _english(question.text)
        return
    for expression in find(question.spaced, question.asked_at, base_is="question"):
        if not expression.dated or expression.named or expression.start is None or expression.end is None:
            continue
        if (
            not any(unit in expression.text for unit in ("년", "월", "일", "-", "."))
            or not expression.text[:1].isdigit()
        ):
            continue
        if "월" not in expression.text and "년" not in expression.text:
            continue
        start, end = day_of(expression.start), day_of(expression.end)
        any_year = "년" not in expression.text
        yield _Claim(expression.text, start, end, any_year, expression.precision)


_ENGLISH = re.compile(
    r"\b(?:(january|february|march|april|may|june|july|august|september|october|november|december),? )?(20\d\d)\b",
    re.IGNORECASE,
)
_MONTHS = "january february march april may june july august september october november december".split()


def _english(text: str) -> Iterator[_Claim]:
    """`in August 2025`, `in 2025`."""
    for match in _ENGLISH.finditer(text):
        month, year = match.group(1), int(match.group(2))
        first = last = _MONTHS.index(month.lower()) + 1 if month else 0
        start, end = date(year, first or 1, 1), date(year, last or 12, monthrange(year, last or 12)[1])
        yield _Claim(match.group().strip(), start, end, False, "month" if month else "year")


def _told_then(claim: _Claim, view: ArticleView, comparison: Comparison) -> bool:
    """Whether the article appeared in those days or soon after, or speaks of them."""
    published = view.stored.article.published_at
    soon = AT_ONCE if claim.end - claim.start < SPAN and claim.precision in ("day", "minute") else REPORTED
    if published is not None and claim.holds(published.date() - soon, published.date() + AT_ONCE):
        return True
    return any(
        claim.holds(day_of(e.start), day_of(e.end))
        for sentence in reversed(view.sentences)
        if comparison.inside(view, sentence, claim.text) >= TOUCHED
        for e in view.times(sentence.index)
        if _says_when(e, claim) and e.start is not None and e.end is not None
    )


def _says_when(expression: TimeExpression, claim: _Claim) -> bool:
    if not expression.dated or expression.start is None or expression.end is None:
        return False
    return day_of(expression.end) - day_of(expression.start) <= max(SPAN, claim.end - claim.start)


def _corrected(claim: _Claim, comparison: Comparison) -> FalsePremise:
    for found, share in comparison.nearest(claim.text, HELD):
        days = [e for e in found.view.times(found.sentence.index) if _says_when(e, claim) and _instead(e, claim, share)]
        if len(days) == 1 and comparison.question.kind not in _OF_SEVERAL and not _claimed(days[0], comparison):
            return FalsePremise("date", claim.text, with_wording(days[0]), found)
    return FalsePremise("date", claim.text, None, comparison.found[0])


def _instead(expression: TimeExpression, claim: _Claim, share: float) -> bool:
    """Whether one part of the day alone is wrong, or the sentence says nearly all that the question says."""
    if share >= HELD_OTHERWISE or expression.start is None:
        return True
    start = day_of(expression.start)
    if claim.precision == "year":
        return True
    same_month = start.month == claim.start.month
    return same_month and (claim.precision == "month" or start.day == claim.start.day)


def _claimed(expression: TimeExpression, comparison: Comparison) -> bool:
    """Whether it is another day of the question."""
    if expression.start is None or expression.end is None:
        return False
    return any(claim.holds(day_of(expression.start), day_of(expression.end)) for claim in _claims(comparison))
