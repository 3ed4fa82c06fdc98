"""Runs are written, read, made baselines and compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evals.checkout import run_name
from evals.comparing import compare
from evals.errors import EvalError
from evals.gate import judged, read_floors
from evals.keeping import keep_run
from evals.record import SAMPLES, Data, Git, Run, Sample, Summary, read_run
from evals.scores import Scores, read_scores, scores_of, write_baseline
from evals.summing import by_category, figures, latency
from rag.domain import Turn

NOW = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)


def run_of(values: list[float], metric: str = "containment", name: str = "own") -> Run:
    samples = tuple(
        Sample(f"q{n}", "factoid_who" if n % 2 else "list", "누구?", metrics={metric: value}, ms=float(n))
        for n, value in enumerate(values)
    )
    summary = Summary(
        f"{name}-run", "suite", name, NOW.isoformat(), "1", Git(None, False), Data(name, "0", len(values)),
        metrics=figures(samples), groups=by_category(samples), latency_ms=latency([s.ms or 0 for s in samples]),
    )  # fmt: skip
    return Run(summary, samples)


def test_a_run_that_was_kept_is_read_as_it_was(tmp_path: Path) -> None:
    run = run_of([1.0, 0.0, 1.0])
    first = replace(run.samples[0], history=(Turn("user", "누가?"),), reasons=("The answer lacks 가.",), passed=False)
    run = Run(run.summary, (first, *run.samples[1:]))
    folder = keep_run(tmp_path, run)
    assert read_run(folder) == run
    written = ["junit.xml", "report.html", "report.md", "samples.jsonl", "summary.json"]
    assert sorted(path.name for path in folder.iterdir()) == written


def test_a_line_that_no_run_writes_is_named(tmp_path: Path) -> None:
    folder = keep_run(tmp_path, run_of([1.0]))
    with (folder / SAMPLES).open("a", encoding="utf-8") as file:
        file.write('{"id": 3}\n')
    with pytest.raises(EvalError, match=r"samples\.jsonl:2 is not what a run writes: "):
        read_run(folder)


def test_a_run_is_never_written_over(tmp_path: Path) -> None:
    keep_run(tmp_path, run_of([1.0]))
    with pytest.raises(EvalError, match="cannot be written"):
        keep_run(tmp_path, run_of([1.0]))


def test_a_folder_that_is_no_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="is not the folder of a run"):
        read_run(tmp_path)


@pytest.mark.parametrize(
    ("git", "name"),
    [
        (Git("1a2b3c4", False), "20261122T031500Z-1a2b3c4"),
        (Git("1a2b3c4", True), "20261122T031500Z-1a2b3c4-dirty"),
        (Git(None, False), "20261122T031500Z-nogit"),
    ],
)
def test_a_run_is_named_after_its_moment_and_commit(git: Git, name: str) -> None:
    assert run_name(NOW, git) == name


def test_shares_have_wilsons_interval_and_means_the_bootstraps() -> None:
    assert run_of([1.0, 0.0]).summary.metrics["containment"].interval == "wilson"
    score = run_of([0.5, 0.25, 1.0], "ndcg@10").summary.metrics["ndcg@10"]
    assert (score.interval, score.n, score.unit) == ("bootstrap", 3, "score")


def test_metrics_count_only_the_samples_that_have_them() -> None:
    samples = [Sample("a", "x", "?", metrics={"em": 1.0}), Sample("b", "y", "?", metrics={})]
    assert figures(samples)["em"].n == 1
    assert by_category(samples)["category"]["y"] == {}


def test_latencies_are_times_that_were_measured() -> None:
    found = latency([float(n) for n in range(1, 101)])
    assert found is not None
    assert (found.p50, found.p95, found.p99, found.max) == (50.0, 95.0, 99.0, 100.0)
    assert sum(count for _, _, count in found.histogram) == 100


def test_a_time_beyond_the_last_bucket_is_in_the_histogram() -> None:
    found = latency([20_000.0])
    assert found is not None
    assert sum(count for _, _, count in found.histogram) == 1


# ---------------------------------------------------------------- comparing


def scores(values: list[float], metric: str = "containment") -> Scores:
    return scores_of(run_of(values, metric))


def test_a_loss_on_every_question_is_worse_and_one_by_chance_is_not() -> None:
    before = scores([1.0] * 40)
    lost = compare(before, scores([0.0] * 10 + [1.0] * 30)).changes["containment"]
    by_chance = compare(before, scores([0.0] + [1.0] * 39)).changes["containment"]
    assert (lost.verdict, lost.change) == ("worse", -0.25)
    assert lost.low < -0.25 < lost.high < 0
    assert by_chance.verdict == "same"


def test_more_of_what_should_be_little_is_worse() -> None:
    change = compare(scores([0.0] * 40, "leakage"), scores([1.0] * 20 + [0.0] * 20, "leakage"))
    assert change.changes["leakage"].verdict == "worse"


def test_only_questions_of_both_runs_are_compared() -> None:
    change = compare(scores([1.0, 1.0]), scores([1.0, 1.0, 0.0, 0.0])).changes["containment"]
    assert (change.before, change.after) == (1.0, 1.0)


def test_runs_without_a_common_question_cannot_be_compared() -> None:
    with pytest.raises(EvalError, match="no question in common"):
        compare(scores([1.0], "em"), scores([1.0], "ndcg@10"))


def test_a_baseline_holds_what_its_run_measured(tmp_path: Path) -> None:
    for run in (run_of([1.0, 0.0, 1.0]), run_of([0.123456, 1.0], "ndcg@10", "other")):
        path = write_baseline(scores_of(run), tmp_path)
        assert path.name == f"{run.summary.name}.json"
        assert read_scores(path) == scores_of(run) == read_scores(keep_run(tmp_path, run))


def test_a_metric_that_a_sample_lacks_stays_absent_in_a_baseline(tmp_path: Path) -> None:
    made = Scores("own", "r", {"em": {"a": 1.0}, "char_f1": {"a": 0.5, "b": 0.25}})
    assert read_scores(write_baseline(made, tmp_path)) == made


@pytest.mark.parametrize(
    "text", ["{", "[]", "{}", '{"name": "a", "run": "r", "samples": ["a"], "metrics": {"em": "11"}}']
)
def test_a_file_that_is_no_baseline_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EvalError, match="neither the folder of a run nor a baseline"):
        read_scores(path)


# ---------------------------------------------------------------- the gate's verdict


def floors(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "floors.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_value_below_its_floor_fails_and_one_on_it_passes(tmp_path: Path) -> None:
    run = run_of([1.0, 0.0])
    assert judged(run, floors=floors(tmp_path, "containment: 0.5"), baseline=None).summary.passed
    failed = judged(run, floors=floors(tmp_path, "containment: 0.51"), baseline=None).summary
    assert failed.failures == ("containment is 0.5000; it must be at least 0.51.",)
    assert failed.passed is False


def test_what_should_be_little_has_a_ceiling(tmp_path: Path) -> None:
    run = run_of([1.0, 0.0], "leakage")
    failed = judged(run, floors=floors(tmp_path, "leakage: 0"), baseline=None).summary
    assert failed.failures == ("leakage is 0.5000; it must be at most 0.0.",)


@pytest.mark.parametrize(
    ("after", "passed"),
    [
        ([1.0] * 200, True),
        ([0.0] * 10 + [1.0] * 190, False),  # 5 points, surely
        ([0.0] * 2 + [1.0] * 198, True),  # a point, by chance
    ],
)
def test_only_a_sure_loss_of_more_than_a_point_fails(tmp_path: Path, after: list[float], passed: bool) -> None:
    baseline = write_baseline(scores([1.0] * 200), tmp_path)
    verdict = judged(run_of(after), floors=floors(tmp_path, "containment: 0.1"), baseline=baseline).summary
    assert verdict.passed is passed
    assert verdict.baseline is not None


def test_a_sure_loss_of_less_than_a_point_passes(tmp_path: Path) -> None:
    baseline = write_baseline(scores([0.9] * 50, "ndcg@10"), tmp_path)
    verdict = judged(run_of([0.895] * 50, "ndcg@10"), floors=floors(tmp_path, "ndcg@10: 0"), baseline=baseline).summary
    assert verdict.baseline is not None
    assert verdict.baseline.changes["ndcg@10"].verdict == "worse"
    assert verdict.passed


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("nothing: 1", "names nothing, which is no metric"), ("- 1", "is not a table"), ("em: [", "is not a table")],
)
def test_floors_that_cannot_be_meant_are_told(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(EvalError, match=complaint):
        read_floors(floors(tmp_path, text))


def test_a_floor_for_what_was_not_measured_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="does not measure it"):
        judged(run_of([1.0]), floors=floors(tmp_path, "em: 0.5"), baseline=None)


def test_numbers_of_things_are_no_shares_though_all_are_one() -> None:
    calls = run_of([1.0, 1.0], "model_calls").summary.metrics["model_calls"]
    assert (calls.value, calls.interval, calls.unit, calls.low) == (1.0, "bootstrap", "count", 1.0)
    assert not calls.higher_is_better
