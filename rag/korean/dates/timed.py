"""A day with the clock that follows it: `사흘 뒤 오후 3시`, `광복절 오전 10시`; and `매주 수요일 오후 2시`, an hour of every week
and not of today.
"""

from __future__ import annotations

import re
from dataclasses import replace

from rag.korean.dates import clock, grammar, zones
from rag.korean.dates.state import Groups, Meaning, Place

_TO = re.compile(rf"{grammar.S}(?:부터|{grammar.DASH}){grammar.S}")
_UNTIL = re.compile(f"{grammar.S}까지")


def with_clock(meaning: Meaning, finish: int, place: Place) -> tuple[Meaning, int]:
    """The meaning at that time, and where it ends; both as they are where no clock follows or it says nothing."""
    if meaning.kind not in ("date", "set") or meaning.start != meaning.end:
        return meaning, finish
    groups, end = _clock(finish, place)
    if meaning.kind == "set" and "half" in groups and not clock.said(groups):
        return meaning, end  # 매일 아침
    said = clock.read(groups) if clock.said(groups) else None
    if said is None or ("hh" in groups and len(groups["hh"]) < 2):
        return meaning, finish
    if meaning.kind == "set":
        return replace(meaning, value=f"{meaning.value}T{said}"), _last(end, place)
    if meaning.start is None:
        return Meaning("time", precision="minute"), end
    zone = zones.zone(groups.get("abbr"), place.text, place.begin, end)
    return clock.on(meaning.start, said, zone, approximate="about" in groups or meaning.approximate), end


def _clock(at: int, place: Place) -> tuple[Groups, int]:
    match = place.match(grammar.clock_pattern(), at)
    if match is None:
        return {}, at
    return {name: value for name, value in match.groupdict().items() if value is not None}, match.end()


def _last(finish: int, place: Place) -> int:
    """Where `매일 오전 9시부터 오후 6시까지` ends, of which the first clock has been read."""
    to = place.match(_TO, finish)
    groups, end = _clock(to.end(), place) if to else ({}, finish)
    if not clock.said(groups):
        return finish
    until = place.match(_UNTIL, end)
    return until.end() if until else end
