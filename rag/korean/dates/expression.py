"""A time expression: where it stands in the text, what it means, and how it is written in an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

DATED = frozenset({"date", "range", "month", "year", "time"})
"""Kinds that say when something is; the others (duration, since, ordinal, set) count, compare or repeat."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """`text` stands at `begin`..`finish` (code points, end exclusive) of the text it was found in.

    `kind`: date, range, month, year, time, or one of
    duration (`사흘간`, `3일 만에`: start and end where it is counted from the base), since (`4년 만에`: the time before;
    `3년째`: from the first year on), ordinal (`10주년`; a day only where the event is known), set (`매주 수요일`: never
    a day). `precision`: year, month, day, minute or second. A time in a place we do not know has no zone.
    """

    kind: str
    start: datetime | date | None
    end: datetime | date | None
    """Inclusive."""
    text: str
    begin: int
    finish: int
    precision: str = "day"
    approximate: bool = False
    named: bool = False
    """The day of a named event or holiday (`지난 총선`, `추석`), not one that the calendar words spell out."""
    value: str = ""
    """What a day cannot say: the rule of a set (`R/P1W-WE`), the length of a duration (`P3D`), the count of an ordinal."""

    @property
    def resolved(self) -> bool:
        return self.start is not None

    @property
    def dated(self) -> bool:
        """Resolved, and says when something is."""
        return self.start is not None and self.kind in DATED


_ERA = re.compile(r"\d(?:년대|\s?세기)")
"""What is said best as it is: 1990년대 is no clearer as 1990년∼1999년."""


def korean(moment: date | datetime, precision: str = "day") -> str:
    """`2021년 10월 18일`, `2021년 10월`, `2021년`, `2021년 10월 18일 오후 3시`."""
    if precision == "year":
        return f"{moment.year}년"
    if precision == "month":
        return f"{moment.year}년 {moment.month}월"
    day = f"{moment.year}년 {moment.month}월 {moment.day}일"
    if precision == "day" or not isinstance(moment, datetime):
        return day
    half = "오전" if moment.hour < 12 else "오후"
    clock = f"{half} {moment.hour % 12 or 12}시" if moment.hour else "0시"
    return f"{day} {clock} {moment.minute}분" if moment.minute else f"{day} {clock}"


def with_wording(expression: TimeExpression) -> str:
    """`2021년 10월 18일(기사 표기: 오는 18일)`; the wording alone where it is not resolved or says the same."""
    if expression.start is None or expression.end is None or expression.kind not in DATED:
        return expression.text
    if _ERA.search(expression.text):
        return expression.text
    said = _span(expression.start, expression.end, expression.precision)
    if said.replace(" ", "") == expression.text.replace(" ", ""):
        return said
    return f"{said}(기사 표기: {expression.text})"


def _span(start: date | datetime, end: date | datetime, precision: str) -> str:
    first, last = korean(start, precision), korean(end, precision)
    if first == last:
        return first
    same = start.year == end.year
    return f"{first}∼{last.removeprefix(f'{end.year}년 ')}" if same and precision != "year" else f"{first}∼{last}"
