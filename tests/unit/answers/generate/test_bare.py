"""A value alone is an answer only to the question that is asked."""

from __future__ import annotations

import pytest

from rag.answers.generate.bare import bare


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("4986억원입니다.", "4986억원"),
        ("네, 2026년 3월 10일입니다.", "2026년 3월 10일"),
        ("마루구 한터동 차량기지 터입니다.", "마루구 한터동 차량기지 터"),
        ("도하준 가람시장이다.", "도하준 가람시장"),
        ("총사업비는 4986억원입니다.", None),
        ("이 가운데 312억원이 공사비입니다.", None),
        ("착공식을 열었습니다.", None),
    ],
)
def test_a_value_that_is_said_of_nothing(sentence: str, value: str | None) -> None:
    assert bare(sentence) == value
