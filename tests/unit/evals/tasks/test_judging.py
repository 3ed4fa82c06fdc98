"""Every way in which an answer can be wrong is seen, and a right one has no complaint."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from evals.cases import Case
from evals.tasks.golds import Gold
from evals.tasks.judging import judge
from rag.domain import KST, Answer, Article, Status
from tests.unit.evals.answered import CASE, FIRST, GOOD, REFUSED, SECOND, WALK, answer, citation, given

UNANSWERABLE = Case("walk-002", "한울천 다리는 언제 놓이나요?", "unanswerable", answerable=False)
PREMISE = replace(CASE, id="walk-003", category="false_premise", question="20억원이 든 산책로는?")


def test_a_right_answer_has_no_complaint() -> None:
    judgement = judge(given())
    assert judgement.reasons == ()
    assert {name for name, value in judgement.metrics.items() if value != 1.0} == {
        "hit@1", "ndcg@10", "mrr@10", "leakage", "false_alarm"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "metric", "reason"),
    [
        (REFUSED, "status", "The status is abstained, not answered or corrected or partial."),
        (REFUSED, "correct", "There is no answer."),
        (answer("27억원입니다.", cited=[citation(FIRST)]), "containment", "The answer lacks 18억."),
        (answer("18억원, 99곳입니다."), "fidelity", "Nothing that '18억원, 99곳입니다.' cites says 99."),
        (
            answer("18억원입니다.", cited=[replace(citation(), stored=replace(WALK, id="art_other"))]),
            "correct_source",
            "None of the cited articles is one the key names.",
        ),
        (
            answer("18억원입니다.", cited=[replace(citation(), start=1)]),
            "integrity",
            f"The quotation {SECOND!r} is not at its place in art_walk.",
        ),
    ],
)
def test_a_flaw_costs_its_metric_and_is_named(wrong: Answer, metric: str, reason: str) -> None:
    judgement = judge(given(wrong))
    assert judgement.metrics[metric] == 0.0
    assert judgement.metrics["passed"] == 0.0
    assert reason in judgement.reasons


def test_a_fact_about_the_article_that_is_not_the_stored_one_breaks_integrity() -> None:
    renamed = replace(WALK, article=replace(WALK.article, publisher="예시신문"))
    judgement = judge(given(stored=renamed))
    assert judgement.reasons == ("The publisher given for art_walk is not the stored one.",)


def test_evidence_from_after_the_day_asked_about_is_a_leak() -> None:
    judgement = judge(given(as_of=datetime(2026, 4, 11, 8, tzinfo=KST)))
    assert judgement.metrics["leakage"] == 1.0
    assert judgement.reasons == ("art_walk was published after 2026-04-11 08:00.",)


def test_what_must_not_be_said_is_not_looked_for_in_a_refusal() -> None:
    case = replace(UNANSWERABLE, must_not_include=("확인",))
    assert judge(given(REFUSED, case, golds=())).reasons == ()
    assert judge(given(answer("확인했습니다.", cited=[]), case, golds=())).metrics["must_not_include"] == 0.0


def test_an_unanswerable_question_is_to_be_refused() -> None:
    assert judge(given(REFUSED, UNANSWERABLE, golds=())).metrics["abstained"] == 1.0
    judgement = judge(given(GOOD, UNANSWERABLE, golds=()))
    assert judgement.metrics["abstained"] == 0.0
    assert judgement.reasons == ("The status is answered, not abstained.",)


@pytest.mark.parametrize(
    ("said", "right"),
    [
        (REFUSED, 1.0),
        (answer("20억원이 아니라 18억원입니다.", status=Status.CORRECTED, question=PREMISE.question), 1.0),
        (answer("아닙니다.", status=Status.CORRECTED), 0.0),
        (GOOD, 0.0),
    ],
)
def test_a_false_premise_is_corrected_or_refused(said: Answer, right: float) -> None:
    judgement = judge(given(said, PREMISE))
    assert judgement.metrics["false_premise"] == right
    assert (judgement.reasons == ()) is bool(right)


def test_the_number_that_a_correction_takes_back_need_not_be_in_the_source() -> None:
    said = answer("20억원이 아니라 18억원입니다.", status=Status.CORRECTED, question=PREMISE.question)
    assert judge(given(said, PREMISE)).metrics["fidelity"] == 1.0
    assert judge(given(replace(said, status=Status.ANSWERED))).metrics["fidelity"] == 0.0


def test_a_day_is_founded_where_a_quotation_resolves_to_it() -> None:
    said = answer("2026년 4월 10일(기사 표기: 10일)입니다.", cited=[citation(FIRST)])
    assert judge(given(said)).metrics["fidelity"] == 1.0
    other = answer("2026년 5월 12일입니다.", cited=[citation(FIRST)])
    assert judge(given(other)).metrics["fidelity"] == 0.0


def test_a_title_may_have_any_numbers_and_another_title_may_not() -> None:
    numbered = replace(WALK, article=replace(WALK.article, title="산책로 99곳 열려"))
    cited = (citation(stored=numbered),)
    said = replace(answer("「산책로 99곳 열려」는 18억원짜리 산책로를 다룬 기사입니다."), citations=cited)
    assert judge(given(said)).metrics["fidelity"] == 1.0
    other = replace(answer("「산책로 98곳 열려」는 18억원짜리 산책로를 다룬 기사입니다."), citations=cited)
    assert judge(given(other)).metrics["fidelity"] == 0.0


def test_the_newest_of_superseding_facts_needs_its_date() -> None:
    case = replace(CASE, category="latest_wins")
    assert judge(given(GOOD, case)).metrics["latest_wins"] == 1.0
    assert judge(given(replace(GOOD, basis_date=None), case)).metrics["latest_wins"] == 0.0
    assert judge(given(GOOD, case, golds=(Gold("new", frozenset({"art_new"}), ()),))).metrics["latest_wins"] == 0.0


def test_copies_of_the_right_article_are_as_right_and_count_once() -> None:
    metrics = judge(given(ranked=("art_copy", "art_walk"))).metrics
    assert metrics["hit@1"] == metrics["ndcg@10"] == metrics["mrr@10"] == 1.0


def test_a_question_about_several_articles_wants_all_of_them() -> None:
    golds = (Gold("a", frozenset({"art_walk"}), ()), Gold("b", frozenset({"art_b"}), ()))
    one, both = judge(given(golds=golds, ranked=("art_walk",))), judge(given(golds=golds, ranked=("art_b", "art_walk")))
    assert (one.metrics["gold_recall@10"], one.metrics["all_gold@10"]) == (0.5, 0.0)
    assert (both.metrics["gold_recall@10"], both.metrics["all_gold@10"]) == (1.0, 1.0)
    assert "all_gold@10" not in judge(given()).metrics


def test_an_undated_article_leaks_nothing() -> None:
    undated = replace(WALK, article=Article((FIRST, SECOND)))
    said = answer("18억원입니다.", cited=[citation(stored=undated)])
    assert judge(given(said, stored=undated)).metrics["leakage"] == 0.0
