"""What an embedded Chroma generation remembers about itself, in files beside Chroma's own.

gen-3/state.json   revision, model, count; after a clean close also the size and CRC-32 of every HNSW file
gen-3/DIRTY        there while Chroma may be rewriting its HNSW files in place, which a kill leaves torn
gen-3/chroma/      Chroma's folder
"""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rag.adapters.generations import Generations, files_under, sync, sync_tree, write_durably

_STATE, _DIRTY, _DATA = "state.json", "DIRTY", "chroma"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class State:
    """The last revision applied, the model of the vectors, how many there are, and the seal of a clean close."""

    revision: int
    model: str
    count: int
    files: dict[str, list[int]] | None = None


class StateFiles:
    """The files of one generation."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def data(self) -> Path:
        return self._folder / _DATA

    @property
    def dirty(self) -> bool:
        return (self._folder / _DIRTY).exists()

    def mark_dirty(self) -> None:
        """Durably, before the first write."""
        if not self.dirty:
            with open(self._folder / _DIRTY, "wb") as file:
                os.fsync(file.fileno())
            sync(self._folder)

    def read(self) -> State | None:
        try:
            return State(**json.loads((self._folder / _STATE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, state: State) -> None:
        write_durably(self._folder / _STATE, json.dumps(asdict(state)).encode("utf-8"))

    def seal(self, state: State) -> None:
        """After a clean close: the files are durable, and remembered as they are."""
        sync_tree(self.data)
        self.write(replace(state, files=self._seal()))
        (self._folder / _DIRTY).unlink(missing_ok=True)
        sync(self._folder)

    def sealed(self) -> State | None:
        """The state, if the generation was closed cleanly and no HNSW file has changed since. About 1 GB/s."""
        state = self.read()
        if state is None or state.files is None or self.dirty:
            return None
        try:
            return state if self._seal() == state.files else None
        except OSError:
            return None

    def _seal(self) -> dict[str, list[int]]:
        # chroma.sqlite3 changes at every opening, and SQLite's own journal keeps it whole. A graph without this pickle was
        # never synced: every opening makes it anew, from SQLite.
        graphs = [pickle.parent for pickle in self.data.glob("*/index_metadata.pickle")]
        files = [file for graph in graphs for file in files_under(graph)]
        return {file.relative_to(self.data).as_posix(): [file.stat().st_size, _crc(file)] for file in files}


def peek(root: Path) -> State | None:
    """What the current generation under `root` says of itself, without opening Chroma: safe beside a running owner."""
    folder = Generations(root).current()
    return StateFiles(folder).read() if folder else None


def _crc(file: Path) -> int:
    found = 0
    with open(file, "rb") as data:
        while piece := data.read(_CHUNK):
            found = zlib.crc32(piece, found)
    return found
