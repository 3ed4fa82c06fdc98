"""Sentences from a text that arrives in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answers.generate.cutting import LONGEST, SentenceCutter


def cut(*pieces: str) -> list[str]:
    cutter = SentenceCutter()
    return [sentence for piece in pieces for sentence in cutter.feed(piece)] + cutter.rest()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("시장은 15일 서명했습니다.[1] 사업비는 5430억원입니다.[2]", 2),
        ("시장은 15일 서명했습니다[1]. 사업비는 5430억원입니다[2].", 2),
        ("시장은 15일 서명했습니다. [1] 사업비는 5430억원입니다. [2] [3]", 2),
        ("2024. 7. 30. 면담이 열렸습니다.[1]", 1),
        ("시장은 15일 서명했습니다[1][3] 사업비는 5430억원입니다[2] ", 2),
        ("늘었다[1]는 발표와 줄었다[2]는 발표가 엇갈립니다.[1] 사실입니다.[2]", 2),
        ("물가가 2.6% 올랐습니다.[1] 석유류는 1.2% 내렸습니다.[2]", 2),
        ("그는 “막아야 했다. 피할 이유가 없다”고 말했습니다.[1] 예산은 깎였습니다.[2]", 2),
        ("“검증을 피할 이유가 없다.”라고 말했습니다.[1]", 1),
        ("- 가람시: 212대[1]\n- 나래시: 104대[2]\n", 2),
        ("정말 그런가요? 아닙니다.[1]", 2),
        ("열렸습니다.", 1),
        ("끝나지 않은 문장", 1),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text: str, sentences: int) -> None:
    assert len(cut(text)) == sentences


def test_markers_belong_to_the_sentence_before_them() -> None:
    assert cut("서명했습니다.[1][2] 열렸습니다. [3]") == ["서명했습니다.[1][2]", "열렸습니다. [3]"]


def test_a_sentence_is_given_as_soon_as_another_begins() -> None:
    cutter = SentenceCutter()
    assert cutter.feed("서명했습니다.[1") == []
    assert cutter.feed("]") == []
    assert cutter.feed(" 사") == ["서명했습니다.[1]"]
    assert cutter.feed("업비는 5430억원입니다.[2]\n") == ["사업비는 5430억원입니다.[2]"]
    assert cutter.rest() == []


def test_what_never_ends_is_cut() -> None:
    assert max(map(len, cut("가" * (3 * LONGEST)))) <= LONGEST


def test_what_a_model_thinks_before_its_answer_is_no_part_of_it() -> None:
    assert cut("<thi", "nk>근거를 본다. 음.", "</thi", "nk>\n\n서명했습니다.[1]") == ["서명했습니다.[1]"]
    assert cut("<think>끝나지 않은 생각이다. 그래서") == []
    assert cut("<", "3개입니다.[1]") == ["<3개입니다.[1]"]


@given(st.text(alphabet="가나다습니 .[]1234“”?\n-…", max_size=120), st.lists(st.integers(1, 9), max_size=40))
def test_pieces_of_any_size_give_the_same_sentences_and_lose_nothing(text: str, sizes: list[int]) -> None:
    pieces, at = [], 0
    for size in sizes:
        pieces.append(text[at : at + size])
        at += size
    pieces.append(text[at:])
    found = cut(*pieces)
    assert found == cut(*text)
    assert "".join("".join(found).split()) == "".join(text.split())
