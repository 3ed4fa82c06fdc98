"""Which graded questions are asked, and of which articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from evals.cases.case import CASES, Case, cases_by_file
from evals.collection import throw_away
from evals.errors import EvalError
from evals.reading import digest
from evals.record import Data
from evals.tasks.golds import CORPUS
from rag import Geungeo
from rag.cli.opened import Opener, opened
from rag.config import Settings

SAMPLES = CORPUS / "pages"


def chosen(folder: Path | None, name: str | None = None, *, drafts: bool = False) -> tuple[tuple[Case, ...], Data]:
    """The cases of a folder (default: ours) that are of this category, or in the file of this name; drafts where wanted.
    Raises EvalError."""
    place = folder or CASES
    cases = tuple(case for stem, case in cases_by_file(place, drafts=drafts) if name in (None, stem, case.category))
    if not cases:
        wanted = f" of the category or file {name}" if name else ""
        hint = "" if drafts else "; drafts are asked only with --drafts"
        raise EvalError(f"There is no graded question{wanted} in {place}{hint}.")
    files = sorted(path for path in place.iterdir() if path.suffix in (".jsonl", ".yaml", ".yml"))
    title = "-".join(filter(None, ("suite", place.resolve().name if folder else None, name)))
    return cases, Data(title, digest(*files), len(cases))


@contextmanager
def collection(
    opener: Opener | None, *, own: bool, paths: Sequence[str], settings: Mapping[str, Any] | None = None
) -> Iterator[Geungeo]:
    """The stored collection where the cases are a newsroom's own; else one of these files, or of our samples. `settings`:
    other than those in force. Raises EvalError where a page of them cannot be stored."""
    if own and not paths:
        with Geungeo.open(Settings(**settings)) if settings else opened(opener) as app:
            yield app
        return
    with throw_away(**(settings or {})) as app:
        report = app.ingest(*(paths or (SAMPLES,)))
        if report.failed:
            raise EvalError(f"{report.failed[0].source} cannot be stored: {report.failed[0].reason}.")
        yield app
