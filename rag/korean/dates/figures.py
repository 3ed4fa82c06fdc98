"""Numbers of a date spelled out, in figures: `이천십오년 삼월 삼일` → `2015년 3월 3일`, `二〇二四年 七月` → `2024년 7월`.

Only for what is known to be a time: in running text 이주 is moving house and 사분 is no four minutes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.korean.numbers import SINO, SMALL_UNITS

_HANJA = str.maketrans(
    "〇零一二三四五六七八九十百千年月日時分秒週０１２３４５６７８９",
    "공영일이삼사오육칠팔구십백천년월일시분초주0123456789",
)
_MONTHS = {"유월": 6, "시월": 10}
_LETTERS = "".join((*SINO, *SMALL_UNITS))
_UNITS = r"(?:년|월|일(?!절|요)|개월|분기|분|초|주|시간)"
_SPELLED = re.compile(
    rf"(?P<month>{'|'.join(_MONTHS)})|(?<!\d)(?<!['’‘])(?P<year>\d\d)(?=년\s?\d{{1,2}}월)"
    rf"|(?P<number>[{_LETTERS}]+(?={_UNITS})|[{_LETTERS}]{{2,}}(?=\s{_UNITS}))"
)


class Figures(NamedTuple):
    """`text` with figures; `places[i]` is where its character i stands in the original, with one more for the end."""

    text: str
    places: tuple[int, ...]


def in_figures(text: str) -> Figures:
    """The text itself where it spells nothing out."""
    plain = text.translate(_HANJA)
    written, places, done = [], list[int](), 0
    for match in _SPELLED.finditer(plain):
        start, end = match.span() if not match["month"] else (match.start(), match.start() + 1)
        figures = _figures(match)
        written += [plain[done:start], figures]
        places += [*range(done, start), *([start] * len(figures))]
        done = end
    return Figures("".join([*written, plain[done:]]), (*places, *range(done, len(plain) + 1)))


def _figures(match: re.Match[str]) -> str:
    if match["year"]:
        return f"’{match['year']}"  # 24년 7월
    return str(_value(match["number"]) if match["number"] else _MONTHS[match["month"]])


def _value(spelled: str) -> int:
    """`이천십오` 2015, `십이` 12, `이공이사` 2024."""
    if not any(letter in SMALL_UNITS for letter in spelled):
        return int("".join(str(SINO[letter]) for letter in spelled))
    total, digit = 0, 0
    for letter in spelled:
        if letter in SMALL_UNITS:
            total += max(digit, 1) * SMALL_UNITS[letter]
            digit = 0
        else:
            digit = SINO[letter]
    return total + digit
