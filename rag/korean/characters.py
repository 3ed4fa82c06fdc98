"""Characters that nobody sees: spaces and line breaks of every kind, and what shows nothing at all.

Articles and questions are cleaned by the one table, so that what is asked is compared with what is stored.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
BREAKS = "\u000b\u000c\r\u001c\u001d\u001e\u0085\u2028\u2029"
DROPPED = (
    *range(0x09),
    *range(0x0E, 0x1C),
    0x1F,
    0x7F,
    *range(0x80, 0x85),
    *range(0x86, 0xA0),
    0x00AD,
    0x034F,
    0x061C,
    0x115F,
    0x1160,
    0x180E,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0x3164,
    0xFEFF,
    0xFFA0,
    *range(0xD800, 0xE000),
    *range(0xE0000, 0xE0080),
)
"""Control characters, soft hyphens, joiners, marks of direction, Hangul fillers, half surrogates, tags."""

_TABLE: Mapping[int, str | None] = {
    **dict.fromkeys(map(ord, SPACES), " "),
    **dict.fromkeys(map(ord, BREAKS), "\n"),
    **dict.fromkeys(DROPPED),
}


def visible(text: str) -> str:
    """NFC; every kind of space a space, of line break a newline; what shows nothing dropped."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_TABLE))
