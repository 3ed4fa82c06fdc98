"""What a sentence of an answer rests on: cited sentences of stored articles, read from the stored analysis alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rag.answers.claims import days
from rag.answers.claims.statement import Statement, built
from rag.answers.reading import ArticleView, SentenceView
from rag.domain import Article, Token


@dataclass(frozen=True)
class Ground:
    """A cited sentence and the article it stands in."""

    view: ArticleView
    sentence: SentenceView

    @property
    def key(self) -> tuple[str, int, int]:
        """The same for the same text, whoever opened the article."""
        stored = self.view.stored
        return stored.id, stored.version, self.sentence.index

    @property
    def quote(self) -> str:
        """Verbatim."""
        return self.sentence.text

    @property
    def article(self) -> Article:
        return self.view.stored.article

    @property
    def base(self) -> date | None:
        """The day from which its relative dates count."""
        published = self.article.published_at
        return published.date() if published else None


def evidence(grounds: Sequence[Ground]) -> Statement:
    """The sentences as one text, a line each. Their dates count from the days of their own articles."""
    tokens: list[Token] = []
    dated: list[days.Day] = []
    offset = 0
    for ground in grounds:
        sentence = ground.sentence
        shift = offset - sentence.start
        tokens += [Token(t.form, t.tag, t.start + shift, t.end + shift, t.id) for t in sentence.tokens]
        dated += days.of(ground.view.times(sentence.index), offset, ground.base)
        offset += len(sentence.text) + 1
    text = "\n".join(ground.sentence.text for ground in grounds)
    return built(text, tuple(tokens), tuple(dated), grounds[0].base if grounds else None)
