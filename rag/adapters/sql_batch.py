"""One transaction that stores a batch of articles: recognise, compare, write in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, and_, bindparam, delete, insert, update

from rag.adapters import identity, sql_rows, sql_schema
from rag.adapters.identity import Key, KeyKind
from rag.adapters.sql_log import change_row, chunks, delete_passages, lock_counters, save_counters
from rag.adapters.sql_recognition import Head, Recognition, file_digest
from rag.domain import AnalysedArticle, Outcome, PageReport, StoredArticle

Row = dict[str, Any]


class Batch:
    """Stores articles one after the other; rows gather and are written in bulk."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._at = now.isoformat()
        self._numbers = lock_counters(connection)
        self._known = Recognition(connection)
        self._inserts: dict[Table, list[Row]] = {}
        self._articles: list[Row] = []
        self._versions: list[Row] = []
        self._gone: list[dict[str, int]] = []
        self._moved_keys: set[bytes] = set()
        self._pages: dict[bytes, tuple[str, int]] = {}

    @property
    def stored(self) -> dict[tuple[str, int], StoredArticle]:
        """The versions that this batch added."""
        return self._known.stored

    def store(self, articles: Sequence[AnalysedArticle]) -> list[PageReport]:
        """What became of each. Nothing is durable before the caller's commit."""
        for analysed in articles:
            sql_rows.require_zones(analysed.article)
        self._known.load(articles)
        reports = [self._store(analysed) for analysed in articles]
        self._flush()
        save_counters(self._connection, self._numbers)
        return reports

    def _store(self, analysed: AnalysedArticle) -> PageReport:
        article, keys = analysed.article, identity.keys(analysed.article)
        content = sql_rows.content_digest(article)
        article_id = self._known.find(article, keys)
        if article_id is None:
            article_id, outcome = self._known.new_id(keys), Outcome.ADDED
            self._add_version(article_id, analysed, content, "add")
        elif self._known.heads[article_id].content == content:
            outcome = Outcome.UNCHANGED
            self._refresh(article_id, analysed)
        elif self._known.is_stale_copy(article_id, analysed):
            outcome = Outcome.UNCHANGED
        else:
            outcome = Outcome.UPDATED
            self._add_version(article_id, analysed, content, "update")
        self._register(article_id, keys, file_digest(article))
        number = self._known.heads[article_id].version
        self._pages[analysed.page_digest] = (article_id, number)
        self._known.pages[analysed.page_digest] = article_id
        return PageReport(article.source, outcome, article_id, number, article.title)

    def _add_version(self, article_id: str, analysed: AnalysedArticle, content: bytes, op: str) -> None:
        before = self._settled(article_id)
        number = before.version + 1 if before else 1
        removed = (before.first_passage, before.passage_count) if before else (0, 0)
        first, count = self._add_passages(article_id, number, analysed), len(analysed.passages)
        self._log(article_id, number, op, (first, count), removed)
        analysis = sql_rows.analysis_digest(analysed)
        row = self._version_row(article_id, number, analysed)
        row |= {"content_digest": content, "analysis_digest": analysis, "first_passage": first, "passage_count": count}
        self._insert(sql_schema.version, row)
        published = sql_schema.UNDATED if row["published_at"] is None else row["published_at"]
        if before:
            self._articles.append({"key_id": article_id, "version": number, "state": "live", "published": published})
        else:
            row = {"id": article_id, "version": number, "state": "live", "published": published}
            self._insert(sql_schema.article, row)
        decisive = before.decisive if before else {}
        self._known.heads[article_id] = Head(number, True, content, analysis, first, count, True, decisive)
        self.stored[article_id, number] = StoredArticle(
            article_id, number, analysed.article, self._now, title_terms=analysed.title_terms
        )

    def _version_row(self, article_id: str, number: int, analysed: AnalysedArticle) -> Row:
        article = analysed.article
        return {
            "article_id": article_id,
            "version": number,
            "title": article.title,
            "publisher": article.publisher,
            "published_at": sql_rows.microseconds(article.published_at) if article.published_at else None,
            "url": article.url,
            "title_terms": analysed.title_terms,
            "ingested_at": self._at,
            "article": sql_rows.encode_article(article),
            "analysis": analysed.analysis,
        }

    def _refresh(self, article_id: str, analysed: AnalysedArticle) -> None:
        """The same text analysed otherwise (new rules): its passages are replaced."""
        analysis = sql_rows.analysis_digest(analysed)
        if self._known.heads[article_id].analysis == analysis:
            return
        head = self._settled(article_id)
        assert head is not None
        removed = (head.first_passage, head.passage_count)
        first, count = self._add_passages(article_id, head.version, analysed), len(analysed.passages)
        self._log(article_id, head.version, "refresh", (first, count), removed)
        row = {"key_id": article_id, "key_version": head.version, "analysis": analysed.analysis}
        row |= {"title_terms": analysed.title_terms, "analysis_digest": analysis}
        self._versions.append(row | {"first_passage": first, "passage_count": count})
        head.analysis, head.first_passage, head.passage_count, head.unwritten = analysis, first, count, True

    def _settled(self, article_id: str) -> Head | None:
        """Its head; rows of this batch are written first, so that what replaces them finds them."""
        head = self._known.heads.get(article_id)
        if head and head.unwritten:
            self._flush()
        return head

    def _add_passages(self, article_id: str, number: int, analysed: AnalysedArticle) -> int:
        first = self._numbers["passage"] + 1
        self._numbers["passage"] += len(analysed.passages)
        for passage_id, one in enumerate(analysed.passages, first):
            row: Row = {"id": passage_id, "article_id": article_id, "version": number, "ordinal": one.ordinal}
            self._insert(sql_schema.passage, row | {"start": one.start, "end": one.end, "terms": one.terms})
            if analysed.embedding_model is not None and one.vector is not None:
                vector = sql_rows.encode_vector(one.vector)
                row = {"passage_id": passage_id, "model": analysed.embedding_model, "vector": vector}
                self._insert(sql_schema.passage_vector, row)
        return first

    def _log(self, article_id: str, number: int, op: str, added: tuple[int, int], removed: tuple[int, int]) -> None:
        self._numbers["change"] += 1
        entry = change_row(self._numbers["change"], article_id, number, op, self._at, added, removed)
        self._insert(sql_schema.change, entry)
        if removed[1]:
            self._gone.append({"first": removed[0], "after": removed[0] + removed[1]})

    def _register(self, article_id: str, keys: Sequence[Key], file: bytes | None) -> None:
        for key in keys:
            owner = self._known.keys.get(key.digest)
            if owner is not None and (key.kind is not KeyKind.PAGE or owner == article_id):
                continue
            if owner is not None:
                self._release(key.digest)
            self._known.keys[key.digest] = article_id
            self._insert(sql_schema.article_key, {"key": key.digest, "kind": key.kind, "article_id": article_id})
            if key.kind in (KeyKind.URL, KeyKind.ID):
                self._known.heads[article_id].decisive.setdefault(key.kind, set()).add(key.digest)
        if file and article_id not in (known := self._known.files.setdefault(file, [])):
            known.append(article_id)
            self._insert(sql_schema.article_file, {"name": file, "article_id": article_id})

    def _release(self, key: bytes) -> None:
        unwritten = self._inserts.get(sql_schema.article_key, [])
        unwritten[:] = [row for row in unwritten if row["key"] != key]
        self._moved_keys.add(key)

    def _insert(self, table: Table, row: Row) -> None:
        self._inserts.setdefault(table, []).append(row)

    def _flush(self) -> None:
        delete_passages(self._connection, self._gone)
        self._update(sql_schema.article, {"id": "key_id"}, self._articles)
        self._update(sql_schema.version, {"article_id": "key_id", "version": "key_version"}, self._versions)
        self._delete(sql_schema.article_key.c.key, self._moved_keys)
        self._delete(sql_schema.page.c.digest, self._pages)
        for digest, (article_id, number) in self._pages.items():
            self._insert(sql_schema.page, {"digest": digest, "article_id": article_id, "version": number})
        for table in sql_schema.metadata.sorted_tables:
            if rows := self._inserts.get(table):
                self._connection.execute(insert(table), rows)
        self._inserts.clear()
        self._articles.clear()
        self._versions.clear()
        self._gone.clear()
        self._moved_keys.clear()
        self._pages.clear()
        for head in self._known.heads.values():
            head.unwritten = False

    def _update(self, table: Table, keys: dict[str, str], rows: list[Row]) -> None:
        if rows:
            this = and_(*(table.c[column] == bindparam(name) for column, name in keys.items()))
            values: Row = {name: bindparam(name) for name in rows[0] if name not in keys.values()}
            self._connection.execute(update(table).where(this).values(values), rows)

    def _delete(self, column: Column[bytes], values: Iterable[bytes]) -> None:
        for some in chunks(values):
            self._connection.execute(delete(column.table).where(column.in_(some)))
