"""A second opinion by any cross-encoder of sentence-transformers that was trained to tell entailment (KLUE-NLI, XNLI …)."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rag.adapters.loading import DEFAULTS, Choices, load, vendor
from rag.errors import ModelUnavailable

SETTING = "RAG_JUDGE"
ENTAILED = "entail"
"""What the label begins with, in small letters: entailment, ENTAILMENT, entailed."""


class NliJudge:
    """Port `Judge`. Thread-safe: one sentence at a time. Raises MissingExtra, ModelUnavailable.

    Evidence that is longer than the model reads is cut.
    """

    def __init__(self, name: str, choices: Choices = DEFAULTS) -> None:
        with vendor(SETTING, name, "loaded"):
            from sentence_transformers import CrossEncoder

            self._encoder: Any = load(CrossEncoder, name, choices)
            self._entailed = _entailed(name, self._encoder.config.id2label)
        self.name = name
        self._one_sentence = threading.Lock()

    def support(self, evidence: Sequence[str], sentence: str) -> float:
        """The probability that the evidence, read as one text, entails the sentence."""
        pair = ("\n".join(evidence), sentence)
        with vendor(SETTING, self.name, "used"), self._one_sentence:
            scores = self._encoder.predict(
                [pair], show_progress_bar=False, activation_fn=_probabilities, convert_to_numpy=True
            )
        found = np.asarray(scores, dtype=np.float64)
        if not np.isfinite(found).all():
            raise ModelUnavailable(
                f"{SETTING}={self.name} gave scores that are no numbers: set RAG_MODELS_DTYPE=float32."
            )
        return float(found[0, self._entailed])


def _entailed(name: str, labels: Mapping[int, str]) -> int:
    """Which of the model's labels means entailment. A number for a name does not say."""
    found = [int(at) for at, label in labels.items() if label.lower().startswith(ENTAILED)]
    if len(found) != 1:
        known = ", ".join(labels.values())
        raise ModelUnavailable(
            f"{SETTING}={name} has no label for entailment (it has {known}): name a model for natural language inference."
        )
    return found[0]


def _probabilities(logits: Any) -> Any:
    return logits.double().softmax(dim=-1)
