"""A page's lines, each named for what it is on sight: a sentence, a headline, a button, a caption, a time,"
" a byline, an end."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from rag.articles.boilerplate import BUTTON_KEYS, NOISE
from rag.articles.bylines import Byline, head_byline, tail_byline
from rag.articles.captions import is_caption
from rag.articles.ends import ENDS, RIGHTS, WEAK_ENDS
from rag.articles.menus import MENU_WORDS
from rag.articles.prose import is_sentence
from rag.articles.publishers import NAMES
from rag.articles.rules import WHOLE_LIMIT, first_rule, is_statement
from rag.articles.stamps import Label, Stamp, label_of, stamps_in


class Sort(Enum):
    """What a line is, seen by itself."""

    SENTENCE = "sentence"
    SHORT = "short"
    NOISE = "noise"
    MENU = "menu"
    CAPTION = "caption"
    STAMP = "stamp"
    BYLINE = "byline"
    END = "end"
    WEAK_END = "weak end"
    RIGHTS = "rights"


class Line(NamedTuple):
    """`text` without the list marks that text converters add; the parts that a STAMP or BYLINE line holds."""

    text: str
    sort: Sort
    item: bool = False
    stamps: tuple[Stamp, ...] = ()
    byline: Byline | None = None


_ITEM = re.compile(r"(?:[•◦‣∙]\s*|\d{1,2}\.\s+(?=\S))")
_CRUMBS = re.compile(r"\s*[>›»|ㅣ/]\s*|\s+")
_LABELLED = re.compile(r"(?:기자명|글쓴이|작성자|기자)\s?[:|]?\s?")
_LETTERS = re.compile(r"[가-힣A-Za-z]")
_UNITS = re.compile(
    r"(?:댓글|좋아요|조회수?|추천|공유|스크랩|지면|[A-D]?\d{1,3}\s?면|호수?|제\d+호|가가|가|글자크기|읽음|뷰)"
)


def lines_of(text: str) -> list[Line]:
    """The non-blank lines of a page, in order."""
    return joined_labels([line_of(raw) for raw in map(str.strip, text.split("\n")) if raw])


def line_of(raw: str) -> Line:
    """One line, named. Cheap tests first; a long line is a sentence unless it is a caption."""
    mark = _ITEM.match(raw)
    text = raw[mark.end() :].strip() if mark else raw
    item = mark is not None
    if not text:
        return Line(raw, Sort.NOISE)
    if len(text) > WHOLE_LIMIT:
        return Line(text, Sort.CAPTION if is_caption(text) else Sort.SENTENCE, item)
    sentence = is_sentence(text)
    if (named := _surrounding(text)) is not None:
        return Line(text, named, item)
    if not sentence and (timed := _timed(text, item)) is not None:
        return timed
    if ("@" in text or "기자" in text or "특파원" in text or len(text) <= 40) and (byline := tail_byline(text)):
        return Line(text, Sort.BYLINE, item, byline=byline)
    if (is_caption(text) and head_byline(text) is None) or _photo_byline(text):
        return Line(text, Sort.CAPTION, item)
    if sentence:
        return Line(text if not item else raw_item(raw), Sort.SENTENCE, item)
    return Line(text, Sort.MENU if _is_menu(text) else Sort.SHORT, item)


def raw_item(raw: str) -> str:
    """A sentence that a converter marked as a list item, without the mark."""
    mark = _ITEM.match(raw)
    return raw[mark.end() :].strip() if mark and not raw[0].isdigit() else raw


def _photo_byline(text: str) -> bool:
    """`[인천=뉴스핌] 김학선 기자 = …다. 2025.04.28 yooksa@` is a picture's caption, although it opens like"
    " an article."""
    return text[0] in "[(" and is_caption(text) and head_byline(text) is not None


def _surrounding(text: str) -> Sort | None:
    if is_statement(text):
        return Sort.WEAK_END if text[0] in "▶☞►▷👉◆※[" and first_rule(WEAK_ENDS, text) else None
    if len(text) <= 40 and "".join(text.split()).lower() in BUTTON_KEYS:
        return Sort.NOISE
    if len(text) <= 40 and _only_buttons(text):
        return Sort.NOISE
    if (
        "ⓒ" in text
        or "©" in text
        or "저작권" in text
        or "무단" in text
        or "opyright" in text
        or "ights" in text
        or "COPYRIGHT" in text
    ) and first_rule(RIGHTS, text):
        return Sort.CAPTION if not text.startswith(("ⓒ", "©", "<", "[", "(")) and is_caption(text) else Sort.RIGHTS
    if len(text) <= 60 and first_rule(WEAK_ENDS, text):
        return Sort.WEAK_END
    if first_rule(ENDS, text):
        return Sort.END
    if first_rule(NOISE, text):
        return Sort.NOISE
    return None


def _only_buttons(text: str) -> bool:
    parts = text.lower().split()
    return 2 <= len(parts) <= 6 and all(part in BUTTON_KEYS for part in parts)


def _timed(text: str, item: bool) -> Line | None:
    """A line that only holds times, and perhaps a reporter and counters beside them."""
    stamps = stamps_in(text)
    if not stamps:
        return None
    rest = text
    for stamp in reversed(stamps):
        rest = rest[: stamp.start] + " " + rest[stamp.end :]
    opened = head_byline(rest.strip())
    byline = (
        opened[0]
        if opened is not None and len(opened[1]) <= 12
        else tail_byline(_LABELLED.sub(" ", _UNITS.sub(" ", re.sub(r"\d[\d,.:]*", " ", rest))).strip(" |·,/-ㅣ:()[]"))
    )
    if byline is not None:
        return Line(text, Sort.STAMP, item, stamps, byline)
    left = _LETTERS.findall(_UNITS.sub("", rest))
    allowed = 40 if stamps[0].label is not None and stamps[0].start <= 3 else 12
    return Line(text, Sort.STAMP, item, stamps) if len(left) <= allowed else None


def _is_menu(text: str) -> bool:
    """At least half of its words are words of menus, or it is the name of an outlet or a path of sections."""
    words = [word for word in _CRUMBS.split(text.strip("<>[]|· ")) if word]
    if not words or text in NAMES:
        return True
    known = sum(1 for word in words if word in MENU_WORDS)
    return (known * 2 >= len(words) and known > 0) or (
        len(words) >= 6 and all(len(word) <= 4 for word in words) and known >= 2
    )


def joined_labels(lines: list[Line]) -> list[Line]:
    """A label and its time on two lines (`입력` / `2024.07.31 14:36`) become one labelled time."""
    out: list[Line] = []
    pending: Label | None = None
    for found in lines:
        line = found
        label = label_of(line.text) if line.sort in (Sort.SHORT, Sort.NOISE, Sort.MENU) else None
        if label is not None:
            pending = label
            continue
        if pending is not None and line.stamps and line.stamps[0].label is None:
            first = line.stamps[0]
            named = Stamp(pending, first.at, first.has_time, first.start, first.end)
            line = line._replace(stamps=(named, *line.stamps[1:]))
        pending = None
        out.append(line)
    return out
