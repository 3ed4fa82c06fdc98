"""Graded questions in other letters: are the same articles found?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evals.cases import Case
from evals.collection import articles_of, found
from evals.measures import ranking
from evals.progress import track
from evals.record import Sample
from evals.robustness import variants
from evals.tasks.golds import Library
from evals.tasks.suite import UNDATED, shown
from rag import Geungeo

DEPTH = 20


def ask_variants(app: Geungeo, cases: Sequence[Case]) -> tuple[Sample, ...]:
    """A sample for every way of typing the questions that stand alone and have a gold article. Raises CaseError."""
    library = Library(articles_of(app))
    now = library.newest() or UNDATED
    typed = [(case, kind, text) for case in cases for kind, text in _typed(case)]
    samples = []
    for case, kind, text in track(typed, "Asking otherwise"):
        asked_at = case.asked_at or case.as_of or now
        hits = found(app, text, DEPTH, asked_at=asked_at, as_of=case.as_of)
        same = {one: gold.name for gold in library.golds(case) for one in gold.ids}
        ids = dict.fromkeys(hit.passage.stored.id for hit in hits)
        ranked = list(dict.fromkeys(same.get(one, one) for one in ids))
        samples.append(
            Sample(
                f"{case.id}-{kind}",
                kind,
                text,
                asked_at=asked_at.isoformat(),
                gold=case.articles,
                ranked=shown(hits, frozenset(same)),
                metrics=_measured(ranked, dict.fromkeys(case.articles, 1)),
            )
        )
    return tuple(samples)


def _typed(case: Case) -> Iterator[tuple[str, str]]:
    if case.support and not case.history:
        yield from variants(case.question)


def _measured(ranked: Sequence[str], judged: ranking.Judged) -> dict[str, float]:
    return {
        "variant_ndcg@10": ranking.ndcg(ranked, judged),
        "variant_hit@1": float(not judged.keys().isdisjoint(ranked[:1])),
        "variant_hit@5": float(not judged.keys().isdisjoint(ranked[:5])),
    }
