"""The application: opened from its settings, closed cleanly."""

from __future__ import annotations

import asyncio
import gc
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rag.adapters.folder import DataFolder
from rag.answers.shape import index_to_json
from rag.articles.digest import article_digest
from rag.articles.pages import read_paths
from rag.articles.passages import PassageRules
from rag.ask import Asking
from rag.bootstrap import wiring
from rag.bootstrap.clock import WallClock
from rag.bootstrap.doctor import Finding, examine
from rag.bootstrap.following import Following
from rag.bootstrap.preparing import preparer
from rag.bootstrap.workers import spread
from rag.config import Settings
from rag.domain import (
    AnalysedArticle,
    Answer,
    Article,
    Filters,
    Hit,
    IngestReport,
    PageReport,
    RawPage,
    StoredArticle,
    Turn,
)
from rag.errors import DataFolderBusy, ModelMismatch, SettingsError
from rag.follow import lag, rebuild
from rag.ingest import BATCH, USUAL, batches, ingest
from rag.ports import ArticleStore, Index

ASKING_THREADS = 4  # questions answered at once; the others wait their turn
Progress = Callable[[int, int | None, PageReport], None]


class Geungeo:
    """The application. Open one per process with `Geungeo.open()`; close it, or use it as a context manager.

    One process owns a data folder's indexes. `own_indexes=False` opens the store alone: enough to ingest, list and
    look at articles while another process serves; asking then raises DataFolderBusy.
    """

    def __init__(self, settings: Settings, *, own_indexes: bool) -> None:
        self.settings = settings
        self._folder = DataFolder(settings.data_dir)
        self._lock = self._folder.own() if own_indexes else None
        self._following: Following | None = None
        self.indexes: tuple[Index, ...] = ()
        try:
            self.store: ArticleStore = wiring.store(settings)
            if own_indexes:
                self._lexical, self._vectors = wiring.indexes(settings)
                self.indexes = (self._lexical, self._vectors)
                self._following = Following(self.store, self.indexes)
                with suppress(ModelMismatch):  # not ready, and `rag doctor` says why; `rag reindex` mends it
                    self._following.caught_up()
                self._following.start()
        except BaseException:
            self.close()
            raise
        self._executor = ThreadPoolExecutor(ASKING_THREADS, thread_name_prefix="geungeo-ask")

    @classmethod
    def open(cls, settings: Settings | None = None, *, own_indexes: bool = True) -> Self:
        """Raises SettingsError, DataFolderBusy, StoreError."""
        return cls(settings or Settings(), own_indexes=own_indexes)

    # ------------------------------------------------------------ ingest

    def ingest(
        self, *paths: str | os.PathLike[str], stdin: bytes | None = None, progress: Progress | None = None
    ) -> IngestReport:
        """Store the articles of files and folders, and return when they can be asked about.

        With `own_indexes=False` they can be asked about as soon as the process that owns the indexes has followed.
        """
        files = [Path(path) for path in paths]
        if stdin is not None and Path("-") not in files:
            files.append(Path("-"))
        counted = _Counted(files, progress)
        prepare = spread(self._prepare, preparer)
        report = ingest(counted.pages(stdin), self.store, prepare, stored=self._wake, progress=counted.tell)
        self.catch_up()
        return report

    def add(
        self, articles: Iterable[Article], *, rules: PassageRules = USUAL, progress: Progress | None = None
    ) -> None:
        """Store articles that are clean already, as they are: what `ingest` does once a page has been cleaned."""
        prepare = preparer(self._analyser, rules)
        done = 0
        for batch in batches(articles, BATCH):
            reports = self.store.put([prepare.analysed(one, article_digest(one, rules)) for one in batch])
            for report in reports:
                done += 1
                if progress is not None:
                    progress(done, None, report)
            self._wake()
        self.catch_up()

    def catch_up(self) -> None:
        """Return when questions are answered from everything that is stored now, by whichever process."""
        if self._following is not None:
            self._following.caught_up()

    def _prepare(self, pages: Iterable[RawPage]) -> Iterator[AnalysedArticle | PageReport]:
        return preparer(self._analyser)(pages)

    def _wake(self) -> None:
        if self._following is not None:
            self._following.wake()

    # ------------------------------------------------------------ ask

    @cached_property
    def _analyser(self) -> Any:
        return wiring.analyser(self.settings)

    @cached_property
    def asking(self) -> Asking:
        if self._following is None:
            raise DataFolderBusy(
                f"The indexes in {self.settings.data_dir} were not opened by this process; ask the one that owns them."
            )
        made = wiring.asking(self._analyser, self.store, self._lexical, self._vectors, WallClock())
        gc.collect()
        gc.freeze()  # what is loaded now stays; walking through it again and again costs single answers 150 ms
        return made

    def warm_up(self) -> None:
        """Load what the first question would wait for."""
        self.asking.understanding.analyser.tokens("안녕하세요")

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        asked_at: datetime | None = None,
        as_of: datetime | None = None,
        filters: Filters = Filters(),
        mode: str = "auto",
    ) -> Answer:
        """An answer with its citations, or one that abstains. Raises InvalidQuestion, SettingsError."""
        if mode == "llm":
            raise SettingsError("No language model is available in this version; use mode auto or extractive.")
        return self.asking.ask(question, history=history, asked_at=asked_at, as_of=as_of, filters=filters)

    def search(
        self,
        question: str,
        *,
        limit: int = 10,
        asked_at: datetime | None = None,
        as_of: datetime | None = None,
        filters: Filters = Filters(),
    ) -> list[Hit]:
        """The passages that a question is answered from, best first, at most `limit`. Raises InvalidQuestion."""
        return self.asking.search(question, limit=limit, asked_at=asked_at, as_of=as_of, filters=filters)

    async def aask(self, question: str, **options: Any) -> Answer:
        """`ask` on a bounded executor, away from the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, partial(self.ask, question, **options))

    # ------------------------------------------------------------ articles and care

    def articles(self, after: str | None = None, limit: int = 100) -> list[StoredArticle]:
        """Live articles, newest publication first; `after`: the id that the last page ended with."""
        return self.store.articles(after=after, limit=limit)

    def article(self, article_id: str, version: int | None = None) -> StoredArticle:
        """Raises NotFound."""
        return self.store.article(article_id, version)

    def status(self) -> dict[str, object]:
        """Counts, the log's revision, sizes in bytes, and each index's lag in revisions. JSON-ready."""
        found = self.store.status()
        return {
            **index_to_json(found),
            "versions": found.versions,
            "passages": found.passages,
            "revision": found.revision,
            "size_bytes": found.size_bytes,
            "owner": self.owner(),
            "indexes": [self._index_status(index) for index in self.indexes],
        }

    def _index_status(self, index: Index) -> dict[str, object]:
        behind = lag(self.store, index)
        sound = behind is not None
        return {
            "name": index.name,
            "revision": index.revision() if sound else None,
            "lag": behind,
            "count": index.count() if sound else 0,
            "size_bytes": index.size_bytes(),
        }

    def owner(self) -> str | None:
        """Which process owns the indexes, for people; None where none does."""
        return self._folder.owner()

    def doctor(self) -> list[Finding]:
        return list(examine(self))

    def reindex(self, progress: Callable[..., None] = lambda *step: None) -> None:
        """Rebuild every index from the store; the old ones serve until the new ones are verified.

        Vectors of another embedding model, or of an older recipe, are made anew first.
        """
        if self._following is None:
            raise DataFolderBusy(f"The indexes in {self.settings.data_dir} belong to {self.owner() or 'no process'}.")
        with self._following.turn:
            for index in self.indexes:
                try:
                    rebuild(self.store, index, progress)
                except ModelMismatch:
                    self._embed_anew()
                    rebuild(self.store, index, progress)
        self.catch_up()

    def _embed_anew(self) -> None:
        """Put every article again: the same text with other vectors replaces its passages and is no new version."""
        prepare = preparer(self._analyser)
        after: str | None = None
        while batch := self.articles(after, BATCH):
            again = [(one, hashlib.sha256(f"{prepare.embedder.model} {one.id}".encode()).digest()) for one in batch]
            self.store.put([prepare.analysed(one.article, digest) for one, digest in again])
            after = batch[-1].id

    def ready(self) -> bool:
        """Whether questions are answered from everything that is stored."""
        return bool(self.indexes) and all(lag(self.store, index) == 0 for index in self.indexes)

    def close(self) -> None:
        if self._following is not None:
            self._following.stop()
        if hasattr(self, "_executor"):
            self._executor.shutdown(wait=True)
        for index in self.indexes:
            index.close()
        if hasattr(self, "store"):
            self.store.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Counted:
    """Pages of files as they are read, counted for a progress bar."""

    def __init__(self, files: Sequence[Path], progress: Progress | None) -> None:
        self._files = files
        self._progress = progress
        self._done = 0

    def pages(self, stdin: bytes | None) -> Iterator[RawPage | PageReport]:
        yield from read_paths(self._files, stdin)

    def tell(self, report: PageReport) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, None, report)
