"""What an article calls itself: a correction, a reply, a follow-up report, or news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """A heading of such notices → Article.kind."""

    kind: str
    pattern: re.Pattern[str]
    example: str
    counter: str


_OPEN = r"^\s*[\[(<〈【「]?\s*"
_CLOSE = r"\s*(?:[\])>〉】」:]|$|\s)"

NOTICES: tuple[NoticeRule, ...] = (
    NoticeRule(
        "reply",
        re.compile(rf"{_OPEN}(?:정정\s?[·및]?\s?)?반론\s?보도(?:문)?{_CLOSE}"),
        "[반론보도] 트램 기사 관련",
        "반론보도청구가 늘었다",
    ),
    NoticeRule("follow-up", re.compile(rf"{_OPEN}추후\s?보도(?:문)?{_CLOSE}"), "추후보도문", "추후 보도하기로 했다"),
    NoticeRule(
        "correction",
        re.compile(rf"{_OPEN}(?:정정\s?보도(?:문)?|바로\s?잡습니다|고침|정정합니다|알립니다\s?-\s?정정|정정){_CLOSE}"),
        "[정정보도] 가람시 예산 기사",
        "정정당당한 승부였다",
    ),
)

_ENDING = re.compile(r"(정정보도|반론보도|추후보도)(?:문)?\s*$")
_KINDS = {"정정보도": "correction", "반론보도": "reply", "추후보도": "follow-up"}


def kind_of(title: str | None, paragraphs: Sequence[str]) -> str:
    """`news`, or the kind that the title or the first line announces (`[정정보도]`, `바로잡습니다`, `반론보도문`)."""
    for line in (title or "", paragraphs[0][:60] if paragraphs else ""):
        for rule in NOTICES:
            if rule.pattern.match(line):
                return rule.kind
    found = _ENDING.search(title or "")
    return _KINDS[found.group(1)] if found else "news"
