"""How surely a sentence answers a question at all: a logistic regression over what was found, calibrated on questions whose
answer is stored and on the same and others whose answer is not."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta

import numpy as np

from rag.answers.candidates import FITS
from rag.answers.evidence import TOLD_OF_A_DAY, WRITTEN, Found, in_period
from rag.answers.scoring.weights import Features, shipped
from rag.domain import Kind, Period, Question

READ = (
    "own cov kwhit bi tri term lcs rarest rare2 verb lastverb rank topic attr rel headcov prevcov nextcov simmean window first span "
    "span_out spans dated number person reason because retold uncovered_prev pron artcov artrare unmet_here unmet_around unmet_article "
    "unmet_here_too unmet_around_too unmet_article_too"
).split()
"""Features of the sentence that count here too."""
BEST = ("own", "bi", "tri", "lcs", "kwhit", "span", "artcov")
"""Of these the most that any of the sentences has counts too."""
ENOUGH_COVERED = 0.5  # share of the question's keywords found in and around the sentence
ENOUGH_OWN = 0.15  # share of them in the sentence itself, where it names what is asked for and what is said of it
ENOUGH_OWN_OTHERWISE = 0.5  # the same where it lacks the one (비용, 의장) or the other (졸업)
MANY = 10
EASED = 1.1
"""Log odds that a question gains whose answer does not rest on the best sentence alone."""
DAY_DECIDES = 3.0
"""The same of one that asks what is done on a day, where the sentence tells of that day in an article that names all else: it
need repeat none of it."""
_DOINGS = re.compile(r"일|일정|행사|계획")
RESTING_ON_SEVERAL = frozenset({Kind.COMPARE, Kind.TIMELINE, Kind.SUMMARY, Kind.LIST, Kind.YES_NO})


SOON = timedelta(days=31)  # after a period, in which articles still report on it


def described(question: Question, found: Sequence[Found], chosen: Found) -> Features:
    features = Features(1)
    period = {"timely": float(question.period is None or near_period(question.period, chosen))}
    for name, value in {**_own(chosen), **_beside(question, found, chosen), **period}.items():
        features.numbers[name] = np.array([float(value)])
    return features


def near_period(period: Period, found: Found) -> bool:
    """The sentence speaks of those days, or its article appeared in them or soon after."""
    published = found.view.stored.article.published_at
    if in_period(period, found.view, found.sentence) > 0:
        return True
    return published is not None and period.start <= published.date() <= period.end + SOON


def _own(chosen: Found) -> Mapping[str, float]:
    values = {name: chosen.features.get(name, 0.0) for name in READ}
    best = chosen.candidates[0].score if chosen.candidates else 0.0
    return {
        **values,
        "raw": chosen.raw / MANY,
        "strict": chosen.strict,
        "with_topic": chosen.own,
        "around": chosen.covered,
        "asked": chosen.asked,
        "related": chosen.related,
        "asked_related": chosen.asked and chosen.related,
        "attr_written": chosen.features.get("attr", 0.0) >= WRITTEN,
        "rel_written": chosen.features.get("rel", 0.0) >= WRITTEN,
        "carries": carries(chosen),
        "missing": sum(k.rarity for k in chosen.missing),
        "missing_any": bool(chosen.missing),
        "candidate": best,
        "fits": best >= FITS,
        "strict_squared": chosen.strict**2,
        "around_squared": chosen.covered**2,
    }


def carries(found: Found) -> bool:
    """By rule: nothing named is missing, and enough of what was asked is in the sentence or around it."""
    if found.missing or found.covered < ENOUGH_COVERED:
        return False
    if found.asked and found.related:
        return found.own >= ENOUGH_OWN
    return (found.asked or found.related) and found.own >= ENOUGH_OWN_OTHERWISE


def _beside(question: Question, found: Sequence[Found], chosen: Found) -> Mapping[str, float]:
    others = [one.raw for one in found if one is not chosen]
    keywords = [k for k in question.keywords if not k.carried]
    best = {f"best_{name}": max((one.features.get(name, 0.0) for one in found), default=0.0) for name in BEST}
    return {
        **best,
        "best_strict": max((one.strict for one in found), default=0.0),
        "best_around": max((one.covered for one in found), default=0.0),
        "gap": (chosen.raw - max(others)) / MANY if others else 0.0,
        "alone": not others,
        "keywords": len(keywords) / MANY,
        "carried": len(keywords) < len(question.keywords),
        "proper": sum(k.proper for k in keywords) / MANY,
    }


def confidence(question: Question, found: Sequence[Found], chosen: Found) -> float:
    """0..1: how likely the sentence answers."""
    weights, kinds = shipped("confidence"), (question.asked.kind.value,)
    score = (
        weights.of(kinds, "bias")
        + EASED * (question.kind in RESTING_ON_SEVERAL)
        + DAY_DECIDES * _tells_of_the_day(question, chosen)
        + float(described(question, found, chosen).scores(weights, kinds)[0])
    )
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, score))))


def _tells_of_the_day(question: Question, chosen: Found) -> bool:
    period = question.period
    if period is None or not period.short or question.kind not in TOLD_OF_A_DAY or chosen.missing:
        return False
    asks = _DOINGS.fullmatch(question.asked_noun or "") is not None
    return asks and in_period(period, chosen.view, chosen.sentence) == 1.0
