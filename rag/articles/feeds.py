"""One entry of an RSS or Atom feed → an Article. The splitter (records.py) makes each entry a small docume"
"nt of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree

from rag.articles.assemble import article_of
from rag.articles.decoding import normalise, repair
from rag.articles.fields import Fields, people, plain, unescaped, web_address
from rag.articles.html import fragment_lines, looks_like_html
from rag.articles.publishers import publisher_in, publisher_of_url
from rag.articles.stamps import moment
from rag.articles.text import draft_of_body
from rag.domain import Article
from rag.errors import NoBody, PageError
from rag.ports import HtmlReader

FEED_TITLE = "feed-title"
"""The attribute in which the splitter hands an entry its feed's title."""

BODIES = ("encoded", "content", "description", "summary", "subtitle")
_SEPARATORS = re.compile(r"\s*(?:[|>:»ㅣ]|\s[-–—]\s)\s*")
_DOCTYPE = re.compile(r"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


def article_from_entry(
    text: str, reader: HtmlReader, source: str, publishers: Mapping[str, str] | None = None
) -> Article:
    """Raises PageError."""
    if _DOCTYPE.search(text):
        raise PageError("The feed entry declares entities, which are not read.")
    try:
        entry = ElementTree.fromstring(text)
    except (ElementTree.ParseError, RecursionError) as exc:
        raise PageError("The feed entry is not well-formed XML.") from exc
    found = _first_by_name(entry)
    fields = _fields(entry, found, publishers)
    draft = draft_of_body(_lines(found, reader), fields.title)
    return article_of(draft, fields, source, publishers)


def local_name(tag: object) -> str:
    """`{http://purl.org/dc/elements/1.1/}creator` → creator."""
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _first_by_name(entry: ElementTree.Element) -> dict[str, list[ElementTree.Element]]:
    found: dict[str, list[ElementTree.Element]] = {}
    for child in entry:
        found.setdefault(local_name(child.tag), []).append(child)
    return found


def _fields(
    entry: ElementTree.Element, found: Mapping[str, Sequence[ElementTree.Element]], publishers: Mapping[str, str] | None
) -> Fields:
    url = _link(found.get("link", ()))
    guid = _text(found, "guid", "id")
    return Fields(
        title=_text(found, "title"),
        publisher=_text(found, "publisher") or _publisher(entry.get(FEED_TITLE), url, publishers),
        reporters=people([_person(element) for name in ("creator", "author") for element in found.get(name, ())]),
        published_at=moment(_text(found, "pubDate", "published", "date", "issued", "created"))
        or moment(_text(found, "updated")),
        modified_at=moment(_text(found, "updated", "modified", "lastBuildDate")),
        url=url or web_address(guid),
        external_id=guid,
        section=tuple(
            text for element in found.get("category", ()) if (text := plain(element.text or element.get("term")))
        ),
    )


def _text(found: Mapping[str, Sequence[ElementTree.Element]], *names: str) -> str | None:
    for name in names:
        for element in found.get(name, ()):
            if (text := plain("".join(element.itertext()))) is not None:
                return text
    return None


def _person(element: ElementTree.Element) -> str:
    name = next((child.text for child in element if local_name(child.tag) == "name"), None)
    return name or "".join(element.itertext())


def _link(links: Sequence[ElementTree.Element]) -> str | None:
    for element in links:
        if element.get("rel", "alternate") == "alternate" and (
            url := web_address(plain(element.get("href") or element.text))
        ):
            return url
    return None


def _publisher(feed_title: str | None, url: str | None, publishers: Mapping[str, str] | None) -> str | None:
    """The outlet: a known name in the feed's title, the address's domain, or the title up to its first separator."""
    title = plain(feed_title) or ""
    known = publisher_in(title) or (publisher_of_url(url, publishers) if url else None)
    return known or _SEPARATORS.split(title)[0].strip() or None


def _lines(found: Mapping[str, Sequence[ElementTree.Element]], reader: HtmlReader) -> Sequence[str]:
    """The longest of the texts that an entry carries: whole content before a summary."""
    best: Sequence[str] = ()
    for text in _bodies(found):
        lines = (
            fragment_lines(normalise(repair(text)), reader)
            if looks_like_html(text)
            else unescaped(normalise(repair(text))).split("\n")
        )
        if sum(map(len, lines)) > 1.2 * sum(map(len, best)):
            best = lines
    if not best:
        raise NoBody("The feed entry carries no text.")
    return best


def _bodies(found: Mapping[str, Sequence[ElementTree.Element]]) -> Iterator[str]:
    for name in BODIES:
        for element in found.get(name, ()):
            if len(element):  # XHTML content: elements, not text
                yield ElementTree.tostring(element, encoding="unicode")
            elif element.text and element.text.strip():
                yield element.text
