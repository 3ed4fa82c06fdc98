"""Words that only relate what is asked to something. The table's examples are the tests."""

from __future__ import annotations

from datetime import datetime

import pytest

from rag.adapters.kiwi_embedder import KiwiEmbedder
from rag.domain import KST
from rag.korean.analysis import Analyser
from rag.questions.keywords import Vocabulary
from rag.questions.relating import TABLE, Relating, relating
from rag.questions.understand import Understanding


@pytest.fixture(scope="module")
def understanding(analyser: Analyser) -> Understanding:
    return Understanding(analyser, KiwiEmbedder(analyser), Vocabulary.of([], {}))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.example)
def test_they_are_not_looked_for(understanding: Understanding, row: Relating) -> None:
    assert row.pattern.search(row.example)
    question = understanding.understand(row.example, asked_at=datetime(2026, 11, 21, tzinfo=KST))
    assert question.keywords
    assert row.left not in {k.form for k in question.keywords}


@pytest.mark.parametrize(
    "text", ["의자를 두는 곳은 어디인가요?", "뒤쪽 안건은 무엇인가요?", "어쩐지 앞서 갔나요?", "물가가 오르나요?"]
)
def test_what_says_something_stays(text: str) -> None:
    assert relating(text) == ()
