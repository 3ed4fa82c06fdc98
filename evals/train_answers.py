"""`python -m evals.train_answers SQUAD_FILE… [--cases DIR] [--write]`: learn which sentence answers, and which words of it.

From questions over paragraphs in SQuAD's form, each asked of its own paragraph and of all of them, and from our own cases over the
samples. Two linear models over named features (rag/answers/scoring), each the same for all kinds of question plus what is
particular to a kind: spans of the sentence that holds the answer, and sentences of a pool, which also see the scores of their
spans. Both maximise the likelihood of what is right among the alternatives (a softmax over them; for spans weighed by the cube of
their character F1), with a ridge, by L-BFGS. Scored by 5-fold, the folds by title, so that nothing is learned from the paragraphs
it is asked about; the scores of spans that sentences learn from are always those of a model that has not seen the question.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.cases.case import CASES as CASE_FILES
from evals.cases.case import Case, load_cases
from evals.collection import articles_of, passages_of, throw_away
from evals.measures.texts import char_f1, exact_match
from evals.progress import track
from evals.statistics import bootstrap
from evals.tasks.cases import SAMPLES
from evals.tasks.golds import Library
from evals.tasks.qa import ASKED_AT
from evals.tasks.retrieval import store
from evals.tasks.squad import Squad, read_squad, span_in_body
from rag import Geungeo
from rag.answers.evidence import NEWS, Ranking, add_spans, pooled
from rag.answers.scoring import spans
from rag.answers.scoring.weights import Features, Kinds
from rag.ask import READ
from rag.domain import Hit, Question
from rag.errors import InvalidQuestion

PLACE = Path(__file__).parents[1] / "rag" / "answers" / "scoring"
FOLDS = 5
ARTICLES = "articles"
CASES = 5.0
"""How much one of our own cases counts, which are few and about news, beside a question over paragraphs."""
NOT_NEGATIVE = frozenset(
    "own cov kwhit term bi tri lcs pool_bi pool_term pool_tri pool_own art_own art_carried pool_meaning verb lastverb rarest rare2 headcov topic attr rel rank artrare artcov "
    "span spans span_three simmean".split()
)
"""More of these never counts against a sentence: without this, questions that are written in another way fare worse."""
APART = 10.0
"""How much dearer than a weight for all texts one is that only news has: there are few questions over news."""
OF_SPANS = frozenset({"span", "spans", "span_out", "span_three"})
KINDED = frozenset(
    "dated number name person placed reason because focus span spans span_out span_three quote verb".split()
)
"""Features of sentences whose weight depends on the kind of question."""
RARE = 60
"""A feature of spans that fewer spans have is left out."""
RIDGE_SPANS, RIDGE_SENTENCES = 3.0, 2.0
LOOKED_INTO = 8
LEAST = 0.02
"""Weights of spans under it are not written: they decide nothing."""

Floats = NDArray[np.float64]


@dataclass
class Sentence:
    """One sentence of a pool that was searched for spans; `f1`: of each span, 0 where it lies elsewhere."""

    at: int
    features: Features
    texts: Sequence[str]
    f1: Floats
    matrix: Any = None
    scores: Floats = field(default_factory=lambda: np.zeros(0))


@dataclass
class Pool:
    """A question before a pool of sentences. `right`: which of them hold the answer; `share`: how much it counts."""

    name: str
    share: float
    kinds: Kinds
    fold: int
    golds: tuple[str, ...]
    features: Features
    right: NDArray[np.bool_]
    looked_into: NDArray[np.int64]
    """Those that would be searched for spans: only they are ranked with them."""
    sentences: list[Sentence]
    """These, and those that hold the answer, for learning spans."""

    @property
    def of_spans(self) -> bool:
        """Whether spans are learned from it: a question is looked at once, before its own paragraph."""
        return not self.name.endswith("all")


def collect(squad: Squad, share: float = 1.0) -> Iterator[Pool]:
    """Every question before its own paragraph, and before what is found among all."""
    with throw_away() as app:
        name = squad.data.name
        ids = {int(name): article for article, name in store(app, squad.documents).items()}
        passages = passages_of(app)
        for asked in track(squad.questions, squad.data.name):
            try:
                question = app.asking.understanding.understand(asked.question, asked_at=ASKED_AT)
            except InvalidQuestion:
                continue
            stored = app.article(ids[asked.document])
            body = stored.article.body
            context = squad.documents[asked.document].text
            places = [p for start, text in asked.answers if (p := span_in_body(context, start, text, body))]
            fold = zlib.crc32(squad.documents[asked.document].title.encode()) % FOLDS
            own = app.asking.store.passages(passages[stored.id])
            key = Key({stored.id: places}, asked.golds)
            yield from _pool(app, f"{name}, own", share, fold, question, [Hit(p, 1.0) for p in own], key)
            hits = app.asking.retrieve(question)[:READ]
            yield from _pool(app, f"{name}, all", share, fold, question, hits, key)


@dataclass(frozen=True, slots=True)
class Key:
    """The answer of a question: `places` of it in articles, by id; `golds`: what it may be called."""

    places: Mapping[str, Sequence[tuple[int, int]]]
    golds: tuple[str, ...]

    def held(self, article: str, start: int, end: int) -> bool:
        """Whether a stretch of an article holds an answer whole."""
        return any(start <= a and b <= end for a, b in self.places.get(article, ()))

    def touched(self, article: str, start: int, end: int) -> bool:
        return any(start < b and a < end for a, b in self.places.get(article, ()))


def _pool(
    app: Geungeo, name: str, share: float, fold: int, question: Question, hits: Sequence[Hit], key: Key
) -> Iterator[Pool]:
    views = app.asking.open(hit.passage.stored for hit in hits)
    pool = pooled(question, hits, views)
    if not pool:
        return
    ranking = Ranking(question, pool, app.asking.similarity, look_into=False)
    right = np.array([key.held(p.view.stored.id, p.sentence.start, p.sentence.end) for p in pool])
    looked_into = first_look(ranking.features)
    held = [int(at) for at in np.flatnonzero(right) if at not in looked_into]
    found = [_sentence(ranking, at, bool(right[at]), key) for at in (*looked_into.tolist(), *held)]
    yield Pool(name, share, ranking.kinds, fold, key.golds, ranking.features, right, looked_into, found)


def first_look(features: Features) -> NDArray[np.int64]:
    """The sentences that a first look would choose, roughly."""
    numbers = features.numbers
    first = numbers["pool_term"] + numbers["own"] + numbers["pool_tri"] + 0.3 * numbers["rank"]
    return np.argsort(-first, kind="stable")[:LOOKED_INTO]


def _sentence(ranking: Ranking, at: int, right: bool, key: Key) -> Sentence:
    one = ranking.pool[at]
    described = spans.described(ranking.sought, one.view, one.sentence)
    bounds = list(zip(described.spans.start.tolist(), described.spans.end.tolist(), strict=True))
    texts = [one.sentence.text[a:b] for a, b in bounds]
    begin, article = one.sentence.start, one.view.stored.id
    there = [right and key.touched(article, a + begin, b + begin) for a, b in bounds]
    f1 = [char_f1(text, key.golds) if touched else 0.0 for text, touched in zip(texts, there, strict=True)]
    return Sentence(at, described.features, texts, np.array(f1))


def collect_cases(folder: Path, *, name: str = "cases") -> Iterator[Pool]:
    """Graded questions over the samples whose key names sentences; the folds are by article."""
    with throw_away() as app:
        app.ingest(*articles_for(folder))
        library = Library(articles_of(app))
        for case in track(load_cases(folder), name):
            if not case.answerable or not case.support:
                continue
            asked_at = case.asked_at or case.as_of or library.newest() or ASKED_AT
            question = app.asking.understanding.understand(
                case.question, history=case.history, asked_at=asked_at, as_of=case.as_of or asked_at
            )
            fold = zlib.crc32(case.support[0].article.split("-")[0].encode()) % FOLDS
            hits = app.asking.retrieve(question)[:READ]
            key = Key(places(library, case), case.gold_answers)
            yield from _pool(app, name, CASES, fold, question, hits, key)


def articles_for(folder: Path) -> Sequence[Path]:
    """The samples, and what articles of their own the questions of a folder bring along."""
    own = folder / ARTICLES
    return (SAMPLES, own) if own.is_dir() else (SAMPLES,)


def places(library: Library, case: Case) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Where the sentences of the key stand, in the articles that it names and in their copies."""
    found: dict[str, list[tuple[int, int]]] = {}
    for gold in library.golds(case):
        for article in gold.ids:
            body = library.by_id[article].article.body
            starts = [(body.find(sentence), len(sentence)) for sentence in gold.sentences]
            found.setdefault(article, []).extend((start, start + size) for start, size in starts if start >= 0)
    return found


