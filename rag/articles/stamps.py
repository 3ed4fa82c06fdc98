"""The times that a page shows in its head, and times in fields: ISO 8601, RFC 2822, Korean stamps. Asia/Se"
"oul by default."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum

from rag.domain import KST

FIRST_YEAR, LAST_YEAR = 1900, 2100


class Label(Enum):
    """What a page says that a time is. SITE is the site's own clock (최종편집) and no article's."""

    PUBLISHED = "published"
    MODIFIED = "modified"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class LabelRule:
    """Words before a time → what the time is."""

    label: Label
    pattern: str
    example: str


LABELS: tuple[LabelRule, ...] = (
    LabelRule(Label.SITE, r"(?:최종\s?편집|편집|기준|현재\s?시각|인쇄|마감|방송)", "최종편집 2025-12-11 10:00"),
    LabelRule(
        Label.MODIFIED,
        r"(?:기사\s?)?(?:최종\s?)?(?:수정|업데이트|갱신|변경|[Uu]pdated?|[Mm]odified)",
        "최종수정 : 2021년10월13일 15:16",
    ),
    LabelRule(
        Label.PUBLISHED,
        r"(?:기사\s?)?(?:최초\s?)?(?:입력|등록|승인|송고|작성|발행|게재|게시|보도|전송|[Pp]ublished|[Pp]osted)",
        "기사입력 : 2021년01월12일 15:13",
    ),
)

_DATE = r"(?P<y>(?:19|20)\d\d|\d\d)\s?[년.\-/]\s?(?P<m>\d{1,2})\s?[월.\-/]\s?(?P<d>\d{1,2})(?!\d)\s?[일.]?"
_WEEKDAY = r"(?:\s?[(\[]?(?:[월화수목금토일]요일|(?:(?<=[(\[])[월화수목금토일]))[)\]]?)?"
_TIME = (
    r"(?:[\s,T|(]{0,3}(?P<ap>오전|오후|AM|PM|am|pm)?\s?(?P<H>\d{1,2})\s?(?::|시)\s?(?P<M>\d{1,2})(?:\s?분)?("
    r"?:\s?:\s?(?P<S>\d{1,2}))?"
    r"(?:\s?(?P<ap2>AM|PM|am|pm))?\)?)?"
)
_STAMP = re.compile(rf"(?<!\d){_DATE}{_WEEKDAY}{_TIME}")
_BEFORE = tuple(
    (rule.label, re.compile(rf"{rule.pattern}\s?(?:일시|일자|시간|시각|날짜|일|됨)?\s{{0,3}}[:：|]?\s{{0,3}}$"))
    for rule in LABELS
)
_AFTER = tuple((rule.label, re.compile(rf"\s?{rule.pattern}(?!\s{{0,3}}[:：]?\s{{0,3}}\d)")) for rule in LABELS[1:])
_ONLY_LABEL = tuple(
    (rule.label, re.compile(rf"[^가-힣\d]{{0,4}}{rule.pattern}\s?(?:일시|일자|시간|시각|날짜|일)?\s?[:：|]?"))
    for rule in LABELS
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time on a line of the head; `start`/`end` include its label."""

    label: Label | None
    at: datetime
    has_time: bool
    start: int
    end: int


def stamps_in(line: str) -> tuple[Stamp, ...]:
    """The times on a line of at most 200 characters, with their labels; impossible ones left out."""
    if len(line) > 200 or not any(char.isdigit() for char in line):
        return ()
    found: list[Stamp] = []
    for match in _STAMP.finditer(line):
        at = _datetime(match)
        label, start, end = _labelled(line, match, found[-1].end if found else 0)
        has_time = match["H"] is not None
        if at is not None and (len(match["y"]) == 4 or label is not None or has_time):
            found.append(Stamp(label, at, has_time, start, end))
    return tuple(found)


def label_of(line: str) -> Label | None:
    """The label that is a line of its own (`입력`, its time on the next line); None for anything else."""
    if len(line) > 14:
        return None
    return next((label for label, pattern in _ONLY_LABEL if pattern.fullmatch(line)), None)


def _labelled(line: str, match: re.Match[str], floor: int) -> tuple[Label | None, int, int]:
    before = line[max(floor, match.start() - 24) : match.start()]
    for label, pattern in _BEFORE:
        if named := pattern.search(before):
            return label, match.start() - len(before) + named.start(), match.end()
    for label, pattern in _AFTER:
        if named := pattern.match(line, match.end()):
            return label, match.start(), named.end()
    return None, match.start(), match.end()


def _datetime(match: re.Match[str]) -> datetime | None:
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    hour = int(match["H"] or 0)
    half = (match["ap"] or match["ap2"] or "").upper()
    if half in ("오후", "PM") and hour < 12:
        hour += 12
    elif half in ("오전", "AM") and hour == 12:
        hour = 0
    try:
        at = datetime(
            year, int(match["m"]), int(match["d"]), hour, int(match["M"] or 0), int(match["S"] or 0), tzinfo=KST
        )
    except ValueError:
        return None
    return at if FIRST_YEAR <= at.year < LAST_YEAR else None


def published_and_modified(stamps: Sequence[Stamp]) -> tuple[datetime | None, datetime | None]:
    """Of the head's times: the first labelled as published, else the first unlabelled one with a time of day, else with
    a date; and the last labelled as modified. Never the largest or the last on the page."""
    published = next((stamp.at for stamp in stamps if stamp.label is Label.PUBLISHED), None)
    plain = [stamp for stamp in stamps if stamp.label is None]
    if published is None:
        published = next((stamp.at for stamp in plain if stamp.has_time), plain[0].at if plain else None)
    modified = [stamp.at for stamp in stamps if stamp.label is Label.MODIFIED]
    return published, modified[-1] if modified else None


# ------------------------------------------------------------------------------------------------ times in fields

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")


def moment(value: object) -> datetime | None:
    """A field's time as an aware datetime in Asia/Seoul, or None when it holds none that can be.

    ISO 8601 in every form (`…52.000+0900`), `2025.05.15. 오후 8:00`, RFC 2822, seconds or milliseconds since 1970.
    """
    if isinstance(value, datetime):
        return _seoul(value)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _since_epoch(value)
    text = str(value).strip()
    if not text or len(text) > 80:
        return None
    return _iso(text) or _compact(text) or _shown(text) or _mail_date(text)


def _iso(text: str) -> datetime | None:
    try:
        return _seoul(datetime.fromisoformat(text))
    except ValueError:
        return None


def _compact(text: str) -> datetime | None:
    found = _COMPACT.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    return _iso(f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone or ''}")


def _shown(text: str) -> datetime | None:
    found = _STAMP.search(text)
    return _datetime(found) if found else None


def _mail_date(text: str) -> datetime | None:
    try:
        return _seoul(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _since_epoch(value: float) -> datetime | None:
    seconds = value / 1000 if abs(value) > 1e11 else value
    try:
        return _seoul(datetime.fromtimestamp(seconds, UTC)) if seconds > 1e8 else None
    except (ValueError, OverflowError, OSError):
        return None


def _seoul(at: datetime) -> datetime | None:
    try:
        at = at.replace(tzinfo=KST) if at.tzinfo is None else at.astimezone(KST)
    except (ValueError, OverflowError):
        return None
    return at if FIRST_YEAR <= at.year < LAST_YEAR else None
