"""Which sentences tell of each of two things that are compared: of each those that say what is asked, with a value.

A sentence belongs to a thing by its days or by its words: in the sentence, beside it, in the lead or head of its article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby

from rag.answers.candidates import day_of
from rag.answers.evidence import Found, written
from rag.answers.pairing import is_subject, pairs_of
from rag.answers.reading import ArticleView, SentenceView
from rag.answers.telling import names_speaker, opinion_of
from rag.domain import Keyword, Question
from rag.korean.dates import TimeExpression
from rag.korean.sides import Side, sides_of

BESIDE, HEAD, LEAD, ARTICLE = 0.6, 0.7, 0.6, 0.3  # what a word of a side counts that is not in the sentence itself
APPEARED, REPORTED = 0.8, 0.6  # the same of an article of those days, and of one that is about them
BELONGS = 0.3  # from which a sentence may tell of a side at all
SOON = 45  # days after those asked for in which articles still report on them
NAME = 0.9  # rarity from which what a question is about is a name, though no dictionary has it
MOST_OF_SIDE = 3
ARTICLES = 8
WEIGHTS = {"belongs": 2.0, "other": -1.0, "asked": 1.0, "valued": 1.5, "ranked": 0.6}
UNITS = {
    "사람": "명",
    "인원": "명",
    "인구": "명",
    "길이": "㎞",
    "거리": "㎞",
    "값": "원",
    "금액": "원",
    "비용": "원",
    "가격": "원",
    "비율": "%",
    "도시": "개",
}
"""What a number of them is counted in."""
ASKS_SAID = re.compile(r"약속|제안|주장|지적|입장|평가|당부|요구|의견|발언|말했|반응|비판")
"""What somebody said is asked for."""
ASKS_RATE = re.compile(r"[율률]|%|퍼센트|얼마나\s(?!차이|달)")
ASKS_VALUE = re.compile(r"얼마|몇|[가-힣]\s수(?:가|는|를|와|,|\s)|차이|금액|가격|요금|값|비율|인원|규모")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences that tell of one side, the best first."""

    side: Side
    found: tuple[Found, ...]


def by_side(question: Question, found: Sequence[Found]) -> tuple[Told, ...]:
    """Empty where the question names no two things, or nothing tells of one of them."""
    sides = sides_of(question)
    every = list(_sentences(found)) if sides else []
    told = []
    for side in sides:
        others = [other for other in sides if other is not side]
        asked = [k for k in question.keywords if _is_asked(k, sides)]
        ranked = sorted(((_worth(question, side, others, asked, one), one) for one in every), key=lambda w: -w[0])
        able = [one for worth, one in ranked[:1] if worth > 0]
        if not able:
            return ()
        told.append(Told(side, tuple(_with_others(question, asked, able[0], [one for _, one in ranked]))))
    return tuple(told)


def by_report(question: Question, chosen: Sequence[Found], found: Sequence[Found]) -> list[Found]:
    """Where no two things are named: the sentence of each article that gives what is asked; what was chosen where that is
    no value."""
    if not ASKS_VALUE.search(question.text):
        return list(chosen)
    asked = [k for k in question.keywords if _is_asked(k, ())]
    views = {one.view.stored.id for one in chosen}
    every = sorted((one for one in _sentences(found) if one.view.stored.id in views), key=_appeared)
    taken: list[Found] = []
    said: set[str] = set()
    for _, of_article in groupby(every, key=lambda one: one.view.stored.id):
        best = max(of_article, key=partial(_worth_beside, question, asked, frozenset(said)))
        said |= {pair.text for pair in pairs_of(question, best)}
        taken.append(best)
    valued = [one for one in taken if pairs_of(question, one)]
    return valued if len(valued) > 1 else list(chosen)


def _worth_beside(question: Question, asked: Sequence[Keyword], said: frozenset[str], one: Found) -> float:
    """What has been said of another article already says nothing of this one."""
    total = sum(k.rarity for k in asked) or 1.0
    about = sum(k.rarity for k in asked if written(k, one.sentence.solid)) / total
    known = said.issuperset(pair.text for pair in pairs_of(question, one))
    valued = 0.0 if known else _valued(question, asked, one)
    return about + WEIGHTS["ranked"] * one.score + 2 * valued


def _appeared(one: Found) -> tuple[str, str]:
    published = one.view.stored.article.published_at
    return (published.isoformat() if published else "", one.view.stored.id)


def without_other_sides(question: Question, found: Sequence[Found]) -> list[Found]:
    """The evidence not held to name what only another side of the comparison is called, where some article names that."""
    words = {k.form for side in sides_of(question) for k in side.words}
    lacked = [frozenset(k.form for k in one.missing) for one in found]
    known = words - frozenset.intersection(*lacked) if lacked else frozenset()
    return [replace(one, missing=tuple(k for k in one.missing if k.form not in known)) for one in found]


def _sentences(found: Sequence[Found]) -> Iterator[Found]:
    """What was found, then every other sentence of its articles."""
    known = {(one.view.stored.id, one.sentence.index) for one in found}
    yield from found
    for one in list({one.view.stored.id: one for one in found}.values())[:ARTICLES]:
        for sentence in one.view.sentences:
            if (one.view.stored.id, sentence.index) not in known:
                yield replace(one, sentence=sentence, score=0.0, candidates=())


