"""The numbers of a text with their units, and what stands beside them.

9,500억원 = 9500억 원    1만 장 = 10,000장    네 번째 = 4번째    32㎞ = 32km    40여 개 ≠ 40개    50% 이상 ≠ 50% 이하
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from rag.domain import Token
from rag.korean.numbers import DAY_COUNTS, NATIVE, NATIVE_TENS, amount, number

MORE = {"여": "여", "남짓": "약", "가량": "약", "정도": "약", "안팎": "약", "쯤": "약", "께": "약"}
BOUNDS = {
    "이상": "≥", "초과": ">", "넘": ">", "이하": "≤", "미만": "<", "이내": "≤", "최대": "≤", "최소": "≥", "최고": "≤", "적어도": "≥",
    "웃돌": ">", "밑돌": "<", "못미치": "<", "육박": "<", "약": "약", "거의": "약", "수": "수",
}  # fmt: skip
_BY = ("웃돌", "밑돌", "넘")
_FRACTION = ("분", "의")
_UNITS = frozenset({"NNB", "NNG", "SW", "SL", "NNP"})
_NUMERAL = frozenset({"SN", "NR"})


class Value(NamedTuple):
    """`unit` in normal form, empty for a bare number; `bound`: ≥ > ≤ < 약 여, empty for an exact number."""

    number: Decimal
    unit: str
    bound: str
    text: str
    start: int
    end: int
    first: int
    last: int
    """Tokens, last exclusive, the unit included."""


def values(text: str, tokens: Sequence[Token], taken: Sequence[tuple[int, int]]) -> tuple[Value, ...]:
    """In order; numbers inside the spans `taken` (dates) are left out."""
    found = []
    index = 0
    while index < len(tokens):
        stop = _numeral(text, tokens, index)
        if stop == index:
            index += 1
            continue
        if not any(a < tokens[stop - 1].end and tokens[index].start < b for a, b in taken):
            value = _value(text, tokens, index, stop)
            if value is not None:
                found.append(value)
                stop = max(stop, value.last)
        index = stop
    return tuple(found)


def _numeral(text: str, tokens: Sequence[Token], index: int) -> int:
    """Where the numeral that begins at a token ends; the index itself where none begins."""
    token = tokens[index]
    counts = token.tag == "NNG" and token.form in DAY_COUNTS
    native = token.tag in ("MM", "NR") and (token.form in NATIVE or token.form in NATIVE_TENS)
    if counts:
        return index + 1
    if not native and token.tag not in _NUMERAL:
        return index
    if native and token.tag == "MM" and not _counts(tokens, index):
        return index
    stop = index + 1
    while stop < len(tokens) and _goes_on(text, tokens, stop):
        stop += 1
    return stop


def _goes_on(text: str, tokens: Sequence[Token], stop: int) -> bool:
    token, before = tokens[stop], tokens[stop - 1]
    gap = text[before.end : token.start]
    if gap not in ("", " "):
        return False
    if token.tag == "NR" or (token.tag == "MM" and token.form in NATIVE and before.form in NATIVE_TENS):
        return not (gap and before.tag == "SN" and token.tag == "SN")
    return token.tag == "SN" and before.tag == "NR"


def _counts(tokens: Sequence[Token], index: int) -> bool:
    """한 명, 두 곳: a native numeral before something that is counted."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None:
        return False
    if following.tag in ("NNB", "XSN"):
        return True
    return following.tag in ("NR", "MM") or amount(f"{tokens[index].form} {following.form}") is not None


def _value(text: str, tokens: Sequence[Token], first: int, stop: int) -> Value | None:
    written = text[tokens[first].start : tokens[stop - 1].end]
    size = number(written.replace(" ", "")) if written.strip() else None
    if size is None:
        read = amount(written)
        if read is None:
            return None
        size = read.number
    bound, last = "", stop
    if last < len(tokens) and tokens[last].form in MORE and tokens[last].tag in ("XSN", "NNG", "NNB"):
        bound, last = MORE[tokens[last].form], last + 1
    unit, last = _unit(tokens, last, written)
    if last < len(tokens) and tokens[last].form in MORE and tokens[last].tag in ("XSN", "NNG", "NNB"):
        bound, last = bound or MORE[tokens[last].form], last + 1
    bound = bound or _bound(tokens, first, last)
    start, end = tokens[first].start, tokens[last - 1].end
    return Value(size, unit, bound, text[start:end], start, end, first, last)


def _unit(tokens: Sequence[Token], index: int, written: str) -> tuple[str, int]:
    if written in DAY_COUNTS:
        return "일", index
    parts: list[str] = []
    at = index
    if tuple(t.form for t in tokens[at : at + 2]) == _FRACTION:
        divisor = tokens[at + 2].form if at + 2 < len(tokens) else ""
        read = number(divisor)
        return f"분의{read if read is not None else divisor}", min(at + 3, len(tokens))
    if at < len(tokens) and tokens[at].tag in _UNITS and tokens[at].start - tokens[at - 1].end <= 1:
        parts.append(tokens[at].form)
        at += 1
        while at < len(tokens) and (
            tokens[at].form in ("째", "포인트", "당") and tokens[at].start == tokens[at - 1].end
        ):
            parts.append(tokens[at].form)
            at += 1
    counted = amount("1" + "".join(parts))
    return (counted.unit if counted else "".join(parts)), at


def _bound(tokens: Sequence[Token], first: int, last: int) -> str:
    after = "".join(t.form for t in tokens[last : last + 3])
    if after.startswith(_BY) and any(t.tag == "JKO" for t in tokens[max(0, first - 3) : first]):
        return ""  # 251억원을 13.1% 밑돌았다: by how much
    for word, sign in BOUNDS.items():
        if word in ("최대", "최소", "최고", "적어도", "약", "거의", "수"):
            if first and tokens[first - 1].form == word:
                return sign
        elif after.startswith((word, f"에{word}", f"를{word}", f"을{word}", f"도{word}", f"가{word}", f"이{word}")):
            return sign
    return ""


def equal(claim: Value, evidence: Value) -> bool:
    """The same number of the same thing; a bare unit fits any (`9500억` and `9500억원`)."""
    if claim.number != evidence.number:
        return False
    return claim.unit == evidence.unit or not claim.unit or not evidence.unit or _related(claim.unit, evidence.unit)


_COUNTERS = ({"명", "사람", "인"}, {"번", "회", "차례"}, {"살", "세"}, {"달", "개월"}, {"곳", "군데"})
"""Counters of one thing."""


def _related(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one) or any({one, other} <= group for group in _COUNTERS)


def carried(claim: Value, evidence: Value) -> bool:
    """Equal, and not made more exact or bounded the other way: `40개` is not carried by `40여 개`, `두 곳 이상` by `세 곳`."""
    if not equal(claim, evidence):
        same = claim._replace(number=evidence.number)
        return bool(claim.unit) and evidence.bound == "" and equal(same, evidence) and _within(claim, evidence)
    if claim.bound == evidence.bound:
        return True
    return claim.bound == "약" or (not evidence.bound and claim.bound in ("여", "≥", "≤"))


def _within(claim: Value, evidence: Value) -> bool:
    """An exact number lies where a bound says."""
    more, less = evidence.number > claim.number, evidence.number < claim.number
    return {"≥": more, ">": more, "≤": less, "<": less}.get(claim.bound, False)
