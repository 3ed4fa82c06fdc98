"""Weekdays written beside dates in Korean text, held against the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

WEEKDAYS = "월화수목금토일"
DAY = re.compile(
    r"(?:(?P<year>\d{4})년 ?)?(?:(?P<month>\d{1,2})월 ?|(?P<relative>다음 달|내달|지난달|이달|이번 달) )?"
    r"(?P<day>\d{1,2})일(?:\((?P<bracket>[월화수목금토일])(?:요일)?\)| (?P<word>[월화수목금토일])요일)"
)
MONTHS_AWAY = {"다음 달": 1, "내달": 1, "지난달": -1, "이달": 0, "이번 달": 0}
REACH = timedelta(days=31)
"""How far a bare `30일(화)` may lie from publication."""


def wrong_weekdays(text: str, base: date | None) -> list[str]:
    """Dates of the text whose weekday no reading bears out. Without `base` only dates with a year are checked."""
    wrong = []
    for found in DAY.finditer(text):
        weekday = WEEKDAYS.index(found["bracket"] or found["word"])
        readings = list(_readings(found, base))
        if readings and all(day.weekday() != weekday for day in readings):
            wrong.append(found.group())
    return wrong


def _readings(found: re.Match[str], base: date | None) -> Iterator[date]:
    day = int(found["day"])
    for year, month in _months(found, base):
        try:
            reading = date(year, month, day)
        except ValueError:
            continue
        if found["month"] or found["relative"] or base is None or abs(reading - base) <= REACH:
            yield reading


def _months(found: re.Match[str], base: date | None) -> list[tuple[int, int]]:
    month = int(found["month"] or 0)
    if found["year"]:
        return [(int(found["year"]), month)] if month else []
    if base is None:
        return []
    if month:
        return [(base.year + step, month) for step in (-1, 0, 1)]
    steps = (MONTHS_AWAY[found["relative"]],) if found["relative"] else (-1, 0, 1)
    first = base.year * 12 + base.month - 1
    return [((first + step) // 12, (first + step) % 12 + 1) for step in steps]
