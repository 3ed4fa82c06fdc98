"""Which article does a page belong to? The keys by which a stored article is recognised again.

Keys are strings `kind:value`, decisive first; the store keeps only their digests, so that nothing readable is left of a
withdrawn article. The article's own id comes from its strongest key and never from a path: it is the same everywhere.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import PurePath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from rag.domain import Article


class KeyKind(StrEnum):
    """Decisive first. A FILE is shared by many articles: it only nominates candidates."""

    URL = "url"
    ID = "id"
    HEAD = "head"
    PAGE = "page"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an article; `digest` is 16 bytes."""

    kind: KeyKind
    value: str

    @property
    def digest(self) -> bytes:
        return hashlib.sha256(f"{self.kind}:{self.value}".encode("utf-8", "surrogatepass")).digest()[:16]

    @property
    def article_id(self) -> str:
        return "art_" + self.digest.hex()[:16]


@dataclass(frozen=True, slots=True)
class TrackingParameter:
    """A query parameter that says how a reader came, not what the reader reads. `name` may end with `*`."""

    name: str
    example: str

    def matches(self, name: str) -> bool:
        return name.startswith(self.name[:-1]) if self.name.endswith("*") else name == self.name


TRACKING = (
    TrackingParameter("utm_*", "https://example.com/a?utm_source=naver"),
    TrackingParameter("fbclid", "https://example.com/a?fbclid=IwAR0"),
    TrackingParameter("gclid", "https://example.com/a?gclid=Cj0"),
    TrackingParameter("dclid", "https://example.com/a?dclid=1"),
    TrackingParameter("msclkid", "https://example.com/a?msclkid=1"),
    TrackingParameter("yclid", "https://example.com/a?yclid=1"),
    TrackingParameter("igshid", "https://example.com/a?igshid=1"),
    TrackingParameter("igsh", "https://example.com/a?igsh=1"),
    TrackingParameter("mc_cid", "https://example.com/a?mc_cid=1"),
    TrackingParameter("mc_eid", "https://example.com/a?mc_eid=1"),
    TrackingParameter("_ga", "https://example.com/a?_ga=1"),
    TrackingParameter("_gl", "https://example.com/a?_gl=1"),
    TrackingParameter("napm", "https://example.com/a?NaPm=ct"),
    TrackingParameter("n_media", "https://example.com/a?n_media=1"),
    TrackingParameter("n_query", "https://example.com/a?n_query=1"),
    TrackingParameter("cmpid", "https://example.com/a?cmpid=1"),
    TrackingParameter("ocid", "https://example.com/a?ocid=1"),
)

_SHINGLE = 8  # code points of the body without white space: about three Korean words


def canonical_url(url: str) -> str | None:
    """`host/path?query` without scheme, www./m., tracking parameters and fragment.

    None where it is no address of one article: not http(s), or an outlet's front page.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    for prefix in ("www.", "m."):
        if host.startswith(prefix) and host.count(".") >= 2:
            host = host.removeprefix(prefix)
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._").rstrip("/")
    query = urlencode(sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(pair[0])))
    if not path and not query:
        return None
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def keys(article: Article) -> tuple[Key, ...]:
    """The article's keys, decisive first; at least the one of its text."""
    found: list[Key] = []
    url = canonical_url(article.url) if article.url else None
    if url:
        found.append(Key(KeyKind.URL, url))
    if article.external_id:
        found.append(Key(KeyKind.ID, f"{_folded(article.publisher)}|{article.external_id.strip()}"))
    if article.title and article.published_at:
        moment = article.published_at.astimezone(UTC).isoformat()
        found.append(Key(KeyKind.HEAD, f"{_folded(article.publisher)}|{_folded(article.title)}|{moment}"))
    if article.source and not article.source.startswith("-"):
        found.append(Key(KeyKind.PAGE, article.source))
    found.append(Key(KeyKind.TEXT, hashlib.sha256(_bare(article.body)).hexdigest()))
    return tuple(found)


def file_name(article: Article) -> str | None:
    """The file's name, by which a bare text (neither title, date, address nor id) may be recognised; else None."""
    bare = not (article.title or article.published_at or article.url or article.external_id)
    if not bare or not article.source or article.source.startswith("-"):
        return None
    return PurePath(container(article.source)).name or None


def container(source: str) -> str:
    """`path` of `path#record`."""
    return source.partition("#")[0]


def likeness(one: str, other: str) -> float:
    """The share of the longer text's shingles that both have, 0..1."""
    left, right = _shingles(one), _shingles(other)
    return len(left & right) / max(len(left), len(right), 1)


def same_title(one: Article, other: Article) -> bool:
    return bool(one.title) and _folded(one.title) == _folded(other.title)


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _tracks(name: str) -> bool:
    return any(parameter.matches(name.lower()) for parameter in TRACKING)


def _folded(text: str | None) -> str:
    return unicodedata.normalize("NFC", "".join((text or "").split())).casefold()


def _bare(text: str) -> bytes:
    return "".join(text.split()).encode("utf-8", "surrogatepass")


def _shingles(text: str) -> frozenset[str]:
    bare = "".join(text.split())
    if not bare:
        return frozenset()
    return frozenset(bare[at : at + _SHINGLE] for at in range(max(1, len(bare) - _SHINGLE + 1)))
