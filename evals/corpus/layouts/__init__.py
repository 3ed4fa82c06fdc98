"""The layouts by name: pages that hold one article, and files that hold several of one outlet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evals.corpus.layouts import (
    atom,
    cp949,
    environment,
    jsonl,
    jsonld,
    markdown,
    meta,
    mojibake,
    plain,
    portal,
    regional,
    rss,
    script,
    wire,
)
from evals.corpus.layouts.drawing import Drawing, FeedDrawing, Margin
from evals.corpus.source import SourceArticle


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Draws one article. `whole` and `cut`: how many stray stories its margin takes."""

    suffix: str
    draw: Callable[[SourceArticle, Margin], Drawing]
    whole: int = 0
    cut: int = 0


@dataclass(frozen=True, slots=True)
class FeedLayout:
    """Draws all of one outlet's articles into a file named `<outlet>-<ending>`."""

    ending: str
    draw: Callable[[Sequence[SourceArticle]], FeedDrawing]


PAGES: Mapping[str, PageLayout] = {
    "wire": PageLayout("txt", wire.draw, whole=2),
    "regional": PageLayout("txt", regional.draw),
    "plain": PageLayout("txt", plain.draw),
    "environment": PageLayout("txt", environment.draw, cut=5),
    "cp949": PageLayout("txt", cp949.draw),
    "mojibake": PageLayout("txt", mojibake.draw),
    "jsonld": PageLayout("html", jsonld.draw, whole=2, cut=3),
    "meta": PageLayout("html", meta.draw, whole=2, cut=3),
    "portal": PageLayout("html", portal.draw, whole=2, cut=4),
    "script": PageLayout("html", script.draw, whole=2, cut=2),
    "markdown": PageLayout("md", markdown.draw, cut=2),
}

FEEDS: Mapping[str, FeedLayout] = {
    "jsonl": FeedLayout("archive.jsonl", jsonl.draw),
    "rss": FeedLayout("feed.xml", rss.draw),
    "atom": FeedLayout("feed.atom", atom.draw),
}
