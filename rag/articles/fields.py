"""What a page says about itself in fields: front matter, JSON records, feed entries, metadata of HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rag.articles.decoding import normalise, repair
from rag.articles.people import clean_names, is_name
from rag.articles.publishers import is_publisher
from rag.articles.stamps import moment


@dataclass(frozen=True, slots=True)
class Fields:
    """Known values; None or empty where the page does not say."""

    title: str | None = None
    subtitles: tuple[str, ...] = ()
    publisher: str | None = None
    reporters: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    url: str | None = None
    external_id: str | None = None
    section: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()


KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "제목"),
    "subtitles": ("subtitles", "subtitle", "subTitle", "sub_title", "부제"),
    "publisher": ("publisher", "outlet", "press", "source", "media", "provider", "언론사"),
    "reporters": ("reporters", "reporter", "authors", "author", "byline", "writer", "기자"),
    "published_at": (
        "published_at",
        "publishedAt",
        "date",
        "pubDate",
        "pub_date",
        "datePublished",
        "published",
        "created_at",
        "입력일",
    ),
    "modified_at": (
        "modified_at",
        "modifiedAt",
        "updated",
        "updated_at",
        "lastmod",
        "modified",
        "dateModified",
        "수정일",
    ),
    "url": ("url", "link", "canonical", "주소"),
    "external_id": ("id", "guid", "external_id", "article_id", "news_id"),
    "section": ("section", "category", "categories", "분야"),
    "captions": ("captions", "caption"),
    "body": ("paragraphs", "body", "content", "contentHtml", "text", "article", "articleBody", "본문"),
}
"""The names under which records keep each field, in order of preference."""

_TAGS = re.compile(r"</?(?:b|i|u|em|strong|span|font|p|br|a|mark|sup|sub|div|h\d)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_SPACE = re.compile(r"\s+")


def value_of(record: Mapping[str, object], field: str) -> object:
    """The first non-empty value that a record has under one of the field's names."""
    return next((record[name] for name in KEYS[field] if record.get(name) not in (None, "", [], {})), None)


def fields_of(record: Mapping[str, object]) -> Fields:
    """The fields of a JSON record or of front matter."""
    url = plain(value_of(record, "url"))
    return Fields(
        title=plain(value_of(record, "title")),
        subtitles=texts(value_of(record, "subtitles")),
        publisher=plain(value_of(record, "publisher")),
        reporters=people(value_of(record, "reporters")),
        published_at=_moment(value_of(record, "published_at")),
        modified_at=_moment(value_of(record, "modified_at")),
        url=web_address(url),
        external_id=plain(value_of(record, "external_id")),
        section=texts(value_of(record, "section")),
        captions=texts(value_of(record, "captions")),
    )


def plain(value: object) -> str | None:
    """A value as one line of clean text: tags gone, escapes (also double ones) undone; None when nothing is left."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("@value") or value.get("text") or value.get("@id")
    if isinstance(value, list | tuple):
        value = next(iter(value), None)
    if value is None or isinstance(value, bool | Mapping | list | tuple):
        return None
    text = unescaped(normalise(repair(str(value)[:20_000])))
    text = _SPACE.sub(" ", _TAGS.sub(" ", text) if "<" in text else text).strip()
    return text or None


def unescaped(text: str) -> str:
    """HTML escapes undone, twice where they were escaped twice."""
    for _ in range(3):
        if not _ESCAPED.search(text):
            break
        text = normalise(html.unescape(text))
    return text


def texts(value: object) -> tuple[str, ...]:
    """A list of texts, or a text of several lines, as clean lines."""
    if value is None or isinstance(value, Mapping):
        items: Iterable[object] = (value,)
    elif isinstance(value, list | tuple):
        items = value
    else:
        items = re.split(r"\n|<br\s*/?>", unescaped(str(value)))
    return tuple(dict.fromkeys(text for item in items if (text := plain(item))))


def people(value: object) -> tuple[str, ...]:
    """Reporters' names from a list, a list of objects, or a line such as `박준석 기자 외 1명`."""
    items = value if isinstance(value, list | tuple) else [value]
    names: list[str] = []
    for item in items:
        text = plain(item)
        if text is None or text.startswith(("http://", "https://")):
            continue
        found = clean_names(text)
        if (
            not found
            and re.fullmatch(r"[가-힣]{2,4}", text)
            and not is_publisher(text)
            and (is_name(text) or text[-1] not in "팀부국실")
        ):
            found = (text,)
        names += found
    return tuple(dict.fromkeys(names))


def web_address(value: str | None) -> str | None:
    """An http or https address, or None."""
    if value is None or not value.lower().startswith(("http://", "https://")) or len(value) > 2000 or " " in value:
        return None
    return value


def _moment(value: object) -> datetime | None:
    return moment(value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else value)
