"""Time expressions as they are stored beside a text's analysis: one line of text a sentence, made again when it is read.

A line is `sentence⇥expression⇥expression…`; an expression is its fields between blanks, the value last:

    begin finish kind start end precision marks value
    8 17 date 2021-10-18 = day - -              오는 18일
    0 6 set - - day - R/P1W-WE                  매주 수요일

`=` repeats the start, `-` is nothing; marks are `a` (approximate) and `n` (named). The wording is not stored: it stands in
the text at `begin`..`finish`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from rag.domain import KST
from rag.korean.dates.expression import TimeExpression

RULES_VERSION = 1
"""Raise it with every change of the rules or of events.tsv that gives an expression another meaning: what was stored
under another version is read anew from the text when an article is opened, and stored again when it is read in again."""
_FIELD = " "
_EXPRESSION = "\t"
_NOTHING = "-"
_SAME = "="
_KOREA = timedelta(hours=9)


@dataclass(frozen=True)
class StoredTimes:
    """The time expressions of a text's sentences; an expression is made when its sentence is asked for."""

    version: str
    """Of the rules that read them."""
    lines: Sequence[str]

    @cached_property
    def _by_sentence(self) -> dict[int, str]:
        numbered = (line.partition(_EXPRESSION) for line in self.lines)
        return {int(number): rest for number, _, rest in numbered}

    def of(self, index: int, sentence: str) -> tuple[TimeExpression, ...]:
        """Those of the sentence with that index, whose text this is, in order."""
        line = self._by_sentence.get(index)
        return tuple(_read(one, sentence) for one in line.split(_EXPRESSION)) if line else ()


def lines(times: Iterable[Sequence[TimeExpression]]) -> list[str]:
    """A line for every sentence that holds a time."""
    return [_EXPRESSION.join([str(index), *map(_written, found)]) for index, found in enumerate(times) if found]


def _written(one: TimeExpression) -> str:
    start, end = _moment(one.start), _moment(one.end)
    marks = "a" * one.approximate + "n" * one.named
    fields = (str(one.begin), str(one.finish), one.kind, start, _SAME if end == start else end, one.precision)
    return _FIELD.join((*fields, marks or _NOTHING, one.value or _NOTHING))


def _read(line: str, sentence: str) -> TimeExpression:
    begin, finish, kind, start, end, precision, marks, value = line.split(_FIELD, 7)
    first = _moment_of(start)
    return TimeExpression(
        kind,
        first,
        first if end == _SAME else _moment_of(end),
        sentence[int(begin) : int(finish)],
        int(begin),
        int(finish),
        precision,
        "a" in marks,
        "n" in marks,
        "" if value == _NOTHING else value,
    )


def _moment(moment: date | datetime | None) -> str:
    return moment.isoformat() if moment is not None else _NOTHING


def _moment_of(written: str) -> date | datetime | None:
    if written == _NOTHING:
        return None
    if "T" not in written:
        return date.fromisoformat(written)
    moment = datetime.fromisoformat(written)
    return moment.replace(tzinfo=KST) if moment.utcoffset() == _KOREA else moment