# ---------------------------------------------------------------- learning


class Vocabulary:
    """Names of features, each alone and, for all or those of `kinded`, with the kind of question; without those `left_out`."""

    def __init__(self, kinded: Collection[str] | None = None, left_out: Collection[str] = ()) -> None:
        self.places: dict[str, int] = {}
        self._kinded = kinded
        self._left_out = left_out

    def names(self, kinds: Kinds, name: str) -> Sequence[str]:
        kinded = self._kinded is None or name in self._kinded
        return (name, *(f"{kind}|{name}" for kind in kinds if kinded or kind == NEWS))

    def matrix(self, features: Features, kinds: Kinds) -> Any:
        """(things, names), sparse; names that are not known are left out."""
        from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

        rows, columns, values = [], [], []
        for name, numbers, there in _expanded(features):
            for one in self.names(kinds, name) if name not in self._left_out else ():
                if (column := self.places.get(one)) is not None:
                    rows.append(there)
                    columns.append(np.full(len(there), column))
                    values.append(numbers)
        if not rows:
            return csr_matrix((features.size, len(self.places)))
        data = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
        return csr_matrix(data, shape=(features.size, len(self.places)))

    def learn(self, seen: Iterator[tuple[Features, Kinds]], least: int) -> None:
        counts: Counter[str] = Counter()
        for features, kinds in seen:
            for name, _, there in _expanded(features):
                for one in self.names(kinds, name) if name not in self._left_out else ():
                    counts[one] += len(there)
        self.places = {name: place for place, name in enumerate(sorted(n for n, c in counts.items() if c >= least))}


