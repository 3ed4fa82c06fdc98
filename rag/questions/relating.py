"""Words of a question that only relate what is asked to something, and are no words to look for: `~을 두고`, `올해 안에`.

A table; the examples are the tests.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Relating(NamedTuple):
    pattern: re.Pattern[str]
    example: str
    left: str
    """The lexical terms that are not looked for."""


def _row(pattern: str, example: str, left: str) -> Relating:
    return Relating(re.compile(pattern), example, left)


TABLE: tuple[Relating, ...] = (
    _row(r"(?<=[을를]\s)(?:놓고|두고)(?=\s)", "협약 맺은 것을 두고 뭐라고 했나요?", "두다"),
    _row(r"(?<=에\s)비(?:해서?|하면|하여|추어)(?=\s)", "재작년에 비해 예산이 얼마나 늘었나요?", "비하다"),
    _row(r"(?<=\s)(?:안|뒤|후|앞)에(?:는|도|만)?(?=\s)", "올해 안에 끝나는 공사는 무엇인가요?", "안"),
    _row(r"(?<=[가-힣\d]\s)(?:전|뒤|후)(?:에|에는|까지)?(?=\s)", "이번 회담 전에 누구를 만났나요?", "전"),
    _row(r"앞으로(?:는|도)?(?=\s)", "앞으로 총회는 어떻게 하나요?", "앞"),
    _row(r"(?<=[년달월주일]이\s)(?:흐[른르]|흘[러렀])\S*(?=\s)", "총회 몇 년이 흐른 뒤에 열렸나요?", "흐르다"),
    _row(r"(?<=막이\s)오[르른를릅]\S*|(?<=막이\s)올[라랐]\S*|(?<=막을\s)올[리린릴려렸]\S*", "총회는 언제 막이 오르나요?", "오르다"),
    _row(r"(?<![가-힣])[한두세]\s?(?:줄|문장)(?:으?로)(?=[\s.?!]|$)", "총회 어디서 해? 한 줄로", "줄"),
    _row(r"(?<=[층원살년톤])짜리", "도서관은 몇 층짜리인가요?", "층짜리"),
    _row(r"(?<=[가-힣])쯤(?=[\s은는이예인?]|$)", "수질은 몇 급수쯤 되나요?", "급수쯤"),
)  # fmt: skip


def relating(text: str) -> tuple[tuple[int, int], ...]:
    """Where such words stand."""
    return tuple(match.span() for row in TABLE for match in row.pattern.finditer(text))
