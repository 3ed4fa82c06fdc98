"""Hits that no index had to find."""

from __future__ import annotations

from datetime import datetime

from rag.domain import Article, Hit, StoredArticle, StoredPassage
from tests.fakes_indexes import NOW


def hit(
    number: int,
    score: float = 1.0,
    *,
    article: str | None = None,
    published: datetime | None = NOW,
    title: str = "제목",
    text: str = "본문이다.",
    terms: str | None = None,
    lexical: float | None = None,
    semantic: float | None = None,
) -> Hit:
    """A whole article as one passage; terms are the words of the text, a line a sentence."""
    stored = StoredArticle(
        article or f"art_{number}",
        1,
        Article((text,), title, publisher="표본일보", published_at=published),
        NOW,
        title_terms=title,
    )
    words = "\n".join(" ".join(line.split()) for line in text.split(". ")) if terms is None else terms
    return Hit(StoredPassage(number, 0, 0, len(text), words, stored), score, lexical, semantic)
