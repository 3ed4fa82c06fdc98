"""An article kept as Markdown with front matter, as archives and static sites have them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import datetime

import yaml

from evals.corpus.layouts.drawing import Drawing, Margin, choose, full_truth, titles
from evals.corpus.source import SourceArticle


def draw(article: SourceArticle, margin: Margin) -> Drawing:
    """UTF-8, every other file decomposed (NFD) as some file systems leave it. Images carry no caption."""
    headed = bool(article.subtitles) and choose(article.id, 2) == 1
    lines = ["---", _front_matter(article, headed), "---", ""]
    lines += [f"## {text}\n" for text in article.subtitles] if headed else []
    for number, text in enumerate(article.paragraphs):
        lines += [text, ""]
        if number == 1 and article.captions:
            lines += ["![사진](photos/1.jpg)", ""]
    lines += ["## 관련기사", "", *(f"- [{story.title}](/news/{n})" for n, story in enumerate(margin.cut)), ""]
    text = "\n".join(lines)
    if choose(article.id + "/form", 2):
        text = unicodedata.normalize("NFD", text)
    truth = full_truth(article, ["관련기사", "photos/1.jpg", *titles(margin.cut)], article.url)
    return Drawing(text.encode(), replace(truth, captions=()))


def _time(article: SourceArticle, moment: datetime) -> datetime | str:
    """Bare in every other file, where YAML reads a timestamp, and quoted in the rest."""
    return moment if choose(article.id + "/date", 2) else moment.isoformat()


def _front_matter(article: SourceArticle, headed: bool) -> str:
    fields: dict[str, object] = {"title": article.headline()}
    if article.subtitles and not headed:
        fields["subtitles"] = list(article.subtitles)
    fields["publisher"] = article.publisher
    if article.names:
        fields["authors"] = list(article.names)
    fields["date"] = _time(article, article.moment())
    if article.modified_at:
        fields["updated"] = _time(article, article.modified_at)
    if article.url:
        fields["url"] = article.url
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000).strip()
