"""A regional daily's page: an unlabelled date, and a second copy of the body that lacks paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evals.corpus.layouts.drawing import WEEKDAYS, Drawing, Margin, choose, text_truth
from evals.corpus.source import SourceArticle
from evals.corpus.truth import Truth

PHOTO = "<사진>"
PERSON = re.compile(
    r"(?<![가-힣])[가-힣]{3}(?= (?:[가-힣]+시장|[가-힣]*지사|대표|군수|위원장|교수)(?![가-힣]*대표의원))"
)
UNSIGNED = frozenset({"column", "editorial", "correction", "notice"})


def draw(article: SourceArticle, margin: Margin) -> Drawing:
    """UTF-8 text; the margin stays empty, the noise is the article itself once more."""
    return Drawing(page_text(article).encode(), page_truth(article))


def page_text(article: SourceArticle) -> str:
    """Title, `2025년 04월 14일(월) 20:25 가가`, sub-headlines, body, captions, tail, then body and tail again."""
    moment = article.moment()
    stamp = f"{moment:%Y년 %m월 %d일}({WEEKDAYS[moment.weekday()]}) {moment:%H:%M} 가가"
    body = _with_photo_mark(article)
    again = [text for number, text in enumerate(article.paragraphs) if number not in _missing(article)]
    ending = tail(article)
    return "\n".join(
        [article.headline(), stamp, *article.subtitles, *body, *article.captions, *ending, *again, *ending]
    )


def page_truth(article: SourceArticle) -> Truth:
    """An unsigned piece names no reporter; the outlet stands in its copyright line."""
    noise = ["가가", PHOTO, *tail(article), article.mail or ""]
    truth = text_truth(article, noise, captions=article.captions)
    return replace(truth, reporters=() if article.kind in UNSIGNED else article.names)


def tail(article: SourceArticle) -> Sequence[str]:
    """`/강표본 기자 a@b`, or a copyright line under a piece that no reporter signed."""
    if article.reporters and article.kind not in UNSIGNED:
        return [f"/{'·'.join(article.names)} 기자 {article.mail or ''}".rstrip()]
    return [f"저작권자 ⓒ {article.publisher}, 무단 전재 및 재배포 금지"]


def _missing(article: SourceArticle) -> frozenset[int]:
    """Two paragraphs (one of a very short article) that the second copy lacks; never the last one."""
    count = len(article.paragraphs)
    if count < 4:
        return frozenset({0})
    return frozenset({choose(article.id, 2), 2 + choose(article.id + "/2", count - 3)})


def _with_photo_mark(article: SourceArticle) -> list[str]:
    """The body with one inline photo mark behind a name, as print editions have it, if the article has a photo."""
    body = list(article.paragraphs)
    for number, text in enumerate(body if article.captions else ()):
        if found := PERSON.search(text):
            body[number] = text[: found.end()] + PHOTO + text[found.end() :]
            break
    return body
