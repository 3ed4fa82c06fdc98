"""Arithmetic with days, weeks, months and seasons. Weeks are Monday to Sunday. Nothing is ever clamped but `months_from`."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from typing import NamedTuple


class Span(NamedTuple):
    """Days from `start` to `end`, both inclusive."""

    start: date
    end: date


def day(year: int, month: int, number: int) -> date | None:
    """That day, or None where the calendar has none (31 February)."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    return date(year, month, number)


def shift(base: date, days: int) -> date | None:
    """`days` later (or earlier), or None outside the calendar."""
    try:
        return base + timedelta(days=days)
    except OverflowError:
        return None


def month_after(year: int, month: int, offset: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + offset
    return index // 12, index % 12 + 1


def months_from(base: date, offset: int) -> date | None:
    """The same day `offset` months later; the month's last day where it has no such day (한 달 전 of 31 March)."""
    year, month = month_after(base.year, base.month, offset)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month, min(base.day, monthrange(year, month)[1]))


def month(year: int, number: int) -> Span | None:
    if not (MINYEAR <= year <= MAXYEAR and 1 <= number <= 12):
        return None
    return Span(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def months(year: int, first: int, last: int) -> Span | None:
    """From month `first` to month `last` of a year; months beyond 12 are those of the next year."""
    start = month(*month_after(year, first, 0))
    end = month(*month_after(year, last, 0))
    return Span(start.start, end.end) if start and end else None


def year(number: int) -> Span | None:
    return months(number, 1, 12)


def week(base: date, offset: int = 0) -> Span | None:
    monday = shift(base, -base.weekday() + 7 * offset)
    sunday = shift(monday, 6) if monday else None
    return Span(monday, sunday) if monday and sunday else None


def weekday_before(base: date, weekday: int) -> date | None:
    """The last such weekday strictly before `base`."""
    return shift(base, -((base.weekday() - weekday - 1) % 7 + 1))


def weekday_after(base: date, weekday: int) -> date | None:
    """The first such weekday strictly after `base`."""
    return shift(base, (weekday - base.weekday() - 1) % 7 + 1)


def week_of_month(year: int, number: int, nth: int) -> Span | None:
    """Week `nth` (−1: the last) of a month; the first week is the one that holds its first Thursday (KS X ISO 8601)."""
    thursday = weekday_of_month(year, number, nth, 3)
    return week(thursday) if thursday else None


def week_of_year(year: int, nth: int) -> Span | None:
    """Week `nth` of a year; the first is the one that holds its first Thursday (ISO 8601)."""
    thursday = weekday_of_month(year, 1, 1, 3)
    return week(thursday, nth - 1) if thursday else None


def weekday_of_month(year: int, number: int, nth: int, weekday: int) -> date | None:
    """The `nth` (−1: the last) such weekday of a month, or None where it has fewer."""
    span = month(year, number)
    if span is None:
        return None
    if nth < 0:
        return shift(span.end, -((span.end.weekday() - weekday) % 7))
    return day(year, number, 1 + (weekday - span.start.weekday()) % 7 + 7 * (nth - 1))


def days_numbered(base: date, number: int, step: int, reach: int) -> Iterator[date]:
    """Days of that number in the month of `base` and, `step` months at a time, in `reach` others. Missing ones skipped."""
    for offset in range(reach + 1):
        found = day(*month_after(base.year, base.month, offset * step), number)
        if found is not None:
            yield found


def day_before(base: date, number: int, *, strictly: bool) -> date | None:
    """The last day of that number not after (`strictly`: before) `base`."""
    return next((d for d in days_numbered(base, number, -1, 3) if d < base or (d == base and not strictly)), None)


def day_after(base: date, number: int, *, strictly: bool) -> date | None:
    """The first day of that number not before (`strictly`: after) `base`."""
    return next((d for d in days_numbered(base, number, 1, 3) if d > base or (d == base and not strictly)), None)


def nearest_day(base: date, number: int) -> date | None:
    """The nearest day of that number in the months around `base`; None where that month has no such day."""
    choices: list[tuple[int, date | None]] = []
    for offset in (-1, 0, 1):
        span = month(*month_after(base.year, base.month, offset))
        if span is not None:
            distance = abs((span.start - base).days + number - 1)
            choices.append((distance, day(span.start.year, span.start.month, number)))
    return min(choices, key=lambda choice: choice[0])[1] if choices else None


def easter(year: int) -> date | None:
    """Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, number = divmod(epact + weekday - 7 * late + 114, 31)
    return day(year, month, number + 1)


@lru_cache(maxsize=256)
def lunar(year: int, number: int, day_number: int) -> date | None:
    """The solar day of a day of the Korean lunar calendar, 1000–2050; None outside."""
    from korean_lunar_calendar import KoreanLunarCalendar  # type: ignore[import-untyped]

    calendar = KoreanLunarCalendar()
    if not calendar.setLunarDate(year, number, day_number, False):
        return None
    return date.fromisoformat(calendar.SolarIsoFormat())
