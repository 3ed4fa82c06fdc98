from __future__ import annotations

from dataclasses import replace

from evals.report import render_markdown
from evals.report.markdown import plain
from tests.unit.evals.report.demo import demo_baseline, demo_run

SUMMARY, SAMPLES = demo_run()


def test_the_comment_begins_with_the_verdict_and_why() -> None:
    lines = render_markdown(SUMMARY, SAMPLES, demo_baseline()).split("\n")

    assert lines[0] == "## ❌ demo: failed"
    assert lines[2].startswith("n 150 · 125 of 150 passed · invented questions · c24a82e41b7c with uncommitted changes")
    assert lines[4] == f"- {SUMMARY.failures[0]}".replace("_", "\\_")


def test_metrics_stand_beside_what_they_were_with_the_interval_of_the_change() -> None:
    text = render_markdown(SUMMARY, SAMPLES, demo_baseline())

    assert "| **Answer passed** | 83.3 % | 76.6–88.4 | 150 | 84.7 % | ▼ −4.1 pt | −7.8 to −0.6 |" in text
    assert "| Queries per second | 84.2/s |  | 150 | 84.2/s | ±0.0/s |  |" in text


def test_without_a_baseline_there_are_no_columns_of_change() -> None:
    text = render_markdown(replace(SUMMARY, baseline=None), SAMPLES)

    assert "| **Answer passed** | 83.3 % | 76.6–88.4 | 150 |\n" in text
    assert "Before" not in text


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    blocks = [block for block in render_markdown(SUMMARY, SAMPLES).split("\n\n") if block.startswith("|")]

    assert len(blocks) == 3
    for block in blocks:
        assert len({line.count(" |") for line in block.split("\n")}) == 1


def test_only_the_first_failures_are_listed_and_the_rest_counted() -> None:
    text = render_markdown(SUMMARY, SAMPLES)

    assert "<summary>25 failures</summary>" in text
    assert text.count("| demo-") == 20
    assert "… and 5 more." in text


def test_a_cell_stays_one_cell_and_calls_nobody() -> None:
    assert plain("a|b\n<b>*c*</b> @team hit@5") == "a\\|b \\<b\\>\\*c\\*\\</b\\> @\u200bteam hit@5"
    assert plain("가나다 " * 100).endswith("…")
    assert len(plain("가" * 500)) == 120
