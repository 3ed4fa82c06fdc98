"""Where a Chroma collection lives when it is embedded: a generation folder that one process owns."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import chromadb
from chromadb.config import Settings

from rag.adapters import chroma_collection
from rag.adapters.chroma_check import sound
from rag.adapters.chroma_expected import Expected
from rag.adapters.chroma_state import State, StateFiles
from rag.adapters.generations import Generations, size_of
from rag.domain import IndexedPassage
from rag.errors import IndexDamaged, ModelMismatch

COLLECTION = "passages"

Batches = Iterable[Sequence[IndexedPassage]]


@dataclass(slots=True)
class Opened:
    """A collection that serves. `cap`: how many vectors one call may carry."""

    place: Any
    client: Any
    collection: Any
    cap: int
    state: State


class EmbeddedHome:
    """Generations of an embedded collection under `root`."""

    def __init__(self, root: Path, model: str, sync_threshold: int = chroma_collection.SYNC_THRESHOLD) -> None:
        self._generations = Generations(root)
        self._model = model
        self._sync_threshold = sync_threshold

    def open(self) -> Opened | None:
        """The current generation, if it was closed cleanly and looks sound. Raises ModelMismatch."""
        folder = self._generations.current()
        if folder is None:
            return None
        files = StateFiles(folder)
        require_model(files.read(), self._model)
        state = files.sealed()
        if state is None:
            return None
        opened = self._open(files, state)
        if chroma_collection.finds_itself(opened.collection, state.count):
            return opened
        opened.client.close()
        return None

    def begin(self, opened: Opened) -> None:
        """Before the first write: from now on only a clean close makes this generation trustworthy."""
        opened.place.mark_dirty()

    def record(self, opened: Opened, revision: int) -> None:
        """After the writes of a revision."""
        opened.state = replace(opened.state, revision=revision, count=opened.collection.count(), files=None)
        opened.place.write(opened.state)

    def build(self, revision: int, batches: Batches) -> Opened:
        """A fresh generation, verified from its files. Nothing points to it yet. Raises IndexDamaged."""
        folder = self._generations.start()
        files, expected = StateFiles(folder), Expected(folder)
        client = open_client(files.data)
        try:
            collection = create_collection(client, COLLECTION, sync_threshold=self._sync_threshold)
            for batch in batches:
                chroma_collection.put(collection, client.get_max_batch_size(), expected.add(batch), fresh=True)
        finally:
            client.close()
        opened = self._open(files, State(revision, self._model, expected.total))
        wrong = chroma_collection.complaint(opened.collection, expected.total, expected.pieces())
        expected.forget()
        opened.client.close()
        files.seal(opened.state)
        if wrong:
            raise IndexDamaged(f"The rebuilt Chroma index cannot be trusted, {wrong}: check the disk.")
        return opened

    def promote(self, built: Opened, swap: Callable[[Opened], None]) -> None:
        """Make it the current generation: pointer, swap, and away with the old ones."""
        folder = built.place.data.parent
        self._generations.promote(folder)
        swap(self._open(built.place, built.state))
        self._generations.sweep()

    def discard(self, opened: Opened) -> None:
        """Let go of it as it is."""
        opened.client.close()

    def close(self, opened: Opened | None) -> None:
        """Cleanly: sealed if anything was written."""
        if opened is not None:
            opened.client.close()
            if opened.place.dirty:
                opened.place.seal(opened.state)

    def verify(self, opened: Opened, batches: Batches) -> bool:
        """All vectors, on a copy and in a child: files that may be torn can crash whoever opens them."""
        folder = opened.place.data.parent
        copy = folder.with_name(f"{folder.name}.check")
        shutil.rmtree(copy, ignore_errors=True)
        try:
            shutil.copytree(opened.place.data, copy / opened.place.data.name)
            expected = Expected(copy)
            for batch in batches:
                expected.add(batch)
            return sound(copy, expected.total)
        finally:
            shutil.rmtree(copy, ignore_errors=True)

    def size_bytes(self) -> int:
        return size_of(self._generations.current())

    def _open(self, files: StateFiles, state: State) -> Opened:
        client = open_client(files.data)
        return Opened(files, client, open_collection(client), client.get_max_batch_size(), state)


def require_model(state: State | None, model: str) -> None:
    if state is not None and state.model != model:
        raise ModelMismatch(
            f"The Chroma index holds vectors of the embedding model {state.model}, the setting says {model}: "
            "run `rag reindex`."
        )


def open_client(folder: Path) -> Any:
    # _env_file: Chroma's settings would otherwise be read from our .env too.
    return chromadb.PersistentClient(path=folder, settings=Settings(_env_file=None, anonymized_telemetry=False))


def open_collection(client: Any, name: str = COLLECTION) -> Any:
    # Without None Chroma would load its default embedding model.
    return client.get_collection(name, embedding_function=None)


def create_collection(
    client: Any,
    name: str,
    metadata: dict[str, Any] | None = None,
    sync_threshold: int = chroma_collection.SYNC_THRESHOLD,
) -> Any:
    configuration = {"hnsw": chroma_collection.HNSW | {"sync_threshold": sync_threshold}}
    return client.create_collection(name, configuration=configuration, metadata=metadata, embedding_function=None)
