"""Numbers as Korean writes them: digits, myriads, Sino-Korean and native numerals; and when two of them are the same.

1만2000 → 12000    81조 → 81000000000000    삼백이십 → 320    스물세 → 23    1.5배 → 1.5 배
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

MYRIADS = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
SMALL_UNITS = {"십": 10, "백": 100, "천": 1000}
SINO = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9}
NATIVE = {
    "하나": 1, "한": 1, "첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "서": 3, "넷": 4, "네": 4, "넉": 4, "너": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
NATIVE_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
DAY_COUNTS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10,
    "보름": 15,
}  # fmt: skip

_UNITS = {
    "％": "%", "퍼센트": "%", "프로": "%", "퍼센트포인트": "%p", "%포인트": "%p", "％포인트": "%p", "%P": "%p",
    "킬로미터": "km", "㎞": "km", "미터": "m", "센티미터": "cm", "㎝": "cm", "밀리미터": "mm", "㎜": "mm",
    "킬로그램": "kg", "㎏": "kg", "그램": "g", "톤": "t", "리터": "l", "ℓ": "l", "㎡": "제곱미터", "m²": "제곱미터",
    "미국달러": "달러", "불": "달러", "사람": "명", "인": "명", "개소": "곳", "군데": "곳", "개월": "달",
    "번째": "째", "회째": "째", "차례": "회", "번": "회",
}  # fmt: skip
_SIGNS = {"$": "달러", "₩": "원", "€": "유로", "¥": "엔", "￥": "엔"}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# 경 after a digit is also the first letter of 경기 (5경기: five games).
_PIECE = re.compile(rf"({_DIGITS})([십백천])?(만|억|조|경(?!기))?")
_SINO = re.compile(r"[영공일이삼사오육륙칠팔구십백천만억조경]{2,}|[십백천만억]")
_SCALED = re.compile(r"[십백천]|[일이삼사오육칠팔구][만억조]|^[만억]$")
_NATIVE = re.compile(
    "(?:{tens})(?:{ones})?|(?:{ones})".format(
        tens="|".join(NATIVE_TENS), ones="|".join(sorted(NATIVE, key=len, reverse=True))
    )
)
_COUNTED = re.compile(
    r"\s?(?:$|여|명|개|곳|번|차례|가지|달|해|살|시|마리|대|권|장|채|팀|쌍|주|건|배|척|그루|잔|병|편|분|사람|나라|도시|째|"
    r"원|년|월|일|위|층|회|호|세|점|표|석|퍼센트|%)"
)
_LEAD = re.compile(r"^(?:약|총|제|무려|최대|최소)\s?")
_AROUND = re.compile(r"^\s?(?:여|남짓)")


class Amount(NamedTuple):
    """A number with its unit in normal form (`10000`, `장`); `unit` is empty for a bare number."""

    number: Decimal
    unit: str
    approximate: bool = False


def number(text: str) -> Decimal | None:
    """The value of a text that is a number and nothing else; None otherwise."""
    whole = text.strip()
    alone = DAY_COUNTS.get(whole, SINO.get(whole))
    if alone is not None:
        return Decimal(alone)
    value, length = _written(whole)
    if length == len(whole) and length:
        return value
    sino = _sino(whole)
    return sino if sino is not None else _native(whole)


def amount(text: str) -> Amount | None:
    """The number a text begins with, and the unit after it; None where it begins with none."""
    rest = _LEAD.sub("", text.strip())
    if rest in DAY_COUNTS:
        return Amount(Decimal(DAY_COUNTS[rest]), "일")
    sign = _SIGNS.get(rest[:1], "")
    rest = rest[1:].lstrip() if sign else rest
    reading = _reading(rest)
    if reading is None:
        return None
    value, length = reading
    around = _AROUND.match(rest[length:])
    unit = rest[length + (around.end() if around else 0) :]
    return Amount(value, _unit(unit) or sign, around is not None or text.strip().startswith("약"))


def same_number(one: str, other: str) -> bool:
    """Whether two texts are the same number with the same unit: `1만장` and `10,000장`, `사흘` and `3일`."""
    first, second = amount(one), amount(other)
    if first is None or second is None:
        return False
    return first.number == second.number and first.unit == second.unit


def _reading(text: str) -> tuple[Decimal, int] | None:
    """How a text begins, as (value, length): digits, or numerals that count something."""
    value, length = _written(text)
    if length:
        return value, length
    for pattern, read in ((_NATIVE, _native), (_SINO, _sino)):
        match = pattern.match(text)
        if match is None or not _COUNTED.match(text, match.end()):
            continue
        numeral = read(match.group())
        if numeral is not None and (pattern is _NATIVE or _SCALED.search(match.group())):
            return numeral, match.end()
    return None


def _written(text: str) -> tuple[Decimal, int]:
    """The digits a text begins with, and their length: `81조 5000억`; length 0 where there are none."""
    total, end, ceiling = Decimal(0), 0, Decimal("Infinity")
    while True:
        # A number after a space goes on only where the part before closed a myriad: `81조 5000억`, not `3 500`.
        gap = 1 if ceiling.is_finite() and text[end : end + 1] == " " else 0
        match = _PIECE.match(text, end + gap)
        if match is None or (end and text[end - 1].isdigit()):
            return total, end
        value = _decimal(match.group(1)) * SMALL_UNITS.get(match.group(2), 1)
        scale = Decimal(MYRIADS.get(match.group(3), 1))
        added, ceiling, fits = _add(total, value, scale, ceiling, bool(match.group(3)))
        if not fits:
            return total, end
        total, end = added, match.end()


def _add(
    total: Decimal, value: Decimal, scale: Decimal, ceiling: Decimal, closes: bool
) -> tuple[Decimal, Decimal, bool]:
    """Add a piece; `3천500만` multiplies what is open by the myriad, which the caller has summed below `ceiling`."""
    if closes:
        below = total % ceiling if ceiling.is_finite() else total
        return total - below + (below + value) * scale, scale, scale < ceiling
    return total + value, ceiling, value < ceiling


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits.replace(",", ""))
    except InvalidOperation:
        return Decimal(0)


def _sino(text: str) -> Decimal | None:
    if not _SINO.fullmatch(text):
        return None
    if len(text) > 1 and all(letter in SINO for letter in text):
        return Decimal("".join(str(SINO[letter]) for letter in text))
    total = section = digit = 0
    for letter in text:
        if letter in SINO:
            digit = SINO[letter]
        elif letter in SMALL_UNITS:
            section, digit = section + (digit or 1) * SMALL_UNITS[letter], 0
        else:
            total, section, digit = total + ((section + digit) or 1) * MYRIADS[letter], 0, 0
    return Decimal(total + section + digit)


def _native(text: str) -> Decimal | None:
    for tens, value in NATIVE_TENS.items():
        if text.startswith(tens):
            rest = text[len(tens) :]
            return Decimal(value + NATIVE[rest]) if rest in NATIVE else Decimal(value) if not rest else None
    return Decimal(NATIVE[text]) if text in NATIVE else None


def _unit(text: str) -> str:
    unit = "".join(text.split())
    return _UNITS.get(unit, unit.lower() if unit.isascii() else unit)
