"""The application: opened from its settings, closed cleanly."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from functools import partial
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
from rag.bootstrap.doctor import Finding, examine
from rag.bootstrap.embedding import KIWI, Semantics
from rag.bootstrap.preparing import preparer
from rag.bootstrap.reindexing import hand_over, make_vectors
from rag.bootstrap.serving import Serving
from rag.bootstrap.workers import spread
from rag.config import Settings
from rag.domain import (
    AnalysedArticle,
    Answer,
    Article,
    Filters,
    Hit,
    IngestReport,
    Mode,
    PageReport,
    RawPage,
    Step,
    StoredArticle,
    Turn,
)
from rag.errors import DataFolderBusy
from rag.follow import lag
from rag.ingest import BATCH, USUAL, batches, ingest
from rag.korean.analysis import Analyser
from rag.korean.dates import event_table
from rag.ports import Index, LexicalIndex, Store

ASKING_THREADS = 4  # questions answered at once; the others wait their turn
Told = Callable[[int, int | None, PageReport], None]
"""(pages done, of how many if known, what became of the last one)."""
Progress = Callable[[str, int, int], None]
"""(what is being made, passages done, of how many)."""
Lexical = Callable[[Settings], LexicalIndex]


class Geungeo:
    """The application. Open one per process with `Geungeo.open()`; close it, or use it as a context manager.

    One process owns a data folder's indexes. `own_indexes=False` opens the store alone: enough to ingest, list and
    look at articles while another process serves; asking then raises DataFolderBusy.
    """

    def __init__(self, settings: Settings, *, own_indexes: bool, lexical: Lexical = wiring.lexical_index) -> None:
        self.settings = settings
        self._folder = DataFolder(settings.data_dir)
        self._lock = self._folder.own() if own_indexes else None
        self._loading = threading.Lock()
        self._kiwi: Analyser | None = None
        self._serving: Serving | None = None
        try:
            wiring.use_events(settings)
            self.store: Store = wiring.store(settings)
            if own_indexes:
                self._serving = Serving(settings, self.store, self._analyser, lexical)
        except BaseException:
            self.close()
            raise
        self._executor = ThreadPoolExecutor(ASKING_THREADS, thread_name_prefix="geungeo-ask")

    @classmethod
    def open(
        cls,
        settings: Settings | None = None,
        *,
        own_indexes: bool = True,
        lexical: Lexical = wiring.lexical_index,
    ) -> Self:
        """`lexical` makes another index of words than ours, to be measured beside it.

        Raises SettingsError, DataFolderBusy, StoreError; with the indexes also what their models raise: ModelMismatch,
        MissingExtra, ModelUnavailable.
        """
        return cls(settings or Settings(), own_indexes=own_indexes, lexical=lexical)

    # ------------------------------------------------------------ ingest

    def ingest(
        self, *paths: str | os.PathLike[str], stdin: bytes | None = None, progress: Told | None = None
    ) -> IngestReport:
        """Store the articles of files and folders, and return when they can be asked about.

        With `own_indexes=False` they can be asked about as soon as the process that owns the indexes has followed.
        """
        files = [Path(path) for path in paths]
        if stdin is not None and Path("-") not in files:
            files.append(Path("-"))
        counted = _Counted(files, progress)
        prepare = spread(self._prepare, partial(preparer, embeds=self._kiwi_embeds(), events=event_table.own()))
        report = ingest(counted.pages(stdin), self.store, prepare, stored=self._wake, progress=counted.tell)
        self.catch_up()
        return report

    def add(self, articles: Iterable[Article], *, rules: PassageRules = USUAL, progress: Told | None = None) -> None:
        """Store articles that are clean already, as they are: what `ingest` does once a page has been cleaned."""
        prepare = preparer(self._analyser(), rules, embeds=self._kiwi_embeds())
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
        if self._serving is not None:
            self._serving.following.caught_up()

    def _prepare(self, pages: Iterable[RawPage]) -> Iterator[AnalysedArticle | PageReport]:
        return preparer(self._analyser(), embeds=self._kiwi_embeds())(pages)

    def _kiwi_embeds(self) -> bool:
        """Whether Kiwi's vectors are in use or being made; those of others are made once the text is stored."""
        settings = [one.setting for one in self.store.vector_sets()] or [self.settings.embedding_model]
        return KIWI in settings

    def _wake(self) -> None:
        if self._serving is not None:
            self._serving.following.wake()

    # ------------------------------------------------------------ ask

    def _analyser(self) -> Analyser:
        """One Kiwi a process."""
        with self._loading:
            if self._kiwi is None:
                self._kiwi = wiring.analyser(self.settings)
            return self._kiwi

    @property
    def asking(self) -> Asking:
        """The use case as it stands now; `ask` and `search` hold on to one while they use it."""
        return self._served().engine.asking

    @property
    def indexes(self) -> tuple[Index, ...]:
        return self._serving.indexes if self._serving is not None else ()

    def _served(self) -> Serving:
        if self._serving is None:
            raise DataFolderBusy(
                f"The indexes in {self.settings.data_dir} were not opened by this process; ask the one that owns them."
            )
        return self._serving

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
        mode: Mode = "auto",
    ) -> Answer:
        """An answer with its citations, or one that abstains. Raises InvalidQuestion; in mode llm also ChatError."""
        with self._served().using() as asking:
            return asking.ask(question, history=history, asked_at=asked_at, as_of=as_of, filters=filters, mode=mode)

    def ask_stream(self, question: str, **options: Any) -> Generator[Step, None, None]:
        """`ask` step by step, as `Asking.steps` gives them. Close the generator to stop: the model is left alone then."""
        with self._served().using() as asking, closing(asking.steps(question, **options)) as steps:
            yield from steps

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
        with self._served().using() as asking:
            return asking.search(question, limit=limit, asked_at=asked_at, as_of=as_of, filters=filters)

    async def aask(self, question: str, **options: Any) -> Answer:
        """`ask` on a bounded executor, away from the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, partial(self.ask, question, **options))

    async def asearch(self, question: str, **options: Any) -> list[Hit]:
        """`search` on a bounded executor, away from the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, partial(self.search, question, **options))

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
            "vectors": [asdict(one) for one in self.store.vector_sets()],
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

    def reindex(self, progress: Progress = lambda name, done, total: None) -> None:
        """Rebuild every index from the store; the old ones serve until the new ones are verified.

        Where the setting names another embedding model than the one in use, its vectors are made first, and the old
        ones serve until the new index stands: also in another process that owns the indexes. Raises DataFolderBusy
        where another process owns them and the model is the same.
        """
        if self._serving is not None:
            self._serving.rebuild(progress)
            return
        semantics = Semantics(self.settings, self.store, self._analyser)
        model = make_vectors(self.store, semantics, self.settings.embedding_model, progress)
        if model is not None and hand_over(self.store, self._folder, model.name, progress):
            return
        with Geungeo(self.settings, own_indexes=True) as owner:
            if model is None:
                owner.reindex(progress)

    def ready(self) -> bool:
        """Whether questions are answered from everything that is stored."""
        return bool(self.indexes) and all(lag(self.store, index) == 0 for index in self.indexes)

    def close(self) -> None:
        if hasattr(self, "_executor"):
            self._executor.shutdown(wait=True)
        if self._serving is not None:
            self._serving.close()
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

    def __init__(self, files: Sequence[Path], progress: Told | None) -> None:
        self._files = files
        self._progress = progress
        self._done = 0

    def pages(self, stdin: bytes | None) -> Iterator[RawPage | PageReport]:
        yield from read_paths(self._files, stdin)

    def tell(self, report: PageReport) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, None, report)
