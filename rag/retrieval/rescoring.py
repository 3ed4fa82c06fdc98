"""Candidates scored again, by weights learned from questions whose passage is known (`python -m evals.train_ranking`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from rag.domain import Hit, Question
from rag.retrieval.features import Features, Scale


def rescored(hits: Sequence[Hit], question: Question) -> list[Hit]:
    """The same hits in their order, with scores of about 0..1: the weighted mean of their features."""
    weights = learned()
    return [
        replace(hit, score=max(sum(w * f for w, f in zip(weights, values, strict=True)), 1e-9))
        for hit, values in zip(hits, described(hits, question), strict=True)
    ]


def described(hits: Sequence[Hit], question: Question) -> list[Features]:
    """What the weights see of each hit."""
    best = max((hit.lexical or 0.0 for hit in hits), default=0.0) or 1.0
    floor = min((hit.semantic for hit in hits if hit.semantic is not None), default=0.0)
    scale = Scale(question)
    return [
        # A passage that an index does not list is no better there than the last one it does.
        scale.features(hit.passage, (hit.lexical or 0.0) / best, floor if hit.semantic is None else hit.semantic)
        for hit in hits
    ]


@cache
def learned() -> Features:
    """The shipped weights: not negative, so that no feature can only hurt; their sum is 1."""
    given = json.loads(files("rag.retrieval").joinpath("weights.json").read_text(encoding="utf-8"))
    return Features(**given["weights"])
