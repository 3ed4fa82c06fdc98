"""What only a text that is known to be a time expression may mean: in running text it is too bold to read it so.

주말 in a sentence is mostly any weekend; 12년 mostly a length of time; 1954 any number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from rag.korean.dates import calendar, parts, phrases, words, years
from rag.korean.dates.grammar import SEASON, S, calendar_pattern
from rag.korean.dates.state import Meaning, Place, State, days, one_day
from rag.korean.dates.tense import Tense

_BEFORE_THE_HOUR = re.compile(rf"(?P<hour>.{{0,30}}?시){S}(?P<minutes>[1-5]?\d){S}분{S}전")
PARTICLES = re.compile(r"\s?(?:에는|에도|에서|에|엔|은|는|이|가|의|부터|까지|마다|쯤|경|께)?\s*")
"""What may follow an expression without belonging to it."""


class Shape(NamedTuple):
    pattern: str
    meaning: Callable[[str, date, Place], Meaning]
    example: str


def _year(text: str, base: date, place: Place) -> Meaning:
    return days("year", calendar.year(int(text)), "year")


def _early_year(text: str, base: date, place: Place) -> Meaning:
    return days("year", calendar.year(int(text[:3])), "year")


def _short_year(text: str, base: date, place: Place) -> Meaning:
    return days("year", calendar.year(years.full_year(text[:2])), "year")


def _month(text: str, base: date, place: Place) -> Meaning:
    year, month = (int(number) for number in re.findall(r"\d+", text))
    return days("month", calendar.month(year, month), "month")


def _part_of_month(text: str, base: date, place: Place) -> Meaning:
    span = calendar.month(base.year, base.month)
    if span is None:
        return days("range", None)
    first, last = words.MONTH_PARTS[text[-1]]
    start = calendar.day(base.year, base.month, first) if first > 0 else calendar.shift(span.end, first + 1)
    end = span.end if last > 28 else calendar.day(base.year, base.month, last)
    return days("range", calendar.Span(start, end) if start and end else None, approximate=True)


def _new_year(text: str, base: date, place: Place) -> Meaning:
    """In its second half the year to come, in its first this one."""
    return days("year", calendar.year(base.year + (base.month > 6)), "year")


def _week(text: str, base: date, place: Place) -> Meaning:
    offset = {"전": -1, "내": 1, "차": 1}.get(text[0], 0)
    return days("range", calendar.week(base, offset))


def _part_of_week(text: str, base: date, place: Place) -> Meaning:
    week = calendar.week(base)
    first, last = words.WEEK_PARTS["초" if text.endswith("초") else "평일"]
    start, end = (calendar.shift(week.start, step) if week else None for step in (first, last))
    return days("range", calendar.Span(start, end) if start and end else None)


def _weekend(text: str, base: date, place: Place) -> Meaning:
    week = calendar.week(base, -1 if place.tense is Tense.PAST and base.weekday() < 5 else 0)
    return days("range", calendar.Span(calendar.shift(week.start, 5) or week.end, week.end) if week else None)


def _season(text: str, base: date, place: Place) -> Meaning:
    season = years.plain(text)
    first, last = parts.months_of(season if season.startswith("이른") else season.lstrip("그이"))
    year = base.year - 1 if last > 12 and base.month <= last - 12 else base.year
    return days("range", calendar.months(year, first, last), "month")


def _part_of_day(text: str, base: date, place: Place) -> Meaning:
    return one_day(base)


SHAPES = (
    Shape(r"1\d{3}|2[01]\d\d", _year, "1954"),
    Shape(rf"[12]\d{{3}}{S}[.\-/]{S}(?:1[0-2]|0?[1-9])\.?", _month, "2024.07"),
    Shape("새해", _new_year, "새해"),
    Shape("월[초말]", _part_of_month, "월말"),
    Shape(rf"\d{{3}}{S}년", _early_year, "247년"),
    Shape(rf"\d\d{S}년(?:도)?", _short_year, "12년"),
    Shape(f"이{S}주|전{S}주|금주|내주|차주", _week, "이 주"),
    Shape("주말", _weekend, "주말"),
    Shape("주초|주중|평일", _part_of_week, "주초"),
    Shape(f"(?:[그이]{S})?(?:{SEASON})", _season, "여름"),
    Shape(
        f"(?:이번{S})?(?:(?:이른|늦은){S})?(?:오전|오후|새벽|아침|점심|저녁|밤|낮|한낮|심야|한밤중|한밤)(?:{S}(?:이후|이전|무렵))?",
        _part_of_day,
        "오후에",
    ),
)
_ANY_DAY = date(2000, 1, 1)
_ABSOLUTE = (_year, _early_year, _short_year, _month)
"""What needs no base."""


def read(place: Place, state: State) -> tuple[Meaning, int] | None:
    """The meaning of the text from `place.begin` to its limit, and where it ends before a particle."""
    if not state.asserted:
        return None
    for shape in SHAPES:
        match = place.match(re.compile(shape.pattern))
        if match is None or not PARTICLES.fullmatch(place.text, match.end(), place.limit):
            continue
        found = shape.meaning(match.group(), state.base or _ANY_DAY, place.until(match.end()))
        if state.base is None and shape.meaning not in _ABSOLUTE:
            found = replace(found, start=None, end=None)
        return found, match.end()
    return _minutes_before(place, state)


def _minutes_before(place: Place, state: State) -> tuple[Meaning, int] | None:
    """`아침 8시 15분 전`: 7:45. In running text it is before 8:15."""
    match = place.match(_BEFORE_THE_HOUR)
    if match is None or not PARTICLES.fullmatch(place.text, match.end(), place.limit):
        return None
    clock = calendar_pattern().match(place.text, place.begin, match.end("hour"))
    if clock is None or clock.end() != match.end("hour"):
        return None
    groups = {name: value for name, value in clock.groupdict().items() if value is not None}
    said = phrases.meaning(groups, place.until(match.end("hour")), state)
    if said.kind != "time" or not isinstance(said.start, datetime):
        return None
    at = said.start - timedelta(minutes=int(match["minutes"]))
    return replace(said, start=at, end=at), match.end()
