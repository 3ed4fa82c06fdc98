"""An RSS 2.0 feed with the whole text in content:encoded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from email.utils import format_datetime
from xml.sax.saxutils import escape

from evals.corpus.layouts.drawing import FeedDrawing, address, html_truth, outlet_of, summary
from evals.corpus.layouts.feed import entry_html, entry_noise
from evals.corpus.source import SourceArticle

NAMESPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
LEGACY = frozenset({"표본일보"})
"""Outlets whose feed is still written in EUC-KR, where its characters allow it."""


def draw(articles: Sequence[SourceArticle]) -> FeedDrawing:
    """One outlet's feed; records are keyed by guid. RSS has no modification time and no sub-headlines."""
    first = articles[0]
    lines = [f'<rss version="2.0" {NAMESPACES}>', "<channel>", f"<title>{first.publisher}</title>"]
    lines += [f"<link>{outlet_of(first).site}</link>", f"<description>{first.publisher} 전체기사</description>"]
    for article in articles:
        lines += _item(article)
    text = "\n".join([*lines, "</channel>", "</rss>", ""])
    records = tuple(
        (
            article.id,
            replace(html_truth(article, entry_noise(article), address(article)), modified_at=None, subtitles=()),
        )
        for article in articles
    )
    return FeedDrawing(_encoded(text, first.publisher in LEGACY), records)


def _encoded(text: str, legacy: bool) -> bytes:
    try:
        charset = "euc-kr" if legacy and text.encode("euc-kr") else "utf-8"
    except UnicodeEncodeError:
        charset = "utf-8"
    return f'<?xml version="1.0" encoding="{charset.upper()}"?>\n{text}'.encode(charset)


def _item(article: SourceArticle) -> list[str]:
    lines = ["<item>", f"<title><![CDATA[{article.headline()}]]></title>", f"<link>{escape(address(article))}</link>"]
    lines += [
        f'<guid isPermaLink="false">{article.id}</guid>',
        f"<pubDate>{format_datetime(article.moment())}</pubDate>",
    ]
    lines += [f"<dc:creator>{escape(name)} 기자</dc:creator>" for name in article.names]
    lines += [f"<description><![CDATA[{summary(article)}]]></description>"]
    return [*lines, f"<content:encoded><![CDATA[{entry_html(article)}]]></content:encoded>", "</item>"]
