"""The end of a statement as the end of a question: `착공했다.` → `착공했나요?`, `예정이라고 밝혔다.` → `예정인가요?`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.domain import Token

EXAMPLES = {
    "공장이 착공했다.": "공장이 착공했나요?",
    "총회가 열립니다.": "총회가 열리나요?",
    "우물을 되살린다.": "우물을 되살리나요?",
    "산책로를 만든다.": "산책로를 만드나요?",
    "업체가 참여하고 있다.": "업체가 참여하고 있나요?",
    "문을 열 예정이다.": "문을 열 예정인가요?",
    "회장은 교수였다.": "회장은 교수였나요?",
    "발인은 내일이다.": "발인은 내일인가요?",
    "공장을 짓는다.": "공장을 짓나요?",
    "광장에서 노래가 울렸습니다.": "광장에서 노래가 울렸나요?",
    "문을 열 예정이라고 밝혔다.": "문을 열 예정인가요?",
    "보고서를 냈다고 11일 밝혔다.": "보고서를 냈나요?",
    "공장을 짓는다고 발표했습니다.": "공장을 짓나요?",
}
"""The tests."""
_STEMS = ("VV", "XSV", "VX")
_BEING = frozenset("있 없 계시".split())
_PAST = frozenset("었 았 였 겠".split())
_REPORT = re.compile(
    r" (?:(?:\d{1,2}월 )?\d{1,2}일 )?(?:밝|말|전|설명|강조|발표|덧붙|예고|공지)(?:했|혔|였)(?:다|습니다)\.?"
)
"""What may follow a reported statement; a day here is that of the report."""
_FINAL_L = 8


def closing(text: str, tokens: Sequence[Token]) -> int | None:
    """Which token ends what is stated: the last of the sentence, or the one before `밝혔다`; None for other sentences."""
    for at in range(len(tokens) - 1, 0, -1):
        token, rest = tokens[at], text[tokens[at].end :]
        if token.tag == "EF":
            reported = next((now for now in range(at - 1, 0, -1) if _is_report(text, tokens[now])), None)
            stated = token.form.endswith("다") and rest.strip() in ("", ".")
            return reported or (at if stated else None)
    return None


def is_reported(tokens: Sequence[Token]) -> bool:
    """Whether tokens that end what is stated were said by somebody: …다고."""
    return tokens[-1].tag == "EC"


def _is_report(text: str, token: Token) -> bool:
    ends = token.tag == "EC" and token.form.endswith(("다고", "라고"))
    return ends and _REPORT.fullmatch(text[token.end :]) is not None


def asked(tokens: Sequence[Token]) -> tuple[int, str] | None:
    """Where the end of a statement begins, and what a question has instead; None for ends we do not turn.

    `tokens` end with the closing one. Adjectives (크다), proposals and commands are not turned.
    """
    if len(tokens) < 2:
        return None
    before, final = tokens[-2:]
    if before.tag == "EP":
        return (final.start, "나요?") if before.form in _PAST and final.start >= before.end else None
    if before.tag == "VCP":
        return before.start, "인가요?"
    if final.form.endswith("라고"):
        return None
    if before.tag in _STEMS or before.form in _BEING:
        return before.start, f"{_open(before.form)}나요?"
    return None


def _open(stem: str) -> str:
    """The stem before -나요: a final ㄹ is dropped (만들 → 만드)."""
    code = ord(stem[-1]) - ord("가")
    return stem[:-1] + chr(ord(stem[-1]) - _FINAL_L) if code % 28 == _FINAL_L else stem
