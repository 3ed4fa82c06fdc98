"""A question laid beside the sentences that were found: how much of it each of them holds, one word of it left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rag.answers.claims import statement
from rag.answers.claims.statement import Statement
from rag.answers.evidence import Found, written
from rag.answers.matching import Sought, credit, solid, unlike
from rag.answers.reading import ArticleView, SentenceView
from rag.domain import Keyword, Kind, Question

LOOKED_AT = 8  # of the best sentences
ABOUT = 0.4  # share of the other keywords that an article on the same thing holds,
NEARLY = 0.8  # and how much of what the best article holds
TELLING = 1.0  # rarity of the keywords that a sentence must hold to be about the same thing,
NAMED, RARE = 0.7, 0.5  # and where one of them is a name, which is this rare
HEAD = 0.8  # what a keyword that only the title holds counts
_FORM: Mapping[Kind, frozenset[str]] = {
    Kind.TIMELINE: frozenset("날짜순 날짜별 시간순 일지 순서 차례 과정 흐름 흘러오다 정리".split()),
    Kind.SUMMARY: frozenset("문장 줄이다 요약 정리 내용 핵심".split()),
    Kind.ARTICLE: frozenset("매체 기자 신문 언론사 방송 기사 보도 소식 전하다 쓰다 실리다 나오다 제목".split()),
}
"""Words that say what the answer is to be, and not what it is about: no sentence need hold them."""


@dataclass(frozen=True, slots=True)
class FalsePremise:
    """What the question takes for granted and the article has otherwise.

    `slot`: number, date, name, office, place or outcome; `claimed` as in the question; `printed` verbatim in the sentence of
    `found`, or a full date that its wording stands for; None where the articles only never say it.
    """

    slot: str
    claimed: str
    printed: str | None
    found: Found
    noun: bool = True
    """Whether both are nouns (무죄), which may be named alone."""


class Comparison:
    """One question beside what was found for it. What a keyword counts in a sentence is found once."""

    def __init__(self, question: Question, found: Sequence[Found]) -> None:
        self.question = question
        self.found = found[:LOOKED_AT]
        self._sought = [Sought.of(keyword) for keyword in question.keywords]
        self._credits: dict[tuple[str, int], list[float]] = {}
        self._heads: dict[str, list[float]] = {}
        self._statements: dict[tuple[str, int], Statement] = {}

    @cached_property
    def said(self) -> Statement:
        """The question, read as a claim is read."""
        tokens = self.question.tokens
        return statement.read(self.question.spaced, lambda _: tokens, None)

    @cached_property
    def solid(self) -> str:
        return solid(self.question.standalone)

    @cached_property
    def views(self) -> list[ArticleView]:
        """The articles that the sentences are of, each once, in their order."""
        return list({f.view.stored.id: f.view for f in self.found}.values())

    @cached_property
    def sentences(self) -> list[Found]:
        """Those that were found, then the others of their articles."""
        known = {(f.view.stored.id, f.sentence.index) for f in self.found}
        firsts = list({f.view.stored.id: f for f in self.found}.values())
        others = (replace(f, sentence=s) for f in firsts for s in f.view.sentences if self._may_tell(s))
        return [*self.found, *(f for f in others if (f.view.stored.id, f.sentence.index) not in known)]

    def _may_tell(self, sentence: SentenceView) -> bool:
        """A look that costs little: a thing of the question is written there."""
        return any(written(k, sentence.solid) for k in self.question.keywords if not k.form.endswith("다"))

    @cached_property
    def _asides(self) -> frozenset[str]:
        return _FORM.get(self.question.kind, frozenset())

    def rarity(self, name: str) -> float:
        """0..1: of the rarest keyword in a name."""
        bare = solid(name)
        return max((k.rarity for k in self.question.keywords if _makes_up(k, bare)), default=0.0)

    def given(self, view: ArticleView, sentence: SentenceView) -> Statement:
        """A stored sentence read the same way, from its stored analysis."""
        key = (view.stored.id, sentence.index)
        if key not in self._statements:
            tokens = tuple(
                t._replace(start=t.start - sentence.start, end=t.end - sentence.start) for t in sentence.tokens
            )
            self._statements[key] = statement.read(sentence.text, lambda _: tokens, None)
        return self._statements[key]

    def inside(self, view: ArticleView, sentence: SentenceView, without: str = "") -> float:
        """0..1: how much of the question's keywords a sentence holds, those that make up `without` left out."""
        return self._share(self._here(view, sentence), without)

    def about(self, view: ArticleView, without: str) -> float:
        """0..1: the same of a whole article."""
        return self._share(self._anywhere(view), without)

    def topical(self, without: str, nearly: float = NEARLY) -> list[ArticleView]:
        """The articles on the same thing, whatever they say of `without`; in order of the evidence. `nearly`: how much of
        what the best of them holds they hold, 0..1."""
        shares = [self.about(view, without) for view in self.views]
        best = max(shares, default=0.0)
        enough = nearly * best if best >= ABOUT else 1.0
        return [view for view, share in zip(self.views, shares, strict=True) if share >= enough]

    def nearest(self, without: str, least: float) -> Iterator[tuple[Found, float]]:
        """The sentences in them that hold at least so much of the rest, the fullest first, those that were found before
        others: what puts a premise right need not be what answers the question."""
        ids = {view.stored.id for view in self.topical(without)}
        shares = [(f, self.inside(f.view, f.sentence, without)) for f in self.sentences if f.view.stored.id in ids]
        near = [(f, s) for f, s in shares if s >= least and self._tells(self._here(f.view, f.sentence), without)]
        yield from sorted(near, key=lambda pair: -pair[1])

    def _tells(self, counted: Sequence[float], without: str) -> bool:
        """Whether what is held says what the question is about: `창립자` alone is anybody's."""
        bare = solid(without)
        pairs = zip(self.question.keywords, counted, strict=True)
        held = [(k, k.rarity * counts) for k, counts in pairs if not _makes_up(k, bare)]
        total = sum(rarity for _, rarity in held)
        return total >= TELLING or (total > NAMED and any(k.proper and rarity >= RARE for k, rarity in held))

    def _share(self, counted: Sequence[float], without: str) -> float:
        bare = solid(without)
        kept = [
            (keyword.rarity, counts)
            for keyword, counts in zip(self.question.keywords, counted, strict=True)
            if not _makes_up(keyword, bare) and keyword.form not in self._asides
        ]
        total = sum(rarity for rarity, _ in kept)
        return sum(rarity * counts for rarity, counts in kept) / total if total else 0.0

    def _here(self, view: ArticleView, sentence: SentenceView) -> list[float]:
        key = (view.stored.id, sentence.index)
        if key not in self._credits:
            self._credits[key] = [credit(k, sentence.stretch, unlike) for k in self._sought]
        return self._credits[key]

    def _anywhere(self, view: ArticleView) -> list[float]:
        if view.stored.id not in self._heads:
            self._heads[view.stored.id] = [
                max(HEAD * credit(k, view.head, unlike), credit(k, view.whole, unlike)) for k in self._sought
            ]
        return self._heads[view.stored.id]


def _makes_up(keyword: Keyword, without: str) -> bool:
    stem = keyword.form.removesuffix("다")
    return bool(without) and (stem in without or without in stem)
