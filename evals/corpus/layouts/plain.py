"""A bare body as some crawlers save it: first line, then the sub-headlines, then the rest, twice."""

from __future__ import annotations

from dataclasses import replace

from evals.corpus.layouts.drawing import Drawing, Margin, choose, dotted, text_truth
from evals.corpus.source import SourceArticle


def draw(article: SourceArticle, margin: Margin) -> Drawing:
    """UTF-8 text. Title and date only where the source has them; the outlet only through the reporter's mail."""
    stamps = [f"입력 {dotted(article.published_at)}"] if article.published_at else []
    head = [*([article.title] if article.title else []), *stamps]
    lede, *rest = article.paragraphs
    again = [*article.subtitles[1:], *rest] if choose(article.id, 2) else []
    ending = _tail(article)
    lines = [*head, lede, *article.subtitles, *rest, *(ending if again else []), *again, *ending]
    truth = text_truth(article, [*stamps, *ending, article.mail or ""])
    publisher = article.publisher if article.mail else None
    return Drawing("\n".join(lines).encode(), replace(truth, publisher=publisher, reporters=article.names[:1]))


def _tail(article: SourceArticle) -> list[str]:
    return [f"/{name}기자 {article.mail or ''}".rstrip() for name in article.names[:1]]
