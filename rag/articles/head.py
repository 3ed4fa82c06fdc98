"""What stands above an article: where its body begins, its title, sub-headlines, section, times and byline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rag.articles.bylines import head_byline
from rag.articles.lines import Line, Sort
from rag.articles.menus import SECTIONS
from rag.articles.notices import kind_of
from rag.articles.prose import has_bullet, key, may_be_sentence, stems
from rag.articles.publishers import NAMES, is_publisher

TITLE_LIMIT = 160
SUBTITLE_LIMIT = 200

_SUFFIX = re.compile(r"\s*(?:[|ㅣ:<>«»｜│]|\s[-–—])\s*([^|ㅣ<>｜│]{2,30}?)\s*$")
_CRUMBS = re.compile(r"\s*[>›»|ㅣ/]\s*|\s+")


def body_start(lines: Sequence[Line]) -> int | None:
    """The index of the first line of the body, or None where no line reads like one.

    The first sentence, unless a labelled time or an opening byline stands a little below it: what comes before those is
    a summary, a notice or a story ticker.
    """
    first = next((at for at, line in enumerate(lines) if line.sort is Sort.SENTENCE), None)
    if first is None:
        return next(
            (at for at, line in enumerate(lines) if line.sort is Sort.SHORT and may_be_sentence(line.text)), None
        )
    start = first
    stamp = next((at for at, line in enumerate(lines) if line.sort is Sort.STAMP and _is_articles(line)), None)
    if stamp is not None and stamp > first:
        after = next((at for at in range(stamp, len(lines)) if lines[at].sort is Sort.SENTENCE), None)
        if after is not None and _below(lines, first, after):
            start = after
    opening = next((at for at in range(start, len(lines)) if _opens(lines[at])), None)
    if opening is not None and opening > start and _below(lines, start, opening, allowed=2):
        start = opening
    return start


def _is_articles(line: Line) -> bool:
    return any(stamp.label is not None or stamp.has_time for stamp in line.stamps)


def _opens(line: Line) -> bool:
    return line.sort is Sort.SENTENCE and line.text[0] in "[(【" and head_byline(line.text) is not None


def _below(lines: Sequence[Line], first: int, start: int, allowed: int = 3) -> bool:
    """Few sentences before `start`, and an end, or more sentences, after it."""
    before = sum(1 for line in lines[first:start] if line.sort is Sort.SENTENCE)
    after = 0
    for line in lines[start:]:
        if line.sort is Sort.END:
            break
        after += line.sort is Sort.SENTENCE
    return before <= allowed and after > before


def title_of(lines: Sequence[Line], start: int) -> int | None:
    """The index of the title above the body, or None: never invented.

    Of the headlines above: the one before the time or byline, repeated on the page, or closest to the story's words.
    """
    candidates = [at for at in range(start) if _like_title(lines[at])]
    if not candidates:
        return None
    story = stems(" ".join(line.text for line in lines[start : start + 4]))
    marks = [at for at in range(start) if lines[at].sort is Sort.STAMP or lines[at].sort is Sort.BYLINE]
    mark = next((at for at in marks if any(other < at for other in candidates)), None)
    group = _group_before(lines, mark) if mark is not None else ()
    if group:
        candidates = [at for at in candidates if at <= group[-1]]
    seen = Counter(key(line.text) for line in lines[:start])

    def worth(at: int) -> tuple[float, int]:
        text = lines[at].text
        score = 1.5 * len(stems(text) & story) + (1 if 14 <= len(text) <= 70 else 0)
        score += 2 if seen[key(text)] > 1 else 0
        if group:
            score += 5 if at == group[0] else 2 if at in group else 0
        return score, -at

    return max(candidates, key=worth)


def _group_before(lines: Sequence[Line], mark: int) -> tuple[int, ...]:
    """The run of headlines right above a time or byline; buttons and other marks may stand between it and them."""
    at = mark - 1
    while (
        at >= 0
        and not _like_title(lines[at])
        and lines[at].sort in (Sort.NOISE, Sort.STAMP, Sort.BYLINE, Sort.MENU, Sort.CAPTION)
    ):
        at -= 1
    group: list[int] = []
    while at >= 0 and _like_title(lines[at]) and len(group) < 4:
        group.insert(0, at)
        at -= 1
    return tuple(group)


def _like_title(line: Line) -> bool:
    if line.sort is not Sort.SHORT or line.item or len(line.text) > TITLE_LIMIT:
        return False
    if len(line.text) < 6:
        return kind_of(line.text, ()) != "news"
    return line.text.count(" ") >= 1 or len(line.text) >= 10


def subtitles_between(lines: Sequence[Line], after: int, start: int) -> tuple[str, ...]:
    """The sub-headlines between the title and the body, list marks removed."""
    return tuple(
        dict.fromkeys(
            _unmarked(line.text)
            for at, line in enumerate(lines[after:start], after)
            if line.sort in (Sort.SHORT, Sort.SENTENCE) and 5 <= len(line.text) <= SUBTITLE_LIMIT
            if not _names_picture(lines, at)
        )
    )


def _names_picture(lines: Sequence[Line], at: int) -> bool:
    """A picture's name above its credit: `시청 전경` (often twice), then `[가람시 제공. 재판매 및 DB 금지]`."""
    following = next((line for line in lines[at + 1 : at + 4] if key(line.text) != key(lines[at].text)), None)
    return following is not None and following.sort is Sort.CAPTION and following.text[0] in "[("


def _unmarked(text: str) -> str:
    return text.lstrip("-–—·•▲△■□◆◇▶▷ ").strip() or text


def section_of(lines: Sequence[Line], title: int) -> tuple[str, ...]:
    """The last line above the title that consists of section names only: `정치 국회·정당`."""
    for line in reversed(lines[:title]):
        words = [word for word in _CRUMBS.split(line.text) if word and word not in ("홈", "HOME", "Home", "뉴스")]
        if (
            line.sort in (Sort.MENU, Sort.NOISE)
            and words
            and len(words) <= 3
            and all(word in SECTIONS for word in words)
        ):
            return tuple(words)
    return ()


def without_outlet(title: str, publisher: str | None = None) -> tuple[str, str | None]:
    """A title without the outlet's name that sites append: (title, outlet or None).

    ` | 한국일보`, `-정치ㅣ한국일보` (U+3163), ` - 매일경제`; a dash inside a headline stays.
    """
    outlet: str | None = None
    for _ in range(3):
        found = _SUFFIX.search(title)
        if found is None:
            break
        tail = found.group(1).strip()
        if not (
            tail == publisher
            or tail in NAMES
            or is_publisher(tail)
            or (outlet and tail in SECTIONS)
            or tail in SECTIONS
        ):
            break
        outlet = outlet or (tail if tail not in SECTIONS else None)
        title = title[: found.start()].strip()
    if outlet and "-" in title and title.rsplit("-", 1)[1].strip() in SECTIONS:
        title = title.rsplit("-", 1)[0].strip()
    return title, outlet


def is_heading(text: str) -> bool:
    """A sub-headline inside the body: short, no sentence, no list mark but the ones of headings."""
    if len(text) > 45 or text[-1] in ".?!,:”\"'’다요" or (has_bullet(text) and text[0] not in "■□◆◇●▶"):
        return False
    return not any(char in text for char in "▲△○※=")
