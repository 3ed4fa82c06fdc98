"""A page whose body stands only in a script's JSON and is drawn by the browser."""

from __future__ import annotations

import json
from html import escape

from evals.corpus.layouts.drawing import Drawing, Margin, address, html_truth, outlet_of, story_marks, summary, titles
from evals.corpus.layouts.markup import document, figure, footer, header, meta, related
from evals.corpus.source import SourceArticle


def draw(article: SourceArticle, margin: Margin) -> Drawing:
    """UTF-8 HTML with metadata in meta tags and the body as HTML in `contentHtml`."""
    url = address(article)
    rights = f"<저작권자 ⓒ {article.publisher}, 무단 전재 및 재배포 금지>"
    data = {"article": _record(article, rights, url), "ranking": titles(margin.stories)}
    script = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    head = [
        f"<title>{escape(article.headline())} - {article.publisher}</title>",
        meta("og:title", f"{article.headline()} - {article.publisher}"),
        meta("og:site_name", article.publisher),
        meta("og:url", url),
        meta("og:description", summary(article)),
        meta("article:published_time", article.moment().isoformat()),
        meta("article:author", f"{outlet_of(article).site}/social"),
        meta("dable:author", " ".join(article.names)),
    ]
    if article.modified_at:
        head.append(meta("article:modified_time", article.modified_at.isoformat()))
    body = [*header(article), '<div id="root"></div>', "<noscript>자바스크립트를 켜 주세요.</noscript>"]
    body += [f"<script>window.__ARTICLE_STATE__ = {script};</script>", *related(margin.cut, "추천기사", texts=True)]
    body += footer(article)
    noise = ["자바스크립트를 켜", rights, "저작권자 ⓒ", "추천기사", "청소년보호책임자", *story_marks(margin.cut)]
    noise += titles(margin.whole)
    return Drawing(document(head, body).encode(), html_truth(article, noise, url))


def _record(article: SourceArticle, rights: str, url: str) -> dict[str, object]:
    parts = [figure(caption, number) for number, caption in enumerate(article.captions)]
    parts += [f"<p>{escape(text, quote=False)}</p>" for text in article.paragraphs]
    parts.append(f"<p>{escape(rights)}</p>")
    return {
        "id": article.id,
        "title": article.headline(),
        "subTitle": "\n".join(article.subtitles),
        "reporters": [{"name": name} for name in article.names],
        "link": url,
        "contentHtml": "".join(parts),
    }
