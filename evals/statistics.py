"""Intervals of 95 %: Wilson's for shares, the bootstrap for means and for paired differences. Always the same."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 10_000
SEED = 20_260_101
Z = 1.959964
"""The 97.5th percentile of the normal distribution."""
_CELLS = 2_000_000
"""Numbers drawn at once: 16 MB."""


class Interval(NamedTuple):
    low: float
    high: float


def wilson(hits: int, n: int) -> Interval:
    """Bounds of a share of which `hits` of `n` were seen (Wilson 1927); (0, 1) where nothing was."""
    if n == 0:
        return Interval(0.0, 1.0)
    share, scale = hits / n, 1 + Z * Z / n
    middle = (share + Z * Z / (2 * n)) / scale
    half = Z / scale * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return Interval(max(middle - half, 0.0), min(middle + half, 1.0))


def bootstrap(values: Sequence[float]) -> Interval:
    """The 2.5th and 97.5th percentiles of the mean over RESAMPLES resamples of the values. Needs one value.

    Of two runs' paired differences it is the paired bootstrap by question.
    """
    sample = np.asarray(values, dtype=np.float64)
    if np.ptp(sample) == 0:
        return Interval(float(sample[0]), float(sample[0]))
    low, high = np.percentile(_means(sample), (2.5, 97.5))
    return Interval(float(low), float(high))


def _means(sample: NDArray[np.float64]) -> NDArray[np.float64]:
    random = np.random.default_rng(SEED)
    rows = max(_CELLS // len(sample), 1)
    steps = [min(rows, RESAMPLES - done) for done in range(0, RESAMPLES, rows)]
    return np.concatenate(
        [sample[random.integers(len(sample), size=(some, len(sample)))].mean(axis=1) for some in steps]
    )
