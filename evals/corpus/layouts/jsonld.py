"""A modern HTML page: metadata in JSON-LD, boxes of related stories inside the body."""

from __future__ import annotations

import json
from html import escape

from evals.corpus.layouts.drawing import Drawing, Margin, address, html_truth, outlet_of, story_marks, summary, titles
from evals.corpus.layouts.markup import document, figure, footer, header, meta, related
from evals.corpus.source import SourceArticle

COPY_BUTTON = "기사 URL이 복사되었습니다"


def draw(article: SourceArticle, margin: Margin) -> Drawing:
    """UTF-8 HTML. `inLanguage` is "kr" and dates end in +0900, as real pages have them."""
    url = address(article)
    head = [
        f"<title>{escape(article.headline())} - {article.publisher}</title>",
        f'<link rel="canonical" href="{escape(url)}">',
        meta("og:title", f"{article.headline()} | {article.publisher}"),
        meta("og:site_name", article.publisher),
        meta("og:description", summary(article)),
        meta("article:author", f"{outlet_of(article).site}/social"),
        f'<script type="application/ld+json">{_linked_data(article, url)}</script>',
    ]
    copyright_line = f"저작권자 © {article.publisher} 무단전재 및 재배포 금지, AI 학습 및 활용 금지"
    body = [*header(article), "<main>", f"<h1>{escape(article.headline())}</h1>", *_subtitles(article)]
    body += [f'<div class="tools"><button>{COPY_BUTTON}</button><span>댓글 12</span></div>']
    body += ['<div class="article-body" itemprop="articleBody">', *_body(article, margin)]
    body += [f'<p class="copyright">{copyright_line}</p>', "</div>", *related(margin.cut, "많이 본 기사", texts=True)]
    body += ["</main>", *footer(article)]
    noise = [
        COPY_BUTTON,
        "댓글 12",
        "관련기사",
        "저작권자 ©",
        "AI 학습 및 활용 금지",
        "많이 본 기사",
        "청소년보호책임자",
    ]
    truth = html_truth(article, noise + story_marks(margin.cut) + titles(margin.whole), url)
    return Drawing(document(head, body).encode(), truth)


def _linked_data(article: SourceArticle, url: str) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "headline": article.headline(),
        "inLanguage": "kr",
        "datePublished": article.moment().strftime("%Y-%m-%dT%H:%M:%S.000%z"),
        "dateModified": article.modified_at.strftime("%Y-%m-%dT%H:%M:%S.000%z") if article.modified_at else "",
        "author": [{"@type": "Person", "name": name} for name in article.names],
        "publisher": {"@type": "Organization", "name": article.publisher},
        "description": summary(article),
    }
    site = {"@type": "WebSite", "name": article.publisher, "url": outlet_of(article).site}
    return json.dumps([site, data], ensure_ascii=False).replace("</", "<\\/")


def _subtitles(article: SourceArticle) -> list[str]:
    return [f'<h2 class="subtitle">{"<br>".join(map(escape, article.subtitles))}</h2>'] if article.subtitles else []


def _body(article: SourceArticle, margin: Margin) -> list[str]:
    """Photo first, a related box behind the second paragraph."""
    lines = [figure(caption, number) for number, caption in enumerate(article.captions)]
    for number, text in enumerate(article.paragraphs):
        lines.append(f"<p>{escape(text)}</p>")
        if number == 1:
            lines += related(margin.whole, "관련기사")
    return lines
