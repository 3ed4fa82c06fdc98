"""The reader: walks a text, tries the rules where a time expression may begin, and takes the longest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from rag.korean.dates import calendar, events, grammar, openings
from rag.korean.dates.expression import TimeExpression
from rag.korean.dates.rules import RULES, Found, Rule
from rag.korean.dates.state import Groups, Meaning, Place, State

_SENTENCE_END = re.compile(r"다[.”\"]|[.!?](?=\s)|\n")
_CONTINUES = re.compile(r"[^가-힣]*(?:이어서?|뒤이어|그 뒤|그리고|또한?|다시|이후)[ ,]")
_APPOSITION = re.compile(r"인 ?")
_CLOCK_ALONE = frozenset({"half", "hour", "hour2", "minute", "second", "thirty", "hh", "mm", "ss", "word", "native"})


@lru_cache(maxsize=1)
def _trigger() -> re.Pattern[str]:
    # A digit begins a time only at the head of its number; 제3일 and 02-1234 are none.
    return re.compile(
        f"(?<![가-힣A-Za-z0-9])[{openings.heads()}]|(?<![A-Za-z0-9_제만억조박주])(?<!박 )(?<!\\d[.,:/])(?<!\\d-)\\d|['’‘](?=\\d\\d(?:{grammar.S}년|[.]))"
    )


def read(text: str, state: State, begin: int = 0, limit: int | None = None) -> Iterator[TimeExpression]:
    """Every time expression from `begin` to `limit` in order; `state` is carried along."""
    start, finish = begin, begin
    limit = len(text) if limit is None else limit
    for match in _trigger().finditer(text, begin, limit):
        begin = match.start()
        if begin < finish or not openings.may_begin(text, begin):
            continue
        if state.stated is not None and finish > start:
            _turn_sentence(text, finish, begin, state)
        found = _longest(Place(text, begin, begin, finish, limit), state)
        if found is None or found.finish <= begin:
            continue
        finish = found.finish
        meaning = _ordered(found.meaning)
        _remember(meaning, found.groups, Place(text, begin, finish, finish, limit), state)
        yield TimeExpression(
            meaning.kind, meaning.start, meaning.end, text[begin:finish], begin, finish, meaning.precision,
            meaning.approximate, meaning.named, meaning.value,
        )  # fmt: skip


def _turn_sentence(text: str, finish: int, begin: int, state: State) -> None:
    """A new sentence no longer shares the month of the last, unless it goes on from it (이어 …)."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, finish, begin)]
    if ends and not _CONTINUES.match(text, ends[-1]):
        state.stated = None


@lru_cache(maxsize=1024)
def _rules_for(head: str) -> tuple[Rule, ...]:
    return tuple(
        rule
        for rule in RULES
        if (head in events.heads() if rule.name == "event" else not rule.heads or head in rule.heads)
    )


def _longest(place: Place, state: State) -> Found | None:
    best: Found | None = None
    for rule in _rules_for(place.text[place.begin]):
        found = rule.read(place, state)
        if found is not None and (best is None or found.finish > best.finish):
            best = found
    return best


# ---------------------------------------------------------------- what is remembered


def _ordered(meaning: Meaning) -> Meaning:
    """Start never after end: a range that runs backwards is not understood."""
    start, end = meaning.start, meaning.end
    if start is None or end is None:
        return replace(meaning, start=None, end=None) if start is not end else meaning
    if isinstance(start, datetime) and isinstance(end, datetime):
        backwards = start > end if (start.tzinfo is None) == (end.tzinfo is None) else True
    else:
        backwards = _date(start) > _date(end)
    return replace(meaning, start=None, end=None) if backwards else meaning


def _date(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _remember(meaning: Meaning, groups: Groups, place: Place, state: State) -> None:
    """What 이날, 같은 달, 이듬해 and 전년 동기 will refer to. Names and quotations are not remembered."""
    state.half = groups.get("half", "")
    if meaning.named or meaning.kind not in ("date", "range", "month", "year", "time") or place.quoted:
        return
    if meaning.start is None:
        if meaning.kind in ("date", "time"):
            state.day, state.lost, state.stated = None, True, None
        return
    start = _date(meaning.start)
    state.year = start.year
    if meaning.kind == "year":
        state.month, state.stated = None, None
    else:
        state.month = (start.year, start.month)
    if meaning.kind in ("date", "time") and not groups.keys() <= _CLOCK_ALONE:
        state.day, state.lost = start, False
        if state.base is not None and start <= state.base:
            state.news = start
        if state.stated or any(name in groups for name in ("mon", "mrel", "mana", "d", "d8", "ds")):
            state.stated = start
    if meaning.kind in ("range", "month", "year") and meaning.end is not None:
        state.period = calendar.Span(start, _date(meaning.end))


def settle_appositions(text: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """`다음 해인 1992년`, `이날인 12일`: the words before 인 mean what is spelled out after it."""
    settled = list(found)
    for index in range(len(settled) - 2, -1, -1):
        one, other = settled[index], settled[index + 1]
        if other.dated and one.kind == other.kind and _APPOSITION.fullmatch(text[one.finish : other.begin]):
            settled[index] = replace(one, start=other.start, end=other.end, precision=other.precision)
    return settled


def continues(sentence: str) -> bool:
    """Whether a sentence goes on from the one before (이어 27일에는 …)."""
    return _CONTINUES.match(sentence) is not None
