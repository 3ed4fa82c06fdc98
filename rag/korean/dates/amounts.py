"""Counted time: `3일 전`, `석 달 뒤`, `6년 만에`, `3년째`, `지난 30여 년간`, `향후 5년`, `사흘간`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rag.korean.dates import calendar, words
from rag.korean.dates.calendar import Span
from rag.korean.dates.state import Groups, Meaning, Place, State, days, one_day
from rag.korean.dates.tense import Tense

_UNITS = {
    "년": ("year", 1), "해": ("year", 1), "개월": ("month", 1), "달": ("month", 1),
    "분기": ("month", 3), "주일": ("day", 7), "주": ("day", 7), "일": ("day", 1), "시간": ("clock", 3600), "분": ("clock", 60),
    "초": ("clock", 1),
}  # fmt: skip
_LETTERS = {"year": "Y", "month": "M", "day": "D"}
_AHEAD = frozenset({"향후", "앞으로", "다음", "다가오는", "지금부터", "지금으로부터"})
_WITHIN = frozenset({"내", "이내", "안에", "안"})
_BEFORE = frozenset({"전", "이전"})
_AFTER = frozenset({"뒤", "후", "이후", "지나서"})
_BACK = frozenset({"지난", "최근", "과거"})
_HUGE = 100_000
# 발사 40분 전, 개막 사흘 뒤: counted from a day that the words do not say.
_OF_AN_EVENT = re.compile(
    r"(?:선거|총선|대선|투표|개막|발사|출발|경기|대회|시험|수능|결혼식|사고|사건|범행|공연|행사|개통|개원|개교|마감|만료|퇴임|취임|"
    r"선고|출산|사망|회담|회의|착공|준공|출시|상장|공고|시행|개장|폐막|계약|발표|입주|이륙|착륙|도착|시작|종료) ?$"
)
_A_YEAR = 1000
"""2007년 전 8권: more than a thousand years, and no round number, are a year and not a count."""
# 30일 전 직원: 전 before a noun is 全 or 前, not "before".
_WHOLE_OR_FORMER = re.compile(
    r"전 (?:세계|국민|직원|대통령|의원|대표|장관|차관|총리|당원|구간|부문|지역|회장|위원장|사원|종목|과목|품목|세대|연령|회원|"
    r"시장|지사|구청장|군수|교육감|감독|코치|사장|총장|검사|판사|경기|노선|매장|세트)"
)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: a number of years, months, days or (clock) seconds. `grain`: how finely it was said."""

    grain: str
    number: int
    approximate: bool
    least: int | None = None
    """Its lower bound, where it was said with two numbers (2∼3일)."""
    days: int = 0
    """Beyond its months: 1개월 21일."""

    @property
    def on_the_clock(self) -> bool:
        """Said in hours, minutes or seconds."""
        return self.grain == "clock"

    @property
    def time(self) -> timedelta:
        """Of a length on the clock."""
        return timedelta(seconds=self.number)

    @property
    def value(self) -> str:
        """ISO 8601: P3D, P18M."""
        if self.on_the_clock:
            return f"PT{self.number}S" if self.number % 60 else f"PT{self.number // 60}M"
        return f"P{self.number}{_LETTERS[self.grain]}" + (f"{self.days}D" if self.days else "")

    def from_day(self, base: date, sign: int) -> date | None:
        if self.grain == "day":
            return calendar.shift(base, sign * self.number)
        day = calendar.months_from(base, sign * self.number * (12 if self.grain == "year" else 1))
        return calendar.shift(day, sign * self.days) if day and self.days else day


def length(groups: Groups) -> Length | None:
    about = "over" in groups or groups.get("lead") == "약"
    if "native_days" in groups:
        name = groups["native_days"]
        return Length("day", words.NATIVE_DAYS[name], about or name in words.VAGUE_DAY_COUNTS)
    if "halfyear" in groups:
        return Length("month", 6, True)
    if "oneweek" in groups:
        return Length("day", 7, about)
    spoken = groups["n"]
    if spoken in words.SINO_COUNTS and (groups["unit"] != "년" or "tail" not in groups):
        return None
    number = float(spoken) if spoken[0].isdigit() else words.COUNTS[spoken]
    if number > _HUGE or (groups["unit"] == "년" and number > _A_YEAR and number % 100):
        return None
    grain, factor = _UNITS[groups["unit"]]
    about = about or spoken in words.VAGUE_COUNTS
    if "least" in groups:
        return Length(grain, round(number * factor), True, int(groups["least"]) * factor)
    return _finer(grain, number * factor, groups, about)


def _finer(grain: str, number: float, groups: Groups, about: bool) -> Length:
    """With its further parts: 1년 반, 1년 6개월 20일, 한 달 반, 2주 3일, 2시간 30분."""
    more: dict[str, int] = {}
    for count, unit in (("n2", "unit2"), ("n3", "unit3")):
        if unit in groups:
            more[groups[unit]] = int(groups[count])
    half = "half_more" in groups
    if grain == "clock":
        return Length("clock", round(number) + (1800 if half else 60 * more.get("분", 0) + more.get("초", 0)), about)
    days = more.get("일", 0) + 7 * more.get("주", 0)
    if grain == "day":
        return Length("day", round(number) + days, about)
    if not half and not days and "개월" not in more:
        return Length(grain, round(number), about)
    months = round(number * (12 if grain == "year" else 1)) + more.get("개월", 0)
    if half:
        months, days = (months + 6, days) if grain == "year" else (months, days + 15)
    return Length("month", months, about, days=days)


