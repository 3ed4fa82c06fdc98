"""What every re-ranker promises: one suite for the fake and for cross-encoders."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.ports import Reranker
from tests import tiny_models
from tests.fakes_indexes import FakeReranker

QUESTION = "솔빛 공장은 언제 문을 여나요?"
PASSAGES = ("솔빛 공장은 3월에 문을 연다.", "서울 시장은 말했다.", "꽃", "가나다라 " * 200)


@pytest.fixture(params=["fake", pytest.param("cross-encoder", marks=pytest.mark.models)])
def reranker(request: pytest.FixtureRequest, tmp_path: Path) -> Reranker:
    if request.param == "fake":
        return FakeReranker()
    tiny_models.required()
    from rag.adapters.cross_encoder import CrossEncoderReranker
    from rag.adapters.loading import Choices

    return CrossEncoderReranker(str(tiny_models.cross_encoder(tmp_path)), Choices(batch=2))


def test_each_passage_has_a_score_between_nought_and_one(reranker: Reranker) -> None:
    scores = reranker.rerank(QUESTION, PASSAGES)
    assert len(scores) == len(PASSAGES)
    assert all(0.0 <= score <= 1.0 for score in scores)
    assert len(set(scores)) > 1


def test_scores_come_in_the_order_of_the_passages(reranker: Reranker) -> None:
    scores = reranker.rerank(QUESTION, PASSAGES)
    assert reranker.rerank(QUESTION, PASSAGES[::-1]) == pytest.approx(scores[::-1], abs=1e-5)
    assert [reranker.rerank(QUESTION, [one])[0] for one in PASSAGES] == pytest.approx(scores, abs=1e-5)


def test_no_passage_has_no_score(reranker: Reranker) -> None:
    assert reranker.rerank(QUESTION, []) == []
