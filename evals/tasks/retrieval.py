"""`rag eval retrieval`: are the right documents found, whole documents being what is looked for?"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from evals.collection import Open, articles_of, found, throw_away
from evals.measures import ranking
from evals.measures.catalogue import RECALL_DEPTHS
from evals.outcome import Curve, Outcome
from evals.progress import track
from evals.record import Ranked, Sample
from evals.summing import figure
from evals.tasks.beir import Beir, Document, Query
from rag import Geungeo
from rag.articles.passages import WHOLE
from rag.domain import Article, Hit

DEPTH = 50
SHOWN = 10
EXCERPT = 160


def measure(beir: Beir, *, limit: int | None = None, open_: Open = Geungeo.open) -> Outcome:
    """Store the documents through the normal path, then ask every query (the first `limit`)."""
    with throw_away(open_) as app:
        names = store(app, beir.documents)
        app.warm_up()
        queries = beir.queries[:limit]
        begun = time.perf_counter()
        samples = tuple(_asked(app, query, names) for query in track(queries, "Asking"))
        rate = len(queries) / (time.perf_counter() - begun)
    return Outcome(
        "retrieval",
        f"retrieval-{beir.data.name}",
        replace(beir.data, n=len(samples)),
        samples,
        extra={"queries_per_second": figure("queries_per_second", rate, len(samples))},
        curves={"recall": recall_curve(samples)},
        options={"documents": len(beir.documents)},
    )


def recall_curve(samples: Sequence[Sample]) -> Curve:
    return tuple((k, sum(s.metrics[f"recall@{k}"] for s in samples) / len(samples)) for k in RECALL_DEPTHS)


def store(app: Geungeo, documents: Sequence[Document]) -> Mapping[str, str]:
    """Each document as one article with one passage; article id → document id."""
    app.add((article_of(document, number) for number, document in enumerate(track(documents, "Storing"))), rules=WHOLE)
    return {one.id: one.article.external_id or "" for one in articles_of(app)}


def article_of(document: Document, number: int) -> Article:
    """A document as an article of its own, however like another one: no two have the same address.

    One without text is found by its title.
    """
    title = _nfc(document.title).strip()
    lines = tuple(line for part in _nfc(document.text).splitlines() if (line := part.strip()))
    return Article(
        lines or (title,) * bool(title),
        title or None,
        url=f"https://beir.invalid/{number}",
        external_id=document.id,
    )


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _asked(app: Geungeo, query: Query, names: Mapping[str, str]) -> Sample:
    begun = time.perf_counter()
    hits = found(app, query.text, DEPTH)
    ms = (time.perf_counter() - begun) * 1000
    order = ranking.in_order((names[hit.passage.stored.id], hit.score) for hit in hits)
    best = {names[hit.passage.stored.id]: hit for hit in reversed(hits)}
    relevant = ranking.relevant_in(query.judged)
    return Sample(
        query.id,
        "retrieval",
        query.text,
        gold=tuple(sorted(relevant)),
        ranked=tuple(_shown(name, best[name], name in relevant) for name in order[:SHOWN]),
        metrics=measured(order, query.judged),
        ms=round(ms, 3),
    )


def measured(order: Sequence[str], judged: ranking.Judged) -> dict[str, float]:
    """The measures of QUALITY's runner contract, by name."""
    return {
        "ndcg@10": ranking.ndcg(order, judged),
        **{f"recall@{k}": ranking.recall(order, judged, k) for k in RECALL_DEPTHS},
        "mrr@10": ranking.reciprocal_rank(order, judged),
    }


def _shown(name: str, hit: Hit, relevant: bool) -> Ranked:
    article = hit.passage.stored.article
    quote = article.body[hit.passage.start : hit.passage.end][:EXCERPT]
    return Ranked(name, article.title, round(hit.score, 6), quote, relevant)
