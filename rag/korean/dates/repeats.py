"""Repeated times: `매주 수요일` is R/P1W-WE. They are sets, never one day."""

from __future__ import annotations

from rag.korean.dates import words
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


def _nth(spoken: str) -> int:
    return next((n for word, n in words.ORDINALS.items() if word.startswith(spoken)), 1)


def _rule_days(letters: str) -> str:
    return ",".join(words.RULE_DAYS[words.WEEKDAYS[letter]] for letter in letters if letter in words.WEEKDAYS)
