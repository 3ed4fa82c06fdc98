"""The process that parses HTML: it may be killed at any moment, and it imports nothing of ours.

Messages in both directions: four bytes of length (big-endian), then UTF-8 JSON or, for pages, UTF-8 HTML. The first
message to it is the list of selectors; its first message back says that it is ready.
"""

from __future__ import annotations

import json
import os
import re
import struct
import sys
from collections.abc import Iterator
from functools import cache
from typing import IO, Any

MAX_DEPTH = 250
"""libxml2 keeps 256 levels and drops what lies deeper, without a word."""

CPU_SECONDS = 15
MAX_SCRIPT = 4_000_000
BODY_ENOUGH = 200
"""Characters of a selected body that spare the boilerplate remover, which takes ten times as long as the rest."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MAX_TREE = 20_000
"""Elements up to which the boilerplate remover is asked: it needs about 0.1 ms for each."""


_TAG = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40}))")
_VOID = _words("area base br col embed hr img input link meta param source track wbr")
_RAW = _words("script style textarea title noscript xmp")
_CLOSES_ITSELF = _words("p li option dt dd tr td th thead tbody tfoot colgroup")
_SKIPPED = _words("script style noscript template iframe object svg select textarea head canvas audio video")
_BLOCKS = _words(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption f"
    "igure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section summary table tbody tfoot thead tr ul option button"
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_BODY_SCRIPT = re.compile(r"contentHtml|content_elements|articleBody")


def deepest(html: str, enough: int = MAX_DEPTH) -> int:
    """How deep the tags nest, up to `enough`: one linear scan, before any parser sees the page."""
    stack: list[str] = []
    most = at = 0
    while (found := _TAG.search(html, at)) is not None:
        at = found.end()
        if found.group(1):
            end = html.find("-->", at)
            at = len(html) if end < 0 else end
            continue
        name = found.group(3).lower()
        if found.group(2):
            if name in stack:
                while stack.pop() != name:
                    pass
            continue
        if name in _RAW:
            end = html.find(f"</{name}", at)
            at = end if end >= 0 else at
            continue
        if name in _VOID:
            continue
        if stack and name in _CLOSES_ITSELF and stack[-1] == name:
            stack.pop()
        stack.append(name)
        most = max(most, len(stack))
        if most >= enough:
            break
    return most


def lines_of(element: Any, skipped: frozenset[Any] = frozenset()) -> list[str]:
    """The visible text of an element, a line for every block and line break, white space collapsed."""
    parts: list[str] = []
    for kind, text in _walk(element, skipped):
        parts.append("\n" if kind == "break" else text)
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    return [line for line in lines if line]


def _walk(root: Any, skipped: frozenset[Any]) -> Iterator[tuple[str, str]]:
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        block = tag in _BLOCKS or tag == "br"
        if leaving:
            if block:
                yield "break", ""
        elif tag and tag not in _SKIPPED and element not in skipped and not _HIDDEN.search(element.get("style") or ""):
            yield ("break", "") if block else ("text", " " if tag in ("td", "th") else "")
            yield "text", _SPACE.sub(" ", element.text or "")
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
            continue
        if element is not root and element.tail:
            yield "text", _SPACE.sub(" ", element.tail)


def parts_of(html: str, selectors: list[dict[str, str]]) -> dict[str, Any]:
    """A page's parts, as HtmlPage has them."""
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    tree = lxml_html.document_fromstring(html.encode("utf-8"), parser=parser)
    inside = {part: _nodes(tree, selectors, part) for part in ("caption", "heading", "noise", "subtitle")}
    selected, bodies = _bodies(tree, selectors, inside)
    scripts = [
        text
        for text in tree.xpath("//script[not(@src) and not(contains(@type, 'ld+json'))]/text()")
        if len(text) <= MAX_SCRIPT and _BODY_SCRIPT.search(text)
    ]
    enough = bool(scripts) or any(sum(map(len, lines)) >= BODY_ENOUGH for lines in selected.values())
    selected |= _others(tree, selectors)
    for part in ("caption", "heading"):
        selected[part] = _texts_inside(inside[part] - inside["subtitle"], bodies)
    return {
        "linked_data": [text for text in tree.xpath("//script[contains(@type, 'ld+json')]/text()") if text.strip()],
        "meta": _meta(tree),
        "selected": selected,
        "scripts": scripts,
        "main_text": [] if enough else _main_text(tree, etree),
        "text": lines_of(tree),
        "title": _first(tree.xpath("//title/text()")),
        "canonical": _first(tree.xpath("//link[@rel='canonical']/@href")),
    }


def _first(texts: list[str]) -> str | None:
    return next((text.strip() for text in texts if text.strip()), None)


