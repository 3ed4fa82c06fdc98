"""JSON-LD of news pages: graphs, arrays, authors in every shape, and the JSON that other scripts keep a body in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from rag.articles.fields import Fields, people, plain, texts, web_address
from rag.articles.stamps import moment

_KINDS = ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "Article", "BlogPosting")
_WRAPPING = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$")
_TRAILING = re.compile(r",(\s*[}\]])")
_BLOAT = re.compile(r"\$\$.{1,60}?\$\$")
_HTML_KEY = re.compile(r'"(?:contentHtml|articleBodyHtml|bodyHtml)"\s*:\s*(?=")')
_SUBTITLE_KEY = re.compile(r'"(?:subTitle|subtitle|subHeadline)"\s*:\s*(?=")')
_REPORTERS_KEY = re.compile(r'"(?:reporters|reporterList|writers|authors)"\s*:\s*(?=\[)')
_ELEMENTS_KEY = re.compile(r'"content_elements"\s*:\s*(?=\[)')
_SUBHEADS = re.compile(r'"subheadlines"\s*:\s*(?=\{)')
_DECODER = json.JSONDecoder(strict=False)
_DEPTH = 12


def article_node(scripts: Sequence[str]) -> dict[str, Any] | None:
    """The first news article among a page's JSON-LD scripts (also inside @graph or arrays), or None."""
    nodes = [node for script in scripts for node in _nodes(_load(script), 0)]
    for kind in _KINDS:
        for node in nodes:
            types = node.get("@type")
            if kind == types or (isinstance(types, list) and kind in types):
                return node
    return None


def fields_of_node(node: dict[str, Any]) -> Fields:
    """What the node says. Its headline may lack the quotation marks that og:title has."""
    return Fields(
        title=plain(node.get("headline")) or plain(node.get("name")),
        publisher=plain(node.get("publisher")),
        reporters=people(_authors(node.get("author"))),
        published_at=moment(plain(node.get("datePublished"))),
        modified_at=moment(plain(node.get("dateModified"))),
        url=web_address(plain(node.get("url"))) or web_address(_main_entity(node.get("mainEntityOfPage"))),
        external_id=plain(node.get("identifier")),
        section=texts(node.get("articleSection")),
    )


def script_html(scripts: Sequence[str]) -> str | None:
    """The body that a script's JSON holds as HTML (`contentHtml`, or `content_elements` of Fusion), or None."""
    for script in _readings(scripts):
        for found in _HTML_KEY.finditer(script):
            body = _value(script, found.end())
            if isinstance(body, str) and len(body) >= 40:
                return _BLOAT.sub("", body)
        for found in _ELEMENTS_KEY.finditer(script):
            body = _elements_html(_value(script, found.end()))
            if len(body) >= 40:
                return body
    return None


def script_fields(scripts: Sequence[str]) -> Fields:
    """Sub-headlines and reporters that stand beside such a body."""
    subtitles: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    for script in _readings(scripts):
        if not (_HTML_KEY.search(script) or _ELEMENTS_KEY.search(script)):
            continue
        if found := _SUBTITLE_KEY.search(script):
            subtitles = subtitles or texts(_value(script, found.end()))
        elif found := _SUBHEADS.search(script):
            heads = _value(script, found.end())
            subtitles = subtitles or texts(heads.get("basic") if isinstance(heads, dict) else None)
        if found := _REPORTERS_KEY.search(script):
            reporters = reporters or people(_value(script, found.end()))
    return Fields(subtitles=subtitles, reporters=reporters)


def _readings(scripts: Sequence[str]) -> Iterator[str]:
    """Each script as it is, and with one level of escapes undone where JSON stands inside a string."""
    for script in scripts:
        yield script
        if '\\"' in script:
            yield script.replace("\\\\", "\\").replace('\\"', '"')


def _value(script: str, at: int) -> Any:
    try:
        return _DECODER.raw_decode(script, at)[0]
    except (ValueError, RecursionError):
        return None


def _elements_html(elements: Any) -> str:
    parts: list[str] = []
    for element in elements if isinstance(elements, list) else ():
        if not isinstance(element, dict):
            continue
        content = element.get("content")
        if element.get("type") == "text" and isinstance(content, str):
            parts.append(f"<p>{content}</p>")
        elif element.get("type") == "header" and isinstance(content, str):
            parts.append(f"<h3>{content}</h3>")
    return "".join(parts)


def _load(script: str) -> Any:
    text = _WRAPPING.sub("", script).strip().rstrip(";")
    for reading in (text, _TRAILING.sub(r"\1", text)):
        try:
            return json.loads(reading, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(name), depth + 1)


def _authors(value: Any) -> list[Any]:
    items = value if isinstance(value, list) else [value]
    return [
        item
        for item in items
        if not (isinstance(item, dict) and item.get("@type") in ("Organization", "NewsMediaOrganization"))
    ]


def _main_entity(value: Any) -> str | None:
    return plain(value.get("@id") or value.get("url")) if isinstance(value, dict) else plain(value)
