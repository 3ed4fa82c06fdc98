"""One JSON object → an Article: the field names that archives and scrapers use (fields.KEYS)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from rag.articles.assemble import article_of
from rag.articles.decoding import normalise, repair
from rag.articles.fields import fields_of, unescaped, value_of
from rag.articles.html import fragment_lines, looks_like_html
from rag.articles.text import draft_of_body
from rag.domain import Article
from rag.errors import NoBody, PageError
from rag.ports import HtmlReader


def article_from_json(
    text: str, reader: HtmlReader, source: str, publishers: Mapping[str, str] | None = None
) -> Article:
    """Raises PageError."""
    try:
        record = json.loads(text, strict=False)
    except (ValueError, RecursionError) as exc:
        raise PageError("The record is not valid JSON.") from exc
    if not isinstance(record, dict):
        raise PageError("The record is not a JSON object with a title and a body.")
    fields = fields_of(record)
    draft = draft_of_body(_lines(value_of(record, "body"), reader), fields.title)
    return article_of(draft, fields, source, publishers)


def _lines(body: object, reader: HtmlReader) -> Sequence[str]:
    if isinstance(body, list):
        return [line for item in body for line in _lines(item, reader)]
    if not isinstance(body, str):
        raise NoBody("The record has no text under body, content, text or paragraphs.")
    if looks_like_html(body):
        return fragment_lines(normalise(repair(body)), reader)
    return unescaped(normalise(repair(body))).split("\n")
