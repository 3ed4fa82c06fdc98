"""The sentences written by hand, and their report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evals.planting.__main__ import main
from evals.planting.written import told, written

if TYPE_CHECKING:
    from rag.korean.analysis import Analyser


def test_there_are_two_hundred_honest_ones_and_a_hundred_with_something_wrong() -> None:
    sentences = written()

    assert sum(one.honest for one in sentences) >= 200
    assert sum(not one.honest for one in sentences) >= 100
    assert len({one.claim for one in sentences}) == len(sentences)
    assert all(one.evidence and one.claim not in one.evidence for one in sentences)


def test_most_honest_ones_are_released_and_most_others_are_not(analyser: Analyser) -> None:
    found, _ = told(analyser, written()[::4])

    right = {
        side: [one.verdict.supported is side for one in found if one.written.honest is side] for side in (True, False)
    }
    assert sum(right[True]) / len(right[True]) >= 0.8
    assert sum(right[False]) / len(right[False]) >= 0.8


def test_the_report_counts_both_sides(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--written"])

    assert "honest released" in (out := capsys.readouterr().out)
    assert "twins refused" in out
