"""Files of many pages, split record by record without being read whole: JSON Lines, JSON arrays, RSS and Atom feeds."""

from __future__ import annotations

import codecs
import html
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree import ElementTree

from rag.articles.clean import MAX_PAGE_BYTES
from rag.articles.decoding import decode, encoding_of
from rag.articles.feeds import FEED_TITLE, local_name
from rag.articles.fields import KEYS, plain, value_of
from rag.domain import RawPage
from rag.errors import EmptyPage, PageError, PageTooLarge

CHUNK = 1 << 18
LISTS = ("articles", "items", "data", "news", "results", "documents")
"""Keys under which a JSON object holds a list of records."""

Record = tuple[str, RawPage | PageError]
"""(the record's own id, or its number counted from 1; the page, or why there is none)"""

_DECODER = json.JSONDecoder(strict=False)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]{0,200}\?>")


def json_lines(stream: BinaryIO, name: str) -> Iterator[Record]:
    """One record a line. A broken line is one failure with its number; the others go on."""
    number = 0
    while line := stream.readline(MAX_PAGE_BYTES + 1):
        number += 1
        if len(line) > MAX_PAGE_BYTES and not line.endswith(b"\n"):
            while rest := stream.readline(CHUNK):
                if rest.endswith(b"\n"):
                    break
            yield str(number), PageTooLarge(f"Line {number} has more than {MAX_PAGE_BYTES:,} bytes.")
        elif line.strip():
            yield _line(line, number, name)


def _line(line: bytes, number: int, name: str) -> Record:
    try:
        record = json.loads(decode(line), strict=False)
    except PageError as error:
        return str(number), error
    except (ValueError, RecursionError):
        return str(number), PageError(f"Line {number} is not valid JSON.")
    if not isinstance(record, dict):
        return str(number), PageError(f"Line {number} is not a JSON object.")
    key = _key(record, number)
    return key, RawPage(f"{name}#{key}", line.strip(), "application/json")


def json_document(stream: BinaryIO, name: str) -> Iterator[Record]:
    """An array of records, one record, or an object that holds a list of them. Arrays are read piece by piece."""
    start = stream.read(CHUNK)
    decoder = codecs.getincrementaldecoder(encoding_of(start))(errors="replace")
    text = decoder.decode(start).lstrip("\ufeff \t\r\n")
    if text.startswith("["):
        yield from _array(text[1:], decoder, stream, name)
        return
    rest = stream.read(MAX_PAGE_BYTES + 1)
    if len(rest) > MAX_PAGE_BYTES:
        yield "1", PageTooLarge("A JSON file of more than 20 MiB must be an array of records, or JSON Lines.")
        return
    try:
        record = json.loads(text + decoder.decode(rest, final=True), strict=False)
    except (ValueError, RecursionError):
        yield "1", EmptyPage("The file is empty.") if not text.strip() else PageError("The file is not valid JSON.")
        return
    inner = next((record[key] for key in LISTS if isinstance(record, dict) and isinstance(record.get(key), list)), None)
    if isinstance(record, dict) and inner is not None and value_of(record, "body") is None:
        for number, item in enumerate(inner, 1):
            yield _item(item, number, name)
    else:
        yield _item(record, 1, name)


def _array(text: str, decoder: codecs.IncrementalDecoder, stream: BinaryIO, name: str) -> Iterator[Record]:
    number, done = 0, False
    while True:
        text = text.lstrip(" \t\r\n,")
        if text.startswith("]"):
            return
        item, end = _next_item(text)
        if end >= 0 and (end < len(text) or done):
            number += 1
            yield _item(item, number, name)
            text = text[end:]
            continue
        piece = b"" if done else stream.read(CHUNK)
        done = not piece
        text += decoder.decode(piece, final=done)
        if (done and end < 0) or len(text) > MAX_PAGE_BYTES:
            yield (
                str(number + 1),
                PageError(f"Record {number + 1} of the JSON array is broken or too large; the rest was not read."),
            )
            return


def _next_item(text: str) -> tuple[Any, int]:
    """The array's next item and where it ends, or -1 while it is not all there."""
    if not text:
        return None, -1
    try:
        return _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return None, -1


