from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from evals.measures.citing import against_key, alce, needed, supported
from rag.domain import AnswerSentence
from tests.unit.evals.answered import FIRST, SECOND, WALK, citation

WALKS = frozenset({"art_walk", "art_copy"})


def sentence(*cited: int) -> AnswerSentence:
    return AnswerSentence("18억원입니다.", cited, "verified")


def carried_by(*sets: set[int]) -> object:
    """A sentence is carried where one of these sets is cited whole."""
    return lambda text, numbers: any(one <= set(numbers) for one in sets)


@pytest.mark.parametrize(
    ("cited", "sets", "recall", "precision"),
    [
        ((1,), [{1}], True, [True]),
        ((1, 2), [{1}], True, [True, False]),  # the second is one too many
        ((1, 2), [{1}, {2}], True, [True, True]),  # either carries it alone
        ((1, 2), [{1, 2}], True, [True, True]),  # both are needed
        ((1, 2, 3), [{1, 2}], True, [True, True, False]),
        ((1, 2), [{3}], False, [False, False]),
        ((), [set()], False, []),
    ],
)
def test_a_citation_counts_that_carries_its_sentence_or_without_which_the_others_do_not(
    cited: Sequence[int], sets: list[set[int]], recall: bool, precision: list[bool]
) -> None:
    carries = carried_by(*sets)
    assert supported(sentence(*cited), carries) is recall  # type: ignore[arg-type]
    assert needed(sentence(*cited), carries) == precision  # type: ignore[arg-type]


def test_recall_is_of_sentences_and_precision_of_citations() -> None:
    carries = carried_by({1})
    assert alce([sentence(1), sentence(1, 2), sentence(3)], carries) == {  # type: ignore[arg-type]
        "citation_recall": pytest.approx(2 / 3),
        "citation_precision": pytest.approx(2 / 4),
    }
    assert alce([], carries) == {}  # type: ignore[arg-type]


def test_what_is_cited_is_held_against_the_articles_and_sentences_of_the_key() -> None:
    stranger = citation(FIRST, stored=replace(WALK, id="art_other"), number=3)
    cited = [citation(SECOND), citation(FIRST, number=2), stranger]
    assert against_key(cited, [(WALKS, (SECOND, "아무도 모른다."))]) == {
        "cited_gold_article": pytest.approx(2 / 3),
        "cited_gold_sentence": pytest.approx(1 / 3),
        "gold_sentence_cited": 0.5,
    }


def test_a_key_may_quote_a_part_of_a_sentence_spaced_otherwise() -> None:
    found = against_key([citation(FIRST)], [(WALKS, ("한울천  산책로 1만2000m를",))])
    assert (found["cited_gold_sentence"], found["gold_sentence_cited"]) == (1.0, 1.0)
    assert against_key([], [(WALKS, (FIRST,))]) == {}
    assert "gold_sentence_cited" not in against_key([citation()], [(WALKS, ())])
