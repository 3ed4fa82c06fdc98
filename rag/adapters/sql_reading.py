"""What the SQL store answers without writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, and_, bindparam, func, or_, select, text
from sqlalchemy.exc import SQLAlchemyError

from rag.adapters import sql_rows, sql_schema
from rag.adapters.sql_log import chunks
from rag.articles.passages import headline
from rag.domain import Change, IndexedPassage, StoredArticle, StoredPassage, StoreStatus
from rag.errors import NotFound, StoreError
from rag.korean.terms import bigrams
from rag.recent import Recent

CACHED_ARTICLES = 4_096


# Built once: putting a statement together anew takes as long as running it.
_VERSIONS = select(
    *(sql_schema.version.c[name] for name in ("article_id", "version", "article", "ingested_at", "title_terms"))
).where(sql_schema.version.c.article_id.in_(bindparam("ids", expanding=True)))
_PASSAGES = select(
    *(sql_schema.passage.c[name] for name in ("id", "article_id", "version", "ordinal", "start", "end", "terms"))
).where(sql_schema.passage.c.id.in_(bindparam("ids", expanding=True)))


class SqlReading:
    """The reading half of `ports.ArticleStore`; every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._recent: Recent[tuple[str, int], StoredArticle] = Recent(CACHED_ARTICLES)

    # ------------------------------------------------------------ articles

    def known_pages(self, digests: Sequence[bytes]) -> Mapping[bytes, tuple[str, int]]:
        """Those digests whose page is the current version of a live article → (article id, version)."""
        page, article = sql_schema.page, sql_schema.article
        current = and_(article.c.id == page.c.article_id, article.c.version == page.c.version)
        wanted = select(page).join(article, current).where(article.c.state == "live")
        with self._reading() as connection:
            return {
                bytes(row.digest): (row.article_id, row.version)
                for some in chunks(digests)
                for row in connection.execute(wanted.where(page.c.digest.in_(some)))
            }

    def article(self, article_id: str, version: int | None = None) -> StoredArticle:
        """The current (or that) version of a live article. Raises NotFound."""
        article = sql_schema.article
        wanted = select(article.c.version).where(article.c.id == article_id, article.c.state == "live")
        with self._reading() as connection:
            current = connection.execute(wanted).scalar_one_or_none()
            key = (article_id, version or current or 0)
            found = self._stored(connection, [key]) if current is not None else {}
        if key not in found:
            raise NotFound(f"There is no article {article_id}" + (f" with a version {version}." if version else "."))
        return found[key]

    def articles(self, *, after: str | None = None, limit: int = 100) -> list[StoredArticle]:
        """Live articles, newest publication first (unknown dates last); `after` is the id the last page ended with."""
        article = sql_schema.article
        wanted = select(article.c.id, article.c.version).where(article.c.state == "live")
        with self._reading() as connection:
            if after is not None:
                mark = connection.execute(select(article.c.published).where(article.c.id == after)).scalar_one_or_none()
                if mark is None:
                    raise NotFound(f"There is no article {after}.")
                same = and_(article.c.published == mark, article.c.id > after)
                wanted = wanted.where(or_(article.c.published < mark, same))
            rows = connection.execute(wanted.order_by(article.c.published.desc(), article.c.id).limit(limit))
            keys = [(row.id, row.version) for row in rows]
            found = self._stored(connection, keys)
        return [found[key] for key in keys if key in found]

    def analyses(self, versions: Sequence[tuple[str, int]]) -> Mapping[tuple[str, int], bytes]:
        """Encoded analyses of these article versions."""
        table, wanted = sql_schema.version, set(versions)
        columns = select(table.c.article_id, table.c.version, table.c.analysis)
        with self._reading() as connection:
            return {
                (row.article_id, row.version): bytes(row.analysis)
                for some in chunks(article_id for article_id, _ in versions)
                for row in connection.execute(columns.where(table.c.article_id.in_(some)))
                if (row.article_id, row.version) in wanted
            }

    def _stored(self, connection: Connection, keys: Sequence[tuple[str, int]]) -> dict[tuple[str, int], StoredArticle]:
        """Versions never change, so what was decoded once is kept. Whether they are live is the caller's question."""
        found = self._recent.get_all(keys)
        missing = {key for key in keys if key not in found}
        fresh: dict[tuple[str, int], StoredArticle] = {}
        for some in chunks(article_id for article_id, _ in missing):
            for one, number, data, at, terms in connection.execute(_VERSIONS, {"ids": some}):
                if (one, number) in missing:
                    article, ingested = sql_rows.decode_article(data), sql_rows.decode_time(at)
                    fresh[one, number] = StoredArticle(one, number, article, ingested, title_terms=terms)
        self._recent.add_all(fresh)
        return found | fresh

    # ------------------------------------------------------------ reading passages

    def passages(self, ids: Sequence[int]) -> list[StoredPassage]:
        """The live ones among these, in the order given."""
        rows: dict[int, Any] = {}
        with self._reading() as connection:
            for some in chunks(ids):
                rows |= {row[0]: row for row in connection.execute(_PASSAGES, {"ids": some})}
            stored = self._stored(connection, [row[1:3] for row in rows.values()])
        found = []
        for number, article_id, version, ordinal, start, end, terms in filter(None, map(rows.get, ids)):
            if (article := stored.get((article_id, version))) is not None:
                found.append(StoredPassage(number, ordinal, start, end, terms, article))
        return found

    def passages_of(self, article_ids: Sequence[str]) -> list[StoredPassage]:
        """The live ones of these articles, in order of id; what is not there has none."""
        column, ids = sql_schema.passage.c, list[int]()
        with self._reading() as connection:
            for some in chunks(article_ids):
                ids += connection.execute(select(column.id).where(column.article_id.in_(some))).scalars()
        return self.passages(sorted(ids))

    def indexed(self, ids: Sequence[int]) -> list[IndexedPassage]:
        """What the indexes need of those that are still live, in order of id; without vectors."""
        passage, version = sql_schema.passage, sql_schema.version
        same = and_(version.c.article_id == passage.c.article_id, version.c.version == passage.c.version)
        rows: list[Any] = []
        with self._reading() as connection:
            for some in chunks(ids):
                wanted = _live(passage.c.id.in_(some), version.c.title_terms).join(version, same)
                rows += connection.execute(wanted).all()
            stored = self._stored(connection, [(row.article_id, row.version) for row in rows])
        rows.sort(key=lambda row: row.id)
        return [self._indexed(row, stored[row.article_id, row.version]) for row in rows]

    def _indexed(self, row: Any, stored: StoredArticle) -> IndexedPassage:
        body = stored.article.body[row.start : row.end]
        published = stored.article.published_at
        title = " ".join(bigrams(headline(stored.article)))
        return IndexedPassage(row.id, published, row.title_terms, title, row.terms, " ".join(bigrams(body)))

    def live_ids(self, after: int, limit: int) -> list[int]:
        """Ids of live passages greater than `after`, ascending: how a rebuild walks the store."""
        column = sql_schema.passage.c.id
        with self._reading() as connection:
            return list(
                connection.execute(select(column).where(column > after).order_by(column).limit(limit)).scalars()
            )

    # ------------------------------------------------------------ the log

    def changes(self, after: int, limit: int) -> list[Change]:
        """The log's entries after a revision, oldest first."""
        table = sql_schema.change
        with self._reading() as connection:
            rows = connection.execute(
                select(table).where(table.c.revision > after).order_by(table.c.revision).limit(limit)
            )
            return [
                Change(
                    row.revision,
                    row.article_id,
                    tuple(range(row.added_first, row.added_first + row.added_count)),
                    tuple(range(row.removed_first, row.removed_first + row.removed_count)),
                )
                for row in rows
            ]

    def status(self) -> StoreStatus:
        """Counts, and the log's last revision."""
        article, version, passage, change = (
            sql_schema.article, sql_schema.version, sql_schema.passage, sql_schema.change,
        )  # fmt: skip
        live = article.c.state == "live"
        with self._reading() as connection:
            count = connection.execute(select(func.count()).select_from(article).where(live)).scalar_one()
            versions = connection.execute(select(func.count()).select_from(version)).scalar_one()
            passages = connection.execute(select(func.count()).select_from(passage)).scalar_one()
            newest = connection.execute(select(func.max(article.c.published)).where(live)).scalar_one()
            last = select(change.c.revision, change.c.at).order_by(change.c.revision.desc()).limit(1)
            revision, at = connection.execute(last).one_or_none() or (0, None)
            size = _size(self._engine, connection)
        known = newest is not None and newest != sql_schema.UNDATED
        return StoreStatus(
            count,
            versions,
            passages,
            revision,
            sql_rows.moment(newest) if known else None,
            sql_rows.decode_time(at) if at else None,
            size,
        )

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated("read"), self._engine.connect() as connection:
            yield connection


def _live(condition: Any, *more: Any) -> Select[Any]:
    """Rows of `passage` are live by themselves: a version's passages go in the transaction that replaces it."""
    return select(sql_schema.passage, *more).where(condition)


def _size(engine: Engine, connection: Connection) -> int:
    if engine.dialect.name == "sqlite":
        files = [Path(f"{engine.url.database}{suffix}") for suffix in ("", "-wal", "-shm")]
        size = 0
        for file in files:
            with suppress(OSError):
                size += file.stat().st_size
        return size
    names = [table.name for table in sql_schema.metadata.sorted_tables]
    tables = "unnest(CAST(:names AS text[])) AS name"
    total = text(f"SELECT coalesce(sum(pg_total_relation_size(to_regclass(name))), 0) FROM {tables}")
    return int(connection.execute(total, {"names": names}).scalar_one())


@contextmanager
def translated(verb: str) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as exc:
        reason = str(getattr(exc, "orig", None) or exc).splitlines()[0]
        raise StoreError(f"The article store could not be {verb}: {reason}.") from exc
    except (ValueError, ImportError, OSError) as exc:  # text that is no text; a driver that is not installed
        raise StoreError(f"The article store could not be {verb}: {exc}.") from exc
