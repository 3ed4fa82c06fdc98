"""The things that a question compares: `6월 14일하고 15일`, `서리온 교수와 표본일보 사설은`, `착공식 때 계획과 10월 발표를`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from rag.domain import Keyword, Question, Token
from rag.korean.dates import TimeExpression, find

_JOINTS = frozenset("와 과 하고 이랑 랑".split())
_STOPS_BEFORE = frozenset("JX JKS EC EF SF SP".split())
_STOPS_AFTER = frozenset("JX JKS JKO JKB JC SP SF EC EF MAG".split())
_CASES = frozenset("JKO JKB JKG".split())
"""Before a side they belong to it only where a clause stands between: `총회에서 한 약속`."""
_COUNTED = re.compile(r"^(?:두|세|네|\d+)\s?\S*$")


class Side(NamedTuple):
    """`words`: those of the question that only this side has; `days`: those that it names, the last included."""

    text: str
    words: tuple[Keyword, ...]
    days: tuple[date, date] | None = None


def sides_of(question: Question) -> tuple[Side, ...]:
    """Two things that a reader can tell apart by a word or a day; empty where the question names no such two.

    Days win over names: `14일과 15일 나이츠와 코메츠의 경기` compares two days.
    """
    days = [e for e in find(question.spaced, question.asked_at, base_is="question") if e.dated and not e.approximate]
    if len(days) == 2 and _joined(question, days):
        return tuple(Side(e.text, (), _days(e)) for e in days)
    return next((pair for pair in _pairs(question, days) if all(side.words or side.days for side in pair)), ())


def spanning(question: Question) -> tuple[date, date] | None:
    """From the first to the last day of the sides, where each names days."""
    named = [side.days for side in sides_of(question) if side.days]
    return (min(d[0] for d in named), max(d[1] for d in named)) if len(named) > 1 else None


def _joined(question: Question, days: Sequence[TimeExpression]) -> bool:
    """Whether the two are said side by side, not one as a part of the other (`2025년 6월부터 8월까지`)."""
    between = question.spaced[days[0].finish : days[1].begin]
    return re.search(r"(?:와|과|하고|랑|,|보다|및|대비)\s", f"{between} ") is not None


def _days(expression: TimeExpression) -> tuple[date, date]:
    first = expression.start
    assert first is not None
    return _day(first), _day(expression.end or first)


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _pairs(question: Question, days: Sequence[TimeExpression]) -> Iterator[tuple[Side, Side]]:
    tokens = question.tokens
    for at, token in enumerate(tokens):
        follows = tokens[at + 1].tag if at + 1 < len(tokens) else "SF"
        if token.form not in _JOINTS or token.tag[0] != "J" or follows[0] == "V":
            continue
        first, second = _before(tokens, at), _after(tokens, at + 1)
        one, other = (_text(question, span) for span in (first, second))
        if one and other and not _COUNTED.match(one):
            yield tuple(
                _side(question, mine, theirs, span, days)
                for mine, theirs, span in ((one, other, first), (other, one, second))
            )  # type: ignore[misc]


def _side(question: Question, mine: str, theirs: str, span: Sequence[Token], days: Sequence[TimeExpression]) -> Side:
    words = [k for k in question.keywords if _in(k, mine) and not _in(k, theirs)]
    told = [k for k in words if k.form != question.attribute]
    inside = [e for e in days if span[0].start <= e.begin and e.finish <= span[-1].end]
    return Side(mine, tuple(told or words), _days(inside[0]) if inside else None)


def _in(keyword: Keyword, text: str) -> bool:
    solid = "".join(text.lower().split())
    return any(form.removesuffix("다") in solid for form, weight in keyword.forms if weight >= 1.0)


def _before(tokens: Sequence[Token], stop: int) -> Sequence[Token]:
    start, clause = stop, False
    while start:
        tag = tokens[start - 1].tag
        clause = clause or tag == "ETM"
        if tag in _STOPS_BEFORE or (tag in _CASES and not clause and tag != "JKG"):
            break
        start -= 1
    return tokens[start:stop]


def _after(tokens: Sequence[Token], start: int) -> Sequence[Token]:
    stop = start
    while stop < len(tokens):
        tag = tokens[stop].tag
        if tag == "JKG" or (tag in _STOPS_AFTER and not _goes_on(tokens, stop + 1)):
            break
        stop += 1
    return tokens[start:stop]


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause follows that belongs to a noun: `베이징에서 한 제안`."""
    for token in tokens[at : at + 4]:
        if token.tag == "ETM":
            return True
        if (token.tag[0] in "JE" and token.tag != "EP") or token.tag == "MAG":
            return False
    return False


def _text(question: Question, span: Sequence[Token]) -> str:
    return question.spaced[span[0].start : span[-1].end].strip() if span else ""
