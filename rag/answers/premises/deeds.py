"""`채용 계획을 왜 늘렸나요?` beside `채용 인원은 1350명으로 줄인다`: the contrary is said of the same thing.

Who does what is read here, so that the sentence need hold little else of the question: its article is about the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from rag.answers.claims.frames import Frame
from rag.answers.claims.statement import Statement
from rag.answers.confidence import near_period
from rag.answers.evidence import Found
from rag.answers.premises.comparison import Comparison, FalsePremise
from rag.answers.premises.opposites import like, opposites
from rag.answers.premises.outcomes import OPEN
from rag.domain import Kind, Period

ABOUT = 0.6  # share of the question's other keywords that the article holds,
HELD = 0.12  # and the sentence itself
TELLING = 0.25  # rarity from which a noun says what it is said of: 채용, not 계획
REPORTED = timedelta(days=45)
_REACHING = frozenset("이르 도달 마련 이루".split())
"""Verbs that say what the noun before them says."""
_BECOMES = re.compile(r"[어아]\s?[지진졌질]")
_TIME = re.compile(r"\d+(?:년|월|일|분기)")
_NOT_ASKED_OF_ONE = frozenset({Kind.YES_NO, Kind.COMPARE})


def wrong_deeds(comparison: Comparison) -> Iterator[FalsePremise]:
    if comparison.question.kind in _NOT_ASKED_OF_ONE:
        return
    for frame in comparison.said.frames:
        against = opposites(root(frame))
        things = _telling(frame, comparison) if against and not frame.negated and not frame.nominal else frozenset()
        if things and (wrong := _contradicted(frame, against, things, comparison)):
            yield wrong


def root(frame: Frame) -> str:
    """길어지 of `길어진다`, where the morphemes are 길 + 어 + 지."""
    rest = frame.text.removeprefix(frame.root)
    return f"{frame.root}{rest[0]}지" if rest != frame.text and _BECOMES.match(rest) else frame.root


def _roots(frame: Frame) -> frozenset[str]:
    """합의 of `합의에 이르렀다` too."""
    return frozenset({root(frame), *(frame.context if frame.root in _REACHING else ())})


def _contradicted(
    frame: Frame, against: frozenset[str], things: frozenset[str], comparison: Comparison
) -> FalsePremise | None:
    same = like(root(frame))
    contrary: tuple[Found, Frame] | None = None
    for found in _sentences(frame, comparison):
        given = comparison.given(found.view, found.sentence)
        for other in given.frames:
            if other.nominal or other.negated or other.state in OPEN or not _of_the_same(other, things, given):
                continue
            said = _roots(other)
            if said & same:
                return None
            if said & against and contrary is None:
                contrary = found, other
    if contrary is None or comparison.inside(contrary[0].view, contrary[0].sentence, frame.root) < HELD:
        return None
    return FalsePremise("outcome", _written(frame.text), _written(contrary[1].text), contrary[0], noun=False)


def _sentences(frame: Frame, comparison: Comparison) -> Iterator[Found]:
    """Of the articles on the same, those of the days asked for where the question names some."""
    topical = {v.stored.id for v in comparison.topical(frame.root) if comparison.about(v, frame.root) >= ABOUT}
    period = comparison.question.period
    for found in comparison.sentences:
        if found.view.stored.id in topical and (period is None or near_period(_reported(period), found)):
            yield found


def _reported(period: Period) -> Period:
    """What came of a quarter is told after its end."""
    return replace(period, end=period.end + REPORTED)


def _telling(frame: Frame, comparison: Comparison) -> frozenset[str]:
    nouns = _nouns(frame, comparison.said, 1 if frame.exact else 2)  # `차단기는 자동이 안 됐다던데 어떻게 올랐나요?`
    return frozenset(noun for noun in nouns if comparison.rarity(noun) >= TELLING)


def _of_the_same(frame: Frame, things: frozenset[str], given: Statement) -> bool:
    return any(noun.endswith(thing) for noun in _nouns(frame, given) for thing in things)


def _nouns(frame: Frame, statement: Statement, subjects: int = 1) -> Sequence[str]:
    """What it is said of: its object, or else its subject, each with the noun before it: 채용 and 계획 of `채용 계획을`."""
    found = []
    for phrase in frame.objects or frame.subjects[:subjects]:
        last = phrase.rpartition(" ")[2]
        before = (w for w, after in pairwise(statement.words) if after.stem == last and not w.particle)
        found += [*phrase.split(), *(w.stem for w in before)]
    return [noun for noun in found if len(noun) > 1 and not _TIME.search(noun)]


def _written(text: str) -> str:
    return text.strip(" ,.?”’\"'")
