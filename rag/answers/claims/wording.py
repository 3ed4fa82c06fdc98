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
_TIE = re.compile(
    r"^(?:한편|또한|또|이어|이에|그러나|하지만|그런데|다만|반면|특히|그리고|아울러|더불어|이와 함께|이에 더해|여기에 더해|이 밖에도?|그래도|그러면서|그러자),? "
)
"""What ties a sentence to the one before it, and may be dropped."""
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
    yield from _ahead(written)
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


def _ahead(written: str) -> Iterator[str]:
    """열릴 예정이다 ← 열린다, 받을 예정이다 ← 받는다: what lay ahead when it was printed."""
    stem = written.removesuffix("예정이다")
    if stem == written or not stem or (ord(stem[-1]) - _FIRST) % _FINALS != _L:
        return
    if stem.endswith("을"):
        yield f"{stem[:-1]}는다"
    yield f"{stem[:-1]}{chr(ord(stem[-1]) - _L + _N)}다"


def said_in(claim: str, text: str) -> bool:
    """Whether a claim is one of the sentences of a text, or the whole of it, be it in 합니다체."""
    printed = [text, *_SENTENCES.split(text)]
    sentences = {bare(one) for one in printed} | {bare(_TIE.sub("", one)) for one in printed}
    return any(form and form in sentences for form in plain(claim))
