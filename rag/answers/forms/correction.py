"""A false premise named first, corrected with its citation."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.quoting import quote
from rag.answers.forms.values import dates_of
from rag.answers.premises import FalsePremise, premise
from rag.domain import Question, Status
from rag.korean.particles import attach


def correct(draft: Draft, question: Question, found: Sequence[Found]) -> bool:
    """Whether the question takes for granted what the articles have otherwise: the draft then holds the correction, or
    nothing where they do not say how it is, and there is nothing else to answer."""
    wrong = premise(question, found)
    if wrong is None:
        return False
    if wrong.printed is not None:
        facts = [wrong.claimed, wrong.printed, *dates_of(wrong.found)]
        if draft.say(wording(wrong), [draft.cite(wrong.found, found)], "verified", facts):
            draft.status = Status.CORRECTED
            quote(draft, [wrong.found], found)
    return True


def wording(wrong: FalsePremise) -> str:
    """`기사에는 ‘10개 과제’가 아니라 ‘8개 과제’로 나옵니다.` `질문의 ‘부결된’과 달리 기사에는 ‘통과됐다’고 나옵니다.`

    An outcome that the sentence says in the middle of something else is left to the quotation.
    """
    printed = wrong.printed or ""
    if wrong.slot == "outcome" and not wrong.noun:
        unlike = f"질문의 {attach(f'‘{wrong.claimed}’', '과/와')} 달리 기사에는"
        plain = printed.endswith("다") and not printed.endswith("니다")
        return f"{unlike} ‘{printed}’고 나옵니다." if plain else f"{unlike} 다음과 같이 나옵니다."
    shown = printed if wrong.slot == "date" else f"‘{printed}’"
    return f"기사에는 {attach(f'‘{wrong.claimed}’', '이/가')} 아니라 {attach(shown, '으로/로')} 나옵니다."
