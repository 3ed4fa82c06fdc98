"""Latin spellings of Korean names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.korean.romanisation import EXAMPLES, MOST, hangul


@pytest.mark.parametrize(("latin", "korean"), EXAMPLES)
def test_each_example_is_among_the_readings(latin: str, korean: str) -> None:
    assert korean in hangul(latin)


@pytest.mark.parametrize("word", ["computing", "", "r2d2", "서울", "x" * 100])
def test_what_cannot_be_korean_has_no_reading(word: str) -> None:
    assert hangul(word) == ()


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz-", max_size=24))
def test_readings_are_few_and_all_hangul(word: str) -> None:
    readings = hangul(word)
    assert len(readings) <= MOST + 1
    assert all("가" <= syllable <= "힣" for reading in readings for syllable in reading)
