"""The HTML that feeds carry as an entry's content."""

from __future__ import annotations

from html import escape

from evals.corpus.layouts.drawing import outlet_of
from evals.corpus.layouts.markup import figure
from evals.corpus.source import SourceArticle


def entry_noise(article: SourceArticle) -> list[str]:
    """Lines below every entry of an outlet."""
    return [f"▶ {article.publisher} 구독하기", f"ⓒ {article.publisher}, 무단 전재 및 재배포 금지"]


def entry_html(article: SourceArticle) -> str:
    """Photo, paragraphs, the outlet's own lines."""
    parts = [figure(caption, number) for number, caption in enumerate(article.captions)]
    parts += [f"<p>{escape(text, quote=False)}</p>" for text in article.paragraphs]
    advert, rights = entry_noise(article)
    parts += [f'<p><a href="{outlet_of(article).site}/subscribe">{advert}</a></p>', f"<p>{rights}</p>"]
    return "\n".join(parts)
