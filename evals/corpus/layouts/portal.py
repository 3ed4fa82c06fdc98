"""A news portal's copy of an article: paragraphs divided by empty lines, times in data attributes, rankings below."""

from __future__ import annotations

from datetime import datetime
from html import escape

from evals.corpus.layouts.drawing import Drawing, Margin, html_truth, story_marks, summary, titles
from evals.corpus.layouts.markup import document, meta, related
from evals.corpus.source import SourceArticle

PORTAL = "한마당"
SITE = "https://news.hanmadang.example"


def draw(article: SourceArticle, margin: Margin) -> Drawing:
    """UTF-8 HTML. The address is the source's where it has one, else the portal's own."""
    url = article.url or f"{SITE}/article/{article.id}"
    rights = f"Copyright ⓒ {article.publisher}. All rights reserved. 무단 전재 및 재배포 금지."
    head = [
        f"<title>{escape(article.headline())}</title>",
        meta("og:title", article.headline()),
        meta("og:site_name", f"{PORTAL} 뉴스"),
        meta("og:article:author", f"{article.publisher} | {PORTAL}"),
        meta("twitter:creator", article.publisher),
        meta("og:url", url),
        meta("og:description", summary(article)),
    ]
    body = [
        f'<header><a href="/">{PORTAL} 뉴스</a><nav><a href="/rank">랭킹</a> <a href="/live">속보</a></nav></header>'
    ]
    body += [
        *_head(article),
        '<div id="newsct_article">',
        f'<article id="dic_area">{_body(article)}</article>',
        "</div>",
    ]
    body += [
        f'<p class="c_text">{rights}</p>',
        '<p class="copyright_guide">이 기사는 언론사에서 직접 분류했습니다.</p>',
    ]
    body += ['<div class="u_cbox"><span class="u_cbox_count">댓글 348</span></div>']
    body += [
        *related(margin.cut, f"{article.publisher} 많이 본 뉴스", texts=True),
        *related(margin.whole, "이 시각 주요뉴스"),
    ]
    noise = [
        rights,
        "언론사에서 직접 분류했습니다",
        "댓글 348",
        "많이 본 뉴스",
        "이 시각 주요뉴스",
        "기자 구독",
        article.mail or "",
    ]
    truth = html_truth(article, noise + story_marks(margin.cut) + titles(margin.whole), url)
    return Drawing(document(head, body).encode(), truth)


def _head(article: SourceArticle) -> list[str]:
    name = article.publisher
    logo = f'<img class="media_end_head_top_logo_img" src="/logo.png" alt="{name}" title="{name}">'
    stamps = _stamp("_ARTICLE_DATE_TIME", "data-date-time", article.moment())
    if article.modified_at:
        stamps += _stamp("_ARTICLE_MODIFY_DATE_TIME", "data-modify-date-time", article.modified_at)
    people = "".join(f'<em class="media_end_head_journalist_name">{escape(name)} 기자</em>' for name in article.names)
    return [
        f'<div class="media_end_head">{logo}',
        f'<h2 id="title_area" class="media_end_head_headline"><span>{escape(article.headline())}</span></h2>',
        f'<div class="media_end_head_info_datestamp">{stamps}</div>',
        f'<div class="media_end_head_journalist">{people}<button>기자 구독</button></div></div>',
    ]


def _stamp(name: str, attribute: str, moment: datetime) -> str:
    """The attribute is exact; the text is for readers: 2025.04.14. 오후 8:25."""
    half = "오전" if moment.hour < 12 else "오후"
    shown = f"{moment:%Y.%m.%d.} {half} {moment.hour % 12 or 12}:{moment:%M}"
    classes = f"media_end_head_info_datestamp_time {name}"
    return f'<span class="{classes}" {attribute}="{moment:%Y-%m-%d %H:%M:%S}">{shown}</span>'


def _body(article: SourceArticle) -> str:
    parts = []
    if article.subtitles:
        parts.append(f'<strong class="media_end_summary">{"<br>".join(map(escape, article.subtitles))}</strong>')
    for number, caption in enumerate(article.captions):
        image = f'<img id="img{number}" src="/photo/{number}.jpg"><em class="img_desc">{escape(caption)}</em>'
        parts.append(f'<span class="end_photo_org"><div class="nbd_im_w">{image}</div></span>')
    tail = [f"{'·'.join(article.names)} 기자({article.mail})"] if article.mail else []
    return "".join(parts) + "<br><br>".join(escape(text, quote=False) for text in [*article.paragraphs, *tail])
