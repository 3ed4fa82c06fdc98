"""`python -m evals.train_claims PAIRS`: the weights of rag/answers/claims/weights.tsv, and how good they are.

PAIRS is JSON Lines of {claim, evidence, label}: label entailment or anything else (KLUE-NLI has this form). The honest
paraphrases of `evals.planting` are added, so that what merely changes the form of a sentence is not unlearned. A logistic
regression with a ridge, fitted by Newton's method; the same input gives the same file. Folds hold evidence together.
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


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.train_claims", description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    options = parser.parse_args(arguments)
    analyser = Analyser()
    verifier = Verifier(analyser)
    examples = [*_given(verifier, options.pairs), *_honest(verifier, analyser)]
    names = list(examples[0].features)
    accuracy, supported, refused = _cross_validated(examples)
    sys.stderr.write(
        f"{FOLDS}-fold, n={sum(e.fold >= 0 for e in examples)}: balanced accuracy {accuracy:.3f} "
        f"(supported found {supported:.3f}, others refused {refused:.3f})\n"
    )
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
            weight=0.5 / (share if row["label"] == "entailment" else 1 - share),
            fold=zlib.crc32(row["evidence"].encode()) % FOLDS,
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
    verifier: Verifier, claim: str, evidence: Sequence[str], *, supported: bool, weight: float, fold: int
) -> Example:
    reasons, features = verifier.examine(claim, evidence)
    refused = any(features["letters"] >= KEEPS or reason.code not in DOUBTS for reason in reasons)
    return Example(features, refused, supported, weight, fold)


def _cross_validated(examples: Sequence[Example]) -> tuple[float, float, float]:
    """Balanced accuracy, and its two halves."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    for fold in range(FOLDS):
        weights = _fit([e for e in examples if e.fold != fold and not e.refused])
        for example in (e for e in examples if e.fold == fold):
            passes = not example.refused and _probability(example, weights) >= MINIMUM
            right[example.supported].append(passes is example.supported)
    supported, refused = (sum(right[side]) / len(right[side]) for side in (True, False))
    return (supported + refused) / 2, supported, refused


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
