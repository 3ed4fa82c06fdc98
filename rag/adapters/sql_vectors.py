"""Vectors of stored passages, by model: those in use, and beside them those of the model that is to take over."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Select, and_, bindparam, delete, insert, not_, select, update

from rag.adapters import sql_rows, sql_schema
from rag.adapters.sql_log import chunks, lock_counters
from rag.adapters.sql_reading import SqlReading, translated
from rag.domain import Vector, VectorSet, VectorState

_CLOSE = 4  # ids are read as one range where at most this many lie in it for each that is wanted
_VECTORS = select(sql_schema.passage_vector.c.passage_id, sql_schema.passage_vector.c.vector).where(
    sql_schema.passage_vector.c.model == bindparam("model"),
    sql_schema.passage_vector.c.passage_id.in_(bindparam("ids", expanding=True)),
)
_VECTORS_BETWEEN = select(sql_schema.passage_vector.c.passage_id, sql_schema.passage_vector.c.vector).where(
    sql_schema.passage_vector.c.model == bindparam("model"),
    sql_schema.passage_vector.c.passage_id.between(bindparam("first"), bindparam("last")),
)
_DROPPED_AT_ONCE = 5_000  # passage ids in one transaction: other writers wait no longer


class SqlVectors(SqlReading):
    """Implements `ports.VectorStore`. What writes takes the counters' lock, so that it is in step with `put`."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._one_writer = threading.Lock()
        self._writing_engine = engine.execution_options(**{sql_schema.WRITES: True})

    def vector_sets(self) -> list[VectorSet]:
        """Those in use and those being made, in order of model."""
        table = sql_schema.vector_set
        with self._reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.model))
            return [VectorSet(row.model, row.setting, VectorState(row.state)) for row in rows]

    def begin_vectors(self, model: str, setting: str) -> None:
        """Make room for another model's vectors; those of a third that never came into use are given up."""
        table = sql_schema.vector_set
        with self._changing_vectors() as connection:
            others = and_(table.c.model != model, table.c.state != VectorState.ACTIVE)
            connection.execute(delete(table).where(others))
            if connection.execute(update(table).where(table.c.model == model).values(setting=setting)).rowcount == 0:
                connection.execute(insert(table), {"model": model, "setting": setting, "state": VectorState.BUILDING})

    def vectors(self, model: str, ids: Sequence[int]) -> Mapping[int, Vector]:
        """Passage id → vector, of those passages that have one of this model."""
        wanted = set(ids)
        with self._reading() as connection:
            return {
                number: sql_rows.decode_vector(vector)
                for given in self._vector_reads(model, ids)
                for number, vector in connection.execute(*given)
                if number in wanted
            }

    def _vector_reads(self, model: str, ids: Sequence[int]) -> Iterator[tuple[Any, dict[str, Any]]]:
        """One range where the ids lie close together, as those of a window of days do; else the ids one by one."""
        first, last = min(ids, default=0), max(ids, default=0)
        if ids and last - first < _CLOSE * len(ids):
            yield _VECTORS_BETWEEN, {"model": model, "first": first, "last": last}
            return
        for some in chunks(ids):
            yield _VECTORS, {"model": model, "ids": some}

    def without_vector(self, model: str, after: int, limit: int) -> list[int]:
        """Ids of live passages greater than `after` that have no vector of this model, ascending."""
        with self._reading() as connection:
            return list(connection.execute(_without_vector(model, after, limit)).scalars())

    def add_vectors(self, model: str, vectors: Mapping[int, Vector]) -> None:
        """By passage id. Passages that are no longer live are left out; what is there already stays."""
        table, passage = sql_schema.passage_vector, sql_schema.passage
        with self._changing_vectors() as connection:
            for some in chunks(vectors):
                live = connection.execute(select(passage.c.id).where(passage.c.id.in_(some))).scalars()
                own = table.c.model == model
                there = connection.execute(
                    select(table.c.passage_id).where(table.c.passage_id.in_(some), own)
                ).scalars()
                rows = [
                    {"passage_id": number, "model": model, "vector": sql_rows.encode_vector(vectors[number])}
                    for number in sorted(set(live) - set(there))
                ]
                if rows:
                    connection.execute(insert(table), rows)

    def finish_vectors(self, model: str) -> bool:
        """Note that the set is ready, unless a live passage still has no vector of it: then False."""
        table = sql_schema.vector_set
        with self._changing_vectors() as connection:
            if connection.execute(_without_vector(model, 0, 1)).scalars().all():
                return False
            begun = and_(table.c.model == model, table.c.state == VectorState.BUILDING)
            connection.execute(update(table).where(begun).values(state=VectorState.READY))
        return True

    def activate_vectors(self, model: str) -> None:
        """From now on questions are answered with them, and the other sets are not kept up."""
        table = sql_schema.vector_set
        with self._changing_vectors() as connection:
            connection.execute(delete(table).where(table.c.model != model))
            connection.execute(update(table).values(state=VectorState.ACTIVE))

    def drop_vectors(self) -> None:
        """Delete the vectors that belong to no set."""
        table = sql_schema.passage_vector
        orphaned = table.c.model.not_in(select(sql_schema.vector_set.c.model))
        with self._reading() as connection:
            some = connection.execute(select(table.c.passage_id).where(orphaned).limit(1)).scalars().all()
            counter = sql_schema.counter
            last = connection.execute(select(counter.c.value).where(counter.c.name == "passage")).scalar_one()
        for first in range(0, last + 1, _DROPPED_AT_ONCE) if some else ():
            within = and_(table.c.passage_id >= first, table.c.passage_id < first + _DROPPED_AT_ONCE)
            with self._changing_vectors() as connection:
                connection.execute(delete(table).where(within, orphaned))

    @contextmanager
    def _changing_vectors(self) -> Iterator[Connection]:
        with translated("written"), self._writing() as connection:
            lock_counters(connection)
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        # SQLite's busy handler sleeps and may starve a thread; PostgreSQL waits at the counter's row lock.
        with self._one_writer, self._writing_engine.begin() as connection:
            yield connection


def _without_vector(model: str, after: int, limit: int) -> Select[Any]:
    passage, vector = sql_schema.passage, sql_schema.passage_vector
    its_own = select(vector.c.model).where(vector.c.passage_id == passage.c.id, vector.c.model == model)
    wanted = select(passage.c.id).where(passage.c.id > after, not_(its_own.exists()))
    return wanted.order_by(passage.c.id).limit(limit)
