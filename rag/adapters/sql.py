"""The article store in SQLite or PostgreSQL: the truth and its log."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import Connection, and_, delete, insert, select, update

from rag.adapters import sql_schema
from rag.adapters.sql_batch import Batch
from rag.adapters.sql_log import change_row, delete_passages, lock_counters, save_counters
from rag.adapters.sql_migrations import migrate
from rag.adapters.sql_reading import translated
from rag.adapters.sql_vectors import SqlVectors
from rag.domain import AnalysedArticle, PageReport
from rag.errors import NotFound
from rag.ports import Clock

CHECKPOINT_WAIT_MS = 1_000


class SqlArticleStore(SqlVectors):
    """Implements `ports.ArticleStore` and `ports.VectorStore`. Any number of threads and, with PostgreSQL, of machines."""

    def __init__(self, url: str, *, clock: Clock) -> None:
        self._clock = clock
        with translated("opened"):
            super().__init__(sql_schema.open_engine(url))
            with self._engine.connect() as connection:
                ready = sql_schema.schema_found(connection) == sql_schema.SCHEMA_VERSION
            if not ready:
                with self._writing() as connection:
                    sql_schema.lock_schema(connection)
                    sql_schema.create_tables(connection)
                    migrate(connection)

    def put(self, batch: Sequence[AnalysedArticle]) -> list[PageReport]:
        """Store a batch in one transaction, which also writes the log. Acknowledged when it returns.

        The same text analysed otherwise is UNCHANGED for readers; its passages are replaced, and the log says so.
        """
        if not batch:
            return []
        with translated("written"), self._writing() as connection:
            transaction = Batch(connection, self._clock.now())
            reports = transaction.store(batch)
        self._recent.add_all(transaction.stored)
        return reports

    def delete(self, article_id: str) -> int:
        """Withdraw an article and all its versions; the log's new revision. Raises NotFound.

        Its text is overwritten in the database file and its write-ahead log (SQLite).
        """
        with translated("written"), self._writing() as connection:
            numbers = lock_counters(connection)
            numbers["change"] += 1
            self._withdraw(connection, article_id, numbers["change"])
            save_counters(connection, numbers)
        self._recent.forget(lambda key: key[0] == article_id)
        self._truncate_log()
        return numbers["change"]

    def _withdraw(self, connection: Connection, article_id: str, revision: int) -> None:
        article, version = sql_schema.article, sql_schema.version
        this = and_(version.c.article_id == article_id, version.c.version == article.c.version)
        columns = (version.c.version, version.c.first_passage, version.c.passage_count)
        wanted = select(*columns).join(article, this).where(article.c.id == article_id, article.c.state == "live")
        found = connection.execute(wanted).one_or_none()
        if found is None:
            raise NotFound(f"There is no article {article_id}.")
        number, first, count = found
        delete_passages(connection, [{"first": first, "after": first + count}])
        for table in (version, sql_schema.page, sql_schema.article_key, sql_schema.article_file):
            connection.execute(delete(table).where(table.c.article_id == article_id))
        connection.execute(update(article).where(article.c.id == article_id).values(state="withdrawn"))
        at = self._clock.now().isoformat()
        entry = change_row(revision, article_id, number, "delete", at, (0, 0), (first, count))
        connection.execute(insert(sql_schema.change), [entry])

    def _truncate_log(self) -> None:
        if self._engine.dialect.name != "sqlite":
            return
        # Busy readers only delay it: the article is withdrawn all the same.
        with translated("written"), self._engine.connect() as connection, suppress(sqlite3.OperationalError):
            # Outside a transaction, hence on the driver's own connection.
            driver = connection.connection.driver_connection
            assert driver is not None
            connection.rollback()
            driver.execute(f"PRAGMA busy_timeout = {CHECKPOINT_WAIT_MS}")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            driver.execute(f"PRAGMA busy_timeout = {sql_schema.BUSY_TIMEOUT_MS}")

    def close(self) -> None:
        with translated("closed"):
            self._engine.dispose()
