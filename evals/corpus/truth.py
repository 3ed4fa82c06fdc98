"""What must be stored after a page is ingested."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Truth:
    """The article that a page shows, without its noise. Times are timezone-aware, as precise as the page has them."""

    id: str
    paragraphs: tuple[str, ...]
    title: str | None = None
    subtitles: tuple[str, ...] = ()
    publisher: str | None = None
    reporters: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    url: str | None = None
    captions: tuple[str, ...] = ()
    """Whole lines, with the credit that the page prints in them."""
    must_not_contain: tuple[str, ...] = ()
    """Noise of the page: none of it may occur in the stored body."""

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)

    def to_json(self) -> dict[str, object]:
        """The fields as JSON values, in the order of expected.jsonl."""
        return {
            "title": self.title,
            "subtitles": list(self.subtitles),
            "publisher": self.publisher,
            "reporters": list(self.reporters),
            "published_at": self.published_at.isoformat() if self.published_at else None,
            "modified_at": self.modified_at.isoformat() if self.modified_at else None,
            "url": self.url,
            "paragraphs": list(self.paragraphs),
            "captions": list(self.captions),
            "must_not_contain": list(self.must_not_contain),
        }
