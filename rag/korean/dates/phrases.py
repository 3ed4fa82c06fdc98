"""What a calendar phrase means: `지난해 7월`, `오는 18일 오후 3시`, `16~17일`, `지난주 금요일`, `올해 상반기`.

Read `meaning` first: the finest part that was said decides.
"""

from __future__ import annotations

import re
from datetime import date

from rag.korean.dates import calendar, clock, parts, words, years, zones
from rag.korean.dates.calendar import Span
from rag.korean.dates.state import Groups, Meaning, Place, State, days, one_day, year_of
from rag.korean.dates.tense import Tense

DAY_PARTS = ("day", "dword", "dana", "weekday", "lastday")


def meaningful(groups: Groups) -> bool:
    """Whether the parts that were found say anything together."""
    if any(name in groups for name in (*DAY_PARTS, *years.MONTH_PARTS, *years.YEAR_PARTS, "week", "d", "ds", "d8")):
        return "lastday" not in groups or any(name in groups for name in (*years.MONTH_PARTS, *years.YEAR_PARTS))
    if "weekend" in groups:
        return "cue" in groups
    if "ypart" in groups:
        return parts.stands_alone(groups)
    if "nth" in groups or "nthday" in groups:
        return False  # with a weekday it is a day; 첫째 주 alone may be any month's
    return clock.said(groups)


def meaning(groups: Groups, place: Place, state: State) -> Meaning:
    """Resolve a phrase; a part that needs a base we do not have leaves it unresolved."""
    found = _calendar(groups, place, state)
    if not clock.said(groups):
        return found
    said = clock.read(groups, asserted=state.asserted)
    day = found.start
    if said is None or day is None or found.kind != "date" or found.start != found.end:
        return Meaning("time", precision="minute")
    label = groups.get("zone2") or groups.get("zone") or groups.get("local") or groups.get("abbr")
    zone = zones.zone(label, place.text, place.begin, place.finish)
    return clock.on(day, said, zone, approximate="about" in groups or found.approximate)


def _calendar(groups: Groups, place: Place, state: State) -> Meaning:
    if "d" in groups or "ds" in groups or "d8" in groups:
        return one_day(_numeric(groups, place, state))
    if "nth" in groups or "nthday" in groups or "lastday" in groups:
        if any(name in groups for name in years.YEAR_PARTS) and not any(name in groups for name in years.MONTH_PARTS):
            return parts.nth_of_year(groups, years.year_named(groups, state))
        return parts.of_month(groups, *years.month_named(groups, place, state))
    if "day" in groups:
        return _days(groups, place, state)
    if "dword" in groups or "dana" in groups:
        return _day_word(groups, place, state)
    if "week" in groups or "weekend" in groups:
        return _week(groups, state)
    if "weekday" in groups:
        return one_day(_weekday(groups, place, state))
    if any(name in groups for name in years.MONTH_PARTS):
        return years.of_months(groups, place, state)
    if any(name in groups for name in years.YEAR_PARTS) or "ypart" in groups:
        return years.of_years(groups, place, state)
    return one_day(state.spoken_day())  # a clock alone


# ---------------------------------------------------------------- days


def _numeric(groups: Groups, place: Place, state: State) -> date | None:
    if "ds" in groups:
        month, number = int(groups["ms"]), int(groups["ds"])
        year = year_of(state, month, number, place.tense)
        return calendar.day(year, month, number) if year is not None else None
    written = groups["y"]
    year = int(written) if len(written) == 4 else years.full_year(written[-2:])
    return calendar.day(year, int(groups.get("m") or groups["m8"]), int(groups.get("d") or groups["d8"]))


def _days(groups: Groups, place: Place, state: State) -> Meaning:
    start = _day(groups, place, state)
    if "day2" not in groups:
        return one_day(start, approximate="about" in groups)
    end = calendar.day_after(start, int(groups["day2"]), strictly=True) if start else None
    if (
        end is not None
        and start is not None
        and any(name in groups for name in years.MONTH_PARTS)
        and end.month != start.month
    ):
        end = None
    return days("range", Span(start, end) if start and end else None)


def _day(groups: Groups, place: Place, state: State) -> date | None:
    number = int(groups["day"])
    if any(name in groups for name in years.MONTH_PARTS):
        year, month = years.month_named(groups, place, state)
        return calendar.day(year, month, number) if year is not None and month is not None else None
    if state.base is None:
        return _inherited(number, place, state)
    if groups.get("cue") in years.BACK:
        return calendar.day_before(state.base, number, strictly=True)
    if groups.get("cue") in years.AHEAD:
        return calendar.day_after(state.base, number, strictly=True)
    return _inherited(number, place, state) or _checked(groups, number, place, state) or _bare(number, place, state)


