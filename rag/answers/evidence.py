"""Which sentences carry an answer, and how surely: sentences of the retrieved passages, ranked by learned weights."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np

from rag.answers import matching
from rag.answers.candidates import FITS, Candidate, candidates, day_of, of_spans
from rag.answers.matching import Similarity, credit, unlike
from rag.answers.reading import ArticleView, SentenceView
from rag.answers.scoring import sentences, spans
from rag.answers.scoring.sentences import Credits, Pooled
from rag.answers.scoring.spans import DescribedSpans, Sought
from rag.answers.scoring.weights import Features, Floats, Kinds, shipped
from rag.domain import Hit, Keyword, Kind, Period, Question
from rag.korean.units import NAMING

NEIGHBOUR, HEAD, LEAD, ARTICLE = 0.7, 0.7, 0.6, 0.4  # what a keyword outside the sentence still counts
NAMED = 0.2  # credit from which a keyword counts as named, be it by a word of like meaning
VALUED = 0.4  # the same for what a value is the value of: 사업 is not 사업비
UNSAID = 0.3  # what it counts that a keyword is lacking which the question only took over from the conversation
WRITTEN = 0.5  # credit from which it is written there, in one of its forms
RARE = 0.5  # rarity from which a like meaning is another thing: 탐사선 is no 위성
BESIDE = 0.5  # credit that only the sentence, its neighbours or the head can give
TOPIC = 0.8  # what the question is about may stand around the sentence; what it asks of that must be in it
POOL = 32  # sentences weighed, of those that a glance found promising
LOOKED_INTO = 7  # of these, how many are searched for spans
OVERSEEN = 20  # the same where the answer is no span but an overview
LEADS = 2.0  # what the lead of an article and a dated sentence are worth there
PERIODS = ((7, 3.5), (31, 2.0), (3660, 1.5))
"""What speaking of the days asked for adds to a score, by how many days these are at most: a day decides more than a year."""
UNKNOWN = 0.8  # rarity from which a word without an entry is a name
RAREST = 0.86  # rarity of words that have to be there literally
CLASHES = 2.5  # what it costs to speak of the 2상 where the 3상 is asked about
RETOLD = 2.5  # what it costs that a sentence tells what was said before a correction
HOLDS = 2.5  # what it is worth that a sentence holds something of the kind that is asked for, with the unit
SCALE = 5.0  # differences of scores are divided by it: a share of .82 is a difference of one
NO_SPAN = -5.0
YEAR = timedelta(days=366)

HOME = frozenset({"한국", "대한민국", "우리나라"})
"""What no article at home needs to say of its towns."""
STRICT = frozenset({Kind.WHEN, Kind.HOW_MANY})
"""Kinds whose answer is a value: the sentence itself must name what it is the value of."""
OVERVIEWS = frozenset({Kind.COMPARE, Kind.TIMELINE, Kind.SUMMARY})
"""Kinds that no single sentence answers."""
TOLD_OF_A_DAY = frozenset({Kind.WHAT, Kind.LIST})
"""Kinds that ask what happens on a day; where a value is asked for the day may be that of a thing beside (`지난주 맺은 협약에
따르면 몇 장`)."""
NEEDS_CANDIDATE = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.HOW_MANY, Kind.WHY, Kind.LIST})


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence weighed. `score`: > 0, the best of a question has 1. `raw`: what the weights give, comparable between
    questions. Rarity-weighted shares of the keywords, 0..1: `strict` in the sentence, `own` with what the question is about
    also around it, `covered` all of them also around it."""

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
    raw: float = 0.0
    features: Mapping[str, float] = field(default_factory=dict)
    """What its scores were made of."""


def weigh(
    question: Question, hits: Sequence[Hit], views: Mapping[tuple[str, int], ArticleView], similarity: Similarity
) -> list[Found]:
    """The best sentences of the hits, best first; ties in order of retrieval and of the text.

    All are weighed by their words; only the best of these are searched for what the question asks for.
    """
    pool = pooled(question, hits, views)
    if not pool:
        return []
    ranking = Ranking(question, pool, similarity)
    order = ranking.best_first()
    top = ranking.scores[order[0]]
    return [_found(ranking, at, float(np.exp((ranking.scores[at] - top) / SCALE))) for at in order]


