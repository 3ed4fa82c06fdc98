"""Which zone `(현지시간)` means: that of the place named nearest in the sentence."""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rag.domain import KST
from rag.korean.dates import words

_FIXED = {
    "한국": "Asia/Seoul",
    "동부": "America/New_York",
    "서부": "America/Los_Angeles",
    "그리니치": "Etc/UTC",
    "국제": "Etc/UTC",
}

SEVERAL = "-"
_REACH = 300
_STOP = re.compile(r"(?<=다)\.|\n")
_THERE = re.compile(r"[가-힣A-Za-z·\s]{0,25}?(?:에서|에 )")


@lru_cache(maxsize=1)
def places() -> dict[str, str]:
    """Place → key of the IANA zone."""
    text = (files("rag.korean.dates") / "zones.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: key for key, names in rows for name in names.split(",")}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(places(), key=len, reverse=True))
    return re.compile(f"(?<![A-Za-z가-힣])(?:{names})")


def zone(label: str | None, text: str, begin: int, finish: int) -> tzinfo | None:
    """The zone for a label (현지, 한국, 미국 동부, GMT …) of an expression; None where it is local to no place we know.

    A place after the expression where something is done (`베이징시 인민정부청사에서`) decides; then the nearest before it.
    """
    if label is None or label == "한국":
        return KST
    for ending, key in _FIXED.items():
        if label.endswith(ending):
            return _load(key)
    if label.upper() in words.ZONES:
        return timezone(timedelta(hours=words.ZONES[label.upper()]), label.upper())
    stop = _STOP.search(text, finish, finish + _REACH)
    for match in _pattern().finditer(text, finish, stop.start() if stop else finish + _REACH):
        if _THERE.match(text, match.end()):
            return _load(places()[match.group()])
    before = [match.group() for match in _pattern().finditer(text, max(begin - _REACH, 0), begin)]
    return _load(places()[before[-1]]) if before else None


def _load(key: str) -> tzinfo | None:
    if key == SEVERAL:
        return None
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, OSError):  # a machine without time zone data
        return None
