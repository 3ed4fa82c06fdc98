"""What of a passage tantivy keeps, and the marker that says which revision it has reached."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tantivy import Document, Query, Schema, SchemaBuilder, Searcher

from rag.domain import KST, IndexedPassage

MARKER = -1
"""The id of the document that holds the revision; passages count from 1."""
UNDATED = 0
"""The day of a passage without a date: before every other."""


def schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_integer_field("id", stored=True, indexed=True, fast=True)
    builder.add_integer_field("published", indexed=True, fast=True)  # a day in Seoul, date.toordinal(), or UNDATED
    builder.add_integer_field("revision", stored=True)
    for field in ("terms", "bigrams", "title_bigrams"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def add(writer: Any, passages: Iterable[IndexedPassage], revision: int | None = None) -> None:
    for passage in passages:
        document = Document()
        document.add_integer("id", passage.id)
        document.add_integer("published", _day(passage))
        # A passage is read under its article's title, whose words count in both.
        document.add_text("terms", f"{passage.title_terms} {passage.terms}")
        document.add_text("bigrams", f"{passage.title_bigrams} {passage.bigrams}")
        document.add_text("title_bigrams", passage.title_bigrams)
        writer.add_document(document)
    if revision is not None:
        marker = Document()
        marker.add_integer("id", MARKER)
        marker.add_integer("revision", revision)
        writer.add_document(marker)


def _day(passage: IndexedPassage) -> int:
    published = passage.published_at
    return UNDATED if published is None else published.astimezone(KST).date().toordinal()


def ids(searcher: Searcher) -> list[int]:
    """All passage ids, ascending, as often as they are there."""
    hits = searcher.search(Query.all_query(), max(1, searcher.num_docs), count=False).hits
    values = searcher.fast_field_values("id", [address for _, address in hits])
    return sorted(int(value or 0) for value in values if value != MARKER)
