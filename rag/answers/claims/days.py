"""The dates of a text, and whether a claim's date is one that its evidence gives.

2026년 7월 18일 = 2026. 7. 18.    18일 ⊂ 7월 18일    작년 = 지난해    오는 18일 ≠ 지난 18일
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rag.korean.dates import TimeExpression, resolve_article
from rag.korean.dates.expression import DATED

NOWHERE = date(1903, 5, 14)
"""Stands in for a base that is not known: two expressions that mean the same still meet, and no real date is hit."""
_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("year", re.compile(r"(\d{4})\s?(?:년|[.\-/])|[’'](\d{2})년")),
    ("month", re.compile(r"(\d{1,2})\s?월|\d{4}\s?[.\-/]\s?(\d{1,2})(?!\d)")),
    ("day", re.compile(r"(\d{1,2})\s?일|\d{4}\s?[.\-/]\s?\d{1,2}\s?[.\-/]\s?(\d{1,2})(?!\d)")),
    ("hour", re.compile(r"(\d{1,2})\s?시|(\d{1,2}):\d\d")),
    ("minute", re.compile(r"(\d{1,2})\s?분|\d{1,2}:(\d\d)")),
    ("weekday", re.compile(r"([월화수목금토일])요일|\(([월화수목금토일])\)")),
)
_SYNONYMS = {"작년": "지난해", "금년": "올해", "내달": "다음 달", "이달": "이번 달", "전달": "지난달", "금일": "오늘"}
_CUE = re.compile(r"^(지난|오는|다음|이번)(?=\s?(?:\d|[월화수목금토일]요일))")
_FROM = re.compile(
    r"재작년|지난해|올해|내후년|내년|지난달|이번 달|다음 달|지난주|이번 주|다음 주|그제|어제|오늘|내일|모레|전날|이날|다음 날|이튿날|같은 날|이듬해|그해"
)
"""Words that count from a day that only the base tells; where it is not known, they have to be the same."""
_HALF = re.compile(r"(오전|새벽|아침)|(오후|밤|저녁|낮)")
_FINE = ("minute", "hour", "weekday", "day", "month", "year")


@dataclass(frozen=True, slots=True)
class Day:
    """`spelled`: the numbers that are written (year, month, day, hour, minute, weekday, half of the day); `full`: these
    and what the base adds."""

    text: str
    start: date | datetime | None
    end: date | datetime | None
    spelled: Mapping[str, str]
    full: Mapping[str, str]
    cue: str
    begin: int
    finish: int
    single: bool


def days(text: str, base: date | None) -> tuple[Day, ...]:
    """Every date of a text in order; offsets are those of the text."""
    found: list[Day] = []
    offset = 0
    lines = text.split("\n")
    for line, expressions in zip(lines, resolve_article(lines, base or NOWHERE), strict=True):
        found += of(expressions, offset, base)
        offset += len(line) + 1
    return tuple(found)


def of(expressions: Sequence[TimeExpression], offset: int, base: date | None) -> tuple[Day, ...]:
    """The dates among expressions that were resolved already, of a text that begins at `offset`."""
    return tuple(_day(e, offset, base) for e in expressions if e.kind in DATED)


def _day(expression: TimeExpression, offset: int, base: date | None) -> Day:
    text = expression.text
    spelled: dict[str, str] = {}
    for name, pattern in _PARTS:
        matches = [next(filter(None, groups)) for groups in (m.groups() for m in pattern.finditer(text)) if any(groups)]
        if matches:
            spelled[name] = "~".join(str(int(m)) if m.isdigit() else m for m in matches)
    if spelled.get("hour", "0").isdigit() and int(spelled.get("hour", "0")) > 12:
        spelled["hour"] += "h"
    if half := _HALF.search(text):
        _set_half(spelled, afternoon=half.group(2) is not None)
    if base is None and (counted := _FROM.findall(_usual(text))):
        spelled["from"] = "~".join(counted)
    single = expression.kind != "range" and not any("~" in value for name, value in spelled.items() if name != "from")
    full = {**_resolved(expression), **spelled} if base and single else dict(spelled)
    cue = _CUE.match(text)
    return Day(
        text, expression.start, expression.end, spelled, full, cue.group(1) if cue else "",
        expression.begin + offset, expression.finish + offset, single,
    )  # fmt: skip


def _set_half(spelled: dict[str, str], *, afternoon: bool) -> None:
    """오후 2시 → 14h: an hour whose half of the day is known."""
    hour = spelled.get("hour", "")
    if hour.isdigit():
        spelled["hour"] = f"{int(hour) % 12 + 12 * afternoon}h"


def _resolved(expression: TimeExpression) -> dict[str, str]:
    start = expression.start
    if start is None:
        return {}
    names = {"year": ("year",), "month": ("year", "month")}.get(expression.precision, ("year", "month", "day"))
    return {name: str(getattr(start, name)) for name in names}


def carried(claim: Day, evidence: Sequence[Day], base: date | None) -> bool:
    """Whether the evidence gives the claim's date, be it less exactly asked for than given."""
    for day in evidence:
        if claim.cue and day.cue and claim.cue != day.cue:
            continue
        if _plainly(claim.text) == _plainly(day.text) or _same_span(claim, day):
            return True
        if claim.spelled and claim.single and _agrees(claim, day, evidence):
            return True
    return False


def _plainly(text: str) -> str:
    return "".join(_usual(text).split())


def _usual(text: str) -> str:
    """The text with words of one meaning in one form."""
    for word, usual in _SYNONYMS.items():
        text = text.replace(word, usual)
    return text


def _same_span(claim: Day, day: Day) -> bool:
    if claim.start is None or day.start is None:
        return False
    spans = [(_plain(d.start), _plain(d.end)) for d in (claim, day)]
    clocks = [isinstance(d.start, datetime) for d in (claim, day)]
    return spans[0] == spans[1] and clocks[0] == clocks[1]


def _agrees(claim: Day, day: Day, others: Sequence[Day]) -> bool:
    """No part of it against the date, the finest part in the date, and every coarser one somewhere in the evidence."""
    finest = next((name for name in _FINE if name in claim.full), None)
    if finest is None or finest not in day.full:
        return False
    if finest in ("year", "month") and finest not in day.spelled:
        return False
    if any(name in day.full and not _same(name, day.full[name], value) for name, value in claim.full.items()):
        return False
    known = {(name, value) for other in others for name, value in other.full.items()}
    return all((name, value) in known or name == "hour" for name, value in claim.spelled.items())


def _same(name: str, one: str, other: str) -> bool:
    """Hours of which only one says its half of the day meet by the face of the clock."""
    if name != "hour" or one == other or "~" in one + other:
        return one == other
    return not (one.endswith("h") and other.endswith("h")) and int(one.rstrip("h")) % 12 == int(other.rstrip("h")) % 12


def _plain(moment: date | datetime | None) -> str:
    return "" if moment is None else moment.isoformat()
