"""From each earlier schema to the next: nothing that is stored is lost by an upgrade."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, desc, func, insert, select, text, update

from rag.adapters import sql_schema
from rag.domain import VectorState


def migrate(connection: Connection) -> None:
    """Bring the tables to the schema of today, inside the caller's writing transaction and under `lock_schema`."""
    found = sql_schema.schema_found(connection)
    assert found is not None
    for version in range(found, sql_schema.SCHEMA_VERSION):
        STEPS[version](connection)
    connection.execute(update(sql_schema.schema_version).values(version=sql_schema.SCHEMA_VERSION))


def _vectors_of_several_models(connection: Connection) -> None:
    """1 → 2: a passage may have a vector of each model, and `vector_set` tells which is in use."""
    if connection.dialect.name == "sqlite":  # which cannot change a primary key
        connection.execute(text("ALTER TABLE passage_vector RENAME TO passage_vector_1"))
        sql_schema.passage_vector.create(connection)
        connection.execute(text("INSERT INTO passage_vector SELECT passage_id, model, vector FROM passage_vector_1"))
        connection.execute(text("DROP TABLE passage_vector_1"))
    else:
        connection.execute(text("ALTER TABLE passage_vector DROP CONSTRAINT passage_vector_pkey"))
        connection.execute(text("ALTER TABLE passage_vector ADD PRIMARY KEY (passage_id, model)"))
    sql_schema.vector_set.create(connection)
    model = sql_schema.passage_vector.c.model
    usual = connection.execute(select(model).group_by(model).order_by(desc(func.count())).limit(1)).scalar_one_or_none()
    if usual is not None:
        row = {"model": usual, "setting": "kiwi", "state": VectorState.ACTIVE}  # the only setting that there was
        connection.execute(insert(sql_schema.vector_set), row)


STEPS: Mapping[int, Callable[[Connection], None]] = {
    1: _vectors_of_several_models,
}
"""Schema version → what leads to the one after it."""
