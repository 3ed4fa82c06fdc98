"""Parts of months and years: 초·중순·말, Nth weeks, halves, quarters, seasons, and the same period of another year."""

from __future__ import annotations

import re

from rag.korean.dates import calendar, words
from rag.korean.dates.calendar import Span
from rag.korean.dates.state import Groups, Meaning, Place, State, days, one_day
from rag.korean.dates.tense import Tense

_QUARTERS = re.compile(r"([1-4])(?:/4|사|\D([1-4]))?분기")
_MONTH_PART = re.compile(r"초반|중반|후반|월말|초|중|하|상|말")
_SEASON_THIRDS = {"초": (0, 0), "이른": (0, 0), "한": (1, 1), "늦": (2, 2), "늦은": (2, 2)}


def _plain(text: str) -> str:
    return re.sub(r"[\s\u00a0]", "", text)


def stands_alone(groups: Groups) -> bool:
    """Whether a part of the year needs no year: 상반기, 3분기, 연말 do; 초, 여름 do not."""
    part = _plain(groups["ypart"])
    if _QUARTERS.fullmatch(part) or part in ("연초", "연말", "연내", "상반기", "하반기", "전반기", "후반기"):
        return True
    return "cue" in groups and (part == "분기" or part[-1:] in "봄름을울" or "철" in part)


# ---------------------------------------------------------------- of a month


def of_month(groups: Groups, year: int | None, month: int | None) -> Meaning:
    if year is None or month is None:
        return days("date" if "weekday" in groups or "lastday" in groups else "range", None)
    span = calendar.month(year, month)
    if span is None:
        return days("range", None)
    if "lastday" in groups:
        return one_day(span.end)
    if "mpart" in groups:
        return days("range", _third(_plain(groups["mpart"]), span), approximate=True)
    nth = _ordinal(groups)
    if "weekday" in groups:
        return one_day(calendar.weekday_of_month(year, month, nth, words.WEEKDAYS[groups["weekday"]]))
    return days("range", calendar.week_of_month(year, month, nth))


def nth_of_year(groups: Groups, year: int | None) -> Meaning:
    """`2027년 셋째 주` (weeks are numbered from the one that holds the first Thursday), `올해 마지막 날`, `올해 첫 월요일`."""
    span = calendar.year(year) if year is not None else None
    if span is None or year is None:
        return days("range" if "nth" in groups and "weekday" not in groups else "date", None)
    if "lastday" in groups:
        return one_day(span.end)
    nth = _ordinal(groups)
    if "nthday" in groups and "weekday" in groups:
        weekday = words.WEEKDAYS[groups["weekday"]]
        if nth < 0:
            return one_day(calendar.weekday_of_month(year, 12, -1, weekday))
        first = calendar.weekday_of_month(year, 1, 1, weekday)
        return one_day(calendar.shift(first, 7 * (nth - 1)) if first else None)
    week = calendar.week_of_month(year, 12, -1) if nth < 0 else calendar.week_of_year(year, nth)
    if "weekday" in groups:
        return one_day(calendar.shift(week.start, words.WEEKDAYS[groups["weekday"]]) if week else None)
    return days("range", week)


def _ordinal(groups: Groups) -> int:
    return words.ORDINALS.get(groups.get("nth") or groups["nthday"], 0) or _nth(groups)


def _nth(groups: Groups) -> int:
    spoken = _plain(groups.get("nth") or groups["nthday"])
    return next((n for word, n in words.ORDINALS.items() if word.replace(" ", "").startswith(spoken)), 1)


def _third(part: str, span: Span) -> Span:
    """초, 중순, 말 …; two joined (초·중순) reach from the first to the last."""
    found = [words.MONTH_PARTS[{"하": "하순", "상": "상순"}.get(p, p)] for p in _MONTH_PART.findall(part)]
    if part == "중순" or (len(found) == 2 and part.endswith("중순")):
        found[-1] = words.MONTH_PARTS["중순"]
    first, last = found[0][0], found[-1][1]
    length = span.end.day
    first = length + 1 + first if first < 0 else first
    return Span(span.start.replace(day=first), span.start.replace(day=min(last, length)))


# ---------------------------------------------------------------- of a year


