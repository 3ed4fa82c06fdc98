"""Re-ranking with any cross-encoder of sentence-transformers: question and passage are read together."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np

from rag.adapters.loading import DEFAULTS, Choices, load, vendor
from rag.errors import ModelUnavailable

SETTING = "RAG_RERANKER_MODEL"


class CrossEncoderReranker:
    """Port `Reranker`. Thread-safe: one question at a time. Raises MissingExtra, ModelUnavailable.

    Pairs longer than the model reads are cut at the passage's end.
    """

    def __init__(self, name: str, choices: Choices = DEFAULTS) -> None:
        with vendor(SETTING, name, "loaded"):
            from sentence_transformers import CrossEncoder

            self._encoder: Any = load(CrossEncoder, name, choices)
            labels = self._encoder.num_labels
        if labels != 1:
            raise ModelUnavailable(f"{SETTING}={name} gives {labels} labels: a re-ranker gives one score.")
        self._name = name
        self._batch = choices.batch
        self._one_question = threading.Lock()

    def rerank(self, question: str, passages: Sequence[str]) -> list[float]:
        """The sigmoid of the model's score, 0..1, in the order given."""
        if not passages:
            return []
        pairs = [(question, passage) for passage in passages]
        with vendor(SETTING, self._name, "used"), self._one_question:
            scores = self._encoder.predict(
                pairs, batch_size=self._batch, show_progress_bar=False, activation_fn=_sigmoid, convert_to_numpy=True
            )
        found = np.asarray(scores, dtype=np.float64)
        if not np.isfinite(found).all():
            raise ModelUnavailable(
                f"{SETTING}={self._name} gave scores that are no numbers: set RAG_MODELS_DTYPE=float32."
            )
        return [float(score) for score in found]


def _sigmoid(logits: Any) -> Any:
    # The model's own activation may be none, which leaves the range open; in half precision it would make ties.
    return logits.double().sigmoid()
