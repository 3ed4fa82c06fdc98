"""Who writes an answer with a language model: what it needs, made once; and what one answer does with it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answers.evidence import Found
from rag.answers.generate.judging import Opinions
from rag.answers.generate.packing import pack
from rag.answers.generate.upstream import Render, Upstream
from rag.answers.generate.writing import Composition, Limits
from rag.answers.reading import ArticleView
from rag.answers.verify import Check
from rag.domain import Hit, Prices, Question, Usage
from rag.errors import ChatError
from rag.ports import ChatModel, TokenCounter

COMPLETED_TOKENS = 80
COMPLETED_SHARE = 1 / 3
"""Of the time of an answer, for making a follow-up stand alone."""


@dataclass(frozen=True)
class Writer:
    """Thread-safe when its model is."""

    chat: ChatModel
    tokens: TokenCounter
    render: Render
    limits: Limits
    prices: Prices | None = None
    completes_all: bool = False
    """Whether the model completes every follow-up, and not only those that our rules leave open."""
    opinions: Opinions | None = None
    """The second opinion of what it writes."""

    def begin(self) -> Writing:
        """The time of an answer runs from here. Nothing is asked yet."""
        return Writing(self, Upstream(self.chat, self.render, self.limits.seconds))


@dataclass(frozen=True)
class Writing:
    """What one answer asks of the model."""

    writer: Writer
    upstream: Upstream

    @property
    def model(self) -> str:
        return self.writer.chat.model

    @property
    def usage(self) -> Usage:
        """Up to now, with its cost where the prices are known."""
        used, prices = self.upstream.usage, self.writer.prices
        return prices.of(used) if prices else used

    def complete(self, question: str, history: str) -> str:
        """The question as the model would ask it without the conversation; empty where it does not answer."""
        try:
            return self.upstream.ask_briefly(
                "rewrite",
                COMPLETED_TOKENS,
                COMPLETED_SHARE,
                question=question,
                history=history,
                delimiter=secrets.token_hex(8),
            )
        except ChatError:
            return ""

    def compose(
        self,
        question: Question,
        found: Sequence[Found],
        hits: Sequence[Hit],
        views: Mapping[tuple[str, int], ArticleView],
        check: Check,
    ) -> Composition:
        """Nothing is asked of the model before its first sentence is asked for."""
        writer = self.writer
        packed = pack(found, hits, views, writer.limits.evidence, writer.tokens)
        opinion = writer.opinions.begin(self.upstream) if writer.opinions else None
        return Composition(question, found, packed, check, self.upstream, writer.limits, opinion)

    def close(self) -> None:
        self.upstream.close()