def pooled(question: Question, hits: Sequence[Hit], views: Mapping[tuple[str, int], ArticleView]) -> list[Pooled]:
    """The sentences worth weighing, at most POOL."""
    best = max((hit.score for hit in hits), default=1.0)
    sought = next((k for k in question.keywords if k.form == question.attribute), None)
    near: dict[tuple[str, int], Pooled] = {}
    for hit in hits:
        stored = hit.passage.stored
        view = views[(stored.id, stored.version)]
        inside = view.within(hit.passage.start, hit.passage.end)
        lines = hit.passage.terms.split("\n")
        if len(lines) == len(inside):
            for sentence, line in zip(inside, lines, strict=True):
                sentence.known_by(line)
        for sentence in (*inside, *_naming(view, sought)):
            near.setdefault((stored.id, sentence.index), Pooled(view, sentence, hit.score / best))
    if len(near) <= POOL:
        return list(near.values())
    glanced = sorted(near.values(), key=lambda one: -glance(question, one.sentence.solid, sought) - one.rank)
    return glanced[:POOL]


def _naming(view: ArticleView, sought: Keyword | None) -> list[SentenceView]:
    """Sentences anywhere in a retrieved article that name what is asked for."""
    return [s for s in view.sentences if sought is not None and written(sought, s.solid)]


def glance(question: Question, text: str, sought: Keyword | None) -> float:
    """The rarity of the keywords that are written in a text (without white space), what is asked for first: a look that
    costs little."""
    named = 1.0 if sought is not None and written(sought, text) else 0.0
    return named + sum(k.rarity for k in question.keywords if written(k, text))


def written(keyword: Keyword, text: str, least: float = 0.0) -> bool:
    """Whether one of the keyword's forms that weigh so much is in a text without white space."""
    return any(form.removesuffix("다") in text for form, weight in keyword.forms if weight >= least)


NEWS = "news"


def _is_news(pool: Sequence[Pooled]) -> bool:
    """Whether most of it was published somewhere on some day."""
    articles = [one.view.stored.article for one in pool]
    return 2 * sum(a.published_at is not None or a.publisher is not None for a in articles) >= len(articles) > 0


