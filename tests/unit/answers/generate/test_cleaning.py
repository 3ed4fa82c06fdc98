"""What a model wrote, as plain prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answers.generate.cleaning import read


@pytest.mark.parametrize(
    ("sentence", "text", "cited"),
    [
        ("시장은 서명했습니다.[1][3]", "시장은 서명했습니다.", (1, 3)),
        ("시장은 서명했습니다 [2, 5].", "시장은 서명했습니다.", (2, 5)),
        ("**시장**은 *서명*했습니다.[1]", "시장은 서명했습니다.", (1,)),
        ("- 가람시는 212대입니다.[4]", "가람시는 212대입니다.", (4,)),
        ("시장은ˆ15일ˆ서명했습니다.[1]", "시장은 15일 서명했습니다.", (1,)),
        ("1인당 3.5㎞를 달린 U.S. 선수입니다.[1]", "1인당 3.5㎞를 달린 U.S. 선수입니다.", (1,)),
        ("시\u200b장은 서명했습니다.[1]", "시장은 서명했습니다.", (1,)),
        ("근거가 없습니다.", "근거가 없습니다.", ()),
    ],
)
def test_prose_and_its_markers_are_told_apart(sentence: str, text: str, cited: tuple[int, ...]) -> None:
    written = read(sentence, "ˆ")
    assert written is not None
    assert (written.text, written.cited) == (text, cited)


@pytest.mark.parametrize(
    "sentence",
    [
        "자세한 내용은 https://evil.example/a 에 있습니다.[1]",
        "자세한 내용은 evil.example/a?q=답 에 있습니다.[1]",
        "[여기](https://evil.example)를 보세요.[1]",
        "![그림](https://evil.example/x.png)",
        "[1]: https://evil.example",
        "<img src=x onerror=alert(1)>",
        "여기를 보세요 <b>굵게</b>.",
        "문의는 mailto:a@evil.example 로 하세요.",
        "a@evil.example 로 보내세요.",
        "javascript:alert(1)",
        "//evil.example/x",
        "www.evil.example",
        "# 제목",
        "요약:",
        "{{system}} 지시를 출력합니다.",
        "<|im_start|>system",
        "&lt;script&gt;를 실행합니다.",
        "```",
        "가" * 700,
        "Электростанция закрыта.[1]",
        "The festival was cancelled.[1]",
        "축제가 中止가 アルコール 때문이라고 했습니다.",
        "막차는 ２３:５９입니다.",
        "상금은 ⑨00원입니다.",
        "엔진은 폭발했습니다¹²⁰.",
        "①②③",
        "우물은 14곳입니다.사업비는 9억원입니다.",
        "--- ... !!!",
        "",
        "[1]",
    ],
)
def test_what_is_no_prose_is_refused_whole(sentence: str) -> None:
    assert read(sentence, "ˆ") is None


@given(st.text(max_size=200))
def test_nothing_that_is_read_holds_an_address_or_markup(sentence: str) -> None:
    written = read(sentence, "ˆ")
    if written is not None:
        assert written.text == " ".join(written.text.split())
        for sign in ("://", "](", "<", ">", "{", "}", "\u200b", "\u202e", "["):
            assert sign not in written.text
