"""How much of the graded time expressions is resolved as they should be; needs GEUNGEO_DATA."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from rag.korean.dates import batch

TARGET = 0.95
Case = dict[str, Any]
Value = dict[str, Any]


def test_at_least_95_percent_of_the_graded_expressions_are_resolved(graded_data: Path) -> None:
    lines = (graded_data / "time_cases_dev.jsonl").read_text(encoding="utf-8").splitlines()
    cases: list[Case] = [json.loads(line) for line in lines]
    wrong = [case["id"] for case in cases if not right(case, batch(case)["values"])]

    assert 1 - len(wrong) / len(cases) >= TARGET, f"{len(wrong)} of {len(cases)} wrong: {wrong}"


def right(case: Case, values: list[Value]) -> bool:
    """Whether every value has the kind of the case and the days that its notation describes."""
    if not values or values[0]["kind"] != case["kind"]:
        return False
    wanted = parts_of(case)
    if wanted is None:
        return all(value["start"] is None for value in values)
    if case["kind"] == "set":
        return [value["repeats"] for value in values] == wanted
    if len(wanted) == 1:
        return fits(wanted[0], values[0])
    return len(wanted) == len(values) and all(fits(part, value) for part, value in zip(wanted, values, strict=True))


def parts_of(case: Case) -> list[str] | None:
    """The days of a value's notation, one `start/end` for each expression; None: unresolved."""
    value = case["value"]
    if value is None or value == "day of the utterance" or "edition" in value:
        return None
    if case["kind"] == "set":
        return [part.strip() for part in value.split(",")]
    if "of the next day" in value:
        next_day = date.fromisoformat(case["base"]) + timedelta(days=1)
        return [f"{case['base']}T02:00", f"{next_day}T01:00"]
    value = re.sub(r"\(.*\)|previous: |same period, | local|[?]|[+]$", "", value).strip()
    value = value.replace(" → base", f"/{case['base']}")
    return [part.strip() for part in value.split(" / ")]


def fits(part: str, value: Value) -> bool:
    if value["start"] is None:
        return False
    if part.startswith("~"):
        return bool(value["end"].startswith(part[1:]))
    start, _, end = part.partition("/")
    if "~" in start:
        start, last = start.split("~")
        end = f"{start[:5]}{last}"
    return bool(value["start"].startswith(start) and value["end"].startswith(end or start))
