"""The digest by which a page that was already cleaned, by the same rules, is recognised."""

from __future__ import annotations

import hashlib

from rag.articles.passages import PassageRules
from rag.domain import Article, RawPage

RULES_VERSION = 1
"""Raise it when a rule changes what is stored: every page is then cleaned again."""


def page_digest(page: RawPage) -> bytes:
    """SHA-256 (32 bytes) of the rules' version, the kind of page and its content; where it lies does not matter."""
    head = f"{RULES_VERSION}\x00{page.media_type}\x00{page.charset or ''}\x00".encode()
    return hashlib.sha256(head + page.content).digest()


def article_digest(article: Article, rules: PassageRules) -> bytes:
    """The same for an article that never was a page: SHA-256 (32 bytes) of the rules' version, its parts and its cut."""
    return hashlib.sha256(f"{RULES_VERSION}\x00{rules}\x00{article}".encode("utf-8", "surrogatepass")).digest()
