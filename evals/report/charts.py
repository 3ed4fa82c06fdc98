"""Where the points of the page's drawings lie. The template draws them; nothing here knows SVG beyond its units."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.record import Latency, Metric
from evals.report.figures import milliseconds, value

WIDTH, HEIGHT = 360, 230
LEFT, RIGHT, TOP, BOTTOM = 44, 14, 14, 42
ROOM = 0.82
"""How much of the height the tallest column of a histogram takes: names stand above it."""
BAR = 120
"""Units a bar of a table cell is wide, for the share 1."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where, and what is written there."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points (x, y), and the axes around it."""

    title: str
    axis: str
    """What runs along x."""
    points: tuple[tuple[float, float], ...]
    notes: tuple[str, ...]
    """What each point says, for who hovers over it or listens."""
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]

    @property
    def line(self) -> str:
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in self.points)

    @property
    def spoken(self) -> str:
        shown = self.notes if len(self.notes) <= 8 else self.notes[:: math.ceil(len(self.notes) / 8)]
        return f"{self.title}: {'; '.join(shown)}."


@dataclass(frozen=True, slots=True)
class Column:
    """A bar of a histogram."""

    x: float
    y: float
    width: float
    height: float
    note: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """Columns of counts, with lines at percentiles."""

    columns: tuple[Column, ...]
    lines: tuple[Tick, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    spoken: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A share as a bar of a table cell, with its interval and the baseline's value."""

    length: float
    low: float | None
    high: float | None
    before: float | None


def recall_curve(points: Sequence[tuple[float, float]]) -> Curve:
    """Recall over k; k on a logarithmic axis."""
    ks = [max(k, 1.0) for k, _ in points]
    most = max(*ks, 2.0)
    floor = _floor(min(share for _, share in points))

    def across(k: float) -> float:
        return _between(math.log(max(k, 1.0)) / math.log(most))

    def up(share: float) -> float:
        return _height((share - floor) / (1 - floor))

    return Curve(
        title="Recall@k",
        axis="k, the number of results looked at",
        points=tuple((across(k), up(share)) for k, share in points),
        notes=tuple(f"{value(share, 'share')} at {k:g}" for k, share in points),
        across=_thinned([Tick(across(k), f"{k:g}") for k in ks]),
        up=_shares(floor, 1.0, up),
    )


def risk_curve(points: Sequence[tuple[float, float]]) -> Curve:
    """How many of the answered are wrong, over how many are answered."""
    top = max(0.1, math.ceil(max(risk for _, risk in points) * 10 - 1e-9) / 10)

    def up(risk: float) -> float:
        return _height(risk / top)

    return Curve(
        title="Risk and coverage",
        axis="share of the questions answered",
        points=tuple((_between(coverage), up(risk)) for coverage, risk in points),
        notes=tuple(
            f"{value(risk, 'share')} wrong when {value(coverage, 'share')} are answered" for coverage, risk in points
        ),
        across=tuple(Tick(_between(part / 4), f"{part * 25} %") for part in range(5)),
        up=_shares(0.0, top, up),
    )


def latencies(found: Latency) -> Histogram | None:
    """Columns of equal width, whatever the widths of the bins; None without bins."""
    if not (bins := found.histogram):
        return None
    most = max(count for *_, count in bins) or 1
    step = (WIDTH - LEFT - RIGHT) / len(bins)
    columns = tuple(
        Column(
            x=LEFT + at * step + 0.5,
            y=_height(ROOM * count / most),
            width=max(step - 1, 0.5),
            height=_height(0) - _height(ROOM * count / most),
            note=f"{count:,} from {milliseconds(low)} to {milliseconds(high)}",
        )
        for at, (low, high, count) in enumerate(bins)
    )
    edges = [Tick(LEFT + at * step, f"{low:,.3g}") for at, (low, _, _) in enumerate(bins)]
    marks = (("p50", found.p50), ("p95", found.p95))
    return Histogram(
        columns=columns,
        lines=tuple(Tick(_within(bins, number, step), f"{name} {milliseconds(number)}") for name, number in marks),
        across=_thinned([*edges, Tick(WIDTH - RIGHT, f"{bins[-1][1]:,.3g}")]),
        up=(Tick(_height(0), "0"), Tick(_height(ROOM), f"{most:,}")),
        spoken=f"Latency: {', '.join(f'{name} {milliseconds(number)}' for name, number in marks)}, "
        f"p99 {milliseconds(found.p99)}, longest {milliseconds(found.max)}.",
    )


def bar(metric: Metric, before: Metric | None) -> Bar | None:
    """None for what is no share of 1 (a time, a rate)."""
    if metric.unit not in ("share", "score") or math.isnan(metric.value):
        return None
    return Bar(_long(metric.value), _bound(metric.low), _bound(metric.high), _long(before.value) if before else None)


def _long(share: float) -> float:
    return min(max(share, 0.0), 1.0) * BAR


def _bound(share: float | None) -> float | None:
    return None if share is None else _long(share)


def _within(bins: Sequence[tuple[float, float, int]], number: float, step: float) -> float:
    """Where a number lies among columns of equal width."""
    for at, (low, high, _) in enumerate(bins):
        if number < high:
            part = (number - low) / (high - low) if high > low else 0.5
            return LEFT + (at + min(max(part, 0.0), 1.0)) * step
    return float(WIDTH - RIGHT)


def _between(part: float) -> float:
    return LEFT + part * (WIDTH - LEFT - RIGHT)


def _height(part: float) -> float:
    return TOP + (1 - min(max(part, 0.0), 1.0)) * (HEIGHT - TOP - BOTTOM)


def _floor(lowest: float) -> float:
    """The tenth below the lowest share, with at least two tenths to draw in."""
    return max(0.0, min(math.floor(lowest * 10) / 10, 0.8))


def _shares(low: float, high: float, place: Callable[[float], float]) -> tuple[Tick, ...]:
    tenths = range(round(low * 10), round(high * 10) + 1)
    step = math.ceil(len(tenths) / 6)
    return tuple(Tick(place(tenth / 10), f"{tenth * 10} %") for tenth in tenths[::step])


def _thinned(ticks: Sequence[Tick], room: float = 26) -> tuple[Tick, ...]:
    """Only ticks whose texts do not run into each other; the first and the last always stay."""
    kept: list[Tick] = []
    for tick in ticks[:-1]:
        if (not kept or tick.at - kept[-1].at >= room) and (tick is ticks[0] or ticks[-1].at - tick.at >= room):
            kept.append(tick)
    return (*kept, ticks[-1])
