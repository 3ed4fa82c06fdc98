"""Plain text as scraped → a draft of an article: the rules of Korean news pages, applied line by line.

The lines are named once (lines.py); here their order decides: what stands above the first sentence is the head, what
follows an end marker or a closing byline is not the article, unless the same story clearly goes on.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.articles.body import Body
from rag.articles.draft import Draft
from rag.articles.head import body_start, section_of, subtitles_between, title_of, without_outlet
from rag.articles.lines import Line, Sort, lines_of
from rag.articles.prose import key
from rag.articles.stamps import Stamp, published_and_modified


def draft_of_page(text: str) -> Draft:
    """A whole page: head, body and everything around them. `text` is normalised."""
    lines = lines_of(text)
    start = body_start(lines)
    draft = Draft()
    if start is None:
        return draft
    title = title_of(lines, start)
    head = lines[:start]
    stamps = [stamp for line in head for stamp in line.stamps]
    draft.published_at, draft.modified_at = published_and_modified(stamps)
    if title is not None:
        draft.title, draft.title_outlet = without_outlet(lines[title].text)
        draft.section = section_of(lines, title)
    between = subtitles_between(lines, (title if title is not None else start - 1) + 1, start)
    draft.subtitles = [line for line in between if key(line) != key(draft.title or "")]
    draft.bylines = [line.byline for line in head if line.byline]
    draft.captions = [line.text for line in head if line.sort is Sort.CAPTION]
    Body(draft, lines[start:]).read()
    if draft.published_at is None:
        _late_stamps(draft, lines[start:])
    return draft


def draft_of_body(lines: Sequence[str], title: str | None = None) -> Draft:
    """Lines that are known to be the body (a selected element, a field of a record): no head is looked for."""
    named = lines_of("\n".join(lines))
    draft = Draft(title=title)
    start = body_start(named)
    if start is None:
        draft.paragraphs = [line.text for line in named if line.sort is Sort.SHORT]
        return draft
    draft.published_at, draft.modified_at = published_and_modified([at for line in named[:start] for at in line.stamps])
    for line in named[:start]:
        _take_opening(draft, line)
    Body(draft, named[start:]).read()
    return draft


def _take_opening(draft: Draft, line: Line) -> None:
    """A line above the first sentence of a known body: a sub-headline, a caption or a byline, never lost."""
    if line.byline is not None:
        draft.bylines.append(line.byline)
    elif line.sort is Sort.CAPTION:
        draft.captions.append(line.text)
    elif line.sort in (Sort.SHORT, Sort.SENTENCE) and key(line.text) != key(draft.title or ""):
        draft.subtitles.append(line.text)


def _late_stamps(draft: Draft, lines: Sequence[Line]) -> None:
    """Labelled times between the body and the first end marker, where the head has none."""
    stamps: list[Stamp] = []
    for line in lines:
        if line.sort is Sort.END:
            break
        stamps += [stamp for stamp in line.stamps if stamp.label is not None]
    draft.published_at, modified = published_and_modified(stamps)
    draft.modified_at = draft.modified_at or modified
