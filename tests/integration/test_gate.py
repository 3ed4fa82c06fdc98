"""The gate stops what is worse, and tells it from what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from evals.cli import FAILED, gate_command
from evals.record import read_run
from rag import Geungeo
from rag.adapters.tantivy import FieldBoosts, TantivyIndex
from rag.config import Settings
from rag.errors import StoreError
from rag.ports import LexicalIndex


def without_bigrams(settings: Settings) -> LexicalIndex:
    return TantivyIndex(settings.data_dir / "tantivy", boosts=FieldBoosts(bigrams=0))


@pytest.mark.slow
def test_a_ranking_without_bigrams_fails_the_gate(tmp_path: Path) -> None:
    gate = gate_command(lambda settings: Geungeo.open(settings, lexical=without_bigrams))
    result = CliRunner().invoke(gate, ["--runs", str(tmp_path)])

    assert result.exit_code == FAILED == 100, result.output
    assert "failed: variant_ndcg@10 went from " in result.stderr
    (folder,) = tmp_path.iterdir()
    assert read_run(folder).summary.passed is False


def test_a_gate_that_cannot_measure_is_an_error_and_no_verdict(tmp_path: Path) -> None:
    def broken(settings: Settings) -> Geungeo:
        raise StoreError("The store cannot be opened.")

    result = CliRunner().invoke(gate_command(broken), ["--runs", str(tmp_path)])
    assert result.exit_code == 1
    assert not list(tmp_path.iterdir())


def test_a_crash_on_the_way_is_an_error_and_no_verdict(tmp_path: Path) -> None:
    def crashing(settings: Settings) -> LexicalIndex:
        raise ZeroDivisionError

    gate = gate_command(lambda settings: Geungeo.open(settings, lexical=crashing))
    result = CliRunner().invoke(gate, ["--runs", str(tmp_path)])
    assert result.exit_code == 1
    assert not list(tmp_path.iterdir())
