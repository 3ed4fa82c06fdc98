"""A page → an Article, by what kind of page it is. Start here."""

from __future__ import annotations

from collections.abc import Mapping

from rag.articles.assemble import article_of
from rag.articles.decoding import decode
from rag.articles.feeds import article_from_entry
from rag.articles.fields import Fields
from rag.articles.html import article_from_html
from rag.articles.jsonrecords import article_from_json
from rag.articles.markdown import article_from_markdown
from rag.articles.text import draft_of_page
from rag.domain import Article, RawPage
from rag.errors import EmptyPage, PageError, PageTooLarge
from rag.ports import HtmlReader

MAX_PAGE_BYTES = 20 * 1024 * 1024


def clean(page: RawPage, reader: HtmlReader, publishers: Mapping[str, str] | None = None) -> Article:
    """The article of one page: NFC, noise gone, metadata found, nothing invented.

    `publishers` adds outlets by domain to those of publishers.py. Raises PageError (EmptyPage, UndecodablePage,
    PageTooLarge, PageTooDeep, PageTimeout, NoBody) and nothing else.
    """
    if len(page.content) > MAX_PAGE_BYTES:
        raise PageTooLarge(f"The page has {len(page.content):,} bytes; a page may have {MAX_PAGE_BYTES:,}.")
    text = decode(page.content, page.charset)
    if not text.strip():
        raise EmptyPage("The page is empty.")
    kind = page.media_type.split(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return article_from_html(text, reader, page.source, publishers)
    if kind == "text/markdown":
        return article_from_markdown(text, page.source, publishers)
    if kind == "application/json":
        return article_from_json(text, reader, page.source, publishers)
    if kind in ("application/xml", "text/xml", "application/rss+xml", "application/atom+xml"):
        return article_from_entry(text, reader, page.source, publishers)
    if kind != "text/plain":
        raise PageError(f"Pages of type {kind} are not read; give text, HTML, Markdown, JSON or a feed.")
    return article_of(draft_of_page(text), Fields(), page.source, publishers)
