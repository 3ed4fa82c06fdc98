"""The rules of the reader, each with examples: what may be a time expression at a place, and what it means.

The examples are the tests: a text, the day it was written, and the kind, start and end it must have (ISO 8601,
as finely as given; empty: unresolved).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from rag.korean.dates import (
    amounts,
    asserted,
    calendar,
    events,
    grammar,
    parts,
    phrases,
    ranges,
    repeats,
    timed,
    words,
)
from rag.korean.dates.state import Groups, Meaning, Place, State

EVERY = ""
_DIGITS = "0123456789'’‘"
_COUNTERS = "".join(
    {word[0] for table in (words.COUNTS, words.NATIVE_DAYS) for word in table} | set("지최향앞과약무반일")
)
_CLOCK_PARTICLE = re.compile(rf"에|부터|까지|쯤|께|경|분|\s?{grammar.DASH}\s?\d\d:\d\d")
_COUNT_BEFORE = re.compile(r"(?:\d년|개월|\d달|한 달|두 달) ?$")
_DOTS = "·ㆍ‧․・,"
_LISTED = re.compile(r" ?(?:[,·]|이나|또는|혹은|와|과) ?")
_LUNAR = re.compile(r"(?:(?P<yyyy>\d{4})년\s?)?음력\s?(?P<month>1[0-2]|[1-9])월\s?(?P<day>30|[12]\d|[1-9])일")


@dataclass(frozen=True, slots=True)
class Found:
    meaning: Meaning
    finish: int
    groups: Groups


def groups_of(match: re.Match[str]) -> dict[str, str]:
    """The groups that took part; mrel2 is mrel with stricter surroundings."""
    found = {name: value for name, value in match.groupdict().items() if value is not None}
    if "mrel2" in found:
        found["mrel"] = found.pop("mrel2")
    return found


def spelled(place: Place, state: State) -> Found | None:
    return _phrase(grammar.calendar_pattern(), place, state)


def numeric(place: Place, state: State) -> Found | None:
    return _phrase(grammar.numeric_pattern(asserted=state.asserted), place, state)


def _phrase(pattern: re.Pattern[str], place: Place, state: State) -> Found | None:
    match = place.match(pattern)
    if match is None or match.end() == place.begin:
        return None
    groups = groups_of(match)
    if (
        not phrases.meaningful(groups)
        or (not state.asserted and _mere_figures(groups, place, match.end()))
        or _goes_on_counting(groups, place)
        or ("dword" in groups and place.titled)
        or (groups.get("day") == "1" and ranges.per_day(place.text, match.end()))
    ):
        return None
    here = place.until(match.end())
    if state.half and groups.keys() <= {"hour", "minute", "thirty"} and _joined(place):
        groups["half"] = state.half  # 오후 8시와 9시
    each = place.match(repeats.EACH, match.end())
    if each is not None and (often := repeats.each(groups)) is not None:
        return Found(often, each.end(), {})
    single = _first_of_several(groups, match)
    if single is not None:
        return Found(phrases.meaning(groups, here, state), single, groups)
    whole = ranges.extend(groups, here, state)
    if whole is not None:
        return Found(whole.meaning, whole.finish, groups)
    return Found(phrases.meaning(groups, here, state), match.end(), groups)


def _goes_on_counting(groups: Groups, place: Place) -> bool:
    """`8개월 11일`, `4년 13일`: the end of a length of time and no day of a month."""
    if "day" not in groups or any(name in groups for name in ("mon", "mrel", "mana", "cue")):
        return False
    return _COUNT_BEFORE.search(place.text, max(place.begin - 6, 0), place.begin) is not None


def _mere_figures(groups: Groups, place: Place, finish: int) -> bool:
    """`10:12` may be a score: a clock in figures needs a day, a part of the day, a particle or nothing around it."""
    if not groups.keys() <= {"hh", "mm", "ss"}:
        return False
    alone = place.begin == place.previous and finish == place.limit
    return not alone and (len(groups["hh"]) < 2 or _CLOCK_PARTICLE.match(place.text, finish) is None)


def _first_of_several(groups: dict[str, str], match: re.Match[str]) -> int | None:
    """`16·17일` is two days in a row, a range; `16·19일` is two days: the end of the first, read alone."""
    if "between" not in groups or groups["between"] not in _DOTS:
        return None
    listed = [int(number) for number in re.findall(r"\d+", match.string[match.start("day") : match.end("day2")])]
    if listed == list(range(listed[0], listed[0] + len(listed))):
        return None
    for name in ("between", "day2", "middle", "weekday", "checked", "half", "hour", "minute", "word", "hh", "mm"):
        groups.pop(name, None)
    return match.end("day")


def _joined(place: Place) -> bool:
    """Whether it follows the expression before it in a list."""
    return _LISTED.fullmatch(place.text[place.previous : place.begin]) is not None


def amount(place: Place, state: State) -> Found | None:
    match = place.match(grammar.amount_pattern())
    if match is None:
        return None
    groups = groups_of(match)
    if groups.keys() <= {"lead"}:
        return None
    if not _joined(place):
        state.stretch = ""
    meaning = amounts.meaning(groups, place.until(match.end()), state)
    return _timed(meaning, match.end(), place) if meaning else None


def repeated(place: Place, state: State) -> Found | None:
    match = place.match(grammar.repeated_pattern())
    return _timed(repeats.meaning(groups_of(match)), match.end(), place) if match else None


def frequency(place: Place, state: State) -> Found | None:
    match = place.match(repeats.FREQUENCY)
    return Found(repeats.frequency(match), match.end(), {}) if match else None


def event(place: Place, state: State) -> Found | None:
    named = events.find(place, state)
    return _timed(named.meaning, named.finish, place) if named else None


def counted_ordinal(place: Place, state: State) -> Found | None:
    match = place.match(grammar.ordinal_pattern())
    if match is None or (
        "times" in match.groupdict() and match["times"] and not match["when"] and match.end() < len(place.text)
    ):
        return None
    return Found(Meaning("ordinal", value=match["n"] or match.group()), match.end(), {})


def _timed(meaning: Meaning, finish: int, place: Place) -> Found:
    """With the clock that follows."""
    meaning, finish = timed.with_clock(meaning, finish, place)
    return Found(meaning, finish, {})


def lunar(place: Place, state: State) -> Found | None:
    match = place.match(_LUNAR)
    if match is None:
        return None
    year = int(match["yyyy"]) if match["yyyy"] else state.base.year if state.base else None
    if place.text[place.previous : place.begin] == "(":  # 1661년 10월 7일(음력 8월 15일)
        year = state.spoken_year()
    day = calendar.lunar(year, int(match["month"]), int(match["day"])) if year is not None else None
    return Found(Meaning("date", day, day, named=True), match.end(), {})


def decade(place: Place, state: State) -> Found | None:
    match = place.match(grammar.decade_pattern())
    return Found(parts.decade(groups_of(match)), match.end(), {}) if match else None


def vague(place: Place, state: State) -> Found | None:
    if not state.question:
        return None
    match = place.match(grammar.vague_pattern())
    if match is None:
        return None
    if match.group().startswith("그때"):
        return Found(Meaning("date", state.day, state.day), match.end(), {})
    start = calendar.shift(state.base, -30) if state.base else None
    return Found(Meaning("range", start, state.base if start else None, "day", True), match.end(), {})


def known(place: Place, state: State) -> Found | None:
    found = asserted.read(place, state)
    return Found(found[0], found[1], {}) if found else None


class Example(NamedTuple):
    text: str
    base: str
    kind: str
    start: str = ""
    end: str = ""
    base_is: str = "article"


class Rule(NamedTuple):
    name: str
    heads: str
    """Characters that an expression of this rule may begin with; empty: any (for events, those of their table)."""
    read: Callable[[Place, State], Found | None]
    examples: tuple[Example, ...]


RULES = (
    Rule("repeated", "매격해날달다주분월화수목금토일", repeated, (
        Example("매주 수요일", "2025-04-14", "set"), Example("격월", "2025-04-14", "set"),
    )),
    Rule("frequency", "하일한1이사분연월주", frequency, (
        Example("한 달에 두 번", "2025-04-14", "set"), Example("주 3회", "2025-04-14", "set"), Example("하루 세 번", "2025-04-14", "set"),
    )),
    Rule("event", EVERY, event, (
        Example("12·3 비상계엄", "2025-04-14", "date", "2024-12-03", "2024-12-03"),
        Example("지난 총선", "2025-04-14", "date", "2024-04-10", "2024-04-10"),
        Example("추석 연휴", "2024-07-31", "range", "2024-09-16", "2024-09-18"),
    )),
    Rule("ordinal", f"{_DIGITS}올이", counted_ordinal, (
        Example("10주년", "2021-10-13", "ordinal"), Example("2025학년도", "2025-04-14", "ordinal"),
    )),
    Rule("spelled", EVERY, spelled, (
        Example("오는 18일 오후 3시", "2021-10-13", "time", "2021-10-18T15:00+09:00", "2021-10-18T15:00+09:00"),
        Example("지난해 7월", "2025-04-14", "month", "2024-07-01", "2024-07-31"),
        Example("29일~5월 2일", "2025-04-14", "range", "2025-04-29", "2025-05-02"),
    )),
    Rule("numeric", _DIGITS, numeric, (
        Example("2024.07.31. 오후 2:36", "2024-07-31", "time", "2024-07-31T14:36+09:00", "2024-07-31T14:36+09:00"),
        Example("20240731", "2025-01-01", "date", "2024-07-31", "2024-07-31"),
    )),
    Rule("asserted", EVERY, known, (
        Example("주말", "2025-04-14", "range", "2025-04-19", "2025-04-20"), Example("1954", "2025-04-14", "year", "1954-01-01", "1954-12-31"),
        Example("12년", "2025-04-14", "year", "2012-01-01", "2012-12-31"), Example("여름", "2025-04-14", "range", "2025-06-01", "2025-08-31"),
        Example("이 주", "2025-04-14", "range", "2025-04-14", "2025-04-20"), Example("오후", "2025-04-14", "date", "2025-04-14", "2025-04-14"),
    )),
    Rule("amount", _DIGITS + _COUNTERS, amount, (
        Example("사흘 전", "2021-10-13", "date", "2021-10-10", "2021-10-10"),
        Example("6년 만에", "2024-07-31", "since", "2018-01-01", "2018-12-31"),
        Example("향후 5년", "2025-04-14", "range", "2025-04-14", "2030-04-14"),
        Example("사흘간", "2025-04-14", "duration"),
    )),
    Rule("lunar", f"{_DIGITS}음", lunar, (Example("음력 1월 1일", "2024-01-31", "date", "2024-02-10", "2024-02-10"),)),
    Rule("decade", _DIGITS, decade, (Example("2000년대 초", "2024-07-31", "range", "2000-01-01", "2003-12-31"),
        Example("19세기", "2024-07-31", "range", "1801-01-01", "1900-12-31"),)),
    Rule("vague", "최요근그", vague, (Example("최근", "2024-08-20", "range", "2024-07-21", "2024-08-20", "question"),)),
)  # fmt: skip
"""In the order of preference where two readings are equally long."""
