"""BM25 over morphemes, titles and character bigrams, in tantivy.

Vendor traps: a second writer drops documents, so there is one for the life of the object (and one process per data
folder); the first commit after a kill can fail on leftover files unless they are collected first; 0.27 has no commit
payload, so the applied revision is a document of the same commit.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tantivy import FieldType, Index, Occur, Query, Searcher

from rag.adapters.damage import damage
from rag.adapters.generations import Generations, size_of
from rag.adapters.tantivy_documents import MARKER, UNDATED, add, schema
from rag.adapters.tantivy_documents import ids as ids_in
from rag.adapters.tantivy_files import intact
from rag.domain import IndexedPassage, Scored
from rag.errors import IndexDamaged
from rag.ports import LexicalQuery, Window

HEAP_BYTES = 64_000_000
SAMPLE = 1_000
_TIES = 16


@dataclass(frozen=True, slots=True)
class FieldBoosts:
    """How much a field's BM25 counts: score = Σ term weight × boost × BM25. 0 leaves the field out.

    Morphemes and bigrams are those of the title and the passage together; the title's bigrams count once more.
    """

    terms: float = 1.0
    bigrams: float = 0.6
    title_bigrams: float = 0.5


@dataclass(slots=True)
class _Opened:
    folder: Path
    index: Index
    searcher: Searcher
    revision: int
    writer: Any = None


class TantivyIndex:
    """Implements `ports.LexicalIndex`. Searching is open to any thread; one process owns the folder."""

    name = "tantivy"

    def __init__(self, folder: Path, *, boosts: FieldBoosts = FieldBoosts(), heap_bytes: int = HEAP_BYTES) -> None:
        self._generations = Generations(folder)
        self._boosts = boosts
        self._heap_bytes = heap_bytes
        self._schema = schema()
        self._opened: _Opened | None = None
        self._writing = threading.RLock()
        self._opening = threading.RLock()  # held briefly: a rebuild keeps nobody from asking for the revision

    # ------------------------------------------------------------ following the log

    def revision(self) -> int | None:
        """The last revision applied, or None when the index is missing or damaged."""
        opened = self._opened or self._try_to_open()
        return opened.revision if opened else None

    def apply(self, revision: int, upserts: Sequence[IndexedPassage], removed: Sequence[int]) -> None:
        """Bring the index to `revision`, all of it or nothing. Raises IndexDamaged."""
        with self._writing:
            opened = self._current()
            try:
                with damage(self.name, "writing"):
                    writer = self._writer(opened)
                    for number in (*removed, *(passage.id for passage in upserts), MARKER):
                        writer.delete_documents_by_term("id", number)
                    add(writer, upserts, revision)
                    writer.commit()
                    opened.index.reload()
                    opened.searcher, opened.revision = opened.index.searcher(), revision
            except IndexDamaged:
                self._opened = None  # what the last commit left is looked at again
                raise

    def rebuild(self, revision: int, batches: Iterable[Sequence[IndexedPassage]]) -> None:
        """Build a fresh index beside the old one, verify it, swap. The old one serves until the swap."""
        with self._writing:
            folder = self._generations.start()
            with damage(self.name, "rebuilding"):
                fresh, ids = self._build(folder, revision, batches)
                sound = intact(folder) and ids_in(fresh.searcher) == sorted(ids)
            if not sound:
                raise IndexDamaged("The rebuilt tantivy index does not hold what was put in: check the disk.")
            with self._opening:
                self._generations.promote(folder)
                self._drop_writer()
                self._opened = fresh
            self._generations.sweep()

    def _build(
        self, folder: Path, revision: int, batches: Iterable[Sequence[IndexedPassage]]
    ) -> tuple[_Opened, list[int]]:
        index = Index(self._schema, str(folder))
        index.config_reader(reload_policy="manual")
        writer = index.writer(self._heap_bytes, 1)
        ids: list[int] = []
        for batch in batches:
            add(writer, batch)
            ids += (passage.id for passage in batch)
        add(writer, (), revision)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return _Opened(folder, index, index.searcher(), revision), ids

    def verify(self, batches: Iterable[Sequence[IndexedPassage]]) -> bool:
        """Whether the files are intact, hold exactly these passages, and find them by their own words."""
        with self._writing, suppress(IndexDamaged), damage(self.name, "verifying"):
            self._drop_writer()  # its merges come and go with files
            opened = self._current()
            if not intact(opened.folder):
                return False
            ids: list[int] = []
            for batch in batches:
                ids += (passage.id for passage in batch)
                if not all(self._finds(opened, passage) for passage in batch[:: len(batch) // SAMPLE + 1]):
                    return False
            return ids_in(opened.searcher) == sorted(ids)
        return False

    def _finds(self, opened: _Opened, passage: IndexedPassage) -> bool:
        must = [(Occur.Must, Query.term_query(self._schema, "id", passage.id))]
        must += [(Occur.Must, self._term("terms", term)) for term in passage.terms.split()[:3]]
        return len(opened.searcher.search(Query.boolean_query(must), 2).hits) == 1

    # ------------------------------------------------------------ searching

    def search(self, query: LexicalQuery, limit: int) -> list[Scored]:
        """At most `limit` passages, best first; ties in order of id. Raises IndexDamaged."""
        searcher = self._current().searcher
        with damage(self.name, "searching"):
            wanted = self._query(query)
            if wanted is None or limit <= 0:
                return []
            fetch, everything = limit + _TIES, searcher.num_docs
            while True:
                hits = searcher.search(wanted, fetch, count=False).hits
                # Ties come in the order of segments: all of a tie must be seen before it is cut by id.
                if len(hits) < fetch or fetch >= everything or hits[-1][0] < hits[limit - 1][0]:
                    break
                fetch *= 4
            ids = searcher.fast_field_values("id", [address for _, address in hits])
        scored = [Scored(int(number or 0), float(hit[0])) for number, hit in zip(ids, hits, strict=True)]
        return sorted(scored, key=lambda one: (-one.score, one.id))[:limit]

    def _query(self, query: LexicalQuery) -> Query | None:
        boosts = (
            (query.terms, "terms", self._boosts.terms),
            (query.bigrams, "bigrams", self._boosts.bigrams),
            (query.bigrams, "title_bigrams", self._boosts.title_bigrams),
        )
        words = [
            (Occur.Should, Query.boost_query(self._term(field, term), weight * boost))
            for weights, field, boost in boosts
            for term, weight in weights.items()
            if weight * boost > 0
        ]
        if not words:
            return None
        wanted = Query.boolean_query(words)
        if not query.window:
            return wanted
        # A range that matches adds 1 to the score unless it is told not to.
        within = Query.const_score_query(self._within(query.window), 0.0)
        return Query.boolean_query([(Occur.Must, wanted), (Occur.Must, within)])

    def published(self, window: Window, limit: int, among: Sequence[int] | None = None) -> list[int] | None:
        """Ids, ascending, of the passages in the window, `among` these only; None where there are more than `limit`.

        Raises IndexDamaged.
        """
        searcher = self._current().searcher
        with damage(self.name, "searching"):
            must = [(Occur.Must, self._within(window))]
            if among is not None:
                must.append((Occur.Must, Query.term_set_query(self._schema, "id", list(among))))
            hits = searcher.search(Query.boolean_query(must), limit + 1, count=False).hits
            if len(hits) > limit:
                return None
            ids = searcher.fast_field_values("id", [address for _, address in hits])
        return sorted(int(number or 0) for number in ids)

    def _within(self, window: Window) -> Query:
        undated = window.after is None and window.holds(None)
        first = (window.after or date.min).toordinal()
        last = (window.before or date.max).toordinal()
        return Query.range_query(self._schema, "published", FieldType.Integer, UNDATED if undated else first, last)

    def _term(self, field: str, term: str) -> Query:
        return Query.term_query(self._schema, field, term, index_option="freq")

    # ------------------------------------------------------------ housekeeping

    def count(self) -> int:
        opened = self._opened or self._try_to_open()
        return opened.searcher.num_docs - 1 if opened else 0

    def size_bytes(self) -> int:
        return size_of(self._generations.current())

    def close(self) -> None:
        with self._writing:
            self._drop_writer()
            self._opened = None

    def _current(self) -> _Opened:
        opened = self._opened or self._try_to_open()
        if opened is None:
            raise IndexDamaged("The tantivy index is missing or damaged: it is rebuilt at the next start.")
        return opened

    def _try_to_open(self) -> _Opened | None:
        with self._opening:
            if self._opened is None:
                with suppress(IndexDamaged), damage(self.name, "opening"):
                    self._opened = self._open()
            return self._opened

    def _open(self) -> _Opened | None:
        folder = self._generations.current()
        if folder is None or not intact(folder):
            return None
        index = Index(self._schema, str(folder))  # raises where the schema is another one
        index.config_reader(reload_policy="manual")
        index.reload()
        searcher = index.searcher()
        hits = searcher.search(Query.term_query(self._schema, "id", MARKER), 2).hits
        if len(hits) != 1:
            return None
        return _Opened(folder, index, searcher, int(searcher.doc(hits[0][1])["revision"][0]))

    def _writer(self, opened: _Opened) -> Any:
        if opened.writer is None:
            opened.writer = opened.index.writer(self._heap_bytes, 1)
            # Without this the first commit after a kill can fail with FileAlreadyExists.
            opened.writer.garbage_collect_files()
        return opened.writer

    def _drop_writer(self) -> None:
        if self._opened and self._opened.writer is not None:
            with suppress(IndexDamaged), damage(self.name, "closing"):
                self._opened.writer.wait_merging_threads()
            self._opened.writer = None
