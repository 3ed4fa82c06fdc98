from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.statistics import bootstrap, wilson


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (0, 20, 0.0, 0.1611), (20, 20, 0.8389, 1.0), (0, 0, 0.0, 1.0)],
)
def test_wilsons_interval_is_the_published_one(hits: int, n: int, low: float, high: float) -> None:
    """81 of 263: Newcombe 1998, table I, method 3."""
    assert wilson(hits, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 50), st.integers(0, 50))
def test_wilsons_interval_holds_the_share(hits: int, misses: int) -> None:
    n = hits + misses
    low, high = wilson(hits, n)
    assert 0 <= low <= (hits / n if n else 0.5) + 1e-12
    assert (hits / n if n else 0.5) - 1e-12 <= high <= 1


def test_the_bootstrap_gives_the_normal_interval_of_a_mean_of_many() -> None:
    values = [0.0, 1.0] * 500
    low, high = bootstrap(values)
    assert (low, high) == pytest.approx((0.5 - 1.96 * 0.5 / 1000**0.5, 0.5 + 1.96 * 0.5 / 1000**0.5), abs=0.003)


def test_the_bootstrap_says_the_same_every_time() -> None:
    values = [0.1, 0.4, 0.9, 0.2, 0.7]
    assert bootstrap(values) == bootstrap(values)


def test_values_that_do_not_differ_have_no_width() -> None:
    assert bootstrap([0.25, 0.25, 0.25]) == (0.25, 0.25)
