"""Our measures of a ranking are trec_eval's."""

from __future__ import annotations

import pytest
import pytrec_eval
from hypothesis import given
from hypothesis import strategies as st

from evals.measures import ranking

DOCUMENTS = [f"d{number:02}" for number in range(30)]
RUNS = st.dictionaries(st.sampled_from(DOCUMENTS), st.integers(0, 9).map(float), min_size=1)
GRADES = st.dictionaries(st.sampled_from(DOCUMENTS), st.integers(0, 3), min_size=1).filter(lambda g: any(g.values()))


def best_first(run: dict[str, float]) -> list[str]:
    return ranking.in_order(sorted(run.items(), key=lambda one: -one[1]))


def trec_eval(run: dict[str, float], judged: dict[str, int], measure: str) -> float:
    name = measure.replace(".", "_")
    return float(pytrec_eval.RelevanceEvaluator({"q": judged}, {measure}).evaluate({"q": run})["q"][name])


@given(RUNS, GRADES)
def test_ndcg_is_that_of_trec_eval_with_ties_and_grades(run: dict[str, float], judged: dict[str, int]) -> None:
    assert ranking.ndcg(best_first(run), judged) == pytest.approx(trec_eval(run, judged, "ndcg_cut.10"), abs=1e-6)


@given(RUNS, GRADES, st.sampled_from([1, 3, 5, 10, 50]))
def test_recall_is_that_of_trec_eval(run: dict[str, float], judged: dict[str, int], depth: int) -> None:
    expected = trec_eval(run, judged, f"recall.{depth}")
    assert ranking.recall(best_first(run), judged, depth) == pytest.approx(expected, abs=1e-6)


@given(RUNS, GRADES)
def test_the_reciprocal_rank_is_that_of_trec_eval_over_the_first_ten(
    run: dict[str, float], judged: dict[str, int]
) -> None:
    first = {name: 100.0 - rank for rank, name in enumerate(best_first(run)[:10])}
    expected = trec_eval(first, judged, "recip_rank")
    assert ranking.reciprocal_rank(best_first(run), judged) == pytest.approx(expected, abs=1e-6)


def test_a_document_found_by_two_passages_stands_where_it_stood_first() -> None:
    assert ranking.in_order([("a", 3.0), ("b", 2.0), ("a", 2.0), ("c", 2.0)]) == ["a", "c", "b"]


def test_an_order_that_does_not_follow_the_scores_is_kept() -> None:
    assert ranking.in_order([("a", 1.0), ("b", 2.0), ("c", 1.0)]) == ["a", "b", "c"]


def test_nothing_relevant_is_worth_nothing() -> None:
    assert ranking.ndcg(["a"], {"a": 0}) == ranking.recall(["a"], {"a": 0}, 5) == 0.0
