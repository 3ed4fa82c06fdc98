"""An HTML page's parts → an Article: JSON-LD, then article:/og: tags, then selectors, then the rules for plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time

from rag.articles.assemble import article_of
from rag.articles.draft import Draft
from rag.articles.fields import Fields, people, plain, texts, web_address
from rag.articles.head import without_outlet
from rag.articles.linked_data import article_node, fields_of_node, script_fields, script_html
from rag.articles.people import clean_names
from rag.articles.prose import is_sentence, key
from rag.articles.publishers import is_publisher, publisher_in, publisher_of_url
from rag.articles.selectors import Part, names_of
from rag.articles.stamps import moment
from rag.articles.text import draft_of_body, draft_of_page
from rag.domain import Article
from rag.ports import HtmlPage, HtmlReader

ENOUGH = 80
"""Characters of text in sentences that make a candidate a body."""

PUBLISHED_TAGS = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "pubdate",
    "article:created",
    "dc.date.issued",
    "date",
    "og:regdate",
)
MODIFIED_TAGS = ("article:modified_time", "og:article:modified_time", "og:updated_time", "lastmod", "article:modified")
AUTHOR_TAGS = ("dable:author", "article:author", "author", "og:article:author", "twitter:creator", "byl")
PORTALS = ("네이버", "naver", "다음", "daum", "네이트", "nate", "zum", "카카오", "msn", "google")
_LETTERS = re.compile(r"[^0-9A-Za-z가-힣]+")
_NAVER = re.compile(r"naver\.com/(?:mnews/)?article/(?:comment/)?(\d{3})/(\d{6,})")


def article_from_html(
    html: str, reader: HtmlReader, source: str, publishers: Mapping[str, str] | None = None
) -> Article:
    """Raises PageError."""
    page = reader.read(html)
    tags = _tags(page)
    node = article_node(page.linked_data)
    linked = fields_of_node(node) if node is not None else Fields()
    title = _title(page, tags, linked)
    scripted = script_fields(page.scripts)
    summaries = tuple(line for name in names_of(Part.SUBTITLE) for line in page.selected.get(name, ()))
    draft = _body(page, reader, node, title, summaries)
    url = web_address(page.canonical) or web_address(tags.get("og:url")) or linked.url
    found = Fields(
        title=title,
        subtitles=tuple(dict.fromkeys((*_summaries(summaries), *scripted.subtitles, *_headings(page)))),
        publisher=_publisher(page, tags, linked, url, publishers, title),
        reporters=_reporters(page, tags, linked, scripted),
        published_at=_time(page, tags, linked.published_at, PUBLISHED_TAGS, Part.PUBLISHED),
        modified_at=_time(page, tags, linked.modified_at, MODIFIED_TAGS, Part.MODIFIED),
        url=url,
        external_id=_external_id(url, tags),
        section=texts(tags.get("article:section")) or linked.section,
        captions=texts(list(page.selected.get("caption", ()))),
    )
    if not (found.title and found.published_at and found.reporters):
        _add_shown(draft, page)
    return article_of(draft, found, source, publishers)


def _tags(page: HtmlPage) -> dict[str, str]:
    """The first non-empty content of every meta tag, by lower-case name."""
    tags: dict[str, str] = {}
    for name, content in page.meta:
        if (text := plain(content)) is not None:
            tags.setdefault(name.lower(), text)
    return tags


# ------------------------------------------------------------------------------------------------ the body


def _body(
    page: HtmlPage, reader: HtmlReader, node: dict[str, object] | None, title: str | None, apart: Sequence[str]
) -> Draft:
    """The first candidate that reads like an article; else the whole page by the rules for plain text."""
    for lines in _candidates(page, reader, node):
        draft = draft_of_body([line for line in lines if line not in apart], title)
        if sum(len(text) for text in draft.paragraphs if is_sentence(text)) >= ENOUGH:
            return draft
    whole = draft_of_page("\n".join(page.text))
    kept = draft_of_body(page.main_text, title)
    if not _agree(whole, page.main_text) and len(kept.paragraphs) > 1:
        return kept
    return whole if whole.paragraphs else kept


def _add_shown(draft: Draft, page: HtmlPage) -> None:
    """What the page shows around its body: the times, bylines and title that no tag names."""
    shown = draft_of_page("\n".join(page.text))
    draft.published_at = draft.published_at or shown.published_at
    draft.modified_at = draft.modified_at or shown.modified_at
    draft.title = draft.title or shown.title
    draft.rights = draft.rights or shown.rights
    draft.rights_outlet = draft.rights_outlet or shown.rights_outlet
    if not any(byline.reporters for byline in draft.bylines):
        draft.bylines += shown.bylines


def _candidates(page: HtmlPage, reader: HtmlReader, node: dict[str, object] | None) -> Iterator[Sequence[str]]:
    for name in names_of(Part.BODY):
        if name in page.selected:
            yield page.selected[name]
    if (fragment := script_html(page.scripts)) is not None:
        yield fragment_lines(fragment, reader)
    body = node.get("articleBody") if node is not None else None
    if isinstance(body, str):
        yield fragment_lines(body, reader) if looks_like_html(body) else texts(body)


def _agree(whole: Draft, main_text: Sequence[str]) -> bool:
    """Most of what the rules found is also what the boilerplate remover kept."""
    kept = {key(line) for line in main_text}
    total = sum(map(len, whole.paragraphs))
    return not kept or sum(len(text) for text in whole.paragraphs if key(text) in kept) * 2 >= total > 0


_MARKUP = re.compile(
    r"<(?:p|br|div|span|strong|b|figure|table|article|section|img|a|h\d|ul|li)\b[^<>]{0,500}>|&lt;(?:p|br|div)\b",
    re.IGNORECASE,
)


def looks_like_html(text: str) -> bool:
    return bool(_MARKUP.search(text[:20_000]))


def fragment_lines(fragment: str, reader: HtmlReader) -> Sequence[str]:
    """The body lines of a piece of HTML; captions and headings left out. Raises PageError."""
    if fragment.lstrip().startswith("&lt;"):
        fragment = fragment.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    page = reader.read(f'<html><body><div id="articleBody">{fragment}</div></body></html>')
    return page.selected.get("#articleBody", page.text)


# ------------------------------------------------------------------------------------------------ the metadata


def _title(page: HtmlPage, tags: Mapping[str, str], linked: Fields) -> str | None:
    """og:title without what sites append; JSON-LD's headline tells where it ends but may lack quotation marks."""
    selected = [plain(page.selected[name][0]) for name in names_of(Part.TITLE) if name in page.selected]
    site = tags.get("og:site_name")
    for text in (tags.get("og:title"), linked.title, *selected, tags.get("twitter:title"), plain(page.title)):
        if text is None or text == site:
            continue
        cut = _cut_after(text, linked.title) or next(
            (short for other in selected if (short := _cut_after(text, other))), None
        )
        return cut or without_outlet(text, site)[0] or text
    return None


