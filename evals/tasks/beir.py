"""Reads a retrieval task in BEIR's form: corpus.jsonl, queries.jsonl, qrels/test.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.errors import EvalError
from evals.reading import digest, read_text, records, text_of
from evals.record import Data

QRELS = Path("qrels", "test.tsv")


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    id: str
    text: str
    judged: Mapping[str, int]
    """Document id → grade, at least one above 0."""


@dataclass(frozen=True, slots=True)
class Beir:
    documents: tuple[Document, ...]
    queries: tuple[Query, ...]
    data: Data


def read_beir(folder: Path) -> Beir:
    """Queries for which a document is relevant, in the file's order. Raises EvalError naming file and line."""
    corpus, asked, qrels = folder / "corpus.jsonl", folder / "queries.jsonl", folder / QRELS
    documents = {
        (name := text_of(one, "_id", place)): Document(
            name, text_of(one, "title", place, ""), text_of(one, "text", place, "")
        )
        for place, one in records(corpus)
    }
    judged = _judged(qrels, documents)
    queries = tuple(
        Query(name, text_of(one, "text", place), judged[name])
        for place, one in records(asked)
        if max(judged.get(name := text_of(one, "_id", place), {}).values(), default=0) > 0
    )
    if not queries:
        raise EvalError(f"{qrels} calls no document relevant for a query of {asked}.")
    return Beir(
        tuple(documents.values()),
        queries,
        Data(folder.resolve().name, digest(corpus, asked, qrels), len(queries)),
    )


def _judged(path: Path, documents: Mapping[str, Document]) -> Mapping[str, Mapping[str, int]]:
    """Query id → document id → grade; the first line is the header."""
    judged: dict[str, dict[str, int]] = {}
    for number, line in enumerate(read_text(path).split("\n")[1:], 2):
        if not line.strip():
            continue
        query, document, grade = _fields(line, f"{path}:{number}")
        if document not in documents:
            raise EvalError(f"{path}:{number} judges the document {document}, which is not in corpus.jsonl.")
        judged.setdefault(query, {})[document] = grade
    return judged


def _fields(line: str, place: str) -> tuple[str, str, int]:
    try:
        query, document, grade = line.rstrip("\r").split("\t")
        return query, document, int(grade)
    except ValueError as exc:
        raise EvalError(f"{place} is not a query, a document and a whole number with tabs between.") from exc
