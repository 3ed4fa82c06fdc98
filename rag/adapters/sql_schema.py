"""The tables, the same in SQLite and PostgreSQL, and the engine that opens them.

Revisions and passage ids are counted in `counter`, whose rows every writer locks first. A sequence would hand out
numbers before the commit, and a follower could then see revision 6 before 5 is committed and skip 5 for ever.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.engine import make_url

from rag.errors import StoreError

SCHEMA_VERSION = 2
"""`sql_migrations` leads here from each earlier one."""

BUSY_TIMEOUT_MS = 30_000
UNDATED = -(2**63)
"""`article.published` where the date is unknown: sorts after every date when the newest come first."""

WRITES = "geungeo_writes"
_SETUP_LOCK = 0x6765756E  # any number of our own: PostgreSQL's advisory lock while tables are made

metadata = MetaData()

schema_version = Table("schema_version", metadata, Column("version", Integer, nullable=False))

counter = Table(
    "counter",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

article = Table(
    "article",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("version", Integer, nullable=False),
    # live or withdrawn: a withdrawn article keeps this row, without text, so that a number never means two texts
    Column("state", String(16), nullable=False),
    Column("published", BigInteger, nullable=False),  # microseconds since 1970 UTC, or UNDATED
    Index("article_newest", "state", "published", "id"),
)

version = Table(
    "version",
    metadata,
    Column("article_id", String(32), ForeignKey("article.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("title", Text),
    Column("publisher", Text),
    Column("published_at", BigInteger),  # microseconds since 1970 UTC
    Column("url", Text),
    Column("content_digest", LargeBinary, nullable=False),
    Column("analysis_digest", LargeBinary, nullable=False),
    Column("title_terms", Text, nullable=False),
    Column("first_passage", BigInteger, nullable=False),
    Column("passage_count", Integer, nullable=False),
    Column("ingested_at", String(40), nullable=False),
    Column("article", Text, nullable=False),
    Column("analysis", LargeBinary, nullable=False),
)

passage = Table(
    "passage",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("article_id", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("terms", Text, nullable=False),
)

passage_vector = Table(
    "passage_vector",
    metadata,
    Column("passage_id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("model", Text, primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float32, little-endian
)

vector_set = Table(
    "vector_set",
    metadata,
    Column("model", Text, primary_key=True),
    Column("setting", Text, nullable=False),  # what RAG_EMBEDDING_MODEL says to get it
    Column("state", String(16), nullable=False),  # domain.VectorState
)

page = Table(
    "page",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("article_id", String(32), nullable=False, index=True),
    Column("version", Integer, nullable=False),
)

article_key = Table(
    "article_key",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("article_id", String(32), nullable=False, index=True),
)

article_file = Table(
    "article_file",
    metadata,
    Column("name", LargeBinary, primary_key=True),
    Column("article_id", String(32), primary_key=True, index=True),
)

change = Table(
    "change",
    metadata,
    Column("revision", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("article_id", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("op", String(8), nullable=False),
    Column("at", String(40), nullable=False),
    Column("added_first", BigInteger, nullable=False),
    Column("added_count", Integer, nullable=False),
    Column("removed_first", BigInteger, nullable=False),
    Column("removed_count", Integer, nullable=False),
)


def open_engine(url: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql+psycopg://…`; nothing is opened yet."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address, json_serializer=json.dumps)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(address, pool_pre_ping=True)


def schema_found(connection: Connection) -> int | None:
    """The schema's version in the database, None where there is nothing yet. Raises StoreError for a newer one."""
    if not inspect(connection).has_table(schema_version.name):
        return None
    found = int(connection.execute(select(schema_version.c.version)).scalar_one())
    if found > SCHEMA_VERSION:
        raise StoreError(
            f"The database was written by a newer Geungeo (schema {found}; this one knows {SCHEMA_VERSION}): "
            "upgrade geungeo, or point RAG_DATABASE_URL elsewhere."
        )
    return found


def lock_schema(connection: Connection) -> None:
    """Inside a writing transaction: nobody else makes or changes tables until it ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SETUP_LOCK})


def create_tables(connection: Connection) -> None:
    """Make what is missing, under `lock_schema`."""
    if schema_found(connection) is None:
        metadata.create_all(connection)
        connection.execute(insert(schema_version), {"version": SCHEMA_VERSION})
        connection.execute(insert(counter), [{"name": "change", "value": 0}, {"name": "passage", "value": 0}])


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # None hands transactions to us: pysqlite's own begin comes late and never takes the write lock.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",  # NORMAL loses acknowledged commits in a power cut
        "foreign_keys = ON",
        "secure_delete = ON",  # a withdrawn text is overwritten, not only unlinked
        "cache_size = -65536",  # KiB
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that reads first and writes later fails at once with SQLITE_BUSY, whatever the timeout.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