def _cut_after(text: str, headline: str | None) -> str | None:
    """`‘제목’ 이다 | 표본일보` cut after the letters of `제목 이다`, closing marks included; None if it do"
    "es not begin so."""
    wanted = _LETTERS.sub("", headline or "")
    if len(wanted) < 6 or not _LETTERS.sub("", text).startswith(wanted):
        return None
    seen = 0
    for at, char in enumerate(text):
        seen += not _LETTERS.match(char)
        if seen == len(wanted):
            rest = text[at + 1 :]
            closing = len(rest) - len(rest.lstrip("\"'”’」』〉》)]}.?!…%"))
            return text[: at + 1 + closing].strip()
    return None


def _publisher(
    page: HtmlPage,
    tags: Mapping[str, str],
    linked: Fields,
    url: str | None,
    extra: Mapping[str, str] | None,
    title: str | None,
) -> str | None:
    """The outlet. A portal is no outlet: there it is the picture in the head or og:article:author."""
    selected = [page.selected[name][0] for name in names_of(Part.PUBLISHER) if name in page.selected]
    author = (tags.get("og:article:author") or "").split("|")[0].strip()
    names = (
        *selected,
        tags.get("og:site_name"),
        linked.publisher,
        author,
        tags.get("article:media_name"),
        tags.get("dable:publisher"),
    )
    for name in names:
        if (
            name
            and 2 <= len(name) <= 30
            and not any(portal in name.lower() for portal in PORTALS)
            and not clean_names(name)
        ):
            return publisher_in(name) if len(name) > 12 and publisher_in(name) else name
    if url and (known := publisher_of_url(url, extra)):
        return known
    return without_outlet(tags.get("og:title") or page.title or "")[1] or (author if is_publisher(author) else None)


def _reporters(page: HtmlPage, tags: Mapping[str, str], linked: Fields, scripted: Fields) -> tuple[str, ...]:
    """JSON-LD names everybody, `박준석 기자 외 1명` does not; `author` may list the outlet first, or be an address."""
    found = [
        linked.reporters,
        scripted.reporters,
        *(people((tags.get(name) or "").split("|")[0]) for name in AUTHOR_TAGS),
    ]
    found += [people(list(page.selected[name])) for name in names_of(Part.REPORTER) if name in page.selected]
    return next((names for names in found if names), ())


def _time(
    page: HtmlPage, tags: Mapping[str, str], linked: datetime | None, names: Sequence[str], part: Part
) -> datetime | None:
    """The first time found; a date without time gives way to another source's time on that day."""
    found = [linked, *(moment(tags.get(name)) for name in names)]
    found += [moment(page.selected[name][0]) for name in names_of(part) if name in page.selected]
    times = [at for at in found if at is not None]
    if not times:
        return None
    first = times[0]
    if first.timetz().replace(tzinfo=None) == time(0):
        return next((at for at in times if at.date() == first.date() and at != first), first)
    return first


def _summaries(lines: Sequence[str]) -> tuple[str, ...]:
    return texts(list(lines))


def _headings(page: HtmlPage) -> tuple[str, ...]:
    return tuple(text for text in texts(list(page.selected.get("heading", ()))) if 4 <= len(text) <= 120)


def _external_id(url: str | None, tags: Mapping[str, str]) -> str | None:
    """Naver's outlet and article numbers, or the identifier for recommendation services."""
    if url and (found := _NAVER.search(url)):
        return f"{found.group(1)}:{found.group(2)}"
    return tags.get("dable:item_id")
