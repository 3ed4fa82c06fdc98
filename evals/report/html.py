"""`report.html`: one page that holds everything it shows and asks the network for nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.record import Metric, Sample, Summary
from evals.report import charts, figures, reading
from rag.domain import KST

PAGE = Path(__file__).parent / "page"
TEMPLATE, STYLE, SCRIPT = "report.html.jinja", "report.css", "report.js"
COLUMNS = 3
"""Metrics shown for each group."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One metric of one group."""

    name: str
    metric: Metric | None
    bar: charts.Bar | None
    before: Metric | None


@dataclass(frozen=True, slots=True)
class Group:
    """One group of samples; `failed` of them failed."""

    name: str
    n: int
    cells: tuple[Cell, ...]
    failed: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups of one kind (category), the worst first."""

    by: str
    columns: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def compared(self) -> bool:
        """Whether any figure has one from before beside it."""
        return any(cell.before for group in self.groups for cell in group.cells)


def render_html(summary: Summary, samples: Sequence[Sample], baseline: Summary | None = None) -> str:
    """The page. `baseline`: the run that figures are held against, where its own summary is at hand."""
    rows = figures.rows(summary, baseline)
    heads = figures.headlines(rows)
    misses = figures.misses(samples, heads)
    failed = [*(sample for sample in samples if sample.passed is False), *misses]
    shown = {sample.id for sample in failed}
    others = [sample for sample in samples if sample.id not in shown]
    style, script = _text(STYLE), _text(SCRIPT)
    return (
        _environment()
        .get_template(TEMPLATE)
        .render(
            summary=summary,
            rows=rows,
            heads=heads,
            against=_against(summary, baseline),
            groupings=_groupings(summary, baseline, [row.name for row in heads], failed),
            curves=_curves(summary),
            latency=charts.latencies(summary.latency_ms) if summary.latency_ms else None,
            misses=len(misses),
            failed=reading.readings(failed),
            others=reading.readings(others),
            passed=sum(sample.passed is True for sample in samples),
            categories=figures.counted(failed, lambda sample: iter((sample.category,))),
            kinds=figures.counted(failed, figures.kinds_of),
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def _against(summary: Summary, baseline: Summary | None) -> str | None:
    if summary.baseline:
        return summary.baseline.name
    return baseline.run if baseline else None


def _curves(summary: Summary) -> list[charts.Curve]:
    drawings = {"recall": charts.recall_curve, "risk_coverage": charts.risk_curve}
    return [draw(points) for name, draw in drawings.items() if len(points := summary.curves.get(name, ())) > 1]


def _groupings(
    summary: Summary, baseline: Summary | None, names: Sequence[str], failed: Sequence[Sample]
) -> list[Grouping]:
    counts = figures.counted(list(failed), lambda sample: iter((sample.category,)))
    found = []
    for by, groups in summary.groups.items():
        here = [name for name in names if any(name in metrics for metrics in groups.values())][:COLUMNS]
        columns = tuple(here or list(next(iter(groups.values()), {}))[:COLUMNS])
        earlier = baseline.groups.get(by, {}) if baseline else {}
        made = [_group(name, metrics, earlier.get(name, {}), columns, counts) for name, metrics in groups.items()]
        found.append(Grouping(by, columns, tuple(sorted(made, key=_worst_first))))
    return found


def _group(
    name: str,
    metrics: Mapping[str, Metric],
    earlier: Mapping[str, Metric],
    columns: Sequence[str],
    failed: Mapping[str, int],
) -> Group:
    cells = [(column, metrics.get(column), earlier.get(column)) for column in columns]
    made = tuple(Cell(column, now, charts.bar(now, then) if now else None, then) for column, now, then in cells)
    return Group(name, max((metric.n for metric in metrics.values()), default=0), made, failed.get(name, 0))


def _worst_first(group: Group) -> tuple[float, str]:
    metric = group.cells[0].metric if group.cells else None
    if metric is None:
        return float("inf"), group.name
    return (metric.value if metric.higher_is_better else -metric.value), group.name


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(PAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(FILTERS)
    made.globals.update(charts=charts, marks=figures.MARKS, verdicts=figures.VERDICTS)
    return made


def _text(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """For the page's own security policy: only this style and this script count, whatever a question says."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _when(moment: str) -> str:
    """`2026-03-10 12:15 KST` of an ISO 8601 moment; what is none stays as it is."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{(found if found.tzinfo is None else found.astimezone(KST)):%Y-%m-%d %H:%M} KST"


FILTERS: Mapping[str, Any] = {
    "value": figures.value,
    "change": figures.change,
    "interval": figures.interval,
    "milliseconds": figures.milliseconds,
    "label": figures.label,
    "pieces": reading.pieces,
    "when": _when,
}
