"""The figures of a run sample by sample: what two runs are compared by, and what is committed of a baseline."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.errors import EvalError
from evals.measures.catalogue import CATALOGUE
from evals.reading import read_text
from evals.record import SUMMARY, Run, read_run

BASELINES = Path(__file__).parent / "baselines"
DIGITS = 4
NONE = "-"
"""Where a metric does not apply to a sample."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Metric → sample id → value, for the metrics and samples that have one."""

    name: str
    run: str
    metrics: Mapping[str, Mapping[str, float]]


def scores_of(run: Run) -> Scores:
    """The metrics of the catalogue, rounded as a baseline is."""
    metrics: dict[str, dict[str, float]] = {name: {} for name in CATALOGUE}
    for sample in run.samples:
        for name, value in sample.metrics.items():
            if name in metrics:
                metrics[name][sample.id] = round(value, DIGITS)
    return Scores(run.summary.name, run.summary.run, {name: found for name, found in metrics.items() if found})


def read_scores(path: Path) -> Scores:
    """Of a run's folder, its summary, or a baseline. Raises EvalError."""
    if path.is_dir() or path.name == SUMMARY:
        return scores_of(read_run(path if path.is_dir() else path.parent))
    try:
        return _decoded(json.loads(read_text(path)))
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise EvalError(f"{path} is neither the folder of a run nor a baseline: {type(exc).__name__} {exc}.") from exc


def write_baseline(scores: Scores, folder: Path = BASELINES) -> Path:
    """The file, named after what was measured; a metric is a line, so that a difference can be read."""
    ids = sorted({name for values in scores.metrics.values() for name in values})
    head = {"name": scores.name, "run": scores.run, "samples": ids}
    rows = {metric: _row([values.get(one) for one in ids]) for metric, values in scores.metrics.items()}
    lines = [f" {_line(name)}: {_line(value)}" for name, value in head.items()]
    lines.append(
        ' "metrics": {\n' + ",\n".join(f"  {_line(name)}: {_line(row)}" for name, row in rows.items()) + "\n }"
    )
    path = folder / f"{scores.name}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    except OSError as exc:
        raise EvalError(f"The baseline {path} cannot be written: {exc.strerror}.") from exc
    return path


def _decoded(raw: Mapping[str, Any]) -> Scores:
    ids: Sequence[str] = raw["samples"]
    metrics = {
        name: {one: float(value) for one, value in zip(ids, row, strict=True) if value not in (None, NONE)}
        for name, row in raw["metrics"].items()
    }
    return Scores(raw["name"], raw["run"], metrics)


def _row(values: Sequence[float | None]) -> str | list[float | None]:
    """`10-1` where all are 1, 0 or none; else the numbers."""
    if all(value in (0, 1, None) for value in values):
        return "".join(NONE if value is None else str(int(value)) for value in values)
    return [int(value) if value is not None and value == int(value) else value for value in values]


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
