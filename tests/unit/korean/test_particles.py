"""Particles follow the last sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.korean.particles import PAIRS, attach, choose, last_sound

ATTACHED = (
    ("바다", "은/는", "바다는"), ("마을", "은/는", "마을은"), ("시장", "이/가", "시장이"), ("대표", "이/가", "대표가"),
    ("마을", "을/를", "마을을"), ("회의", "을/를", "회의를"), ("시장", "과/와", "시장과"), ("대표", "과/와", "대표와"),
    ("서울", "으로/로", "서울로"), ("부산", "으로/로", "부산으로"), ("제주", "으로/로", "제주로"),
    ("협력", "이라고/라고", "협력이라고"), ("교류", "이라고/라고", "교류라고"),
    ("WeGO", "은/는", "WeGO는"), ("KBS", "은/는", "KBS는"), ("AI", "을/를", "AI를"), ("GM", "이/가", "GM이"), ("SKT", "과/와", "SKT와"),
    ("URL", "으로/로", "URL로"), ("CCTV", "을/를", "CCTV를"), ("K", "이/가", "K가"), ("Samsung", "은/는", "Samsung은"),
    ("18일", "은/는", "18일은"), ("81조원", "으로/로", "81조원으로"), ("3.5%", "은/는", "3.5%는"), ("2021", "이/가", "2021이"),
    ("2024", "이/가", "2024가"), ("10", "을/를", "10을"), ("10,000", "을/를", "10,000을"), ("7", "으로/로", "7로"), ("6", "으로/로", "6으로"),
    ("3.0", "을/를", "3.0을"), ("1조", "을/를", "1조를"), ("100m", "은/는", "100m는"), ("5kg", "을/를", "5kg을"), ("0", "이/가", "0이"),
    ("1000000000000", "을/를", "1000000000000를"), ("바다시(海市)", "은/는", "바다시(海市)는"), ("마을기구(WeGO)", "을/를", "마을기구(WeGO)를"),
    ("‘바다의 제안’", "을/를", "‘바다의 제안’을"), ("“좋다”", "이라고/라고", "“좋다”라고"), ("「마을」", "은/는", "「마을」은"),
)  # fmt: skip


@pytest.mark.parametrize(("word", "particle", "expected"), ATTACHED)
def test_the_particle_fits_the_last_sound(word: str, particle: str, expected: str) -> None:
    assert attach(word, particle) == expected


def test_a_particle_that_is_not_in_the_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        choose("바다", "에서")


@given(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), st.sampled_from(sorted(PAIRS)))
def test_every_syllable_takes_the_form_its_final_asks_for(syllable: str, particle: str) -> None:
    final = (ord(syllable) - 0xAC00) % 28
    closed, open_ = PAIRS[particle]
    expected = open_ if final == 0 or (particle == "으로/로" and final == 8) else closed

    assert choose(f"바다 {syllable}", particle) == expected


@given(st.text(), st.sampled_from(sorted(PAIRS)))
def test_any_word_gets_one_of_the_two_forms(word: str, particle: str) -> None:
    assert choose(word, particle) in PAIRS[particle]
    assert 0 <= last_sound(word) < 28
