"""Which sentence an answer rests on, whether one does at all, and which others are worth quoting with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rag.answers.candidates import FITS
from rag.answers.confidence import confidence, near_period
from rag.answers.evidence import NEEDS_CANDIDATE, TOLD_OF_A_DAY, Found, in_period, written
from rag.answers.reading import ArticleView, SentenceView
from rag.domain import Kind, Question

SURE_ENOUGH = 0.5  # confidence from which an answer is given
WORTH = 0.4  # how near the best a sentence must be to be thought of at all
ON_DAY = 0.1  # the same of one that speaks of the day or the week asked for: what happens then is told by such a one
COMPARABLE = 0.8  # sentences this near the best say the same kind of thing,
AS_COVERED = 0.9  # where they cover as much of what is asked
PRESENT = 0.6  # how near the best a newer sentence must be where the question asks for the present,
SAME_COVERED = 0.65  # and how much of what the best covers it must cover
ENOUGH_COVERED = 0.5  # share of the question's keywords in and around a sentence that is told beside another
ALSO = 0.82  # how near the best a further sentence must be to be quoted too
SEVERAL = 0.7  # the same where two things are asked at once
PER_ARTICLE = 2  # sentences quoted of one article at most
MOST = {Kind.COMPARE: 4, Kind.TIMELINE: 6, Kind.SUMMARY: 3}
SAME_SUBJECT = (
    0.85  # share of the question's keywords that a sentence of another article must cover to be summed up too
)
NEAR = 0.5  # how near the best a sentence must be to be told beside it in a comparison, a time line or a summary
MOST_OTHERWISE = 2
SURE = FITS  # score from which a candidate is of the kind asked for
NAMED_DAY = 0.5  # the same where it is the name of what happens on it: `4.7 선거`
SURE_OF_DAY = 0.5  # confidence from which such a sentence is preferred to the best one
WHOLE = 0.5  # weight from which a form of a keyword stands for it
REPEATS = 0.6  # share of letter pairs from which a sentence only repeats another


def best_of(question: Question, found: Sequence[Found]) -> Found | None:
    """The sentence the answer rests on; None where none answers surely enough."""
    best = likeliest(question, found)
    return best if best is not None and confidence(question, found, best) >= SURE_ENOUGH else None


def likeliest(question: Question, found: Sequence[Found], *, trusting: bool = False) -> Found | None:
    """The sentence the answer would rest on, however unsure; None where there is none.

    `trusting`: the evidence is known to hold the answer, so that the best sentence need hold nothing of its kind.
    """
    able = [f for f in found if f.score >= WORTH and (trusting or not f.missing)]
    if question.period is not None and question.kind in _BOUND:
        able = [f for f in able if near_period(question.period, f)] or able
    if question.period is not None and question.period.short and question.kind in TOLD_OF_A_DAY:
        then = [f for f in found if f.score >= ON_DAY and not f.missing]
        able = [f for f in then if in_period(question.period, f.view, f.sentence) == 1.0] or able
    whole = _telling_the_day(able) if question.kind is Kind.WHEN and not trusting else None
    if whole is not None and confidence(question, found, whole) >= SURE_OF_DAY:
        return whole
    if question.kind in MEASURED and not trusting:
        able = [f for f in able if f.candidates and f.candidates[0].score >= SURE]
    if question.kind not in VALUES or question.period is not None or not able:
        return next(iter(able), None)
    return max((f for f in able if _rivals(question, f, able[0])), key=_published)


def _telling_the_day(able: Sequence[Found]) -> Found | None:
    """Where the best sentence lacks what was asked of the thing or gives no day as fine as asked: the first that has both."""
    if not able or _tells_day(able[0], SURE):
        return None
    return next((f for f in able if _tells_day(f, NAMED_DAY)), None)


def _tells_day(found: Found, least: float) -> bool:
    first = next(iter(found.candidates), None)
    return found.asked and found.related and first is not None and first.told and first.score >= least


def _rivals(question: Question, found: Found, best: Found) -> bool:
    """Whether a sentence says the same kind of thing as the best one, so that the newer of the two is believed.

    Asked about the present, it is enough that its article is about the same: `총사업비는 5560억원으로 늘었다` need not
    say again of what.
    """
    if found.asked != best.asked or found.related < best.related:
        return False
    if question.wants_latest and found.asked and question.attribute is not None:
        return found.covered >= SAME_COVERED * best.covered and found.score >= PRESENT * best.score
    return found.covered >= AS_COVERED * best.covered and found.score >= COMPARABLE * best.score


def _published(found: Found) -> tuple[float, float]:
    published = found.view.stored.article.published_at
    return (published.timestamp() if published else 0.0, found.score)


MEASURED = frozenset({Kind.WHEN, Kind.HOW_MANY})
"""Kinds whose answer is a day or an amount: a sentence without one does not answer."""
_OF_SEVERAL = frozenset({Kind.COMPARE, Kind.TIMELINE, Kind.SUMMARY})
_BOUND = frozenset({Kind.WHEN, Kind.HOW_MANY, Kind.WHO, Kind.WHERE, Kind.YES_NO, Kind.LIST})
"""Kinds whose answer of another year is a wrong answer."""
VALUES = frozenset({Kind.WHEN, Kind.HOW_MANY, Kind.WHO, Kind.WHERE})
"""Kinds that one sentence answers and whose facts later articles may replace: of sentences that are as good as each
other the newest is believed."""


def select(question: Question, best: Found, found: Sequence[Found]) -> list[Found]:
    """The best sentence and those that add to it: other keywords, other articles; none that only repeats.

    A comparison or a time line first takes one sentence of each article: two of one tell less than one of two.
    """
    several = question.kind in _OF_SEVERAL
    chosen = [best]
    if question.several and not several and (other := _complement(question, best, found)) is not None:
        return [best, other]
    for most_of_one in (1, PER_ARTICLE) if several else (PER_ARTICLE,):
        for other in found:
            if len(chosen) >= MOST.get(question.kind, MOST_OTHERWISE):
                return chosen
            if other.missing or _repeated(other, chosen) or _taken(other, chosen) >= most_of_one:
                continue  # one that is chosen repeats itself
            if (several and _about_the_same(question, other, best)) or _adds(question, other, best):
                chosen.append(other)
    return chosen


def _complement(question: Question, best: Found, found: Sequence[Found]) -> Found | None:
    """The sentence of the same article that says most of what the best one leaves unsaid, where two things are asked."""

    def adds(other: Found) -> float:
        unsaid = [k for k in question.keywords if not written(k, best.sentence.solid, WHOLE)]
        return sum(k.rarity for k in unsaid if written(k, other.sentence.solid, WHOLE))

    beside = [f for f in found if f.view.stored.id == best.view.stored.id and f is not best and not f.missing]
    other = max(beside, key=lambda f: (adds(f), f.score), default=None)
    return other if other is not None and adds(other) > 0 and not _repeated(other, [best]) else None


def _taken(other: Found, chosen: Sequence[Found]) -> int:
    return sum(1 for c in chosen if c.view.stored.id == other.view.stored.id)


def _about_the_same(question: Question, other: Found, best: Found) -> bool:
    """Two articles that are compared say different things of one subject: nearly all of what was asked must be there."""
    least = SAME_SUBJECT if question.kind is Kind.SUMMARY and other.view is not best.view else ENOUGH_COVERED
    return other.covered >= least and other.score >= NEAR * best.score


def _adds(question: Question, other: Found, best: Found) -> bool:
    also = SEVERAL if question.several else ALSO
    if other.view.stored.id != best.view.stored.id or other.score < also * best.score:
        return False
    if question.kind in VALUES:
        return question.several
    return bool(other.candidates) or question.kind not in NEEDS_CANDIDATE


def _repeated(other: Found, chosen: Sequence[Found]) -> bool:
    return any(overlap(other, c) >= REPEATS for c in chosen)


class Placed(Protocol):
    """A sentence in its article."""

    @property
    def view(self) -> ArticleView: ...

    @property
    def sentence(self) -> SentenceView: ...


def overlap(first: Placed, second: Placed) -> float:
    """Share of the shorter sentence's letter pairs that are in the other, 0..1."""
    one, two = first.sentence.shingles, second.sentence.shingles
    return len(one & two) / max(min(len(one), len(two)), 1)
