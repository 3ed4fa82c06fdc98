"""Which sentence an answer rests on, whether one does at all, and which others are worth quoting with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from rag.answers.evidence import NEEDS_CANDIDATE, RARE, STRICT, Found, in_period
from rag.domain import Kind, Period, Question

ENOUGH_COVERED = 0.5  # share of the question's keywords found in and around the best sentence
ENOUGH_OWN = 0.15  # share of them in the sentence itself, where it names what is asked for and what is said of it
ENOUGH_OWN_OTHERWISE = 0.5  # the same where it lacks the one (비용, 의장) or the other (졸업)
SOON = timedelta(days=31)  # after a period, in which articles still report on it
COMPARABLE = 0.93  # sentences this near the best say the same kind of thing
PRESENT = 0.6  # how near the best a newer sentence must be where the question asks for the present,
SAME_COVERED = 0.65  # and how much of what the best covers it must cover
ALSO = 0.82  # how near the best a further sentence must be to be quoted too
SEVERAL = 0.7  # the same where two things are asked at once
PER_ARTICLE = 2  # sentences quoted of one article at most
MOST = {Kind.COMPARE: 4, Kind.TIMELINE: 6, Kind.SUMMARY: 3}
SAME_SUBJECT = (
    0.85  # share of the question's keywords that a sentence of another article must cover to be summed up too
)
NEAR = 0.5  # how near the best a sentence must be to be told beside it in a comparison, a time line or a summary
MOST_OTHERWISE = 2
SURE = 0.6  # score from which a candidate is of the kind asked for
REPEATS = 0.6  # share of letter pairs from which a sentence only repeats another


def best_of(question: Question, found: Sequence[Found]) -> Found | None:
    """The sentence the answer rests on; None where nothing carries one."""
    able = [f for f in found if _carries(question, f)]
    if question.kind in NEEDS_CANDIDATE:
        holding = [f for f in able if f.candidates and f.candidates[0].score >= SURE]
        able = holding if question.kind in STRICT else holding or able
    if not able:
        return None
    if question.kind is Kind.YES_NO:
        return max(able, key=lambda f: (round(f.strict, 2), f.score))
    if question.kind not in _VALUES or question.period is not None:
        return able[0]
    return max((f for f in able if _rivals(question, f, able[0])), key=_published)


def _rivals(question: Question, found: Found, best: Found) -> bool:
    """Whether a sentence says the same kind of thing as the best one, so that the newer of the two is believed.

    Asked about the present, it is enough that its article is about the same: `총사업비는 5560억원으로 늘었다` need not
    say again of what.
    """
    if found.asked != best.asked:
        return False
    if question.wants_latest and found.asked and question.attribute is not None:
        return found.covered >= SAME_COVERED * best.covered and found.score >= PRESENT * best.score
    return found.score >= COMPARABLE * best.score


def _carries(question: Question, found: Found) -> bool:
    """Whether a sentence may carry an answer at all."""
    if found.missing or found.covered < ENOUGH_COVERED:
        return False
    if question.period is not None and question.kind in _BOUND and not _near_period(question.period, found):
        return False
    if found.asked and found.related:
        return found.own >= ENOUGH_OWN
    if question.kind in STRICT and not found.asked:
        return False
    if question.kind is Kind.WHEN and _is_rare(question.relation, question):
        return False  # a day on which something else happened to the same thing is a wrong day
    return (found.asked or found.related) and found.own >= ENOUGH_OWN_OTHERWISE


def _is_rare(form: str | None, question: Question) -> bool:
    return any(k.form == form and k.rarity >= RARE for k in question.keywords)


def _near_period(period: Period, found: Found) -> bool:
    """The sentence speaks of those days, or its article appeared in them or soon after."""
    published = found.view.stored.article.published_at
    if in_period(period, found.view, found.sentence) > 0:
        return True
    return published is not None and period.start <= published.date() <= period.end + SOON


def _published(found: Found) -> tuple[float, float]:
    published = found.view.stored.article.published_at
    return (published.timestamp() if published else 0.0, found.score)


_OF_SEVERAL = frozenset({Kind.COMPARE, Kind.TIMELINE, Kind.SUMMARY})
_BOUND = frozenset({Kind.WHEN, Kind.HOW_MANY, Kind.WHO, Kind.WHERE, Kind.YES_NO, Kind.LIST})
"""Kinds whose answer of another year is a wrong answer."""
_VALUES = frozenset({Kind.WHEN, Kind.HOW_MANY, Kind.WHO, Kind.WHERE})
"""Kinds that one sentence answers and whose facts later articles may replace: of sentences that are as good as each
other the newest is believed."""


def select(question: Question, best: Found, found: Sequence[Found]) -> list[Found]:
    """The best sentence and those that add to it: other keywords, other articles; none that only repeats.

    A comparison or a time line first takes one sentence of each article: two of one tell less than one of two.
    """
    several = question.kind in _OF_SEVERAL
    chosen = [best]
    for most_of_one in (1, PER_ARTICLE) if several else (PER_ARTICLE,):
        for other in found:
            if len(chosen) >= MOST.get(question.kind, MOST_OTHERWISE):
                return chosen
            if other.missing or _repeated(other, chosen) or _taken(other, chosen) >= most_of_one:
                continue  # one that is chosen repeats itself
            if (several and _about_the_same(question, other, best)) or _adds(question, other, best):
                chosen.append(other)
    return chosen


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
    if question.kind in _VALUES:
        return question.several
    return bool(other.candidates) or question.kind not in NEEDS_CANDIDATE


def _repeated(other: Found, chosen: Sequence[Found]) -> bool:
    return any(overlap(other, c) >= REPEATS for c in chosen)


def overlap(first: Found, second: Found) -> float:
    """Share of the shorter sentence's letter pairs that are in the other, 0..1."""
    one, two = first.sentence.shingles, second.sentence.shingles
    return len(one & two) / max(min(len(one), len(two)), 1)
