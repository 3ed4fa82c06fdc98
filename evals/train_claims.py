"""`python -m evals.train_claims PAIRS`: the weights of rag/answers/claims/weights.tsv, and how good they are.

PAIRS is JSON Lines of {claim, evidence, label}: label entailment or anything else (KLUE-NLI has this form). The honest
paraphrases of `evals.planting` are added, so that what merely changes the form of a sentence is not unlearned. A logistic
regression with a ridge, fitted by Newton's method; the same input gives the same file. Folds hold evidence together. Where
pairs name their `source`, each source is also judged by the weights learned from the others.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from evals.planting import planted
from rag.answers.claims import Verifier
from rag.answers.claims.verifier import DOUBTS, KEEPS, MINIMUM
from rag.korean.analysis import Analyser

FOLDS = 5
RIDGE = 3.0
STEPS = 60
HONEST = 0.05
"""What an honest paraphrase weighs beside a pair of the file: there are thousands of them, and they are easy."""
CAUTION = 0.85
"""What a supported pair weighs beside one that is not: kinds of text that no pair is of are supported a little too easily,
and that is the worse mistake."""
Numbers: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    features: dict[str, float]
    refused: bool
    """By a rule, whatever the weights."""
    supported: bool
    weight: float
    fold: int
    """-1 for what only helps to train."""
    source: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.train_claims", description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    options = parser.parse_args(arguments)
    analyser = Analyser()
    verifier = Verifier(analyser)
    examples = [*_given(verifier, options.pairs), *_honest(verifier, analyser)]
    names = list(examples[0].features)
    given = [e for e in examples if e.fold >= 0]
    folds = [(f"fold {fold}", [e for e in given if e.fold == fold]) for fold in range(FOLDS)]
    judged = [pair for _, held in folds for pair in _judged(examples, held)]
    _tell(f"{FOLDS}-fold", judged)
    sources = sorted({e.source for e in given} - {""})
    for source in sources:
        _tell(f"  {source}", [(e, passes) for e, passes in judged if e.source == source])
        held = [e for e in given if e.source == source]
        _tell(f"  {source} from the others", _judged(examples, held))
    weights = _fit([e for e in examples if not e.refused])
    text = "".join(f"{name}\t{weight:.4f}\n" for name, weight in zip([*names, "bias"], weights, strict=True))
    head = "# Feature, <tab>, weight. Made by `python -m evals.train_claims PAIRS --write`; not edited by hand.\n"
    if options.write:
        Path(str(files("rag.answers.claims") / "weights.tsv")).write_text(head + text, encoding="utf-8")
    else:
        sys.stdout.write(head + text)
    return 0


def _given(verifier: Verifier, path: Path) -> list[Example]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    share = sum(row["label"] == "entailment" for row in rows) / len(rows)
    return [
        _example(
            verifier,
            row["claim"],
            [row["evidence"]],
            supported=row["label"] == "entailment",
            weight=0.5 * CAUTION / share if row["label"] == "entailment" else 0.5 / (1 - share),
            fold=zlib.crc32(row["evidence"].encode()) % FOLDS,
            source=str(row.get("source", "")),
        )
        for row in rows
    ]


def _honest(verifier: Verifier, analyser: Analyser) -> list[Example]:
    return [
        _example(verifier, case.claim, case.evidence, supported=True, weight=HONEST, fold=-1)
        for case in planted(analyser)
        if case.honest and case.kind != "date form"
    ]


def _example(
    verifier: Verifier,
    claim: str,
    evidence: Sequence[str],
    *,
    supported: bool,
    weight: float,
    fold: int,
    source: str = "",
) -> Example:
    reasons, features = verifier.examine(claim, evidence)
    refused = any(features["letters"] >= KEEPS or reason.code not in DOUBTS for reason in reasons)
    return Example(features, refused, supported, weight, fold, source)


def _judged(examples: Sequence[Example], held: Sequence[Example]) -> list[tuple[Example, bool]]:
    """What was held back, and whether it passes by the weights learned from all the rest."""
    out = {id(e) for e in held}
    weights = _fit([e for e in examples if id(e) not in out and not e.refused])
    return [(e, not e.refused and _probability(e, weights) >= MINIMUM) for e in held]


def _tell(name: str, judged: Sequence[tuple[Example, bool]]) -> None:
    """Balanced accuracy and its two halves."""
    right = {side: [passes is side for e, passes in judged if e.supported is side] for side in (True, False)}
    supported, refused = (sum(found) / max(1, len(found)) for found in (right[True], right[False]))
    sys.stderr.write(
        f"{name:28} n={len(judged):5} balanced accuracy {(supported + refused) / 2:.3f} "
        f"(supported found {supported:.3f}, others refused {refused:.3f})\n"
    )


def _probability(example: Example, weights: Numbers) -> float:
    return float(1 / (1 + np.exp(-(np.array([*example.features.values(), 1.0]) @ weights))))


def _fit(examples: Sequence[Example]) -> Numbers:
    """Weights of the features in their order, the bias last."""
    x = np.array([[*e.features.values(), 1.0] for e in examples])
    y = np.array([float(e.supported) for e in examples])
    w = np.array([e.weight for e in examples])
    ridge = np.diag([RIDGE] * (x.shape[1] - 1) + [1e-6])
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (w * (y - p)) - ridge @ weights
        curve = (x * (w * p * (1 - p))[:, None]).T @ x + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    sys.exit(main())
