"""`rag eval gate`: may a change be merged? Our cases, and the same questions misspelt, over samples among strangers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from evals.collection import Open, throw_away
from evals.comparing import compare
from evals.corpus.truth import Truth
from evals.errors import EvalError
from evals.generate import generate
from evals.measures.catalogue import CATALOGUE
from evals.outcome import Outcome
from evals.reading import read_text
from evals.record import Change, Comparison, Metric, Run
from evals.scores import BASELINES, read_scores, scores_of
from evals.tasks import suite
from evals.tasks.cases import SAMPLES, chosen
from evals.tasks.variants import ask_variants
from rag import Geungeo
from rag.domain import Article

NAME = "gate"
FLOORS = Path(__file__).parent / "floors.yaml"
BASELINE = BASELINES / f"{NAME}.json"
STRANGERS = 300
"""Synthetic articles stored beside the samples, so that finding the right one is something."""
LOSS = 0.01
"""How much a metric may drop, however surely it dropped."""


def measure(open_: Open | None = None, *, strangers: int = STRANGERS) -> Outcome:
    """The figures that the gate judges; about a minute."""
    cases, data = chosen(None)
    with throw_away(open_ or Geungeo.open) as app:
        app.ingest(SAMPLES)
        app.add(_article(truth) for _, _, truth in generate(strangers))
        asked = suite.measure(app, cases, data)
        samples = (*asked.samples, *ask_variants(app, cases))
    return replace(asked, task="gate", name=NAME, samples=samples, data=replace(data, name=NAME, n=len(samples)))


def judged(run: Run, *, floors: Path = FLOORS, baseline: Path | None = BASELINE) -> Run:
    """The run with its verdict: `passed`, and a sentence for everything that failed. Raises EvalError."""
    comparison = compare(read_scores(baseline), scores_of(run)) if baseline else None
    failures = [*_below(run.summary.metrics, read_floors(floors)), *(_lost(comparison) if comparison else ())]
    summary = replace(run.summary, baseline=comparison, passed=not failures, failures=tuple(failures))
    return Run(summary, run.samples)


def read_floors(path: Path) -> Mapping[str, float]:
    """Metric → the least value allowed, or the most. Raises EvalError."""
    try:
        floors = {name: float(value) for name, value in yaml.safe_load(read_text(path)).items()}
    except (yaml.YAMLError, AttributeError, TypeError, ValueError) as exc:
        raise EvalError(f"{path} is not a table of metrics and numbers: {' '.join(str(exc).split())}.") from exc
    if unknown := sorted(floors.keys() - CATALOGUE.keys()):
        raise EvalError(f"{path} names {unknown[0]}, which is no metric.")
    return floors


def _below(metrics: Mapping[str, Metric], floors: Mapping[str, float]) -> Iterator[str]:
    for name, floor in floors.items():
        if name not in metrics:
            raise EvalError(f"There is a floor for {name}, and the run does not measure it.")
        value, rising = metrics[name].value, metrics[name].higher_is_better
        if value < floor if rising else value > floor:
            yield f"{name} is {value:.4f}; it must be at {'least' if rising else 'most'} {floor}."


def _lost(comparison: Comparison) -> Iterator[str]:
    """What is worse for sure, and by more than a point."""
    for name, change in comparison.changes.items():
        if change.verdict == "worse" and abs(change.change) > LOSS:
            yield f"{name} went from {change.before:.4f} to {change.after:.4f} ({_interval(change)})."


def _interval(change: Change) -> str:
    return f"{change.change:+.4f}, 95 % {change.low:+.4f} to {change.high:+.4f}"


def _article(truth: Truth) -> Article:
    return Article(
        truth.paragraphs,
        truth.title,
        publisher=truth.publisher,
        reporters=truth.reporters,
        published_at=truth.published_at,
        modified_at=truth.modified_at,
    )
