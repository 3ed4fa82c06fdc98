"""One graded question and its answer key."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rag.domain import KST, Turn

CASES = Path(__file__).parent


class CaseError(Exception):
    """Case files that cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Support:
    """A sentence that bears the answer out: verbatim, inside one paragraph of that article."""

    article: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Case:
    """A line of a case file; fields as in case.schema.json."""

    id: str
    question: str
    category: str
    answerable: bool
    history: tuple[Turn, ...] = ()
    asked_at: datetime | None = None
    as_of: datetime | None = None
    gold_answers: tuple[str, ...] = ()
    support: tuple[Support, ...] = ()
    must_include: tuple[tuple[str, ...], ...] = ()
    """Each must occur in the answer in one of its alternatives."""
    must_not_include: tuple[str, ...] = ()
    note: str | None = None

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that bear the answer out, each once."""
        return tuple(dict.fromkeys(item.article for item in self.support))


def load_cases(folder: Path | str = CASES) -> list[Case]:
    """All cases of the folder's *.jsonl, by file and line. Raises CaseError for a line that is no case."""
    cases = []
    for path, number, raw in read_lines(Path(folder)):
        try:
            cases.append(parse_case(json.loads(raw)))
        except (ValueError, KeyError, TypeError) as exc:
            raise CaseError(f"{path.name}:{number} is not a graded question: {exc}") from exc
    return cases


def read_lines(folder: Path) -> Iterator[tuple[Path, int, str]]:
    """File, line number and text of every line that is not empty."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if line.strip():
                yield path, number, line


def parse_case(raw: Mapping[str, Any]) -> Case:
    """One decoded line. Raises KeyError or ValueError for what breaks the schema."""
    return Case(
        id=raw["id"],
        question=raw["question"],
        category=raw["category"],
        answerable=raw["answerable"],
        history=tuple(Turn(turn["role"], turn["content"]) for turn in raw.get("history", ())),
        asked_at=_time(raw.get("asked_at")),
        as_of=_time(raw.get("as_of")),
        gold_answers=tuple(raw.get("gold_answers", ())),
        support=tuple(Support(item["article"], item["sentence"]) for item in raw.get("support", ())),
        must_include=tuple(tuple(item.split("|")) for item in raw.get("must_include", ())),
        must_not_include=tuple(raw.get("must_not_include", ())),
        note=raw.get("note"),
    )


def _time(value: str | None) -> datetime | None:
    if value is None:
        return None
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=KST)
