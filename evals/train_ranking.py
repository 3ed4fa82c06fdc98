"""`python -m evals.train_ranking SQUAD_FILE [--write]`: learn how candidates are scored again.

From questions over paragraphs in SQuAD's form come four sets: the questions as they are and as clozes of their documents'
sentences (long questions that share many words), each with titles and without. The weights maximise the likelihood of
the right document among the candidates (a softmax over them, as in ListNet, Cao et al. 2007), all sets together, and are
kept from going below zero. Scored by 5-fold, the folds by title, so that no document is learned from and asked for.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from evals.collection import throw_away
from evals.measures.ranking import ndcg
from evals.progress import track
from evals.statistics import bootstrap
from evals.tasks.beir import Document
from evals.tasks.retrieval import store
from evals.tasks.squad import Squad, read_squad
from rag.bootstrap import Geungeo
from rag.errors import InvalidQuestion
from rag.retrieval.features import Features
from rag.retrieval.rescoring import described

WEIGHTS = Path(__file__).parents[1] / "rag" / "retrieval" / "weights.json"
DEPTH = 40
CANDIDATES = 60
FOLDS = 5
CLOZES = 1_500
STEPS, RATE, DECAY = 300, 0.06, 3e-3
ENDINGS = ("무엇인가요?", "누구인가요?", "언제인가요?", "어디인가요?", "몇 명인가요?", "어떻게 되었나요?")

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    document: int


@dataclass(frozen=True, slots=True)
class Learnt:
    """Queries of one set. `values` (queries, candidates, features) in the order of the first ranking, zero where there
    are fewer; `right` (queries, candidates) is 1 at the right document; `fold` (queries)."""

    name: str
    share: float
    """How much this set counts."""
    values: Floats
    right: Floats
    fold: NDArray[np.int64]


def collect(squad: Squad) -> Iterator[Learnt]:
    """What the candidates of every query look like."""
    asked = [Query(one.question, one.document) for one in squad.questions]
    cloze = list(clozes(squad.documents))
    for titled, share in ((True, 1.0), (False, 0.5)):
        documents = [Document(d.id, d.title if titled else "", d.text) for d in squad.documents]
        with throw_away() as app:
            numbers = {article: int(name) for article, name in store(app, documents).items()}
            for kind, queries, weight in (("asked", asked, share), ("clozes", cloze, 0.5)):
                name = f"{kind}, {'titled' if titled else 'untitled'}"
                yield _described(app, name, weight, queries, numbers, squad.documents)


def clozes(documents: Sequence[Document]) -> Iterator[Query]:
    """Sentences of the documents with some of their words, in question form."""
    random = Random("clozes")
    for _ in range(CLOZES):
        number = random.randrange(len(documents))
        sentences = [s.split() for s in documents[number].text.replace("\n", " ").split(". ")]
        words = random.choice(sentences)
        kept = [word for word in words if random.random() > 0.4][:12]
        if len(kept) >= 4:
            yield Query(f"{' '.join(kept).rstrip('.다')} {random.choice(ENDINGS)}", number)


def _described(
    app: Geungeo,
    name: str,
    share: float,
    queries: Sequence[Query],
    numbers: dict[str, int],
    documents: Sequence[Document],
) -> Learnt:
    values = np.zeros((len(queries), CANDIDATES, len(Features._fields)))
    right = np.zeros((len(queries), CANDIDATES))
    for row, query in enumerate(track(queries, name)):
        try:
            question = app.asking.understanding.understand(query.text, asked_at=app.asking.clock.now())
        except InvalidQuestion:
            continue
        hits = app.asking.found(question, DEPTH)[:CANDIDATES]
        for column, (hit, features) in enumerate(zip(hits, described(hits, question), strict=True)):
            values[row, column] = features
            right[row, column] = numbers[hit.passage.stored.id] == query.document
    fold = np.array([zlib.crc32(documents[query.document].title.encode()) % FOLDS for query in queries])
    return Learnt(name, share, values, right, fold)


def fit(sets: Sequence[Learnt]) -> Floats:
    """Weights of the features, not negative, their sum 1. Deterministic."""
    known = [one.values[one.right.any(axis=1)] for one in sets]
    scale = np.concatenate([values.reshape(-1, values.shape[2]) for values in known]).std(axis=0) + 1e-9
    parts = [
        (values / scale, one.right[one.right.any(axis=1)], one.share) for values, one in zip(known, sets, strict=True)
    ]
    weights = np.zeros(len(scale))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):  # Adam, Kingma and Ba 2015
        slope = DECAY * weights + sum(share * _slope(weights, values, right) for values, right, share in parts)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights = weights - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        weights = np.maximum(weights, 0.0)
    learned: Floats = weights / scale / (weights / scale).sum()
    return learned


def _slope(weights: Floats, values: Floats, right: Floats) -> Floats:
    """Of the mean negative log-likelihood."""
    scores = values @ weights
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    slope: Floats = np.einsum("qcf,qc->f", values, chances - right) / len(values)
    return slope


def gains(values: Floats, right: Floats, weights: Floats | None) -> list[float]:
    """nDCG@10 of every query, in the order of the first ranking where there are no weights."""
    scores = np.where(values.any(axis=2), values @ weights, -1.0) if weights is not None else None
    order = np.argsort(-scores, axis=1, kind="stable") if scores is not None else np.arange(right.shape[1])[None]
    ranked = np.take_along_axis(right, np.broadcast_to(order, right.shape), axis=1)
    return [ndcg([str(at) for at in range(len(row))], {str(np.argmax(row)) if row.any() else "-": 1}) for row in ranked]


def report(sets: Sequence[Learnt]) -> Iterator[str]:
    """Each set before and after, the weights learned from the other folds."""
    by_fold = [
        fit(
            [Learnt(one.name, one.share, one.values[one.fold != k], one.right[one.fold != k], one.fold) for one in sets]
        )
        for k in range(FOLDS)
    ]
    for one in sets:
        before = gains(one.values, one.right, None)
        after = np.zeros(len(before))
        for k, weights in enumerate(by_fold):
            held = one.fold == k
            after[held] = gains(one.values[held], one.right[held], weights)
        low, high = bootstrap(after.tolist())
        yield f"{one.name:18} n {len(before):>5,}  nDCG@10 {np.mean(before):.4f} → {after.mean():.4f} ({low:.4f}–{high:.4f})"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.train_ranking", description=__doc__)
    parser.add_argument("squad", type=Path, help="questions over paragraphs in SQuAD's form")
    parser.add_argument("--write", action="store_true", help=f"replace {WEIGHTS.name}")
    options = parser.parse_args(arguments)
    squad = read_squad(options.squad)
    sets = list(collect(squad))
    for line in report(sets):
        sys.stdout.write(line + "\n")
    weights = dict(zip(Features._fields, (round(float(w), 4) for w in fit(sets)), strict=True))
    sys.stdout.write(json.dumps(weights) + "\n")
    if options.write:
        learned = {"learned_from": squad.data.name, "questions": len(squad.questions), "weights": weights}
        WEIGHTS.write_text(json.dumps(learned, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
