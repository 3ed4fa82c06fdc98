from __future__ import annotations

import pytest

from evals.measures.abstention import Judged, area_under, refused_at, risk_coverage

SURE_ONES = [Judged(0.5 + n / 100, answerable=True, right=True) for n in range(20)]


def test_all_unanswerable_questions_below_every_answerable_one_are_refused() -> None:
    assert refused_at([*SURE_ONES, Judged(0.1, answerable=False, right=False)]) == 1.0


def test_one_answerable_question_in_twenty_may_be_refused_for_it() -> None:
    between = [Judged(0.505, answerable=False, right=False), Judged(0.515, answerable=False, right=False)]
    assert refused_at([*SURE_ONES, *between]) == 0.5
    assert refused_at([*SURE_ONES, *between], false_alarms=0.0) == 0.0


def test_an_unanswerable_question_as_sure_as_the_threshold_is_not_refused() -> None:
    assert refused_at([Judged(0.5, answerable=True, right=True), Judged(0.5, answerable=False, right=False)]) == 0.0


def test_risk_grows_as_less_sure_answers_are_given() -> None:
    judged = [Judged(0.9, True, True), Judged(0.8, True, True), Judged(0.7, True, False), Judged(0.7, True, True)]
    assert risk_coverage(judged) == ((0.25, 0.0), (0.5, 0.0), (1.0, 0.25))


def test_the_area_is_less_where_the_wrong_answers_are_the_least_sure() -> None:
    right_first = [Judged(0.9, True, True), Judged(0.1, True, False)]
    wrong_first = [Judged(0.9, True, False), Judged(0.1, True, True)]
    assert area_under(risk_coverage(right_first)) == pytest.approx(0.25)
    assert area_under(risk_coverage(wrong_first)) == pytest.approx(0.75)
