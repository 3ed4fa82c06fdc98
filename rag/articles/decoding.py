"""Bytes to text: the declared encoding, UTF-8, CP949; wrongly decoded text repaired; NFC, never NFKC.

NFKC is avoided because it turns `인적․문화` (U+2024) into `인적.문화` and splits a sentence there. Middle dots of every
kind stay as they came: what is stored is what is quoted.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from rag.errors import UndecodablePage
from rag.korean.characters import visible

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SINGLE_BYTE = ("latin", "iso8859", "cp1252", "ascii", "8859")
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image or a sound"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile("[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]")
_IDEOGRAPH = re.compile("[\u4e00-\u9fff\uf900-\ufaff]")
_MAX_LOSS = 0.01
"""Share of characters that may be unreadable before a text counts as not decoded: a page cut inside a char"
"acter has one."""


def decode(data: bytes, declared: str | None = None) -> str:
    """A page's bytes as clean NFC text. Raises UndecodablePage when they are not text in any encoding we know."""
    _refuse_binary(data)
    return normalise(repair(_decoded(data, declared)))


def normalise(text: str) -> str:
    """NFC; every kind of space a space, of line break a newline; invisible characters and half surrogates dropped."""
    return visible(text)


def repair(text: str) -> str:
    """Text that somebody decoded with the wrong table, put right: as a whole, or else line by line."""
    if not _suspect(text):
        return text
    whole = _repaired(text)
    if whole is not None:
        return whole
    return "\n".join(_repaired(line) or line if _suspect(line) else line for line in text.split("\n"))


def declared_charset(data: bytes) -> str | None:
    """The charset that an HTML meta tag or an XML declaration names in the first 4,096 bytes, if any."""
    found = _DECLARED.search(data[:4096])
    return found.group(1).decode("ascii") if found else None


def encoding_of(data: bytes, declared: str | None = None) -> str:
    """The encoding that a whole file is in, judged by its beginning (which may end inside a character)."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return "utf-8-sig" if name == "utf-8" else "utf-16"
    if _valid_utf8(data):
        return "utf-8"
    codec = _codec(declared or declared_charset(data))
    return codec if codec is not None and not codec.startswith(_SINGLE_BYTE) else "cp949"


def _valid_utf8(data: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_binary(data: bytes) -> None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UndecodablePage(f"The file is {kind}, not text; convert it to text or HTML first.")


def _decoded(data: bytes, declared: str | None) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, errors="replace")
    if (wide := _wide(data)) is not None:
        return wide
    if (text := _strict(data, "utf-8")) is not None:
        return text
    codec = _codec(declared or declared_charset(data))
    if codec is not None and not codec.startswith(_SINGLE_BYTE) and (text := _strict(data, codec)) is not None:
        return text
    if (text := _strict(data, "cp949")) is not None:
        return text
    return _lossy(data, codec)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: ASCII line breaks and spaces leave a zero in every second byte."""
    zeros = data[:4096].count(0)
    if not zeros:
        return None
    even = data[:4096:2].count(0)
    name = "utf-16-be" if even * 2 > zeros else "utf-16-le"
    text = _strict(data[: len(data) // 2 * 2], name)
    if text is None or "\x00" in text or not _HANGUL.search(text):
        raise UndecodablePage("The file is binary, not text.")
    return text


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _lossy(data: bytes, codec: str | None) -> str:
    """The reading that loses least: a page cut inside a character, or with one broken byte, is still a page."""
    names = [name for name in ("utf-8", codec, "cp949") if name and not name.startswith(_SINGLE_BYTE)]
    texts = [data.decode(name, errors="replace") for name in names]
    best = min(texts, key=lambda text: text.count("\ufffd"))
    if best.count("\ufffd") <= max(1, int(len(best) * _MAX_LOSS)) and _HANGUL.search(best):
        return best
    single = data.decode("cp1252", errors="replace")
    if single.count("\ufffd") <= len(single) * _MAX_LOSS and sum(map(str.isascii, single)) > 0.9 * len(single):
        return single
    raise UndecodablePage("The file is not text in UTF-8, UTF-16 or CP949 (EUC-KR); save it as UTF-8.")


def _codec(name: str | None) -> str | None:
    """Python's name of a declared charset. Korean pages that say EUC-KR use CP949's extra syllables."""
    if not name:
        return None
    if name.lower().replace("-", "_") in {"euc_kr", "ks_c_5601_1987", "ksc5601", "x_windows_949", "ms949", "korean"}:
        return "cp949"
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return "cp949" if found == "euc_kr" else found


def _suspect(text: str) -> bool:
    """Worth trying: many accented Latin letters beside little Hangul, or rare ideographs among odd syllables."""
    if text.isascii():
        return False
    latin, ideographs = len(_LATIN.findall(text)), len(_IDEOGRAPH.findall(text))
    if latin < 4 and ideographs < 4:
        return False
    hangul = len(_HANGUL.findall(text))
    return (latin >= 4 and latin > hangul // 4) or (ideographs >= 4 and ideographs * 4 > hangul)


def _as_bytes_of(codec: str) -> Callable[[str], bytes | None]:
    def encode(text: str) -> bytes | None:
        try:
            return text.encode(codec)
        except UnicodeEncodeError:
            return None

    return encode


def _cp1252_bytes(text: str) -> bytes | None:
    """Like CP1252, whose five undefined bytes browsers and scrapers pass through unchanged."""
    out = bytearray()
    for char in text:
        try:
            out += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return None
            out.append(ord(char))
    return bytes(out)


_MISREADINGS: tuple[tuple[Callable[[str], bytes | None], str], ...] = (
    (_as_bytes_of("latin-1"), "utf-8"),
    (_as_bytes_of("latin-1"), "cp949"),
    (_cp1252_bytes, "utf-8"),
    (_cp1252_bytes, "cp949"),
    (_as_bytes_of("cp949"), "utf-8"),
)


def _repaired(text: str) -> str | None:
    before = len(_HANGUL.findall(text))
    for to_bytes, codec in _MISREADINGS:
        data = to_bytes(text)
        if data is None:
            continue
        right = data.decode(codec, errors="replace")
        lost = right.count("\ufffd")
        hangul = len(_HANGUL.findall(right))
        if hangul and lost <= hangul * 0.02 and (hangul > before or codec == "utf-8"):
            return right
    return None
