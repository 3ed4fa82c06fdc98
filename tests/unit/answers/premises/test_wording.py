"""How a correction is put."""

from __future__ import annotations

from typing import cast

import pytest

from rag.answers.evidence import Found
from rag.answers.forms.correction import wording
from rag.answers.premises import FalsePremise

NOWHERE = cast(Found, None)
"""The wording does not look at the sentence."""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            FalsePremise("number", "10개 과제", "8개 과제", NOWHERE),
            "기사에는 ‘10개 과제’가 아니라 ‘8개 과제’로 나옵니다.",
        ),
        (FalsePremise("place", "여울시", "해밀시장", NOWHERE), "기사에는 ‘여울시’가 아니라 ‘해밀시장’으로 나옵니다."),
        (
            FalsePremise("date", "5월 3일", "2026년 6월 14일(기사 표기: 14일)", NOWHERE),
            "기사에는 ‘5월 3일’이 아니라 2026년 6월 14일(기사 표기: 14일)로 나옵니다.",
        ),
        (FalsePremise("outcome", "유죄", "무죄", NOWHERE), "기사에는 ‘유죄’가 아니라 ‘무죄’로 나옵니다."),
        (
            FalsePremise("outcome", "부결된", "통과됐다", NOWHERE, noun=False),
            "질문의 ‘부결된’과 달리 기사에는 ‘통과됐다’고 나옵니다.",
        ),
        (
            FalsePremise("outcome", "줄인", "늘어나면서", NOWHERE, noun=False),
            "질문의 ‘줄인’과 달리 기사에는 다음과 같이 나옵니다.",
        ),
        (
            FalsePremise("outcome", "취소된", "확정됐습니다", NOWHERE, noun=False),
            "질문의 ‘취소된’과 달리 기사에는 다음과 같이 나옵니다.",
        ),
    ],
)
def test_what_is_wrong_is_said_before_what_is_right(wrong: FalsePremise, said: str) -> None:
    assert wording(wrong) == said
