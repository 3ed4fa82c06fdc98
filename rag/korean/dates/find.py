"""The doors: one text, one article, one line of a batch."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Literal

from rag.domain import KST
from rag.korean.dates import grammar, scan, state, stored
from rag.korean.dates.expression import TimeExpression
from rag.korean.dates.state import State
from rag.korean.dates.stored import StoredTimes

_ALONE = re.compile(rf"\s*(?:{grammar.ALONE})\s*")


def find(
    text: str,
    base: datetime | date | None,
    *,
    base_is: Literal["article", "question"] = "article",
    anchor: date | None = None,
    context: str | None = None,
) -> list[TimeExpression]:
    """Every time expression in `text`, in order.

    `base`: when the article was published, or the question asked (Asia/Seoul where it has no zone); None leaves what
    depends on it unresolved. `anchor`: the day spoken of before the text. `context`: the sentence that holds the text,
    or the words that follow it: its tense and the days before it count. Never raises for any text.
    """
    reading = state.begin(base, question=base_is == "question", anchor=anchor)
    if context:
        return _within(text, context, reading)
    if _ALONE.fullmatch(text):
        return [_now(text, reading)]
    return _settled(text, reading)


def resolve_article(sentences: Sequence[str], published_at: datetime | date | None) -> list[list[TimeExpression]]:
    """Time expressions of each sentence; 이날, 같은 달 and the like look back over the sentences before."""
    reading = state.begin(published_at, question=False, anchor=None)
    found = []
    for sentence in sentences:
        if not scan.continues(sentence):
            reading.stated = None
        found.append(_settled(sentence, reading))
    return found


def article_times(sentences: Sequence[str], published_at: datetime | date | None) -> StoredTimes:
    """The time expressions of an article's sentences, ready to be stored."""
    return StoredTimes(version(), stored.lines(resolve_article(sentences, published_at)))


def version() -> str:
    """Of the rules: two readings of one text under one version are the same."""
    return str(stored.RULES_VERSION)


def batch(record: Mapping[str, Any]) -> dict[str, Any]:
    """One line of `rag dates --batch`: `{id, expr, context?, base, base_is}` → `{id, values: [{kind, start, end, text}]}`.

    Values are ISO 8601, `end` inclusive; a set also has `repeats`. Raises ValueError for a base that is no ISO date.
    """
    question = record.get("base_is") == "question"
    base = record.get("base")
    found = find(
        record["expr"],
        _base(base) if base else None,
        base_is="question" if question else "article",
        context=record.get("context") or None,
    )
    return {"id": record.get("id"), "values": [_value(expression) for expression in found]}


def _settled(text: str, reading: State) -> list[TimeExpression]:
    return scan.settle_appositions(text, list(scan.read(text, reading)))


def _within(text: str, context: str, reading: State) -> list[TimeExpression]:
    at = context.find(text)
    if at < 0:
        whole = _settled(f"{text} {context}", reading)
        return [expression for expression in whole if expression.finish <= len(text)]
    for _before in scan.read(context, reading, 0, at):
        pass  # the days before the text, for what refers back to them
    found = scan.settle_appositions(context, list(scan.read(context, reading, at, at + len(text))))
    return [replace(expression, begin=expression.begin - at, finish=expression.finish - at) for expression in found]


def _now(text: str, reading: State) -> TimeExpression:
    word = text.strip()
    begin = text.index(word)
    moment: datetime | date | None = reading.moment or reading.base
    return TimeExpression("time", moment, moment, word, begin, begin + len(word), "second")


def _base(text: str) -> datetime | date:
    if len(text) == 10:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=KST)


def _value(expression: TimeExpression) -> dict[str, Any]:
    value: dict[str, Any] = {
        "kind": expression.kind,
        "start": _iso(expression.start, expression.precision),
        "end": _iso(expression.end, expression.precision),
        "text": expression.text,
    }
    if expression.kind == "set":
        value["repeats"] = expression.value
    return value


def _iso(moment: date | datetime | None, precision: str) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds" if precision == "second" else "minutes")
    return moment.isoformat() if moment else None
