"""A small internet paper's page: buttons, bullets, blank lines and a list of most-read stories."""

from __future__ import annotations

from dataclasses import replace

from evals.corpus.layouts.drawing import NBSP, Drawing, Margin, story_marks, text_truth
from evals.corpus.source import SourceArticle

ABOVE = ("기사 메일전송",)
BELOW = ("포토뉴스더보기", "이전 기사 보기 다음 기사 보기", "최신뉴스더보기", "많이 본 뉴스더보기")


def draw(article: SourceArticle, margin: Margin) -> Drawing:
    """UTF-8 text. Times to the second; a caption that repeats the lede has no credit."""
    published = article.moment()
    reporter = article.names[0]
    lines = [*ABOVE, article.headline(), f"  • {reporter} 기자", f"  • 등록 {published:%Y-%m-%d %H:%M:%S}"]
    lines += ["", "기사수정", *(f"  • {text}" for text in article.subtitles), ""]
    lede, *rest = article.paragraphs
    captions = [_credited(caption, article) for caption in article.captions]
    lines += [f"[{article.publisher} {reporter} 기자] {lede}", "", NBSP, "", *captions, ""]
    for text in rest:
        lines += [text, "", NBSP, ""]
    lines += ["0", "  • 목록 바로가기", "  • 인쇄", "", "", *BELOW]
    for number, story in enumerate(margin.cut, 1):
        lines.append(f"  {number}. {story.title} {story.text.replace('·', '&middot;')}")
    lines.append("모바일 버전 바로가기")
    noise = [*ABOVE, "기사수정", f"등록 {published.year}", "목록 바로가기", *BELOW, "모바일 버전"]
    noise += [f"[{article.publisher}", *story_marks(margin.cut)]
    truth = text_truth(article, noise, captions=captions)
    return Drawing("\n".join(lines).encode(), replace(truth, published_at=published, reporters=(reporter,)))


def _credited(caption: str, article: SourceArticle) -> str:
    """Only what the lede says too can be told from a paragraph without a credit."""
    pairs, lede = _pairs(caption), _pairs(article.paragraphs[0])
    repeats = len(pairs & lede) >= len(pairs) / 2
    return caption if repeats else f"{caption} (사진={article.publisher})"


def _pairs(text: str) -> set[str]:
    packed = "".join(text.split())
    return {packed[start : start + 2] for start in range(len(packed) - 1)}