def of_year(groups: Groups, year: int | None, place: Place, state: State) -> Meaning:
    part = _plain(groups["ypart"])
    base = state.base
    if year is None and base is None:
        return days("range", None, "month")
    if part == "분기":  # 지난 분기; after a year (2023년 분기별) it adds nothing
        return days("year", calendar.year(year), "year") if year is not None else _quarter(groups.get("cue", ""), state)
    if part == "연내":
        end = calendar.year(year if year is not None else base.year if base else 1)
        start = base if base and end and base <= end.end and (year is None or year == base.year) else end and end.start
        return days("range", Span(start, end.end) if start and end else None, approximate=False)
    first, last = months_of(part)
    if year is None and base is not None:
        year = _year_for(first, last, groups.get("cue", ""), place, state)
    elif base is not None and last > 12 and groups.get("yrel") == "올" and base.month <= last - 12:
        year = base.year - 1  # 올겨울 in January began last year
    span = calendar.months(year, first, last) if year is not None else None
    if part in ("중", "한해"):
        return days("year", span, "year")
    return days("range", span, "month", approximate=part in words.VAGUE_PARTS)


def months_of(part: str) -> tuple[int, int]:
    quarters = _QUARTERS.fullmatch(part)
    if quarters:
        return 3 * int(quarters.group(1)) - 2, 3 * int(quarters.group(2) or quarters.group(1))
    if part in words.YEAR_PARTS:
        return words.YEAR_PARTS[part]
    season = next(name for name in words.SEASONS if name in part)
    first, last = words.SEASONS[season]
    third = _SEASON_THIRDS.get(part.split(season)[0])
    return (first + third[0], first + third[1]) if third else (first, last)


def _year_for(first: int, last: int, cue: str, place: Place, state: State) -> int | None:
    """The year of a part of the year that came without one: by its cue, else the base's."""
    base = state.base
    if base is None:
        return None
    if cue == "지난":
        ends = [(y, s.end) for y in range(base.year - 2, base.year + 1) if (s := calendar.months(y, first, last))]
        return max((y for y, end in ends if end < base), default=None)
    if cue in ("오는", "다음", "돌아오는", "다가오는"):
        starts = [(y, s.start) for y in range(base.year - 1, base.year + 2) if (s := calendar.months(y, first, last))]
        return min((y for y, start in starts if start > base), default=None)
    if last > 12 and base.month <= last - 12:
        return base.year - 1
    # 연말 in January, told in the past tense, is that of last year.
    return base.year - 1 if place.tense is Tense.PAST and first - base.month > 6 else base.year


def _quarter(cue: str, state: State) -> Meaning:
    base = state.base
    if base is None or not cue:
        return days("range", None, "month")
    offset = {"지난": -1, "저번": -1, "이번": 0}.get(cue, 1)
    year, month = calendar.month_after(base.year, (base.month - 1) // 3 * 3 + 1, 3 * offset)
    return days("range", calendar.months(year, month, month + 2), "month")


def decade(groups: Groups) -> Meaning:
    """`2000년대 초` is 2000–2003, `1970~80년대` 1970–1989; two digits from 30 on are of the twentieth century."""
    if "century" in groups:
        return _century(int(groups["century"]), groups.get("part_of", ""))
    first = int(groups["decade"])
    if first < 100:
        first += 1900 if first >= 30 else 2000
    last = int(groups.get("last", first))
    last = last if last >= 100 else first // 100 * 100 + last
    start, end = words.DECADE_PARTS.get(groups.get("part", ""), (0, 9))
    begins, ends = calendar.year(first + start), calendar.year(last + end)
    return days(
        "range", Span(begins.start, ends.end) if begins and ends else None, "year", approximate="part" in groups
    )


def _century(number: int, part: str) -> Meaning:
    """`19세기` is 1801–1900."""
    start, end = words.CENTURY_PARTS.get(part, (0, 99))
    begins, ends = calendar.year(100 * (number - 1) + 1 + start), calendar.year(100 * (number - 1) + 1 + end)
    return days("range", Span(begins.start, ends.end) if begins and ends else None, "year", approximate=bool(part))


def about_this_time(year: int | None, state: State) -> Meaning:
    """`작년 이맘때`: the fortnights before and after this day of that year."""
    if year is None or state.base is None:
        return days("range", None)
    middle = calendar.months_from(state.base, 12 * (year - state.base.year))
    start, end = (calendar.shift(middle, step) if middle else None for step in (-14, 14))
    return days("range", Span(start, end) if start and end else None, approximate=True)


def same_period(year: int | None, state: State, *, monthly: bool) -> Meaning:
    """`전년 동기`: the period last spoken of, in that year; the whole year where none was; 전년 동월: its month."""
    if year is None:
        return days("range", None, "year")
    if monthly:
        spoken = state.spoken_month()
        return days("month", calendar.month(year, spoken[1]) if spoken else None, "month")
    if state.period is None:
        return days("range", calendar.year(year), "year", approximate=True)
    behind = state.period.end.year - year
    start = calendar.months_from(state.period.start, -12 * behind)
    end = calendar.months_from(state.period.end, -12 * behind)
    return days("range", Span(start, end) if start and end else None, "month")
