"""Where the vectors of each model live: a folder, or collections on a server, of their own.

So a new model's index is built beside the one that serves, and an index is never searched with another model's vector.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Collection
from pathlib import Path

from rag.adapters.chroma import ChromaIndex
from rag.adapters.chroma_server import delete_collections

PREFIX = "geungeo"
_LONGEST = 40  # Chroma's names may have 512 characters, folders 255


class EmbeddedPlaces:
    """Folders under `root`, which this process must own."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def index(self, model: str) -> ChromaIndex:
        return ChromaIndex.embedded(self._root / slug(model), model=model)

    def forget_all_but(self, models: Collection[str]) -> None:
        """Delete what belongs to other models; close their indexes first."""
        kept = {slug(model) for model in models}
        for entry in self._root.iterdir() if self._root.is_dir() else ():
            if entry.is_dir() and entry.name not in kept:
                shutil.rmtree(entry, ignore_errors=True)
            elif entry.is_file():
                entry.unlink(missing_ok=True)


class ServerPlaces:
    """Collections on the Chroma server at `url`."""

    def __init__(self, url: str) -> None:
        self._url = url

    def index(self, model: str) -> ChromaIndex:
        return ChromaIndex.server(self._url, model=model, prefix=f"{PREFIX}-{slug(model)}")

    def forget_all_but(self, models: Collection[str]) -> None:
        """Delete other models' collections. Another machine that still searches them takes the new ones in a moment."""
        kept = "|".join(re.escape(slug(model)) for model in models)
        delete_collections(self._url, re.compile(rf"{PREFIX}-(?!(?:{kept})-gen-).*gen-\d+"))


def slug(model: str) -> str:
    """Readable, and different for different models."""
    words = re.sub(r"[^a-z0-9]+", "-", model.lower())[:_LONGEST].strip("-") or "model"
    return f"{words}-{hashlib.sha256(model.encode()).hexdigest()[:8]}"
