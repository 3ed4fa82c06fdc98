"""What lay ahead of an article stays ahead: plans are told as plans, and what became of them is said to be unknown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers import phrases
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.telling import lies_ahead
from rag.domain import Question
from rag.korean.dates import korean

ASKS_OUTCOME = re.compile(
    r"^(?!.*(?:예정|계획)).*?(?:결과|어떻게\s?(?:됐|되었|끝났)|(?:됐|되었|났|했|열렸|뽑혔|이겼|졌)(?:나요|나|습니까|어요|는지|을까요|죠|지요)|당선|최종|결국)"
)
"""`선거 결과는요?`, `누가 당선됐나요?`, `단일화는 어떻게 됐나요?`"""
_PROSPECT = re.compile(
    r"전망된다|보인다|예상된다|관측된다|내다봤다|기대된다|거론된다|검토(?:하고 있|한다|할)|논의(?:하고 있|한다|할)|추진(?:하고 있|한다|할)"
)


def reported(found: Found) -> str | None:
    """The day its article came out, in words; None where that is not known."""
    published = found.view.stored.article.published_at
    return korean(published.date(), "day") if published else None


def as_of(question: Question, found: Found) -> str:
    """`(2026년 10월 20일 보도 기준)` after what holds at present, where the question asks for that."""
    day = reported(found) if question.wants_latest else None
    return f"({phrases.AS_OF.format(day=day)})" if day else ""


def is_prospect(found: Found) -> bool:
    return lies_ahead(found.view, found.sentence) or bool(_PROSPECT.search(found.sentence.text))


def close(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    """What a reader must know of when it was written: `2021년 1월 12일 보도 기준이며 이후 결과는 자료에 없습니다.` where an
    outcome is asked and only plans are known; the day alone where the present is asked for and no sentence says it."""
    if not draft.sentences:
        return
    newest = max(chosen, key=_published)
    day = reported(newest)
    if ASKS_OUTCOME.search(question.text) and all(map(is_prospect, chosen)):
        text = phrases.OUTCOME_UNKNOWN.format(day=day) if day else phrases.OUTCOME_UNKNOWN_UNDATED
    elif question.wants_latest and day and not any(day in sentence.text for sentence in draft.sentences):
        text = phrases.BASIS.format(day=day)
    else:
        return
    draft.say(text, [draft.cite(newest, found)], "verified", [day] if day else [])


def _published(found: Found) -> float:
    published = found.view.stored.article.published_at
    return published.timestamp() if published else 0.0
