"""Sentences made false on purpose, and what the check of claims makes of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from evals.planting import Planted, planted
from evals.planting import inflection as verbs
from rag.answers.claims import Verifier

if TYPE_CHECKING:
    from rag.korean.analysis import Analyser

STRICT = ("number", "date", "name", "quotation")
SAMPLE = 20  # every how-manieth is checked here; `python -m evals.planting` checks all


@pytest.fixture(scope="module")
def cases(analyser: Analyser) -> list[Planted]:
    return list(planted(analyser))


def test_there_are_thousands_of_each_side_and_all_differ_from_their_sentence(cases: list[Planted]) -> None:
    sides = Counter(case.honest for case in cases if case.kind != "verbatim")

    assert sides[False] >= 3000
    assert sides[True] >= 1000
    assert all(case.claim != case.original for case in cases if case.kind != "verbatim")
    assert len({case.id for case in cases}) == len(cases)


def test_the_check_refuses_what_was_planted_and_not_what_was_only_put_otherwise(
    analyser: Analyser, cases: list[Planted]
) -> None:
    verifier = Verifier(analyser)
    refused: dict[str, list[bool]] = {}
    for case in cases[::SAMPLE]:
        group = "honest" if case.honest else "strict" if case.kind in STRICT else "other"
        verdict = verifier.check(case.claim, case.evidence, base=case.base, attributed=True)
        refused.setdefault(group, []).append(not verdict.supported)

    shares = {group: sum(found) / len(found) for group, found in refused.items()}
    assert shares["strict"] >= 0.99
    assert shares["other"] >= 0.90
    assert shares["honest"] <= 0.02


@pytest.mark.parametrize(
    ("past", "stem", "polite"),
    [
        ("했다", "하", "했습니다"),
        ("열렸다", "열리", "열렸습니다"),
        ("받았다", "받", "받았습니다"),
        ("올랐다", "오르", "올랐습니다"),
        ("늘었다", "늘", "늘었습니다"),
        ("됐다", "되", "됐습니다"),
    ],
)
def test_a_past_verb_is_taken_apart_and_made_polite(past: str, stem: str, polite: str) -> None:
    assert verbs.past_stem(past) == stem
    assert verbs.polite(past) == polite


def test_a_stem_takes_the_endings_of_plans() -> None:
    assert [verbs.future(stem) for stem in ("하", "열", "받")] == ["할", "열", "받을"]
    assert [verbs.attributive(stem) for stem in ("하", "열", "받")] == ["하는", "여는", "받는"]
