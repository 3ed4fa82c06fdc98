"""Ranges of two phrases: `12일부터 20일까지`, `29일~5월 2일`, `지난해 11월부터 올해 2월까지`, `오전 10시~오후 5시`.

The second phrase takes from the first what it does not say; where only the second says the month, the first is the
last such day before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from rag.korean.dates import calendar, clock, grammar, phrases
from rag.korean.dates.grammar import DASH, S
from rag.korean.dates.state import Groups, Meaning, Place, State
from rag.korean.dates.tense import Tense

_JOIN = re.compile(f"{S}(?P<dash>{DASH}){S}|(?P<from>부터|에서){S}")
_UNTIL = re.compile(f"{S}까지")
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
    second_at = join.end()
    for pattern in (grammar.numeric_pattern(), grammar.calendar_pattern()):
        match = place.match(pattern, second_at)
        groups = {name: value for name, value in match.groupdict().items() if value is not None} if match else {}
        if match is not None and match.end() > second_at and phrases.meaningful(groups):
            break
    else:
        return None
    until = place.match(_UNTIL, match.end())
    if join.group("from") and until is None:
        return None
    finish = until.end() if until else match.end()
    where = place.until(finish)
    start, end = _both(first, groups, where, state)
    return Whole(_joined(start, end), finish)


def _both(first: Groups, second: Groups, place: Place, state: State) -> tuple[Meaning, Meaning]:
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
    return start, _second(start, first, second, place, state)


def _second(start: Meaning, first: Groups, second: Groups, place: Place, state: State) -> Meaning:
    if start.start is None:
        return Meaning(start.kind)
    day = _date(start.start)
    inner = State(day, state.moment, state.question, day, False, (day.year, day.month), day.year)
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