def _bare(number: int, place: Place, state: State) -> date | None:
    base = state.base
    if base is None:
        return None
    if place.tense is Tense.PAST:
        return calendar.day_before(base, number, strictly=False)
    if place.tense is Tense.FUTURE:
        return calendar.day_after(base, number, strictly=False)
    return calendar.nearest_day(base, number)


def _checked(groups: Groups, number: int, place: Place, state: State) -> date | None:
    """The nearest day of that number that falls on the weekday in parentheses (`30일(화)`)."""
    if "checked" not in groups or state.base is None:
        return None
    base, weekday = state.base, words.WEEKDAYS[groups["checked"]]
    near = _bare(number, place, state)
    if near is not None and near.weekday() == weekday:
        return near
    around = [*calendar.days_numbered(base, number, -1, 4), *calendar.days_numbered(base, number, 1, 4)]
    fitting = [day for day in around if day.weekday() == weekday]
    return min(fitting, key=lambda day: abs((day - base).days), default=None)


def _inherited(number: int, place: Place, state: State) -> date | None:
    """A bare day after a day with its month in the same sentence: `지난달 23일 … 27일에는`, `5월 3일과 10일`.

    A day of the last two days before the base is the news itself, and belongs to the base's month.
    """
    last = state.stated
    if last is None:
        return None
    day = calendar.day(last.year, last.month, number)
    joined = re.fullmatch(r"\s?(?:과|와|,|·|및|이나|또는|부터|에서|에)?\s?", place.text[place.previous : place.begin])
    if joined is None and state.base is not None:
        fresh = calendar.day_before(state.base, number, strictly=False)
        if fresh is None or (state.base - fresh).days <= 2 or place.tense is Tense.FUTURE:
            return None
    return day if day is not None and day > last else None


def _day_word(groups: Groups, place: Place, state: State) -> Meaning:
    if "dana" in groups:
        day = _spoken(place, state)
        return one_day(calendar.shift(day, years.lookup(words.ANAPHORIC_DAYS, groups["dana"])) if day else None)
    # What somebody says is said on the day just spoken of: 오늘 in a quotation is not the day of publication.
    day = state.spoken_day() if place.quoted and not state.question else state.base
    if day is not None and any(name in groups for name in years.YEAR_PARTS):
        year = years.year_named(groups, state)  # 5년 전 오늘
        day = calendar.months_from(day, 12 * (year - day.year)) if year is not None else None
    offset = years.lookup(words.DAYS, groups["dword"])
    vague = years.plain(groups["dword"]) in words.VAGUE_DAYS
    return one_day(calendar.shift(day, offset) if day else None, approximate=vague)


def _spoken(place: Place, state: State) -> date | None:
    """The day that 이날 means: the last spoken of, but what has happened did not happen on a day to come."""
    day = state.spoken_day()
    ahead = day is not None and state.base is not None and day > state.base
    if ahead and (place.tense is Tense.PAST or place.aside):
        return state.news or state.base
    return day


def _weekday(groups: Groups, place: Place, state: State) -> date | None:
    base, weekday = state.base, words.WEEKDAYS[groups["weekday"]]
    if base is None:
        return None
    back = place.tense is Tense.PAST and groups.get("cue") not in (*years.AHEAD, "이번")
    if groups.get("cue") in years.BACK:
        return calendar.weekday_before(base, weekday)
    if groups.get("cue") == "다음":
        week = calendar.week(base, 1)
        return calendar.shift(week.start, weekday) if week else None
    if back or groups.get("cue"):
        return calendar.weekday_before(base, weekday) if back else calendar.weekday_after(base, weekday)
    return base if base.weekday() == weekday else calendar.weekday_after(base, weekday)


def _week(groups: Groups, state: State) -> Meaning:
    if state.base is None:
        return days("date" if "weekday" in groups else "range", None)
    if "weekend" in groups:
        offset = {"지난": -1, "저번": -1, "다음": 1}.get(groups.get("cue", ""), 0)
        weekend = "말"
    else:
        offset, weekend = years.lookup(words.WEEKS, groups["week"]), groups.get("wpart", "")
    week = calendar.week(state.base, offset)
    if week is None:
        return days("range", None)
    if "weekday" in groups:
        return one_day(calendar.shift(week.start, words.WEEKDAYS[groups["weekday"]]))
    first, last = words.WEEK_PARTS.get(weekend, (0, 6))
    start, end = calendar.shift(week.start, first), calendar.shift(week.start, last)
    return days(
        "range", Span(start, end) if start and end else None, approximate=weekend in ("초", "초반", "중반", "후반")
    )
