"""Lists that no mark ends but a phrase: `A, B, C에 이어 4번째`, `A, B를 비롯한 50여 개 도시`, `A와 B, C가 후보군으로 분류된다`."""

from __future__ import annotations

import re

_NAMED_AS = r"(?:분류|꼽히|꼽힌|꼽혔|거론|지목|언급|오르내|물망|거명|알려|선정|뽑)"
_FRAME = re.compile(
    r"(?P<after>에\s이[어은](?!지))(?=[\s,])"
    r"|(?P<among>[을를]\s(?:비롯|포함)한)(?=\s)"
    rf"|(?P<named>[이가])\s(?=(?:\S+\s){{0,3}}?\S*(?:으로|로|에)\s(?:\S+\s)?{_NAMED_AS})"
    r"|(?P<like>[이가]\s(?:그랬|그렇|그러했|대표적))"
)
"""What stands after the last item, by what it says of the items."""
_OPENING = re.compile(
    r"^.*(?:[가-힣]{1,6}(?:은|는|에서|에서는|에는|에게)|(?<=[가-힣])(?:이|가)|[을를]\s비롯해|[을를]\s포함해|이후|이래|아래|당시|[한된인던])\s",
    re.DOTALL,
)
"""What stands before the first item."""
_CONJUNCTION = re.compile(r"(?<=[가-힣])[과와]\s(?=\S)")
_NO_CONJUNCTION = re.compile(r"(?:결|효|성|학|교|경|통|초|부|내|외|치|안|정형외|의)과\s$")
"""Nouns that end in the letter."""
_COMMA = re.compile(r"(?<!\d),\s*|,\s+")
_QUOTE = re.compile(r"[“\"]([^”\"]+)[”\"]?")
LONGEST = 30
_CLAUSE = re.compile(r"(?:다|[하되]고|으며|하며|지만|는데|어서|아서|면서)$")


def framed(sentence: str) -> tuple[list[str], int] | None:
    """The items and where the last of them ends; also inside a quotation."""
    texts = [(0, sentence), *((match.start(1), match[1]) for match in _QUOTE.finditer(sentence))]
    for start, text in texts:
        for frame in _FRAME.finditer(text):
            items = _items(text[: frame.start()], conjoined=frame["after"] is None)
            if items:
                return items, start + frame.start()
    return None


def _items(text: str, *, conjoined: bool) -> list[str]:
    """Three at least, none of them a clause, or nothing."""
    if "“" in text or '"' in text or ". " in text:
        return []
    pieces = [piece.strip() for piece in _COMMA.split(text)]
    if len(pieces) < 2:
        return []
    opening = _OPENING.match(pieces[0])
    pieces[0] = pieces[0][opening.end() :] if opening else pieces[0]
    items = [item for piece in pieces for item in (_apart(piece) if conjoined else [piece])]
    plain = all(0 < len(item) <= LONGEST and not _CLAUSE.search(item) for item in items)
    return items if len(items) >= 3 and plain else []


def _apart(piece: str) -> list[str]:
    """`우 의원과 박 장관` → both."""
    joints = [m for m in _CONJUNCTION.finditer(piece) if not _NO_CONJUNCTION.search(piece[: m.end()])]
    edges = [0, *(m.end() for m in joints)]
    ends = [*(m.start() for m in joints), len(piece)]
    return [piece[start:end].strip() for start, end in zip(edges, ends, strict=True)]
