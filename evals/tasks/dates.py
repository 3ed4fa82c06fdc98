"""`rag eval dates`: do time expressions stand for the days that the key says?

A key is a case's `kind` and `value`: `2021-10-13`, `2021-10`, `2021-10-18T15:00+09:00` (as precise as it is written),
`2021-10-10/2021-10-12` or `2021-01~02` for a span, ` / ` between the values of several expressions, null for none that
can be resolved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from evals.errors import EvalError
from evals.outcome import Outcome
from evals.reading import digest, records, text_of
from evals.record import Data, Sample
from rag.korean.dates import batch

Value = Mapping[str, Any]
_REMARK = re.compile(r"\(.*\)|previous: |same period, | local|[?]|[+]$")


@dataclass(frozen=True, slots=True)
class Expression:
    """One line of a key; `record` is what `rag dates --batch` reads."""

    id: str
    record: Mapping[str, Any]
    kind: str
    value: str | None

    def right(self, values: list[Value]) -> bool:
        """Whether these are the values of the key, the first of its kind."""
        if not values or values[0]["kind"] != self.kind:
            return False
        wanted = self.wanted()
        if wanted is None:
            return all(value["start"] is None for value in values)
        if self.kind == "set":
            return [value.get("repeats") for value in values] == wanted
        if len(wanted) == 1:
            return _fits(wanted[0], values[0])
        return len(wanted) == len(values) and all(map(_fits, wanted, values))

    def wanted(self) -> list[str] | None:
        """A value for each expression; None where none can be resolved."""
        value = self.value
        if value is None or value == "day of the utterance" or "edition" in value:
            return None
        if self.kind == "set":
            return [part.strip() for part in value.split(",")]
        base = str(self.record["base"])
        if "of the next day" in value:
            return [f"{base}T02:00", f"{date.fromisoformat(base) + timedelta(days=1)}T01:00"]
        return [part.strip() for part in _REMARK.sub("", value).strip().replace(" → base", f"/{base}").split(" / ")]


def read_expressions(path: Path) -> tuple[tuple[Expression, ...], Data]:
    """Of a JSON Lines file of {id, expr, context?, base, base_is, kind, value}. Raises EvalError."""
    found = tuple(_expression(record, place) for place, record in records(path))
    if not found:
        raise EvalError(f"{path} holds no time expression.")
    return found, Data(path.stem, digest(path), len(found))


def measure(expressions: tuple[Expression, ...], data: Data) -> Outcome:
    """Resolve every expression, as `rag dates --batch` does."""
    return Outcome("dates", f"dates-{data.name}", data, tuple(map(_resolved, expressions)))


def _expression(record: Mapping[str, Any], place: str) -> Expression:
    value = record.get("value")
    if value is not None and not isinstance(value, str):
        raise EvalError(f"{place} has a value that is neither text nor null.")
    text_of(record, "expr", place)
    return Expression(text_of(record, "id", place), record, text_of(record, "kind", place), value)


def _resolved(one: Expression) -> Sample:
    try:
        values = batch(one.record)["values"]
    except ValueError as exc:
        raise EvalError(f"{one.id}: {one.record.get('base')} is no day to count from.") from exc
    right = one.right(values)
    said = ", ".join(f"{v['kind']} {v['start'] or 'unresolved'}/{v['end'] or ''}" for v in values) or "nothing"
    context = one.record.get("context")
    return Sample(
        one.id,
        one.kind,
        one.record["expr"] + (f" ({context})" if context else ""),
        asked_at=str(one.record.get("base")),
        answer=said,
        gold=(f"{one.kind} {one.value}",),
        metrics={"resolved": float(right)},
        passed=right,
        reasons=() if right else (f"It was read as {said}.",),
    )


def _fits(part: str, value: Value) -> bool:
    if value["start"] is None:
        return False
    if part.startswith("~"):
        return bool(value["end"].startswith(part[1:]))
    start, _, end = part.partition("/")
    if "~" in start:
        start, last = start.split("~")
        end = f"{start[:5]}{last}"
    return bool(value["start"].startswith(start) and value["end"].startswith(end or start))
