"""Particles that follow the last sound of a word: `WeGO는`, `18일은`, `81조원으로`, `3.5%는`, `KBS는`.

`attach(word, "은/는")` adds the form that fits. What is in brackets at the end is not read: `세계스마트시티기구(WeGO)는`.
"""

from __future__ import annotations

import re

PAIRS = {
    "은/는": ("은", "는"),
    "이/가": ("이", "가"),
    "을/를": ("을", "를"),
    "과/와": ("과", "와"),
    "으로/로": ("으로", "로"),
    "이라고/라고": ("이라고", "라고"),
    "이라는/라는": ("이라는", "라는"),
    "이며/며": ("이며", "며"),
    "이다/다": ("이다", "다"),
    "이나/나": ("이나", "나"),
    "이랑/랑": ("이랑", "랑"),
    "아/야": ("아", "야"),
}
"""Particle → (after a consonant, after a vowel)."""

FINAL_L = 8  # the index of ㄹ among the 28 finals
NO_FINAL = 0
OTHER_FINAL = 1

# Digits as they are read: 영 일 이 삼 사 오 육 칠 팔 구.
_DIGITS = {"0": OTHER_FINAL, "1": FINAL_L, "3": OTHER_FINAL, "6": OTHER_FINAL, "7": FINAL_L, "8": FINAL_L}
# What trailing zeros are read as: 십 백 천 만 (십만, 백만, 천만) 억: all end in a consonant other than ㄹ; 조 in a vowel.
_ZEROS_OF_TRILLIONS = range(12, 16)
# Names of single Latin letters: L, M, N, R(알) end in a consonant; the others in a vowel.
_LETTERS = {"L": FINAL_L, "M": OTHER_FINAL, "N": OTHER_FINAL, "R": FINAL_L}
# A word read as a word ends as it is written: these endings have a final consonant in Korean (Tim 팀, Google 구글).
_WORD_ENDINGS = (
    ("ng", OTHER_FINAL), ("le", FINAL_L), ("me", OTHER_FINAL), ("ne", OTHER_FINAL), ("l", FINAL_L), ("m", OTHER_FINAL),
    ("n", OTHER_FINAL), ("ck", OTHER_FINAL), ("k", OTHER_FINAL), ("p", OTHER_FINAL), ("b", OTHER_FINAL),
    ("ot", OTHER_FINAL), ("et", OTHER_FINAL), ("at", OTHER_FINAL), ("it", OTHER_FINAL),
)  # fmt: skip
_SIGNS = {
    "%": NO_FINAL, "％": NO_FINAL, "℃": NO_FINAL, "㎞": NO_FINAL, "㎏": OTHER_FINAL, "㎡": NO_FINAL, "$": NO_FINAL,
    "km": NO_FINAL, "kg": OTHER_FINAL, "cm": NO_FINAL, "mm": NO_FINAL, "%p": NO_FINAL, "kW": NO_FINAL, "GW": NO_FINAL,
    "m": NO_FINAL, "g": OTHER_FINAL, "t": OTHER_FINAL, "l": NO_FINAL, "L": NO_FINAL, "MW": NO_FINAL, "p": NO_FINAL,
}  # fmt: skip
_BRACKETS = re.compile(r"\s*[(（\[〈《「『][^()（）\[\]]*[)）\]〉》」』]$")
_TRAILING = " \t\"'”’」』》〉…·.,!?"
_LATIN = re.compile(r"[A-Za-z]+$")
_UNIT = re.compile(r"\d\s?([A-Za-z%]+)$")


def attach(word: str, particle: str) -> str:
    """`attach("18일", "은/는")` → `18일은`. Raises KeyError for a particle that is not in PAIRS."""
    return word + choose(word, particle)


def choose(word: str, particle: str) -> str:
    """The form of a particle of PAIRS that follows `word`."""
    closed, open_ = PAIRS[particle]
    final = last_sound(word)
    if particle == "으로/로" and final == FINAL_L:
        return open_
    return open_ if final == NO_FINAL else closed


def last_sound(word: str) -> int:
    """0 where the last sound is a vowel, 8 where it is ㄹ, another number where it is another consonant."""
    heard = _heard(word)
    if not heard:
        return NO_FINAL
    unit = _UNIT.search(heard)
    if unit and unit.group(1) in _SIGNS:
        return _SIGNS[unit.group(1)]
    last = heard[-1]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28
    if last.isascii() and last.isdigit():
        return _number(heard)
    latin = _LATIN.search(heard)
    return _latin(latin.group()) if latin else _SIGNS.get(last, NO_FINAL)


def _heard(word: str) -> str:
    """What is read aloud last: quotation marks, and brackets after a word, are not."""
    heard = word.rstrip(_TRAILING)
    while (shorter := _BRACKETS.sub("", heard).rstrip(_TRAILING)) and shorter != heard:
        heard = shorter
    return heard.rstrip(")）]〉》」』" + _TRAILING)


def _number(heard: str) -> int:
    digits = heard[len(heard.rstrip("0123456789,")) :].replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0"))
    whole = not heard.rstrip("0123456789").endswith(".")
    if zeros and whole and zeros < len(digits):
        return NO_FINAL if zeros in _ZEROS_OF_TRILLIONS else OTHER_FINAL
    return _DIGITS.get(digits[-1], NO_FINAL)


def _latin(word: str) -> int:
    if _spelled(word):
        return _LETTERS.get(word[-1].upper(), NO_FINAL)
    return next((sound for ending, sound in _WORD_ENDINGS if word.lower().endswith(ending)), NO_FINAL)


def _spelled(word: str) -> bool:
    """Whether it is read letter by letter: one letter, or all capitals (KBS, AI, SKT)."""
    return len(word) == 1 or word.isupper()
