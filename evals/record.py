"""What a run of the evals leaves behind: one summary and a line for every sample, in a folder of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from evals.errors import EvalError
from rag.domain import Turn

T = TypeVar("T")

SUMMARY = "summary.json"
SAMPLES = "samples.jsonl"


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure over `n` samples. `low` and `high` bound its 95 % interval; None where there is none."""

    value: float
    n: int
    low: float | None = None
    high: float | None = None
    interval: Literal["wilson", "bootstrap", "none"] = "none"
    unit: Literal["share", "score", "ms", "per_second", "count"] = "share"
    """share: of the samples, 0..1; score: a mean of values 0..1; count: of
    things for each sample."""
    higher_is_better: bool = True
    headline: bool = False
    """Belongs to the few that tell how good the run is."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A retrieved article, best first; `quote` is the beginning of the passage it was found by."""

    article_id: str
    title: str | None
    score: float
    quote: str
    relevant: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article: what an answer cites, or what bears the right one out."""

    article_id: str
    title: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One question (or claim, or expression), what came of it, and how good that is."""

    id: str
    category: str
    question: str
    history: tuple[Turn, ...] = ()
    asked_at: str | None = None
    """ISO 8601 with offset."""
    answerable: bool = True
    status: str | None = None
    """The answer's status; None where nothing was answered (retrieval)."""
    answer: str | None = None
    short_answer: str | None = None
    gold: tuple[str, ...] = ()
    """Right answers; for retrieval, ids of the relevant documents."""
    ranked: tuple[Ranked, ...] = ()
    evidence: tuple[Quote, ...] = ()
    gold_evidence: tuple[Quote, ...] = ()
    metrics: Mapping[str, float] = field(default_factory=dict)
    """Only those that apply to this sample."""
    passed: bool | None = None
    """None where a sample cannot fail by itself."""
    reasons: tuple[str, ...] = ()
    """Why it failed, a sentence each."""
    ms: float | None = None


@dataclass(frozen=True, slots=True)
class Git:
    commit: str | None
    """None outside a checkout."""
    dirty: bool


@dataclass(frozen=True, slots=True)
class Data:
    """What was measured on: its name, the SHA-256 (hex) of its files, and the number of samples."""

    name: str
    sha256: str
    n: int


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds; `histogram` holds (low, high, count) with `high` exclusive."""

    p50: float
    p95: float
    p99: float
    max: float
    histogram: tuple[tuple[float, float, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A metric before and after; `low` and `high` bound the paired 95 % interval of `change`."""

    before: float
    after: float
    change: float
    low: float
    high: float
    verdict: Literal["better", "worse", "same"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Against which run, and what changed."""

    name: str
    changes: Mapping[str, Change]


@dataclass(frozen=True, slots=True)
class Summary:
    """A run as a whole."""

    run: str
    """The folder's name: `<utc>-<commit>`."""
    task: Literal["retrieval", "qa", "suite", "verify", "dates", "gate"]
    name: str
    """What the task was run on, for people and for finding its baseline: `qa-tydi-gold`."""
    created_at: str
    version: str
    git: Git
    data: Data
    settings: Mapping[str, Any] = field(default_factory=dict)
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    groups: Mapping[str, Mapping[str, Mapping[str, Metric]]] = field(default_factory=dict)
    """By what is grouped (`category`) → group → metric."""
    curves: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    """recall: (k, recall); risk_coverage: (share answered, share of these wrong)."""
    latency_ms: Latency | None = None
    baseline: Comparison | None = None
    passed: bool | None = None
    """None where there is nothing to pass."""
    failures: tuple[str, ...] = ()
    """Why the run as a whole failed, a sentence each."""


@dataclass(frozen=True, slots=True)
class Run:
    summary: Summary
    samples: tuple[Sample, ...]


def write_run(root: Path, run: Run) -> Path:
    """Write the run into a folder of its own under `root`; the folder. Raises EvalError where it cannot be written."""
    folder = root / run.summary.run
    try:
        folder.mkdir(parents=True)
        (folder / SUMMARY).write_text(_pretty(run.summary), encoding="utf-8")
        with (folder / SAMPLES).open("w", encoding="utf-8") as file:
            file.writelines(_line(sample) + "\n" for sample in run.samples)
    except OSError as exc:
        raise EvalError(f"The run cannot be written to {folder}: {exc.strerror}.") from exc
    return folder


def read_run(folder: Path) -> Run:
    """The run of a folder. Raises EvalError naming file and line."""
    try:
        summary = (folder / SUMMARY).read_text(encoding="utf-8")
        lines = (folder / SAMPLES).read_text(encoding="utf-8").split("\n")
    except OSError as exc:
        raise EvalError(f"{folder} is not the folder of a run: {exc.filename} cannot be read.") from exc
    read = [_read(_samples(), line, f"{folder / SAMPLES}:{at}") for at, line in enumerate(lines, 1) if line]
    return Run(_read(_summaries(), summary, str(folder / SUMMARY)), tuple(read))


def summary_json(summary: Summary) -> dict[str, Any]:
    """As JSON values, in the order of the fields."""
    shape: dict[str, Any] = _summaries().dump_python(summary, mode="json")
    return shape


def sample_json(sample: Sample) -> dict[str, Any]:
    """As JSON values, in the order of the fields."""
    shape: dict[str, Any] = _samples().dump_python(sample, mode="json")
    return shape


def _pretty(summary: Summary) -> str:
    return json.dumps(summary_json(summary), ensure_ascii=False, indent=1) + "\n"


def _line(sample: Sample) -> str:
    return json.dumps(sample_json(sample), ensure_ascii=False, separators=(",", ":"))


def _read(adapter: TypeAdapter[T], text: str, place: str) -> T:
    try:
        return adapter.validate_json(text)
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise EvalError(f"{place} is not what a run writes: {where} {first['msg']}.") from exc


@cache
def _summaries() -> TypeAdapter[Summary]:
    return TypeAdapter(Summary)


@cache
def _samples() -> TypeAdapter[Sample]:
    return TypeAdapter(Sample)