class Ranking:
    """A pool with its features, first by its words alone, then with the spans of the best."""

    def __init__(
        self, question: Question, pool: Sequence[Pooled], similarity: Similarity, *, look_into: bool = True
    ) -> None:
        self.question, self.pool = question, pool
        self.sought = Sought.of(question, similarity)
        self.credits = Credits(question, similarity)
        self.features = sentences.described(question, self.sought, pool, self.credits)
        self.kinds: Kinds = (self.sought.kind, NEWS) if _is_news(pool) else (self.sought.kind,)
        self.spans: dict[int, tuple[DescribedSpans, Floats]] = {}
        if look_into:
            self._look_into()

    def _look_into(self) -> None:
        first = self.features.scores(shipped("at_first"), self.kinds)
        overview = self.question.kind in OVERVIEWS
        size = OVERSEEN if overview else LOOKED_INTO
        order = [int(at) for at in np.argsort(-first, kind="stable")]
        self.looked_into = [
            *order[:size],
            *self._of_the_day(order[size:]),
            *(self._of_others(order, size) if overview else ()),
        ]
        for at in () if overview else self.looked_into:
            one = self.pool[at]
            found = spans.described(self.sought, one.view, one.sentence)
            self.spans[at] = found, found.features.scores(shipped("spans"), (self.sought.kind,))
        add_spans(self.features, {at: scores for at, (_, scores) in self.spans.items()})
        self.candidates = {at: self._candidates(at) for at in self.looked_into}
        self.scores = self.features.scores(shipped("sentences"), self.kinds)
        for at in self.looked_into:
            self.scores[at] += self._beyond(at)

    def _of_the_day(self, rest: Sequence[int]) -> list[int]:
        """Of the others those that speak of the day or the week asked for, whatever else they lack."""
        period = self.question.period
        if period is None or not period.short or self.question.kind not in TOLD_OF_A_DAY:
            return []
        pool = self.pool
        return [at for at in rest if in_period(period, pool[at].view, pool[at].sentence) == 1.0][:LOOKED_INTO]

    def _of_others(self, order: Sequence[int], size: int) -> list[int]:
        """The best of each article that none of the first is of: an overview may be of several stories."""
        seen = {self.pool[at].view.stored.id for at in order[:size]}
        best: dict[str, int] = {}
        for at in order[size:]:
            best.setdefault(self.pool[at].view.stored.id, at)
        return [at for article, at in best.items() if article not in seen]

    def _candidates(self, at: int) -> tuple[Candidate, ...]:
        one = self.pool[at]
        answers: tuple[Candidate, ...] = ()
        if at in self.spans:
            described, scores = self.spans[at]
            answers = of_spans(self.question, one.view, one.sentence, described.spans, scores)
        return answers or candidates(self.question, one.view, one.sentence)

    def best_first(self) -> list[int]:
        """The sentences that were looked into."""
        return sorted(self.looked_into, key=lambda at: -self.scores[at])

    def _beyond(self, at: int) -> float:
        """What no collection of questions over paragraphs can teach: what corrections tell again, leads, days asked for, and
        that something of the kind asked for is there."""
        question, one = self.question, self.pool[at]
        scores = [c.score for c in self.candidates[at]]
        beyond = -RETOLD * float(self.features.numbers["retold"][at])
        if question.kind in OVERVIEWS:
            beyond += LEADS * max(scores, default=0.0)
        if question.period is not None:
            beyond += _period_worth(question.period) * in_period(question.period, one.view, one.sentence)
        if question.kind in NEEDS_CANDIDATE:
            beyond += HOLDS * max((score for score in scores if score >= FITS), default=0.0)
        around = one.view.head.solid + one.view.sentences[0].solid
        if any(clashes(keyword, one.sentence.solid, around) for keyword in question.keywords):
            beyond -= CLASHES
        return beyond


def _period_worth(period: Period) -> float:
    days = (period.end - period.start).days + 1
    return next((worth for most, worth in PERIODS if days <= most), 0.0)


_NUMBERED = re.compile(r"(\d+)([^\d]+)")


def clashes(keyword: Keyword, text: str, around: str = "") -> bool:
    """Whether a text has another number where the question has one that is part of a name: 2상, not 3상. One that has none is
    about what stands `around` it. Both without white space."""
    known = _NUMBERED.fullmatch(keyword.form) if keyword.numeral and keyword.topic else None
    if known is None or known[2] not in NAMING:
        return False
    numbered = re.compile(rf"(?<![\d.,])(\d+){known[2]}")
    numbers = numbered.findall(text) or numbered.findall(around)
    return bool(numbers) and known[1] not in numbers


def add_spans(features: Features, scores: Mapping[int, Floats]) -> None:
    """What the spans of a sentence say of it: the best, all together, how far the best stands out, the best three."""
    best, whole, three = (np.full(features.size, NO_SPAN) for _ in range(3))
    out = np.zeros(features.size)
    for at, values in scores.items():
        if len(values):
            ordered = np.sort(values)
            best[at] = ordered[-1]
            whole[at] = ordered[-1] + np.log(np.exp(values - ordered[-1]).sum())
            out[at] = ordered[-1] - np.median(ordered)
            three[at] = ordered[-3:].mean()
    features.numbers |= {"span": best, "spans": whole, "span_out": out, "span_three": three}


def _found(ranking: Ranking, at: int, score: float) -> Found:
    question, one = ranking.question, ranking.pool[at]
    around = _around(ranking.credits, one)
    shares = _shares(question, ranking.credits, one, around)
    return Found(
        one.view,
        one.sentence,
        score,
        *shares,
        ranking.candidates[at],
        float(ranking.scores[at]),
        {name: float(values[at]) for name, values in ranking.features.numbers.items()}
        | _unmet(ranking.credits, one, around),
    )


