"""Reads questions over paragraphs in SQuAD's form."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.errors import EvalError
from evals.reading import digest, read_text
from evals.record import Data
from evals.tasks.beir import Document


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the number of its paragraph, and (start, text) of its answers in that paragraph; NFC."""

    id: str
    question: str
    document: int
    answers: tuple[tuple[int, str], ...]

    @property
    def golds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for _, text in self.answers))


@dataclass(frozen=True, slots=True)
class Squad:
    documents: tuple[Document, ...]
    """Each distinct title and paragraph once; the id is its number."""
    questions: tuple[Asked, ...]
    data: Data


def read_squad(path: Path) -> Squad:
    """Questions that have an answer, in the file's order. Raises EvalError naming the place in the file."""
    try:
        file = json.loads(read_text(path))
    except ValueError as exc:
        raise EvalError(f"{path} is not JSON: {exc}.") from exc
    numbers: dict[tuple[str, str], int] = {}
    questions: list[Asked] = []
    place = f"{path}:data"
    try:
        for at, (title, paragraph) in enumerate(_paragraphs(file)):
            place = f"{path}: paragraph {at + 1}"
            number = numbers.setdefault((_nfc(title), _nfc(paragraph["context"])), len(numbers))
            questions += [asked for one in paragraph["qas"] if (asked := _asked(one, number)).answers]
    except (KeyError, TypeError, AttributeError) as exc:
        raise EvalError(f"{place} is not in SQuAD's form: {type(exc).__name__} {exc}.") from exc
    if not questions:
        raise EvalError(f"{path} holds no question with an answer.")
    documents = tuple(Document(str(number), *key) for key, number in numbers.items())
    return Squad(documents, tuple(questions), Data(path.stem, digest(path), len(questions)))


def span_in_body(context: str, start: int, text: str, body: str) -> tuple[int, int] | None:
    """Where the answer at `start` of the paragraph stands in the stored body, which has lost only white space; None
    where it cannot be there as it is (an answer over a line's end)."""
    before = sum(context.startswith(text, place) for place in range(start))
    place = -1
    for _ in range(before + 1):
        place = body.find(text, place + 1)
        if place < 0:
            return None
    return place, place + len(text)


def _paragraphs(file: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for article in file["data"]:
        for paragraph in article["paragraphs"]:
            yield article.get("title") or "", paragraph


def _asked(one: Mapping[str, Any], document: int) -> Asked:
    return Asked(str(one["id"]), one["question"], document, _answers(one.get("answers", ())))


def _answers(answers: Sequence[Mapping[str, Any]]) -> tuple[tuple[int, str], ...]:
    return tuple((int(answer["answer_start"]), _nfc(answer["text"])) for answer in answers)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
