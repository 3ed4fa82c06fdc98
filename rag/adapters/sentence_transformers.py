"""Text vectors from any sentence-transformers model: a name on the Hugging Face hub, or a folder.

Many models want to be told what a text is by a prefix. The model's own prompts win; models that leave them to their card
are in PREFIXES; all others get the bare text. Prompts are part of the vectors' name.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from rag.adapters.loading import DEFAULTS, Choices, identity, load, vendor
from rag.domain import Vector
from rag.errors import ModelUnavailable
from rag.ports import AnalysedText

SETTING = "RAG_EMBEDDING_MODEL"
_RECIPE = 1  # of the text: headline, newline, passage


class Prompts(NamedTuple):
    """What stands before a question, and before a passage."""

    query: str = ""
    document: str = ""


PREFIXES: tuple[tuple[str, Prompts], ...] = (
    # intfloat/multilingual-e5-small, dragonkue/multilingual-e5-small-ko, nlpai-lab/KoE5; not the -instruct ones
    (r"(?:^|[-_])(?:ko)?e5(?:-(?:small|base|large))?(?:-v2)?(?:-ko)?(?:-v\d[.\d]*)?$", Prompts("query: ", "passage: ")),
    # intfloat/multilingual-e5-large-instruct
    (
        r"e5-large-instruct$",
        Prompts(
            "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ",
        ),
    ),
    # Snowflake/snowflake-arctic-embed-l-v2.0, dragonkue/snowflake-arctic-embed-l-v2.0-ko
    (r"^snowflake-arctic-embed-[a-z]+-v2\.0(?:-ko)?$", Prompts("query: ")),
)
"""Last part of the name, lower case → what its card says."""

OF_DOCUMENTS = ("document", "passage", "corpus")


class SentenceTransformerEmbedder:
    """Port `Embedder`. Thread-safe: one batch at a time goes through the model.

    Texts longer than the model's `max_seq_length` are cut at their end. Raises MissingExtra, ModelUnavailable.
    """

    needs_tokens = False

    def __init__(self, name: str, choices: Choices = DEFAULTS) -> None:
        with vendor(SETTING, name, "loaded"):
            from sentence_transformers import SentenceTransformer

            self._transformer: Any = load(SentenceTransformer, name, choices)
            config = getattr(self._transformer[0], "config", None)
            self._prompts = prompts_of(name, self._transformer.prompts)
        self._name = name
        self._batch = choices.batch
        self._one_batch = threading.Lock()  # fast tokenizers are changed by their own calls
        recipe = hashlib.sha256(json.dumps([_RECIPE, *self._prompts]).encode()).hexdigest()[:6]
        self.model = f"{identity(name, config)}-{recipe}"

    def embed(self, texts: Sequence[AnalysedText], *, as_query: bool) -> list[Vector]:
        """Unit vectors. Raises ModelUnavailable."""
        prompt = self._prompts.query if as_query else self._prompts.document
        encode = self._transformer.encode_query if as_query else self._transformer.encode_document
        vectors: list[Vector] = []
        for start in range(0, len(texts), self._batch):
            some = [one.text for one in texts[start : start + self._batch]]
            with vendor(SETTING, self._name, "used"), self._one_batch:
                rows = encode(
                    some, prompt=prompt, batch_size=self._batch, show_progress_bar=False, normalize_embeddings=True
                )
            vectors += _vectors(self._name, rows)
        return vectors


def prompts_of(name: str, own: Mapping[str, str | None]) -> Prompts:
    """The model's own; else those of PREFIXES; else none."""
    document = next((prompt for kind in OF_DOCUMENTS if (prompt := own.get(kind))), "")
    if own.get("query") or document:
        return Prompts(own.get("query") or "", document)
    last = name.rstrip("/").rpartition("/")[2].lower()
    return next((prompts for pattern, prompts in PREFIXES if re.search(pattern, last)), Prompts())


def _vectors(name: str, rows: Any) -> list[Vector]:
    found = np.asarray(rows, dtype=np.float32)
    if not np.isfinite(found).all():
        raise ModelUnavailable(f"{SETTING}={name} gave vectors that are no numbers: set RAG_MODELS_DTYPE=float32.")
    lengths = np.linalg.norm(found, axis=1, keepdims=True)  # half precision leaves them a little off
    found /= np.where(lengths > 0, lengths, 1)
    return [Vector("f", row.tobytes()) for row in found]
