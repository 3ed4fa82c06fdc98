"""Hours and minutes, on a day.

오전 12시 0:00 of the day    낮 12시 12:00    밤 12시, 24시 0:00 of the next day    자정 0:00 of the day, ambiguous
새벽 2시 2:00 of the day     밤 1시 1:00 of the next day     저녁 7시 19:00
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from rag.domain import KST
from rag.korean.dates.state import Groups, Meaning
from rag.korean.numbers import NATIVE

_PARTS = {
    "오전": ("am", 0), "새벽": ("am", 0), "아침": ("am", 0), "점심": ("noon", 0), "낮": ("noon", 0), "한낮": ("noon", 0),
    "대낮": ("noon", 0), "오후": ("pm", 0), "초저녁": ("pm", 0), "저녁": ("pm", 0), "밤": ("night", 0), "심야": ("night", 0),
    "한밤": ("night", 0), "한밤중": ("night", 0), "늦은밤": ("night", 0), "이른아침": ("am", 0),
}  # fmt: skip
_ISO_ZONE = re.compile(r"([+-])(\d\d):?(\d\d)")


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes after midnight of the day it is said of (24:00 and later are the next day), and how sure that is."""

    minutes: int
    seconds: int = 0
    last: int | None = None
    """Minutes of the end of a range of hours (오후 2~4시)."""
    precise: bool = False
    """Whether seconds were said."""
    ambiguous: bool = False
    offset: str = ""

    def __str__(self) -> str:
        return f"{self.minutes // 60:02d}:{self.minutes % 60:02d}"


def said(groups: Groups) -> bool:
    return any(name in groups for name in ("hour", "hh", "word", "native", "latin_hour"))


def read(groups: Groups, *, asserted: bool = False) -> Clock | None:
    """The clock of a phrase, or None where it is not a time (25시, or `한 시` unless it is known to be a time)."""
    part = groups.get("half", "").replace(" ", "").replace("\u00a0", "")
    latin = groups.get("latin") or groups.get("latin2")
    if latin:
        part = "오전" if latin in "aA" else "오후"
    if "latin_hour" in groups:
        return Clock(_hour(int(groups["latin_hour"]), part) * 60)
    if "word" in groups:
        return Clock(12 * 60) if groups["word"] == "정오" else Clock(0, ambiguous=True)
    if "native" in groups:
        return _native(groups, part) if part or asserted else None
    if "hh" in groups:
        minutes = _hour(int(groups["hh"]), part) * 60 + int(groups["mm"])
        return Clock(minutes, int(groups.get("ss", 0)), precise="ss" in groups, offset=groups.get("iso", ""))
    hour = int(groups["hour"])
    minutes = _hour(hour, part) * 60 + (30 if "thirty" in groups else int(groups.get("minute", 0)))
    last = _hour(int(groups["hour2"]), part) * 60 if "hour2" in groups else None
    if last is not None:
        first_minutes = _hour(hour, part) * 60
        last += 12 * 60 if last < first_minutes else 0
        return Clock(first_minutes, last=last + (minutes - first_minutes), ambiguous=False)
    second = groups.get("second") or groups.get("odd_second")
    return Clock(minutes, int(second or 0), precise=second is not None, ambiguous=not part and hour < 7)


def _native(groups: Groups, part: str) -> Clock:
    """`세 시 반`: without a part of the day an hour before seven is one of the afternoon."""
    number = groups["native"]
    hour = NATIVE.get(number, 10 + NATIVE.get(number.removeprefix("열"), 0))
    minutes = 30 if "native_half" in groups else int(groups.get("native_minute", 0))
    sure = bool(part)
    seconds = groups.get("native_second")
    part = part or ("오후" if hour < 7 else "오전")
    return Clock(_hour(hour, part) * 60 + minutes, int(seconds or 0), precise=seconds is not None, ambiguous=not sure)


def _hour(hour: int, part: str) -> int:
    way = _PARTS.get(part, ("", 0))[0]
    if way == "am":
        return 0 if hour == 12 else hour
    if way == "pm":
        return hour + 12 if hour < 12 else hour
    if way == "noon":
        return hour + 12 if hour < 6 else hour
    if way == "night":
        return hour + 24 if hour < 5 else hour + 12 if hour <= 12 else hour
    return hour


def on(day: date, clock: Clock, zone: tzinfo | None, *, approximate: bool) -> Meaning:
    """That time on that day. `zone` None: local to a place we do not know."""
    zone = _offset(clock.offset) or zone
    precision = "second" if clock.precise else "minute"
    try:
        start = datetime.combine(day, time(), zone) + timedelta(minutes=clock.minutes, seconds=clock.seconds)
        end = start if clock.last is None else datetime.combine(day, time(), zone) + timedelta(minutes=clock.last)
    except OverflowError:
        return Meaning("time", precision=precision)
    kind = "time" if clock.last is None else "range"
    return Meaning(kind, start, end, precision, approximate or clock.ambiguous)


def _offset(text: str) -> tzinfo | None:
    if text == "Z":
        return UTC
    match = _ISO_ZONE.fullmatch(text)
    if match is None:
        return None
    minutes = int(match.group(2)) * 60 + int(match.group(3))
    if minutes >= 24 * 60:
        return None
    minutes = -minutes if match.group(1) == "-" else minutes
    return KST if minutes == 540 else timezone(timedelta(minutes=minutes))
