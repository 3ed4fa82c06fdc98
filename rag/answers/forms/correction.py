"""A false premise named first, corrected with its citation; then what was asked, as far as the same article tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answers.candidates import Candidate
from rag.answers.choosing import best_of
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.quoting import quote
from rag.answers.forms.values import dates_of, nearest
from rag.answers.matching import solid
from rag.answers.premises import FalsePremise, premise
from rag.answers.premises.comparison import Comparison
from rag.domain import Kind, Question, Status
from rag.korean.particles import attach

HELD = 0.6  # share of the mended question's keywords that a sentence must hold for its value to be the one asked for
ASKS_VALUE = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.HOW_MANY})


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
            _answer(draft, question, wrong, found)
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
    shown = printed if wrong.slot == "date" else f"‘{printed}’"  # a day is given in full, not as it is printed
    return f"기사에는 {attach(f'‘{wrong.claimed}’', '이/가')} 아니라 {attach(shown, '으로/로')} 나옵니다."


def _answer(draft: Draft, question: Question, wrong: FalsePremise, found: Sequence[Found]) -> None:
    """What was asked, with what was wrong put right: `이를 바로잡아 답하면 2026년 6월 18일입니다.`"""
    mended, evidence = _mended(question, wrong, found)
    best = best_of(mended, evidence)
    if best is None or best.view.stored.id != wrong.found.view.stored.id:
        quote(draft, [wrong.found], found)
        return
    told = Comparison(mended, evidence).inside(best.view, best.sentence) >= HELD
    asks = told and question.kind in ASKS_VALUE and wrong.slot != "outcome"  # of what did not happen there is no value
    value = nearest(mended, best) if asks else None
    if value is not None and value.resolved and not _corrects(value, wrong):
        draft.say(f"이를 바로잡아 답하면 {value.text}입니다.", [draft.cite(best, found)], "verified", dates_of(best))
    same = best.sentence.index == wrong.found.sentence.index
    quote(draft, [wrong.found] if same else [wrong.found, best], found)


def _mended(question: Question, wrong: FalsePremise, found: Sequence[Found]) -> tuple[Question, list[Found]]:
    """The question without what was wrong, and the evidence not held to it."""
    claimed = solid(wrong.claimed)
    kept = tuple(k for k in question.keywords if k.form.removesuffix("다") not in claimed)
    evidence = [replace(f, missing=tuple(k for k in f.missing if k in kept)) for f in found]
    period = None if wrong.slot == "date" else question.period
    text = question.text.replace(wrong.claimed, wrong.printed or "")
    return replace(question, text=text, keywords=kept, period=period), evidence


def _corrects(value: Candidate, wrong: FalsePremise) -> bool:
    """Whether the value is what has been put right already."""
    one, other = solid(value.text), solid(wrong.printed or "")
    return one in other or other in one
