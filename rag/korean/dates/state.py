"""What is known while a text is read: the base, and the day, month and year last spoken of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from rag.domain import KST
from rag.korean.dates import calendar, tense
from rag.korean.dates.calendar import Span
from rag.korean.dates.tense import Tense

Groups = Mapping[str, str]
_LONGEST_QUOTE = 1000
_LONGEST_TITLE = 40


@dataclass(slots=True)
class State:
    """Changes as the text is read. `lost`: the day last spoken of could not be resolved, so 이날 cannot either."""

    base: date | None
    moment: datetime | None
    question: bool = False
    asserted: bool = False
    """The text is known to be a time expression and nothing else: what would be too bold in running text is read."""
    day: date | None = None
    lost: bool = False
    month: tuple[int, int] | None = None
    year: int | None = None
    period: Span | None = None
    """The last period spoken of, for `전년 동기`."""
    stated: date | None = None
    """The last day of this sentence whose month was spelled out: a bare day after it may share the month."""
    news: date | None = None
    """The last day spoken of that is not after the base: 이날 of what has happened."""
    half: str = ""
    """오전, 오후 …, when the expression just read had one: `오후 8시와 9시` says it once."""
    stretch: str = ""
    """향후 or 지난, when the expression just read was a stretch of time: `향후 5년, 10년` says it once."""

    def spoken_day(self) -> date | None:
        return None if self.lost else self.day or self.base

    def spoken_month(self) -> tuple[int, int] | None:
        if self.month:
            return self.month
        day = self.spoken_day()
        return (day.year, day.month) if day else None

    def spoken_year(self) -> int | None:
        if self.year is not None:
            return self.year
        day = self.spoken_day()
        return day.year if day else None


def begin(base: datetime | date | None, *, question: bool, anchor: date | None) -> State:
    if isinstance(base, datetime):
        moment = base.replace(tzinfo=KST) if base.tzinfo is None else base.astimezone(KST)
        return State(moment.date(), moment, question, day=anchor)
    return State(base, None, question, day=anchor)


@dataclass
class Place:
    """Where an expression stands in its text; the clause's tense and the quotation are looked up when asked for."""

    text: str
    begin: int
    finish: int
    previous: int
    """Where the expression before this one ended; where the reading began, for the first."""
    limit: int
    """Where the reading ends: nothing beyond is part of an expression, though its tense counts."""

    def match(self, pattern: re.Pattern[str], at: int | None = None) -> re.Match[str] | None:
        return pattern.match(self.text, self.begin if at is None else at, self.limit)

    def until(self, finish: int) -> Place:
        return Place(self.text, self.begin, finish, self.previous, self.limit)

    @cached_property
    def tense(self) -> Tense:
        return tense.after(self.text, self.finish)

    @cached_property
    def titled(self) -> bool:
        """Whether it stands inside ‘ ’, as titles do: ‘내일의 항로’ is no day."""
        low = max(self.begin - _LONGEST_TITLE, 0)
        return self.text.rfind("‘", low, self.begin) > self.text.rfind("’", low, self.begin)

    @cached_property
    def aside(self) -> bool:
        """Whether its sentence begins with 한편, which goes back to the day of the news."""
        low = max(self.begin - _LONGEST_QUOTE, 0)
        starts = (low - 1, self.text.rfind(". ", low, self.begin), self.text.rfind("\n", low, self.begin))
        return self.text[max(starts) + 1 : self.begin].lstrip().startswith("한편")

    @cached_property
    def quoted(self) -> bool:
        """Whether it stands inside “ ”."""
        low = max(self.text.rfind("\n", 0, self.begin) + 1, self.begin - _LONGEST_QUOTE)
        if self.text.rfind("“", low, self.begin) > self.text.rfind("”", low, self.begin):
            return True
        return self.text.count('"', low, self.begin) % 2 == 1


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means, before it is tied to its place."""

    kind: str
    start: date | datetime | None = None
    end: date | datetime | None = None
    precision: str = "day"
    approximate: bool = False
    named: bool = False
    value: str = ""


def days(kind: str, span: Span | None, precision: str = "day", *, approximate: bool = False) -> Meaning:
    if span is None:
        return Meaning(kind, precision=precision, approximate=approximate)
    return Meaning(kind, span.start, span.end, precision, approximate)


def one_day(day: date | None, *, approximate: bool = False) -> Meaning:
    return Meaning("date", day, day, "day", approximate)


def year_of(state: State, month: int, day: int, how: Tense, *, strictly: bool = False) -> int | None:
    """The year of a month and day named without one.

    Korean news says 지난해 or 내년 when it means another year, so this is the year of the base, unless the tense of the
    clause forbids it and the other year's is within half a year, or the base's year is more than half a year away and a neighbour is within three months.
    """
    base = state.base
    if base is None:
        return None
    choices = [(y, found) for y in range(base.year - 8, base.year + 9) if (found := calendar.day(y, month, day))]
    same = calendar.day(base.year, month, day)
    told = not strictly and not state.question
    if told and how is not Tense.NONE and same is not None and not _within_half_a_year(base, month, day, how):
        return base.year
    if how is Tense.PAST:
        return max((y for y, d in choices if d < base or (d == base and not strictly)), default=None)
    if how is Tense.FUTURE:
        return min((y for y, d in choices if d > base or (d == base and not strictly)), default=None)
    near = min(choices, key=lambda choice: abs((choice[1] - base).days), default=None)
    if near is None:
        return None
    if same is not None and (abs((same - base).days) <= 183 or abs((near[1] - base).days) > 92):
        return base.year
    return near[0] if abs(near[0] - base.year) <= 1 else None


def _within_half_a_year(base: date, month: int, day: int, how: Tense) -> bool:
    """Whether the last (past) or next (future) such day is near enough to be meant without its year."""
    found = (calendar.day(base.year + step, month, day) for step in (-1, 0, 1))
    back = how is Tense.PAST
    distances = [(base - one).days if back else (one - base).days for one in found if one is not None]
    return any(0 <= distance <= 183 for distance in distances)
