"""The year and the month a phrase names, and what it means when it names no day."""

from __future__ import annotations

import re

from rag.korean.dates import calendar, parts, words
from rag.korean.dates.calendar import Span
from rag.korean.dates.state import Groups, Meaning, Place, State, days, year_of
from rag.korean.dates.tense import Tense

MONTH_PARTS = ("mon", "mrel", "mana")
YEAR_PARTS = ("yyyy", "yy", "yrel", "yana", "yoff")
BACK = frozenset({"지난", "저번"})
AHEAD = frozenset({"오는", "다음", "돌아오는", "다가오는"})
PIVOT = 50
"""’49년 is 2049, ’50년 is 1950."""


def plain(text: str) -> str:
    """A word as the tables spell it, spaces left out."""
    return re.sub(r"[\s\u00a0]", "", text)


def lookup(table: dict[str, int], text: str) -> int:
    key = plain(text)
    for word, offset in table.items():
        if word.replace(" ", "") in (key, key.removesuffix("도")):
            return offset
    raise KeyError(text)


def full_year(digits: str) -> int:
    return int(digits) + (2000 if int(digits) < PIVOT else 1900)


def month_named(groups: Groups, place: Place, state: State) -> tuple[int | None, int | None]:
    """The year and month a phrase names."""
    if "mana" in groups:
        spoken = state.spoken_month()
        year = year_named(groups, state)
        return (year, spoken[1]) if spoken and year is not None else spoken or (None, None)
    if "mrel" in groups:
        if state.base is None:
            return None, None
        return calendar.month_after(state.base.year, state.base.month, lookup(words.MONTHS, groups["mrel"]))
    if "mon" not in groups:
        return (state.base.year, state.base.month) if state.base else (None, None)  # 첫째 주 토요일
    number = int(groups["mon"])
    if any(name in groups for name in YEAR_PARTS):
        return year_named(groups, state), number
    return _month_year(groups, number, place, state), number


def _month_year(groups: Groups, month: int, place: Place, state: State) -> int | None:
    cue, base = groups.get("cue"), state.base
    number = int(groups.get("day", 1))
    if cue in BACK or cue in AHEAD:
        if base is None:
            return None
        how = Tense.PAST if cue in BACK else Tense.FUTURE
        # 지난 9월 in September is last year's: a month that is not over is 이달.
        strictly_month = "day" not in groups and month == base.month
        step = (-1 if how is Tense.PAST else 1) if strictly_month else 0
        return base.year + step if strictly_month else year_of(state, month, number, how, strictly=True)
    if state.stated and (base is None or state.stated.year != base.year) and month >= state.stated.month:
        return state.stated.year
    if cue == "이번":
        return base.year if base else None
    return year_of(
        state, month, number if "day" in groups else (base.day if base and base.day < 29 else 15), place.tense
    )


def of_months(groups: Groups, place: Place, state: State) -> Meaning:
    year, month = month_named(groups, place, state)
    if year is None or month is None:
        return days("range" if "mpart" in groups or "mon2" in groups else "month", None, "month")
    if "mon2" in groups:
        last = int(groups["mon2"])
        return days("range", calendar.months(year, month, last if last > month else last + 12), "month")
    if "mpart" in groups:
        return parts.of_month(groups, year, month)
    return days("month", calendar.month(year, month), "month", approximate="about" in groups)


def year_named(groups: Groups, state: State) -> int | None:
    if "yyyy" in groups:
        return int(groups["yyyy"])
    if "yy" in groups:
        return full_year(groups["yy"])
    if "yana" in groups:
        spoken = state.spoken_year()
        return spoken + lookup(words.ANAPHORIC_YEARS, groups["yana"]) if spoken is not None else None
    if state.base is None:
        return None
    if "yoff" in groups:
        return state.base.year - int(groups["yoff"])
    return state.base.year + lookup(words.YEARS, groups["yrel"]) if "yrel" in groups else None


def of_years(groups: Groups, place: Place, state: State) -> Meaning:
    if groups.get("same") == "이맘때":
        return parts.about_this_time(year_named(groups, state), state)
    if "same" in groups:
        return parts.same_period(year_named(groups, state), state, monthly=groups["same"] == "동월")
    if "ypart" in groups:
        said = any(name in groups for name in YEAR_PARTS)
        return parts.of_year(groups, year_named(groups, state) if said else None, place, state)
    year = year_named(groups, state)
    vague = plain(groups.get("yrel", "")) in words.VAGUE_YEARS or "about" in groups
    if "yyyy2" in groups and year is not None:
        first, last = calendar.year(year), calendar.year(int(groups["yyyy2"]))
        return days("range", Span(first.start, last.end) if first and last and last.end > first.start else None, "year")
    return days("year", calendar.year(year) if year is not None else None, "year", approximate=vague)
