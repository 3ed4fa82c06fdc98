"""Numbers as Korean writes them, and when two of them are the same."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.korean.numbers import DAY_COUNTS, NATIVE, NATIVE_TENS, amount, number, same_number

NUMBERS = (
    ("1만2000", 12_000), ("81조", 81 * 10**12), ("81조 5000억", 815 * 10**11), ("1,234.5", Decimal("1234.5")), ("0", 0),
    ("3천500만", 35_000_000), ("1억2천500만", 125_000_000), ("2천5백", 2_500), ("삼백이십", 320), ("이천이십사", 2024),
    ("스물세", 23), ("열두", 12), ("사흘", 3), ("보름", 15), ("백만", 1_000_000), ("십만", 100_000), ("천", 1_000), ("만", 10_000),
)  # fmt: skip


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_a_number_is_read(text: str, value: int | Decimal) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "한국", "조사단", "3 500", "12월", "1만장", "여러"])
def test_what_is_not_a_number_alone_is_none(text: str) -> None:
    assert number(text) is None


AMOUNTS = (
    ("1만장", 10_000, "장"), ("50여 개", 50, "개"), ("약 3만 5000원", 35_000, "원"), ("5경기", 5, "경기"), ("두 명", 2, "명"),
    ("$5", 5, "달러"), ("네 번째", 4, "째"), ("3.5퍼센트", Decimal("3.5"), "%"), ("이백 명", 200, "명"), ("100만 원", 1_000_000, "원"),
    ("30여 년간", 30, "년간"), ("사흘", 3, "일"), ("10km", 10, "km"), ("10킬로미터", 10, "km"), ("1,000", 1_000, ""),
)  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit"), AMOUNTS)
def test_an_amount_is_a_number_and_a_unit(text: str, value: int | Decimal, unit: str) -> None:
    found = amount(text)

    assert found is not None
    assert (found.number, found.unit) == (value, unit)


@pytest.mark.parametrize("text", ["", "한국은", "이사회", "조사 대상", "만일의 사태", "오이", "서울", "천만에"])
def test_words_that_begin_like_numerals_are_no_amount(text: str) -> None:
    assert amount(text) is None


def test_around_is_remembered() -> None:
    assert [found.approximate for text in ("50여 개", "약 50개", "50개") if (found := amount(text))] == [
        True,
        True,
        False,
    ]


SAME = (
    ("1만장", "10,000장"), ("사흘", "3일"), ("네 번째", "4번째"), ("100만원", "백만 원"), ("3.5%", "3.5퍼센트"), ("1.0%", "1%"),
    ("81조원", "81조 원"), ("1만2000명", "12,000명"), ("50여 개", "50개"), ("5달러", "$5"),
)  # fmt: skip
DIFFERENT = (
    ("1만장", "1,000장"), ("사흘", "4일"), ("3%", "3%p"), ("81조원", "81억원"), ("10명", "10개"), ("가", "가"), ("3일", "3월"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_of_writing_a_number_are_the_same(one: str, other: str) -> None:
    assert same_number(one, other)
    assert same_number(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_number_or_another_unit_is_not_the_same(one: str, other: str) -> None:
    assert not same_number(one, other)


@given(st.integers(0, 10**15))
def test_digits_are_read_with_and_without_commas(value: int) -> None:
    assert number(str(value)) == number(f"{value:,}") == value
    assert same_number(f"{value}명", f"{value:,}명")


@given(st.integers(1, 9_999), st.integers(1, 9_999))
def test_myriads_add_up(high: int, low: int) -> None:
    assert number(f"{high}만{low}") == number(f"{high}만 {low}") == high * 10_000 + low


@given(st.integers(1, 9_999_999))
def test_sino_korean_numerals_are_read_back(value: int) -> None:
    assert number(spelled(value)) == value


@given(st.sampled_from(sorted(NATIVE_TENS)), st.sampled_from(sorted(NATIVE)))
def test_native_numerals_add_up(tens: str, ones: str) -> None:
    assert number(tens + ones) == NATIVE_TENS[tens] + NATIVE[ones]


@given(st.sampled_from(sorted(DAY_COUNTS)))
def test_a_native_count_of_days_is_that_many_days(word: str) -> None:
    assert same_number(word, f"{DAY_COUNTS[word]}일")


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = amount(text)

    assert found is None or found.number >= 0
    assert same_number(text, text) == (found is not None)


def spelled(value: int) -> str:
    """The Sino-Korean numeral, without 일 before 십, 백 and 천."""
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        return f"{spelled(high)}만{spelled(low) if low else ''}"
    written = ""
    for scale, name in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
        digit, value = divmod(value, scale)
        if digit:
            written += ("" if digit == 1 and name else "영일이삼사오육칠팔구"[digit]) + name
    return written
