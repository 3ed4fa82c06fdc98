"""Lexical terms: what is indexed and searched for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.korean.analysis import Analyser
from rag.korean.terms import bigrams, terms


def found(analyser: Analyser, text: str) -> list[str]:
    return terms(analyser.tokens(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("81조원 규모의 정책", "81조원"),
        ("GPU 1만 장을 확보", "1만"),
        ("서울시장이 만났다", "서울시장"),
        ("WeGO가 주최한다", "wego"),
        ("40개 사업", "40개"),
        ("회의가 열렸다", "열리다"),
        ("강을 건넜다", "건너다"),
    ],
)
def test_what_people_search_for_is_a_term(analyser: Analyser, text: str, expected: str) -> None:
    assert expected in found(analyser, text)


@pytest.mark.parametrize("word", ["은", "에서", "하다", "있다", "그리고", "것"])
def test_particles_endings_and_light_verbs_are_not_terms(analyser: Analyser, word: str) -> None:
    assert word not in found(analyser, "그리고 시장은 시청에서 그것을 하고 있다")


def test_compounds_meet_whichever_way_they_are_spaced(analyser: Analyser) -> None:
    together, apart = set(found(analyser, "달빛철도 예타 면제")), set(found(analyser, "달빛 철도 예타 면제"))
    assert "달빛철도" in together & apart


def test_no_term_holds_white_space(analyser: Analyser) -> None:
    assert not [t for t in found(analyser, "인 융 베이징시장과 달빛 철도를 국가AI컴퓨팅센터에서") if " " in t]


def test_bigrams_ignore_case_and_punctuation() -> None:
    assert bigrams("AI·반도체, 5G") == ["ai", "반도", "도체", "5g"]


@given(st.text())
def test_bigrams_are_one_or_two_letters_or_digits(text: str) -> None:
    assert all(1 <= len(gram) <= 2 or not gram.isascii() for gram in bigrams(text))
