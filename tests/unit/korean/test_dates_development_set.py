"""How much of the graded time expressions is resolved as they should be; needs GEUNGEO_DATA."""

from __future__ import annotations

from pathlib import Path

from evals.tasks.dates import measure, read_expressions

TARGET = 0.95


def test_at_least_95_percent_of_the_graded_expressions_are_resolved(graded_data: Path) -> None:
    samples = measure(*read_expressions(graded_data / "time_cases_dev.jsonl")).samples
    wrong = [sample.id for sample in samples if not sample.passed]

    assert 1 - len(wrong) / len(samples) >= TARGET, f"{len(wrong)} of {len(samples)} wrong: {wrong}"
