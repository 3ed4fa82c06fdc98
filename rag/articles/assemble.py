"""A draft of the text and the page's own fields → an Article. Fields win; the text fills what they leave open."""

from __future__ import annotations

from collections.abc import Mapping

from rag.articles.draft import Draft
from rag.articles.fields import Fields
from rag.articles.notices import kind_of
from rag.articles.prose import key
from rag.articles.publishers import publisher_of_host, publisher_of_url
from rag.domain import Article
from rag.errors import NoBody

MIN_BODY = 12
"""Characters of text that the shortest article has."""


def article_of(draft: Draft, fields: Fields, source: str, publishers: Mapping[str, str] | None = None) -> Article:
    """Raises NoBody when the draft holds no text of an article."""
    title = fields.title or draft.title
    paragraphs = tuple(text for text in map(str.strip, draft.paragraphs) if text)
    if sum(map(len, paragraphs)) < MIN_BODY:
        raise NoBody("No article text is left after cleaning; the page may hold only menus, pictures or a script.")
    return Article(
        paragraphs=paragraphs,
        title=title,
        subtitles=_distinct((*fields.subtitles, *draft.subtitles), title),
        publisher=fields.publisher or _publisher(draft, fields, publishers),
        reporters=fields.reporters or _reporters(draft),
        published_at=fields.published_at or draft.published_at,
        modified_at=fields.modified_at or draft.modified_at,
        url=fields.url,
        external_id=fields.external_id,
        section=fields.section or draft.section,
        dateline=next((byline.dateline for byline in draft.bylines if byline.dateline), None),
        captions=_distinct((*fields.captions, *draft.captions), None),
        rights=draft.rights,
        kind=kind_of(title, paragraphs),
        source=source,
    )


def _distinct(texts: tuple[str, ...], title: str | None) -> tuple[str, ...]:
    kept = {key(text): text for text in reversed(texts) if key(text) and key(text) != key(title or "")}
    return tuple(reversed(kept.values()))


def _reporters(draft: Draft) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for byline in draft.bylines for name in byline.reporters))


def _publisher(draft: Draft, fields: Fields, publishers: Mapping[str, str] | None) -> str | None:
    """From the byline, the title's suffix, the rights line, the reporter's mail, the address: in this order."""
    stated = [byline.publisher for byline in draft.bylines]
    hosts = [mail.split("@", 1)[1] for byline in draft.bylines for mail in byline.mails]
    found = [*stated, draft.title_outlet, draft.rights_outlet, *(publisher_of_host(host, publishers) for host in hosts)]
    if fields.url:
        found.append(publisher_of_url(fields.url, publishers))
    return next((name for name in found if name), None)
