"""The digest by which a page that was already cleaned, by the same rules, is recognised."""

from __future__ import annotations

import hashlib

from rag.domain import RawPage

RULES_VERSION = 1
"""Raise it when a rule changes what is stored: every page is then cleaned again."""


def page_digest(page: RawPage) -> bytes:
    """SHA-256 (32 bytes) of the rules' version, the kind of page and its content; where it lies does not matter."""
    head = f"{RULES_VERSION}\x00{page.media_type}\x00{page.charset or ''}\x00".encode()
    return hashlib.sha256(head + page.content).digest()
