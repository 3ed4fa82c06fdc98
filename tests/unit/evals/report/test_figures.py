from __future__ import annotations

import math
from dataclasses import replace

import pytest

from evals.record import Latency, Metric, Sample
from evals.report import charts, figures
from evals.report.reading import pattern, pieces, readings, shortened
from tests.unit.evals.report.demo import demo_baseline, demo_run


@pytest.mark.parametrize(
    ("number", "unit", "written"),
    [
        (0.8432, "share", "84.3 %"), (0.7666, "score", "0.767"), (12.34, "ms", "12.3 ms"), (1084.21, "per_second", "1,084.2/s"), (2129.3, "count", "2,129.3"),
        (None, "share", "–"), (math.nan, "score", "–"),
    ],
)  # fmt: skip
def test_a_value_is_written_in_its_unit(number: float | None, unit: str, written: str) -> None:
    assert figures.value(number, unit) == written


@pytest.mark.parametrize(
    ("number", "unit", "written"),
    [
        (0.0123, "share", "+1.2 pt"), (-0.0123, "share", "−1.2 pt"), (-0.0001, "share", "±0.0 pt"), (-0.0124, "score", "−0.012"),
        (None, "share", "–"),
    ],
)  # fmt: skip
def test_a_change_has_its_sign_and_shares_change_by_points(number: float | None, unit: str, written: str) -> None:
    assert figures.change(number, unit) == written


def test_an_interval_with_a_negative_bound_uses_words_between_signs() -> None:
    assert figures.interval(0.812, 0.87, "share") == "81.2–87.0"
    assert figures.interval(-0.004, 0.0281, "share") == "−0.4 to +2.8"
    assert figures.interval(None, None, "share") == ""


def test_a_metric_of_the_baseline_run_is_a_change_without_a_verdict() -> None:
    summary, _ = demo_run()
    row = figures.rows(replace(summary, baseline=None), demo_baseline())[0]

    assert row.difference == pytest.approx(summary.metrics[row.name].value - demo_baseline().metrics[row.name].value)
    assert row.verdict is None


def test_without_headline_metrics_the_first_three_lead() -> None:
    summary, _ = demo_run()
    plain = {name: replace(metric, headline=False) for name, metric in summary.metrics.items()}
    found = figures.rows(replace(summary, metrics=plain), None)

    assert [row.name for row in figures.headlines(found)] == list(plain)[:3]


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("must include: 42명", "must include"), ("The answer lacks 솔빛군.", "The answer lacks"), ("wrong source", "wrong source"),
        ("Variant nDCG@10: 0", "Variant nDCG@10"), ("The number 42 is nowhere.", "The number"), ("", "no reason given"),
    ],
)  # fmt: skip
def test_reasons_are_of_one_kind_up_to_what_is_their_own(reason: str, kind: str) -> None:
    assert figures.kind_of(reason) == kind


def test_a_sample_that_cannot_fail_is_a_miss_where_its_first_headline_metric_is_0() -> None:
    heads = [figures.Row(name, Metric(0.5, 3), None, None) for name in ("containment", "variant_ndcg@10")]
    samples = [
        Sample("none", "qa", "?", metrics={"em": 0.0, "containment": 0.0}),
        Sample("some", "qa", "?", metrics={"containment": 1.0, "variant_ndcg@10": 0.0}),
        Sample("variant", "qa", "?", metrics={"variant_ndcg@10": 0.0}),
        Sample("judged", "qa", "?", metrics={"containment": 0.0}, passed=True),
    ]

    assert {one.id: one.reasons for one in figures.misses(samples, heads)} == {
        "none": ("Containment: 0",),
        "variant": ("Variant nDCG@10: 0",),
    }


def test_the_share_that_passed_leads() -> None:
    found = [figures.Row(name, Metric(0.5, 3, headline=True), None, None) for name in ("ndcg@10", "passed", "em")]

    assert [row.label for row in figures.headlines(found)] == ["Passed", "nDCG@10", "Exact match"]


def test_a_curve_stays_inside_its_axes_and_rises_where_the_figures_rise() -> None:
    drawn = charts.recall_curve([(1, 0.31), (5, 0.62), (50, 1.0)])
    heights = [y for _, y in drawn.points]

    assert heights == sorted(heights, reverse=True)
    assert all(charts.LEFT <= x <= charts.WIDTH - charts.RIGHT for x, _ in drawn.points)
    assert all(charts.TOP <= y <= charts.HEIGHT - charts.BOTTOM for _, y in drawn.points)
    assert [tick.text for tick in drawn.across] == ["1", "5", "50"]


def test_percentiles_stand_in_the_column_that_holds_them() -> None:
    drawn = charts.latencies(Latency(5.0, 35.0, 38.0, 40.0, ((0, 10, 8), (10, 20, 1), (20, 40, 3))))

    assert drawn is not None
    first, last = drawn.columns[0], drawn.columns[-1]
    assert first.x <= drawn.lines[0].at <= first.x + first.width
    assert last.x <= drawn.lines[1].at <= last.x + last.width
    assert first.height == max(column.height for column in drawn.columns)


def test_a_bar_is_as_long_as_its_share_and_times_have_none() -> None:
    bar = charts.bar(Metric(0.5, 10, 0.25, 0.75, "wilson"), Metric(1.0, 10))

    assert bar == charts.Bar(charts.BAR / 2, charts.BAR / 4, charts.BAR * 3 / 4, charts.BAR)
    assert charts.bar(Metric(12.0, 10, unit="ms"), None) is None


def test_text_is_cut_at_a_space_and_only_where_it_is_too_long() -> None:
    assert shortened("새벽항 여객 터미널", 20) == "새벽항 여객 터미널"
    assert shortened("새벽항 여객 터미널이 문을 연다", 14) == "새벽항 여객 터미널이…"


def test_pieces_put_together_are_the_text() -> None:
    text = "예산은 18억 원, 118억 원이 아니다."
    found = pieces(text, pattern(["18억 원", ""]))

    assert "".join(run for run, _ in found) == text
    assert [run for run, gold in found if gold] == ["18억 원"]


def test_samples_stand_by_category_in_the_order_they_ran() -> None:
    samples = [Sample(str(at), category, "?") for at, category in enumerate("baba")]

    assert [reading.sample.id for reading in readings(samples)] == ["1", "3", "0", "2"]
