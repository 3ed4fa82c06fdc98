"""Questions as hurried people type them: the same question in other letters, made the same way every time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from unicodedata import normalize

_WORD = re.compile(r"[가-힣]+")
_EOJEOL = re.compile(r"\S+")
_PARTICLE = re.compile(
    r"(?<=[가-힣A-Za-z0-9]{2})(?:에서는|에게는|으로는|에서|에게|으로|까지|부터|은|는|이|가|을|를|의|에|와|과|도|로)$"
)

ALIKE = {
    "\u1162": "\u1166",  # 트램 → 트렘
    "\u1166": "\u1162",  # 세계 → 새계
    "\u116b": "\u116c",  # 왜 → 외
    "\u116c": "\u116b",  # 최종 → 쵀종
    "\u1169": "\u116e",  # 도시 → 두시
    "\u1161": "\u1165",  # 가람 → 거람
    "\u1165": "\u1161",
}
"""Medial vowels (conjoining letters) → what is heard or typed for them."""

SPELLED = {
    "트램": "tram",
    "버스": "bus",
    "배터리": "battery",
    "마라톤": "marathon",
    "프로그램": "program",
    "가람": "Garam",
    "라온": "Raon",
    "은파": "Eunpa",
    "나래": "Narae",
    "솔빛": "Solbit",
    "바다미": "Badami",
    "미리내": "Mirinae",
    "다솜": "Dasom",
    "시장": "市長",
    "대학": "大學",
    "공장": "工場",
    "도시": "都市",
    "축제": "祝祭",
    "예산": "豫算",
    "병원": "病院",
}
"""Words of the samples → in Latin letters or in Chinese characters."""


def unspaced(question: str) -> str:
    """`트램 1호선은 언제 개통하나요?` → `트램1호선은언제개통하나요?`"""
    return "".join(question.split())


def mistyped(question: str) -> str:
    """`미리네모빌리티 노조를 …`: in every word of three letters or more the middle one of its vowels that can be."""
    return _WORD.sub(lambda word: _mistyped(word.group()), question)


def _mistyped(word: str) -> str:
    letters = list(normalize("NFD", word))
    places = [at for at, letter in enumerate(letters) if letter in ALIKE]
    if len(word) < 3 or not places:
        return word
    place = places[len(places) // 2]
    letters[place] = ALIKE[letters[place]]
    return normalize("NFC", "".join(letters))


def torn(question: str) -> str:
    """`미리내 모빌리티 노조를 …`: a space in the middle of every word of four letters or more."""
    return _WORD.sub(lambda word: _torn(word.group()), question)


def _torn(word: str) -> str:
    middle = len(word) // 2
    return f"{word[:middle]} {word[middle:]}" if len(word) >= 4 else word


def keyed(question: str) -> str:
    """`트램1호선언제`: its first three words without particles and spaces, as into a search box."""
    return "".join(clipped(question.rstrip("?.! ")).split()[:3])


def hurried(question: str) -> str:
    """`트램1호산은언제개통허나요?`: mistyped and without spaces."""
    return unspaced(mistyped(question))


def clipped(question: str) -> str:
    """`트램 1호선 언제 개통하나요?`: without the particles at the ends of words, where two letters are left of one."""
    return _EOJEOL.sub(lambda word: _PARTICLE.sub("", word.group()), question)


def respelled(question: str) -> str:
    """`tram 1호선은 언제 개통하나요?`"""
    return re.sub("|".join(SPELLED), lambda word: SPELLED[word.group()], question)


VARIANTS: Mapping[str, Callable[[str], str]] = {
    "unspaced": unspaced,
    "mistyped": mistyped,
    "hurried": hurried,
    "torn": torn,
    "keyed": keyed,
    "clipped": clipped,
    "respelled": respelled,
}


def variants(question: str) -> Iterator[tuple[str, str]]:
    """(kind, question) for every kind that changes it."""
    for kind, change in VARIANTS.items():
        if (changed := change(question)) != question:
            yield kind, changed