def _is_asked(keyword: Keyword, sides: Sequence[Side]) -> bool:
    """A noun that no side is called by: what is asked of both."""
    of_side = any(keyword.form == k.form for side in sides for k in side.words)
    named = keyword.proper or (keyword.topic and keyword.rarity >= NAME)
    return not (of_side or named or keyword.numeral or keyword.carried or keyword.form.endswith("다"))


def _worth(question: Question, side: Side, others: Sequence[Side], asked: Sequence[Keyword], one: Found) -> float:
    belongs = belonging(side, one)
    if belongs < BELONGS:
        return 0.0
    total = sum(k.rarity for k in asked) or 1.0
    parts = {
        "belongs": belongs,
        "other": max((belonging(other, one) for other in others), default=0.0),
        "asked": sum(k.rarity for k in asked if written(k, one.sentence.solid)) / total,
        "valued": _valued(question, asked, one),
        "ranked": one.score,
    }
    return 10.0 + sum(WEIGHTS[name] * value for name, value in parts.items())


def _valued(question: Question, asked: Sequence[Keyword], one: Found) -> float:
    """0..1: how surely it gives what is asked for: a value of that, or somebody's words."""
    text = one.sentence.text
    if ASKS_SAID.search(question.text):
        return float(names_speaker(one.sentence) or opinion_of(one.view) is not None)
    rate = ASKS_RATE.search(question.text) is not None
    given = {pair.form for pair in pairs_of(question, one) if rate or not pair.text.endswith(("%", "%p"))}
    units = {unit for noun, unit in UNITS.items() if noun in question.text}
    counted = sum(re.search(rf"\d\S{{0,4}}\s?{unit}", text) is not None for unit in units) / max(len(units), 1)
    sure = max((1.0 if is_subject(k, text) else 0.7 for k in asked if k.form in given), default=0.0)
    return max(sure, 0.3 * bool(_DIGIT.search(text))) + 0.2 * counted


def _with_others(question: Question, asked: Sequence[Keyword], best: Found, ranked: Iterable[Found]) -> Iterator[Found]:
    """The best, and sentences of its article that give a value to something else that is asked."""
    yield best
    if not ASKS_VALUE.search(question.text):
        return
    told = 1
    said = {k.form for k in asked if written(k, best.sentence.solid)}
    for one in ranked:
        if told >= MOST_OF_SIDE:
            return
        new = {pair.form for pair in pairs_of(question, one) if any(k.form == pair.form for k in asked)} - said
        if one.view is best.view and new and one.sentence is not best.sentence:
            said |= {k.form for k in asked if written(k, one.sentence.solid)} | new
            told += 1
            yield one


# ---------------------------------------------------------------- whose a sentence is


def belonging(side: Side, one: Found) -> float:
    """0..1: by the words of the side, by its days, or by both."""
    shares = [_by_words(side.words, one)] if side.words else []
    if side.days is not None:
        shares.append(_by_days(side.days, one.view, one.sentence))
    return sum(shares) / max(len(shares), 1)


def _by_words(words: Sequence[Keyword], one: Found) -> float:
    view, index = one.view, one.sentence.index
    places = [
        (1.0, one.sentence.solid),
        (BESIDE, view.sentences[index - 1].solid if index else ""),
        (HEAD, view.head.solid),
        (LEAD, view.sentences[0].solid),
        (ARTICLE, view.whole.solid),
    ]
    outlet = "".join((view.stored.article.publisher or "").split())
    total = sum(k.rarity for k in words) or 1.0

    def share(keyword: Keyword) -> float:
        if outlet and written(keyword, outlet):
            return HEAD
        return max((weight for weight, text in places if written(keyword, text)), default=0.0)

    return sum(k.rarity * share(k) for k in words) / total


def _by_days(days: tuple[date, date], view: ArticleView, sentence: SentenceView) -> float:
    said = _times(view, sentence.index)
    if any(_within(days, e) for e in said):
        return 1.0
    published = view.stored.article.published_at
    if said and said[0].begin == 0 and not (published and _is_day_of(published.date(), said[0])):
        return 0.0  # it begins with another day than that of its article
    if published is not None and days[0] <= published.date() <= days[1]:
        return APPEARED
    if any(_within(days, e) for index in {max(sentence.index - 1, 0), 0} for e in _times(view, index)):
        return APPEARED
    return REPORTED if published is not None and 0 <= (published.date() - days[1]).days <= SOON else 0.0


def _times(view: ArticleView, index: int) -> list[TimeExpression]:
    exact = ("minute", "second")
    return [e for e in view.times(index) if e.dated and not e.named and e.precision not in exact]


def _within(days: tuple[date, date], expression: TimeExpression) -> bool:
    """Whether the time is of those days and no longer than them, a month perhaps of a day of it."""
    assert expression.start is not None
    first, last = day_of(expression.start), day_of(expression.end or expression.start)
    return days[0] <= first and last <= days[1]


def _is_day_of(published: date, expression: TimeExpression) -> bool:
    assert expression.start is not None
    return day_of(expression.start) <= published <= day_of(expression.end or expression.start)
