"""A page of the content system that regional papers share: metadata only in meta tags."""

from __future__ import annotations

from html import escape

from evals.corpus.layouts.drawing import (
    Drawing,
    Margin,
    address,
    dotted,
    html_truth,
    outlet_of,
    story_marks,
    summary,
    titles,
)
from evals.corpus.layouts.markup import document, figure, footer, header, meta, related
from evals.corpus.source import SourceArticle, SourceError

EMPTY = "<p>\u00a0</p>"


def draw(article: SourceArticle, margin: Margin) -> Drawing:
    """HTML in UTF-8, or in EUC-KR declared by a meta tag where `margin.legacy_charset`."""
    url = address(article)
    rights = f"저작권자 ⓒ {article.publisher} 무단전재 및 재배포 금지"
    head = [
        f"<title>{escape(article.headline())} < {article.section or '뉴스'} < 기사본문 - {article.publisher}</title>"
    ]
    head += [*_tags(article, url), f'<link rel="canonical" href="{escape(url)}">']
    body = [*header(article), '<section class="article-view">', *_head(article)]
    body += ['<article id="article-view-content-div" itemprop="articleBody">', *_body(article)]
    body += [f'<p class="copyright">{rights}</p>', "</article>", *related(margin.cut, "실시간 핫뉴스", texts=True)]
    body += [*related(margin.whole, "포토뉴스"), "</section>", *footer(article)]
    noise = [
        rights,
        "본문 글씨 키우기",
        "기사스크랩하기",
        "실시간 핫뉴스",
        "포토뉴스",
        "청소년보호책임자",
        article.mail or "",
    ]
    truth = html_truth(article, noise + story_marks(margin.cut) + titles(margin.whole), url)
    charset = "euc-kr" if margin.legacy_charset else "utf-8"
    return Drawing(_encoded(article, document(head, body, charset=charset), charset), truth)


def _encoded(article: SourceArticle, page: str, charset: str) -> bytes:
    if charset == "utf-8":
        return page.encode()
    try:
        return page.replace("\u00a0", "&nbsp;").replace("©", "ⓒ").encode(charset)
    except UnicodeEncodeError as exc:
        raise SourceError([f"{article.id}: EUC-KR has no {exc.object[exc.start]!r}"]) from exc


def _tags(article: SourceArticle, url: str) -> list[str]:
    """og:description is escaped twice and article:modified_time may be empty, as real pages have them."""
    names = list(article.names)
    tags = [
        meta("og:title", f"{article.headline()} | {article.publisher}"),
        meta("og:site_name", article.publisher),
        meta("og:url", url),
        meta("og:type", "article"),
        meta("og:description", escape(summary(article))),
        meta("article:published_time", article.moment().isoformat()),
        meta("article:modified_time", article.modified_at.isoformat() if article.modified_at else ""),
        meta("author", ", ".join([article.publisher, *names])),
    ]
    if names:
        others = f" 외 {len(names) - 1}명" if len(names) > 1 else ""
        tags.append(meta("article:author", f"{names[0]} 기자{others}"))
    return tags


def _head(article: SourceArticle) -> list[str]:
    lines = [f'<h3 class="heading">{escape(article.headline())}</h3>']
    if article.subtitles:
        lines.append(f'<h4 class="subheading">{"<br>".join(map(escape, article.subtitles))}</h4>')
    reporters = "".join(f"<li>기자명 {escape(name)}</li>" for name in article.names)
    stamps = f"<li>입력 {dotted(article.moment())}</li>"
    if article.modified_at:
        stamps += f"<li>수정 {dotted(article.modified_at)}</li>"
    lines.append(f'<ul class="infomation">{reporters}{stamps}<li>댓글 0</li></ul>')
    lines.append("<ul><li><button>본문 글씨 키우기</button></li><li><button>기사스크랩하기</button></li></ul>")
    return lines


def _body(article: SourceArticle) -> list[str]:
    """The tail stands in the body only where the reporter's mail is known."""
    lines = [figure(caption, number) for number, caption in enumerate(article.captions)]
    for text in article.paragraphs:
        lines += [f"<p>{escape(text)}</p>", EMPTY]
    if article.mail:
        lines.append(f"<p>{'·'.join(article.names)} 기자 {article.mail}</p>")
    lines.append(f"<!-- {outlet_of(article).slug} -->")
    return lines
