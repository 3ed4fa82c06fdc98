"""The sentences of a time line: of each article of the story what it says of the thing asked about, then what else is dated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from rag.answers.choosing import REPEATS, overlap
from rag.answers.evidence import RARE, Found, in_period, written
from rag.answers.telling import spoken
from rag.domain import Keyword, Question

MOST = 8
OF_STORY = 0.6  # share of what the best sentence covers that an article of its story must cover
OF_BEST = 0.35  # how near the best of all the best of an article must be,
AS_GOOD = 0.75  # and a further sentence,
ALONE = 0.55  # and one where all is told by one article, or the whole story is asked for
BESIDE = 0.4  # what a day or a lead counts where the sentence says nothing of what is asked
TELLING = 2.0  # how much more the thing counts that changes, where its word says much (총사업비, 사망자; not 시점)
LEADS = {0: 2.0, 1: 1.5, 2: 0.8}  # what the first sentences count where the story itself is asked for
HEADED = 0.3  # what a word counts that a heading has with a day or a number of the sentence
SOON = timedelta(days=31)
COURSE = re.compile(
    r"(?:과정|흐름|경과|순서|사건|소식|발자취|기사들?|내용|일|이야기|동안|차례|역사|연혁|내력|움직임|행보|활동|동향|[가-힣]{1,2}순|날짜별|연도별)$"
)
"""Words that ask for a time line and for nothing in it."""
_LEANS = re.compile(r"(?:이번|이날|이에|이와|이를|이어|이후|또한?|같은|기사에서|그러나|다만|둘 다|이 가운데|이는)\s")
"""A sentence that begins so is understood only after the one before it."""
_VALUE = re.compile(r"\d{4}년(?: \d{1,2}월)?|\d[\d.,]*[만억조]?[가-힣㎞%]")
_NUMBER = re.compile(r"\d[\d.,]*")
WEIGHTS = {
    "asked": 1.2,
    "named": 0.4,
    "dated": 0.6,
    "of_days": 0.8,
    "lead": 0.7,
    "ranked": 0.6,
    "spoken": -0.6,
    "leaning": -0.5,
}


def events_of(question: Question, best: Found, found: Sequence[Found]) -> list[Found]:
    """At most MOST, none that only repeats another; `best` is one of them where nothing is better in its article."""
    story = _story(best, found)
    asked = _asked(question)
    by_article = [
        sorted(_sentences(view, found), key=lambda one: (-_worth(question, asked, one), one.sentence.start))
        for view in story
    ]
    chosen: list[Found] = []
    least = OF_BEST * max(_worth(question, asked, ranked[0]) for ranked in by_article)
    first = [ranked[0] for ranked in by_article if _worth(question, asked, ranked[0]) >= least]
    for one in (*first, *_further(question, asked, by_article)):
        if len(chosen) < MOST and not any(_repeats(one, other) for other in chosen):
            chosen.append(one)
    return chosen


def _asked(question: Question) -> list[Keyword]:
    """What it is a time line of: what is asked of the thing; the whole question where that is only its course."""
    words = [k for k in question.keywords if len(k.form) > 1 and not (k.numeral or k.carried or COURSE.match(k.form))]
    if _attribute(question) is None:
        return words
    return [k for k in words if not k.topic or k.form == question.attribute] or words


def _attribute(question: Question) -> Keyword | None:
    form = question.attribute
    return None if form is None or COURSE.match(form) else next((k for k in question.keywords if k.form == form), None)


def _repeats(one: Found, other: Found) -> bool:
    """Whether both tell the same at about the same time with the same numbers: a later year's plan is another event."""
    days = [f.view.stored.article.published_at for f in (one, other)]
    apart = abs(days[0] - days[1]) > SOON if days[0] and days[1] else False
    numbers = [set(_NUMBER.findall(f.sentence.text)) for f in (one, other)]
    alike = numbers[0] <= numbers[1] or numbers[1] <= numbers[0]
    return overlap(one, other) >= REPEATS and alike and not apart


