"""What counts as a name in a question, and of what kind."""

from __future__ import annotations

import pytest

from rag.answers.claims.statement import read
from rag.answers.premises.kinds import core, kind, named, same_name
from rag.answers.premises.opposites import like, opposites
from rag.korean.analysis import Analyser

NAMED: tuple[tuple[str, list[tuple[str, str | None]]], ...] = (
    ("여울군·마루구 호우로 몇 명이 다쳤나요?", [("여울군", "군"), ("마루구", "구")]),
    ("가람시랑 솔빛군을 잇는 버스는?", [("가람시", "시"), ("솔빛군", "군")]),
    ("설가람 시장이 서명한 곳은?", [("설가람", None)]),
    ("시의회 의장은 누구인가요?", []),
    ("가장 낮은 최저온도는 몇 도인가?", []),
    ("첫 모델의 생산년도는 언제인가요?", []),
    ("유럽에 포함된 나라는 몇개국인가?", [("유럽", None)]),
    ("대동여지도를 만든 사람은?", [("대동여지도", None)]),
)


@pytest.mark.parametrize(("question", "expected"), NAMED)
def test_names_are_told_from_other_words_by_how_they_are_made(
    analyser: Analyser, question: str, expected: list[tuple[str, str | None]]
) -> None:
    said = read(question, analyser.tokens, None)

    assert [(word.stem, kind(word, said)) for word in named(said)] == expected


def test_a_name_without_its_ending_is_left_whole_where_too_little_is_left() -> None:
    assert (core("다솜군"), core("가람대학교"), core("시장"), core("부산")) == ("다솜", "가람", "시장", "부산")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("한국", "대한민국", True),
        ("가람대", "가람대학교", True),
        ("다솜군", "솔빛군", False),
        ("여울시", "해밀시", False),
    ],
)
def test_a_short_name_is_no_other_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same_name(other, one) is same


@pytest.mark.parametrize(
    ("word", "contrary"),
    [("부결", "통과"), ("늘", "줄"), ("유죄", "무죄"), ("취소", "열리"), ("물러나", "뽑히"), ("꺾", "지")],
)
def test_outcomes_have_their_contraries(word: str, contrary: str) -> None:
    assert contrary in opposites(word)
    assert word in opposites(contrary)
    assert word in like(word)


@pytest.mark.parametrize("word", ["끝나", "시작", "남편", "크", "북", "취임"])
def test_what_may_be_true_of_a_thing_at_another_time_or_place_has_none(word: str) -> None:
    assert not opposites(word)
