"""Who writes an answer with a language model: what it needs, made once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answers.evidence import Found
from rag.answers.generate.packing import pack
from rag.answers.generate.writing import Composition, Limits, Render
from rag.answers.reading import ArticleView
from rag.answers.verify import Check
from rag.domain import Hit, Question
from rag.ports import ChatModel, TokenCounter


@dataclass(frozen=True)
class Writer:
    """Thread-safe when its model is."""

    chat: ChatModel
    tokens: TokenCounter
    render: Render
    limits: Limits

    def compose(
        self,
        question: Question,
        found: Sequence[Found],
        hits: Sequence[Hit],
        views: Mapping[tuple[str, int], ArticleView],
        check: Check,
    ) -> Composition:
        """Nothing is asked of the model before its first sentence is asked for."""
        packed = pack(found, hits, views, self.limits.evidence, self.tokens)
        return Composition(question, found, packed, check, self.chat, self.render, self.limits)
