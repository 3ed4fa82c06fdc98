"""`python -m evals.bench.ask [--articles N] [--questions Q] [--data-dir DIR] [--json]`: how fast are warm answers?

Also the memory of the answering process, and how long `import rag` takes in a fresh interpreter.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from evals.bench.collection import make_pages, open_collection, resident_bytes, wait_for_indexes
from evals.generate import questions

WARM_UP = 50
"""Questions asked before the clock starts: models load, caches fill."""
IMPORT = "import time; begun = time.perf_counter(); import rag; print(time.perf_counter() - begun)"


@dataclass(frozen=True, slots=True)
class AskFigures:
    """Milliseconds of whole answers, each asked once, one at a time."""

    articles: int
    questions: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    resident_mib: float
    import_ms: float
    statuses: Mapping[str, int]

    def table(self) -> str:
        kinds = ", ".join(f"{count} {name}" for name, count in sorted(self.statuses.items()))
        return (
            f"questions     {self.questions:>8,} over {self.articles:,} articles: {kinds}\n"
            f"p50           {self.p50_ms:>8.1f} ms\n"
            f"p95           {self.p95_ms:>8.1f} ms\n"
            f"p99           {self.p99_ms:>8.1f} ms\n"
            f"memory        {self.resident_mib:>8.0f} MiB\n"
            f"import rag    {self.import_ms:>8.1f} ms (median of 5 fresh interpreters)\n"
        )


def measure(articles: int, count: int, folder: Path) -> AskFigures:
    """Ask over the collection in `folder`; an empty one is first filled with so many articles."""
    times: list[float] = []
    statuses: Counter[str] = Counter()
    with open_collection(folder / "data") as app:
        if not app.status()["articles"]:
            app.ingest(make_pages(articles, folder / "pages"))
        wait_for_indexes(app)
        for number, question in enumerate(questions(WARM_UP + count, articles)):
            begun = time.perf_counter()
            answer = app.ask(question)
            if number >= WARM_UP:
                times.append((time.perf_counter() - begun) * 1000)
                statuses[answer.status.value] += 1
        stored = app.status()["articles"]
        resident = resident_bytes() / 2**20
    times.sort()
    return AskFigures(
        articles=stored if isinstance(stored, int) else articles,
        questions=count,
        p50_ms=percentile(times, 0.50),
        p95_ms=percentile(times, 0.95),
        p99_ms=percentile(times, 0.99),
        resident_mib=resident,
        import_ms=import_seconds() * 1000,
        statuses=dict(statuses),
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least this share (0..1) of the ordered values do not exceed. Needs one value."""
    rank = -int(-share * len(ordered) // 1)
    return ordered[min(max(rank, 1), len(ordered)) - 1]


def import_seconds() -> float:
    """Median of five fresh interpreters."""
    command = [sys.executable, "-c", IMPORT]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(5)]
    return median(map(float, runs))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.ask", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--data-dir", type=Path, help="keep the collection here and use it again")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="geungeo-bench-") as folder:
        figures = measure(options.articles, options.questions, options.data_dir or Path(folder))
    sys.stdout.write(json.dumps(asdict(figures)) + "\n" if options.json else figures.table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
