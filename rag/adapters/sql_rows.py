"""Articles as rows: exact both ways, and the digests by which two articles are called the same."""

from __future__ import annotations

import hashlib
import json
import sys
from array import array
from datetime import UTC, datetime, timedelta
from typing import Any

from rag.adapters.identity import utc
from rag.domain import KST, AnalysedArticle, Article, Vector
from rag.errors import StoreError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TUPLES = ("paragraphs", "subtitles", "reporters", "section", "captions")
_TIMES = ("published_at", "modified_at")
_PLAIN = ("title", "publisher", "url", "external_id", "dateline", "rights", "kind", "source")


def require_zones(article: Article) -> None:
    """Raises StoreError for a time without a zone: it would mean another moment on another machine."""
    for at in (article.published_at, article.modified_at):
        if at is not None and at.utcoffset() is None:
            raise StoreError(f"The article from {article.source or 'an unnamed source'} has a time without a zone.")


def encode_article(article: Article) -> str:
    """JSON of every field."""
    fields: dict[str, Any] = {name: getattr(article, name) for name in _PLAIN + _TUPLES}
    for name in _TIMES:
        at = getattr(article, name)
        fields[name] = at.isoformat() if at else None
    return json.dumps(fields, ensure_ascii=False)


def decode_article(data: str) -> Article:
    fields = json.loads(data)
    for name in _TUPLES:
        fields[name] = tuple(fields[name])
    for name in _TIMES:
        fields[name] = decode_time(fields[name]) if fields[name] else None
    return Article(**fields)


def decode_time(data: str) -> datetime:
    moment = datetime.fromisoformat(data)
    return moment.replace(tzinfo=KST) if moment.utcoffset() == KST.utcoffset(None) else moment


def microseconds(moment: datetime) -> int:
    """Since 1970 UTC, exactly: a float of seconds would round."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def moment(microseconds_: int) -> datetime:
    return (_EPOCH + timedelta(microseconds=microseconds_)).astimezone(KST)


def content_digest(article: Article) -> bytes:
    """Of what a reader sees: every field but the source; one instant is one instant in any zone."""
    fields = [getattr(article, name) for name in _PLAIN + _TUPLES if name != "source"]
    fields += [utc(at) if (at := getattr(article, name)) else None for name in _TIMES]
    return hashlib.sha256(json.dumps(fields).encode("ascii")).digest()


def analysis_digest(analysed: AnalysedArticle) -> bytes:
    """Of what is derived from the text, but for vectors: those of a model are made beside those of another."""
    digest = hashlib.sha256(analysed.analysis)
    passages = [(p.ordinal, p.start, p.end, p.terms) for p in analysed.passages]
    digest.update(json.dumps([analysed.title_terms, passages]).encode("ascii"))
    return digest.digest()


def encode_vector(vector: Vector) -> bytes:
    if sys.byteorder == "big":
        vector = array("f", vector)
        vector.byteswap()
    return vector.tobytes()


def decode_vector(data: bytes) -> Vector:
    vector = array("f", data)
    if sys.byteorder == "big":
        vector.byteswap()
    return vector