def _bodies(
    tree: Any, selectors: list[dict[str, str]], inside: dict[str, frozenset[Any]]
) -> tuple[dict[str, list[str]], list[Any]]:
    """The bodies up to the first one that is long enough: (lines by selector, elements)."""
    selected: dict[str, list[str]] = {}
    bodies: list[Any] = []
    for selector in selectors:
        if selector["part"] != "body" or not (matches := _matches(tree, selector["xpath"])):
            continue
        if lines := _body_lines(matches[0], inside):
            selected[selector["name"]] = lines
            bodies.append(matches[0])
            if sum(map(len, lines)) >= BODY_ENOUGH:
                break
    return selected, bodies


def _others(tree: Any, selectors: list[dict[str, str]]) -> dict[str, list[str]]:
    """What the selectors of titles, times and people find."""
    found: dict[str, list[str]] = {}
    for selector in selectors:
        if selector["part"] in ("body", "caption", "heading", "noise"):
            continue
        matches = _matches(tree, selector["xpath"])
        wanted = matches[:20] if selector["part"] == "reporter" else matches[:1]
        lines = [line for match in wanted for line in ([match.strip()] if isinstance(match, str) else lines_of(match))]
        if lines:
            found[selector["name"]] = lines
    return found


def _matches(tree: Any, xpath: str) -> list[Any]:
    found: list[Any] = _compiled(xpath)(tree)
    return found


@cache
def _compiled(xpath: str) -> Any:
    from lxml import etree

    return etree.XPath(xpath)


def _nodes(tree: Any, selectors: list[dict[str, str]], part: str) -> frozenset[Any]:
    return frozenset(node for row in selectors if row["part"] == part for node in _matches(tree, row["xpath"]))


def _body_lines(body: Any, inside: dict[str, frozenset[Any]]) -> list[str]:
    """A body without captions, headings, summaries and boxes; boxes stay where they would take most of it with them."""
    apart = (inside["caption"] | inside["heading"] | inside["subtitle"]) - {body}
    whole = lines_of(body, apart)
    lines = lines_of(body, apart | inside["noise"] - {body})
    return lines if sum(map(len, lines)) * 2 >= sum(map(len, whole)) else whole


def _texts_inside(nodes: frozenset[Any], bodies: list[Any]) -> list[str]:
    """One text for every outermost of these nodes that lies in a body, in the page's order."""
    texts: list[str] = []
    for body in bodies:
        for node in body.iterdescendants():
            if node in nodes and not any(ancestor in nodes for ancestor in node.iterancestors()):
                text = " ".join(lines_of(node))
                if text and text not in texts:
                    texts.append(text)
    return texts


def _meta(tree: Any) -> list[tuple[str, str]]:
    rows = []
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content is not None:
            rows.append((name.strip(), content))
    return rows[:300]


def _main_text(tree: Any, etree: Any) -> list[str]:
    if sum(1 for _ in tree.iter()) > MAX_TREE:
        return []
    import trafilatura

    try:
        document = trafilatura.bare_extraction(tree, include_comments=False, include_images=False, with_metadata=False)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError, IndexError):
        return []
    text = getattr(document, "text", None) or ""
    return [line.strip() for line in text.split("\n") if line.strip()]


# ---------------------------------------------------------------- the loop


def read_message(stream: IO[bytes]) -> bytes | None:
    head = stream.read(4)
    if len(head) < 4:
        return None
    (size,) = struct.unpack(">I", head)
    data = stream.read(size)
    return data if len(data) == size else None


def write_message(stream: IO[bytes], data: bytes) -> None:
    stream.write(struct.pack(">I", len(data)) + data)
    stream.flush()


def _limit(memory_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # not a POSIX system: only the wall clock limits
        return
    for limit, value in ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):  # macOS has no RLIMIT_AS
            continue


def _allow_cpu(seconds: int) -> None:
    """The limit counts the process's whole life, so every page moves it on."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))
    except (ValueError, OSError):
        return


def _reply(page: bytes, selectors: list[dict[str, str]]) -> dict[str, Any]:
    html = page.decode("utf-8", errors="replace")
    if deepest(html) >= MAX_DEPTH:
        return {"error": "deep"}
    try:
        return {"parts": parts_of(html, selectors)}
    except MemoryError:
        return {"error": "memory"}
    except Exception as exc:  # noqa: BLE001 - vendors raise anything on broken markup; the parent names it
        return {"error": f"{type(exc).__name__}: {exc}"[:200]}


def main() -> None:
    """Answer pages until the parent closes the pipe."""
    stdin = sys.stdin.buffer
    stdout = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:  # a vendor that prints must not break the messages
        os.dup2(nowhere.fileno(), 1)
    first = read_message(stdin)
    if first is None:
        return
    settings = json.loads(first)
    import trafilatura  # noqa: F401 - loaded before the limits: a page's time is not spent on it

    _limit(settings["memory_bytes"])
    write_message(stdout, b'{"ready": true}')
    while (page := read_message(stdin)) is not None:
        _allow_cpu(CPU_SECONDS)
        write_message(stdout, json.dumps(_reply(page, settings["selectors"])).encode("ascii"))


if __name__ == "__main__":
    main()
