"""Nearest passages by cosine, in Chroma: embedded, or on a Chroma server.

Vendor traps (all measured): HNSW files are rewritten in place without fsync, so a kill tears them, `count()` still
answers, and opening a torn file can crash the process; Rust panics arrive as BaseException. Hence vectors live in SQL,
an index that was not closed cleanly has no revision and is rebuilt beside the old one, and verified before it serves.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from rag.adapters import chroma_collection
from rag.adapters.chroma_home import Batches, EmbeddedHome, Opened
from rag.adapters.chroma_server import ServerHome
from rag.adapters.damage import damage
from rag.domain import IndexedPassage, Scored, Vector
from rag.errors import IndexDamaged, ModelMismatch

ATTEMPTS = 3


class Home(Protocol):
    """Where the collection lives: `EmbeddedHome` or `ServerHome`."""

    def open(self) -> Opened | None: ...
    def begin(self, opened: Opened) -> None: ...
    def record(self, opened: Opened, revision: int) -> None: ...
    def build(self, revision: int, batches: Batches) -> Opened: ...
    def promote(self, built: Opened, swap: Swap) -> None: ...
    def discard(self, opened: Opened) -> None: ...
    def close(self, opened: Opened | None) -> None: ...
    def verify(self, opened: Opened, batches: Batches) -> bool: ...
    def size_bytes(self) -> int: ...


class Swap(Protocol):
    def __call__(self, opened: Opened, /) -> None: ...


class ChromaIndex:
    """Implements `ports.VectorIndex`. Searching is open to any thread; one process owns the folder.

    `model` names the vectors: an index of another model answers ModelMismatch until it is rebuilt.
    """

    name = "chroma"

    def __init__(self, home: Home) -> None:
        self._home = home
        self._opened: Opened | None = None
        self._writing = threading.RLock()
        self._opening = threading.RLock()  # held briefly: a rebuild keeps nobody from asking for the revision

    @classmethod
    def embedded(
        cls, folder: Path, *, model: str, sync_threshold: int = chroma_collection.SYNC_THRESHOLD
    ) -> ChromaIndex:
        """In files under `folder`, which this process must own."""
        return cls(EmbeddedHome(folder, model, sync_threshold))

    @classmethod
    def server(cls, url: str, *, model: str, prefix: str = "geungeo") -> ChromaIndex:
        """On the Chroma server at `url` (http or https), in collections whose names begin with `prefix`."""
        return cls(ServerHome(url, model, prefix))

    # ------------------------------------------------------------ following the log

    def revision(self) -> int | None:
        """The last revision applied, or None when missing, damaged or not closed cleanly. Raises ModelMismatch."""
        opened = self._opened or self._try_to_open()
        return opened.state.revision if opened else None

    def apply(self, revision: int, upserts: Sequence[IndexedPassage], removed: Sequence[int]) -> None:
        """Bring the index to `revision`. A kill on the way makes it untrusted. Raises IndexDamaged."""
        with self._writing:
            opened = self._current()
            try:
                with damage(self.name, "writing"):
                    vectors = chroma_collection.embedded(upserts)
                    without = {passage.id for passage in upserts} - {passage.id for passage in vectors}
                    self._home.begin(opened)
                    chroma_collection.remove(opened.collection, opened.cap, [*removed, *sorted(without)])
                    chroma_collection.put(opened.collection, opened.cap, vectors)
                    self._home.record(opened, revision)
            except IndexDamaged:
                self._drop(opened)
                raise

    def rebuild(self, revision: int, batches: Iterable[Sequence[IndexedPassage]]) -> None:
        """Build a fresh index beside the old one, verify it, swap. The old one serves until the swap."""
        with self._writing, damage(self.name, "rebuilding"):
            self._home.promote(self._home.build(revision, batches), self._swap)

    def _swap(self, opened: Opened) -> None:
        with self._opening:
            old, self._opened = self._opened, opened
        if old is not None:
            with suppress(IndexDamaged), damage(self.name, "closing"):
                self._home.discard(old)

    def verify(self, batches: Iterable[Sequence[IndexedPassage]]) -> bool:
        """Whether it holds exactly these passages' vectors, each found by itself (≥ 99 % in the nearest ten)."""
        with self._writing, suppress(IndexDamaged), damage(self.name, "verifying"):
            return self._home.verify(self._current(), batches)
        return False

    # ------------------------------------------------------------ searching

    def search(self, vector: Vector, limit: int) -> list[Scored]:
        """At most `limit` passages, best first; score is the cosine. Raises IndexDamaged, ModelMismatch."""
        for attempt in range(ATTEMPTS):
            opened = self._current()
            try:
                with damage(self.name, "searching"):
                    return chroma_collection.nearest(opened.collection, vector, limit)
            except IndexDamaged:
                # Another generation may have taken its place, here or, on a server, by another process.
                self._drop(opened)
                if attempt == ATTEMPTS - 1:
                    raise
        raise AssertionError("unreachable")

    def _drop(self, opened: Opened) -> None:
        with self._opening:
            if self._opened is opened:
                self._opened = None
                with suppress(IndexDamaged), damage(self.name, "closing"):
                    self._home.discard(opened)

    # ------------------------------------------------------------ housekeeping

    def count(self) -> int:
        """Vectors held: passages with nothing to embed have none."""
        opened = self._opened or self._try_to_open()
        if opened is None:
            return 0
        with damage(self.name, "counting"):
            return int(opened.collection.count())

    def size_bytes(self) -> int:
        """Bytes of our files; 0 on a server, whose disk is not ours to measure."""
        return self._home.size_bytes()

    def close(self) -> None:
        """Cleanly, so that the next opening trusts what it finds."""
        with self._writing, self._opening:
            opened, self._opened = self._opened, None
            with damage(self.name, "closing"):
                self._home.close(opened)

    def _current(self) -> Opened:
        opened = self._opened or self._try_to_open()
        if opened is None:
            raise IndexDamaged("The Chroma index is missing or damaged: it is rebuilt at the next start.")
        return opened

    def _try_to_open(self) -> Opened | None:
        with self._opening:
            if self._opened is None:
                try:
                    with damage(self.name, "opening"):
                        self._opened = self._home.open()
                except ModelMismatch:
                    raise
                except IndexDamaged:
                    return None
            return self._opened
