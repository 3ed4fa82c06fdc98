"""The figures of a run, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from evals.record import Metric, Run

if TYPE_CHECKING:
    from rich.table import Table


def as_object(run: Run) -> dict[str, Any]:
    """One JSON object: every metric's value by its name, n, and apart from them the intervals."""
    metrics = run.summary.metrics
    return {
        **{name: metric.value for name, metric in metrics.items()},
        "n": run.summary.data.n,
        "intervals": {
            name: [metric.low, metric.high, metric.n] for name, metric in metrics.items() if metric.low is not None
        },
        "task": run.summary.task,
        "name": run.summary.name,
        "run": run.summary.run,
        "passed": run.summary.passed,
    }


def as_table(metrics: Mapping[str, Metric]) -> Table:
    """A row a figure: its value, its interval, and over how many samples."""
    from rich.table import Table

    table = Table("metric", "value", "95 %", "n", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for name, metric in metrics.items():
        table.add_row(name, shown(metric.value, metric), _bounds(metric), f"{metric.n:,}")
    return table


def shown(value: float, metric: Metric) -> str:
    return f"{value:,.1f}" if metric.unit in ("ms", "per_second") else f"{value:.4f}"


def _bounds(metric: Metric) -> str:
    if metric.low is None or metric.high is None:
        return ""
    return f"{shown(metric.low, metric)} – {shown(metric.high, metric)}"
