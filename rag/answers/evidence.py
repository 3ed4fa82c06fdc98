"""Which sentences carry an answer: the question's keywords in them and around them, and something of the kind asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from rag.answers.candidates import Candidate, candidates, day_of
from rag.answers.matching import Similarity, credit
from rag.answers.reading import ArticleView, SentenceView
from rag.domain import Hit, Keyword, Kind, Period, Question

OWN, CONTEXT = 0.7, 0.3  # shares of what stands in the sentence itself and of what stands around it
NEIGHBOUR, HEAD, LEAD, ARTICLE = 0.7, 0.7, 0.6, 0.4  # what a keyword outside the sentence still counts
KIND_BONUS = 0.18
_KIND_BONUS = {
    Kind.TIMELINE: 0.4,
    Kind.SUMMARY: 0.4,
    Kind.COMPARE: 0.1,
    Kind.LIST: 0.5,
    Kind.WHO: 0.25,
    Kind.HOW_MANY: 0.25,
}
RANK_BONUS = 0.12
PERIOD_BONUS = 0.15
WITHOUT_ATTRIBUTE = 0.7
WITHOUT_RELATION = 0.9
NAMED = 0.2  # credit from which a keyword counts as named, be it by a word of like meaning
WRITTEN = 0.5  # credit from which it is written there, in one of its forms
RARE = 0.5  # rarity from which a like meaning is another thing: 탐사선 is no 위성
BESIDE = 0.5  # credit that only the sentence, its neighbours or the head can give
_RETOLD = re.compile(r"(?:라고|다고) 보도했(?:습니다|다)|본지는")  # what a correction says was said before
TOPIC = 0.8  # what the question is about may stand around the sentence; what it asks of that must be in it
WEIGHED = 26  # sentences weighed by their morphemes, of those that a glance found promising
LOOKED_INTO = 12
YEAR = timedelta(days=366)
QUOTE_LENGTH = 420  # a longer sentence is a speech, not an answer

STRICT = frozenset({Kind.WHEN, Kind.HOW_MANY})
"""Kinds whose answer is a value: the sentence itself must name what it is the value of."""
NEEDS_CANDIDATE = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.HOW_MANY, Kind.WHY, Kind.LIST})


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence weighed. Rarity-weighted shares of the keywords, 0..1: `strict` in the sentence, `own` with what the
    question is about also around it, `covered` all of them also around it."""

    view: ArticleView
    sentence: SentenceView
    score: float
    own: float
    strict: float
    covered: float
    asked: bool
    """Whether the sentence names what is asked of the thing (or the question names none)."""
    related: bool
    """Whether the sentence or its surroundings say what the question says of the thing."""
    missing: tuple[Keyword, ...]
    """Proper names that are nowhere in the article."""
    candidates: tuple[Candidate, ...]


def weigh(
    question: Question, hits: Sequence[Hit], views: Mapping[tuple[str, int], ArticleView], similarity: Similarity
) -> list[Found]:
    """The best sentences of the hits, best first; ties in order of retrieval and of the text.

    All are weighed by their words; only the best of these are looked into for what the question asks for.
    """
    best = max((hit.score for hit in hits), default=1.0)
    weighing = _Weighing(question, similarity)
    sought = next((k for k in question.keywords if k.form == question.attribute), None)
    near: dict[tuple[str, int], tuple[ArticleView, SentenceView, float]] = {}
    for hit in hits:
        stored = hit.passage.stored
        view = views[(stored.id, stored.version)]
        inside = view.within(hit.passage.start, hit.passage.end)
        for sentence in (*inside, *_naming(view, sought)):
            near.setdefault((stored.id, sentence.index), (view, sentence, hit.score / best))
    glanced = sorted(near.values(), key=lambda one: -glance(question, one[1].solid, sought) - RANK_BONUS * one[2])
    found = [weighing.weigh(*one) for one in glanced[:WEIGHED]]
    promising = sorted(found, key=lambda f: -f.score)[:LOOKED_INTO]
    backwards = sorted(promising, key=lambda f: -f.sentence.index)  # an article's last one reads what the others need
    looked_into = {id(f): _by_kind(question, f) for f in backwards}
    return sorted((looked_into[id(f)] for f in promising), key=lambda f: -f.score)


def _naming(view: ArticleView, sought: Keyword | None) -> list[SentenceView]:
    """Sentences anywhere in a retrieved article that name what is asked for."""
    return [s for s in view.sentences if sought is not None and _written(sought, s.solid)]


def glance(question: Question, text: str, sought: Keyword | None) -> float:
    """The rarity of the keywords that are written in a text (without white space), what is asked for first: a look that
    costs little."""
    named = 1.0 if sought is not None and _written(sought, text) else 0.0
    return named + sum(k.rarity for k in question.keywords if _written(k, text))


def _written(keyword: Keyword, text: str) -> bool:
    return any(form.removesuffix("다") in text for form, _ in keyword.forms)


