"""Where a Chroma collection lives when a server keeps it: one collection a generation, the state in its metadata.

Only one process may write. The server has no password of its own: private networks only. A server that was killed may
have torn files and not say so; `verify` finds out, and a rebuild makes a new collection.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

import chromadb
from chromadb.config import Settings
from chromadb.errors import NotFoundError

from rag.adapters import chroma_collection
from rag.adapters.chroma_collection import complaint, embedded, matrix, pieces
from rag.adapters.chroma_home import Batches, Opened, create_collection, open_collection, require_model
from rag.adapters.chroma_state import State
from rag.errors import IndexDamaged, SettingsError, StoreError

TIMEOUT_SECONDS = 60.0


class ServerHome:
    """Generations of a collection on the server at `url`, named `prefix-gen-1`, `prefix-gen-2` …"""

    def __init__(self, url: str, model: str, prefix: str) -> None:
        self._url = url
        self._model = model
        self._name = re.compile(re.escape(prefix) + r"-gen-(\d+)")
        self._prefix = prefix
        self._connection: Any = None

    def open(self) -> Opened | None:
        """The newest finished generation, if it looks sound. Raises ModelMismatch, StoreError when nobody answers."""
        client = self._client()
        finished = [one for one in self._generations(client) if (one[1].metadata or {}).get("finished")]
        if not finished:
            return None
        collection = finished[-1][1]
        state = _state(collection)
        require_model(state, self._model)
        if state is None or not chroma_collection.finds_itself(collection, state.count):
            return None
        return self._opened(client, collection, state)

    def begin(self, opened: Opened) -> None:
        """Half-applied revisions are applied again: the metadata still names the one before."""

    def record(self, opened: Opened, revision: int) -> None:
        opened.state = replace(opened.state, revision=revision, count=opened.collection.count())
        opened.collection.modify(metadata=_metadata(opened.state, finished=True))

    def build(self, revision: int, batches: Batches) -> Opened:
        """A new collection, verified, not yet finished. Raises IndexDamaged."""
        client = self._client()
        generations = self._generations(client)
        number = generations[-1][0] + 1 if generations else 1
        state = State(revision, self._model, 0)
        collection = create_collection(client, f"{self._prefix}-gen-{number}", _metadata(state, finished=False))
        ids: list[int] = []
        rows: list[Any] = []
        for batch in batches:
            some = embedded(batch)
            chroma_collection.put(collection, client.get_max_batch_size(), some, fresh=True)
            ids += (passage.id for passage in some)
            rows += [matrix([passage.vector for passage in some])] if some else []
        wrong = complaint(collection, len(ids), chain.from_iterable(_pair(ids, rows)))
        if wrong:
            client.delete_collection(collection.name)
            raise IndexDamaged(f"The rebuilt Chroma collection cannot be trusted, {wrong}: check the server.")
        return self._opened(client, collection, replace(state, count=len(ids)))

    def promote(self, built: Opened, swap: Callable[[Opened], None]) -> None:
        built.collection.modify(metadata=_metadata(built.state, finished=True))
        swap(built)
        for _, collection in self._generations(built.client):
            if collection.name != built.collection.name:
                with suppress(NotFoundError):
                    built.client.delete_collection(collection.name)

    def discard(self, opened: Opened) -> None:
        """Nothing to let go of: all generations are reached over one connection."""

    def close(self, opened: Opened | None) -> None:
        """The connection; the server keeps what it has."""
        connection, self._connection = self._connection, None
        if connection is not None:
            _disconnect(connection)

    def verify(self, opened: Opened, batches: Batches) -> bool:
        total = 0

        def counted() -> Any:
            nonlocal total
            for batch in batches:
                some = embedded(batch)
                total += len(some)
                if some:
                    yield from pieces([passage.id for passage in some], matrix([passage.vector for passage in some]))

        wrong = complaint(opened.collection, opened.collection.count(), counted())
        return wrong is None and total == opened.collection.count()

    def size_bytes(self) -> int:
        return 0

    def _client(self) -> Any:
        if self._connection is None:
            self._connection = _connect(self._url)
        return self._connection

    def _generations(self, client: Any) -> list[tuple[int, Any]]:
        """(number, collection), oldest first."""
        names = [one if isinstance(one, str) else one.name for one in client.list_collections()]
        numbers = sorted(int(match[1]) for name in names if (match := self._name.fullmatch(name)))
        return [(number, open_collection(client, f"{self._prefix}-gen-{number}")) for number in numbers]

    def _opened(self, client: Any, collection: Any, state: State) -> Opened:
        return Opened(None, client, collection, client.get_max_batch_size(), state)


def _connect(url: str) -> Any:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(f"RAG_CHROMA_URL is no http address: {url}.")
    ssl = parts.scheme == "https"
    settings = Settings(_env_file=None, anonymized_telemetry=False)
    try:
        client = chromadb.HttpClient(parts.hostname, parts.port or (443 if ssl else 8000), ssl, settings=settings)
    except Exception as exc:
        raise StoreError(f"The Chroma server at {url} does not answer: start it or unset RAG_CHROMA_URL.") from exc
    for session in _sessions(client):
        session.timeout = TIMEOUT_SECONDS
    return client


def _disconnect(client: Any) -> None:
    client.close()
    for session in _sessions(client):
        session.close()


def delete_collections(url: str, name: re.Pattern[str]) -> None:
    """Those whose whole name matches. Raises StoreError when nobody answers."""
    client = _connect(url)
    try:
        for one in client.list_collections():
            found = one if isinstance(one, str) else one.name
            if name.fullmatch(found):
                with suppress(NotFoundError):
                    client.delete_collection(found)
    finally:
        _disconnect(client)


def _sessions(client: Any) -> Iterator[Any]:
    """Its httpx clients. Chroma gives them no timeout, leaves their sockets open at close, and offers no other way."""
    for owner in (client, getattr(client, "_admin_client", None)):
        session = getattr(getattr(owner, "_server", None), "_session", None)
        if session is not None:
            yield session


def _pair(ids: list[int], rows: list[Any]) -> Any:
    at = 0
    for block in rows:
        yield pieces(ids[at : at + len(block)], block)
        at += len(block)


def _metadata(state: State, *, finished: bool) -> dict[str, Any]:
    return {"revision": state.revision, "model": state.model, "count": state.count, "finished": finished}


def _state(collection: Any) -> State | None:
    metadata = collection.metadata or {}
    try:
        return State(int(metadata["revision"]), str(metadata["model"]), int(metadata["count"]))
    except (KeyError, TypeError, ValueError):
        return None
