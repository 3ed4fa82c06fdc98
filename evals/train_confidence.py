"""`python -m evals.train_confidence SQUAD_FILE… [--cases DIR] [--write]`: learn when to say that the articles do not answer.

Every question is put to the collection as it is, and once more without the articles that answer it; our own graded questions also
have such as nothing answers. What is learned is whether the likeliest sentence answers: a logistic regression over the features of
`rag.answers.confidence`, with a ridge, by L-BFGS. Wrong sentences for questions that have an answer are left out where the files'
keys are not complete. Scored by 5-fold, the folds by title and article: how many questions that nothing answers are refused where
one in twenty that has an answer is.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.cases.case import CASES as CASE_FILES
from evals.cases.case import load_cases
from evals.collection import articles_of, throw_away
from evals.progress import track
from evals.tasks.golds import Library
from evals.tasks.qa import ASKED_AT
from evals.tasks.retrieval import store
from evals.tasks.squad import Squad, read_squad, span_in_body
from evals.train_answers import FOLDS, PLACE, Floats, Key, Vocabulary, articles_for, places
from rag import Geungeo
from rag.answers.choosing import likeliest
from rag.answers.confidence import described
from rag.answers.scoring.weights import Features
from rag.domain import Question
from rag.errors import InvalidQuestion

RIDGE = 1.0
NEWS, FEW = 1.0, 0.25
"""How much a question over news counts, and one over paragraphs."""
KINDED = frozenset("fits candidate span asked strict".split())
FALSE_ALARMS = 0.05
DEPTH = 40


@dataclass(frozen=True, slots=True)
class Seen:
    """`right`: what is to be learned: whether the sentence answers; `answerable`: whether anything stored does."""

    name: str
    kind: str
    fold: int
    features: Features
    right: bool
    answerable: bool
    share: float


def seen_in_squad(squad: Squad) -> Iterator[Seen]:
    with throw_away() as app:
        ids = {int(name): article for article, name in store(app, squad.documents).items()}
        titled: dict[str, set[str]] = {}
        for number, article in ids.items():
            titled.setdefault(squad.documents[number].title, set()).add(article)
        for asked in track(squad.questions, squad.data.name):
            document = squad.documents[asked.document]
            stored = app.article(ids[asked.document])
            spans = [span_in_body(document.text, start, text, stored.article.body) for start, text in asked.answers]
            key = Key({stored.id: [p for p in spans if p]}, asked.golds)
            fold = zlib.crc32(document.title.encode()) % FOLDS
            try:
                question = app.asking.understanding.understand(asked.question, asked_at=ASKED_AT)
            except InvalidQuestion:
                continue
            name = squad.data.name
            one = _seen(app, question, key, frozenset(), name, fold, FEW, answerable=True)
            if one is not None and one.right:  # other paragraphs may answer too
                yield one
            gone = frozenset(titled[document.title])
            if (
                without := _seen(app, question, key, gone, f"{name}, without", fold, FEW, answerable=False)
            ) is not None:
                yield without


def seen_in_cases(folder: Path, name: str) -> Iterator[Seen]:
    with throw_away() as app:
        app.ingest(*articles_for(folder))
        library = Library(articles_of(app))
        for case in track(load_cases(folder), name):
            asked_at = case.asked_at or case.as_of or library.newest() or ASKED_AT
            question = app.asking.understanding.understand(
                case.question, history=case.history, asked_at=asked_at, as_of=case.as_of or asked_at
            )
            known = case.support[0].article.split("-")[0] if case.support else case.id
            fold = zlib.crc32(known.encode()) % FOLDS
            key = Key(places(library, case) if case.support else {}, case.gold_answers)
            if (
                one := _seen(app, question, key, frozenset(), name, fold, NEWS, answerable=case.answerable)
            ) is not None:
                yield one
            gone = frozenset(key.places)
            if case.answerable and gone:
                without = _seen(app, question, key, gone, f"{name}, without", fold, FEW, answerable=False)
                if without is not None:
                    yield without


def _seen(
    app: Geungeo,
    question: Question,
    key: Key,
    gone: frozenset[str],
    name: str,
    fold: int,
    share: float,
    *,
    answerable: bool,
) -> Seen | None:
    hits = [h for h in app.asking.retrieve(question, DEPTH) if h.passage.stored.id not in gone]
    found = app.asking.evidence(question, hits)
    best = likeliest(question, found)
    if best is None:
        return None
    held = key.held(best.view.stored.id, best.sentence.start, best.sentence.end)
    right = answerable and held
    return Seen(name, question.asked.kind.value, fold, described(question, found, best), right, answerable, share)


# ---------------------------------------------------------------- learning


def learn(seen: Sequence[Seen], vocabulary: Vocabulary) -> tuple[Floats, float]:
    """Weights for unscaled features, and the bias."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    rows = np.vstack([vocabulary.matrix(one.features, (one.kind,)).toarray() for one in seen])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled = (rows - mean) / scale
    right = np.array([one.right for one in seen], float)
    share = np.array([one.share for one in seen])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = scaled @ weights[:-1] + weights[-1]
        chances = 1 / (1 + np.exp(-scores))
        value = share @ (np.logaddexp(0, scores) - right * scores) + RIDGE * weights[:-1] @ weights[:-1] / 2
        wrong = share * (chances - right)
        return float(value), np.append(scaled.T @ wrong + RIDGE * weights[:-1], wrong.sum())

    learned = minimize(loss, np.zeros(scaled.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    weights: Floats = learned[:-1] / scale
    return weights, float(learned[-1] - weights @ mean)


def scored(seen: Sequence[Seen], weights: Floats, bias: float, vocabulary: Vocabulary) -> Floats:
    scores = np.array([float((vocabulary.matrix(one.features, (one.kind,)) @ weights)[0]) for one in seen])
    chances: Floats = 1 / (1 + np.exp(-(scores + bias)))
    return chances


def by_fold(seen: Sequence[Seen], vocabulary: Vocabulary) -> Floats:
    """What each is given by what was learned from the other folds."""
    given = np.zeros(len(seen))
    for fold in range(FOLDS):
        weights, bias = learn([one for one in seen if one.fold != fold], vocabulary)
        held = [at for at, one in enumerate(seen) if one.fold == fold]
        given[held] = scored([seen[at] for at in held], weights, bias, vocabulary)
    return given


def threshold(seen: Sequence[Seen], given: Floats) -> float:
    """Under which one in twenty of the news questions that would be answered rightly would be refused."""
    return float(np.quantile(given[_news(seen, lambda one: one.right)], FALSE_ALARMS))


def _news(seen: Sequence[Seen], wanted: Callable[[Seen], bool]) -> list[int]:
    return [at for at, one in enumerate(seen) if one.share == NEWS and wanted(one)]


def report(seen: Sequence[Seen], given: Floats) -> Iterator[str]:
    limit = threshold(seen, given)
    yield f"threshold {limit:.3f}"
    right, nothing = given[_news(seen, lambda one: one.right)], given[_news(seen, lambda one: not one.answerable)]
    wrong = given[_news(seen, lambda one: one.answerable and not one.right)]
    whole = given[_news(seen, lambda one: one.answerable)]
    for alarms in (0.02, 0.05, 0.1, 0.15):
        bars = np.quantile(right, alarms), np.quantile(whole, alarms)
        yield (
            f"news, {alarms:.0%} of right answers refused: {np.mean(nothing < bars[0]):.3f} of {len(nothing)} without an answer, "
            f"{np.mean(wrong < bars[0]):.3f} of {len(wrong)} wrong ones; {alarms:.0%} of all that have an answer refused: "
            f"{np.mean(nothing < bars[1]):.3f}"
        )
    for name in dict.fromkeys(one.name for one in seen):
        for title, wanted in (("right", True), ("wrong or none", False)):
            mine = [at for at, one in enumerate(seen) if one.name == name and one.right is wanted]
            if mine:
                refused = np.mean(given[mine] < limit)
                yield f"{name:28} n {len(mine):>5,} {title}: refused {refused:.3f}, median {np.median(given[mine]):.3f}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.train_confidence", description=__doc__)
    parser.add_argument("squad", type=Path, nargs="+", help="questions over paragraphs in SQuAD's form")
    parser.add_argument("--cases", type=Path, action="append", default=[CASE_FILES], help="more graded questions")
    parser.add_argument("--write", action="store_true", help="replace the weights in rag/answers/scoring")
    options = parser.parse_args(arguments)
    seen = [one for path in options.squad for one in seen_in_squad(read_squad(path))]
    for folder in options.cases:
        seen += seen_in_cases(folder, f"cases of {folder.name}")
    vocabulary = Vocabulary(KINDED)
    vocabulary.learn(((one.features, (one.kind,)) for one in seen), 30)
    given = by_fold(seen, vocabulary)
    for line in report(seen, given):
        sys.stdout.write(line + "\n")
    if options.write:
        write(seen, vocabulary, threshold(seen, given))
    return 0


def write(seen: Sequence[Seen], vocabulary: Vocabulary, limit: float) -> None:
    """The bias is moved so that the threshold is one half."""
    weights, bias = learn(seen, vocabulary)
    moved = bias - float(np.log(limit / (1 - limit)))
    rows = [f"{name}\t{weights[place]:.4f}" for name, place in sorted(vocabulary.places.items())]
    head = (
        f"# Learned from {len(seen):,} questions by evals.train_confidence. Feature, or kind|feature, and its weight."
    )
    (PLACE / "confidence.tsv").write_text("\n".join([head, f"bias\t{moved:.4f}", *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
