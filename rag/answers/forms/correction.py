"""A false premise named first, corrected with its citation."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.quoting import quote
from rag.answers.premises import premise
from rag.domain import Question, Status
from rag.korean.particles import attach

LOOKED_AT = 5  # sentences looked into for a false premise


def correct(draft: Draft, question: Question, found: Sequence[Found]) -> None:
    """`기사에는 ‘10개 과제’가 아니라 ‘8개 과제’로 나옵니다.` where a false premise is all that stands in the way."""
    for candidate in found[:LOOKED_AT]:
        if (wrong := premise(question, candidate)) is None:
            continue
        text = f"기사에는 {attach(f'‘{wrong.claimed}’', '이/가')} 아니라 {attach(f'‘{wrong.printed}’', '으로/로')} 나옵니다."
        if draft.say(text, [draft.cite(candidate, found)], "verified", [wrong.claimed]):
            draft.status = Status.CORRECTED
            quote(draft, [candidate], found)
            return
