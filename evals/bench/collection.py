"""A throw-away collection of synthetic articles for the benchmarks."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from evals.generate import write

if TYPE_CHECKING:
    from rag.bootstrap import Geungeo

PATIENCE = 600.0
"""Seconds that the indexes may lag behind an ingestion before a benchmark gives up."""


def make_pages(articles: int, folder: Path) -> Path:
    """Write so many synthetic pages, not timed by any benchmark; the folder."""
    write(articles, folder)
    return folder


def open_collection(folder: Path) -> Geungeo:
    """The application over a data folder, with every other setting at its default."""
    from rag.bootstrap import Geungeo
    from rag.config import Settings

    return Geungeo.open(Settings(data_dir=folder))


def wait_for_indexes(app: Geungeo) -> None:
    """Return when every index has applied the last revision. Raises TimeoutError after PATIENCE."""
    deadline = time.monotonic() + PATIENCE
    while lag(app.status()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"The indexes still lag {lag(app.status())} revisions behind after {PATIENCE:.0f} s.")
        time.sleep(0.05)


def lag(status: Mapping[str, object]) -> int:
    """Revisions that the slowest index has still to apply."""
    indexes = status["indexes"]
    if not isinstance(indexes, list):
        raise TypeError("status() has no list of indexes")
    return max((int(index["lag"] or 0) for index in indexes), default=0)


def default_processes() -> int:
    """As many as there are cores for this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def resident_bytes() -> int:
    """Memory of this process now; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