def _shares(
    question: Question, known: Credits, one: Pooled, beside: Floats
) -> tuple[float, float, float, bool, bool, tuple[Keyword, ...]]:
    """own, strict, covered, asked, related, missing."""
    total = sum(k.rarity * _share(k) for k in question.keywords) or 1.0
    said = sum(k.rarity for k in question.keywords if not k.carried) or 1.0
    own = strict = covered = attribute = relation = near = 0.0
    enough = said_enough = NAMED
    missing = []
    answered = zip(known.sentence(one.view, one.sentence.index), beside, strict=True)
    for keyword, (here, around) in zip(question.keywords, answered, strict=True):
        if keyword.form == question.attribute:
            enough = WRITTEN if keyword.rarity >= RARE else VALUED if question.kind in STRICT else NAMED
            attribute = here if question.kind in STRICT else max(here, around - BESIDE)
        if keyword.form == question.relation:
            said_enough = WRITTEN if keyword.rarity >= RARE else NAMED
            relation, near = here, (around if question.kind not in STRICT or keyword.rarity < RARE else 0.0)
        weight = keyword.rarity * _share(keyword)
        strict += weight * here * (not keyword.carried)
        own += weight * max(here, TOPIC * around if keyword.topic else 0.0)
        covered += weight * max(here, around)
        if _is_missing(keyword, here, around) or _is_another_thing(keyword, one.view):
            missing.append(keyword)
    asked = question.attribute is None or attribute >= enough
    related = question.relation is None or relation >= said_enough or near >= BESIDE
    return own / total, strict / said, covered / total, asked, related, tuple(missing)


def _unmet(known: Credits, one: Pooled, beside: Floats) -> dict[str, float]:
    """The rarity of what the question names and the sentence, what stands around it, or its whole article lacks: the most
    that one keyword lacks, and what the second lacks."""
    here = known.sentence(one.view, one.sentence.index)
    around = np.maximum(here, beside)
    article = np.maximum(known.article(one.view), known.head(one.view))
    rarity = known.rarity * np.array([UNSAID if k.carried else 1.0 for k in known.keywords])
    found = {}
    for name, met in (("here", here), ("around", around), ("article", article)):
        lacking = np.sort(rarity * (1.0 - met))[::-1]
        found[f"unmet_{name}"] = float(lacking[0]) if len(lacking) else 0.0
        found[f"unmet_{name}_too"] = float(lacking[1]) if len(lacking) > 1 else 0.0
    return found


def _around(known: Credits, one: Pooled) -> Floats:
    """What each keyword counts that is not in the sentence but beside it, in the head, the lead or elsewhere."""
    index = one.sentence.index
    found: Floats = np.maximum.reduce([
        NEIGHBOUR * known.sentence(one.view, index - 1),
        NEIGHBOUR * known.sentence(one.view, index + 1),
        HEAD * known.head(one.view),
        LEAD * known.sentence(one.view, 0),
        ARTICLE * known.article(one.view),
    ])  # fmt: skip
    return found


def _is_missing(keyword: Keyword, here: float, around: float) -> bool:
    """A name that is nowhere in the article; a number that is not in the sentence, or, where it is
    part of what the question is about, not beside it or in the head either."""
    if keyword.carried or keyword.form in HOME:
        return False
    if keyword.numeral:
        return bool((max(here, around) if keyword.topic else here) < BESIDE)
    return bool((keyword.proper or _is_unknown(keyword)) and max(here, around) == 0.0)


def _is_another_thing(keyword: Keyword, view: ArticleView) -> bool:
    """Whether a rare thing is written nowhere in an article, whatever is near it in meaning: 위성 is no 탐사선."""
    if keyword.rarity <= RAREST or keyword.carried or keyword.numeral or keyword.form.endswith("다"):
        return False
    sought = matching.Sought.of(keyword)
    return max(credit(sought, stretch, unlike) for stretch in (view.head, view.whole)) < NAMED


def _is_unknown(keyword: Keyword) -> bool:
    """A word that no dictionary has is the name of something."""
    return keyword.morpheme == 0 and keyword.rarity >= UNKNOWN and len(keyword.form) > 2 and len(keyword.forms) == 1


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