class _Weighing:
    """One question against many sentences. What a keyword counts in a sentence is found once, though the sentences
    beside it ask for it too; so is what it counts in an article."""

    def __init__(self, question: Question, similarity: Similarity) -> None:
        self._question = question
        self._similarity = similarity
        self._in_sentence: dict[tuple[str, int], list[float]] = {}
        self._in_article: dict[str, list[float]] = {}
        self._total = sum(k.rarity * _share(k) for k in question.keywords) or 1.0
        self._said = sum(k.rarity for k in question.keywords if not k.carried) or 1.0

    def weigh(self, view: ArticleView, sentence: SentenceView, rank: float) -> Found:
        question = self._question
        own = strict = covered = attribute = relation = near = 0.0
        enough = said_enough = NAMED
        missing = []
        pairs = zip(self._here(view, sentence.index), self._around(view, sentence.index), strict=True)
        for keyword, (here, around) in zip(question.keywords, pairs, strict=True):
            if keyword.form == question.attribute:
                enough = WRITTEN if keyword.rarity >= RARE else NAMED
                attribute = here if question.kind in STRICT else max(here, around - BESIDE)
            if keyword.form == question.relation:
                said_enough = WRITTEN if keyword.rarity >= RARE else NAMED
                relation, near = here, (around if question.kind not in STRICT or keyword.rarity < RARE else 0.0)
            weight = keyword.rarity * _share(keyword)
            strict += weight * here * (not keyword.carried)
            own += weight * max(here, TOPIC * around if keyword.topic else 0.0)
            covered += weight * max(here, around)
            if _is_missing(keyword, here, around):
                missing.append(keyword)
        asked = question.attribute is None or attribute >= enough
        related = question.relation is None or relation >= said_enough or near >= BESIDE
        score = (OWN * own + CONTEXT * covered) / self._total + RANK_BONUS * rank
        score *= _discount(sentence, asked, question.relation is None or relation >= NAMED)
        shares = (own / self._total, strict / self._said, covered / self._total)
        return Found(view, sentence, score, *shares, asked, related, tuple(missing), ())

    def _here(self, view: ArticleView, index: int) -> list[float]:
        key = (view.stored.id, index)
        if key not in self._in_sentence:
            stretch = view.sentences[index].stretch
            self._in_sentence[key] = [credit(k, stretch, self._similarity) for k in self._question.keywords]
        return self._in_sentence[key]

    def _around(self, view: ArticleView, index: int) -> list[float]:
        """What each keyword counts that is not in the sentence but beside it, in the head, the lead or elsewhere."""
        beside = [self._here(view, i) for i in (index - 1, index + 1) if 0 <= i < len(view.sentences)]
        article = self._elsewhere(view)
        return [
            max(counts, *(NEIGHBOUR * other[position] for other in beside)) if beside else counts
            for position, counts in enumerate(article)
        ]

    def _elsewhere(self, view: ArticleView) -> list[float]:
        if view.stored.id not in self._in_article:
            lead = self._here(view, 0)
            self._in_article[view.stored.id] = [
                max(
                    HEAD * credit(keyword, view.head, self._similarity),
                    LEAD * lead[position],
                    ARTICLE * credit(keyword, view.whole, self._similarity),
                )
                for position, keyword in enumerate(self._question.keywords)
            ]
        return self._in_article[view.stored.id]


def _discount(sentence: SentenceView, asked: bool, related: bool) -> float:
    factor = 1.0 if asked else WITHOUT_ATTRIBUTE
    if not related:
        factor *= WITHOUT_RELATION
    if len(sentence.text) > QUOTE_LENGTH:
        factor *= 0.9
    return factor * 0.6 if _RETOLD.search(sentence.text) else factor


def _is_missing(keyword: Keyword, here: float, around: float) -> bool:
    """A name that is nowhere in the article; a number that is not in the sentence, or, where it is
    part of what the question is about, not beside it or in the head either."""
    if keyword.carried:
        return False
    if keyword.numeral:
        return (max(here, around) if keyword.topic else here) < BESIDE
    return keyword.proper and max(here, around) == 0.0


def _by_kind(question: Question, found: Found) -> Found:
    answers = candidates(question, found.view, found.sentence)
    score = found.score
    score += _KIND_BONUS.get(question.kind, KIND_BONUS) * max((c.score for c in answers), default=0.0)
    if question.period is not None:
        score += PERIOD_BONUS * in_period(question.period, found.view, found.sentence)
    return replace(found, score=score, candidates=answers)


def in_period(period: Period, view: ArticleView, sentence: SentenceView) -> float:
    """1 where the sentence speaks of those days, half where the article was published in them."""
    for expression in view.times(sentence.index):
        if expression.resolved and expression.start is not None:
            start, end = day_of(expression.start), day_of(expression.end or expression.start)
            if period.start <= end and start <= period.end and (end - start) <= max(period.end - period.start, YEAR):
                return 1.0
    published = view.stored.article.published_at
    return 0.5 if published and period.start <= published.date() <= period.end else 0.0


def _share(keyword: Keyword) -> float:
    return 0.6 if keyword.carried else 1.0
