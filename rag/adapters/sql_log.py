"""The log's rows and the numbers behind them: what every writing transaction does alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, and_, bindparam, delete, select, update

from rag.adapters import sql_schema

T = TypeVar("T")
_CHUNK = 5_000  # bound parameters in one statement: SQLite allows 32,766, PostgreSQL 65,535


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Without repetitions, in pieces that fit into one IN."""
    unique = list(dict.fromkeys(values))
    for at in range(0, len(unique), _CHUNK):
        yield unique[at : at + _CHUNK]


def lock_counters(connection: Connection) -> dict[str, int]:
    """The last revision and passage id given out. Writers wait here for each other until they commit."""
    table = sql_schema.counter
    rows = connection.execute(select(table.c.name, table.c.value).order_by(table.c.name).with_for_update())
    return {row.name: row.value for row in rows}


def save_counters(connection: Connection, numbers: dict[str, int]) -> None:
    table = sql_schema.counter
    statement = update(table).where(table.c.name == bindparam("key_name")).values(value=bindparam("number"))
    connection.execute(statement, [{"key_name": name, "number": number} for name, number in numbers.items()])


def change_row(
    revision: int, article_id: str, number: int, op: str, at: str, added: tuple[int, int], removed: tuple[int, int]
) -> dict[str, Any]:
    """A row of the log; `added` and `removed` are (first passage id, how many)."""
    row: dict[str, Any] = {"revision": revision, "article_id": article_id, "version": number, "op": op, "at": at}
    row |= {"added_first": added[0], "added_count": added[1]}
    return row | {"removed_first": removed[0], "removed_count": removed[1]}


def delete_passages(connection: Connection, ranges: Sequence[dict[str, int]]) -> None:
    """`first` ≤ id < `after`, with their vectors."""
    if not ranges:
        return
    for table, column in (
        (sql_schema.passage, sql_schema.passage.c.id),
        (sql_schema.passage_vector, sql_schema.passage_vector.c.passage_id),
    ):
        within = and_(column >= bindparam("first"), column < bindparam("after"))
        connection.execute(delete(table).where(within), list(ranges))
