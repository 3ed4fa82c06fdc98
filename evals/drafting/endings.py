"""The end of a statement as the end of a question: `착공했다.` → `착공했나요?`, `예정이다.` → `예정인가요?`."""

from __future__ import annotations

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
}
"""The tests."""
_STEMS = ("VV", "XSV", "VX")
_BEING = frozenset("있 없 계시".split())
_FINAL_L = 8


def asked(text: str, tokens: Sequence[Token]) -> tuple[int, str] | None:
    """Where the statement's end begins, and what a question has instead; None for ends we do not turn.

    Adjectives (크다), proposals and commands are not turned.
    """
    end = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at].tag == "EF"), None)
    if (
        end is None
        or end == 0
        or not tokens[end].form.endswith("다")
        or text[tokens[end].end :].strip() not in ("", ".")
    ):
        return None
    before, final = tokens[end - 1], tokens[end]
    if before.tag == "EP":
        return (final.start, "나요?") if before.form in ("었", "았", "였", "겠") and final.start >= before.end else None
    if before.tag == "VCP":
        return before.start, "인가요?"
    if before.tag in _STEMS or before.form in _BEING:
        return before.start, f"{_open(before.form)}나요?"
    return None


def _open(stem: str) -> str:
    """The stem before -나요: a final ㄹ is dropped (만들 → 만드)."""
    code = ord(stem[-1]) - ord("가")
    return stem[:-1] + chr(ord(stem[-1]) - _FINAL_L) if code % 28 == _FINAL_L else stem
