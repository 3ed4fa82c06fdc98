"""A wire agency's page: menus above, two whole stray stories with later dates below."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from evals.corpus.layouts.drawing import (
    NBSP,
    Drawing,
    Margin,
    minutes,
    outlet_of,
    story_marks,
    text_truth,
    with_captions,
)
from evals.corpus.source import SourceArticle, SourceError

MARK = "[사진="


def draw(article: SourceArticle, margin: Margin) -> Drawing:
    """UTF-8 text. Times to the minute; an unmodified article prints its publication time twice."""
    outlet = outlet_of(article)
    published = article.moment()
    modified = article.modified_at or published
    captions = tuple(_credited(caption, article) for caption in article.captions)
    lines = [*outlet.menu, article.section or "", "", "속보", "", "더보기", "", article.headline()]
    lines += ["", f"기사입력 : {_stamp(published)}", "", f"최종수정 : {_stamp(modified)}", "", *article.subtitles]
    first, *rest = article.paragraphs
    for text, _ in with_captions([_byline(article) + first, *rest], captions):
        lines += ["", text]
    best = f"[{article.publisher} 베스트 기사]"
    lines += [NBSP, "", article.mail or "", "", best, ""]
    for story in margin.whole:
        lines += ["사진", f"{story.title} {story.text}"]
    lines += [outlet.shop, "Top으로 이동"]
    noise = [
        *outlet.menu,
        "더보기",
        "기사입력",
        "최종수정",
        MARK,
        article.mail or "",
        best,
        outlet.shop,
        "Top으로 이동",
    ]
    truth = text_truth(article, noise + story_marks(margin.whole), captions=captions)
    return Drawing("\n".join(lines).encode(), replace(truth, modified_at=minutes(modified)))


def _byline(article: SourceArticle) -> str:
    if not (article.dateline and article.reporters and article.mail):
        raise SourceError([f"{article.id}: layout wire needs a dateline and a reporter with an email"])
    return f"[{article.dateline}={article.publisher}] {' '.join(article.names)} 기자 ={NBSP}"


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y년%m월%d일 %H:%M")


def _credited(caption: str, article: SourceArticle) -> str:
    return caption if MARK in caption else f"{caption} {MARK}{article.publisher} DB]"
