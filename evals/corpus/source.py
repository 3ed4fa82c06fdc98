"""Sample articles as their reporters filed them, and the stray stories that fill other pages' margins."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

CORPUS = Path(__file__).parent


class SourceError(Exception):
    """Sources that do not follow their schema; `problems` holds one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Reporter:
    name: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """One document of source/*.yaml; fields as in source.schema.json."""

    id: str
    layout: str
    publisher: str
    paragraphs: tuple[str, ...]
    title: str | None = None
    subtitles: tuple[str, ...] = ()
    reporters: tuple[Reporter, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    url: str | None = None
    captions: tuple[str, ...] = ()
    dateline: str | None = None
    section: str | None = None
    story: str | None = None
    kind: str = "news"
    corrects: str | None = None
    copy_of: str | None = None

    @property
    def mail(self) -> str | None:
        """The first reporter's address that the source gives."""
        return next((reporter.email for reporter in self.reporters if reporter.email), None)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(reporter.name for reporter in self.reporters)

    def moment(self) -> datetime:
        """Publication time of an article whose layout prints one. Raises SourceError when it has none."""
        if self.published_at is None:
            raise SourceError([f"{self.id}: layout {self.layout} needs published_at"])
        return self.published_at

    def headline(self) -> str:
        """Title of an article whose layout prints one. Raises SourceError when it has none."""
        if self.title is None:
            raise SourceError([f"{self.id}: layout {self.layout} needs a title"])
        return self.title


@dataclass(frozen=True, slots=True)
class NoiseStory:
    """A stray story: on pages only as noise, never an article."""

    title: str
    text: str

    @property
    def has_byline(self) -> bool:
        """Wire agencies print stray stories whole, with byline, mail and date; others cut them short."""
        return self.text.startswith("[")

    @property
    def mark(self) -> str:
        """A few words of the text by which it is recognised."""
        body = self.text.partition("기자 = ")[2] or self.text.partition("기자= ")[2] or self.text
        return body[:24].strip()


def load_articles(folder: Path = CORPUS / "source") -> list[SourceArticle]:
    """All articles, in order of id. Raises SourceError naming every document that breaks the schema."""
    schema = json.loads((CORPUS / "source.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    found: dict[str, SourceArticle] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        for number, raw in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")) or [], 1):
            errors = [
                f"{path.name} #{number}: {error.json_path} {error.message}" for error in validator.iter_errors(raw)
            ]
            problems += errors
            if errors:
                continue
            article = parse_article(raw)
            if article.id in found:
                problems.append(f"{path.name} #{number}: id {article.id} is taken")
            found[article.id] = article
    if problems:
        raise SourceError(problems)
    return [found[key] for key in sorted(found)]


def parse_article(raw: Mapping[str, Any]) -> SourceArticle:
    """One schema-valid document. Raises ValueError for a date that is not ISO 8601."""
    return SourceArticle(
        id=raw["id"],
        layout=raw["layout"],
        publisher=raw["publisher"],
        title=raw["title"],
        url=raw.get("url"),
        dateline=raw.get("dateline"),
        section=raw.get("section"),
        story=raw.get("story"),
        corrects=raw.get("corrects"),
        copy_of=raw.get("copy_of"),
        kind=raw.get("kind", "news"),
        paragraphs=tuple(raw["paragraphs"]),
        subtitles=tuple(raw.get("subtitles", ())),
        captions=tuple(raw.get("captions", ())),
        reporters=tuple(Reporter(item["name"], item.get("email")) for item in raw.get("reporters", ())),
        published_at=_time(raw.get("published_at")),
        modified_at=_time(raw.get("modified_at")),
    )


def load_noise(path: Path = CORPUS / "noise.yaml") -> list[NoiseStory]:
    """Stray stories, in the order of the file."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    return [NoiseStory(entry["title"], entry["text"]) for entry in entries]


def _time(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
