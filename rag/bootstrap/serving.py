"""What questions are answered with: two indexes at the log's end, and one embedding model, which may be replaced."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property

from rag.answers.generate.writer import Writer
from rag.ask import Asking
from rag.bootstrap import wiring
from rag.bootstrap.clock import WallClock
from rag.bootstrap.embedding import Semantic, Semantics, mismatch
from rag.bootstrap.following import Following
from rag.bootstrap.turnover import Turnover
from rag.config import Settings
from rag.domain import VectorSet, VectorState
from rag.errors import ModelUnavailable
from rag.follow import Progress, catch_up, rebuild
from rag.korean.analysis import Analyser
from rag.ports import Index, LexicalIndex, Reranker, Store

_log = logging.getLogger(__name__)


class _Stopped(Exception):
    """The application closes while a new index is being built; the next start builds it again."""


class Engine:
    """A semantic side with the use case that asks it."""

    def __init__(self, semantic: Semantic, build: Callable[[Semantic], Asking]) -> None:
        self.semantic = semantic
        self._build = build

    @cached_property
    def asking(self) -> Asking:
        """Loads Kiwi the first time: seconds, ~500 MB."""
        made = self._build(self.semantic)
        gc.collect()
        gc.freeze()  # what is loaded now stays; walking through it again and again costs single answers 150 ms
        return made


class Serving:
    """Opens the indexes, keeps them at the log's end, and takes over another model's vectors when they are ready.

    Raises ModelMismatch, MissingExtra, ModelUnavailable, StoreError when opened.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        analyser: Callable[[], Analyser],
        lexical: Callable[[Settings], LexicalIndex],
    ) -> None:
        self._settings = settings
        self._store = store
        self._analyser = analyser
        self._semantics = Semantics(settings, store, analyser)
        self._stopping = threading.Event()
        self._switch: threading.Thread | None = None
        self._refused: set[str] = set()
        model = self._semantics.configured()
        self.lexical = lexical(settings)
        semantic = self._semantics.semantic(model)
        self._engines = Turnover(Engine(semantic, self._asking))
        self.following = Following(store, (self.lexical, semantic.index), self._look)
        try:
            self.following.caught_up()
            self._activate(semantic)
        except BaseException:
            self.close()
            raise
        self.following.start()

    @property
    def engine(self) -> Engine:
        return self._engines.current

    @property
    def indexes(self) -> tuple[Index, ...]:
        return (self.lexical, self.engine.semantic.index)

    @contextmanager
    def using(self) -> Iterator[Asking]:
        """The use case, whose model and index belong together for as long as it is used."""
        with self._engines.using() as engine:
            yield engine.asking

    def rebuild(self, progress: Progress) -> None:
        """Every index anew from the store, with the vectors that are missing; the old ones serve meanwhile."""
        with self.following.turn:
            self.engine.semantic.vectors.complete(progress)
            for index in self.indexes:
                rebuild(self._store, index, progress)
        self.following.caught_up()

    def close(self) -> None:
        self._stopping.set()
        self.following.stop()
        if (writer := self.__dict__.get("_writer")) is not None:
            writer.chat.close()
        if self._switch is not None:
            self._switch.join()
        for index in self.indexes:
            index.close()

    # ------------------------------------------------------------ another model

    def _asking(self, semantic: Semantic) -> Asking:
        model = semantic.model
        return wiring.asking(
            self._analyser(),
            model.embedder(),
            self._store,
            self.lexical,
            semantic.index,
            WallClock(),
            self._reranker,
            self._writer,
        )

    @cached_property
    def _reranker(self) -> Reranker | None:
        return wiring.reranker(self._settings)

    @cached_property
    def _writer(self) -> Writer | None:
        return wiring.writer(self._settings)

    def _look(self) -> None:
        """Between two rounds of following: is there a model to change to?"""
        name = self.engine.semantic.model.name
        others = [
            one for one in self._store.vector_sets() if one.model != name and one.state is not VectorState.BUILDING
        ]
        if self._switch is not None and self._switch.is_alive():
            return
        for wanted in others:
            if wanted.model not in self._refused:
                self._switch = threading.Thread(target=self._switch_to, args=(wanted,), name="geungeo-switching")
                self._switch.start()
                return

    def _switch_to(self, wanted: VectorSet) -> None:
        """Build its index beside the one that serves, then exchange model and index in one moment."""
        try:
            model = self._semantics.model(wanted.setting)
            if model.name != wanted.model:
                raise mismatch(wanted, model.name)
            new = Engine(self._semantics.semantic(model), self._asking)
            if not new.semantic.vectors.agrees():
                raise ModelUnavailable("the model that this process reaches makes other vectors than the stored ones")
            try:
                self._take_over(new)
            except BaseException:
                with suppress(Exception):
                    new.semantic.index.close()
                raise
        except _Stopped:
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, the old model goes on serving
            self._refused.add(wanted.model)
            _log.error("vectors of %s cannot take over: %s", wanted.model, error)

    def _take_over(self, new: Engine) -> None:
        old = self.engine
        if "asking" in old.__dict__:
            new.asking  # noqa: B018 - so that no question waits for it
        rebuild(self._store, new.semantic.index, self._told)
        with self.following.turn:
            catch_up(self._store, [new.semantic.index], progress=self._told)
            self.following.indexes = (self.lexical, new.semantic.index)
            self._engines.replace(new)
        old.semantic.index.close()
        self._activate(new.semantic)
        _log.info("questions are answered with the embedding model %s", new.semantic.model.name)

    def _told(self, name: str, done: int, total: int) -> None:
        if self._stopping.is_set():
            raise _Stopped

    def _activate(self, semantic: Semantic) -> None:
        """Let the store know, and delete what no model needs any more."""
        sets = self._store.vector_sets()
        if [one.model for one in sets if one.state is VectorState.ACTIVE] != [semantic.model.name]:
            self._store.activate_vectors(semantic.model.name)
        self._semantics.forget_others()
