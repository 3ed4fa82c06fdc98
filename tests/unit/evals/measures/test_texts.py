from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.measures.texts import char_f1, contains, exact_match, korquad, numbers

SAME = [
    ("총사업비는 4,986억 원입니다.", "4986억원"),
    ("2026년 03월 10일에 열렸다.", "2026-03-10"),
    ("2026. 3. 10. 착공했다", "2026년 3월 10일"),
    ("일정은 2026-03-10이다", "2026년 3월 10일"),
    ("GPU 1만 장을 들였다", "10,000장"),
    ("예산은 0.95조원이다", "9500억원"),
    ("네 번째 정거장", "4번째"),
    ("‘물빛 축제’를 열었다", "물빛축제"),
    ("도하준 가람시장은 말했다", "도하준 가람시장이"),
    ("모두 5.5%다", "5.5%"),
]
APART = [
    ("2025년 2월 3조2000억원을 썼다", "3조2000억원"),
    ("2026년 8월 98.6%였다", "98.6%"),
    ("2026년 8월 2만 명이 왔다", "2만 명"),
]
"""A month, and a number after it that is no day."""
DIFFERENT = [
    ("15억원이다", "5억원"),
    ("5.5%다", "5%"),
    ("정거장 119곳", "19"),
    ("정거장 190곳", "19"),
    ("2026년 3월 11일", "2026년 3월 1일"),
    ("아무 말도 없다", "도하준"),
]


@pytest.mark.parametrize(("said", "gold"), SAME)
def test_a_right_answer_in_another_form_is_contained(said: str, gold: str) -> None:
    assert contains(said, [gold])


@pytest.mark.parametrize(("said", "gold"), APART)
def test_an_amount_after_a_month_is_no_day(said: str, gold: str) -> None:
    assert contains(said, [gold])


@pytest.mark.parametrize(("said", "gold"), DIFFERENT)
def test_another_number_is_not_contained(said: str, gold: str) -> None:
    assert not contains(said, [gold])


def test_one_right_answer_of_several_is_enough_and_an_empty_one_is_none() -> None:
    assert contains("도하준", ["문가온", "도하준"])
    assert not contains("도하준", ["", "…"])


def test_numbers_are_read_as_digits_and_days_by_their_parts() -> None:
    assert numbers("2026-03-10, 1만2,000장과 5.5%") == {"2026", "3", "10", "12000", "5．5"}


# ---------------------------------------------------------------- KorQuAD 1.0


def test_korquad_makes_quotes_and_brackets_spaces_and_drops_ascii_punctuation() -> None:
    assert korquad('《물빛 축제》(제3회), "A.B"') == "물빛 축제 제3회 ab"


@pytest.mark.parametrize(
    ("said", "gold", "exact", "f1"),
    [
        ("가람시", "가람시", 1.0, 1.0),
        ("'가람시'", "가람시", 1.0, 1.0),
        ("가람 시", "가람시", 0.0, 1.0),  # words must match for EM, letters alone for F1
        ("가람시장", "가람시", 0.0, 6 / 7),
        ("aab", "abb", 0.0, 4 / 6),  # letters count as often as they are there
        ("", "가람시", 0.0, 0.0),
    ],
)
def test_em_and_f1_are_korquads(said: str, gold: str, exact: float, f1: float) -> None:
    assert exact_match(said, [gold]) == exact
    assert char_f1(said, [gold]) == pytest.approx(f1)


def test_the_best_right_answer_counts() -> None:
    assert char_f1("가람시장", ["나래", "가람시장"]) == exact_match("가람시장", ["나래", "가람시장"]) == 1.0


@given(st.text(alphabet="가나다 라'(1.", max_size=12), st.text(alphabet="가나다 라'(1.", max_size=12))
def test_f1_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    assert 0.0 <= char_f1(one, [other]) == char_f1(other, [one]) <= 1.0
