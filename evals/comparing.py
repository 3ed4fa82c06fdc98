"""What changed between two runs, by the questions that both asked."""

from __future__ import annotations

from typing import Literal

from evals.errors import EvalError
from evals.measures.catalogue import CATALOGUE
from evals.record import Change, Comparison
from evals.scores import Scores
from evals.statistics import Interval, bootstrap


def compare(before: Scores, after: Scores) -> Comparison:
    """Every metric both have, paired by question. Raises EvalError where they share none."""
    changes = {
        name: _change(name, [(values[one], now[one]) for one in sorted(values.keys() & now.keys())])
        for name, values in before.metrics.items()
        if (now := after.metrics.get(name)) and values.keys() & now.keys()
    }
    if not changes:
        raise EvalError(f"The runs {before.run} and {after.run} have no question in common.")
    return Comparison(before.run, changes)


def _change(name: str, pairs: list[tuple[float, float]]) -> Change:
    differences = [after - before for before, after in pairs]
    bounds = bootstrap(differences)
    n = len(pairs)
    return Change(
        before=sum(before for before, _ in pairs) / n,
        after=sum(after for _, after in pairs) / n,
        change=sum(differences) / n,
        low=bounds.low,
        high=bounds.high,
        verdict=_verdict(bounds, CATALOGUE[name].higher_is_better),
    )


def _verdict(bounds: Interval, higher_is_better: bool) -> Literal["better", "worse", "same"]:
    """Better or worse only where the whole interval is."""
    if bounds.low <= 0 <= bounds.high:
        return "same"
    return "better" if (bounds.low > 0) == higher_is_better else "worse"
