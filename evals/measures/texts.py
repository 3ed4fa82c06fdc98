"""Measures of one answer's words against right answers."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable

from rag.korean.numbers import NATIVE, amount

# KorQuAD 1.0's evaluation script: these become spaces, then ASCII punctuation goes.
_KORQUAD_SPACES = str.maketrans(dict.fromkeys("'\"《》<>〈〉()‘’", " "))
_KORQUAD_DROPPED = str.maketrans("", "", string.punctuation)

_DAY = re.compile(r"(\d{4})\s*년\s*0?(\d{1,2})\s*월\s*0?(\d{1,2})\s*일")
_DAY_IN_DIGITS = re.compile(r"(?<!\d)(\d{4})\s*[-./]\s*0?(\d{1,2})\s*[-./]\s*0?(\d{1,2})(?:\.(?!\d)|(?![\d-]))")
_MONTH_DAY = re.compile(r"(?<!\d)0?(\d{1,2})월\s*0?(\d{1,2})일")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_SCALED = re.compile(r"\d[\d,.]*(?:\s?[십백천]?\s?[만억조])(?:\s?\d[\d,.]*\s?[십백천]?[만억조]?)*")
_DIGITS = re.compile(r"\d+(?:．\d+)?")
_COUNTED = re.compile(
    rf"(?<![가-힣])({'|'.join(sorted(NATIVE, key=len, reverse=True))})(?=\s?(?:명|개|곳|번째|번|차례|가지|달|살|시|마리|대|권|장|채|팀))"
)
_SILENT = re.compile(r"[\s\"'“”‘’«»「」『』《》〈〉·ㆍ・‧․,.!?()\[\]…]+")
_PARTICLE = re.compile(
    r"(?<=[가-힣A-Za-z0-9%)])(?:에서는|에게서|으로는|이라고|에서|에게|으로|이라|부터|까지|이며|이다|입니다|은|는|이|가|을|를|의|"
    r"에|와|과|도|로|께)$"
)


def exact_match(said: str, golds: Iterable[str]) -> float:
    """1 where it equals a right answer after KorQuAD 1.0's normalisation."""
    return float(any(korquad(said) == korquad(gold) for gold in golds))


def char_f1(said: str, golds: Iterable[str]) -> float:
    """0..1: the greatest F1 over multisets of characters, spaces apart, as KorQuAD 1.0 counts it."""
    return max((_f1(_characters(said), _characters(gold)) for gold in golds), default=0.0)


def korquad(text: str) -> str:
    """Lower-case; brackets and quotes are spaces, ASCII punctuation is nothing, white space is one space."""
    return " ".join(text.translate(_KORQUAD_SPACES).lower().translate(_KORQUAD_DROPPED).split())


def contains(said: str, golds: Iterable[str]) -> bool:
    """Whether a right answer occurs, whatever the spacing, quotation marks, form of numbers and dates, and particles.

    What begins or ends with a digit is no part of a longer number.
    """
    text = bare(said)
    return any(_occurs(form, text) for gold in golds for form in _forms(gold))


def bare(text: str) -> str:
    """`2025-04-08에 '1만 2,000장' 네 번째` → `2025년4월8일에12000장4번째`."""
    return _SILENT.sub("", _in_digits(text)).casefold()


def numbers(text: str) -> set[str]:
    """Every number as digits, a date as its year, month and day: `1만2,000장` → {12000}."""
    return set(_DIGITS.findall(_in_digits(text)))


def _in_digits(text: str) -> str:
    """Dates, amounts and counted numerals in one form; the decimal point is `．`."""
    for pattern in (_DAY, _DAY_IN_DIGITS):
        text = pattern.sub(lambda m: f"{m[1]}년 {int(m[2])}월 {int(m[3])}일", text)
    text = _MONTH_DAY.sub(lambda m: f"{int(m[1])}월 {int(m[2])}일", text)
    text = _SCALED.sub(_digits, text)
    text = _COUNTED.sub(lambda m: str(NATIVE[m[1]]), text)
    return _NUMBER.sub(lambda m: m.group().replace(",", "").replace(".", "．"), text)


def _digits(written: re.Match[str]) -> str:
    read = amount(written.group())
    return f"{read.number.normalize():f}" if read is not None and not read.unit else written.group()


def _forms(gold: str) -> set[str]:
    """The answer as it is, and without the particle at its end."""
    whole = bare(gold)
    return {form for form in (whole, _PARTICLE.sub("", whole)) if form}


def _occurs(form: str, text: str) -> bool:
    before = r"(?<![\d．])" if form[0].isdigit() else ""
    after = r"(?![\d．])" if form[-1].isdigit() else ""
    return re.search(f"{before}{re.escape(form)}{after}", text) is not None


def _characters(text: str) -> Counter[str]:
    return Counter("".join(korquad(text).split()))


def _f1(said: Counter[str], gold: Counter[str]) -> float:
    common = (said & gold).total()
    return 2 * common / (said.total() + gold.total()) if common else 0.0
