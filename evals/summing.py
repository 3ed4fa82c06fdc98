"""Samples → the figures of a run, each with its number of samples and its interval."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from evals.measures.catalogue import CATALOGUE
from evals.record import Latency, Metric, Sample
from evals.statistics import bootstrap, wilson

BUCKETS_MS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 500, 1000, 10_000)


def figures(samples: Iterable[Sample]) -> dict[str, Metric]:
    """The mean of every metric of the catalogue that a sample has, over those samples that have it."""
    values: dict[str, list[float]] = {}
    for sample in samples:
        for name, value in sample.metrics.items():
            values.setdefault(name, []).append(value)
    return {name: mean(name, values[name]) for name in CATALOGUE if name in values}


def mean(name: str, values: Sequence[float]) -> Metric:
    """Of yes and no with Wilson's interval, of anything else with the bootstrap's. Needs one value."""
    binary = CATALOGUE[name].unit != "count" and all(value in (0, 1) for value in values)
    bounds = wilson(round(sum(values)), len(values)) if binary else bootstrap(values)
    return figure(name, sum(values) / len(values), len(values), bounds, "wilson" if binary else "bootstrap")


def figure(
    name: str, value: float, n: int, bounds: tuple[float, float] | None = None, interval: str = "none"
) -> Metric:
    """A figure of the catalogue. Raises KeyError for another name."""
    known = CATALOGUE[name]
    low, high = bounds or (None, None)
    return Metric(
        value,
        n,
        low,
        high,
        "wilson" if interval == "wilson" else "bootstrap" if interval == "bootstrap" else "none",
        known.unit,
        known.higher_is_better,
        known.headline,
    )


def by_category(samples: Iterable[Sample]) -> Mapping[str, Mapping[str, Mapping[str, Metric]]]:
    """`category` → its name → metric → figure."""
    found: dict[str, list[Sample]] = {}
    for sample in samples:
        found.setdefault(sample.category, []).append(sample)
    return {"category": {name: figures(found[name]) for name in sorted(found)}} if len(found) > 1 else {}


def latency(times: Sequence[float]) -> Latency | None:
    """Of milliseconds; None of nothing."""
    ordered = sorted(times)
    if not ordered:
        return None
    edges = BUCKETS_MS if ordered[-1] < BUCKETS_MS[-1] else (*BUCKETS_MS, ceil(ordered[-1]) + 1)
    histogram = [
        (float(low), float(high), sum(low <= time < high for time in ordered))
        for low, high in itertools.pairwise(edges)
    ]
    return Latency(
        p50=round(percentile(ordered, 0.50), 3),
        p95=round(percentile(ordered, 0.95), 3),
        p99=round(percentile(ordered, 0.99), 3),
        max=ordered[-1],
        histogram=tuple(bucket for bucket in histogram if bucket[2]),
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least this share (0..1) of the ordered values do not exceed. Needs one value."""
    return ordered[max(ceil(share * len(ordered)), 1) - 1]
