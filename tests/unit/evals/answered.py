"""Answers to judge: built from one invented article, changed where a test wants a flaw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from evals.cases import Case, Support
from evals.tasks.golds import Gold
from evals.tasks.judging import Given
from rag.domain import (
    KST,
    Answer,
    AnswerSentence,
    Article,
    Citation,
    Kind,
    Question,
    Status,
    StoredArticle,
    StoreStatus,
)

FIRST = "솔내시는 10일 한울천 산책로 1만2000m를 열었다."
SECOND = "총사업비는 18억원이다."
WALK = StoredArticle(
    "art_walk",
    1,
    Article(
        (FIRST, SECOND),
        "한울천 산책로 열려",
        publisher="표본일보",
        published_at=datetime(2026, 4, 11, 9, tzinfo=KST),
        url="https://pyobon.example/walk",
    ),
    datetime(2026, 4, 12, tzinfo=UTC),
)
COUNTS = StoreStatus(1, 1, 1, 1, None, None, 0)
NOON = datetime(2026, 4, 20, 12, tzinfo=KST)
CASE = Case(
    "walk-001",
    "한울천 산책로의 총사업비는 얼마인가요?",
    "factoid_how_many",
    answerable=True,
    gold_answers=("18억 원",),
    support=(Support("walk", SECOND),),
    must_include=(("18억",),),
)
GOLDS = (Gold("walk", frozenset({"art_walk", "art_copy"}), (SECOND,)),)


def citation(quote: str = SECOND, *, stored: StoredArticle = WALK, number: int = 1) -> Citation:
    start = stored.article.body.index(quote)
    return Citation(number, stored, quote, start, start + len(quote))


def answer(
    *sentences: str,
    status: Status = Status.ANSWERED,
    short: str | None = None,
    cited: Sequence[Citation] | None = None,
    question: str = CASE.question,
    basis: date | None = date(2026, 4, 11),
) -> Answer:
    """Every sentence cites everything that is cited."""
    citations = tuple([citation()] if cited is None else cited)
    numbers = tuple(one.number for one in citations)
    marked = " ".join(text + "".join(f"[{number}]" for number in numbers) for text in sentences)
    return Answer(
        id="ans_1",
        status=status,
        mode="extractive",
        question=Question(question, question, Kind.HOW_MANY, NOON),
        short_answer=short,
        text=marked,
        sentences=tuple(AnswerSentence(text, numbers, "verified") for text in sentences),
        citations=citations,
        basis_date=basis,
        notices=(),
        suggestions=(),
        index=COUNTS,
    )


GOOD = answer("18억원입니다.", f"표본일보는 “{SECOND}”라고 보도했습니다.", short="18억원")
REFUSED = answer("제공된 기사에서는 확인할 수 없습니다.", status=Status.ABSTAINED, cited=[], basis=None)


def given(
    answer: Answer = GOOD,
    case: Case = CASE,
    *,
    golds: tuple[Gold, ...] = GOLDS,
    ranked: tuple[str, ...] = ("art_other", "art_walk"),
    as_of: datetime = NOON,
    stored: StoredArticle = WALK,
) -> Given:
    return Given(case, golds, answer, ranked, as_of, lambda name, version: replace(stored, id=name))
