"""A JSON Lines file in, a JSON line out for each: what every `--batch` does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from rag.cli.output import write_json
from rag.errors import InvalidQuestion

Work = Callable[[Mapping[str, object]], Mapping[str, object]]
"""From one object of the file to the object that is written; raises ValueError or InvalidQuestion with a sentence."""


def each_line(lines: Iterable[str], work: Work) -> bool:
    """Write one line a line read, in order; an error line with the id, and False at the end, where one is not possible."""
    complete = True
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        record: object = None
        try:
            record = json.loads(text.lstrip("\ufeff"))
            if not isinstance(record, dict):
                raise ValueError("The line is not a JSON object.")
            written = work(record)
        except (ValueError, InvalidQuestion) as exc:
            complete = False
            write_json({"id": _id(record), "line": number, "error": _sentence(exc)})
        else:
            write_json(written)
    return complete


def named(record: Mapping[str, object]) -> str | int:
    """The line's id. Raises ValueError when it has none."""
    given = record.get("id")
    if not isinstance(given, str | int) or isinstance(given, bool):
        raise ValueError("The line has no id.")
    return given


def text_of(record: Mapping[str, object], field: str) -> str:
    """A field that must be text. Raises ValueError naming it."""
    value = record.get(field)
    if not isinstance(value, str):
        raise ValueError(f"The line has no {field}.")
    return value


def _id(record: object) -> object:
    return record.get("id") if isinstance(record, dict) else None


def _sentence(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"The line is not JSON: {error.msg} at column {error.colno}."
    return str(error)
