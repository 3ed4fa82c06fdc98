"""An Atom feed with escaped HTML as content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from xml.sax.saxutils import escape

from evals.corpus.layouts.drawing import FeedDrawing, address, html_truth, outlet_of, summary
from evals.corpus.layouts.feed import entry_html, entry_noise
from evals.corpus.source import SourceArticle
from evals.corpus.truth import Truth


def draw(articles: Sequence[SourceArticle]) -> FeedDrawing:
    """One outlet's feed; records are keyed by entry id. `updated` is required, so it repeats an unmodified time."""
    first = articles[0]
    newest = max(article.modified_at or article.moment() for article in articles)
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko">']
    lines += [f"<title>{first.publisher}</title>", f"<id>{outlet_of(first).site}/</id>"]
    lines += [f"<updated>{newest.isoformat()}</updated>"]
    for article in articles:
        lines += _entry(article)
    records = tuple((_key(article), _truth(article)) for article in articles)
    return FeedDrawing("\n".join([*lines, "</feed>", ""]).encode(), records)


def _key(article: SourceArticle) -> str:
    return f"tag:{outlet_of(article).domain},{article.moment().year}:{article.id}"


def _truth(article: SourceArticle) -> Truth:
    truth = html_truth(article, entry_noise(article), address(article))
    return replace(truth, modified_at=article.modified_at or article.published_at, subtitles=())


def _entry(article: SourceArticle) -> list[str]:
    moment = article.moment()
    people = [f"<author><name>{escape(name)}</name></author>" for name in article.names]
    return [
        "<entry>",
        f"<title>{escape(article.headline())}</title>",
        f'<link rel="alternate" href="{escape(address(article))}"/>',
        f"<id>{_key(article)}</id>",
        f"<published>{moment.isoformat()}</published>",
        f"<updated>{(article.modified_at or moment).isoformat()}</updated>",
        *people,
        f"<summary>{escape(summary(article))}</summary>",
        f'<content type="html">{escape(entry_html(article))}</content>',
        "</entry>",
    ]
