"""Files and folders → pages. One file may hold many; whatever cannot be read is reported and never stops the others."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from rag.articles.clean import MAX_PAGE_BYTES
from rag.articles.decoding import encoding_of
from rag.articles.records import Record, feed_entries, json_document, json_lines
from rag.articles.rules import words
from rag.domain import Outcome, PageReport, RawPage
from rag.errors import EmptyPage, PageError, PageTooLarge

SUFFIXES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".ndjson": "application/x-ndjson",
    ".xml": "application/xml",
    ".rss": "application/xml",
    ".atom": "application/xml",
}

UNREADABLE = words(
    """
    .jpg .jpeg .png .gif .webp .svg .bmp .ico .tif .tiff .heic .mp3 .mp4 .mov .avi .wav .pdf .hwp .hwpx .doc
    .docx .xls .xlsx .ppt .pptx .zip .gz .tar .7z .bz2 .xz .exe .so .dll .bin .db .sqlite .parquet .pickle .pkl
    .npy .css .js .woff .woff2 .ttf .csv .tsv
    """
)

_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_HEAD = 8192


@dataclass(frozen=True, slots=True)
class PageFailure:
    """A page that could not even be read."""

    source: str
    error: PageError

    def report(self) -> PageReport:
        return PageReport(self.source, Outcome.FAILED, reason=str(self.error))


def read_paths(paths: Iterable[Path], stdin: bytes | None = None) -> Iterator[RawPage | PageReport]:
    """The pages of files and folders (recursively, sorted, hidden names skipped); `-` is `stdin`."""
    for path in paths:
        if str(path) == "-":
            yield from map(_or_report, read_pages("-", stdin or b""))
            continue
        for file in walk(path):
            yield from map(_or_report, read_file(file))


def _or_report(page: RawPage | PageFailure) -> RawPage | PageReport:
    return page.report() if isinstance(page, PageFailure) else page


def walk(path: Path) -> Iterator[Path]:
    """A file itself; of a folder every file below it, sorted by name, without hidden names and links to folders."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(folder, name)


def read_file(path: Path) -> Iterator[RawPage | PageFailure]:
    """The pages of one file; feeds and JSON Lines are streamed, others may have MAX_PAGE_BYTES."""
    source = str(path.absolute())
    if path.suffix.lower() in UNREADABLE:
        yield PageFailure(
            source, PageError(f"Files of type {path.suffix.lower()} hold no article text that is read here.")
        )
        return
    try:
        with path.open("rb") as stream:
            yield from _read(source, stream)
    except FileNotFoundError:
        yield PageFailure(source, PageError("There is no such file or folder."))
    except OSError as error:
        yield PageFailure(source, PageError(f"The file cannot be read ({error.strerror or error})."))


def read_pages(name: str, data: bytes) -> Iterator[RawPage | PageFailure]:
    """The pages of a file's bytes; `name` (a path, or `-`) tells the kind by its suffix, else the content does."""
    return _read(name, io.BytesIO(data))


def _read(source: str, stream: BinaryIO) -> Iterator[RawPage | PageFailure]:
    head = stream.read(_HEAD)
    stream.seek(0)
    if not head.strip():
        yield PageFailure(source, EmptyPage("The file is empty."))
        return
    kind = media_type_of(source, head)
    if kind == "application/x-ndjson":
        yield from _records(source, json_lines(stream, source))
    elif kind == "application/json":
        yield from _records(source, json_document(stream, source))
    elif kind == "application/xml":
        yield from _records(source, feed_entries(stream, source))
    else:
        data = stream.read(MAX_PAGE_BYTES + 1)
        if len(data) > MAX_PAGE_BYTES:
            yield PageFailure(
                source,
                PageTooLarge(
                    f"The file is larger than {MAX_PAGE_BYTES // 1024 // 1024} MiB, more than a page may have."
                ),
            )
        else:
            yield RawPage(source, data, kind)


def _records(source: str, records: Iterator[Record]) -> Iterator[RawPage | PageFailure]:
    for key, page in records:
        yield page if isinstance(page, RawPage) else PageFailure(f"{source}#{key}", page)


def media_type_of(name: str, head: bytes) -> str:
    """What a file is: by its suffix, corrected where the first bytes plainly say otherwise."""
    kind = SUFFIXES.get(Path(name).suffix.lower()) if name != "-" else None
    text = head.decode(encoding_of(head), errors="replace").lstrip("\ufeff \t\r\n")
    if kind in ("text/plain", "application/xml", None):
        if _HTML.match(text) or (kind != "text/plain" and _HTML.search(text[:2000]) and not _FEED.search(text[:2000])):
            return "text/html"
        if text.startswith("<?xml") or _FEED.match(text):
            return "application/xml"
    return kind or _sniffed(text)


def _sniffed(text: str) -> str:
    """The kind of a file without a telling name."""
    if text.startswith("{"):
        first, _, rest = text.partition("\n")
        whole = first.rstrip().endswith("}") and len(first) > 2
        return "application/x-ndjson" if whole and rest.lstrip().startswith("{") else "application/json"
    if text.startswith("["):
        return "application/json" if text[1:].lstrip().startswith(("{", "]")) else "text/plain"
    return "text/markdown" if text.startswith("---\n") else "text/plain"
