"""Markdown with front matter → an Article: headings become sub-headlines, links their text, pictures nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rag.articles.assemble import article_of
from rag.articles.fields import Fields, fields_of
from rag.articles.lines import Sort, line_of
from rag.articles.text import draft_of_body
from rag.domain import Article
from rag.errors import PageError

MAX_FRONT = 65_536
_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_IMAGE = re.compile(r"!\[([^\[\]]{0,300})\]\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\](?:\([^()]{0,500}\)|\[[^\[\]]{0,80}\])")
_EMPHASIS = re.compile(r"\*\*|(?<!\w)__|__(?!\w)")
_SLANTED = re.compile(r"(?<![\w*])[*_](?=\S)([^*_\n]{1,500}?)(?<=\S)[*_](?![\w*])")
_RULE = re.compile(r"(?:[-*_]\s?){3,}")
_QUOTED = re.compile(r"(?:>\s?)+")
_ITEM = re.compile(r"[-*+]\s+(?=\S)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def article_from_markdown(text: str, source: str, publishers: Mapping[str, str] | None = None) -> Article:
    """Raises PageError."""
    fields, body = _front_matter(text)
    title, headings, lines = fields.title, [], []
    for line in _lines(body):
        heading = _HEADING.fullmatch(line)
        if heading is None:
            lines.append(line)
        elif title is None and len(heading.group(1)) == 1:
            title = _inline(heading.group(2))
        elif line_of(_inline(heading.group(2)) or "-").sort in (Sort.END, Sort.WEAK_END, Sort.RIGHTS):
            lines.append(_inline(heading.group(2)))
        else:
            headings.append(_inline(heading.group(2)))
    draft = draft_of_body(lines, title)
    draft.title = title
    draft.subtitles = [*headings, *draft.subtitles]
    return article_of(draft, fields, source, publishers)


def _front_matter(text: str) -> tuple[Fields, str]:
    found = _FRONT.match(text)
    if found is None:
        return Fields(), text
    if len(found.group(1)) > MAX_FRONT:
        raise PageError("The front matter is longer than 64 KiB.")
    import yaml

    try:
        record = yaml.safe_load(found.group(1))
    except (yaml.YAMLError, RecursionError, ValueError) as exc:
        raise PageError("The front matter between the --- lines is not valid YAML.") from exc
    if not isinstance(record, dict):
        return Fields(), text[found.end() :]
    return fields_of({str(name): value for name, value in record.items()}), text[found.end() :]


def _lines(body: str) -> list[str]:
    """Paragraphs on one line each; a line that ends a sentence ends its paragraph, as files with a line a "
    "paragraph have it."""
    out: list[str] = []
    open_paragraph = fenced = False
    for raw in body.split("\n"):
        line = raw.strip()
        if line.startswith(("```", "~~~")):
            fenced = not fenced
            continue
        if not line or fenced or _RULE.fullmatch(line):
            open_paragraph = False
            continue
        starts = line.startswith(("#", ">", "-", "*", "+", "|")) and not line.startswith("**")
        raw_text = line if _HEADING.fullmatch(line) else _ITEM.sub("", _QUOTED.sub("", line))
        if open_paragraph and not starts:
            out[-1] = f"{out[-1]} {raw_text}"
        else:
            out.append(raw_text)
        ended = raw_text.rstrip("*_ ").endswith((".", "?", "!", '"', "”", "’", "'"))
        open_paragraph = not (line.startswith("#") or ended or raw.endswith(("  ", "\\")))
    return [text for piece in out if (text := piece if _HEADING.fullmatch(piece) else _inline(piece))]


def _inline(text: str) -> str:
    text = _IMAGE.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _SLANTED.sub(r"\1", _EMPHASIS.sub("", text))
    return _ESCAPE.sub(r"\1", text).strip()
