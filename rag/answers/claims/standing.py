"""A claim with a full name where its evidence has a short one or a pronoun, put back as the evidence has it.

강표본 미르시장은 → 강 시장은    강표본 미르시장은 → 그는    미르시는 → 시는
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.answers.claims.names import office
from rag.korean.particles import PAIRS, choose

PRONOUNS = ("그", "그녀", "이들", "그들")
_PARTICLE = "|".join(sorted({p for pair in PAIRS.values() for p in pair}, key=len, reverse=True))
_AFTER = rf"(?={_PARTICLE}|의|에|도|만|측|,|\s|$)"


def put_back(text: str, names: Sequence[str], given: str) -> str:
    """The claim `text`; `names`: whom a short name or a pronoun of the evidence `given` was found to stand for."""
    for name in names:
        if name in text and name not in given and not re.search(r"\d", name):
            short = next((s for s in _shorter(name) if re.search(rf"(?<!\w){re.escape(s)}{_AFTER}", given)), None)
            if short is not None:
                text = _exchanged(text, name, short)
    return text


def _shorter(name: str) -> Iterator[str]:
    """What a full name may be called, the surest first."""
    first, *rest = name.split()
    title = office(rest[-1]) if rest else None
    if title is not None:
        yield f"{first} {title}"
        yield f"{first[0]} {title}"
        yield f"{first} 씨"
        yield f"{first[0]} 씨"
        yield first
        yield title
        yield from PRONOUNS
    else:
        last = name.split()[-1]
        yield from (last[at:] for at in range(1, len(last)))


def _exchanged(text: str, name: str, short: str) -> str:
    def put(match: re.Match[str]) -> str:
        particle = match.group(1) or ""
        pair = next((pair for pair, forms in PAIRS.items() if particle in forms), None)
        return short + (choose(short, pair) if pair else particle)

    return re.sub(rf"{re.escape(name)}((?:{_PARTICLE})(?![가-힣]))?", put, text)
