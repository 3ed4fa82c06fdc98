"""JSON Lines as archives export them, in one of two vocabularies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from evals.corpus.layouts.drawing import FeedDrawing, choose, full_truth
from evals.corpus.source import SourceArticle
from evals.corpus.truth import Truth


def draw(articles: Sequence[SourceArticle]) -> FeedDrawing:
    """UTF-8, one object a line; records are keyed by their id. Exports carry no captions."""
    lines = [json.dumps(_record(article), ensure_ascii=False) for article in articles]
    records = tuple((article.id, _truth(article)) for article in articles)
    return FeedDrawing(("\n".join(lines) + "\n").encode(), records)


def _truth(article: SourceArticle) -> Truth:
    return replace(full_truth(article, _rights(article), article.url), captions=())


def _in_full(article: SourceArticle) -> bool:
    """Whether the export uses the vocabulary with a list of paragraphs."""
    return bool(choose(article.id, 2))


def _rights(article: SourceArticle) -> list[str]:
    """The line that the second vocabulary leaves at the end of its text."""
    return [] if _in_full(article) else [f"저작권자 ⓒ {article.publisher} 무단 전재-재배포 금지"]


def _record(article: SourceArticle) -> dict[str, object]:
    published = article.moment().isoformat()
    modified = article.modified_at.isoformat() if article.modified_at else None
    if _in_full(article):
        return {
            "id": article.id,
            "title": article.headline(),
            "subtitles": list(article.subtitles),
            "publisher": article.publisher,
            "reporters": list(article.names),
            "published_at": published,
            "modified_at": modified,
            "url": article.url,
            "section": article.section,
            "paragraphs": list(article.paragraphs),
        }
    record: dict[str, object] = {"id": article.id, "press": article.publisher, "title": article.headline()}
    if article.subtitles:
        record["subtitles"] = list(article.subtitles)
    record |= {"byline": ", ".join(f"{name} 기자" for name in article.names), "date": published}
    record |= {"modified_at": modified} if modified else {}
    record |= {"link": article.url} if article.url else {}
    return record | {"content": "\n\n".join([*article.paragraphs, *_rights(article)])}
