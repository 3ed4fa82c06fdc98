"""What every layout gives and what several of them print alike."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from evals.corpus.outlets import OUTLETS, Outlet
from evals.corpus.source import NoiseStory, SourceArticle
from evals.corpus.truth import Truth

NBSP = "\u00a0"
WEEKDAYS = "월화수목금토일"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page as bytes, and what must be recovered from it."""

    content: bytes
    truth: Truth


@dataclass(frozen=True, slots=True)
class FeedDrawing:
    """A file of several articles: bytes, and for each record its key in the file and its truth."""

    content: bytes
    records: tuple[tuple[str, Truth], ...]


@dataclass(frozen=True, slots=True)
class Margin:
    """Stray stories for one page: `whole` with byline, mail and date, `cut` as lists of headlines show them."""

    whole: tuple[NoiseStory, ...] = ()
    cut: tuple[NoiseStory, ...] = ()
    legacy_charset: bool = False
    """Whether an HTML page is to be written in EUC-KR."""

    @property
    def stories(self) -> tuple[NoiseStory, ...]:
        return self.whole + self.cut


def outlet_of(article: SourceArticle) -> Outlet:
    return OUTLETS[article.publisher]


def choose(article_id: str, count: int) -> int:
    """A number below `count` that depends on the id alone: pages stay the same when articles are added."""
    return zlib.crc32(article_id.encode()) % count


def text_truth(article: SourceArticle, noise: Sequence[str], *, captions: Sequence[str] = ()) -> Truth:
    """What a text page prints: minutes, no address, publisher and reporters as given in the source."""
    return Truth(
        id=article.id,
        paragraphs=article.paragraphs,
        title=article.title,
        subtitles=article.subtitles,
        publisher=article.publisher,
        reporters=article.names,
        published_at=minutes(article.published_at),
        captions=tuple(captions),
        must_not_contain=kept_out(article, noise),
    )


def full_truth(article: SourceArticle, noise: Sequence[str], url: str | None) -> Truth:
    """What a page with metadata prints: everything, to the second."""
    text = text_truth(article, noise, captions=article.captions)
    return replace(text, published_at=article.published_at, modified_at=article.modified_at, url=url)


def html_truth(article: SourceArticle, noise: Sequence[str], url: str) -> Truth:
    """The same from HTML, where a run of white space is one space."""
    paragraphs = tuple(" ".join(text.split()) for text in article.paragraphs)
    return replace(full_truth(article, noise, url), paragraphs=paragraphs)


def kept_out(article: SourceArticle, noise: Sequence[str]) -> tuple[str, ...]:
    """The noise that the article itself does not say: only that can be forbidden in its body."""
    return tuple(dict.fromkeys(text for text in noise if text and all(text not in line for line in article.paragraphs)))


def titles(stories: Sequence[NoiseStory]) -> list[str]:
    return [story.title for story in stories]


def story_marks(stories: Sequence[NoiseStory]) -> list[str]:
    """Title and a few words of each stray story, for pages that show both."""
    return [text for story in stories for text in (story.title, story.mark)]


def minutes(moment: datetime | None) -> datetime | None:
    return moment.replace(second=0) if moment else None


def dotted(moment: datetime) -> str:
    """2025.04.14 20:25"""
    return moment.strftime("%Y.%m.%d %H:%M")


def with_captions(paragraphs: Sequence[str], captions: Sequence[str]) -> list[tuple[str, bool]]:
    """Paragraphs with the captions after the second one; True marks a caption."""
    lines = [(text, False) for text in paragraphs]
    return lines[:2] + [(text, True) for text in captions] + lines[2:]


def address(article: SourceArticle) -> str:
    """The article's address, or one made from its id where the source gives none."""
    return article.url or f"{outlet_of(article).site}/news/{article.id}"


def summary(article: SourceArticle) -> str:
    """The lede, cut the way content systems cut it."""
    lede = article.paragraphs[0]
    return lede if len(lede) <= 80 else lede[:80] + "…"
