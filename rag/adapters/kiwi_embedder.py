"""Text vectors from the morpheme embeddings inside Kiwi's language model: nothing to download.

Kiwi tells the cosine of any two morphemes but not their vectors. Its cosine matrix has rank 256, so vectors are
recovered from cosines to landmark morphemes: pivoted Cholesky chooses 256 that span the space, a few more average out
rounding, the Gram matrix's eigenvectors give their coordinates, and a QR turn over the pivots fixes the basis (an
eigenbasis alone is free to flip and rotate between LAPACK builds). Any other morpheme is one small matrix product away.

A text is the weighted mean of its morphemes, normalised. Weight of a morpheme = idf · tf/(tf + k) with
idf = ln(1 + rank/c): Kiwi numbers its vocabulary by frequency, and by Zipf's law rank stands for inverse frequency
(the smooth inverse frequency of Arora et al. 2017, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings"). From
the mean is removed what all texts share, as there: the directions in which weighted words lie most, taken over the
vocabulary with Zipf's frequencies, so that they belong to the language and not to a collection.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np

from rag.domain import Token, Vector
from rag.korean.terms import FIRST_WORD, KEPT, LIGHT, RANK_SCALE, VOCABULARY
from rag.ports import AnalysedText

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rag.korean.analysis import Analyser

    Floats = NDArray[np.float64]

DIMENSION = 256
LANDMARKS = 320
SATURATION = 1.5  # k
COMMON = 4
"""Shared directions that are removed."""
RECIPE = 3


def model_name() -> str:
    """Vectors of equal names are comparable: Kiwi's model, the dimension, and the version of this recipe."""
    return f"kiwi-{version('kiwipiepy_model')}-{DIMENSION}-{RECIPE}"


class KiwiEmbedder:
    """Port `Embedder` over Kiwi's morpheme embeddings. Deterministic; thread-safe; learns morphemes lazily."""

    dimension = DIMENSION
    needs_tokens = True

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._lock = threading.Lock()
        self._rows: dict[int, int] = {}
        self._matrix = np.zeros((1024, DIMENSION), dtype=np.float32)
        self._landmarks: list[int] = []
        self._projection: Floats | None = None
        self._common: NDArray[np.float32] = np.zeros((0, DIMENSION), dtype=np.float32)
        self.model = model_name()

    def embed(self, texts: Sequence[AnalysedText], *, as_query: bool) -> list[Vector]:
        """One unit vector a text, array('f') of 256; all zero where no morpheme has an embedding."""
        return [self._text(item.tokens) for item in texts]

    def morpheme(self, morpheme_id: int) -> NDArray[np.float32]:
        """The recovered unit vector of one morpheme, shape (256,). Raises KeyError outside the vocabulary."""
        if not 0 < morpheme_id < VOCABULARY:
            raise KeyError(morpheme_id)
        row = self._row(morpheme_id)  # first: learning may replace the matrix
        return np.asarray(self._matrix[row])

    def _text(self, tokens: Sequence[Token]) -> Vector:
        counts = Counter(t.id for t in tokens if _embeddable(t))
        if not counts:
            return Vector("f", bytes(4 * DIMENSION))
        ids = sorted(counts)
        rows = [self._row(i) for i in ids]
        tf = np.array([counts[i] for i in ids], dtype=np.float32)
        weights = np.log1p(np.array(ids, dtype=np.float32) / RANK_SCALE) * (tf / (tf + SATURATION))
        mean = weights @ self._matrix[rows]
        mean -= (mean @ self._common.T) @ self._common
        length = float(np.linalg.norm(mean))
        if length > 0:
            mean /= length
        return Vector("f", mean.astype(np.float32).tobytes())

    def _row(self, morpheme_id: int) -> int:
        row = self._rows.get(morpheme_id)
        return self._learn(morpheme_id) if row is None else row

    def _learn(self, morpheme_id: int) -> int:
        with self._lock:
            if morpheme_id in self._rows:
                return self._rows[morpheme_id]
            if self._projection is None:
                self._projection = self._recover()
            cosines = np.array([self._analyser.similarity(morpheme_id, mark) for mark in self._landmarks])
            vector = self._projection @ cosines
            row = len(self._rows)
            if row == len(self._matrix):
                self._matrix = np.concatenate([self._matrix, np.zeros_like(self._matrix)])
            self._matrix[row] = vector / np.linalg.norm(vector)
            self._rows[morpheme_id] = row  # last: a reader without the lock sees a finished row
            return row

    def _recover(self) -> Floats:
        """Choose landmarks; the (256, LANDMARKS) matrix that turns cosines to landmarks into a vector."""
        self._landmarks, sample, factor = self._choose()
        gram = np.array([[self._analyser.similarity(a, b) for b in self._landmarks] for a in self._landmarks])
        values, vectors = np.linalg.eigh((gram + gram.T) / 2)
        coordinates = vectors[:, -DIMENSION:] * np.sqrt(values[-DIMENSION:])
        turn, triangle = np.linalg.qr(coordinates[:DIMENSION].T)
        canonical = coordinates @ (turn * np.sign(np.diag(triangle)))
        pivots = [sample.index(landmark) for landmark in self._landmarks[:DIMENSION]]
        self._common = _shared(np.array(sample), factor @ np.linalg.solve(factor[pivots], canonical[:DIMENSION]))
        return np.asarray(np.linalg.pinv(canonical))

    def _choose(self) -> tuple[list[int], list[int], Floats]:
        """256 spanning landmarks by pivoted Cholesky over evenly spaced candidates, then evenly spaced others; the
        candidates; and their (candidates, 256) Cholesky factor."""
        candidates = list(range(FIRST_WORD, VOCABULARY - 88, 35))
        left = np.ones(len(candidates))
        factor = np.zeros((len(candidates), DIMENSION))
        pivots: list[int] = []
        for step in range(DIMENSION):
            pivot = int(np.argmax(left))
            pivots.append(pivot)
            column = np.array([self._analyser.similarity(candidates[pivot], c) for c in candidates])
            done = factor[:, :step] @ factor[pivot, :step]
            factor[:, step] = (column - done) / np.sqrt(left[pivot])
            left -= factor[:, step] ** 2
            left[pivots] = -1.0
        chosen = set(pivots)
        others = [c for i, c in enumerate(candidates) if i not in chosen]
        stride = len(others) // (LANDMARKS - DIMENSION)
        return [candidates[i] for i in pivots] + others[::stride][: LANDMARKS - DIMENSION], candidates, factor


def _shared(ids: NDArray[np.int64], vectors: Floats) -> NDArray[np.float32]:
    """The directions of greatest variance, shape (COMMON, 256), of these morphemes as they are met and weighted in text."""
    met = np.sqrt(1 / (ids + RANK_SCALE)) * np.log1p(ids / RANK_SCALE)
    return np.asarray(np.linalg.svd(vectors * met[:, None], full_matrices=False)[2][:COMMON], dtype=np.float32)


def _embeddable(token: Token) -> bool:
    if token.tag not in KEPT or not FIRST_WORD <= token.id < VOCABULARY:
        return False
    return not (token.tag in ("VV", "VA") and token.form in LIGHT)
