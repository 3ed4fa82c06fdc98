"""`python -m evals.bench.ingest [--articles N] [--processes P] [--json]`: full ingestion against a bare Kiwi pass.

Both times include loading the model, neither includes making the pages. The ratio is what everything but Kiwi costs:
cleaning, storing, both indexes. It is the figure to compare; the seconds belong to the machine.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.bench.bare_kiwi import bare_pass
from evals.bench.collection import default_processes, make_pages, open_collection, wait_for_indexes
from evals.generate import generate


@dataclass(frozen=True, slots=True)
class IngestFigures:
    """Seconds; `ratio` is ingestion over the bare pass."""

    articles: int
    failed: int
    characters: int
    processes: int
    bare_kiwi_seconds: float
    ingest_seconds: float

    @property
    def ratio(self) -> float:
        return self.ingest_seconds / self.bare_kiwi_seconds

    def table(self) -> str:
        rate = self.articles / self.ingest_seconds
        return (
            f"articles              {self.articles:>10,}    ({self.failed} failed, {self.characters:,} characters)\n"
            f"bare Kiwi pass        {self.bare_kiwi_seconds:>10.1f} s  ({self.processes} processes)\n"
            f"rag ingest, searchable{self.ingest_seconds:>10.1f} s  ({rate:.0f} articles/s)\n"
            f"ratio                 {self.ratio:>10.2f}\n"
        )


def measure(articles: int, processes: int, folder: Path) -> IngestFigures:
    """Both passes over the same articles, one after the other, in an empty folder."""
    bodies = [truth.body for _, _, truth in generate(articles)]
    pages = make_pages(articles, folder / "pages")
    bare = bare_pass(bodies, processes)
    begun = time.perf_counter()
    with open_collection(folder / "data") as app:
        report = app.ingest(pages)
        wait_for_indexes(app)
        seconds = time.perf_counter() - begun
    return IngestFigures(
        articles=articles,
        failed=len(report.failed),
        characters=sum(map(len, bodies)),
        processes=processes,
        bare_kiwi_seconds=bare.seconds,
        ingest_seconds=seconds,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every page was stored, 1 when one failed."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.ingest", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=default_processes(), help="of the bare pass")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="geungeo-bench-") as folder:
        figures = measure(options.articles, options.processes, Path(folder))
    shown = json.dumps(asdict(figures) | {"ratio": figures.ratio}) + "\n" if options.json else figures.table()
    sys.stdout.write(shown)
    return 1 if figures.failed else 0


if __name__ == "__main__":
    sys.exit(main())
