"""Days that have a name: events, elections, holidays. The facts are in the table; this chooses among them.

4.7 재보궐 선거 → 2021-04-07    지난 총선 → the last before the base    제21대 대선 → 2025-06-03
추석 → lunar 15 August of the nearest year    세월호 참사 11주기 → an ordinal, 2025-04-16
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rag.korean.dates import calendar, event_table, words
from rag.korean.dates.event_table import Row, annual_day, table
from rag.korean.dates.grammar import BETWEEN, END, S, either
from rag.korean.dates.state import Meaning, Place, State
from rag.korean.dates.tense import Tense

_SERIES = {
    "총선": f"총선|국회의원{S}(?:총)?선거",
    "대선": f"대선|대통령{S}선거",
    "지방선거": f"(?:전국{S}동시{S})?지방{S}선거|지선",
    "재보궐": f"재[·]?보궐(?:{S}선거)?|재[·]?보선|보궐{S}선거|보선",
    "수능": f"대학수학능력시험|대입{S}수능|수능(?:{S}시험)?",
}
_BACK = frozenset({"지난", "직전", "저번"})
_AHEAD = frozenset({"이번", "다음", "오는", "차기", "다가오는"})
_NOT_A_DECIMAL = f"(?!\\d|[.,]\\d|{S}(?:%|％|퍼센트|포인트|p|배|점|대{S}\\d|원|달러|㎞|km|m|도{END}|명|만|억|조|년|월|일|톤|리터|선{END}|구역|번지|상승|하락|오른|오르|올라|내린|내려|떨어|급등|급락))"
_YEAR = f"(?:(?P<yyyy>20\\d\\d|19\\d\\d)년|(?P<yrel>{either(words.YEARS)})){S}"


class Named(NamedTuple):
    """What was found: its meaning, and where it ends."""

    meaning: Meaning
    finish: int


def _by_letter() -> dict[str, list[tuple[re.Pattern[str], Row]]]:
    """Named days and holidays by the first letter of their name."""
    return _letters(event_table.changes())


@lru_cache(maxsize=2)
def _letters(change: int) -> dict[str, list[tuple[re.Pattern[str], Row]]]:
    found: dict[str, list[tuple[re.Pattern[str], Row]]] = {}
    for row in table():
        if row.kind != "series":
            guard = _NOT_A_DECIMAL if row.name[0].isdigit() else ""
            found.setdefault(row.name[0], []).append((re.compile(f"(?:{row.name}){guard}"), row))
    return found


@lru_cache(maxsize=1)
def series_pattern() -> re.Pattern[str]:
    names = "|".join(f"(?P<{'abcde'[i]}>{pattern})" for i, pattern in enumerate(_SERIES.values()))
    return re.compile(
        f"(?:(?P<cue>지난|직전|저번|이번|다음|오는|차기|다가오는){S}|{_YEAR}|제?(?P<n>\\d{{1,2}})[대회]{S}"
        f"|(?P<school>20\\d\\d|['’]?\\d\\d)학년도{S}"
        f"|(?P<month>1[0-2]|[1-9])[.·](?P<day>3[01]|[12]\\d|[1-9]){S})(?:[가-힣]{{2,5}}{S}){{0,2}}?(?:{names})"
    )


@lru_cache(maxsize=1)
def annual_pattern() -> re.Pattern[str]:
    return re.compile(f"{_YEAR}|(?P<cue>지난|이번|다음|오는|다가오는|돌아오는){S}")


ANNIVERSARY = re.compile(f"{S}(?P<n>\\d{{1,3}}){S}(?:주년|주기)")
HOLIDAY = re.compile(f"{S}(?P<span>연휴)|{S}(?:명절|당일)")
_DAY = re.compile(f"{S}(?:{BETWEEN})")


def heads() -> str:
    """First letters and digits of every name and of what may stand before one."""
    return "".join(_by_letter()) + "지직저이다오차제작올금내재후전명돌0123456789"


def find(place: Place, state: State) -> Named | None:
    """The named day that begins at `place.begin`, longest first."""
    found = [*_series(place, state), *_named(place, state)]
    return max(found, key=lambda named: named.finish, default=None)


# ---------------------------------------------------------------- events and holidays


def _named(place: Place, state: State) -> Iterator[Named]:
    text, begin = place.text, place.begin
    prefix = place.match(annual_pattern())
    for at in {begin, prefix.end() if prefix else begin}:
        for pattern, row in _by_letter().get(text[at : at + 1], ()):
            match = place.match(pattern, at)
            if match is None or (at != begin and row.kind != "annual"):
                continue
            if row.kind == "day":
                yield _event(row, place, match.end())
            else:
                yield _holiday(row, prefix if at != begin else None, place, match.end(), state)


def _event(row: Row, place: Place, finish: int) -> Named:
    start = date.fromisoformat(row.start)
    anniversary = place.match(ANNIVERSARY, finish)
    if anniversary is not None:
        number = int(anniversary.group("n"))
        day = calendar.day(start.year + number, start.month, start.day)
        return Named(Meaning("ordinal", day, day, named=True, value=str(number)), anniversary.end())
    end = date.fromisoformat(row.end) if row.end else start
    return Named(Meaning("date" if end == start else "range", start, end, named=True), finish)


def _holiday(row: Row, prefix: re.Match[str] | None, place: Place, finish: int, state: State) -> Named:
    span = place.match(HOLIDAY, finish)
    finish = span.end() if span else finish
    day = _of_year(row, prefix, place, state)
    if day is None or not (span and span.group("span")):
        return Named(Meaning("date", day, day, named=True), finish)
    start, end = calendar.shift(day, -1), calendar.shift(day, 1)
    return Named(Meaning("range", start, end, named=True, approximate=True), finish)


def _of_year(row: Row, prefix: re.Match[str] | None, place: Place, state: State) -> date | None:
    said = {name: value for name, value in prefix.groupdict().items() if value} if prefix else {}
    base = state.base
    if "yyyy" in said:
        return annual_day(row, int(said["yyyy"]))
    if base is None:
        return None
    if "yrel" in said:
        key = said["yrel"].replace(" ", "").removesuffix("도")
        offset = next(n for word, n in words.YEARS.items() if word.replace(" ", "") in (key, said["yrel"]))
        return annual_day(row, base.year + offset)
    days = [d for year in range(base.year - 1, base.year + 2) if (d := annual_day(row, year))]
    if said.get("cue") in _BACK:
        return max((d for d in days if d < base), default=None)
    if said.get("cue") in ("오는", "다음", "다가오는", "돌아오는"):
        return min((d for d in days if d > base), default=None)
    if place.tense is Tense.PAST:
        return max((d for d in days if d <= base), default=None)
    if place.tense is Tense.FUTURE:
        return min((d for d in days if d >= base), default=None)
    return _usual(days, base)


def _usual(days: list[date], base: date) -> date | None:
    """Without a cue: the base's own year, unless its day is over half a year away and a neighbour's within three months."""
    near = min(days, key=lambda d: abs((d - base).days), default=None)
    own = next((d for d in days if d.year == base.year), None)
    if own is None or near is None:
        return near
    return near if abs((own - base).days) > 183 and abs((near - base).days) <= 92 else own


# ---------------------------------------------------------------- series


def _series(place: Place, state: State) -> Iterator[Named]:
    match = place.match(series_pattern())
    if match is None:
        return
    said = {name: value for name, value in match.groupdict().items() if value}
    name = next(name for letter, name in zip("abcde", _SERIES, strict=False) if letter in said)
    rows = [row for row in table() if row.kind == "series" and row.name == name]
    days = [date.fromisoformat(row.start) for row in rows]
    if "n" in said or "school" in said:
        number = said.get("n") or _school_year(said["school"])
        chosen = next((date.fromisoformat(row.start) for row in rows if row.number == number), None)
    elif "month" in said:
        chosen = _on(int(said["month"]), int(said["day"]), days, state.base)
    else:
        chosen = _by_cue(said, days, state.base)
    if chosen is not None or "month" in said or "cue" in said:
        yield Named(Meaning("date", chosen, chosen, named=True), match.end())


def _school_year(text: str) -> str:
    digits = text.lstrip("'’")
    return digits if len(digits) == 4 else f"20{digits}"


def _on(month: int, number: int, days: list[date], base: date | None) -> date | None:
    """A vote named by its day (4.7 재보궐): the one of the table nearest the base, else the next such day."""
    fitting = [day for day in days if (day.month, day.day) == (month, number)]
    if fitting:
        return min(fitting, key=lambda day: abs((day - base).days)) if base else fitting[-1]
    if base is None:
        return None
    coming = [d for year in range(base.year - 1, base.year + 2) if (d := calendar.day(year, month, number))]
    return min((d for d in coming if (d - base).days >= -92), default=None)


def _by_cue(said: dict[str, str], days: list[date], base: date | None) -> date | None:
    if "yyyy" in said or "yrel" in said:
        year = int(said["yyyy"]) if "yyyy" in said else _relative_year(said["yrel"], base)
        return next((day for day in days if day.year == year), None)
    if base is None:
        return None
    if said["cue"] in _BACK:
        return max((day for day in days if day < base), default=None)
    return min((day for day in days if day >= base), default=None)


def _relative_year(text: str, base: date | None) -> int | None:
    if base is None:
        return None
    key = text.replace(" ", "")
    return next((base.year + n for word, n in words.YEARS.items() if word.replace(" ", "") == key), None)
