"""Pieces of HTML that several layouts share."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from evals.corpus.layouts.drawing import outlet_of
from evals.corpus.source import NoiseStory, SourceArticle


def document(head: Sequence[str], body: Sequence[str], *, charset: str = "utf-8") -> str:
    """A whole page; `charset` is only declared, the caller encodes."""
    declared = f'<meta charset="{charset}">'
    if charset != "utf-8":
        declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    lines = ["<!DOCTYPE html>", '<html lang="ko">', "<head>", declared, *head, "</head>", "<body>", *body, "</body>"]
    return "\n".join([*lines, "</html>", ""])


def meta(name: str, content: str) -> str:
    """`<meta>` by property for og: and article:, by name otherwise."""
    kind = "property" if name.partition(":")[0] in {"og", "article", "dd"} and ":" in name else "name"
    return f'<meta {kind}="{name}" content="{escape(content)}">'


def header(article: SourceArticle) -> list[str]:
    """The outlet's logo and menu."""
    outlet = outlet_of(article)
    items = "".join(f'<li><a href="/menu/{n}">{escape(text)}</a></li>' for n, text in enumerate(outlet.menu))
    section = escape(article.section or "뉴스")
    return [
        f'<header><a class="logo" href="/"><img src="/logo.png" alt="{outlet.name}"></a>',
        f'<nav><ul>{items}</ul></nav><p class="breadcrumb">홈 &gt; {section}</p></header>',
    ]


def related(stories: Sequence[NoiseStory], heading: str, *, texts: bool = False) -> list[str]:
    """A box of links to stray stories, with their first words where `texts`."""
    rows = []
    for number, story in enumerate(stories):
        words = f'<p class="summary">{escape(story.text)}</p>' if texts else ""
        rows.append(f'<li><a href="/news/stray-{number}">{escape(story.title)}</a>{words}</li>')
    if not rows:
        return []
    return [f'<div class="related-news"><strong class="tit">{escape(heading)}</strong>', "<ul>", *rows, "</ul></div>"]


def figure(caption: str, number: int) -> str:
    return f'<figure><img src="/photo/{number}.jpg" alt=""><figcaption>{escape(caption)}</figcaption></figure>'


def footer(article: SourceArticle) -> list[str]:
    outlet = outlet_of(article)
    return [
        f"<footer><p>{outlet.name} | 등록번호 가람 아00000 | 청소년보호책임자 김책임</p>",
        f"<p>Copyright © {outlet.name}. All rights reserved.</p></footer>",
    ]
