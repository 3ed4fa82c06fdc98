"""How a time expression may begin: cheap to look at, so that the rules need not be tried at every word of a text.

Whatever a rule reads has its beginning in one of these tables; what is missing here is never read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from rag.korean.dates import events, words
from rag.korean.dates.grammar import BETWEEN, SEASON, S, either

_WORDS = (
    "지난", "오는", "이번", "다음", "돌아오는", "다가오는", "저번", "직전", "차기", "현지", "한국", "음력", "최근", "요즘", "요새",
    "근래", "그때", "향후", "앞으로", "과거", "약", "무려", "연초", "연말", "연내", "세밑", "상반기", "하반기", "전반기", "후반기",
    "오전", "오후", "새벽", "아침", "점심", "한낮", "대낮", "낮", "초저녁", "저녁", "한밤", "심야", "밤", "정오", "자정", "매",
    "격주", "격월", "격년", "격일", "해마다", "날마다", "달마다", "다달이", "분기마다", "주말마다", "주마다", "반년", "일주일",
    *words.DAYS, *words.ANAPHORIC_DAYS, *words.WEEKS, *words.MONTHS, *words.ANAPHORIC_MONTHS, *words.YEARS,
    *words.ANAPHORIC_YEARS, *words.NATIVE_DAYS,
)  # fmt: skip
_NTH = {**{word: 0 for word in words.ORDINALS if not word.isdigit()}, "두": 2, "세": 3, "네": 4}
_SHAPES = (
    ("".join({word[0] for word in (*words.COUNTS, "두", "세", "네", "열")}),
     f"(?:{either(words.COUNTS)}|두|세|네|열한|열두)여?{S}여?{S}(?:년|개월|달|주|일|시|분|해)"),
    ("".join({word[0] for word in _NTH}), f"(?:{either(_NTH)}){S}(?:번째{S})?(?:째{S})?(?:주|[월화수목금토일]요일)"),
    ("월화수목금토일", f"[월화수목금토일](?:{S}{BETWEEN}{S}[월화수목금토일])*요일"),
    ("초한늦이봄여가겨", SEASON),
    ("늦이", f"(?:늦은|이른){S}(?:밤|아침)"),
    ("미", f"미국?{S}[동서]부"),
    ("제", r"제\d"),
    ("0123456789",
     rf"\d{{1,8}}(?:\.\d)?{S}(?:여{S})?(?:[년월일시분개달주회번차해대학]|{BETWEEN}{S}\d|[:.-]{S}\d)|\d{{8}}(?!\d)"),
    ("'’‘", "['’‘]"),
)  # fmt: skip
"""The first characters of a shape, and the shape."""


def may_begin(text: str, at: int) -> bool:
    """Whether a time expression may begin at that character."""
    pattern = _by_head().get(text[at])
    return pattern is not None and pattern.match(text, at) is not None


def heads() -> str:
    """The first characters of all words that a time expression may begin with; no digits, no apostrophes."""
    return "".join(sorted(head for head in _by_head() if head not in "0123456789'’‘"))


@lru_cache(maxsize=1)
def _by_head() -> dict[str, re.Pattern[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for characters, shape in _all():
        for head in characters:
            found[head].add(shape)
    return {head: re.compile("|".join(f"(?:{s})" for s in sorted(shapes))) for head, shapes in found.items()}


def _all() -> Iterator[tuple[str, str]]:
    yield from _SHAPES
    yield from ((word[0], word.replace(" ", S)) for word in _WORDS)
    yield from ((row.name.removeprefix("(?:")[0], row.name) for row in events.table() if row.kind != "series")
