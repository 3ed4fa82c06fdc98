from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.robustness import VARIANTS, variants

QUESTION = "미리내모빌리티 노조를 이끄는 사람은 누구인가요?"


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("unspaced", "미리내모빌리티노조를이끄는사람은누구인가요?"),
        ("mistyped", "미리내무빌리티 노주를 이끄는 사럼은 누구인거요?"),
        ("hurried", "미리내무빌리티노주를이끄는사럼은누구인거요?"),
        ("torn", "미리내 모빌리티 노조를 이끄는 사람은 누구 인가요?"),
        ("keyed", "미리내모빌리티노조이끄"),
        ("clipped", "미리내모빌리티 노조 이끄 사람 누구인가요?"),
        ("respelled", "Mirinae모빌리티 노조를 이끄는 사람은 누구인가요?"),
    ],
)
def test_each_kind_changes_the_question_in_its_way(kind: str, typed: str) -> None:
    assert VARIANTS[kind](QUESTION) == typed


@given(st.text(alphabet="가람시장은도래 1호?a", max_size=20))
def test_only_changed_questions_are_variants_and_always_the_same(question: str) -> None:
    found = list(variants(question))
    assert found == list(variants(question))
    assert all(text != question for _, text in found)
