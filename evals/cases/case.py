"""One graded question and its answer key."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from evals.errors import EvalError
from rag.domain import Turn
from rag.moments import moment

CASES = Path(__file__).parent


class CaseError(EvalError):
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
    draft: bool = False
    """Made by `rag eval new-cases`, and not reviewed yet."""

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that bear the answer out, each once."""
        return tuple(dict.fromkeys(item.article for item in self.support))


def load_cases(folder: Path | str = CASES) -> list[Case]:
    """All reviewed cases of the folder's *.jsonl and *.yaml, by file and line. Raises CaseError for what is no case."""
    return [case for _, case in cases_by_file(Path(folder))]


def cases_by_file(folder: Path, *, drafts: bool = False) -> Iterator[tuple[str, Case]]:
    """Each case with the stem of the file that holds it, and drafts where wanted. Raises CaseError for what is no case."""
    for path in sorted(folder.iterdir()):
        for place, raw in _records(path):
            try:
                case = parse_case(raw)
            except (ValueError, KeyError, TypeError, AttributeError) as exc:
                raise CaseError(f"{place} is not a graded question: {type(exc).__name__} {exc}.") from exc
            if drafts or not case.draft:
                yield path.stem, case


def _records(path: Path) -> Iterator[tuple[str, Any]]:
    """Every record of a file, and where it stands there."""
    if path.suffix == ".jsonl":
        for number, line in _lines(path):
            yield f"{path.name}:{number}", _decoded(json.loads, line, f"{path.name}:{number}")
    elif path.suffix in (".yaml", ".yml"):
        listed = _decoded(yaml.safe_load, path.read_text(encoding="utf-8"), path.name)
        yield from ((f"{path.name}, number {number},", raw) for number, raw in enumerate(listed or (), 1))


def _decoded(decode: Callable[[str], Any], text: str, place: str) -> Any:
    try:
        return decode(text)
    except (ValueError, yaml.YAMLError) as exc:
        raise CaseError(f"{place} cannot be read: {' '.join(str(exc).split())}.") from exc


def read_lines(folder: Path) -> Iterator[tuple[Path, int, str]]:
    """File, line number and text of every line of *.jsonl that is not empty."""
    for path in sorted(folder.glob("*.jsonl")):
        yield from ((path, number, line) for number, line in _lines(path))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            yield number, line


def parse_case(raw: Mapping[str, Any]) -> Case:
    """One decoded line. Raises KeyError or ValueError for what breaks the schema."""
    return Case(
        id=raw["id"],
        question=raw["question"],
        category=raw["category"],
        answerable=raw["answerable"],
        history=tuple(Turn(turn["role"], turn["content"]) for turn in raw.get("history", ())),
        asked_at=_time(raw, "asked_at"),
        as_of=_time(raw, "as_of"),
        gold_answers=tuple(raw.get("gold_answers", ())),
        support=tuple(Support(item["article"], item["sentence"]) for item in raw.get("support", ())),
        must_include=tuple(tuple(item.split("|")) for item in raw.get("must_include", ())),
        must_not_include=tuple(raw.get("must_not_include", ())),
        note=raw.get("note"),
        draft=raw.get("draft", False),
    )


def _time(raw: Mapping[str, Any], field: str) -> datetime | None:
    value = raw.get(field)
    return None if value is None else moment(str(value), day_ends=field == "as_of")
