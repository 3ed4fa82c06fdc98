"""A collection for one run: opened in a folder that is gone afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rag import Geungeo
from rag.config import Settings

Open = Callable[[Settings], Geungeo]
"""How the application is put together from its settings."""


@contextmanager
def throw_away(open_: Open = Geungeo.open) -> Iterator[Geungeo]:
    """An empty collection with the models of the settings in force, and stores of its own."""
    with tempfile.TemporaryDirectory(prefix="geungeo-eval-") as folder:
        settings = Settings(data_dir=Path(folder), database_url=None, chroma_url=None)
        with open_(settings) as app:
            yield app
