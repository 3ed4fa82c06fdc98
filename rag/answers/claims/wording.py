"""A sentence in 합니다체 beside the one it was printed as: nothing but the ending differs.

합의했습니다 = 합의했다    열립니다 = 열린다    예정입니다 = 예정이다    받습니다 = 받는다    큽니다 = 크다    엽니다 = 연다
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rag.answers.matching import solid

_FIRST, _FINALS = ord("가"), 28
_N, _L, _B = 4, 8, 17  # ㄴ, ㄹ and ㅂ among the finals
_POLITE = re.compile(r"^(.*?)([가-힣])니다$", re.DOTALL)
_CLOSING = re.compile(r"[\s.。!?…]+$")
_SENTENCES = re.compile(r"(?<=[다요까죠음함임][.!?])[”\"’']?\s+|\n+")
_MARKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "·": "·", "․": "·", "ㆍ": "·", "･": "·"})


def composed(text: str) -> str:
    """NFC, as everything stored is."""
    return unicodedata.normalize("NFC", text)


def bare(text: str) -> str:
    """Without white space, the full stop and the kind of its quotation marks."""
    return solid(_CLOSING.sub("", text)).translate(_MARKS)


def plain(text: str) -> Iterator[str]:
    """What a sentence may have been before it was put into 합니다체, as `bare` writes it; itself first."""
    written = bare(text)
    yield written
    match = _POLITE.match(written)
    if match is None:
        return
    stem, last = match.groups()
    final = (ord(last) - _FIRST) % _FINALS
    if last == "습":
        yield from (f"{stem}다", f"{stem}는다")
    elif final == _B:
        open_ = chr(ord(last) - _B)
        for other in (_N, 0, _L):
            yield f"{stem}{chr(ord(open_) + other)}다"
        if last == "입":
            yield f"{stem}다"


def said_in(claim: str, text: str) -> bool:
    """Whether a claim is one of the sentences of a text, or the whole of it, be it in 합니다체."""
    sentences = {bare(text), *map(bare, _SENTENCES.split(text))}
    return any(form and form in sentences for form in plain(claim))
