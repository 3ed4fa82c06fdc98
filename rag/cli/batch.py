"""A file of questions to a stream of answers: `rag ask --batch`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from rag.cli.lines import each_line, named, text_of
from rag.domain import Filters, Mode, Turn
from rag.moments import moment

if TYPE_CHECKING:
    from rag.bootstrap import Geungeo

ROLES = ("user", "assistant")


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One question of the file; raises ValueError with a sentence when a line is not one."""

    id: str | int
    question: str
    history: tuple[Turn, ...]
    asked_at: datetime | None
    as_of: datetime | None

    @classmethod
    def read(cls, record: Mapping[str, object]) -> BatchLine:
        given, question = named(record), text_of(record, "question")
        history = tuple(_turn(turn) for turn in _list(record.get("history")))
        return cls(given, question, history, _time(record, "asked_at"), _time(record, "as_of"))


def answer_lines(
    app: Geungeo,
    lines: Iterable[str],
    *,
    asked_at: datetime | None,
    as_of: datetime | None,
    filters: Filters,
    mode: Mode,
) -> bool:
    """Write one line a line read, in order; False when one of them could not be answered.

    What a line says of `asked_at` and `as_of` comes before what the command line says.
    """
    from rag.answers.shape import to_json

    def answered(record: Mapping[str, object]) -> Mapping[str, object]:
        line = BatchLine.read(record)
        answer = app.ask(
            line.question,
            history=line.history,
            asked_at=line.asked_at or asked_at,
            as_of=line.as_of or as_of,
            filters=filters,
            mode=mode,
        )
        return {**to_json(answer), "id": line.id}

    return each_line(lines, answered)


def _list(value: object) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise ValueError("history is not a list.")
    return value


def _turn(value: object) -> Turn:
    if not isinstance(value, dict) or value.get("role") not in ROLES or not isinstance(value.get("content"), str):
        raise ValueError("A turn of history needs role (user or assistant) and content.")
    cited = value.get("cited", [])
    if not isinstance(cited, list) or not all(isinstance(one, str) for one in cited):
        raise ValueError("cited of a turn is not a list of article ids.")
    return Turn(value["role"], value["content"], tuple(cited))


def _time(record: Mapping[str, object], field: str) -> datetime | None:
    value = record.get(field)
    if value is None:
        return None
    try:
        return moment(str(value), day_ends=field == "as_of")
    except ValueError as exc:
        raise ValueError(f"{field} is not an ISO 8601 time.") from exc
