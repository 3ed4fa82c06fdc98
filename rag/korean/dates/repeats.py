"""Repeated times: `매주 수요일` is R/P1W-WE. They are sets, never one day."""

from __future__ import annotations

import re

from rag.korean.dates import clock, words
from rag.korean.dates.state import Groups, Meaning

_EVERY = {
    "매일": "P1D", "날마다": "P1D", "격일": "P2D", "매주": "P1W", "주마다": "P1W", "격주": "P2W", "매달": "P1M", "매월": "P1M",
    "달마다": "P1M", "다달이": "P1M", "격월": "P2M", "매년": "P1Y", "매해": "P1Y", "해마다": "P1Y", "격년": "P2Y",
    "매시간": "PT1H", "매분기": "P3M", "분기마다": "P3M", "주말마다": "P1W",
}  # fmt: skip


def meaning(groups: Groups) -> Meaning:
    weekly = groups.get("weekdays2") or groups.get("weekdays3")
    if weekly:
        return Meaning("set", value=f"R/P1W-{_rule_days(weekly)}")
    every = groups["every"].replace(" ", "").replace("\u00a0", "")
    rule = f"R/{_EVERY[every]}"
    if every == "주말마다":
        return Meaning("set", value=f"{rule}-SA,SU")
    if "weekdays" in groups:
        return Meaning("set", value=f"{rule}-{_rule_days(groups['weekdays'])}")
    if "nth" in groups:
        nth = ",".join(str(_nth(groups[name])) for name in ("nth", "nth2") if name in groups)
        day = f"-{_rule_days(groups['weekday'])}" if "weekday" in groups else ""
        return Meaning("set", value=f"{rule}-W{nth}{day}")
    month = f"-{int(groups['mon']):02d}" if "mon" in groups else ""
    number = groups.get("day") or groups.get("day_only")
    day = f"-{int(number):02d}" if number else ""
    return Meaning("set", value=f"{rule}{month}{day}")


EACH = re.compile(r"[ \u00a0]?마다")
FREQUENCY = re.compile(
    r"(?:(?P<each>하루|일주일|한 ?주|한 ?달|일 ?년|1년|1주일?|1일|이틀|사흘|분기)에 ?|(?P<short>[연월주])(?=[ \d]) ?|하루 )"
    r"(?:\d{1,2}|한|두|세|네|다섯)(?:∼\d{1,2}|~\d{1,2})? ?(?:번|차례|회)(?:씩|꼴로?)?(?=[^가-힣]|[은는이가을를도로의만정이]|$)"
)
_FREQUENT = {
    "하루": "P1D", "1일": "P1D", "이틀": "P2D", "사흘": "P3D", "일주일": "P1W", "한주": "P1W", "1주": "P1W", "1주일": "P1W", "주": "P1W",
    "한달": "P1M", "월": "P1M", "분기": "P3M", "일년": "P1Y", "1년": "P1Y", "연": "P1Y",
}  # fmt: skip


def frequency(match: re.Match[str]) -> Meaning:
    """`한 달에 두 번`, `주 3회`: how often, and not on which day."""
    said = (match["each"] or match["short"] or "하루").replace(" ", "")
    return Meaning("set", value=f"R/{_FREQUENT[said]}")


def each(groups: Groups) -> Meaning | None:
    """`4월 15일마다`, `월요일 오후 4시마다`; None for what does not return (`2024년마다`)."""
    if any(name in groups for name in ("yyyy", "yrel", "y", "mrel", "week", "cue", "dword", "dana")):
        return None
    said = clock.read(groups) if clock.said(groups) else None
    time = f"T{said}" if said else ""
    if "weekday" in groups and "nth" not in groups and "nthday" not in groups:
        return Meaning("set", value=f"R/P1W-{_rule_days(groups['weekday'])}{time}")
    if "mon" in groups and "day" in groups:
        return Meaning("set", value=f"R/P1Y-{int(groups['mon']):02d}-{int(groups['day']):02d}{time}")
    if "day" in groups:
        return Meaning("set", value=f"R/P1M-{int(groups['day']):02d}{time}")
    if "mon" in groups:
        return Meaning("set", value=f"R/P1Y-{int(groups['mon']):02d}")
    return Meaning("set", value=f"R/P1D{time}") if time else None


def _nth(spoken: str) -> int:
    return next((n for word, n in words.ORDINALS.items() if word.startswith(spoken)), 1)


def _rule_days(letters: str) -> str:
    return ",".join(words.RULE_DAYS[words.WEEKDAYS[letter]] for letter in letters if letter in words.WEEKDAYS)
