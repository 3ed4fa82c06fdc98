"""Questions whose premises are spoilt on purpose."""

from __future__ import annotations

from collections import Counter

from evals.cases.case import CASES, cases_by_file
from evals.planting.premises import KINDS, presupposing, spoilt

ALL = [case for _, case in cases_by_file(CASES)]


def test_every_spoilt_question_differs_in_what_it_says_it_differs() -> None:
    by_id = {case.id: case for case in ALL}
    found = spoilt(presupposing(ALL))

    assert len(found) > 120
    assert set(Counter(one.kind for one in found)) == set(KINDS)
    for one in found:
        assert one.was in by_id[one.case.id].question
        assert one.now in one.case.question
        assert one.case.question != by_id[one.case.id].question


def test_the_same_seed_spoils_the_same_way() -> None:
    assert spoilt(presupposing(ALL), 3) == spoilt(presupposing(ALL), 3)
    assert spoilt(presupposing(ALL), 3) != spoilt(presupposing(ALL), 4)


def test_false_premises_and_what_has_no_answer_are_left_alone() -> None:
    kept = presupposing(ALL)

    assert all(case.answerable and case.category != "false_premise" for case in kept)
    assert 100 < len(kept) < len(ALL)
