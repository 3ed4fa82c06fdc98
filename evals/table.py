"""The figures of a run, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from evals.record import Change, Comparison, Metric, Run, Summary

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
        "verdict": run.summary.passed,
    }


def as_table(summary: Summary) -> Table:
    """A row a figure: its value, its interval, over how many samples, and its change where there is a baseline."""
    from rich.table import Table

    changes = summary.baseline.changes if summary.baseline else {}
    table = Table("metric", "value", "95 %", "n", *(["change"] if changes else []), box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for name, metric in summary.metrics.items():
        change = [f"{changes[name].change:+.4f} {changes[name].verdict}" if name in changes else ""] if changes else []
        table.add_row(name, shown(metric.value, metric), _bounds(metric), f"{metric.n:,}", *change)
    return table


def changes_object(comparison: Comparison) -> dict[str, Any]:
    """One JSON object: against which run, and every change by its metric."""
    return {"against": comparison.name, "changes": {name: asdict(one) for name, one in comparison.changes.items()}}


def changes_table(changes: Mapping[str, Change]) -> Table:
    """A row a metric: before, after, the change with its paired interval, and what that means."""
    from rich.table import Table

    table = Table("metric", "before", "after", "change", "95 %", "verdict", box=None, pad_edge=False)
    for column in table.columns[1:5]:
        column.justify = "right"
    for name, one in changes.items():
        interval = f"{one.low:+.4f} – {one.high:+.4f}"
        table.add_row(name, f"{one.before:.4f}", f"{one.after:.4f}", f"{one.change:+.4f}", interval, one.verdict)
    return table


def shown(value: float, metric: Metric) -> str:
    return f"{value:,.1f}" if metric.unit in ("ms", "per_second", "count") else f"{value:.4f}"


def _bounds(metric: Metric) -> str:
    if metric.low is None or metric.high is None:
        return ""
    return f"{shown(metric.low, metric)} – {shown(metric.high, metric)}"