def _item(item: Any, number: int, name: str) -> Record:
    if not isinstance(item, dict):
        return str(number), PageError(f"Record {number} is not a JSON object.")
    key = _key(item, number)
    return key, RawPage(f"{name}#{key}", json.dumps(item).encode("ascii"), "application/json")


def _key(record: dict[str, Any], number: int) -> str:
    own = next((plain(record[key]) for key in KEYS["external_id"] if record.get(key)), None)
    return own[:200] if own else str(number)


# ------------------------------------------------------------------------------------------------ feeds


def feed_entries(stream: BinaryIO, name: str) -> Iterator[Record]:
    """Every item or entry as an XML document of its own, with its feed's title. Entities that a file decla"
    "res are refused."""
    parser: ElementTree.XMLPullParser[Any] = ElementTree.XMLPullParser(("start", "end"))
    reading = _Feed(name)
    try:
        for text in _xml_texts(stream):
            parser.feed(text)
            yield from reading.entries(parser)
        parser.close()
        yield from reading.entries(parser)
    except PageError as error:
        yield str(reading.number + 1), error
        return
    except (ElementTree.ParseError, UnicodeError, RecursionError, ValueError) as error:
        yield (
            str(reading.number + 1),
            PageError(f"The feed is not well-formed XML ({error}); later entries were not read."),
        )
        return
    if not reading.number:
        yield "1", PageError("The XML file is no RSS or Atom feed: it has no item or entry.")


def _xml_texts(stream: BinaryIO) -> Iterator[str]:
    """The file's text in pieces, without its XML declaration (it is decoded already), HTML's entities as characters."""
    start = stream.read(CHUNK)
    decoder = codecs.getincrementaldecoder(encoding_of(start))(errors="replace")
    text = _DECLARATION.sub("", decoder.decode(start).lstrip())
    head = text[:20_000].upper()
    if "<!ENTITY" in head or "<!DOCTYPE" in head:
        raise PageError("The XML file declares a DOCTYPE or entities, which are not read.")
    while text:
        cut = text.rfind("&", len(text) - 40) if "&" in text[-40:] and ";" not in text[text.rfind("&") :] else len(text)
        yield _ENTITY.sub(_character, text[:cut])
        piece = stream.read(CHUNK)
        more = decoder.decode(piece, final=not piece)
        if not piece and not more:
            if cut < len(text):
                yield text[cut:]
            return
        text = text[cut:] + more


def _character(found: re.Match[str]) -> str:
    name = found.group(1)
    if name in _XML_ENTITIES:
        return found.group(0)
    character = html.unescape(found.group(0))
    return character if character != found.group(0) else f"&amp;{name};"


class _Feed:
    """Where in the feed the parser is."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.number = 0
        self.title = ""
        self._stack: list[ElementTree.Element] = []

    def entries(self, parser: ElementTree.XMLPullParser[Any]) -> Iterator[Record]:
        events: Iterator[Any] = parser.read_events()
        for event, element in events:
            if not isinstance(element, ElementTree.Element):
                continue
            if event == "start":
                self._stack.append(element)
                continue
            self._stack.pop()
            tag = local_name(element.tag)
            depth = len(self._stack)
            if tag in ("item", "entry") and depth <= 2:
                yield self._entry(element)
                element.clear()
                if self._stack:
                    self._stack[-1].remove(element)
            elif tag == "title" and depth <= 2 and not self.title:
                self.title = "".join(element.itertext()).strip()

    def _entry(self, element: ElementTree.Element) -> Record:
        self.number += 1
        element.set(FEED_TITLE, self.title[:300])
        element.tail = None
        content = ElementTree.tostring(element, encoding="unicode").encode("utf-8", errors="replace")
        own = next((plain(child.text) for child in element if local_name(child.tag) in ("guid", "id")), None)
        key = own[:200] if own else str(self.number)
        if len(content) > MAX_PAGE_BYTES:
            return key, PageTooLarge(f"Entry {self.number} has more than {MAX_PAGE_BYTES:,} bytes.")
        return key, RawPage(f"{self.name}#{key}", content, "application/xml")
