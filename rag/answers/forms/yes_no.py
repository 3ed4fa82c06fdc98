"""네 or 아니요 first with the deciding words, then the evidence; neither where no sentence says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers import phrases
from rag.answers.conditions import ruled
from rag.answers.draft import Draft
from rag.answers.evidence import Found
from rag.answers.forms.outlook import close
from rag.answers.forms.quoting import quote
from rag.answers.polarity import Decision, decide
from rag.domain import Question
from rag.korean.particles import attach

LOOKED_AT = 12
NEAR = 0.55
NEAR_BESIDE = 0.45
"""Share of the best sentence's score from which another one may decide in its place; less in the same article."""
HOLDS = 0.25
HOLDS_BESIDE = 0.15
"""Share of the question's words that such a one must hold itself; less in the same article."""
_MARKS = re.compile(r"[“”‘’\"'«»]")


def yes_no(draft: Draft, question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> None:
    """`아니요, 기사에는 ‘전면파업을 유보했다’고 나와 있습니다.` and then the sentence."""
    decided = ruled(question, found) or _decided(question, chosen[0], found)
    if decided is None:
        quote(draft, chosen, found)
        close(draft, question, chosen, found)
        return
    one, decision = decided
    if _say(draft, decision, one, found):
        draft.short_answer = "네" if decision.yes else "아니요"
    quote(draft, [one], found)
    close(draft, question, [one], found)


def _decided(question: Question, best: Found, found: Sequence[Found]) -> tuple[Found, Decision] | None:
    """The best sentence that says; where two say otherwise, the newer article is believed."""
    near = [f for f in found[:LOOKED_AT] if f is not best and _is_near(f, best) and _holds(f, best)]
    decided = [(f, decision) for f in (best, *near) if (decision := decide(question, f))]
    if len({decision.yes for _, decision in decided}) > 1:
        return max(decided, key=lambda one: _published(one[0]))
    return next(iter(decided), None)


def _is_near(one: Found, best: Found) -> bool:
    return one.score >= (NEAR_BESIDE if one.view is best.view else NEAR) * best.score


def _holds(one: Found, best: Found) -> bool:
    return one.strict >= (HOLDS_BESIDE if one.view is best.view else HOLDS)


def _published(found: Found) -> float:
    published = found.view.stored.article.published_at
    return published.timestamp() if published else 0.0


def _say(draft: Draft, decision: Decision, one: Found, found: Sequence[Found]) -> bool:
    phrase = phrases.YES if decision.yes else phrases.NO
    otherwise = "그렇게" if decision.yes else "그렇지 않은 것으로"
    for words in (*_wordings(decision.words), otherwise):
        if draft.say(phrase.format(words=words), [draft.cite(one, found)], "verified"):
            return True
    return False


def _wordings(words: str) -> Sequence[str]:
    """`‘…했다’라고`; none where the words do not end a clause."""
    if len(words) <= 4 or _MARKS.search(words):
        return []
    if words.endswith("다"):
        return [f"‘{words}’라고"]
    return [f"{attach(f'‘{words}’', '이/가')} 들어 있다고"] if words[-1:] not in "고며지" else []
