"""A run of 150 invented questions, made by code: what the reports are tried on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from evals.record import (
    Change,
    Comparison,
    Data,
    Git,
    Latency,
    Metric,
    Quote,
    Ranked,
    Sample,
    Summary,
)
from rag.domain import Turn
from rag.korean.particles import attach

CATEGORIES = (
    "factoid_when", "factoid_who", "factoid_where", "factoid_how_many", "yes_no", "multi_article_comparison",
    "latest_wins", "follow_up", "unanswerable", "near_miss", "false_premise", "typo_spacing", "english",
)  # fmt: skip
THINGS = (
    ("솔내시", "한울천 산책로", "2026년 4월 18일", "18억 원"), ("두레군", "별빛도서관", "2026년 5월 2일", "42억 원"),
    ("온누리대병원", "어린이 병동", "2025년 11월 30일", "120억 원"), ("새벽항", "여객 터미널", "2026년 9월", "310억 원"),
    ("나래전자", "미리벌 공장", "2027년 상반기", "1조2000억 원"), ("다온군", "고갯마루 마을버스", "2026년 3월 3일", "7억 원"),
)  # fmt: skip
REASONS = ("must include: {answer}", "must not include: {other}", "wrong source: no cited article bears the answer out")
NOT_HELD = "answered: the collection holds no answer"
BY_RANK = (1, 3, 5, 10, 50)
BEFORE = {"article_hit@5": 0.933, "answer_passed": 0.847, "mrr@10": 0.901}


def demo_run(n: int = 150, *, failing: float = 0.18, seed: int = 7) -> tuple[Summary, list[Sample]]:
    """A run of `n` samples, about `failing` of them failed, compared with an invented baseline."""
    dice = Random(seed)
    samples = [_sample(number, failing, dice) for number in range(n)]
    return _summary(samples), samples


def demo_baseline() -> Summary:
    """The run before: the same questions, other answers."""
    summary, _ = demo_run(failing=0.24, seed=11)
    return replace(summary, run="20261120T081200Z-1f2e3d4", baseline=None)


def _sample(number: int, failing: float, dice: Random) -> Sample:
    category = CATEGORIES[number % len(CATEGORIES)]
    place, thing, day, cost = dice.choice(THINGS)
    other = dice.choice([row for row in THINGS if row[0] != place])
    answerable = category not in ("unanswerable", "near_miss")
    passed = dice.random() > failing
    sentence = f"{attach(place, '은/는')} {cost}을 들인 {attach(thing, '을/를')} {day}에 연다고 밝혔다."
    wrong = f"{other[0]}의 {attach(other[1], '은/는')} {other[2]}에 문을 연다."
    quote = sentence if passed else wrong
    at = dice.choice((1, 1, 1, 2, 3, 7)) if passed else dice.choice((2, 4, 9, 12))
    ranked = tuple(_ranked(rank, at if answerable else 0, place, thing, sentence, dice) for rank in range(1, 11))
    cited = Quote(f"a{number:03}", f"{place} {thing} 문 연다", quote)
    reason = dice.choice(REASONS).format(answer=day, other=other[2]) if answerable else NOT_HELD
    abstained = answerable is False and passed
    return Sample(
        id=f"demo-{number:03}",
        category=category,
        question=f"{place} {attach(thing, '은/는')} 언제 문을 여나요?",
        history=(Turn("user", f"{place} 소식 알려 줘"),) if category == "follow_up" else (),
        asked_at="2026-03-20T09:00:00+09:00" if number % 3 == 0 else None,
        answerable=answerable,
        status="abstained" if abstained else "answered",
        answer="기사에서 답을 찾지 못했습니다." if abstained else f"「{quote}」[1]",
        short_answer=None if abstained else day if passed else other[2],
        gold=(day,) if answerable else (),
        ranked=ranked,
        evidence=() if abstained else (cited,),
        gold_evidence=(Quote(f"a{number:03}", f"{place} {thing} 문 연다", sentence),) if answerable else (),
        metrics={"mrr@10": 1 / at if at <= 10 else 0.0} if answerable else {},
        passed=passed,
        reasons=() if passed else (reason,),
        ms=math.exp(dice.gauss(2.4, 0.5)),
    )


def _ranked(rank: int, at: int, place: str, thing: str, sentence: str, dice: Random) -> Ranked:
    if rank == at:
        return Ranked(f"a{rank:03}", f"{place} {thing} 문 연다", 9.8 / rank, sentence, relevant=True)
    other = dice.choice(THINGS)
    quote = f"{attach(other[0], '은/는')} {other[1]} 공사를 맡을 업체를 찾고 있다. 예산은 {other[3]}이며 {other[2]}까지 마치는 것이 목표다."
    return Ranked(f"b{dice.randrange(900):03}", f"{other[0]}, {other[1]} 공사 입찰", 9.8 / rank, quote, relevant=False)


def wilson(good: int, n: int, *, headline: bool = False) -> Metric:
    """A share with its Wilson interval."""
    z = 1.96
    share = good / n
    middle, half = share + z * z / (2 * n), z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low, high = ((middle + sign * half) / (1 + z * z / n) for sign in (-1, 1))
    return Metric(share, n, max(low, 0.0), min(high, 1.0), "wilson", "share", headline=headline)


def _summary(samples: Sequence[Sample]) -> Summary:
    ranked = [one for one in samples if one.answerable]
    metrics = {
        "answer_passed": _share(samples, headline=True),
        "article_hit@5": wilson(sum(_rank(one) <= 5 for one in ranked), len(ranked), headline=True),
        "mrr@10": Metric(0.912, len(samples), 0.881, 0.938, "bootstrap", "score", headline=True),
        "citation_integrity": Metric(1.0, len(samples), 0.975, 1.0, "wilson", headline=True),
        "as_of_leakage": Metric(0.0, len(samples), 0.0, 0.025, "wilson", higher_is_better=False),
        "queries_per_second": Metric(84.2, len(samples), unit="per_second"),
        "latency_p95": Metric(27.4, len(samples), unit="ms", higher_is_better=False),
    }
    groups = {
        name: {"answer_passed": _share(members), "article_hit@5": wilson(len(members) - 1, len(members))}
        for name in CATEGORIES
        if (members := [one for one in samples if one.category == name])
    }
    changes = {
        "answer_passed": Change(
            BEFORE["answer_passed"], metrics["answer_passed"].value, -0.041, -0.078, -0.006, "worse"
        ),
        "article_hit@5": Change(BEFORE["article_hit@5"], metrics["article_hit@5"].value, 0.024, 0.004, 0.047, "better"),
        "mrr@10": Change(BEFORE["mrr@10"], 0.912, 0.011, -0.008, 0.029, "same"),
    }
    return Summary(
        run="20261122T031500Z-c24a82e",
        task="suite",
        name="demo",
        created_at="2026-11-22T03:15:00+00:00",
        version="0.1.0",
        git=Git("c24a82e41b7c9d0a", dirty=True),
        data=Data("invented questions", "9f2c4e" * 10 + "abcd", len(samples)),
        settings={"embedding_model": "kiwi", "answer_mode": "extractive"},
        metrics=metrics,
        groups={"category": groups},
        curves={
            "recall": tuple(zip(BY_RANK, (0.861, 0.93, 0.957, 0.981, 0.998), strict=True)),
            "risk_coverage": tuple((step / 20, 0.16 * (step / 20) ** 2) for step in range(21)),
        },
        latency_ms=_latency(samples),
        baseline=Comparison("suite-demo", changes),
        passed=False,
        failures=("answer_passed fell by 4.1 points against the baseline (95 % interval 0.6 to 7.8).",),
    )


def _share(members: Sequence[Sample], *, headline: bool = False) -> Metric:
    return wilson(sum(one.passed is True for one in members), len(members), headline=headline)


def _rank(sample: Sample) -> int:
    return next((rank for rank, article in enumerate(sample.ranked, 1) if article.relevant), 99)


def _latency(samples: Sequence[Sample]) -> Latency:
    times = sorted(one.ms or 0.0 for one in samples)
    step = 4.0
    bins = tuple(
        (at * step, (at + 1) * step, sum(at * step <= time < (at + 1) * step for time in times))
        for at in range(int(times[-1] // step) + 1)
    )
    p50, p95, p99 = (times[int(part * len(times))] for part in (0.5, 0.95, 0.99))
    return Latency(p50, p95, p99, times[-1], bins)