def _expanded(features: Features) -> Iterator[tuple[str, Floats, NDArray[np.int64]]]:
    """(name, values that are not zero, where)."""
    for name, values in features.numbers.items():
        there = np.flatnonzero(values)
        if len(there):
            yield name, values[there], there
    for name, (labels, places) in features.groups.items():
        for place in np.unique(places):
            there = np.flatnonzero(places == place)
            yield f"{name}={labels[place]}", np.ones(len(there)), there


def fit(
    matrices: Sequence[Any],
    worth: Sequence[Floats],
    shares: Sequence[float],
    ridge: float,
    bounded: Sequence[bool] | None = None,
) -> Floats:
    """Weights that make what is worth most the likeliest of each group; `worth` ≥ 0, one of a group at least above 0;
    `shares`: how much each group counts; `bounded`: weights that may not be negative."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]
    from scipy.sparse import vstack

    rows = vstack(list(matrices)).tocsr()
    columns = rows.T.tocsr()
    value = np.concatenate(list(worth))
    sizes = [matrix.shape[0] for matrix in matrices]
    starts = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    group = np.repeat(np.arange(len(sizes)), sizes)
    share = np.array(shares)

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = rows @ weights
        chances = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        whole = np.add.reduceat(chances, starts)
        good = chances * value
        right = np.add.reduceat(good, starts)
        slope = columns @ (share[group] * (chances / whole[group] - good / right[group])) + ridge * weights
        return float(-(share * np.log(right / whole)).sum() + ridge * weights @ weights / 2), slope

    bounds = [(0, None) if one else (None, None) for one in bounded] if bounded is not None else None
    start = np.zeros(rows.shape[1])
    learned: Floats = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 150}).x
    return learned


def _worth(f1: Floats) -> Floats:
    """The best spans only, by the cube of their F1."""
    return np.where(f1 >= max(0.6, float(f1.max()) - 0.001), f1**3, 0.0)


def fit_spans(pools: Sequence[Pool]) -> Floats:
    """From the sentences that hold the answer of questions before their own paragraph."""
    found = [(s, p.share) for p in pools if p.of_spans for s in p.sentences if len(s.f1) and s.f1.max() >= 0.6]
    shares = [share for _, share in found]
    return fit([s.matrix for s, _ in found], [_worth(s.f1) for s, _ in found], shares, RIDGE_SPANS)


def score_spans(pools: Sequence[Pool], weights: Floats) -> None:
    """Give every sentence the scores of its spans, and its pool what they say of it."""
    for pool in pools:
        for sentence in pool.sentences:
            sentence.scores = sentence.matrix @ weights
        add_spans(pool.features, {s.at: s.scores for s in pool.sentences})


def fit_sentences(pools: Sequence[Pool], vocabulary: Vocabulary, *, whole_pool: bool = False) -> Floats:
    """Scaled features; the weights are for unscaled ones. `whole_pool`: before any sentence has been searched for spans."""
    from scipy.sparse import vstack

    rows = [np.arange(len(pool.right)) if whole_pool else np.sort(pool.looked_into) for pool in pools]
    chosen = [(pool, at) for pool, at in zip(pools, rows, strict=True) if len(at) > 1 and pool.right[at].any()]
    useful = [pool for pool, _ in chosen]
    matrices = [vocabulary.matrix(pool.features, pool.kinds)[at] for pool, at in chosen]
    whole = vstack(matrices)
    mean = np.asarray(whole.mean(axis=0)).ravel()
    scale = np.sqrt(np.maximum(np.asarray(whole.power(2).mean(axis=0)).ravel() - mean**2, 1e-6))
    names = sorted(vocabulary.places, key=vocabulary.places.__getitem__)
    of_all = dict(zip(names, scale, strict=True))
    scale = np.array([of_all[name.removeprefix(f"{NEWS}|")] for name in names])
    scale[[name.startswith(f"{NEWS}|") for name in names]] *= np.sqrt(APART)
    scaled = [matrix.multiply(1 / scale).tocsr() for matrix in matrices]
    bounded = [name in NOT_NEGATIVE for name in names]
    worth, shares = [pool.right[at].astype(float) for pool, at in chosen], [pool.share for pool in useful]
    learned: Floats = fit(scaled, worth, shares, RIDGE_SENTENCES, bounded) / scale
    return learned


def learn(pools: Sequence[Pool], sentences: Vocabulary, at_first: Vocabulary) -> tuple[Floats, Floats, Floats]:
    """Weights of spans, of sentences, and of sentences whose spans are not known yet. What sentences learn of spans comes from a model of the other half."""
    halves = [[p for n, p in enumerate(pools) if n // 2 % 2 == half] for half in (0, 1)]
    for half, other in ((0, 1), (1, 0)):
        score_spans(halves[half], fit_spans(halves[other]))
    for vocabulary in (sentences, at_first):
        if not vocabulary.places:
            vocabulary.learn(((p.features, p.kinds) for p in pools), RARE)
    return fit_spans(pools), fit_sentences(pools, sentences), fit_sentences(pools, at_first, whole_pool=True)


# ---------------------------------------------------------------- scoring


@dataclass(frozen=True, slots=True)
class Result:
    pool: Pool
    sentence: bool
    baseline: bool
    em: float
    f1: float


def results(pools: Sequence[Pool], span: Floats, sentence: Floats, vocabulary: Vocabulary) -> Iterator[Result]:
    score_spans(pools, span)
    for pool in pools:
        scores = vocabulary.matrix(pool.features, pool.kinds) @ sentence
        ranked = [s for s in pool.sentences if s.at in pool.looked_into]
        best = max(ranked, key=lambda s: scores[s.at], default=None)
        said = best.texts[int(np.argmax(best.scores))] if best is not None and len(best.texts) else ""
        yield Result(
            pool,
            bool(best is not None and pool.right[best.at]),
            bool(pool.right[int(np.argmax(pool.features.numbers["pool_term"]))]),
            exact_match(said, pool.golds),
            char_f1(said, pool.golds),
        )


def report(pools: Sequence[Pool], vocabulary: Vocabulary, at_first: Vocabulary) -> Iterator[str]:
    found: list[Result] = []
    for fold in range(FOLDS):
        span, sentence, _ = learn([p for p in pools if p.fold != fold], vocabulary, at_first)
        found += results([p for p in pools if p.fold == fold], span, sentence, vocabulary)
    for name in dict.fromkeys(p.name for p in pools):
        mine = [r for r in found if r.pool.name == name]
        columns: Sequence[tuple[str, Callable[[Result], float]]] = (
            ("by rare words", lambda r: float(r.baseline)), ("sentence", lambda r: float(r.sentence)), ("EM", lambda r: r.em),
            ("F1", lambda r: r.f1),
        )  # fmt: skip
        figures = []
        for title, of in columns:
            values = [of(r) for r in mine]
            low, high = bootstrap(values)
            figures.append(f"{title} {np.mean(values):.4f} ({low:.3f}–{high:.3f})")
        yield f"{name:10} n {len(mine):>5,}  " + "  ".join(figures)


def write(name: str, source: str, vocabulary: Vocabulary, weights: Floats, least: float) -> None:
    rows = [f"{n}\t{weights[p]:.3f}" for n, p in sorted(vocabulary.places.items()) if abs(weights[p]) >= least]
    text = "\n".join(
        [f"# Learned from {source} by evals.train_answers. Feature, or kind|feature, and its weight.", *rows]
    )
    (PLACE / f"{name}.tsv").write_text(text + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.train_answers", description=__doc__)
    parser.add_argument("squad", type=Path, nargs="+", help="questions over paragraphs in SQuAD's form")
    parser.add_argument("--share", type=float, nargs="+", help="how much a question of each file counts (default 1)")
    parser.add_argument("--cases", type=Path, action="append", default=[CASE_FILES], help="more graded questions")
    parser.add_argument("--write", action="store_true", help="replace the weights in rag/answers/scoring")
    options = parser.parse_args(arguments)
    squads = [read_squad(path) for path in options.squad]
    shares = options.share or [1.0] * len(squads)
    pools = [pool for squad, share in zip(squads, shares, strict=True) for pool in collect(squad, share)]
    for folder in options.cases:
        pools += collect_cases(folder, name=f"cases of {folder.name}")
    vocabulary = prepared(pools)
    sentences, at_first = Vocabulary(KINDED), Vocabulary(KINDED, OF_SPANS)
    sys.stdout.write(f"{len(pools):,} pools, {len(vocabulary.places):,} features of spans\n")
    for line in report(pools, sentences, at_first):
        sys.stdout.write(line + "\n")
    if options.write:
        source = ", ".join(f"{len(squad.questions):,} questions of {squad.data.name}" for squad in squads)
        span, sentence, first = learn(pools, sentences, at_first)
        write("spans", source, vocabulary, span, LEAST)
        write("sentences", source, sentences, sentence, 0.0)
        write("at_first", source, at_first, first, 0.0)
    return 0


def prepared(pools: Sequence[Pool]) -> Vocabulary:
    """The names of the spans' features; each sentence has its matrix of them then, and no longer the features."""
    vocabulary = Vocabulary()
    searched = ((s.features, p.kinds[:1]) for p in pools if p.of_spans for s in p.sentences if s.f1.any())
    vocabulary.learn(searched, RARE)
    for pool in pools:
        for sentence in pool.sentences:
            sentence.matrix = vocabulary.matrix(sentence.features, pool.kinds[:1])
            sentence.features = Features(0)
        add_spans(pool.features, {})
    return vocabulary


if __name__ == "__main__":
    sys.exit(main())