def meaning(groups: Groups, place: Place, state: State) -> Meaning | None:
    """What a counted time means, or None where it is no time expression (`5년`, `3일 전 직원`)."""
    found = length(groups)
    if found is None:
        return None
    tail, lead = groups.get("tail", ""), groups.get("lead", "")
    if tail in _BEFORE or tail in _AFTER:
        if _WHOLE_OR_FORMER.match(place.text, place.finish - 1) or _since_a_day(groups, tail, state):
            return None
        return _offset(found, -1 if tail in _BEFORE else 1, place, state)
    if tail in _WITHIN and (state.question or state.asserted):
        return _stretch(found, 1, state)
    if tail.startswith("만") or tail == "째":
        return _since(found, tail, state)
    if tail == "마다":
        return Meaning("set", value=f"R/{found.value}")
    if not tail and not lead:
        lead = state.stretch
    if lead in _AHEAD or lead in _BACK:
        state.stretch = lead
        return _stretch(found, 1 if lead in _AHEAD else -1, state)
    said = tail or state.asserted
    return Meaning("duration", value=found.value, approximate=found.approximate) if said else None


def _since_a_day(groups: Groups, tail: str, state: State) -> bool:
    """`3일 이후`, `2000년 이전`: from that day or year on, and no count of them."""
    if tail not in ("이전", "이후") or groups.get("unit") not in ("일", "년"):
        return False
    return not state.asserted or len(groups.get("n", "")) == 4


def _offset(found: Length, sign: int, place: Place, state: State) -> Meaning:
    if _OF_AN_EVENT.search(place.text, max(place.begin - 8, 0), place.begin):
        return Meaning("time" if found.on_the_clock else "date", value=found.value)
    if found.on_the_clock:
        # An article's own hour is not what `40분 전` counts from; a question's is.
        moment = state.moment if state.question or place.begin == 0 else None
        at = moment + sign * found.time if moment else None
        return Meaning("time", at, at, "second" if found.number % 60 else "minute", found.approximate)
    base = state.base
    # `5일 체포됐다. 사흘 뒤 구속됐다.`: told in the past, later means later than the day spoken of.
    if (
        sign > 0
        and state.day is not None
        and place.tense is Tense.PAST
        and not place.text.startswith("지금", place.begin)
    ):
        base = state.spoken_day()
    day = found.from_day(base, sign) if base else None
    if found.least is not None:
        return _between(found, sign, base)
    if found.grain == "year":
        return days("year", calendar.year(day.year) if day else None, "year", approximate=found.approximate)
    if found.grain == "month" and not found.days and found.number >= 6 and (found.approximate or found.number > 12):
        span = calendar.month(day.year, day.month) if day else None
        return days("month", span, "month", approximate=True)
    return one_day(day, approximate=found.approximate)


def _between(found: Length, sign: int, base: date | None) -> Meaning:
    """`2∼3일 전`: from the one to the other."""
    near = Length(found.grain, found.least or 0, True)
    ends = sorted(d for length_ in (near, found) if base and (d := length_.from_day(base, sign)))
    if len(ends) < 2 or found.on_the_clock:
        return days("range", None, approximate=True)
    if found.grain != "year":
        return days("range", Span(ends[0], ends[1]), found.grain, approximate=True)
    first, last = calendar.year(ends[0].year), calendar.year(ends[1].year)
    return days("range", Span(first.start, last.end) if first and last else None, "year", approximate=True)


def _since(found: Length, tail: str, state: State) -> Meaning:
    """`4년 만에`: the time before, Y−N. `3년째`: from the first of N years, Y−(N−1), on."""
    kind = "duration" if found.grain in ("day", "clock") else "since"
    if found.on_the_clock or state.base is None:
        return Meaning(kind, value=found.value, approximate=found.approximate)
    back = Length(found.grain, found.number - (1 if tail == "째" else 0), found.approximate)
    start = back.from_day(state.base, -1)
    if start is None:
        return Meaning(kind, value=found.value)
    if found.grain == "day":
        return Meaning(kind, start, state.base, "day", found.approximate, value=found.value)
    span = calendar.year(start.year) if found.grain == "year" else calendar.month(start.year, start.month)
    if span is None:
        return Meaning(kind, value=found.value)
    end = state.base if tail == "째" else span.end
    return Meaning(kind, span.start, end, found.grain, found.approximate, value=found.value)


def _stretch(found: Length, sign: int, state: State) -> Meaning:
    """`향후 5년`: from the base on; `지난 30여 년간`: up to the base."""
    precision = found.grain if not found.on_the_clock else "day"
    if found.on_the_clock and state.moment is not None and (state.question or state.asserted):
        start, end = sorted((state.moment, state.moment + sign * found.time))
        fine = "second" if found.number % 60 else "minute"
        return Meaning("range", start, end, fine, found.approximate, value=found.value)
    if state.base is None or found.on_the_clock:
        return Meaning("range", precision=precision, approximate=True, value=found.value)
    other = found.from_day(state.base, sign)
    if other is None:
        return Meaning("range", precision=precision, approximate=True, value=found.value)
    first, last = sorted((state.base, other))
    span = Span(first, last)
    return Meaning("range", span.start, span.end, precision, True, value=found.value)
