"""Ranges of two phrases: `12일부터 20일까지`, `29일~5월 2일`, `지난해 11월부터 올해 2월까지`, `오전 10시~오후 5시`, `3일과 12일
사이`; and of a phrase and a length: `12일부터 사흘간`.

The second phrase takes from the first what it does not say; where only the second says the month, the first is the
last such day before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rag.korean.dates import amounts, calendar, clock, grammar, phrases
from rag.korean.dates.grammar import DASH, S
from rag.korean.dates.state import Groups, Meaning, Place, State
from rag.korean.dates.tense import Tense

_JOIN = re.compile(f"{S}(?P<dash>{DASH}){S}|{S}(?P<from>부터|에서){S}|(?P<and>과|와){S}|(?P<since>으?로부터){S}")
_CLOSE = re.compile(f"{S}(?:까지|(?P<within>사이))")
_PER_DAY = re.compile(grammar.PER_DAY)
_DAYS = ("day", "dword", "dana", "weekday", "d", "d8", "ds")
_MONTHS = ("mon", "mrel", "mana", "d", "d8", "ds")
_YEARS = ("yyyy", "yy", "yrel", "yana", "y")


@dataclass(frozen=True, slots=True)
class Whole:
    meaning: Meaning
    finish: int


def per_day(text: str, finish: int) -> bool:
    """`1일 1식`, `1일 평균`: a day as a unit."""
    return _PER_DAY.match(text, finish) is not None


def extend(first: Groups, place: Place, state: State) -> Whole | None:
    """The range that a phrase ending at `place.finish` begins, or None where it begins none."""
    join = place.match(_JOIN, place.finish)
    if join is None:
        return None
    if join["since"]:
        return _counted(first, place, join, state)
    second = _phrase(place, join.end(), state)
    if second is None:
        return _lasting(first, place, join, state)
    groups, finish = second
    close = place.match(_CLOSE, finish)
    if not _closed(join, close, place, finish, state):
        return None
    finish = close.end() if close else finish
    start, end = _both(first, groups, place.until(finish), state)
    return Whole(_joined(start, end), finish)


def _phrase(place: Place, at: int, state: State) -> tuple[Groups, int] | None:
    """The phrase that stands there, and where it ends."""
    for pattern in (grammar.numeric_pattern(asserted=state.asserted), grammar.calendar_pattern()):
        match = place.match(pattern, at)
        if match is not None and match.end() > at:
            groups = {name: value for name, value in match.groupdict().items() if value is not None}
            if phrases.meaningful(groups):
                return groups, match.end()
    return None


def _closed(join: re.Match[str], close: re.Match[str] | None, place: Place, finish: int, state: State) -> bool:
    """`12일∼15일` needs no end, `12일부터 15일` 까지 or 사이, `12일과 15일` 사이."""
    if join["dash"]:
        return True
    if join["and"]:
        return close is not None and close["within"] is not None
    return close is not None or (state.asserted and finish == place.limit)


def _lasting(first: Groups, place: Place, join: re.Match[str], state: State) -> Whole | None:
    """`12일부터 사흘간`: the 12th, the 13th and the 14th."""
    match = place.match(grammar.amount_pattern(), join.end()) if join["from"] == "부터" else None
    if match is None or match["tail"] not in ("간", "동안"):
        return None
    found = amounts.length({name: value for name, value in match.groupdict().items() if value is not None})
    start = phrases.meaning(first, place, state)
    hours = found is not None and found.on_the_clock
    if found is None or found.least is not None or hours != (start.kind == "time"):
        return None
    if isinstance(start.start, datetime):
        end: date | None = start.start + found.time
    else:
        after = found.from_day(start.start, 1) if start.start else None
        end = calendar.shift(after, -1) if after else None
    return Whole(Meaning("range", start.start, end, start.precision, found.approximate), match.end())


def _counted(first: Groups, place: Place, join: re.Match[str], state: State) -> Whole | None:
    """`개막일인 12일로부터 사흘 뒤`: the 15th."""
    match = place.match(grammar.amount_pattern(), join.end())
    if match is None or match["tail"] not in ("뒤", "후", "전"):
        return None
    found = amounts.length({name: value for name, value in match.groupdict().items() if value is not None})
    start = phrases.meaning(first, place, state)
    if found is None or found.on_the_clock or start.kind != "date":
        return None
    day = found.from_day(_date(start.start), -1 if match["tail"] == "전" else 1) if start.start else None
    return Whole(Meaning("date", day, day, "day", found.approximate), match.end())


def _both(first: Groups, second: Groups, place: Place, state: State) -> tuple[Meaning, Meaning]:
    if "hour" in first and "half" not in first and int(first["hour"]) < 7 and second.get("half") in ("오후", "저녁"):
        first = {**first, "half": "오후"}  # 3시부터 오후 5시까지; 9시부터 오후 6시까지 begins in the morning
    if _says(second, _MONTHS) and not _says(first, _MONTHS) and _says(first, ("day",)) and "cue" not in first:
        end = phrases.meaning(second, place, state)
        day = calendar.day_before(_date(end.start), int(first["day"]), strictly=True) if end.start else None
        return Meaning("date", day, day), end
    if _says(second, _YEARS) and "mon" in first and not _says(first, _YEARS) and "cue" not in first:
        end = phrases.meaning(second, place, state)
        if end.start is not None:
            first = {**first, "yyyy": str(_date(end.start).year)}
            start = phrases.meaning(first, place, state)
            if start.start is not None and _date(start.start) > _date(end.start):
                start = phrases.meaning({**first, "yyyy": str(_date(end.start).year - 1)}, place, state)
            return start, end
    start = phrases.meaning(first, place, state)
    end = _second(start, first, second, place, state)
    if isinstance(start.start, datetime) and isinstance(end.start, datetime) and "half" not in second:
        later = end.start + timedelta(hours=12)
        if end.start < start.start <= later and not _says(second, (*_DAYS, *_MONTHS)):
            end = Meaning("time", later, later, end.precision, True)  # 11:30∼1:30
    return start, end


def _second(start: Meaning, first: Groups, second: Groups, place: Place, state: State) -> Meaning:
    if start.start is None:
        return Meaning(start.kind)
    day = _date(start.start)
    inner = State(day, state.moment, state.question, state.asserted, day, False, (day.year, day.month), day.year)
    forward = place.until(place.finish)
    forward.previous = place.finish
    forward.__dict__["tense"] = Tense.FUTURE
    if clock.said(second) and not _says(second, _DAYS):
        second = {**second, "half": second.get("half") or first.get("half", "")}
        zone = {name: first[name] for name in ("zone", "zone2", "local") if name in first}
        return phrases.meaning({**zone, **{k: v for k, v in second.items() if v}}, forward, inner)
    if _says(second, _YEARS) or "mrel" in second or "dword" in second or "week" in second:
        return phrases.meaning(second, place, state)
    return phrases.meaning(second, forward, inner)


def _joined(start: Meaning, end: Meaning) -> Meaning:
    first, last = start.start, end.end
    if first is None or last is None:
        return Meaning("range", precision=end.precision)
    if isinstance(first, datetime) != isinstance(last, datetime):
        first, last = _date(first), _date(last)
    return Meaning("range", first, last, end.precision, start.approximate or end.approximate)


def _says(groups: Groups, names: tuple[str, ...]) -> bool:
    return any(name in groups for name in names)


def _date(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
