"""`python -m evals.bench.search [--passages N] [--questions Q] [--data-dir DIR] [--json]`: how fast are passages found?

The path of a question up to its ranked passages: analysis, both searches, fusion, scoring again. Over N passages and over
a tenth of them; without days, in windows that a request demands, and with periods that the question names.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from evals.bench.ask import percentile
from evals.bench.collection import make_pages, open_collection, resident_bytes, wait_for_indexes
from evals.generate import FIRST_DAY, STEP, questions
from rag.domain import Filters

if TYPE_CHECKING:
    from rag.bootstrap import Geungeo

PASSAGES_AN_ARTICLE = 2.9
"""Of the generated ones."""
WARM_UP = 100
"""Questions of each kind asked before the clock starts: models load, caches fill."""
SHARE = 10
"""The small collection is this many times smaller."""

Asked = tuple[str, Filters]
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Kind:
    """Questions of one kind; `ask` makes one of a question and the first and last day of the collection."""

    name: str
    ask: Callable[[str, Days, Random], Asked]


def _window(days: int) -> Callable[[str, Days, Random], Asked]:
    def ask(question: str, span: Days, random: Random) -> Asked:
        first = span[0] + timedelta(days=random.randrange(max(1, (span[1] - span[0]).days - days)))
        return question, Filters(published_after=first, published_before=first + timedelta(days=days - 1))

    return ask


def _period(question: str, span: Days, random: Random) -> Asked:
    day = span[0] + timedelta(days=random.randrange((span[1] - span[0]).days + 1))
    return f"{day.year}년 {day.month}월에 {question}", Filters()


KINDS = (
    Kind("no period", lambda question, span, random: (question, Filters())),
    Kind("a week demanded", _window(7)),
    Kind("a month demanded", _window(30)),
    Kind("a year demanded", _window(365)),
    Kind("a month named", _period),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds of single searches, one at a time."""

    passages: int
    kind: str
    questions: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    resident_mib: float


def measure(articles: int, count: int, folder: Path) -> Iterator[Figures]:
    """Search the collection in `folder`; an empty one is first filled with so many articles."""
    with open_collection(folder / "data") as app:
        if not app.status()["articles"]:
            app.ingest(make_pages(articles, folder / "pages"))
        wait_for_indexes(app)
        passages = app.status()["passages"]
        stored = passages if isinstance(passages, int) else 0
        span = (FIRST_DAY.date(), (FIRST_DAY + (articles - 1) * STEP).date())
        asked = list(islice(_without_period(app, questions(10 * (WARM_UP + count), articles)), WARM_UP + count))
        for kind in KINDS:
            times = _times(app, kind, asked, span)
            p50, p95, p99 = (percentile(times, share) for share in (0.50, 0.95, 0.99))
            yield Figures(stored, kind.name, count, p50, p95, p99, resident_bytes() / 2**20)


def _without_period(app: Geungeo, asked: Iterable[str]) -> Iterator[str]:
    """Those that name none, so that the kinds are told apart."""
    understanding, now = app.asking.understanding, app.asking.clock.now()
    return (question for question in asked if understanding.understand(question, asked_at=now).period is None)


def _times(app: Geungeo, kind: Kind, asked: Sequence[str], span: Days) -> list[float]:
    random = Random(kind.name)
    times = []
    for number, text in enumerate(asked):
        question, filters = kind.ask(text, span, random)
        begun = time.perf_counter()
        app.search(question, filters=filters)
        if number >= WARM_UP:
            times.append((time.perf_counter() - begun) * 1000)
    return sorted(times)


def table(small: Sequence[Figures], large: Sequence[Figures]) -> str:
    lines = [f"{'':20}{'passages':>10}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'p50 ÷ small':>13}"]
    for less, more in zip(small, large, strict=True):
        lines.append(f"{less.kind:20}{less.passages:>10,}{less.p50_ms:>9.1f}{less.p95_ms:>9.1f}{less.p99_ms:>9.1f}")
        ratio = more.p50_ms / less.p50_ms
        lines.append(
            f"{'':20}{more.passages:>10,}{more.p50_ms:>9.1f}{more.p95_ms:>9.1f}{more.p99_ms:>9.1f}{ratio:>13.2f}"
        )
    return "\n".join([*lines, f"memory {large[-1].resident_mib:,.0f} MiB, {large[0].questions:,} questions each", ""])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.search", description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--data-dir", type=Path, help="keep the collections here and use them again")
    parser.add_argument("--json", action="store_true", help="JSON Lines instead of the table")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="geungeo-bench-") as folder:
        base = options.data_dir or Path(folder)
        sizes = {"small": options.passages // SHARE, "large": options.passages}
        found: Mapping[str, list[Figures]] = {
            name: list(measure(round(size / PASSAGES_AN_ARTICLE), options.questions, base / name))
            for name, size in sizes.items()
        }
    if options.json:
        sys.stdout.writelines(json.dumps(asdict(one)) + "\n" for figures in found.values() for one in figures)
    else:
        sys.stdout.write(table(found["small"], found["large"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
