"""Days that a question in English names, in the Korean words that mean them. A table; the examples are the tests."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_MONTHS = "january february march april may june july august september october november december".split()
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"


class TimePhrase(NamedTuple):
    pattern: re.Pattern[str]
    korean: Callable[[re.Match[str]], str]
    example: str
    means: str


def _phrase(pattern: str, korean: str | Callable[[re.Match[str]], str], example: str, means: str) -> TimePhrase:
    said = (lambda _match: korean) if isinstance(korean, str) else korean
    return TimePhrase(
        re.compile(rf"\b(?:(?:in|on|during|since|by|from|of)\s+)?(?:{pattern})\b", re.IGNORECASE), said, example, means
    )


def _number(match: re.Match[str]) -> int:
    name = match.group("month").lower()
    return _SHORT.get(name[:4]) or _SHORT[name[:3]]


def _full(match: re.Match[str]) -> str:
    return f"{match.group('year')}년 {_number(match)}월 {int(match.group('day'))}일"


def _of_year(match: re.Match[str]) -> str:
    return f"{match.group('year')}년 {_number(match)}월"


def _without_year(match: re.Match[str]) -> str:
    return f"{_number(match)}월 {int(match.group('day'))}일"


def _which_month(match: re.Match[str]) -> str:
    return {"last": "지난 ", "next": "오는 ", "this": "올해 "}.get(
        (match.group("side") or "").lower(), ""
    ) + f"{_number(match)}월"


TIMES: tuple[TimePhrase, ...] = (
    _phrase(rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}", _full, "on 30 July 2024", "2024년 7월 30일"),
    _phrase(rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}", _full, "on July 30, 2024", "2024년 7월 30일"),
    _phrase(r"(?P<year>(?:19|20)\d\d)-(?P<month2>[01]\d)-(?P<day>[0-3]\d)", lambda m: m.group().split()[-1], "on 2024-07-30", "2024-07-30"),
    _phrase(rf"{_MONTH}\s*,?\s+(?:of\s+)?{_YEAR}", _of_year, "in July 2024", "2024년 7월"),
    _phrase(rf"{_MONTH}\s+{_DAY}", _without_year, "on July 30th", "7월 30일"),
    _phrase(rf"{_DAY}\s+(?:of\s+)?{_MONTH}", _without_year, "on 30 July", "7월 30일"),
    _phrase(r"last month", "지난달", "last month", "지난달"),
    _phrase(r"this month", "이달", "this month", "이달"),
    _phrase(r"next month", "다음 달", "next month", "다음 달"),
    _phrase(r"last week", "지난주", "last week", "지난주"),
    _phrase(r"this week", "이번 주", "this week", "이번 주"),
    _phrase(r"next week", "다음 주", "next week", "다음 주"),
    _phrase(r"last year", "작년", "last year", "작년"),
    _phrase(r"this year", "올해", "this year", "올해"),
    _phrase(r"next year", "내년", "next year", "내년"),
    _phrase(r"the year before last", "재작년", "the year before last", "재작년"),
    _phrase(r"(?:the )?day before yesterday", "그제", "the day before yesterday", "그제"),
    _phrase(r"yesterday", "어제", "yesterday", "어제"),
    _phrase(r"today", "오늘", "today", "오늘"),
    _phrase(r"(?:the )?day after tomorrow", "모레", "the day after tomorrow", "모레"),
    _phrase(r"tomorrow", "내일", "tomorrow", "내일"),
    _phrase(r"recently|lately", "최근", "recently", "최근"),
    _phrase(rf"(?P<side>last|next|this)\s+{_MONTH}", _which_month, "last October", "지난 10월"),
    _phrase(r"(?P<year>(?:19|20)\d\d)(?!-)(?=\W|$)", lambda m: f"{m.group('year')}년", "in 2023", "2023년"),
    _phrase(rf"(?<=in )(?P<side>){_MONTH}", _which_month, "in October", "10월"),
)  # fmt: skip
"""English time phrase → the Korean words that mean it, which the Korean rules then resolve; the first that fits."""


def korean_time(question: str) -> tuple[str, tuple[int, int]] | None:
    """The Korean wording of the first time phrase, and where the English one stands."""
    for phrase in TIMES:
        if match := phrase.pattern.search(question):
            return phrase.korean(match), match.span()
    return None