def without_names_of_others(question: Question, found: Sequence[Found]) -> list[Found]:
    """The evidence not held to name everything, where no article names all that a time line is asked of but each is named by
    some: `총회, 베이징 면담, 집무실 가운데 먼저 있었던 일부터`."""
    if not found or any(not one.missing for one in found):
        return list(found)
    unknown = frozenset.intersection(*(frozenset(k.form for k in one.missing) for one in found))
    return list(found) if unknown else [replace(one, missing=()) for one in found]


def _story(best: Found, found: Sequence[Found]) -> list[Found]:
    """A sentence of each article about the same; names that it lacks are others' names, numbers are not."""
    least = OF_STORY * best.covered
    story: dict[str, Found] = {best.view.stored.id: best}
    for one in found:
        if one.covered >= least and not any(k.proper for k in one.missing):
            story.setdefault(one.view.stored.id, one)
    return list(story.values())


def _sentences(of: Found, found: Sequence[Found]) -> list[Found]:
    known = {one.sentence.index: one for one in found if one.view is of.view}
    return [
        known.get(s.index) or replace(of, sentence=s, score=0.0, asked=False, candidates=()) for s in of.view.sentences
    ]


def _further(question: Question, asked: Sequence[Keyword], by_article: Sequence[Sequence[Found]]) -> Iterator[Found]:
    """Dated sentences nearly as good as the best of all, best first; of a whole story less will do."""
    share = AS_GOOD if len(by_article) > 1 and _attribute(question) else ALONE
    least = share * max(_worth(question, asked, ranked[0]) for ranked in by_article)
    rest = [
        (worth, one)
        for _, *others in by_article
        for one in others
        if is_dated(one) and (worth := _worth(question, asked, one)) >= least
    ]
    yield from (one for _, one in sorted(rest, key=lambda w: -w[0]))


def _worth(question: Question, asked: Sequence[Keyword], one: Found) -> float:
    sought = _attribute(question)
    weights = {k.form: k.rarity * (TELLING if k == sought and k.rarity >= RARE else 1.0) for k in asked}
    said = [k.form for k in asked if _says(k, one)]
    headed = [k.form for k in asked if k.form not in said and _is_in_heading(k, one)]
    share = sum(weights[form] for form in said) + HEADED * sum(weights[form] for form in headed)
    of_days = question.period is not None and in_period(question.period, one.view, one.sentence) == 1.0
    about = 1.0 if share or one.asked or of_days else BESIDE
    lead = one.sentence.index == 0 if sought else LEADS.get(one.sentence.index, 0.0)
    parts = {
        "asked": share / (sum(weights.values()) or 1.0),
        "named": float(one.asked),
        "dated": about * is_dated(one),
        "lead": about * lead,
        "of_days": float(of_days),
        "ranked": one.score,
        "spoken": float(spoken(one.sentence)),
        "leaning": float(_LEANS.match(one.sentence.text) is not None),
    }
    return sum(WEIGHTS[name] * value for name, value in parts.items())


def _says(keyword: Keyword, one: Found) -> bool:
    """As it is written, or as its verb is conjugated."""
    return written(keyword, one.sentence.solid) or any(form in one.sentence.terms for form, _ in keyword.forms)


def _is_in_heading(keyword: Keyword, one: Found) -> bool:
    """Whether a heading says it of a day or a number that the sentence has: `1단계 2030년 12월 개통`."""
    article = one.view.stored.article
    for heading in filter(None, (article.title, *article.subtitles)):
        if written(keyword, "".join(heading.lower().split())):
            return any(value in one.sentence.text for value in _VALUE.findall(heading))
    return False


def is_dated(one: Found) -> bool:
    """Whether it says itself when something is, a month or a year too."""
    return any(e.dated and not e.named for e in one.view.times(one.sentence.index))
