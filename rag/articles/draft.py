"""What the rules have found of an article so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from rag.articles.bylines import Byline


@dataclass(slots=True)
class Draft:
    """What the rules have found so far."""

    paragraphs: list[str] = field(default_factory=list)
    title: str | None = None
    subtitles: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    bylines: list[Byline] = field(default_factory=list)
    section: tuple[str, ...] = ()
    rights: str | None = None
    rights_outlet: str | None = None
    title_outlet: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
