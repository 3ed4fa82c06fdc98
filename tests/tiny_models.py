"""Models of two small layers and a hundred words, with weights from a fixed seed: what they say means nothing, but they
say it through the same code as the real ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

SYLLABLES = "가나다라마바사아자차카타파하서울시장은는이을를에솔빛공장문연다월일년원억만조표본도시강산들꽃"
LONGEST = 64
"""Tokens that they read."""


def required() -> None:
    """Skip where the extra is not installed."""
    pytest.importorskip("sentence_transformers", reason="the extra geungeo[models] is not installed")


def embedding_model(
    folder: Path, *, prompts: Mapping[str, str] | None = None, seed: int = 7, hidden: int = 16, longest: int = LONGEST
) -> Path:
    """A sentence-transformers model saved in `folder`."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertModel

    bare = _saved(folder / "bare", BertModel(_config(seed, hidden)))
    transformer = Transformer(str(bare), max_seq_length=longest)
    model = SentenceTransformer(
        modules=[transformer, Pooling(hidden, pooling_mode="mean")], prompts=dict(prompts or {}), device="cpu"
    )
    path = folder / f"tiny-{seed}"
    model.save_pretrained(str(path), create_model_card=False)
    return path


def cross_encoder(folder: Path, *, labels: int = 1, seed: int = 7, names: Sequence[str] = ()) -> Path:
    """A model that reads pairs, saved in `folder`. `names`: of its labels, where they have any."""
    from transformers import BertForSequenceClassification

    config = _config(seed, 16)
    config.num_labels = len(names) or labels
    if names:
        config.id2label = dict(enumerate(names))
    return _saved(folder / f"cross-{config.num_labels}", BertForSequenceClassification(config))


def _config(seed: int, hidden: int) -> Any:
    import torch
    from transformers import BertConfig

    torch.manual_seed(seed)
    return BertConfig(
        vocab_size=len(_vocabulary()),
        hidden_size=hidden,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=2 * hidden,
        max_position_embeddings=2 * LONGEST,
        initializer_range=0.5,
    )


def _saved(folder: Path, model: Any) -> Path:
    from transformers import BertTokenizer

    tokenizer = BertTokenizer(vocab=_vocabulary(), do_lower_case=False, model_max_length=LONGEST)
    tokenizer.save_pretrained(str(folder))
    model.save_pretrained(str(folder))
    return folder


def _vocabulary() -> dict[str, int]:
    letters = dict.fromkeys(SYLLABLES + "querypassage:0123456789")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    return {word: number for number, word in enumerate(words)}
