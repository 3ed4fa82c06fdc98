"""Endings of verbs by their letters: enough to turn the last word of a news sentence into another tense or its denial."""

from __future__ import annotations

import re

FIRST, VOWELS, FINALS = ord("가"), 21, 28
SS, L, N, B = 20, 8, 4, 17  # ㅆ, ㄹ, ㄴ and ㅂ among the finals
_IRREGULAR = {
    "갔": "가", "왔": "오", "봤": "보", "놨": "놓", "났": "나", "섰": "서", "떴": "뜨", "썼": "쓰", "컸": "크", "줬": "주", "뒀": "두", "췄": "추",
    "꿨": "꾸", "뤘": "루", "됐": "되", "했": "하", "냈": "내", "샀": "사", "탔": "타", "찼": "차", "났다": "나", "겠": "",
}  # fmt: skip
_WITH_L = {"연": "열", "든": "들", "돈": "돌", "판": "팔", "건": "걸", "끈": "끌", "댄": "대"}  # 연다 → 열
_YEO, _I = 6, 20  # ㅕ and ㅣ among the vowels
_PAST_OF = {
    "하": "했",
    "되": "됐",
    "오": "왔",
    "가": "갔",
    "내": "냈",
    "나": "났",
    "보": "봤",
    "주": "줬",
    "서": "섰",
    "쓰": "썼",
    "두": "뒀",
}


def letters(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - FIRST
    return code // (VOWELS * FINALS), code // FINALS % VOWELS, code % FINALS


def syllable(first: int, vowel: int, final: int) -> str:
    return chr(FIRST + (first * VOWELS + vowel) * FINALS + final)


def with_final(stem: str, final: int) -> str:
    """하 + ㄹ → 할; a stem that ends in a consonant is left to `joined`."""
    first, vowel, _ = letters(stem[-1])
    return stem[:-1] + syllable(first, vowel, final)


def open_(stem: str) -> bool:
    return letters(stem[-1])[2] == 0


def past_stem(word: str) -> str | None:
    """열렸다 → 열리, 받았다 → 받, 했다 → 하; None for what is not a verb's past or not known."""
    match = re.fullmatch(r"([가-힣]*)([가-힣])다", word)
    if match is None or letters(match.group(2))[2] != SS:
        return None
    before, last = match.groups()
    if last in _IRREGULAR:
        return before + _IRREGULAR[last] or None
    if last in "았었":
        return before if before and not open_(before) else None
    if last == "랐" and before and letters(before[-1])[2] == L:
        return with_final(before, 0) + "르"
    first, vowel, _ = letters(last)
    if vowel != _YEO or (last == "였" and not before):
        return None
    return before + syllable(first, _I, 0)


def present_stem(word: str) -> str | None:
    """열린다 → 열리, 받는다 → 받, 연다 → 열."""
    match = re.fullmatch(r"([가-힣]*)([가-힣])다", word)
    if match is None:
        return None
    before, last = match.groups()
    if last == "는":
        return before if before and not open_(before) else None
    if letters(last)[2] != N or word.endswith("준다"):
        return None
    return before + (_WITH_L.get(last) or with_final(last, 0))


def past(stem: str) -> str | None:
    """하 → 했다, 열리 → 열렸다, 받 → 받았다; None where the vowel would need more rules."""
    last = stem[-1]
    if last in _PAST_OF:
        return stem[:-1] + _PAST_OF[last] + "다"
    first, vowel, final = letters(last)
    if final:
        return stem + ("았다" if vowel in (0, 8) else "었다")
    return stem[:-1] + syllable(first, _YEO, SS) + "다" if vowel == _I else None


def future(stem: str) -> str:
    """하 → 할, 열 → 열, 받 → 받을."""
    if open_(stem):
        return with_final(stem, L)
    return stem if letters(stem[-1])[2] == L else stem + "을"


def attributive(stem: str) -> str:
    """하 → 하는, 열 → 여는, 받 → 받는."""
    return (with_final(stem, 0) if letters(stem[-1])[2] == L else stem) + "는"


def polite(word: str) -> str | None:
    """했다 → 했습니다, 열린다 → 열립니다, 예정이다 → 예정입니다."""
    if past_stem(word) or re.fullmatch(r"[가-힣]*[ㅆ있없였었]다", word):
        return word[:-1] + "습니다"
    stem = present_stem(word)
    if stem is not None:
        bare = with_final(stem, 0) if letters(stem[-1])[2] == L else stem
        return with_final(bare, B) + "니다" if open_(bare) else bare + "습니다"
    if word.endswith("이다"):
        return word[:-2] + "입니다"
    return None
