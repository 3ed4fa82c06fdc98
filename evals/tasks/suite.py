"""`rag eval suite`: graded questions over articles, ours over the samples or a newsroom's over its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Any, Literal

from evals.cases import Case, CaseError
from evals.collection import articles_of
from evals.measures.abstention import Judged, area_under, refused_at, risk_coverage
from evals.outcome import Outcome
from evals.progress import track
from evals.record import Data, Metric, Quote, Ranked, Sample
from evals.summing import figure
from evals.tasks import modelled
from evals.tasks.golds import Library
from evals.tasks.judging import Given, judge
from rag import Geungeo
from rag.domain import KST, Hit
from rag.errors import InvalidQuestion

DEPTH = 50
SHOWN = 10
EXCERPT = 160
UNDATED = datetime(2026, 1, 1, tzinfo=KST)


def measure(
    app: Geungeo,
    cases: Sequence[Case],
    data: Data,
    mode: Literal["extractive", "llm"] = "extractive",
    options: Mapping[str, Any] | None = None,
) -> Outcome:
    """Ask every case of the collection as it is. A case that does not say when it is asked is asked when the newest
    article came out: figures must not change with the day they are measured on. Raises CaseError; in mode llm ChatRejected
    where no model is set, or it accepts nothing. `options`: what else the run remembers."""
    library = Library(articles_of(app))
    app.warm_up()
    with modelled.watched(app) if mode == "llm" else nullcontext() as watching:
        asking = _Asking(app, library, library.newest() or UNDATED, watching)
        asked = [asking.ask(case) for case in track(cases, "Asking")]
    judged = [one for _, one in asked]
    samples = tuple(sample for sample, _ in asked)
    curve = risk_coverage(judged)
    return Outcome(
        "suite",
        data.name if mode == "extractive" else f"{data.name}-{mode}",
        data,
        samples,
        extra=dict(chain(_abstention(judged, curve), modelled.dearest(samples))),
        curves={"risk_coverage": curve},
        options={"mode": mode, **(options or {}), "articles": len(library.by_id)},
    )


def _abstention(judged: Sequence[Judged], curve: Sequence[tuple[float, float]]) -> Iterable[tuple[str, Metric]]:
    unanswerable = sum(not one.answerable for one in judged)
    if 0 < unanswerable < len(judged):
        yield "tpr@fpr5", figure("tpr@fpr5", refused_at(judged), unanswerable)
    if judged:
        yield "risk_coverage_auc", figure("risk_coverage_auc", area_under(curve), len(judged))


@dataclass(frozen=True, slots=True)
class _Asking:
    app: Geungeo
    library: Library
    now: datetime
    watching: modelled.Watched | None

    def ask(self, case: Case) -> tuple[Sample, Judged]:
        asked_at = case.asked_at or case.as_of or self.now
        as_of = case.as_of or asked_at
        golds = self.library.golds(case)
        try:
            answer, doing = modelled.ask(
                self.app, self.watching, case.question, history=case.history, asked_at=asked_at, as_of=case.as_of
            )
        except InvalidQuestion as exc:
            raise CaseError(f"{case.id}: the question cannot be asked: {exc}") from exc
        hits = self.app.asking.retrieve(answer.question, DEPTH)
        ranked = tuple(dict.fromkeys(hit.passage.stored.id for hit in hits))
        judgement = judge(Given(case, golds, answer, ranked, as_of, self.app.article))
        relevant = frozenset(chain.from_iterable(gold.ids for gold in golds))
        sample = Sample(
            case.id,
            case.category,
            case.question,
            history=case.history,
            asked_at=asked_at.isoformat(),
            answerable=case.answerable,
            status=answer.status.value,
            answer=answer.text,
            short_answer=answer.short_answer,
            gold=case.gold_answers,
            ranked=shown(hits, relevant),
            evidence=tuple(Quote(c.stored.id, c.stored.article.title, c.quote) for c in answer.citations),
            gold_evidence=tuple(self._evidence(case)),
            metrics={**judgement.metrics, **doing},
            passed=not judgement.reasons,
            reasons=judgement.reasons,
            ms=round(answer.timings_ms["total"], 3),
        )
        return sample, Judged(answer.confidence, case.answerable, not judgement.reasons)

    def _evidence(self, case: Case) -> Iterable[Quote]:
        golds = {gold.name: min(gold.ids) for gold in self.library.golds(case)}
        for item in case.support:
            stored = self.library.by_id[golds[item.article]]
            yield Quote(stored.id, stored.article.title, item.sentence)


def shown(hits: Sequence[Hit], relevant: frozenset[str]) -> tuple[Ranked, ...]:
    """The first articles, each by its best passage."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.passage.stored.id, hit)
    return tuple(
        Ranked(
            hit.passage.stored.id,
            hit.passage.stored.article.title,
            round(hit.score, 6),
            hit.passage.stored.article.body[hit.passage.start : hit.passage.end][:EXCERPT],
            hit.passage.stored.id in relevant,
        )
        for hit in islice(best.values(), SHOWN)
    )
