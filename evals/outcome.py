"""What a task found out → the run that is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from evals.checkout import git_state, package_version, run_name
from evals.record import Data, Metric, Run, Sample, Summary
from evals.summing import by_category, figures, latency
from rag.config import Settings

Task = Literal["retrieval", "qa", "suite", "verify", "dates", "gate"]
Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`extra` are figures that are not means over samples; they go before those of the same name."""

    task: Task
    name: str
    data: Data
    samples: tuple[Sample, ...]
    extra: Mapping[str, Metric] = field(default_factory=dict)
    curves: Mapping[str, Curve] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    """What the command was told."""

    def run(self, now: datetime | None = None) -> Run:
        """As it is kept, under the commit that was measured."""
        moment, git = now or datetime.now(UTC), git_state()
        described = {name: value for name, value in Settings().describe().items() if value is not None}
        summary = Summary(
            run=run_name(moment, git),
            task=self.task,
            name=self.name,
            created_at=moment.astimezone(UTC).isoformat(timespec="seconds"),
            version=package_version(),
            git=git,
            data=self.data,
            settings={**described, **self.options},
            metrics={**figures(self.samples), **self.extra},
            groups=by_category(self.samples),
            curves=self.curves,
            latency_ms=latency([sample.ms for sample in self.samples if sample.ms is not None]),
        )
        return Run(summary, self.samples)
