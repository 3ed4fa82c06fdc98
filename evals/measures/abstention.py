"""Refusing where nothing answers, and answering where something does, as the threshold of sureness is moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

FALSE_ALARMS = 0.05


class Judged(NamedTuple):
    """A question: how sure the answer was (any scale), whether there is one, and whether it was right."""

    sureness: float
    answerable: bool
    right: bool


def refused_at(judged: Sequence[Judged], false_alarms: float = FALSE_ALARMS) -> float:
    """True-positive rate: the share of unanswerable questions below the highest threshold under which at most that
    share of the answerable ones lie. Needs one of each."""
    answerable = sorted(one.sureness for one in judged if one.answerable)
    threshold = answerable[int(false_alarms * len(answerable))]  # so many lie below it, unless they tie
    unanswerable = [one.sureness for one in judged if not one.answerable]
    return sum(sureness < threshold for sureness in unanswerable) / len(unanswerable)


def risk_coverage(judged: Sequence[Judged]) -> tuple[tuple[float, float], ...]:
    """(share answered, share of these wrong) for every threshold, surest first; questions that tie come together."""
    ordered = sorted(judged, key=lambda one: -one.sureness)
    points, wrong = [], 0
    for count, one in enumerate(ordered, 1):
        wrong += not one.right
        if count == len(ordered) or ordered[count].sureness != one.sureness:
            points.append((count / len(ordered), wrong / count))
    return tuple(points)


def area_under(points: Sequence[tuple[float, float]]) -> float:
    """Of a curve of steps: each risk over the coverage it adds, 0..1. Less is better."""
    before = (0.0, *(coverage for coverage, _ in points))
    return sum((coverage - last) * risk for (coverage, risk), last in zip(points, before, strict=False))
